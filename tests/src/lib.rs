//! Shared ground for the whole-system tests.

pub mod postgres;
