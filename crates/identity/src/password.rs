//! Passwords: what may be one, and the hash that is kept.

mod hash;
mod rules;

pub use hash::Hasher;
pub use rules::flaw;
