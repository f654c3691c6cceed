//! Records in PostgreSQL.

use super::{Backend, Postgres, Result, answer};
use crate::plan::owner;
use crate::{AppendError, Batch, IndexRow, Ledger, record_row, rows};
use async_trait::async_trait;
use loggist_domain::{IncidentId, PersonId};
use loggist_evidence::{Head, Record};
use sqlx::Executor;

/// The head: the last record. It is kept nowhere else.
pub async fn head(
    executor: impl Executor<'_, Database = Backend>,
    incident: IncidentId,
) -> Result<Option<Head>> {
    let row =
        sqlx::query("select seq, hash from records where incident = $1 order by seq desc limit 1");
    let row = answer(row.bind(incident.to_string()).fetch_optional(executor)).await?;
    row.as_ref().map(rows::head).transpose()
}

#[async_trait]
impl Ledger for Postgres {
    async fn append(&self, batch: &Batch) -> std::result::Result<(), AppendError> {
        self.append_batch(batch).await
    }

    async fn head(&self, incident: IncidentId) -> Result<Option<Head>> {
        head(&self.pool, incident).await
    }

    async fn records(&self, incident: IncidentId, after: u64, limit: u32) -> Result<Vec<Record>> {
        let found = sqlx::query(
            "select * from records where incident = $1 and seq > $2 order by seq limit $3",
        );
        let found = found
            .bind(incident.to_string())
            .bind(rows::int(after)?)
            .bind(i64::from(limit));
        let found = answer(found.fetch_all(&self.pool)).await?;
        found.iter().map(record_row::record).collect()
    }

    async fn index(&self, incident: IncidentId) -> Result<Vec<IndexRow>> {
        let found = sqlx::query(
            "select seq, hash, person, intent, received_at, number, created from records where incident = $1 order by seq",
        );
        let found = answer(found.bind(incident.to_string()).fetch_all(&self.pool)).await?;
        found.iter().map(record_row::index).collect()
    }

    async fn actors(&self, incident: IncidentId) -> Result<Vec<([u8; 16], Option<PersonId>)>> {
        let found =
            sqlx::query("select actor, person from actors where incident = $1 order by actor");
        let found = answer(found.bind(incident.to_string()).fetch_all(&self.pool)).await?;
        found.iter().map(owner).collect()
    }
}
