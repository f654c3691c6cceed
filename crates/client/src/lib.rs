//! The replica and its connection, for bots, the command line, load and tests.

mod ids;
pub mod transplant;

pub use ids::Ids;
