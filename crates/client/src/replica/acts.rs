//! What a person does: edits, commands, seals.

use super::{GOOD_FOR, Phase, Replica, Waiting};
use crate::{
    edit::{Edit, EditError},
    effect::{Effect, Fate, NotSent},
    outbox::{Act, Row},
    storage::Write,
};
use automerge::transaction::CommitOptions;
use loggist_domain::{
    IntentId, Kind, ObjectId, PersonId, Timestamp,
    command::{
        Answer, AnswerRecommendation, AppendEntry, Command, Given, SealDraft, recommendation_hash,
    },
    seal_hash,
};
use loggist_room::frames::{ClientFrame, PresenceUpdate};
use serde_bytes::ByteBuf;

impl Replica {
    /// Edits the document: one change, in the outbox at once, sent when live. `None` when nothing changed.
    ///
    /// # Errors
    /// [`EditError`]; the document is then as it was.
    pub fn edit<T>(
        &mut self,
        name: &str,
        now: Timestamp,
        act: impl FnOnce(&mut Edit<'_, '_>) -> Result<T, EditError>,
    ) -> Result<(Option<IntentId>, T), EditError> {
        let actor = &self.actor;
        let working = self
            .working
            .get_or_insert_with(|| self.recorded.fork().with_actor(actor.clone()));
        let mut tx = working.transaction();
        let mut edit = Edit::new(&mut tx, &mut self.ids, self.identity.person, now);
        let made = act(&mut edit).and_then(|made| edit.fits().map(|()| made));
        let made = match made {
            Ok(made) => made,
            Err(error) => {
                tx.rollback();
                return Err(error);
            }
        };
        let (hash, _) = tx.commit_with(CommitOptions::default().with_time(0));
        let change = hash.and_then(|_| working.get_last_local_change());
        let Some(change) = change else {
            return Ok((None, made));
        };
        let intent = self.ids.intent(now);
        let row = Row {
            intent,
            name: name.to_owned(),
            act: Act::Edit(ByteBuf::from(change.raw_bytes().to_vec())),
            written_at: now,
            refused: None,
        };
        self.add(row, now);
        Ok((Some(intent), made))
    }

    /// Gives a command under the epoch that this replica shows. What may wait is kept; anything else needs a
    /// connection and never fires later.
    ///
    /// # Errors
    /// [`NotSent::Offline`], or [`NotSent::Gone`] for the seal of a draft that is not here.
    pub fn command(&mut self, given: &Given, now: Timestamp) -> Result<IntentId, NotSent> {
        let waits = self.may_wait(&given.command)?;
        let connected = !matches!(self.phase, Phase::Away | Phase::Ended(_));
        if !waits && !connected {
            return Err(NotSent::Offline);
        }
        let name = given.command.name();
        let fields = given.fields();
        let intent = self.ids.intent(now);
        let row = Row {
            intent,
            name: name.to_owned(),
            act: Act::Command {
                fields,
                epoch: (!waits).then(|| self.reader().command().epoch),
                not_after: (!waits).then(|| self.server_now(now).plus(GOOD_FOR)),
            },
            written_at: now,
            refused: None,
        };
        self.add(row, now);
        Ok(intent)
    }

    /// Seals a draft as this replica shows it, and no other words.
    ///
    /// # Errors
    /// As for [`Replica::command`].
    pub fn seal_draft(&mut self, draft: ObjectId, now: Timestamp) -> Result<IntentId, NotSent> {
        self.seal_draft_as(draft, None, now)
    }

    /// Seals a draft for the manager who said it, when one is named.
    ///
    /// # Errors
    /// As for [`Replica::command`].
    pub fn seal_draft_as(
        &mut self,
        draft: ObjectId,
        spoken_by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<IntentId, NotSent> {
        let hash = seal_hash(&self.draft(draft).ok_or(NotSent::Gone)?);
        let given = Given {
            command: Command::SealDraft(SealDraft { draft, hash }),
            spoken_by,
        };
        self.command(&given, now)
    }

    /// Answers a recommendation as this replica shows it, and no other words; for the manager who said it, when one is
    /// named.
    ///
    /// # Errors
    /// As for [`Replica::command`].
    pub fn answer_recommendation(
        &mut self,
        recommendation: ObjectId,
        answer: Answer,
        reason: Option<String>,
        spoken_by: Option<PersonId>,
        now: Timestamp,
    ) -> Result<IntentId, NotSent> {
        let read = self.reader().object("recommendations", recommendation);
        let answer = AnswerRecommendation {
            recommendation,
            hash: recommendation_hash(&read.ok_or(NotSent::Gone)?),
            answer,
            reason,
        };
        let given = Given {
            command: Command::AnswerRecommendation(answer),
            spoken_by,
        };
        self.command(&given, now)
    }

    /// Seals an entry without a draft.
    ///
    /// # Errors
    /// As for [`Replica::command`].
    pub fn append_entry(
        &mut self,
        entry: AppendEntry,
        now: Timestamp,
    ) -> Result<IntentId, NotSent> {
        self.command(&Command::AppendEntry(entry).into(), now)
    }

    /// Tells the others what this person looks at and types, when there is a connection to tell it on.
    pub fn presence(&mut self, update: PresenceUpdate) {
        if self.phase == Phase::Live {
            let frame = ClientFrame::Presence(update);
            self.effects.push(Effect::Send(Box::new(frame)));
        }
    }

    /// The person has done with a refused intent.
    pub fn discard_tray(&mut self, intent: IntentId) {
        self.tray.retain(|item| item.row.intent != intent);
        self.store(vec![Write::RemoveTray(intent)]);
    }

    /// Sealing may wait, but that of a decision: offline it stays a draft that is not in force.
    fn may_wait(&self, command: &Command) -> Result<bool, NotSent> {
        if let Command::SealDraft(seal) = command {
            let draft = self.draft(seal.draft).ok_or(NotSent::Gone)?;
            let decision = serde_json::to_value(Kind::Decision).ok();
            return Ok(draft.str("kind") != decision.as_ref().and_then(|kind| kind.as_str()));
        }
        Ok(command.may_wait())
    }

    fn add(&mut self, row: Row, now: Timestamp) {
        if row.not_after().is_none() {
            self.store(vec![Write::PutRow(row.clone())]);
        }
        self.outbox.push(Waiting::new(row));
        self.submit(now);
    }

    /// Sends what waits, in order, as far as the window allows.
    pub(super) fn submit(&mut self, now: Timestamp) {
        if self.phase != Phase::Live {
            return;
        }
        let server_now = self.server_now(now);
        let mut in_flight = self.outbox.iter().filter(|w| w.in_flight).count();
        let mut late = Vec::new();
        for waiting in &mut self.outbox {
            if in_flight >= self.window {
                break;
            }
            if waiting.in_flight {
                continue;
            }
            // What was sent once may be recorded: only the server knows, and it takes nothing late.
            if !waiting.sent && waiting.row.not_after().is_some_and(|end| server_now > end) {
                late.push(waiting.row.intent);
                continue;
            }
            waiting.in_flight = true;
            waiting.sent = true;
            in_flight += 1;
            let frame = ClientFrame::Submit(waiting.row.submit());
            self.effects.push(Effect::Send(Box::new(frame)));
        }
        for intent in late {
            self.settle(intent, Fate::NotSent(NotSent::Expired));
        }
    }
}
