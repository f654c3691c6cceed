//! `loggist tail`: the log, as it is sealed.

use crate::{
    entry,
    failure::Failure,
    remote::{Remote, ended, incident},
};
use anyhow::Context as _;
use loggist_client::{Client, Event, Link, storage::Storage};
use loggist_domain::Entry;
use std::io::{Write as _, stdout};

/// Print sealed entries as they come
#[derive(clap::Args)]
pub struct Tail {
    /// The incident: its id, or a reference such as INC-2026-0147
    incident: String,
    /// Begin with so many of the entries that are there
    #[arg(long, default_value_t = 10)]
    lines: u64,
    /// End when what is there is printed
    #[arg(long)]
    once: bool,
    /// For programs: an object a line
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    remote: Remote,
}

impl Tail {
    /// Prints them.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn run(self) -> Result<(), Failure> {
        let api = self.remote.api()?;
        let incident = incident(&api, &self.incident).await?;
        let client = Client::connect(&api, incident, &Storage::Memory);
        let client = client.map_err(anyhow::Error::from)?;
        let mut events = client.events();
        client.live().await.map_err(|end| ended(&end))?;
        let there = client.read(loggist_client::Replica::entries);
        let mut printed = there.saturating_sub(self.lines);
        let mut was_away = false;
        loop {
            for entry in client.entries_after(printed) {
                printed = entry.number;
                self.print(&client, entry)?;
            }
            if self.once {
                return Ok(());
            }
            match events.recv().await {
                Ok(Event::Link(Link::Ended(end))) => return Err(ended(&end)),
                Ok(Event::Link(Link::Away)) if !was_away => {
                    was_away = true;
                    eprintln!("The connection is lost. Entries follow when it is back.");
                }
                Ok(Event::Link(Link::Live)) if was_away => {
                    was_away = false;
                    eprintln!("The connection is back.");
                }
                // What was missed among events is still in the log.
                _ => {}
            }
        }
    }

    fn print(&self, client: &Client, entry: Entry) -> Result<(), Failure> {
        let line = if self.json {
            serde_json::to_string(&entry).context("Could not write JSON")?
        } else if entry.about.is_some() {
            entry::lines(&entry::named(entry, &client.view()))
        } else {
            entry::lines(&entry)
        };
        let mut out = stdout().lock();
        let written = writeln!(out, "{line}").and_then(|()| out.flush());
        Ok(written.context("Could not write to standard output")?)
    }
}
