//! A server of our own: the same binary, as a process of its own.

use anyhow::{Context as _, Result, bail};
use std::{
    fs,
    process::{ExitStatus, Stdio},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
    time::timeout,
};

/// It says where it is within this.
const START_WITHIN: Duration = Duration::from_secs(20);
/// It ends within this after it was asked to.
const STOP_WITHIN: Duration = Duration::from_secs(15);
/// Linux counts processor time in these.
const TICKS_A_SECOND: f64 = 100.0;

/// A running server.
pub struct Server {
    child: Child,
    database: String,
    url: String,
}

impl Server {
    /// Starts it on a free port.
    pub async fn start(database: &str) -> Result<Self> {
        Self::at(database, "127.0.0.1:0").await
    }

    async fn at(database: &str, listen: &str) -> Result<Self> {
        let binary = std::env::current_exe().context("Could not find this program")?;
        let settings = std::env::vars_os()
            .map(|(name, _)| name)
            .filter(|name| name.to_string_lossy().starts_with("LOGGIST_"));
        let mut command = Command::new(binary);
        command
            .args([
                "serve",
                "--database",
                database,
                "--listen",
                listen,
                "--log-filter",
                "warn",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        for name in settings {
            command.env_remove(name);
        }
        let mut child = command.spawn().context("Could not start a server")?;
        let out = child.stdout.take().context("The server says nothing")?;
        let mut lines = BufReader::new(out).lines();
        let first = timeout(START_WITHIN, lines.next_line()).await;
        let first = first
            .context("The server does not start")??
            .unwrap_or_default();
        let Some((_, url)) = first.rsplit_once(' ') else {
            bail!("The server does not start.");
        };
        // What else it says is not read; the pipe is kept open so that it may say it.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self {
            url: url.to_owned(),
            database: database.to_owned(),
            child,
        })
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Kill -9.
    pub async fn kill(&mut self) -> Result<()> {
        self.child.kill().await.context("Could not kill the server")
    }

    /// Starts again at the same address, after it was killed or stopped.
    pub async fn start_again(&mut self) -> Result<()> {
        let listen = self.url.trim_start_matches("http://").to_owned();
        *self = Self::at(&self.database, &listen).await?;
        Ok(())
    }

    /// Asks it to stop, and waits until it has.
    pub async fn stop(&mut self) -> Result<ExitStatus> {
        if let Some(id) = self.child.id() {
            let asked = Command::new("kill").arg(id.to_string()).status().await;
            asked.context("Could not ask the server to stop")?;
        }
        let ended = timeout(STOP_WITHIN, self.child.wait()).await;
        Ok(ended.context("The server does not stop")??)
    }

    /// Seconds of processor time, and bytes of resident memory.
    pub fn used(&self) -> Option<(f64, f64)> {
        let id = self.child.id()?;
        let read = |name| fs::read_to_string(format!("/proc/{id}/{name}")).ok();
        let (stat, status) = (read("stat")?, read("status")?);
        // The second field is the program's name, which may hold anything.
        let (_, after_name) = stat.rsplit_once(')')?;
        let mut fields = after_name.split_whitespace().skip(11);
        let mut ticks = || fields.next()?.parse::<f64>().ok();
        let cpu = (ticks()? + ticks()?) / TICKS_A_SECOND;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
        Some((cpu, kib * 1024.0))
    }
}
