//! The client, as its holder sees it.

use super::{
    connection::keep,
    shared::{Shared, Wanted, now},
};
use crate::{
    Api, Edit, EditError, End, Event, Fate, Ids, Link, NotSent, Replica, Token, View,
    storage::{File, Kept, OpenError, Storage},
};
use loggist_domain::{
    Entry, IncidentId, IntentId, ObjectId, PersonId, Timestamp,
    command::{self, AppendEntry, Given},
};
use loggist_room::frames::PresenceUpdate;
use std::sync::Arc;
use tokio::{
    sync::{broadcast, oneshot, watch},
    task::JoinHandle,
};

/// One incident, held by one person's program. It comes and goes with the network by itself.
#[derive(Debug)]
pub struct Client {
    shared: Arc<Shared>,
    api: watch::Sender<Api>,
    person: PersonId,
    task: JoinHandle<()>,
}

/// The answer to an act, when it comes.
#[derive(Debug)]
pub struct Answer {
    /// The act's intent.
    pub intent: IntentId,
    told: oneshot::Receiver<Fate>,
}

impl Answer {
    /// The answer, when it is there.
    pub fn now(&mut self) -> Option<Fate> {
        self.told.try_recv().ok()
    }

    /// Waits for it; for what may wait, perhaps for as long as the network is away.
    pub async fn fate(self) -> Fate {
        self.told.await.unwrap_or(Fate::NotSent(NotSent::Closed))
    }
}

impl Client {
    /// Holds an incident as the person of the token. The network need not be there.
    ///
    /// # Errors
    /// [`OpenError`] when the storage cannot be used.
    pub fn connect(api: &Api, incident: IncidentId, storage: &Storage) -> Result<Self, OpenError> {
        let person = api.token().person();
        let (file, kept) = match storage {
            Storage::Memory => (None, Kept::default()),
            Storage::Folder(folder) => {
                let (file, kept) = File::open(folder, incident, person)?;
                (Some(file), kept)
            }
        };
        let replica = Replica::open(incident, person, kept, Ids::fresh(), now());
        let shared = Arc::new(Shared::new(replica, file));
        let (api, heard) = watch::channel(api.clone());
        let task = tokio::spawn(keep(Arc::clone(&shared), heard, incident));
        Ok(Self {
            shared,
            api,
            person,
            task,
        })
    }

    /// Whose.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// Does something with the replica, and gives its answer when it is an act that has one.
    pub fn act<T>(
        &self,
        at: Timestamp,
        act: impl FnOnce(&mut Replica, Timestamp) -> (Option<IntentId>, T),
    ) -> (Option<Answer>, T) {
        let (asked, made) = self.shared.ask(at, act);
        (asked.map(|(intent, told)| Answer { intent, told }), made)
    }

    /// Edits the document; one change, sent when live. No answer when nothing changed.
    ///
    /// # Errors
    /// [`EditError`]; nothing was then changed.
    pub fn edit<T>(
        &self,
        name: &str,
        edit: impl FnOnce(&mut Edit<'_, '_>) -> Result<T, EditError>,
    ) -> Result<(Option<Answer>, T), EditError> {
        let (answer, made) = self.act(now(), |replica, at| match replica.edit(name, at, edit) {
            Ok((intent, made)) => (intent, Ok(made)),
            Err(error) => (None, Err(error)),
        });
        made.map(|made| (answer, made))
    }

    /// Gives a command, under the epoch that this client shows. What may wait is kept.
    ///
    /// # Errors
    /// [`NotSent::Offline`] when it may not wait and there is no connection.
    pub fn give(&self, given: &Given) -> Result<Answer, NotSent> {
        self.ask(|replica, at| replica.command(given, at))
    }

    /// Gives a command and waits for its answer.
    pub async fn command(&self, given: &Given) -> Fate {
        match self.give(given) {
            Ok(answer) => answer.fate().await,
            Err(not_sent) => Fate::NotSent(not_sent),
        }
    }

    /// Seals a draft, as this client shows it.
    ///
    /// # Errors
    /// [`NotSent::Gone`], or [`NotSent::Offline`] for a decision.
    pub fn seal(&self, draft: ObjectId) -> Result<Answer, NotSent> {
        self.seal_as(draft, None)
    }

