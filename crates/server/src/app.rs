//! What every request shares.

use crate::{
    Config, cookies::Cookies, demo::DemoScene, limits::CONNECTIONS_MAX, metrics::Metrics,
    paces::Paces, people::People, rooms::Rooms,
};
use loggist_domain::Timestamp;
use loggist_identity::{Accounts, Surroundings};
use loggist_store::{Person, Store, StoreError};
use std::sync::{Arc, atomic::AtomicBool};
use tokio::sync::Semaphore;

/// The state of a node.
pub struct App {
    /// How it is set up.
    pub config: Config,
    /// The origins that are ours.
    pub origins: Vec<String>,
    /// The names of our cookies.
    pub cookies: Cookies,
    /// Time and randomness.
    pub surroundings: Arc<dyn Surroundings>,
    /// The database.
    pub store: Arc<dyn Store>,
    /// The door.
    pub accounts: Arc<Accounts>,
    /// Everyone with an account.
    pub people: Arc<People>,
    /// The live rooms.
    pub rooms: Rooms,
    /// How fast each person's changes come.
    pub paces: Paces,
    /// Places for open sockets.
    pub connections: Arc<Semaphore>,
    /// The demonstration, when this is one and it was played.
    pub demo: Option<DemoScene>,
    /// What is measured.
    pub metrics: Metrics,
    /// Nobody has an account yet; once somebody has, this stays false.
    pub setup_needed: AtomicBool,
}

/// The state, shared.
pub type Shared = Arc<App>;

impl App {
    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.surroundings.now()
    }

    /// Places for all the sockets of a node.
    pub fn places() -> Arc<Semaphore> {
        Arc::new(Semaphore::new(CONNECTIONS_MAX))
    }
}

impl App {
    /// Sees that the rooms know this person as the store does: the operator's commands may just have changed them.
    ///
    /// # Errors
    /// The store's.
    pub async fn know(&self, person: &Person) -> Result<(), StoreError> {
        if self.people.knows(person) {
            return Ok(());
        }
        self.people.read().await
    }
}
