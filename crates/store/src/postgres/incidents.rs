//! The list of incidents in PostgreSQL.

use super::{Postgres, Result, answer};
use crate::Incidents;
use crate::columns::Columns;
use async_trait::async_trait;
use loggist_domain::{IncidentId, PersonId, Summary};

#[async_trait]
impl Incidents for Postgres {
    async fn next_number(&self, year: i16) -> Result<u64> {
        let next = sqlx::query(
            "insert into incident_numbers (year, last_number) values ($1, 1) \
             on conflict (year) do update set last_number = incident_numbers.last_number + 1 returning last_number",
        );
        let next = answer(next.bind(i64::from(year)).fetch_one(&self.pool)).await?;
        next.number("last_number")
    }

    async fn incidents(&self, person: PersonId, pre_incident: bool) -> Result<Vec<Summary>> {
        let found = sqlx::query(
            "select summary from incidents \
             where id in (select incident from incident_members where person = $1) or ($2 and phase = 'pre_incident') \
             order by opened_at desc, id desc",
        );
        let found = answer(
            found
                .bind(person.to_string())
                .bind(pre_incident)
                .fetch_all(&self.pool),
        )
        .await?;
        found.iter().map(|row| row.json("summary")).collect()
    }

    async fn incident(&self, incident: IncidentId) -> Result<Option<Summary>> {
        let found = sqlx::query("select summary from incidents where id = $1");
        let found = answer(found.bind(incident.to_string()).fetch_optional(&self.pool)).await?;
        found.map(|row| row.json("summary")).transpose()
    }

    async fn open_incidents(&self) -> Result<Vec<IncidentId>> {
        let found =
            sqlx::query("select id from incidents where phase <> 'closed' order by opened_at, id");
        let found = answer(found.fetch_all(&self.pool)).await?;
        found.iter().map(|row| row.parsed("id")).collect()
    }
}
