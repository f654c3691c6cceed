//! The parts of the command that speak as a client, for the command itself, the demonstration and the tests.

pub mod failure;
pub mod play;
