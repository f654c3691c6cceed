//! `loggist person`: accounts, for the operator. It talks to the database; running servers follow within two seconds.

mod add;
mod change;
mod list;

use crate::{failure::Failure, options::Place};
use anyhow::{Context as _, anyhow};
use loggist_identity::email;
use loggist_store::{Person as Stored, Store};

/// Add people, and say what they are trained for and when they are on call
#[derive(clap::Args)]
pub struct Person {
    #[command(subcommand)]
    act: Act,
    #[command(flatten)]
    place: Place,
}

#[derive(clap::Subcommand)]
enum Act {
    Add(add::Add),
    List(list::List),
    Disable(change::Disable),
    Train(change::Train),
    OnCall(change::OnCall),
}

impl Person {
    /// Does it.
    pub async fn run(self) -> Result<(), Failure> {
        let store = self.place.open().await?;
        let done = match self.act {
            Act::Add(add) => add.run(&store).await,
            Act::List(list) => list.run(&*store).await,
            Act::Disable(disable) => disable.run(&*store).await,
            Act::Train(train) => train.run(&*store).await,
            Act::OnCall(on_call) => on_call.run(&*store).await,
        };
        store.close().await;
        done
    }
}

/// The person with this email address.
pub async fn named(store: &dyn Store, address: &str) -> Result<Stored, Failure> {
    let form = email(address).map_err(|error| Failure::Usage(error.into()))?;
    let found = store
        .person_by_email(&form)
        .await
        .context("Could not read people")?;
    let missing = || {
        anyhow!("Nobody has the address {form}. `loggist person list` shows who has an account.")
    };
    Ok(found.map(|(person, _)| person).ok_or_else(missing)?)
}
