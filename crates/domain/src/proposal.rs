//! What waits for somebody's answer.

use crate::{Kind, Level, ObjectId, PersonId, Timestamp, canonical, command::Command};
use serde::{Deserialize, Serialize};

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// Words to be sealed by whoever adopts them: a refused edit sent on, or something suggested.
    Change,
    /// An act in force for a manager who said it, to be confirmed or revoked.
    Spoken,
    /// The deputy suggests a higher command level (DEP-04).
    Escalation,
    /// A concern that must be answered (CALL-04).
    Concern,
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Waits.
    Open,
    /// Taken up by somebody who may.
    Adopted,
    /// Not taken up, with a reason.
    Declined,
    /// The manager did say it.
    Confirmed,
    /// The manager did not say it, or no longer does.
    Revoked,
}

/// One value of the document's `proposals`. Never removed; settled once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its id: that of the intent that made it.
    pub id: ObjectId,
    /// What it is.
    pub kind: ProposalKind,
    /// Where it stands.
    pub state: ProposalState,
    /// Who made it.
    pub by: PersonId,
    /// Their name.
    pub name: String,
    /// Server clock.
    pub made_at: Timestamp,
    /// What is proposed, or what was done as spoken.
    pub text: String,
    /// As what it is sealed when it is adopted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_kind: Option<Kind>,
    /// The entry that it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<u64>,
    /// Why it was refused, or why it is suggested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Device clock of the refused act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_at: Option<Timestamp>,
    /// What it is about, such as `actions/<id>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Handed in by someone who has left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub surrendered: bool,
    /// The level that is suggested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The spoken command's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// The manager who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<PersonId>,
    /// The entry that sealed the spoken act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
    /// The spoken command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Box<Command>>,
    /// What puts it back as it was, where that can be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo: Option<Box<Command>>,
    /// Who settled it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<PersonId>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<Timestamp>,
    /// Their answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

impl Proposal {
    /// The canonical JSON that the document holds.
    pub fn to_canonical(&self) -> String {
        canonical::to_string(self)
    }
}
