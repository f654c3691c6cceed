//! The interface over HTTP and over raw sockets, spoken to as any program may, well-meaning or not.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod assets;
mod attachments;
mod incidents;
mod invitations;
mod linked;
mod live;
mod logs;
mod matrix;
mod nodes;
mod origin;
mod removal;
mod rooms;
mod session;
mod setup;
