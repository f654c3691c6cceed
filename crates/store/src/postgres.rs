//! PostgreSQL: for production and for several nodes.
//!
//! Every transaction is `read committed`, said explicitly: each statement sees what was committed before it began.

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
mod tray;

use crate::{Store, StoreError, limits};
use async_trait::async_trait;
use sqlx::{PgPool, Postgres as Backend, Transaction};
use tokio::time::timeout;

type Result<T> = std::result::Result<T, StoreError>;

/// A PostgreSQL database.
pub struct Postgres {
    pool: PgPool,
}

impl Postgres {
    async fn begin(&self) -> sqlx::Result<Transaction<'static, Backend>> {
        self.pool
            .begin_with("begin isolation level read committed")
            .await
    }
}

/// Waits for an answer, but not for ever.
async fn answer<T>(asked: impl Future<Output = sqlx::Result<T>>) -> Result<T> {
    match timeout(limits::ANSWER_WAIT, asked).await {
        Ok(answered) => answered.map_err(|error| fault::other(&error)),
        Err(_) => Err(StoreError::Away(fault::silence())),
    }
}

#[async_trait]
impl Store for Postgres {
    async fn ping(&self) -> Result<()> {
        answer(sqlx::query("select 1").execute(&self.pool))
            .await
            .map(drop)
    }

    async fn close(&self) {
        self.pool.close().await;
    }

    fn backend(&self) -> &'static str {
        "postgres"
    }
}
