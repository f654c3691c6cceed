//! Deciding a batch: each intent in order, on a working document beside the recorded one.

mod command;
mod edit;
mod linked;
mod objects;
mod overdue;

use crate::{
    Batch, Identity,
    admission::{Actors, Owner},
    document,
    fold::{Actor, Fold},
    frames::{Submit, SubmitKind},
    limits,
    record::{self, Draft},
};
use automerge::{Automerge, Change, ChangeHash};
use loggist_domain::{
    Code, Directory, Effect, Incident, ObjectId, Profile, Refusal, Refused, Summary, Timestamp,
    canonical,
};
use loggist_evidence::{Head, Record, RecordKind};
pub use objects::Working;
use rand_chacha::ChaCha20Rng;
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// A batch being decided. Nothing of it is recorded yet; it can be dropped at any moment.
pub struct Trial<'a> {
    pub fold: &'a Fold,
    pub people: &'a Directory,
    pub rng: &'a mut ChaCha20Rng,
    /// The working document: `None` after it had to be dropped; made anew when needed.
    pub working: &'a mut Option<Automerge>,
    pub server_actor: [u8; 16],
    pub incident: Incident,
    pub head: Head,
    pub max_op: u64,
    /// Actors that wrote in this batch.
    pub actors: HashMap<[u8; 16], Actor>,
    /// Objects created in this batch.
    pub created: HashSet<ObjectId>,
    /// Objects touched in this batch.
    pub touched: HashSet<ObjectId>,
    /// Whether the incident's place in lists changed.
    pub listed: bool,
    pub batch: Batch,
}

/// What was decided of one intent.
pub enum Decided {
    /// A record of the batch.
    Recorded,
    /// Refused: final ones are stored with the batch.
    Refused(Refusal),
}

impl<'a> Trial<'a> {
    pub fn new(
        fold: &'a Fold,
        working: &'a mut Option<Automerge>,
        server_actor: [u8; 16],
        people: &'a Directory,
        rng: &'a mut ChaCha20Rng,
    ) -> Self {
        Self {
            incident: fold.incident.clone(),
            head: fold.head,
            max_op: document::max_op(&fold.document),
            actors: HashMap::new(),
            created: HashSet::new(),
            touched: HashSet::new(),
            listed: false,
            batch: Batch::default(),
            fold,
            people,
            rng,
            working,
            server_actor,
        }
    }

    /// Decides one intent; its record or refusal joins the batch.
    pub fn decide(&mut self, who: Identity, submit: &Submit, now: Timestamp) -> Decided {
        let decided = match submit.kind {
            _ if !is_word(&submit.name) => Err(Refusal::malformed(
                "The name of an intent is a word of lower-case letters, digits and underscores.",
            )),
            SubmitKind::Edit => self.decide_edit(who, submit, now),
            SubmitKind::Command => self.decide_command(who, submit, now),
        };
        match decided {
            Ok(record) => {
                self.push(record);
                Decided::Recorded
            }
            Err(refusal) => {
                if !refusal.code.is_transient() {
                    self.batch
                        .refused
                        .push(self.kept(who, submit, &refusal, now));
                }
                Decided::Refused(refusal)
            }
        }
    }

    /// Writes what the server noticed by itself, as a record without an author.
    fn seal_own(&mut self, name: &str, effect: &Effect, now: Timestamp) {
        let epoch = self.incident.command.epoch;
        let change = self.write(effect);
        self.follow_effect(effect);
        let record = self.record(Draft {
            incident: self.fold.id,
            who: None,
            role: None,
            epoch,
            kind: RecordKind::Command,
            name,
            intent: None,
            written_at: now,
            now,
            change: None,
            command: None,
            effect: Some((&change, effect.entry.as_ref())),
            created: Vec::new(),
        });
        self.push(record);
    }

    fn push(&mut self, record: Record) {
        self.head = Head {
            seq: record.seq,
            hash: record.hash(),
        };
        self.listed |= record.number.is_some();
        self.batch.records.push(record);
    }