    /// Seals a draft, as this client shows it, for the manager who said it when one is named.
    ///
    /// # Errors
    /// As for [`Client::seal`].
    pub fn seal_as(&self, draft: ObjectId, spoken_by: Option<PersonId>) -> Result<Answer, NotSent> {
        self.ask(|replica, at| replica.seal_draft_as(draft, spoken_by, at))
    }

    /// Answers a recommendation, as this client shows it; for the manager who said it, when one is named.
    ///
    /// # Errors
    /// [`NotSent::Gone`], or [`NotSent::Offline`].
    pub fn answer_recommendation(
        &self,
        recommendation: ObjectId,
        answer: command::Answer,
        reason: Option<String>,
        spoken_by: Option<PersonId>,
    ) -> Result<Answer, NotSent> {
        self.ask(|replica, at| {
            replica.answer_recommendation(recommendation, answer, reason, spoken_by, at)
        })
    }

    /// Seals an entry without a draft.
    ///
    /// # Errors
    /// [`NotSent::Offline`] for a decision.
    pub fn append(&self, entry: AppendEntry) -> Result<Answer, NotSent> {
        self.ask(|replica, at| replica.append_entry(entry, at))
    }

    fn ask(
        &self,
        act: impl FnOnce(&mut Replica, Timestamp) -> Result<IntentId, NotSent>,
    ) -> Result<Answer, NotSent> {
        let (answer, refused) = self.act(now(), |replica, at| match act(replica, at) {
            Ok(intent) => (Some(intent), NotSent::Closed),
            Err(refused) => (None, refused),
        });
        answer.ok_or(refused)
    }

    /// Tells the others what this person looks at and types.
    pub fn presence(&self, update: PresenceUpdate) {
        self.shared.with(|replica, _| replica.presence(update));
    }

    /// Everything that happens from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.shared.events()
    }

    /// The document with the outbox applied, sealed entries left out.
    pub fn view(&self) -> View {
        self.read(Replica::view)
    }

    /// The sealed entries after a number.
    pub fn entries_after(&self, number: u64) -> Vec<Entry> {
        self.read(|replica| replica.entries_after(number))
    }

    /// Reads anything of the replica; it stands still meanwhile.
    pub fn read<T>(&self, act: impl FnOnce(&Replica) -> T) -> T {
        self.shared.read(act)
    }

    /// The person has done with a refused intent.
    pub fn discard_tray(&self, intent: IntentId) {
        self.shared.with(|replica, _| replica.discard_tray(intent));
    }

    /// Where the connection stands, to look at and to wait on.
    pub fn link(&self) -> watch::Receiver<Link> {
        self.shared.link()
    }

    /// Waits until everything recorded is here and acts go out at once.
    ///
    /// # Errors
    /// [`End`] when the connection stays closed.
    pub async fn live(&self) -> Result<(), End> {
        let mut link = self.link();
        let settled = |link: &Link| matches!(link, Link::Live | Link::Ended(_));
        let Ok(link) = link.wait_for(settled).await else {
            return Err(End::Failed("The client was closed.".into()));
        };
        match &*link {
            Link::Ended(end) => Err(end.clone()),
            _ => Ok(()),
        }
    }

    /// Waits until every act of this client has its answer.
    ///
    /// # Errors
    /// [`End`] when the connection stays closed before that.
    pub async fn idle(&self) -> Result<(), End> {
        let mut events = self.events();
        loop {
            let (empty, link) = self.read(|replica| {
                let empty = replica.outbox().next().is_none();
                (empty, replica.link())
            });
            if empty {
                return Ok(());
            }
            if let Link::Ended(end) = link {
                return Err(end);
            }
            // What was missed is looked at anew.
            let _ = events.recv().await;
        }
    }

    /// Takes the network away, as far as this client goes.
    pub fn cut(&self) {
        self.shared.want(Wanted::Cut);
    }

    /// Gives the network back, and comes back at once.
    pub fn mend(&self) {
        self.shared.want(Wanted::Up);
    }

    /// Goes on with another token of the same person, where the sign-in had ended too.
    pub fn sign_in(&self, token: Token) {
        self.api.send_modify(|api| *api = api.with_token(token));
        self.shared.with(|replica, _| replica.signed_in());
        self.mend();
    }

    /// Closes the connection; what was not answered stays in the storage.
    pub async fn close(mut self) {
        self.shared.want(Wanted::Closed);
        // It ends by itself; a panic in it was its own.
        let _ = (&mut self.task).await;
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.shared.want(Wanted::Closed);
        self.task.abort();
    }
}
