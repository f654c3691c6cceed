//! Commands: who may give them, and what they leave.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its ground is not as it made it"
)]
#![expect(
    clippy::needless_pass_by_value,
    reason = "literals are handed over as they are"
)]

mod authority;
mod challenge;
mod closing;
mod ground;
mod header;
mod inviting;
mod linked;
mod odd;
mod offers;
mod outward;
mod passing;
mod proposing;
mod random;
mod reassigning;
mod recommending;
mod sealing;
mod sentences;
mod speaking;
mod standing;
mod team;
mod things;
