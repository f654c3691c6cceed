//! `loggist generate`: the files that cross from Rust to the web app. `cargo xtask generate` calls it.

use crate::failure::Failure;
use anyhow::Context as _;
use loggist_domain::policy;
use std::{fs, path::PathBuf};

/// Write the files that the web app is built from.
#[derive(clap::Args)]
pub struct Generate {
    /// The folder to write them to.
    #[arg(long)]
    out: PathBuf,
}

impl Generate {
    /// Writes them.
    pub fn run(self) -> Result<(), Failure> {
        let api = serde_json::to_value(loggist_server::openapi())
            .context("Could not describe the interface")?;
        let files = [("openapi.json", api), ("policy.json", policy::exported())];
        for (name, value) in files {
            let path = self.out.join(name);
            fs::write(&path, format!("{value:#}\n"))
                .with_context(|| format!("Could not write {}", path.display()))?;
        }
        Ok(())
    }
}
