//! The replica and its connection, for bots, the command line, load and tests.
//!
//! The tour: [`Replica`] is one incident as a process holds it, pure: frames and acts go in, [`Effect`]s come out.
//! [`transplant`] moves what waits past what was refused. [`storage`] keeps it all in a file that survives the end of
//! the process at any moment. [`Client`] gives a replica a socket and keeps it; [`Api`] is what goes over HTTP.

mod api;
mod document;
mod edit;
mod effect;
mod ids;
pub mod limits;
mod live;
mod outbox;
mod replica;
pub mod storage;
mod token;
pub mod transplant;

pub use api::{Api, ApiError, IncidentRow, Invited, Kept, PersonRow, Session};
pub use document::{Reader, View};
pub use edit::{
    Edit, EditError, NewAction, NewContact, NewDraft, NewFact, NewRecommendation, NewReport,
    NewSystem, Owner,
};
pub use effect::{Effect, End, Event, Fate, Link, NotSent, RecordHash, Settled, Standing};
pub use ids::Ids;
pub use live::{Answer, Client, Closed, Socket, now, open as open_socket};
pub use outbox::{Act, Refusal, Row, TrayItem};
pub use replica::Replica;
pub use token::{NoToken, Token};
