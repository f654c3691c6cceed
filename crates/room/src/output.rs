//! What a room asks of the server.

use crate::{
    CallId, ConnId,
    frames::{Close, Receipt},
};
use automerge::Automerge;
use bytes::Bytes;
use loggist_domain::{Refused, Summary, Timestamp};
use loggist_evidence::Record;

/// What was decided together, to be stored in one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Records in order.
    pub records: Vec<Record>,
    /// Final refusals.
    pub refused: Vec<Refused>,
    /// The incident's place in lists, when it changed.
    pub summary: Option<Summary>,
}

/// Something that a room asks for.
#[derive(Clone, Debug)]
pub enum Output {
    /// Store this; `Appended` or `AppendFailed` answers. One is in flight at a time.
    Append(Box<Batch>),
    /// Read the whole ledger after this number; `Ledger` answers.
    Read {
        /// The room's head.
        after: u64,
    },
    /// One frame to one connection.
    Send {
        /// To whom.
        conn: ConnId,
        /// The frame.
        frame: Bytes,
    },
    /// One frame, encoded once, to many connections.
    Broadcast {
        /// To whom.
        conns: Vec<ConnId>,
        /// The frame.
        frame: Bytes,
    },
    /// The receipt of an intent that came over HTTP.
    Answer {
        /// Which call.
        call: CallId,
        /// What became of it.
        receipt: Receipt,
    },
    /// The call cannot be answered now; nothing was recorded of it.
    Hangup {
        /// Which call.
        call: CallId,
        /// Why.
        close: Close,
    },
    /// Say `bye` and close the connection; the room has forgotten it.
    Close {
        /// Which connection.
        conn: ConnId,
        /// Why.
        close: Close,
    },
    /// Save this document in the background, store it as a snapshot, and answer with [`Input::Saved`](crate::Input).
    Save {
        /// The volume.
        volume: u64,
        /// The record that it stands at.
        seq: u64,
        /// A fork, so that the room goes on meanwhile.
        document: Box<Automerge>,
    },
    /// Give a `Tick` at this time; replaces the one asked for before.
    WakeAt(Timestamp),
    /// Everything decided is settled after a `Stop`: the room can be dropped.
    Stopped,
}
