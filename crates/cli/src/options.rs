//! Options that several commands share.

use crate::failure::Failure;
use loggist_server::{DATABASE, Settings};
use loggist_store::Store;
use std::{path::PathBuf, sync::Arc};

/// Which database, for the commands that talk to it themselves.
#[derive(clap::Args)]
pub struct Place {
    /// The database: sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE [default: sqlite:data/loggist.db]
    #[arg(long, env = "LOGGIST_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// A TOML file that may name the database
    #[arg(long, env = "LOGGIST_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Place {
    /// Opens the database.
    pub async fn open(self) -> Result<Arc<dyn Store>, Failure> {
        let file = file(self.config)?;
        let address = self.database.or(file.database);
        open(address.as_deref().unwrap_or(DATABASE)).await
    }
}

/// The settings of a file; none without one.
pub fn file(path: Option<PathBuf>) -> Result<Settings, Failure> {
    let settings = path.map(|path| Settings::of_file(&path)).transpose();
    Ok(settings.map_err(anyhow::Error::from)?.unwrap_or_default())
}

/// Opens the database at an address.
pub async fn open(address: &str) -> Result<Arc<dyn Store>, Failure> {
    let opened = loggist_store::open(address).await;
    opened.map_err(|error| anyhow::Error::from(loggist_server::StartError::from(error)).into())
}
