//! The command itself.

use super::{Cast, Director, Network, Outcome, Scenario};
use crate::failure::Failure;
use anyhow::{Context as _, anyhow};
use loggist_client::{Api, Token, now};
use loggist_domain::Timestamp;
use std::{collections::BTreeMap, fs, path::PathBuf, time::Duration};

/// Play a scenario: on a running server, or straight into a database
///
/// Prints how it ended, as one JSON object. Exit code 1 when that is not what the scenario expects.
#[derive(clap::Args)]
pub struct Play {
    /// The scenario's file, a JSON object a line
    scenario: PathBuf,
    /// A running server
    #[arg(
        long,
        help = "A running server, such as http://127.0.0.1:7474",
        env = "LOGGIST_SERVER"
    )]
    server: Option<String>,
    /// A file with an email address and a token a line, for everyone in the scenario
    #[arg(long, value_name = "FILE")]
    tokens: Option<PathBuf>,
    /// The database, which no server has open: sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE
    #[arg(long, env = "LOGGIST_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// On a server: times as fast as it happened; 0 is as fast as it goes
    #[arg(long, default_value_t = 0.0, value_parser = speed)]
    speed: f64,
    /// In a database: everything happens so much earlier or later that it ends now
    #[arg(long)]
    ends_now: bool,
}

fn speed(text: &str) -> Result<f64, String> {
    let speed: f64 = text.parse().map_err(|_| "a number")?;
    if speed.is_finite() && speed >= 0.0 {
        Ok(speed)
    } else {
        Err("a number, 0 or more".into())
    }
}

impl Play {
    /// Plays it.
    pub async fn run(self) -> Result<(), Failure> {
        let text = fs::read_to_string(&self.scenario)
            .with_context(|| format!("Could not read {}", self.scenario.display()))?;
        let scenario = Scenario::read(&text)
            .map_err(|error| Failure::usage(format!("{}: {error}", self.scenario.display())))?;
        // An address in the environment is no reason to play there: whoever wants that names tokens.
        let outcome = match (&self.tokens, &self.server, &self.database) {
            (Some(tokens), Some(server), _) => {
                let tokens = fs::read_to_string(tokens)
                    .with_context(|| format!("Could not read {}", tokens.display()))?;
                let people = people(server, &tokens, &scenario)?;
                on_server(&scenario, people, self.speed).await?
            }
            (None, _, Some(database)) => {
                let ends = self.ends_now.then(now);
                in_database(&scenario, database, ends).await?
            }
            _ => {
                return Err(Failure::usage(
                    "Say where to play it: --server URL --tokens FILE, or --database URL.",
                ));
            }
        };
        told(&outcome)
    }
}

/// The people of a scenario who have a token, as they call the server.
fn people(
    server: &str,
    tokens: &str,
    scenario: &Scenario,
) -> Result<BTreeMap<String, Api>, Failure> {
    let mut people = BTreeMap::new();
    for line in tokens.lines().filter(|line| !line.trim().is_empty()) {
        let (email, token) = line
            .trim()
            .split_once(char::is_whitespace)
            .ok_or_else(|| anyhow!("A line of tokens is an email address and a token."))?;
        let known = scenario
            .people
            .iter()
            .find(|person| person.email.eq_ignore_ascii_case(email));
        if let Some(person) = known {
            let token = Token::new(token).map_err(anyhow::Error::from)?;
            let api = Api::new(server, token).map_err(anyhow::Error::from)?;
            people.insert(person.key.clone(), api);
        }
    }
    Ok(people)
}

/// Plays on a running server.
pub async fn on_server(
    scenario: &Scenario,
    people: BTreeMap<String, Api>,
    speed: f64,
) -> Result<Outcome, Failure> {
    let ids = people
        .iter()
        .map(|(key, api)| (key.clone(), api.token().person()));
    let cast = Cast::of(ids.collect::<Vec<_>>());
    let stage = Network::of(people, speed);
    let played = Director::new(stage, cast).play(scenario).await;
    let (outcome, stage) = played.map_err(anyhow::Error::from)?;
    stage.close().await;
    Ok(outcome)
}

async fn in_database(
    scenario: &Scenario,
    database: &str,
    ends: Option<Timestamp>,
) -> Result<Outcome, Failure> {
    let store = loggist_store::open(database).await;
    let store =
        store.map_err(|error| anyhow::Error::from(loggist_server::StartError::from(error)))?;
    // The database is not a demonstration's when a scenario is played into it by hand.
    let _ = loggist_server::claim(&*store, false).await;
    let played = super::in_store(&store, scenario, ends).await;
    store.close().await;
    played.map_err(|error| anyhow::Error::from(error).into())
}

fn told(outcome: &Outcome) -> Result<(), Failure> {
    let json = serde_json::to_string(outcome).context("Could not write JSON")?;
    println!("{json}");
    if outcome.wanting.is_empty() {
        return Ok(());
    }
    for line in &outcome.wanting {
        eprintln!("{line}");
    }
    Err(Failure::Wanting(anyhow!(
        "{} things are not as the scenario expects.",
        outcome.wanting.len()
    )))
}

/// How long ago a scenario started that ends at a moment.
pub(super) fn starts(scenario: &Scenario, ends: Option<Timestamp>) -> Timestamp {
    let Some(ends) = ends else {
        return scenario.starts;
    };
    let length = Duration::from_secs(scenario.length_seconds());
    let length = i64::try_from(length.as_millis()).unwrap_or(i64::MAX);
    Timestamp::from_millis(ends.millis().saturating_sub(length))
}
