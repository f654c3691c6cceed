//! The demonstration: a scenario, played into its database so that it ends as the server starts.

use anyhow::Context as _;
use loggist_cli::{failure::Failure, play};
use loggist_identity::{RealSurroundings, Surroundings as _};
use loggist_server::{DemoPerson, DemoScene, StartError, claim, demo};
use loggist_store::Store;
use serde::Deserialize;
use std::sync::Arc;

/// The scenario that is played.
const SCENARIO: &str = include_str!("../../../tests/scenarios/court-lists.ndjson");

/// A scenario's first line, as far as it says who somebody is.
#[derive(Deserialize)]
struct Cast {
    people: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    email: String,
    /// What they are in the incident; after a full stop, who they are.
    description: String,
}

/// Plays the scenario into a database that does not have it yet.
pub async fn prepare(store: &Arc<dyn Store>) -> Result<(), Failure> {
    claim(&**store, true).await.map_err(anyhow::Error::from)?;
    let kept = demo::scene(&**store).await.map_err(StartError::from);
    if kept.map_err(anyhow::Error::from)?.is_some() {
        return Ok(());
    }
    let scenario = play::Scenario::read(SCENARIO).context("The demonstration cannot be read")?;
    let now = RealSurroundings.now();
    let played = play::in_store(store, &scenario, Some(now)).await;
    let outcome = played.context("The demonstration cannot be played")?;
    for line in &outcome.wanting {
        tracing::warn!(
            line,
            "the demonstration did not end as its scenario expects"
        );
    }
    let scene = DemoScene {
        people: people(store).await?,
        incident: outcome.incident,
    };
    let kept = demo::keep(&**store, &scene).await;
    Ok(kept.context("The demonstration cannot be kept")?)
}

async fn people(store: &Arc<dyn Store>) -> Result<Vec<DemoPerson>, anyhow::Error> {
    let first = SCENARIO.lines().next().unwrap_or_default();
    let cast: Cast = serde_json::from_str(first).context("The demonstration cannot be read")?;
    let mut people = Vec::new();
    for part in cast.people {
        let found = store.person_by_email(&part.email).await?;
        let (person, _) = found.context("Somebody of the demonstration has no account")?;
        let description = part.description.split_once(". ");
        let (role, description) = description.unwrap_or((&part.description, ""));
        people.push(DemoPerson {
            id: person.id,
            name: person.name,
            role: role.trim_end_matches('.').to_owned(),
            description: description.to_owned(),
        });
    }
    Ok(people)
}
