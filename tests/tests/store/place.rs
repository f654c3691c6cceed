//! Where a test keeps its database.

use loggist_store::{Store, open};
use loggist_tests::postgres::Database;
use sqlx::{AssertSqlSafe, Connection, Executor, SqliteConnection};
use std::{fs, path::PathBuf, sync::Arc};
use tempfile::TempDir;

/// A database that no other test knows.
pub enum Place {
    Sqlite { folder: TempDir },
    Postgres(Database),
}

impl Place {
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::Sqlite { folder }
    }

    pub async fn postgres() -> Self {
        Self::Postgres(Database::create().await)
    }

    /// The file of a SQLite database.
    pub fn file(&self) -> PathBuf {
        match self {
            Self::Sqlite { folder } => folder.path().join("loggist.db"),
            Self::Postgres(_) => panic!("PostgreSQL has no file"),
        }
    }

    pub fn address(&self) -> String {
        match self {
            Self::Sqlite { .. } => format!("sqlite:{}", self.file().display()),
            Self::Postgres(database) => database.address(),
        }
    }

    pub async fn open(&self) -> Arc<dyn Store> {
        open(&self.address()).await.unwrap()
    }

    /// Runs SQL beside the store.
    pub async fn execute(&self, sql: &str) {
        match self {
            Self::Sqlite { .. } => {
                let address = format!("sqlite:{}?mode=rwc", self.file().display());
                let mut connection = SqliteConnection::connect(&address).await.unwrap();
                connection.execute(AssertSqlSafe(sql)).await.unwrap();
                connection.close().await.unwrap();
            }
            Self::Postgres(database) => database.execute(sql).await,
        }
    }

    /// The place as a process finds it that starts after the one before was killed: SQLite's files as they lie on the
    /// disk, PostgreSQL with all connections cut.
    pub async fn after_a_crash(self) -> Self {
        match &self {
            Self::Sqlite { folder } => {
                let after = tempfile::tempdir().unwrap();
                for file in fs::read_dir(folder.path()).unwrap() {
                    let file = file.unwrap();
                    fs::copy(file.path(), after.path().join(file.file_name())).unwrap();
                }
                Self::Sqlite { folder: after }
            }
            Self::Postgres(database) => {
                let cut = "select pg_terminate_backend(pid) from pg_stat_activity";
                let name = database.name();
                database
                    .execute(&format!(
                        "{cut} where datname = '{name}' and pid <> pg_backend_pid()"
                    ))
                    .await;
                self
            }
        }
    }
}
