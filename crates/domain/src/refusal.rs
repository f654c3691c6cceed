//! A refusal: a stable code for programs, one sentence for a person.

use serde::{Deserialize, Serialize};

/// Why an intent was refused. The words on the wire are the names in `snake_case`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Needs a role that the person does not hold.
    RoleRequired,
    /// Not in this incident.
    NotMember,
    /// Command has changed since the person acted.
    StaleEpoch,
    /// It waited too long; ask again.
    Expired,
    /// A sealed entry is never changed.
    Sealed,
    /// The thing is no longer there.
    Gone,
    /// The draft differs from what the person saw.
    ChangedWhileSealing,
    /// Written by the server alone.
    ServerOwned,
    /// Breaks a rule that the sentence names.
    Invalid,
    /// Not a well-formed change or command.
    Malformed,
    /// Over a limit.
    TooLarge,
    /// The incident no longer takes this.
    Closed,
    /// Transient: rebase and submit again.
    Rebase,
    /// Transient: the actor belongs to somebody else.
    ActorTaken,
}

impl Code {
    /// Transient refusals are not stored; the intent is submitted again with new bytes.
    pub fn is_transient(self) -> bool {
        matches!(self, Self::Rebase | Self::ActorTaken)
    }
}

/// A refusal with its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{reason}")]
pub struct Refusal {
    /// For programs.
    pub code: Code,
    /// For people: one sentence that says what to do where that helps.
    pub reason: String,
}

impl Refusal {
    /// A refusal with this code and sentence.
    pub fn new(code: Code, reason: impl Into<String>) -> Self {
        Self {
            code,
            reason: reason.into(),
        }
    }

    /// [`Code::Invalid`] with its sentence.
    pub fn invalid(reason: impl Into<String>) -> Self {
        Self::new(Code::Invalid, reason)
    }

    /// [`Code::Malformed`] with its sentence.
    pub fn malformed(reason: impl Into<String>) -> Self {
        Self::new(Code::Malformed, reason)
    }

    /// [`Code::RoleRequired`] with its sentence.
    pub fn role_required(reason: impl Into<String>) -> Self {
        Self::new(Code::RoleRequired, reason)
    }
}
