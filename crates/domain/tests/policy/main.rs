//! The policy table, row by row and role by role.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its ground is not as it made it"
)]

mod acting;
mod after;
mod authority;
mod effects;
mod ground;
mod holding;
mod outward;
mod overdue;
mod page;
mod reporting;
mod rows;
mod sentences;
