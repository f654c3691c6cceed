//! What can go wrong at the door.

use loggist_store::StoreError;
use std::time::Duration;

/// Why it did not work. The texts are for the person.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The address or the password is wrong; which of them is not said.
    #[error("The email address or the password is wrong.")]
    Wrong,
    /// Too many attempts.
    #[error("Too many attempts to sign in. Wait and try again.")]
    TooOften {
        /// How long to wait.
        wait: Duration,
    },
    /// No token, a token that is no longer good, or a session that has ended.
    #[error("You are not signed in.")]
    SignedOut,
    /// What was given cannot be taken; the text says why.
    #[error("{0}")]
    Unfit(String),
    /// Somebody has this email address already.
    #[error("Somebody has this email address already.")]
    Taken,
    /// The set-up link was used, or was never one of ours.
    #[error("This set-up link does not work any more.")]
    LinkUsed,
    /// The store.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for IdentityError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken(_) => Self::Taken,
            other => Self::Store(other),
        }
    }
}
