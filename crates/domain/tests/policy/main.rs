//! The policy table, row by row and role by role.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its ground is not as it made it"
)]

mod authority;
mod ground;
mod holding;
mod page;
mod rows;
