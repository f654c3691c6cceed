//! Refused intents in PostgreSQL.

use super::{Postgres, Result, answer};
use crate::{Refused, Tray, rows};
use async_trait::async_trait;
use loggist_domain::{IncidentId, IntentId, PersonId};

#[async_trait]
impl Tray for Postgres {
    async fn tray(&self, incident: IncidentId, person: PersonId) -> Result<Vec<Refused>> {
        let found = sqlx::query(
            "select * from tray where incident = $1 and person = $2 and not discarded order by refused_at, intent",
        );
        let found = found.bind(incident.to_string()).bind(person.to_string());
        let found = answer(found.fetch_all(&self.pool)).await?;
        found.iter().map(rows::refused).collect()
    }

    async fn refusals(&self, incident: IncidentId) -> Result<Vec<Refused>> {
        let found =
            sqlx::query("select * from tray where incident = $1 order by refused_at, intent");
        let found = answer(found.bind(incident.to_string()).fetch_all(&self.pool)).await?;
        found.iter().map(rows::refused).collect()
    }

    async fn discard(
        &self,
        incident: IncidentId,
        person: PersonId,
        intent: IntentId,
    ) -> Result<bool> {
        let discard = sqlx::query(
            "update tray set change = null, command = null, discarded = true \
             where incident = $1 and person = $2 and intent = $3 and not discarded",
        );
        let discard = discard
            .bind(incident.to_string())
            .bind(person.to_string())
            .bind(intent.to_string());
        let discarded = answer(discard.execute(&self.pool)).await?;
        Ok(discarded.rows_affected() == 1)
    }
}
