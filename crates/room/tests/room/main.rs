//! The room's rules: order, receipts, refusals, other writers, snapshots, authority, timers.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its ground is not as it made it"
)]
#![expect(
    clippy::needless_pass_by_value,
    reason = "literals are handed over as they are"
)]

mod actions;
mod deciding;
mod passing;
mod readers;
mod standing;
mod storing;
mod support;
mod world;
