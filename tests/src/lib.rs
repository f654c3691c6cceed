//! Shared ground for the whole-system tests.
