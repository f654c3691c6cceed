//! The live socket: `GET /api/incidents/{incident}/live`, subprotocol `loggist.v1`.
//!
//! The tour: [`socket`] upgrades, waits for `hello`, proves who speaks and takes them to their room; then it reads frames
//! while [`writer`] writes what the room puts into the connection's [`Outbox`]. The room never waits for a reader.

mod outbox;
mod pacing;
mod socket;
mod writer;

pub use outbox::{Outbox, Traffic};
pub use socket::{__path_live, live};
