//! `loggist say`: an entry, sealed without a draft.

use crate::{
    failure::Failure,
    remote::{Remote, ended, incident},
};
use anyhow::{Context as _, anyhow};
use loggist_client::{Answer, Client, Fate, Link, storage::Storage};
use loggist_domain::{Kind, Timestamp, command::AppendEntry};
use std::{fmt::Write as _, io::read_to_string, path::PathBuf};

/// Seal an entry in the log, and print its number
///
/// While the server is away the entry is kept on this machine and sent when it is back, by this command or by the next
/// one; it is never recorded twice. A decision does not wait.
#[derive(clap::Args)]
pub struct Say {
    /// The incident: its id, or a reference such as INC-2026-0147
    incident: String,
    /// What is written; - reads it from standard input
    text: String,
    /// What it is
    #[arg(
        long,
        default_value = "observation",
        value_parser = kind,
        help = "What it is: observation, decision, action, comms, correction or before_command"
    )]
    kind: Kind,
    /// A decision's reason
    #[arg(long)]
    why: Option<String>,
    /// What was considered and not done
    #[arg(long)]
    set_aside: Option<String>,
    /// Who said it
    #[arg(long)]
    said_by: Option<String>,
    /// When it happened, such as 2026-11-22T22:41:00Z
    #[arg(long)]
    happened_at: Option<Timestamp>,
    /// know or suspect
    #[arg(long)]
    certainty: Option<String>,
    /// The number of the entry that it corrects
    #[arg(long)]
    corrects: Option<u64>,
    /// What it answers
    #[arg(long)]
    answers: Option<String>,
    /// What it is about
    #[arg(long)]
    about: Option<String>,
    /// For programs: the receipt as an object
    #[arg(long)]
    json: bool,
    /// Where entries are kept while the server is away
    #[arg(
        long,
        env = "LOGGIST_KEEP",
        value_name = "FOLDER",
        help = "Where entries are kept while the server is away [default: loggist in the folder for data of this user]"
    )]
    keep: Option<PathBuf>,
    #[command(flatten)]
    remote: Remote,
}

fn kind(text: &str) -> Result<Kind, String> {
    let named: Result<Kind, _> = serde_json::from_value(text.into());
    named
        .ok()
        .filter(|kind| kind.is_for_people())
        .ok_or_else(|| {
            "a kind is one of: observation, decision, action, comms, correction, before_command"
                .into()
        })
}

impl Say {
    /// Seals it.
    ///
    /// # Errors
    /// [`Failure::Wanting`] when it is refused.
    pub async fn run(self) -> Result<(), Failure> {
        let api = self.remote.api()?;
        let incident = incident(&api, &self.incident).await?;
        let folder = self.keep.clone().map_or_else(default_folder, Ok)?;
        let storage = Storage::Folder(folder.clone());
        let client = Client::connect(&api, incident, &storage).map_err(anyhow::Error::from)?;
        let entry = self.entry()?;
        if entry.kind == Kind::Decision {
            client.live().await.map_err(|end| ended(&end))?;
        }
        let answer = client.append(entry).map_err(anyhow::Error::from)?;
        let fate = tokio::select! {
            fate = fate(&client, answer) => fate?,
            // Only spoken of, never ended by: it goes on waiting.
            never = away(&client, &folder) => match never {},
        };
        client.close().await;
        self.told(fate)
    }

    fn entry(&self) -> Result<AppendEntry, Failure> {
        let text = if self.text == "-" {
            read_to_string(std::io::stdin()).context("Could not read the text")?
        } else {
            self.text.clone()
        };
        Ok(AppendEntry {
            kind: self.kind,
            text: text.trim_end().to_owned(),
            why: self.why.clone(),
            set_aside: self.set_aside.clone(),
            said_by: self.said_by.clone(),
            happened_at: self.happened_at,
            certainty: self.certainty.clone(),
            corrects: self.corrects,
            answers: self.answers.clone(),
            about: self.about.clone(),
            begun_at: None,
        })
    }

    fn told(&self, fate: Fate) -> Result<(), Failure> {
        match fate {
            Fate::Recorded {
                seq,
                received_at,
                hash,
                number,
            } => {
                let number = number.unwrap_or_default();
                let hash = hex(&hash);
                if self.json {
                    let receipt = serde_json::json!({"number": number, "seq": seq, "received_at": received_at, "hash": hash});
                    println!("{receipt}");
                } else {
                    println!("{number:06}");
                    eprintln!("Sealed at {received_at}. Record {seq}: {hash}");
                }
                Ok(())
            }
            Fate::Refused { reason, .. } => Err(Failure::Wanting(anyhow!("{reason}"))),
            Fate::NotSent(why) => Err(anyhow::Error::from(why).into()),
        }
    }
}

/// The answer, or the end of all connections.
async fn fate(client: &Client, answer: Answer) -> Result<Fate, Failure> {
    let mut link = client.link();
    tokio::select! {
        biased;
        fate = answer.fate() => Ok(fate),
        ends = link.wait_for(|link| matches!(link, Link::Ended(_))) => {
            let end = ends.context("The client was closed")?;
            match &*end {
                Link::Ended(end) => Err(ended(end)),
                _ => Err(Failure::impossible("The client was closed.")),
            }
        }
    }
}

/// Says that the server is away, each time that it is.
async fn away(client: &Client, folder: &std::path::Path) -> std::convert::Infallible {
    let mut link = client.link();
    loop {
        // The first try takes a moment.
        tokio::time::sleep(loggist_client::limits::HANDSHAKE_MAX / 4).await;
        if link.wait_for(|link| *link == Link::Away).await.is_ok() {
            eprintln!(
                "There is no connection. The entry is kept in {} and sent when it is back; after Ctrl-C, by the next loggist say.",
                folder.display()
            );
        }
        if link.wait_for(|link| *link == Link::Live).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

fn default_folder() -> Result<PathBuf, Failure> {
    let of = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let data = of("XDG_DATA_HOME").or_else(|| of("HOME").map(|home| home.join(".local/share")));
    let data = data.ok_or_else(|| {
        Failure::usage("There is no folder for data of this user. Name one with --keep FOLDER.")
    })?;
    Ok(data.join("loggist"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
