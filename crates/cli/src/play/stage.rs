//! Where a scenario is played.

use loggist_client::{Fate, Replica, View};
use loggist_domain::{Entry, IncidentId, IntentId, Timestamp, command::Open};
use std::future::Future;

/// The stage itself does not do what it should: a server away, a store that fails.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct StageError(pub String);

impl StageError {
    /// Because of this.
    pub fn of(cause: impl std::fmt::Display) -> Self {
        Self(cause.to_string())
    }
}

type Staged<T> = Result<T, StageError>;

/// What an act on somebody's replica gives: its intent, if it has one, and whatever else it made.
pub type Acted<T> = (Option<IntentId>, T);

/// Where a scenario is played: somewhere with an incident and a replica for each person.
pub trait Stage {
    /// Waits until the scenario's clock shows this second.
    fn reach(&mut self, second: u64) -> impl Future<Output = Staged<()>>;

    /// The time that the scenario's start stands for, as it is now.
    fn start(&self) -> Timestamp;

    /// Opens the incident.
    fn open(&mut self, who: &str, open: &Open) -> impl Future<Output = Staged<IncidentId>>;

    /// Lets somebody act, once they have seen everything that is recorded or are cut off.
    fn act<T>(
        &mut self,
        who: &str,
        act: impl FnOnce(&mut Replica, Timestamp) -> Acted<T>,
    ) -> impl Future<Output = Staged<Acted<T>>>;

    /// What became of an act; `None` while it waits for a network.
    fn fate(&mut self, who: &str, intent: IntentId) -> impl Future<Output = Staged<Option<Fate>>>;

    /// Takes somebody's network away.
    fn cut(&mut self, who: &str) -> impl Future<Output = Staged<()>>;

    /// Gives it back, and waits until everything that waited has its answer.
    fn mend(&mut self, who: &str) -> impl Future<Output = Staged<()>>;

    /// What somebody sees.
    fn seen(&mut self, who: &str) -> impl Future<Output = Staged<(View, Vec<Entry>)>>;
}
