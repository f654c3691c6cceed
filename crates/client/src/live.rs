//! The live part: a client that keeps its connection.
//!
//! [`Client`] holds a replica, its file and a task. The task opens the socket, reads frames into the replica and comes
//! back when the network was away; whoever holds the client edits and commands whether it is there or not. What the
//! replica asks for is done in one place, `shared`, under one lock and in order.

mod back_off;
mod client;
mod connection;
mod shared;
mod socket;

pub use client::{Answer, Client};
pub use shared::now;
pub use socket::{Closed, Socket, open};
