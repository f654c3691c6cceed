//! What happens to a room.

use crate::frames::{ClientFrame, Hello, Submit};
use bytes::Bytes;
use loggist_domain::{Directory, PersonId, SessionId, Summary};
use loggist_evidence::Record;

/// A connection, by a number that the server never uses twice while the room lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnId(pub u64);

/// A call over HTTP that waits for a receipt, by a number that the server never uses twice while the room lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId(pub u64);

/// Who speaks, proven by the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Who.
    pub person: PersonId,
    /// Under which sign-in.
    pub session: SessionId,
}

/// Why an append did not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppendFailure {
    /// Another writer came first; nothing was stored.
    Conflict,
    /// It is not known whether the batch was stored.
    Unknown,
    /// These sign-ins have ended; nothing was stored.
    Revoked(Vec<SessionId>),
    /// The database is away; nothing was stored.
    Away,
}

/// Something that happens to a room.
#[derive(Clone, Debug)]
pub enum Input {
    /// A connection of a known person said its first `hello`.
    Joined {
        /// Which connection.
        conn: ConnId,
        /// Whose.
        who: Identity,
        /// What it said.
        hello: Hello,
    },
    /// A further frame on a connection that joined.
    Received {
        /// Which connection.
        conn: ConnId,
        /// What it said.
        frame: ClientFrame,
    },
    /// An intent over HTTP; an [`Output::Answer`](crate::Output::Answer) follows.
    Called {
        /// Which call.
        call: CallId,
        /// Whose.
        who: Identity,
        /// The intent.
        submit: Submit,
    },
    /// The batch in flight is durable.
    Appended,
    /// The batch in flight was not stored, or may not have been.
    AppendFailed(AppendFailure),
    /// The ledger after the room's head, answering [`Output::Read`](crate::Output::Read): all of it, in order.
    Ledger(Vec<Record>),
    /// The ledger could not be read; the room closes its connections.
    LedgerAway,
    /// How a linked room stands now.
    Linked(Box<Summary>),
    /// Another node appended.
    RecordsElsewhere,
    /// Sign-ins that have ended, or whose accounts were shut.
    AuthorityLost(Vec<SessionId>),
    /// Everyone with an account, after a change.
    People(Directory),
    /// A connection is gone.
    Left(ConnId),
    /// The time asked for by [`Output::WakeAt`](crate::Output::WakeAt) has come.
    Tick,
    /// A document that the room asked to be saved.
    Saved {
        /// The record that it stands at.
        seq: u64,
        /// The saved document.
        bytes: Bytes,
    },
    /// The server stops: nothing new is decided; what is in flight ends.
    Stop,
}
