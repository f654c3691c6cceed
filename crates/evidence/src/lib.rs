//! What a record is, and how a ledger of them proves itself.
//!
//! A [`Record`] is hashed over its header and the commitments to its [`Parts`]; each record carries the hash of the
//! one before ([`chain`]). A part's bytes may be withheld or erased without breaking the chain, because the hash
//! covers a salted commitment and not the bytes. No clock, no randomness, no Automerge, no IO.

mod chain;
mod hash;
mod parts;
mod record;

pub use chain::{Break, Head, chain};
pub use hash::Hash;
pub use parts::{Part, Parts, PartsError, RecordKey};
pub use record::{Record, RecordKind};
