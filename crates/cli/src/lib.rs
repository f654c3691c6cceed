//! The parts of the command that speak as a client, for the command itself, the demonstration and the tests.

pub mod act;
pub mod attach;
pub mod bench;
mod entry;
pub mod extras;
pub mod failure;
pub mod play;
mod remote;
pub mod say;
pub mod tail;
