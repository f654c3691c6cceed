//! What the server says.

use loggist_domain::{Code, IntentId, ObjectId, PersonId, Role, Timestamp};
use loggist_evidence::Hash;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use std::collections::BTreeMap;

/// A frame from server to client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum ServerFrame {
    /// Answer to `hello`; records up to its `seq` follow.
    Welcome(Welcome),
    /// Fetch this snapshot, load it, say `hello` again.
    Snapshot {
        /// Which volume.
        volume: u64,
        /// The record it stands at.
        seq: u64,
        /// That record's hash.
        hash: Hash,
        /// Bytes.
        size: u64,
    },
    /// Contiguous records; the same bytes for every reader.
    Records {
        /// The first one's number.
        from: u64,
        /// The last one's number.
        to: u64,
        /// The document's highest operation after them.
        max_op: u64,
        /// The records.
        items: Vec<Item>,
    },
    /// What became of an intent; after the commit, never before.
    Receipt(Receipt),
    /// What this person may do has changed.
    Authority {
        /// The command epoch.
        epoch: u64,
        /// This person's roles.
        roles: Vec<Role>,
        /// Who commands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        manager: Option<PersonId>,
        /// The deputy.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deputy: Option<PersonId>,
    },
    /// A new volume has begun.
    Volume {
        /// Its number.
        volume: u64,
        /// The record that opens it.
        seq: u64,
        /// That record's hash.
        hash: Hash,
        /// Bytes.
        size: u64,
    },
    /// Who is here and what they type.
    Presence {
        /// Rows that changed.
        rows: Vec<PresenceRow>,
        /// Connections that are gone.
        left: Vec<String>,
    },
    /// Are you there; a replica whose `seq` lags says `hello` again.
    Ping {
        /// Number.
        n: u32,
        /// Server clock.
        server_time: Timestamp,
        /// The last record.
        seq: u64,
    },
    /// The connection closes after this.
    Bye {
        /// A close code.
        code: u16,
        /// One sentence.
        reason: String,
        /// Seconds to wait before coming back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after: Option<u32>,
    },
}

/// Answer to `hello`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// This connection's name in presence.
    pub session: String,
    /// Who you are.
    pub member: PersonId,
    /// Your roles; empty for a reader before the declaration.
    pub roles: Vec<Role>,
    /// The command epoch.
    pub epoch: u64,
    /// The current volume.
    pub volume: u64,
    /// The last record; what you miss of it follows.
    pub seq: u64,
    /// The document's highest operation.
    pub max_op: u64,
    /// Server clock.
    pub server_time: Timestamp,
    /// Version of the rules.
    pub policy_version: u32,
    /// Limits by name, in their units.
    pub limits: BTreeMap<String, u64>,
    /// Who is here.
    pub present: Vec<PresenceRow>,
}

/// One record, as readers get it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its number.
    pub seq: u64,
    /// `edit`, `command` or `volume`.
    pub kind: String,
    /// The edit's or command's name.
    pub name: String,
    /// The intent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intent: Option<IntentId>,
    /// The person's change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ByteBuf>,
    /// The server's change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<ByteBuf>,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Server clock.
    pub received_at: Timestamp,
    /// Its hash.
    pub hash: Hash,
}

/// What became of an intent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which.
    pub intent: IntentId,
    /// Recorded or refused.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// Recorded or refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Durable, authorised, chained.
    Recorded {
        /// The record.
        seq: u64,
        /// Server clock.
        received_at: Timestamp,
        /// The record's hash.
        hash: Hash,
        /// The number of the entry it sealed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<u64>,
    },
    /// Not applied.
    Refused {
        /// For programs.
        code: Code,
        /// For the person.
        reason: String,
    },
}

/// One connection's presence. Identity is the server's word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PresenceRow {
    /// The connection.
    pub session: String,
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// What is on their screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub viewing: Option<String>,
    /// The draft they write in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<ObjectId>,
    /// Where in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<ByteBuf>,
    /// Typing now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typing: Option<bool>,
}

/// Why a connection closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    /// The frame was not one.
    Malformed,
    /// The session has ended.
    SignIn,
    /// Removed from the incident.
    Removed,
    /// No such incident, or not a member: the same bytes.
    NotFound,
    /// No `hello` in time.
    NoHello,
    /// The ledger is shorter than, or differs from, what the replica saw.
    Forked,
    /// A frame over the limit.
    TooLarge,
    /// Reading too slowly `[W6]`, or silent `[W7]`: come back and resume.
    Resume,
    /// The store is away.
    StoreAway,
    /// The server stops; come back soon.
    Stopping,
}

impl Close {
    /// The close code on the socket.
    pub fn code(self) -> u16 {
        match self {
            Self::Malformed => 4400,
            Self::SignIn => 4401,
            Self::Removed => 4403,
            Self::NotFound => 4404,
            Self::NoHello => 4408,
            Self::Forked => 4409,
            Self::TooLarge => 4413,
            Self::StoreAway => 4503,
            Self::Resume | Self::Stopping => 1012,
        }
    }

    /// One sentence for the person.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Malformed => {
                "The connection sent something that the server cannot read. Reload the page."
            }
            Self::SignIn => {
                "Your sign-in has ended. Sign in again; what you wrote is kept on this device."
            }
            Self::Removed => "You are no longer in this incident.",
            Self::NotFound => "There is no such incident, or you are not in it.",
            Self::NoHello => "The connection did not say what it wants in time.",
            Self::Forked => {
                "The server's record is not the one that this device saw. It may have been restored from an older copy. Nothing more is sent; tell the administrator and keep this device as it is."
            }
            Self::TooLarge => "The connection sent more at once than the server takes.",
            Self::Resume => "The connection fell behind and resumes.",
            Self::StoreAway => {
                "The server cannot reach its database. What you write is kept on this device and sent when it is back."
            }
            Self::Stopping => "The server is restarting.",
        }
    }

    /// The frame that announces it.
    pub fn frame(self) -> ServerFrame {
        let retry_after = match self {
            Self::StoreAway => Some(2),
            Self::Stopping => Some(1),
            _ => None,
        };
        ServerFrame::Bye {
            code: self.code(),
            reason: self.reason().into(),
            retry_after,
        }
    }
}
