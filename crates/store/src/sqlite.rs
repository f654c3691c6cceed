//! SQLite: the embedded default. One connection writes, a few read.

mod append;
mod attachments;
mod fault;
mod incidents;
mod invitations;
mod ledger;
mod open;
mod people;
mod sessions;
mod settings;
mod snapshots;
#[cfg(test)]
mod tests;
mod tray;

use crate::{Store, StoreError};
use async_trait::async_trait;
use sqlx::{Sqlite as Backend, SqlitePool, Transaction};

type Result<T> = std::result::Result<T, StoreError>;

/// A SQLite database.
pub struct Sqlite {
    /// One connection: SQLite has one writer at a time, and waiting here is fair.
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Sqlite {
    /// Begins a transaction that writes. It takes the write lock at once, so that what it reads stays true.
    async fn begin(&self) -> sqlx::Result<Transaction<'static, Backend>> {
        self.writer.begin_with("begin immediate").await
    }
}

async fn answer<T>(asked: impl Future<Output = sqlx::Result<T>>) -> Result<T> {
    asked.await.map_err(|error| fault::other(&error))
}

#[async_trait]
impl Store for Sqlite {
    async fn ping(&self) -> Result<()> {
        answer(sqlx::query("select 1").execute(&self.readers))
            .await
            .map(drop)
    }

    async fn close(&self) {
        self.readers.close().await;
        // Last, so that it folds the write-ahead log into the file.
        self.writer.close().await;
    }

    fn backend(&self) -> &'static str {
        "sqlite"
    }
}
