//! Where records, snapshots, refused intents and people are kept.
//!
//! The tour: [`Ledger`] is the truth of every incident, [`Snapshots`] a cache of it, [`Tray`] what was refused,
//! [`Incidents`] the list, [`People`] and [`Sessions`] who may come in, [`Invitations`] what brings them in, [`Attachments`] what lies outside the documents, [`Settings`] what the installation remembers.
//! [`Store`] is all of them, and [`open`] gives one. SQLite and PostgreSQL implement it and pass one suite,
//! `tests/tests/store.rs`.
//!
//! # The contract
//!
//! - `[S1]` `append` is all or nothing: every record and refusal of a batch, or none.
//! - `[S2]` `append` returned `Ok`: the batch survives a crash of the process, the database and the machine.
//! - `[S3]` `(incident, seq)` is unique and has no gaps: a batch whose first `seq` is not the head's plus one, or whose
//!   `prev` is not the head's hash, is a `Conflict` and nothing is stored.
//! - `[S4]` `(incident, person, intent)` and `(incident, change_hash)` are unique; a breach is a `Conflict`.
//! - `[S5]` An actor belongs to the person (or the server) who first used it in the incident; a breach is a `Conflict`.
//! - `[S6]` A batch with a record of an ended session or a disabled person is `Revoked` and nothing is stored; the check
//!   is made in the transaction of the append. A session has also ended for records received at its `expires_at` or
//!   later, and it speaks for its own person alone. Records without a session are the server's own.
//! - `[S7]` `Away` means that nothing was stored; when that cannot be known, the answer is `Unknown`. An append whose
//!   future was dropped is unknown too. A batch that no room makes (a gap in it, two incidents, U+0000 in a text, no
//!   summary at `seq` 1) is `Away`.
//! - `[S8]` Records read back are byte for byte what was appended.
//! - `[S9]` A snapshot counts after it was stored whole; the one before it is kept.
//! - `[S10]` Refresh tokens rotate in one step: of two rotations of one token, one wins and the other ends the session. A
//!   token that was never good ends nothing: session ids are no secret.

mod attachments;
mod batch;
mod columns;
mod error;
mod invitations;
pub mod limits;
mod migrations;
mod open;
mod people;
mod plan;
mod postgres;
mod record_row;
mod rows;
mod sqlite;
mod traits;
mod words;

pub use attachments::Attachment;
pub use batch::{Batch, IndexRow, Snapshot};
pub use error::{AppendError, StoreError};
pub use invitations::InvitationCode;
pub use loggist_domain::Refused;
pub use open::open;
pub use people::{Person, Rotation, Session};
pub use traits::{
    Attachments, Incidents, Invitations, Ledger, People, Sessions, Settings, Snapshots, Store, Tray,
};
