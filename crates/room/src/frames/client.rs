//! What a client says.

use loggist_domain::{IntentId, ObjectId, ReplicaId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// A frame from client to server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum ClientFrame {
    /// First, within five seconds; again after a gap or a snapshot.
    Hello(Hello),
    /// One intent.
    Submit(Submit),
    /// What the person looks at and types; the latest wins.
    Presence(PresenceUpdate),
    /// Answer to a ping.
    Pong {
        /// The ping's number.
        n: u32,
        /// Device clock.
        device_time: Timestamp,
    },
}

/// Where the replica stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hello {
    /// The volume it holds; 0 when new.
    pub volume: u64,
    /// The last record it holds; 0 when new.
    pub seq: u64,
    /// That record's hash; empty when new.
    pub hash: ByteBuf,
    /// Which replica.
    pub replica: ReplicaId,
    /// Device clock.
    pub device_time: Timestamp,
    /// Name and version of the program.
    pub client: String,
    /// A one-use ticket, for clients that can set no header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// Milliseconds that news may wait to go together while much of it comes, in the first `hello`: a message then holds one
    /// or more frames, one after another (a CBOR sequence, RFC 8742). Absent: each at once, in a message of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pace: Option<u32>,
}

/// What an intent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubmitKind {
    /// An Automerge change.
    Edit,
    /// A command.
    Command,
}

/// One intent; may be pipelined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// Its id `[W3]`.
    pub intent: IntentId,
    /// Which of the two it is.
    pub kind: SubmitKind,
    /// The command's name, or a word for the edit.
    pub name: String,
    /// One uncompressed canonical Automerge change chunk, for an edit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ByteBuf>,
    /// The command's fields, for a command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<serde_json::Value>,
    /// The command epoch that the person saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<u64>,
    /// Good until then, in server time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_after: Option<Timestamp>,
    /// Device clock.
    pub written_at: Timestamp,
}

/// What a person looks at and types.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PresenceUpdate {
    /// What is on the screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub viewing: Option<String>,
    /// The draft being written in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<ObjectId>,
    /// Where in it: opaque bytes of an Automerge cursor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<ByteBuf>,
    /// Typing now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typing: Option<bool>,
}
