//! What a replica asks for, and what it tells.

use crate::storage::Write;
use loggist_domain::{Code, IntentId, PersonId, Role, Timestamp};
use loggist_room::frames::{ClientFrame, Item, PresenceRow};

/// The hash of a record: SHA-256.
pub type RecordHash = [u8; 32];

/// Something that a replica asks for. To be done in order: what is to be kept is kept before anything after it happens.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Keep this on the device, together or not at all `[W9]`.
    Store(Vec<Write>),
    /// Say this to the server.
    Send(Box<ClientFrame>),
    /// Get this snapshot and hand it to [`Replica::loaded`](crate::Replica::loaded).
    Fetch {
        /// The volume.
        volume: u64,
        /// The record that it stands at.
        seq: u64,
        /// That record's hash.
        hash: RecordHash,
    },
    /// Close the connection and come back after a while.
    Reconnect,
    /// Close the connection for good: the link says why.
    End,
    /// Tell whoever listens.
    Tell(Event),
}

/// Something to know.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A record arrived and is applied.
    Record(Box<Item>),
    /// The document was replaced by a snapshot at this record; the ones before were not seen one by one.
    Snapshot {
        /// The record.
        seq: u64,
    },
    /// An intent of this replica has its answer.
    Settled(Settled),
    /// Who is here has changed.
    Presence(Vec<PresenceRow>),
    /// What this person may do, or who commands, has changed.
    Authority(Standing),
    /// The connection has changed.
    Link(Link),
}

/// The answer to an intent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Which.
    pub intent: IntentId,
    /// What became of it.
    pub fate: Fate,
}

/// What became of an intent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Durable, authorised, chained.
    Recorded {
        /// The record.
        seq: u64,
        /// Server clock.
        received_at: Timestamp,
        /// The record's hash.
        hash: RecordHash,
        /// The number of the entry that it sealed.
        number: Option<u64>,
    },
    /// The server's word, and final.
    Refused {
        /// For programs.
        code: Code,
        /// For the person.
        reason: String,
    },
    /// It never reached the ledger, and will not.
    NotSent(NotSent),
}

/// Why an intent was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// A command needs a connection.
    #[error(
        "There is no connection, and this is not kept for later. Give it again when there is one."
    )]
    Offline,
    /// Its time ran out on this device.
    #[error(
        "This waited too long on this device, so it was not sent. Look at the room and give it again."
    )]
    Expired,
    /// Nothing there to seal or to answer.
    #[error("This is no longer there: it was sealed or removed meanwhile.")]
    Gone,
    /// It only took back what was refused.
    #[error("It only took back something that was refused, so nothing was left of it.")]
    Vanished,
    /// The client went away before the answer came.
    #[error(
        "The client was closed before the answer came. What may wait is kept and sent next time."
    )]
    Closed,
}

/// Where the connection stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// No connection.
    Away,
    /// Connected, and learning what was missed.
    Joining,
    /// Everything recorded is here, and acts go out at once.
    Live,
    /// It stays closed.
    Ended(End),
}

/// Why the connection stays closed. Document and outbox are kept in every case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum End {
    /// The server's ledger is shorter than, or differs from, what this replica saw.
    #[error("{0}")]
    Forked(String),
    /// No longer in this incident.
    #[error("{0}")]
    Removed(String),
    /// No such incident, or not in it.
    #[error("{0}")]
    NotFound(String),
    /// The sign-in has ended.
    #[error("{0}")]
    SignedOut(String),
    /// Something that coming back does not mend.
    #[error("{0}")]
    Failed(String),
}

/// What this person is in the incident, by the server's last word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub person: PersonId,
    /// Their roles.
    pub roles: Vec<Role>,
    /// The command epoch.
    pub epoch: u64,
}
