//! The door: who signs in, who speaks, who is added.

mod add;
mod sign_in;
mod speak;

pub use add::NewPerson;
pub use sign_in::{Refreshed, SignedIn};
pub use speak::Speaker;

use crate::{
    Attempts, IdentityError, Recent, Surroundings, Tickets, key::SigningKey, password::Hasher,
};
use loggist_store::Store;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Accounts and sign-ins of one installation, as one node sees them.
///
/// Attempts, tickets and repeated refreshes are remembered in this process alone: they are short-lived, and a node that
/// does not know of them is only stricter.
pub struct Accounts {
    store: Arc<dyn Store>,
    surroundings: Arc<dyn Surroundings>,
    key: SigningKey,
    hasher: Hasher,
    attempts: Mutex<Attempts>,
    tickets: Mutex<Tickets>,
    /// Held while a token is rotated, so that two tabs with one token do not race into ending their session.
    recent: tokio::sync::Mutex<Recent>,
}

impl Accounts {
    /// Opens the door with the installation's key.
    ///
    /// # Errors
    /// The store's.
    pub async fn open(
        store: Arc<dyn Store>,
        surroundings: Arc<dyn Surroundings>,
    ) -> Result<Self, IdentityError> {
        let key = SigningKey::of(&*store, &*surroundings).await?;
        Ok(Self {
            store,
            surroundings,
            key,
            hasher: Hasher::default(),
            attempts: Mutex::default(),
            tickets: Mutex::default(),
            recent: tokio::sync::Mutex::default(),
        })
    }
}

/// What a panicking holder left is still whole: each is changed in one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
