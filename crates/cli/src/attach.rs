//! `loggist attach`: a file beside the document, and an attachment in it.

use crate::{
    failure::Failure,
    remote::{Remote, ended, incident, refused},
};
use anyhow::{Context as _, anyhow};
use loggist_client::{Client, Fate, Kept, storage::Storage};
use loggist_domain::{Scalar, limits::COMMAND_GOOD_FOR};
use std::path::PathBuf;
use tokio::time::timeout;

/// Attach a file to an incident, and print the attachment's id
#[derive(clap::Args)]
pub struct Attach {
    /// The incident: its id, or a reference such as INC-2026-0147
    incident: String,
    /// The file
    file: PathBuf,
    /// What it is called; its file name, when it is not said
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    remote: Remote,
}

impl Attach {
    /// Does it.
    ///
    /// # Errors
    /// [`Failure::Wanting`] when it is refused, with its sentence.
    pub async fn run(self) -> Result<(), Failure> {
        let content = tokio::fs::read(&self.file).await;
        let content = content.with_context(|| format!("{}", self.file.display()))?;
        let file_name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let name = self.name.clone().unwrap_or_else(|| file_name.into_owned());
        let api = self.remote.api()?;
        let incident = incident(&api, &self.incident).await?;
        let kept = api.keep(incident, content).await.map_err(refused)?;
        let client = Client::connect(&api, incident, &Storage::Memory);
        let client = client.map_err(anyhow::Error::from)?;
        let made = timeout(COMMAND_GOOD_FOR, make(&client, &name, &kept)).await;
        client.close().await;
        made.map_err(|_| Failure::impossible("The server did not answer in time."))?
    }
}

async fn make(client: &Client, name: &str, kept: &Kept) -> Result<(), Failure> {
    client.live().await.map_err(|end| ended(&end))?;
    let values = [
        ("name", Scalar::from(name)),
        ("media_type", Scalar::from(kept.media_type.as_str())),
        ("size", Scalar::Int(kept.size)),
        ("sha256", Scalar::from(kept.sha256.as_str())),
    ];
    let edited = client.edit("create_attachment", |edit| {
        edit.make("attachments", &values)
    });
    let (answer, id) = edited.map_err(anyhow::Error::from)?;
    let answer = answer.ok_or_else(|| Failure::usage("There is nothing to attach."))?;
    match answer.fate().await {
        Fate::Recorded { .. } => {
            println!("{id}");
            eprintln!("{} bytes, SHA-256 {}.", kept.size, kept.sha256);
            Ok(())
        }
        Fate::Refused { reason, .. } => Err(Failure::Wanting(anyhow!("{reason}"))),
        Fate::NotSent(why) => Err(anyhow::Error::from(why).into()),
    }
}
