//! The fold of the ledger: what is recorded.

use crate::{
    admission::Owner,
    document::{self, NotAnIncident},
    frames::Item,
};
use automerge::{Automerge, Change, ChangeHash};
use loggist_domain::{Incident, IncidentId, IntentId, ObjectId, PersonId, Timestamp};
use loggist_evidence::{Break, Hash, Head, Record};
use serde_bytes::ByteBuf;
use std::collections::{HashMap, HashSet};

/// A ledger that does not make an incident.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// The chain breaks.
    #[error(transparent)]
    Broken(#[from] Break),
    /// The document is not one of an incident.
    #[error(transparent)]
    NotAnIncident(#[from] NotAnIncident),
    /// A change cannot be read or applied.
    #[error("record {seq} cannot be applied: {why}")]
    Unreadable {
        /// The record.
        seq: u64,
        /// Why.
        why: String,
    },
}

/// What is kept of every record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its hash.
    pub hash: Hash,
    /// Server clock.
    pub received_at: Timestamp,
    /// The entry it sealed.
    pub number: Option<u64>,
}

/// An actor: whose it is, and its last change.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    /// Whose.
    pub owner: Owner,
    /// Number and hash of its last change, once it made one.
    pub last: Option<(u64, ChangeHash)>,
}

/// The state that the ledger spells.
#[derive(Debug)]
pub struct Fold {
    /// Which incident.
    pub id: IncidentId,
    /// The document.
    pub document: Automerge,
    /// Authority.
    pub incident: Incident,
    /// The last record.
    pub head: Head,
    /// A row for each record; that of `seq` at `seq - 1`.
    pub rows: Vec<Row>,
    /// Recorded intents.
    pub intents: HashMap<(PersonId, IntentId), u64>,
    /// Every actor.
    pub actors: HashMap<[u8; 16], Actor>,
    /// Every object id ever created.
    pub used: HashSet<ObjectId>,
    /// When an object was last touched.
    pub touched: HashMap<ObjectId, Timestamp>,
    /// When this fold was loaded: what was touched before is taken as touched then.
    pub loaded_at: Timestamp,
    /// When the last entry was sealed.
    pub last_entry_at: Option<Timestamp>,
}

impl Fold {
    /// Applies the next record.
    ///
    /// # Errors
    /// [`FoldError`] when it is not the next one or cannot be applied; the fold is then of no use.
    pub fn apply(&mut self, record: &Record) -> Result<(), FoldError> {
        let head = loggist_evidence::chain(self.head, [record])?;
        let unreadable = |why: String| FoldError::Unreadable {
            seq: record.seq,
            why,
        };
        let mut changes = Vec::with_capacity(2);
        for label in ["change", "effect"] {
            if let Some(bytes) = record.parts.bytes(label) {
                changes.push(
                    Change::from_bytes(bytes.to_vec()).map_err(|e| unreadable(e.to_string()))?,
                );
            }
        }
        for change in &changes {
            self.note_actor(
                change,
                record.person.map(PersonId::from_bytes),
                record.change_hash,
            );
        }
        self.document
            .apply_changes(changes)
            .map_err(|e| unreadable(e.to_string()))?;
        let received_at: Timestamp = record
            .received_at
            .parse()
            .map_err(|_| unreadable("its time cannot be read".into()))?;
        self.head = head;
        self.rows.push(Row {
            hash: head.hash,
            received_at,
            number: record.number,
        });
        if let (Some(person), Some(intent)) = (record.person, record.intent) {
            self.intents.insert(
                (PersonId::from_bytes(person), IntentId::from_bytes(intent)),
                record.seq,
            );
        }
        for id in record.created.iter().copied().map(ObjectId::from_bytes) {
            self.used.insert(id);
            self.touched.insert(id, received_at);
        }
        if let Some(number) = record.number {
            self.last_entry_at = Some(received_at);
            self.incident.last_number = number;
        }
        if changes_authority(record) {
            self.incident = document::read_incident(&self.document, self.incident.last_number)?;
        }
        Ok(())
    }

    fn note_actor(&mut self, change: &Change, person: Option<PersonId>, edit: Option<Hash>) {
        let Ok(actor) = <[u8; 16]>::try_from(change.actor_id().to_bytes()) else {
            return;
        };
        let by_person = edit.is_some_and(|hash| hash.0 == change.hash().0);
        let owner = match person {
            Some(person) if by_person => Owner::Person(person),
            _ => Owner::Server,
        };
        self.actors.insert(
            actor,
            Actor {
                owner,
                last: Some((change.seq(), change.hash())),
            },
        );
    }

    /// When anybody last touched an object.
    pub fn touched_at(&self, id: ObjectId) -> Timestamp {
        self.touched.get(&id).copied().unwrap_or(self.loaded_at)
    }
}

/// Whether a record may change who may do what. Sealing changes the last number alone.
fn changes_authority(record: &Record) -> bool {
    record.kind != loggist_evidence::RecordKind::Edit
        && !matches!(record.name.as_str(), "seal_draft" | "append_entry")
}

/// A record as readers get it.
pub fn item(record: &Record, row: Row) -> Item {
    let part = |label: &str| {
        record
            .parts
            .bytes(label)
            .map(|bytes| ByteBuf::from(bytes.to_vec()))
    };
    Item {
        seq: record.seq,
        kind: record.kind.name().into(),
        name: record.name.clone(),
        intent: record.intent.map(IntentId::from_bytes),
        change: part("change"),
        effect: part("effect"),
        person: record.person.map(PersonId::from_bytes),
        received_at: row.received_at,
        hash: row.hash,
    }
}
