//! What is written and read in one go.

use loggist_domain::{IntentId, ObjectId, PersonId, Refused, Summary, Timestamp};
use loggist_evidence::{Hash, Record};

/// What a room decided together, stored in one transaction `[S1]`.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Records in order, of one incident, perhaps none.
    pub records: Vec<Record>,
    /// Final refusals, kept for their authors.
    pub refused: Vec<Refused>,
    /// The incident's place in lists, when it changed.
    pub summary: Option<Summary>,
}

/// What a room keeps in memory of each record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexRow {
    /// Its sequence number.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
    /// Who.
    pub person: Option<PersonId>,
    /// Which intent.
    pub intent: Option<IntentId>,
    /// Server clock.
    pub received_at: Timestamp,
    /// The entry it sealed.
    pub number: Option<u64>,
    /// Objects it created.
    pub created: Vec<ObjectId>,
}

/// A saved document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The volume, from 1.
    pub volume: u64,
    /// The record it stands at.
    pub seq: u64,
    /// The saved Automerge document.
    pub bytes: Vec<u8>,
}
