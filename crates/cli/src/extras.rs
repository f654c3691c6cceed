//! The demonstration's people who go on writing while somebody looks on.
//!
//! They type key by key, through real clients, one after the other and a few lines a minute, and seal now and then. They
//! write only while somebody else is in the room, and stop for good after a number of keys: a demonstration that is left
//! open does not fill a disk.

mod lines;

use anyhow::{Context as _, Result, bail};
use lines::{ENTRIES, Ends, Line, THOUGHTS};
use loggist_client::{Answer, Api, Client, EditError, Fate, NewDraft, storage::Storage};
use loggist_domain::{IncidentId, ObjectId, PersonId};
use loggist_room::frames::PresenceUpdate;
use rand::RngExt as _;
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use tokio::time::{sleep, timeout};

/// How fast they are, and when they have done enough.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Between two keys, on average.
    pub key: Duration,
    /// Between two lines.
    pub line: Duration,
    /// So many keys in all; each is a record.
    pub keys_max: usize,
}

impl Default for Pace {
    /// Two or three lines a minute. The keys take two hours of looking on and about 15 MB.
    fn default() -> Self {
        Self {
            key: Duration::from_millis(110),
            line: Duration::from_secs(14),
            keys_max: 12_000,
        }
    }
}

/// An answer that has not come by then is not waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// The people, in the room.
pub struct Extras {
    clients: BTreeMap<String, Client>,
    pace: Pace,
    keys: usize,
}

impl Extras {
    /// Connects those of the people that have lines, by their email addresses.
    ///
    /// # Errors
    /// When one of them cannot be let in.
    pub async fn enter(
        people: &BTreeMap<String, Api>,
        incident: IncidentId,
        pace: Pace,
    ) -> Result<Self> {
        let speakers: BTreeSet<&str> = ENTRIES
            .iter()
            .chain(THOUGHTS)
            .map(|line| line.who)
            .collect();
        let mut clients = BTreeMap::new();
        for email in speakers {
            let Some(api) = people.get(email) else {
                continue;
            };
            let client = Client::connect(api, incident, &Storage::Memory)?;
            let entered = timeout(PATIENCE, client.live()).await;
            entered.context("The demonstration's people are not let in")??;
            clients.insert(email.to_owned(), client);
        }
        Ok(Self {
            clients,
            pace,
            keys: 0,
        })
    }

    /// Writes until they have done enough, and leaves. Each line is said once; after that they only think aloud, and
    /// take it back.
    pub async fn write(mut self) {
        let lines = ENTRIES.iter().chain(THOUGHTS.iter().cycle());
        for line in lines {
            if line.ends == Ends::Sealed && self.was_said(line) {
                continue;
            }
            if self.keys >= self.pace.keys_max || self.clients.is_empty() {
                break;
            }
            self.watched().await;
            sleep(vary(self.pace.line)).await;
            if self.is_played(line.who) {
                continue;
            }
            if let Err(error) = self.line(line).await {
                // Somebody else may have sealed or removed it, or given the person another role.
                tracing::debug!(%error, "a line of the demonstration was not written");
            }
        }
        for client in self.clients.into_values() {
            client.close().await;
        }
    }

    /// Before the server was started anew, perhaps.
    fn was_said(&self, line: &Line) -> bool {
        self.clients.values().next().is_some_and(|client| {
            let log = client.entries_after(0);
            log.iter().any(|entry| entry.text.ends_with(line.text))
        })
    }

    /// Waits until somebody else is in the room.
    async fn watched(&self) {
        let Some(one) = self.clients.values().next() else {
            return;
        };
        let mut events = one.events();
        while self.visitors().is_empty() {
            // What was missed is looked at anew.
            let _ = events.recv().await;
        }
    }

    /// A person whom a visitor plays is left to the visitor.
    fn is_played(&self, who: &str) -> bool {
        let visitors = self.visitors();
        let person = self.clients.get(who).map(Client::person);
        person.is_some_and(|person| visitors.contains(&person))
    }

    /// Who is in the room and is not one of these clients.
    fn visitors(&self) -> BTreeSet<PersonId> {
        let sessions = self
            .clients
            .values()
            .filter_map(|client| client.read(|replica| replica.session().map(str::to_owned)));
        let ours: BTreeSet<String> = sessions.collect();
        let Some(one) = self.clients.values().next() else {
            return BTreeSet::new();
        };
        one.read(|replica| {
            let others = replica.present().filter(|row| !ours.contains(&row.session));
            others.map(|row| row.person).collect()
        })
    }

    async fn line(&mut self, line: &Line) -> Result<()> {
        let Some(client) = self.clients.get(line.who) else {
            return Ok(());
        };
        let draft = match line.goes_on.and_then(|end| unfinished(client, end)) {
            Some(draft) => draft,
            None if line.goes_on.is_some() => return Ok(()),
            None => begin(client, line)?,
        };
        let mut keys = 0;
        for key in line.text.chars() {
            sleep(vary(self.pace.key)).await;
            let typed = client.edit("edit_draft", |edit| {
                edit.append(draft, "text", key.encode_utf8(&mut [0; 4]))
            });
            typed?;
            client.presence(types(Some(draft)));
            keys += 1;
        }
        client.presence(types(None));
        sleep(vary(self.pace.key * 12)).await;
        match line.ends {
            Ends::Sealed => sealed(client.seal(draft)?).await?,
            Ends::TakenBack => {
                let gone = client.edit("discard_draft", |edit| edit.discard_draft(draft));
                gone?;
            }
        }
        self.keys += keys;
        Ok(())
    }
}

fn begin(client: &Client, line: &Line) -> Result<ObjectId, EditError> {
    let new = NewDraft {
        said_by: line.said_by.map(str::to_owned),
        certainty: line.certainty.map(str::to_owned),
        ..NewDraft::of(line.kind)
    };
    let (_, draft) = client.edit("create_draft", |edit| edit.create_draft(&new))?;
    Ok(draft)
}

/// A draft of this person whose text ends so.
fn unfinished(client: &Client, end: &str) -> Option<ObjectId> {
    let drafts = client.view().drafts;
    let found = drafts.into_iter().find(|(_, draft)| {
        draft.by() == Some(client.person()) && draft.text("text").ends_with(end)
    });
    found.map(|(id, _)| id)
}

fn types(draft: Option<ObjectId>) -> PresenceUpdate {
    PresenceUpdate {
        draft,
        typing: Some(draft.is_some()),
        ..PresenceUpdate::default()
    }
}

async fn sealed(answer: Answer) -> Result<()> {
    let fate = timeout(PATIENCE, answer.fate()).await;
    match fate.context("The server does not answer")? {
        Fate::Recorded { .. } => Ok(()),
        Fate::Refused { reason, .. } => bail!(reason),
        Fate::NotSent(why) => Err(why.into()),
    }
}

/// People do not keep time.
fn vary(wait: Duration) -> Duration {
    wait.mul_f64(rand::rng().random_range(0.5..1.5))
}
