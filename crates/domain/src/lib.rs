//! What an incident is, and who may do what in it.
//!
//! The tour: [`Incident`] is the authority state (header, command, members), [`Entry`] a sealed line of the log,
//! [`schema`] the shape of the document, [`policy`] the rules for edits as data, [`command`] the rules for commands,
//! [`linked`] what rooms are to one another.
//! Everything here is pure: no clock, no randomness, no IO; time and ids come in as arguments.

pub mod canonical;
pub mod command;
mod command_state;
pub mod duty;
mod effect;
mod entry;
mod ids;
mod incident;
mod invitation;
pub mod limits;
pub mod linked;
mod object;
mod person;
pub mod policy;
mod proposal;
mod refusal;
mod refused;
mod role;
pub mod schema;
mod seal;
mod standing;
mod summary;
mod time;
mod words;

pub use command_state::{Challenge, CommandState, Offer, Packet};
pub use effect::{Brought, Effect};
pub use entry::{Author, Entry, Kind, reference};
pub use ids::{IncidentId, IntentId, ObjectId, PersonId, ReplicaId, SessionId};
pub use incident::{Header, Held, Incident, Member};
pub use invitation::{Invitation, Taken};
pub use linked::{Link, LinkKind, Moved, RoomKind};
pub use object::{NoObjects, Object, Objects, Put, Scalar, Value};
pub use person::{Directory, Profile, Training};
pub use proposal::{Proposal, ProposalKind, ProposalState};
pub use refusal::{Code, Refusal};
pub use refused::Refused;
pub use role::{Category, Level, Phase, Role, Severity};
pub use seal::{DraftFields, seal_hash};
pub use standing::{Lines, Standing, Warning, seal_standing, standing, standing_due};
pub use summary::{Named, Summary};
pub use time::{ParseTimestampError, Timestamp};

/// The version of the rules in [`policy`] and [`command`], written into every record.
pub const POLICY_VERSION: u32 = 1;
/// The version of the document's shape, at its root key `v`.
pub const SCHEMA_VERSION: i64 = 1;
