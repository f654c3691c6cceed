//! `loggist serve`: the server.

use crate::{demo, failure::Failure, options};
use anyhow::Context as _;
use loggist_identity::RealSurroundings;
use loggist_server::{LogForm, Server, Settings, logging};
use std::{
    io::{Write as _, stdout},
    net::SocketAddr,
    path::PathBuf,
    sync::Arc,
};
use tokio::signal::unix::{SignalKind, signal};

/// Serve the web app and the interface
///
/// Options come first, then the environment, then the file. SIGTERM or Ctrl-C ends the server in order, within 10
/// seconds.
#[derive(clap::Args)]
pub struct Serve {
    /// Address and port to listen on [default: 127.0.0.1:7474]
    #[arg(long, env = "LOGGIST_LISTEN", value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    /// The database: sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE [default: sqlite:data/loggist.db]
    #[arg(long, env = "LOGGIST_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// Where browsers find this server
    #[arg(
        long = "origin",
        env = "LOGGIST_ORIGINS",
        value_delimiter = ',',
        help = "Where browsers find this server, such as https://loggist.example.org; several with commas [default: the address it listens on, and localhost]"
    )]
    origins: Option<Vec<String>>,
    /// Whose installation this is, on the sign-in page [default: none]
    #[arg(long, env = "LOGGIST_ORGANISATION")]
    organisation: Option<String>,
    /// A proxy names the client last in X-Forwarded-For [default: false]
    #[arg(long, env = "LOGGIST_BEHIND_PROXY", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    behind_proxy: Option<bool>,
    /// Show the demonstration incident: anyone on this machine may be any of its people [default: false]
    #[arg(long, env = "LOGGIST_DEMO", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    demo: Option<bool>,
    /// Form of the log on standard error: text or json [default: text]
    #[arg(long, env = "LOGGIST_LOG")]
    log: Option<LogForm>,
    /// What is logged
    #[arg(
        long,
        env = "LOGGIST_LOG_FILTER",
        value_name = "FILTER",
        help = "What is logged, such as warn or loggist_server=debug [default: info]"
    )]
    log_filter: Option<String>,
    /// A TOML file with these options as keys, with _ for -; `origins` is a list
    #[arg(long, env = "LOGGIST_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Serve {
    /// Serves until it is told to stop.
    pub async fn run(self) -> Result<(), Failure> {
        let file = options::file(self.config)?;
        let said = Settings {
            listen: self.listen,
            database: self.database,
            origins: self.origins,
            organisation: self.organisation,
            behind_proxy: self.behind_proxy,
            demo: self.demo,
            log: self.log,
            log_filter: self.log_filter,
        };
        let settings = demo::housed(said.or(file));
        let config = settings.config().map_err(anyhow::Error::from)?;
        let filter = settings.log_filter.as_deref().unwrap_or(logging::FILTER);
        logging::begin(settings.log.unwrap_or_default(), filter).map_err(Failure::impossible)?;

        // Asked for before anything is begun, so that a signal during the start ends in order too.
        let (mut terminated, mut interrupted) = signals()?;
        let store = options::open(settings.database()).await?;
        let is_demo = config.demo;
        if is_demo {
            demo::prepare(&store).await?;
        }
        let surroundings = Arc::new(RealSurroundings);
        let started = Server::start(config, Arc::clone(&store), surroundings).await;
        let server = started.map_err(anyhow::Error::from)?;
        let told = told(&server);
        let extras = if is_demo {
            Some(demo::enliven(&server, &store).await?)
        } else {
            None
        };
        if told.is_ok() {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = interrupted.recv() => {}
            }
        }
        if let Some(extras) = extras {
            extras.abort();
        }
        server.stop().await;
        told
    }
}

fn signals() -> Result<(tokio::signal::unix::Signal, tokio::signal::unix::Signal), Failure> {
    let of = |kind| signal(kind).context("Could not listen for signals");
    Ok((of(SignalKind::terminate())?, of(SignalKind::interrupt())?))
}

/// Says where it is. Whoever started it reads this line before anything else.
fn told(server: &Server) -> Result<(), Failure> {
    let mut out = stdout().lock();
    let mut lines = vec![format!("Loggist is at {}", server.url())];
    if let Some(link) = server.setup_link() {
        lines.push(format!(
            "Nobody has an account yet. To make the first one, open {link}"
        ));
    }
    let written = writeln!(out, "{}", lines.join("\n")).and_then(|()| out.flush());
    Ok(written.context("Could not write to standard output")?)
}
