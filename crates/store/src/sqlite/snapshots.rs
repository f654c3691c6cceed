//! Saved documents in SQLite.

use super::{Result, Sqlite, answer};
use crate::{Snapshot, Snapshots, rows};
use async_trait::async_trait;
use loggist_domain::{IncidentId, Timestamp};

#[async_trait]
impl Snapshots for Sqlite {
    async fn put_snapshot(
        &self,
        incident: IncidentId,
        snapshot: &Snapshot,
        now: Timestamp,
    ) -> Result<()> {
        let id = incident.to_string();
        let mut open = answer(self.begin()).await?;
        let put = sqlx::query(
            "insert into snapshots (incident, volume, seq, stored_at, bytes) values ($1, $2, $3, $4, $5) \
             on conflict (incident, volume, seq) do update set stored_at = excluded.stored_at, bytes = excluded.bytes",
        );
        let put = put
            .bind(&id)
            .bind(rows::int(snapshot.volume)?)
            .bind(rows::int(snapshot.seq)?)
            .bind(now.to_string())
            .bind(&snapshot.bytes[..]);
        answer(put.execute(&mut *open)).await?;
        let forget = sqlx::query(
            "delete from snapshots where incident = $1 and (volume, seq) not in \
             (select volume, seq from snapshots where incident = $1 order by volume desc, seq desc limit 2)",
        );
        answer(forget.bind(&id).execute(&mut *open)).await?;
        answer(open.commit()).await
    }

    async fn snapshots(&self, incident: IncidentId) -> Result<Vec<Snapshot>> {
        let found = sqlx::query(
            "select volume, seq, bytes from snapshots where incident = $1 order by volume desc, seq desc",
        );
        let found = answer(found.bind(incident.to_string()).fetch_all(&self.readers)).await?;
        found.iter().map(rows::snapshot).collect()
    }
}
