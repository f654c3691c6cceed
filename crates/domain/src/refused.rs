//! A refused intent, kept for its author.

use crate::{Code, IncidentId, IntentId, PersonId, Timestamp};

/// A refused intent, in the tray of its author: nothing that a person typed is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where.
    pub incident: IncidentId,
    /// Whose.
    pub person: PersonId,
    /// Which intent.
    pub intent: IntentId,
    /// The edit's or command's name.
    pub name: String,
    /// Why, for programs.
    pub code: Code,
    /// Why, for the person.
    pub reason: String,
    /// Device clock.
    pub written_at: Timestamp,
    /// Server clock.
    pub refused_at: Timestamp,
    /// The refused Automerge change, never applied.
    pub change: Option<Vec<u8>>,
    /// The refused command as JSON.
    pub command: Option<String>,
}
