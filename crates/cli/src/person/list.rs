//! `loggist person list`.

use crate::failure::Failure;
use anyhow::Context as _;
use loggist_domain::Role;
use loggist_store::{Person, Store};
use std::io::{Write as _, stdout};

/// Show who has an account
#[derive(clap::Args)]
pub struct List {
    /// For programs: an object a line
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) async fn run(self, store: &dyn Store) -> Result<(), Failure> {
        let people = store.people().await.context("Could not read people")?;
        let mut out = stdout().lock();
        for person in &people {
            let row = if self.json {
                serde_json::to_string(person).context("Could not write JSON")?
            } else {
                row(person)
            };
            writeln!(out, "{row}").context("Could not write to standard output")?;
        }
        if people.is_empty() && !self.json {
            eprintln!(
                "Nobody has an account yet. `loggist serve` prints a link to make the first one."
            );
        }
        Ok(())
    }
}

fn row(person: &Person) -> String {
    let mut notes: Vec<String> = person
        .trainings
        .iter()
        .map(|training| match training.until {
            Some(until) => format!("{} until {until}", training.role.title()),
            None => Role::title(training.role).to_owned(),
        })
        .collect();
    if let Some(until) = person.on_call_until {
        notes.push(format!("on call until {until}"));
    }
    if person.administrator {
        notes.push("administrator".into());
    }
    if person.disabled {
        notes.push("shut".into());
    }
    format!("{}\t{}\t{}", person.email, person.name, notes.join(", "))
}
