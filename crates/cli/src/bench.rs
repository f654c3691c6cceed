//! `loggist bench`: measures a server as its users meet it.
//!
//! Each scenario prints one JSON object a line. Readers speak the protocol without a document each: two hundred documents
//! in one process would measure the client. Without `--server` it starts a server of its own, as a process of its own, on
//! a durable database in a folder that is removed afterwards.

mod bare;
mod child;
mod crash;
mod figures;
mod ground;
mod join;
mod peers;
mod readers;
mod team;

use crate::failure::Failure;
use figures::Figures;
use ground::Ground;
use std::{path::PathBuf, time::Duration};

/// Measure a server
///
/// Prints a JSON object a line. Compare figures of one run on one machine only.
#[derive(clap::Args)]
pub struct Bench {
    /// What to measure [default: readers, team, join]
    #[arg(value_enum)]
    scenarios: Vec<Scenario>,
    /// A running server
    #[arg(
        long,
        env = "LOGGIST_SERVER",
        value_name = "URL",
        help = "A running server, such as http://127.0.0.1:7474 [default: one of its own]"
    )]
    server: Option<String>,
    /// A file with an email address and a token a line; the first may declare an incident
    #[arg(long, value_name = "FILE")]
    tokens: Option<PathBuf>,
    /// Seconds for which people write: in readers and team
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=3600))]
    seconds: u64,
    /// How many readers [default: 10, then 50, then 200]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=2000))]
    readers: Option<u16>,
    /// Entries of the long incident in join
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    entries: u64,
    /// Print what another server measured in the same scenario; may be given several times
    #[arg(long = "peer", value_name = "NAME", value_parser = peers::parse)]
    peers: Vec<&'static peers::Peer>,
}

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Scenario {
    /// One entry every 100 ms, delivered to many readers
    Readers,
    /// 25 people, four entries a second each
    Team,
    /// A long incident, joined with an empty replica
    Join,
    /// A server of its own, killed ten times while people write
    Crash,
}

impl Bench {
    /// Measures.
    ///
    /// # Errors
    /// [`Failure::Wanting`] when something was not delivered, or lost.
    pub async fn run(self) -> Result<(), Failure> {
        let scenarios = if self.scenarios.is_empty() {
            vec![Scenario::Readers, Scenario::Team, Scenario::Join]
        } else {
            self.scenarios.clone()
        };
        let mut ground = match (&self.server, &self.tokens) {
            (Some(server), Some(tokens)) => Ground::given(server, tokens)?,
            (None, Some(_)) => {
                return Err(Failure::usage(
                    "Name the server of these tokens: --server URL.",
                ));
            }
            // An address in the environment is no reason to measure there: whoever wants that names tokens.
            (_, None) => Ground::own().await?,
        };
        let seconds = Duration::from_secs(self.seconds);
        let mut wanting = 0;
        for scenario in scenarios {
            for figures in self.one(scenario, &mut ground, seconds).await? {
                wanting += usize::from(figures.is_wanting());
                figures.print()?;
                for peer in &self.peers {
                    peer.print(&figures)?;
                }
            }
        }
        ground.end().await;
        if wanting == 0 {
            return Ok(());
        }
        Err(Failure::Wanting(anyhow::anyhow!(
            "In {wanting} of the lines above something was not delivered, or lost."
        )))
    }

    async fn one(
        &self,
        scenario: Scenario,
        ground: &mut Ground,
        seconds: Duration,
    ) -> Result<Vec<Figures>, Failure> {
        let mut all = Vec::new();
        match scenario {
            Scenario::Readers => {
                let counts = self
                    .readers
                    .map_or(vec![10, 50, 200], |readers| vec![readers]);
                for readers in counts {
                    eprintln!("readers: {readers} for {} s", seconds.as_secs());
                    all.push(readers::measure(ground, readers.into(), seconds).await?);
                }
            }
            Scenario::Team => {
                eprintln!("team: {} s", seconds.as_secs());
                all.push(team::measure(ground, seconds).await?);
            }
            Scenario::Join => {
                eprintln!("join: writing {} entries first", self.entries);
                all.extend(join::measure(ground, self.entries).await?);
            }
            Scenario::Crash => all.push(crash::measure(ground).await?),
        }
        Ok(all)
    }
}
