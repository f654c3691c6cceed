//! `loggist token`: a bearer token for a program.

use crate::{failure::Failure, options::Place, person::named};
use anyhow::anyhow;
use loggist_identity::{Accounts, RealSurroundings, limits::BEARER_FOR};
use std::{sync::Arc, time::Duration};

const HOURS_A_DAY: u64 = 24;

/// Make a token with which a program speaks as a person
///
/// It ends with its days, when the account is shut, or when the program signs out with it (DELETE /api/session).
#[derive(clap::Args)]
pub struct Token {
    /// As whom: their email address
    #[arg(long, value_name = "EMAIL")]
    person: String,
    /// Good for so many days
    #[arg(long, default_value_t = BEARER_FOR.as_secs() / 3600 / HOURS_A_DAY, value_parser = clap::value_parser!(u64).range(1..=366))]
    days: u64,
    #[command(flatten)]
    place: Place,
}

impl Token {
    /// Makes it and prints it.
    pub async fn run(self) -> Result<(), Failure> {
        let store = self.place.open().await?;
        let person = named(&*store, &self.person).await?;
        if person.disabled {
            return Err(anyhow!("The account of {} is shut.", person.name).into());
        }
        let accounts = Accounts::open(Arc::clone(&store), Arc::new(RealSurroundings)).await;
        let accounts = accounts.map_err(anyhow::Error::from)?;
        let good_for = Duration::from_hours(self.days * HOURS_A_DAY);
        let made = accounts.bearer(&person, good_for).await;
        let (token, until) = made.map_err(anyhow::Error::from)?;
        store.close().await;
        eprintln!("{} speaks with this token until {until}:", person.name);
        println!("{token}");
        Ok(())
    }
}
