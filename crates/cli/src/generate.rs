//! `loggist generate`: the files that cross from Rust to the web app, and the rules as a page. `cargo xtask generate` calls it.

use crate::failure::Failure;
use anyhow::Context as _;
use loggist_domain::policy;
use std::{fs, path::PathBuf};

/// Write the files that the web app is built from, and the rules as a page.
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
        let policy = policy::exported();
        let files = [
            ("openapi.json", format!("{api:#}\n")),
            ("policy.json", format!("{policy:#}\n")),
            ("policy.md", policy::page()),
        ];
        for (name, text) in files {
            let path = self.out.join(name);
            fs::write(&path, text)
                .with_context(|| format!("Could not write {}", path.display()))?;
        }
        Ok(())
    }
}
