//! A way into the team for people who are not in it yet (GEN-01, GEN-07).
//!
//! What opens it, a link or a code to read out, is no part of it: the document, the ledger and the log never hold that.

use crate::{ObjectId, PersonId, Role, Timestamp, canonical};
use serde::{Deserialize, Serialize};

/// One value of the document's `invitations`. Never removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Its id: that of the intent that made it.
    pub id: ObjectId,
    /// The role that whoever takes it up gets.
    pub role: Role,
    /// For people outside the organisation too: they need no account, and see this incident alone (GEN-07).
    pub outside: bool,
    /// Who made it.
    pub by: PersonId,
    /// Their name.
    pub name: String,
    /// Server clock.
    pub made_at: Timestamp,
    /// Good until then.
    pub expires_at: Timestamp,
    /// So many people may take it up.
    pub people: u32,
    /// Who took it up, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used: Vec<Taken>,
    /// Who took it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_by: Option<PersonId>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Timestamp>,
}

/// That somebody took an invitation up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Who.
    pub person: PersonId,
    /// Server clock.
    pub at: Timestamp,
}

impl Invitation {
    /// Whether nobody took it back, and it has not been taken up as often as it may be.
    pub fn is_left(&self) -> bool {
        self.revoked_at.is_none() && self.used.len() < self.people as usize
    }

    /// Whether it is good at a moment.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.is_left() && now < self.expires_at
    }

    /// The canonical JSON that the document holds.
    pub fn to_canonical(&self) -> String {
        canonical::to_string(self)
    }
}
