//! Attachments in PostgreSQL.

use super::{Postgres, Result, answer};
use crate::{Attachment, Attachments, rows};
use async_trait::async_trait;
use loggist_domain::IncidentId;

#[async_trait]
impl Attachments for Postgres {
    async fn keep_attachment(&self, attachment: &Attachment, bytes_max: u64) -> Result<bool> {
        let incident = attachment.incident.to_string();
        let size = rows::int(attachment.content.len() as u64)?;
        let mut open = answer(self.begin()).await?;
        let held = sqlx::query_scalar(
            "select cast(coalesce(sum(size), 0) as bigint) from attachments where incident = $1 and sha256 <> $2",
        );
        let held = held.bind(&incident).bind(&attachment.sha256);
        let held: i64 = answer(held.fetch_one(&mut *open)).await?;
        if held.saturating_add(size) > rows::int(bytes_max)? {
            return Ok(false);
        }
        let keep = sqlx::query(
            "insert into attachments (incident, sha256, size, kept_by, kept_at, content) \
             values ($1, $2, $3, $4, $5, $6) on conflict (incident, sha256) do nothing",
        );
        let keep = keep
            .bind(&incident)
            .bind(&attachment.sha256)
            .bind(size)
            .bind(attachment.kept_by.to_string())
            .bind(attachment.kept_at.to_string())
            .bind(&attachment.content);
        answer(keep.execute(&mut *open)).await?;
        answer(open.commit()).await?;
        Ok(true)
    }

    async fn attachment(&self, incident: IncidentId, sha256: &str) -> Result<Option<Vec<u8>>> {
        let found = sqlx::query_scalar(
            "select content from attachments where incident = $1 and sha256 = $2",
        );
        let found = found.bind(incident.to_string()).bind(sha256);
        answer(found.fetch_optional(&self.pool)).await
    }
}
