//! `loggist person disable`, `train` and `on-call`.

use super::named;
use crate::failure::Failure;
use anyhow::Context as _;
use loggist_domain::{Role, Timestamp, Training};
use loggist_identity::{RealSurroundings, Surroundings as _};
use loggist_store::{Person, Store};
use std::time::Duration;

/// A role, as it is said on the command line.
#[derive(Clone, Copy, Debug)]
pub struct TrainedFor(pub Role);

/// Reads a role's name.
pub fn role(text: &str) -> Result<TrainedFor, String> {
    let known = Role::ALL.into_iter().find(|role| role.name() == text);
    known.map(TrainedFor).ok_or_else(|| {
        let names = Role::ALL.map(Role::name).join(", ");
        format!("a role is one of: {names}")
    })
}

fn hours(text: &str) -> Result<Duration, String> {
    let hours: u64 = text.parse().map_err(|_| "a whole number of hours")?;
    Ok(Duration::from_secs(hours.saturating_mul(3600)))
}

/// Shut an account, or open it again; its sign-ins end at once
#[derive(clap::Args)]
pub struct Disable {
    /// Whose
    email: String,
    /// Open it again
    #[arg(long)]
    undo: bool,
}

impl Disable {
    pub(super) async fn run(self, store: &dyn Store) -> Result<(), Failure> {
        let mut person = named(store, &self.email).await?;
        person.disabled = !self.undo;
        keep(store, &person).await?;
        let state = if self.undo { "open again" } else { "shut" };
        eprintln!("The account of {} is {state}.", person.name);
        Ok(())
    }
}

/// Say that a person is trained for a role, or no longer
#[derive(clap::Args)]
pub struct Train {
    /// Whose
    email: String,
    /// The role, by its name in data
    #[arg(
        value_parser = role,
        help = "incident_manager, deputy, secretariat, sme, comms_lead, liaison or observer"
    )]
    role: TrainedFor,
    /// When the training runs out, such as 2027-03-31T00:00:00Z [default: never]
    #[arg(long, conflicts_with = "end")]
    until: Option<Timestamp>,
    /// They are no longer trained for it
    #[arg(long)]
    end: bool,
}

impl Train {
    pub(super) async fn run(self, store: &dyn Store) -> Result<(), Failure> {
        let TrainedFor(role) = self.role;
        let mut person = named(store, &self.email).await?;
        person.trainings.retain(|training| training.role != role);
        if !self.end {
            let until = self.until;
            person.trainings.push(Training { role, until });
        }
        keep(store, &person).await?;
        let state = if self.end { "is no longer" } else { "is" };
        eprintln!("{} {state} trained as {}.", person.name, role.title());
        Ok(())
    }
}

/// Say until when a person is on call as Incident Manager
#[derive(clap::Args)]
pub struct OnCall {
    /// Whose
    email: String,
    /// Until then, such as 2026-11-24T08:00:00Z
    #[arg(long, required_unless_present_any = ["hours", "end"], conflicts_with_all = ["hours", "end"])]
    until: Option<Timestamp>,
    /// For so many hours from now
    #[arg(long, value_parser = hours, conflicts_with = "end")]
    hours: Option<Duration>,
    /// They are no longer on call
    #[arg(long)]
    end: bool,
}

impl OnCall {
    pub(super) async fn run(self, store: &dyn Store) -> Result<(), Failure> {
        let mut person = named(store, &self.email).await?;
        let now = RealSurroundings.now();
        person.on_call_until = self.until.or(self.hours.map(|hours| now.plus(hours)));
        keep(store, &person).await?;
        match person.on_call_until {
            Some(until) => eprintln!("{} is on call until {until}.", person.name),
            None => eprintln!("{} is no longer on call.", person.name),
        }
        if person.on_call_until.is_some()
            && !person.profile().is_trained(Role::IncidentManager, now)
        {
            eprintln!(
                "They are not trained as Incident Manager, so they cannot declare an incident: loggist person train {} incident_manager",
                person.email
            );
        }
        Ok(())
    }
}

async fn keep(store: &dyn Store, person: &Person) -> Result<(), anyhow::Error> {
    let kept = store.update_person(person, RealSurroundings.now()).await;
    kept.context("Could not change the person").map(|_| ())
}
