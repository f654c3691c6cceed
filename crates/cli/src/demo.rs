//! The demonstration: its people, and the scenario played into a new incident.

use crate::failure::Failure;
use anyhow::{Context as _, anyhow};
use loggist_domain::{Role, Training};
use loggist_identity::{NewPerson, RealSurroundings, Surroundings as _, limits::DEMO_FOR};
use loggist_server::{DemoPerson, DemoScene, Server};
use loggist_store::{Person, Store};
use serde::Deserialize;
use std::{sync::Arc, time::Duration};

/// The scenario that is played.
const SCENARIO: &str = include_str!("../../../tests/scenarios/court-lists.ndjson");
/// Who is on call stays so for as long as anybody may look at the demonstration.
const ON_CALL_FOR: Duration = Duration::from_hours(365 * 24);

/// A scenario's first line, as far as it speaks of people.
#[derive(Deserialize)]
struct Cast {
    people: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    name: String,
    email: String,
    organisation: String,
    trainings: Vec<Role>,
    on_call: bool,
    description: String,
}

/// Adds the people and plays the scenario, unless this database has both already.
pub async fn prepare(server: &Server, store: &Arc<dyn Store>) -> Result<(), Failure> {
    let Some(demo) = server.demo().filter(|demo| demo.scene().is_none()) else {
        return Ok(());
    };
    let first = SCENARIO.lines().next().unwrap_or_default();
    let cast: Cast = serde_json::from_str(first).context("The scenario cannot be read")?;
    let mut people = Vec::new();
    let mut tokens = Vec::new();
    for part in &cast.people {
        let person = found_or_added(server, store, part).await?;
        let (token, _) = server
            .accounts()
            .bearer(&person, DEMO_FOR)
            .await
            .map_err(anyhow::Error::from)?;
        tokens.push((person.email.clone(), token));
        let (role, description) = part
            .description
            .split_once(". ")
            .unwrap_or((&part.name, &part.description));
        people.push(DemoPerson {
            id: person.id,
            name: person.name,
            role: role.to_owned(),
            description: description.to_owned(),
        });
    }
    let url = format!("http://{}", server.address());
    let incident = play(&url, &tokens).await?;
    let scene = DemoScene { people, incident };
    demo.set(&**store, scene)
        .await
        .map_err(anyhow::Error::from)?;
    Ok(())
}

async fn found_or_added(
    server: &Server,
    store: &Arc<dyn Store>,
    part: &Part,
) -> Result<Person, Failure> {
    let known = store.person_by_email(&part.email).await;
    if let Some((person, _)) = known.map_err(anyhow::Error::from)? {
        return Ok(person);
    }
    let training = |role: &Role| Training {
        role: *role,
        until: None,
    };
    let new = NewPerson {
        name: part.name.clone(),
        email: part.email.clone(),
        organisation: part.organisation.clone(),
        trainings: part.trainings.iter().map(training).collect(),
        on_call_until: part
            .on_call
            .then(|| RealSurroundings.now().plus(ON_CALL_FOR)),
        ..NewPerson::default()
    };
    let added = server.accounts().add(new).await;
    Ok(added.map_err(anyhow::Error::from)?)
}

/// Plays the scenario against the server and gives the incident that it opened.
async fn play(
    url: &str,
    tokens: &[(String, String)],
) -> Result<loggist_domain::IncidentId, Failure> {
    // Until `loggist play` plays it, the demonstration's incident is only opened.
    let step = SCENARIO.lines().nth(1).unwrap_or_default();
    let step: serde_json::Value =
        serde_json::from_str(step).context("The scenario cannot be read")?;
    let (_, token) = tokens
        .first()
        .ok_or_else(|| anyhow!("The scenario has no people"))?;
    let open = serde_json::json!({
        "intent": RealSurroundings.id().to_string(),
        "title": step["title"],
        "summary": step["summary"],
        "security": step["security"],
        "personal_data": step["personal_data"],
        "written_at": RealSurroundings.now(),
    });
    let sent = reqwest::Client::new()
        .post(format!("{url}/api/incidents"))
        .bearer_auth(token)
        .json(&open)
        .send()
        .await;
    let opened: serde_json::Value = sent
        .and_then(reqwest::Response::error_for_status)
        .context("The demonstration could not be played")?
        .json()
        .await
        .context("The demonstration could not be played")?;
    let id = opened["id"].as_str().unwrap_or_default();
    Ok(id
        .parse()
        .context("The demonstration could not be played")?)
}
