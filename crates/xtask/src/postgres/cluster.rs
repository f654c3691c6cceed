//! One running PostgreSQL cluster.

use super::site::{Site, random};
use crate::failure::Failure;
use std::net::TcpListener;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

const START_SECONDS_MAX: u64 = 60;
const STOP_SECONDS_MAX: u64 = 20;

/// One running cluster.
pub struct Cluster {
    server: Child,
    site: Site,
    url: String,
}

impl Cluster {
    /// Makes a cluster and waits until it answers. Its password keeps out the machine's other users.
    pub fn start() -> Result<Cluster, Failure> {
        let site = Site::plan()?;
        let password = random(16)?;
        let started = site.make(&password).and_then(|()| {
            let port = free_port()?;
            Ok((site.serve(port)?, port))
        });
        let (server, port) = match started {
            Ok(started) => started,
            Err(failure) => {
                // The failure says what matters; the folder may not even be there.
                let _ = site.clear();
                return Err(failure);
            }
        };
        let url = format!("postgres://loggist:{password}@127.0.0.1:{port}/postgres");
        Cluster { server, site, url }.when_ready(port)
    }

    /// Where it answers, password included.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether it ended without being asked.
    pub fn has_ended(&mut self) -> bool {
        matches!(self.server.try_wait(), Ok(Some(_)) | Err(_))
    }

    /// Stops it without waiting for its clients, and removes its folder.
    pub fn stop(mut self) -> Result<(), Failure> {
        if !self.has_ended() {
            // The standard library can only kill; SIGINT is PostgreSQL's fast and clean stop.
            let interrupt = format!("kill -INT {}", self.server.id());
            let _ = Command::new("sh").arg("-c").arg(interrupt).status();
            if !holds_within(STOP_SECONDS_MAX, || self.has_ended()) {
                let _ = self.server.kill().and_then(|()| self.server.wait());
            }
        }
        self.site.clear()
    }

    /// Stops what is left of it, and says why it went with the server's own words.
    pub fn give_up(self, told: &str) -> Failure {
        let log = self.site.log_tail();
        let failure = Failure::Impossible(format!("{told}\n{log}"));
        match self.stop() {
            Ok(()) => failure,
            Err(more) => failure.and(&more.to_string()),
        }
    }

    fn when_ready(mut self, port: u16) -> Result<Cluster, Failure> {
        let answers = holds_within(START_SECONDS_MAX, || {
            self.has_ended() || self.site.is_ready(port)
        });
        if answers && !self.has_ended() {
            Ok(self)
        } else {
            Err(self.give_up("PostgreSQL did not start:"))
        }
    }
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16, Failure> {
    let bound = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    bound
        .map(|address| address.port())
        .map_err(|cause| Failure::from_io("find a free port", &cause))
}

fn holds_within(seconds_max: u64, mut holds: impl FnMut() -> bool) -> bool {
    let end = Instant::now() + Duration::from_secs(seconds_max);
    while !holds() {
        if Instant::now() > end {
            return false;
        }
        sleep(Duration::from_millis(50));
    }
    true
}