    /// The batch, once every intent is decided.
    pub fn finish(mut self, now: Timestamp) -> Batch {
        if self.listed {
            self.batch.summary = Some(Summary::of(&self.incident, Some(now)));
        }
        self.batch
    }

    fn kept(&self, who: Identity, submit: &Submit, refusal: &Refusal, now: Timestamp) -> Refused {
        Refused {
            incident: self.fold.id,
            person: who.person,
            intent: submit.intent,
            name: if is_word(&submit.name) {
                submit.name.clone()
            } else {
                "unnamed".into()
            },
            code: refusal.code,
            reason: refusal.reason.clone(),
            written_at: submit.written_at,
            refused_at: now,
            change: submit
                .change
                .as_ref()
                .filter(|change| change.len() <= crate::limits::CHANGE_BYTES_MAX)
                .map(|change| change.to_vec()),
            command: submit
                .command
                .as_ref()
                .map(|command| canonical::to_string(&json!({ &submit.name: command }))),
        }
    }

    fn profile(&self, who: Identity) -> Result<&'a Profile, Refusal> {
        self.people
            .get(&who.person)
            .filter(|profile| !profile.disabled)
            .ok_or_else(|| Refusal::new(Code::NotMember, "You are not in this incident."))
    }

    /// The working document, made anew from what is recorded and decided when it was dropped.
    fn working(&mut self) -> &mut Automerge {
        if self.working.is_none() {
            let mut document = crate::load::working(&self.fold.document, self.server_actor);
            let changes: Vec<Change> = self.batch.records.iter().flat_map(changes).collect();
            document
                .apply_changes(changes)
                .expect("what was decided on the working document applies to it again");
            *self.working = Some(document);
        }
        self.working.as_mut().expect("made above")
    }

    /// What decisions look up; the working document is there.
    fn objects(&self) -> Working<'_> {
        Working {
            document: self.working.as_ref().expect("made before a decision"),
            incident: &self.incident,
            people: self.people,
            actors: BatchActors {
                batch: &self.actors,
                recorded: &self.fold.actors,
            },
        }
    }

    /// Writes an effect into the working document.
    fn write(&mut self, effect: &Effect) -> Change {
        let change = document::apply_effect(self.working(), effect)
            .expect("the document holds the keys that the first record made");
        self.note(&change, Owner::Server);
        change
    }

    /// The record that follows the head.
    fn record(&mut self, draft: Draft<'_>) -> Record {
        record::build(draft, self.head, self.rng)
    }

    fn note(&mut self, change: &Change, owner: Owner) {
        let Ok(actor) = <[u8; 16]>::try_from(change.actor_id().to_bytes()) else {
            return;
        };
        self.actors.insert(
            actor,
            Actor {
                owner,
                last: Some((change.seq(), change.hash())),
            },
        );
        self.max_op = self.max_op.max(change.max_op());
    }
}

/// Whether an intent's name is one that can be kept and shown as it is.
fn is_word(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    (1..=limits::NAME_CHARS_MAX).contains(&name.len()) && name.bytes().all(plain)
}

/// The Automerge changes of a record, in order.
pub fn changes(record: &Record) -> impl Iterator<Item = Change> {
    ["change", "effect"].into_iter().filter_map(|label| {
        let bytes = record.parts.bytes(label)?;
        Some(
            Change::from_bytes(bytes.to_vec())
                .expect("a record holds changes that were read before"),
        )
    })
}

/// Actors as the batch sees them: its own first, then the recorded ones.
pub struct BatchActors<'a> {
    pub batch: &'a HashMap<[u8; 16], Actor>,
    pub recorded: &'a HashMap<[u8; 16], Actor>,
}

impl BatchActors<'_> {
    fn find(&self, actor: &[u8; 16]) -> Option<&Actor> {
        self.batch.get(actor).or_else(|| self.recorded.get(actor))
    }
}

impl Actors for BatchActors<'_> {
    fn owner(&self, actor: &[u8; 16]) -> Option<Owner> {
        self.find(actor).map(|actor| actor.owner)
    }

    fn last(&self, actor: &[u8; 16]) -> Option<(u64, ChangeHash)> {
        self.find(actor)?.last
    }
}
