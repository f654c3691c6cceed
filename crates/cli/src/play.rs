//! `loggist play`: a scenario, played by its people.
//!
//! The tour: [`scenario`] reads the file, [`step`] is what somebody does, [`cast`] remembers who and what its names stand for, [`acting`] does one act on
//! a replica. A [`Stage`] is where it is played: `network`, through real clients of a running server, or `indoors`, with a
//! room and a store and a clock of its own. [`Director`] takes the steps in order and says what was found wanting.

mod acting;
mod cast;
mod command;
mod director;
mod indoors;
mod network;
mod scenario;
mod stage;
mod step;

pub use cast::Cast;
pub use command::{Play, on_server};
pub use director::{Director, Outcome};
pub use indoors::{Indoors, Part};
pub use network::Network;
pub use scenario::{Expect, Person, Scenario, ScenarioError};
pub use stage::{Stage, StageError};
pub use step::{Act, Given, Say, Step};

use loggist_domain::Timestamp;
use loggist_store::Store;
use std::sync::Arc;

/// Plays a scenario straight into a store, by its own clock, or so much earlier or later that it ends at a moment.
///
/// # Errors
/// [`StageError`] when it cannot be played on.
pub async fn in_store(
    store: &Arc<dyn Store>,
    scenario: &Scenario,
    ends: Option<Timestamp>,
) -> Result<Outcome, StageError> {
    let starts = command::starts(scenario, ends);
    let parts = Indoors::parts(store, scenario, starts).await?;
    let people = parts.iter().map(|part| (part.key.clone(), part.person.id));
    let cast = Cast::of(people);
    let stage = Indoors::begin(Arc::clone(store), &parts, starts).await?;
    let (outcome, stage) = Director::new(stage, cast).play(scenario).await?;
    stage.end().await?;
    Ok(outcome)
}
