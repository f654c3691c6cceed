//! The court lists, ended just now, on a server of the real binary, and the program as people run it.

use crate::support::{Process, apis, people, scenario};
use loggist_cli::play::in_store;
use loggist_client::now;
use loggist_domain::IncidentId;
use std::{
    collections::BTreeMap,
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

/// A server, and the people of the story with their tokens.
pub struct Scene {
    /// Where it all lies.
    pub folder: TempDir,
    /// The server.
    pub server: Process,
    /// The night.
    pub incident: IncidentId,
    tokens: BTreeMap<String, String>,
}

/// The court lists, ended just now.
pub async fn scene() -> Scene {
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite:{}", folder.path().join("loggist.db").display());
    let people = people(&database, &scenario()).await;
    let store = loggist_store::open(&database).await.expect("a store");
    let played = in_store(&store, &scenario(), Some(now())).await;
    store.close().await;
    let server = Process::start(&database);
    let tokens = apis(&people, &server.url()).into_iter();
    Scene {
        folder,
        incident: played.expect("it is played").incident,
        tokens: tokens
            .map(|(key, api)| (key, api.token().reveal().to_owned()))
            .collect(),
        server,
    }
}

impl Scene {
    /// Somebody's token, by their name in the story.
    pub fn token(&self, who: &str) -> &str {
        &self.tokens[who]
    }

    /// The program, as somebody runs it.
    pub fn command(&self, token: &str, words: &[&str]) -> Command {
        let mut command = bare();
        command
            .args(words)
            .env("LOGGIST_SERVER", self.server.url())
            .env("LOGGIST_TOKEN", token)
            .env("LOGGIST_KEEP", self.folder.path().join("kept"))
            .env("TZ", "UTC")
            .stdin(Stdio::null());
        command
    }

    /// Runs it to its end: exit code, standard output, standard error.
    pub fn run(&self, token: &str, words: &[&str]) -> (i32, String, String) {
        ended(&self.command(token, words).output().expect("it runs"))
    }
}

/// The program without anything in its environment.
pub fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loggist"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("LOGGIST_")) {
        command.env_remove(name);
    }
    command
}

/// Exit code, standard output, standard error.
pub fn ended(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code().expect("it ended by itself");
    (code, text(&output.stdout), text(&output.stderr))
}
