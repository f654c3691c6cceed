//! The demonstration: a scenario, played into its database so that it ends as the server starts.

use anyhow::Context as _;
use loggist_cli::{
    extras::{Extras, Pace},
    failure::Failure,
    play,
};
use loggist_client::{Api, Token};
use loggist_identity::{RealSurroundings, Surroundings as _, limits::DEMO_FOR};
use loggist_server::{DemoPerson, DemoScene, Server, Settings, StartError, claim, demo};
use loggist_store::Store;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::Arc};
use tokio::task::JoinHandle;

/// The scenario that is played.
const SCENARIO: &str = include_str!("../../../tests/scenarios/court-lists.ndjson");

/// Whose people most of the scenario's are.
const HOUSE: &str = "Ministry of Justice";

/// The settings, with the house that a demonstration is in unless another is named.
pub fn housed(settings: Settings) -> Settings {
    if !settings.demo.unwrap_or_default() {
        return settings;
    }
    settings.or(Settings {
        organisation: Some(HOUSE.to_owned()),
        ..Settings::default()
    })
}

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

/// Lets some of the people go on writing while somebody looks on.
pub async fn enliven(server: &Server, store: &Arc<dyn Store>) -> Result<JoinHandle<()>, Failure> {
    let kept = demo::scene(&**store).await.map_err(StartError::from);
    let scene = kept.map_err(anyhow::Error::from)?;
    let scene = scene.context("The demonstration was not kept")?;
    let scenario = play::Scenario::read(SCENARIO).context("The demonstration cannot be read")?;
    let url = format!("http://{}", server.address());
    let mut people = BTreeMap::new();
    for part in scenario.people {
        let found = store.person_by_email(&part.email).await;
        let found = found.context("The demonstration's people cannot be read")?;
        let Some((person, _)) = found else { continue };
        let token = server.accounts().bearer(&person, DEMO_FOR).await;
        let (token, _) = token.map_err(anyhow::Error::from)?;
        let token = Token::new(&token).map_err(anyhow::Error::from)?;
        let api = Api::new(&url, token).map_err(anyhow::Error::from)?;
        people.insert(part.email, api);
    }
    let entered = Extras::enter(&people, scene.incident, Pace::default()).await;
    Ok(tokio::spawn(entered?.write()))
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
