//! Shared ground for the whole-system tests.

pub mod postgres;
pub mod proxy;
pub mod rights;
pub mod server;
pub mod socket;
