//! People in PostgreSQL.

use super::{Postgres, Result, answer};
use crate::columns::Columns;
use crate::{People, Person, StoreError, rows, words};
use async_trait::async_trait;
use loggist_domain::{PersonId, Timestamp};

#[async_trait]
impl People for Postgres {
    async fn add_person(&self, person: &Person, password_hash: Option<&str>) -> Result<()> {
        let mut open = answer(self.begin()).await?;
        let add = sqlx::query(
            "insert into people (id, name, email, organisation, administrator, disabled, on_call_until, trainings, \
             guest_of, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (email) do nothing",
        );
        let add = add
            .bind(person.id.to_string())
            .bind(&person.name)
            .bind(&person.email)
            .bind(&person.organisation)
            .bind(person.administrator)
            .bind(person.disabled)
            .bind(person.on_call_until.map(|until| until.to_string()))
            .bind(words::json(&person.trainings))
            .bind(person.guest_of.map(|home| home.to_string()))
            .bind(person.created_at.to_string());
        if answer(add.execute(&mut *open)).await?.rows_affected() == 0 {
            return Err(StoreError::Taken("email"));
        }
        if let Some(password_hash) = password_hash {
            let add =
                sqlx::query("insert into credentials (person, password_hash) values ($1, $2)");
            let add = add.bind(person.id.to_string()).bind(password_hash);
            answer(add.execute(&mut *open)).await?;
        }
        answer(open.commit()).await
    }

    async fn update_person(&self, person: &Person, now: Timestamp) -> Result<bool> {
        let id = person.id.to_string();
        let mut open = answer(self.begin()).await?;
        let update = sqlx::query(
            "update people set name = $2, organisation = $3, administrator = $4, disabled = $5, on_call_until = $6, \
             trainings = $7 where id = $1",
        );
        let update = update
            .bind(&id)
            .bind(&person.name)
            .bind(&person.organisation)
            .bind(person.administrator)
            .bind(person.disabled)
            .bind(person.on_call_until.map(|until| until.to_string()))
            .bind(words::json(&person.trainings));
        let updated = answer(update.execute(&mut *open)).await?.rows_affected();
        if person.disabled {
            let end = sqlx::query(
                "update sessions set ended_at = $2 where person = $1 and ended_at is null",
            );
            answer(end.bind(&id).bind(now.to_string()).execute(&mut *open)).await?;
        }
        answer(open.commit()).await?;
        Ok(updated == 1)
    }

    async fn remove_person(&self, person: PersonId) -> Result<bool> {
        let id = person.to_string();
        let mut open = answer(self.begin()).await?;
        let signed = sqlx::query("select seq from records where person = $1 limit 1").bind(&id);
        if answer(signed.fetch_optional(&mut *open)).await?.is_some() {
            return Ok(false);
        }
        for gone in [
            "delete from spent_tokens where session in (select id from sessions where person = $1)",
            "delete from sessions where person = $1",
            "delete from credentials where person = $1",
        ] {
            answer(sqlx::query(gone).bind(&id).execute(&mut *open)).await?;
        }
        let gone = sqlx::query("delete from people where id = $1").bind(&id);
        let gone = answer(gone.execute(&mut *open)).await?.rows_affected();
        answer(open.commit()).await?;
        Ok(gone == 1)
    }

    async fn set_password(&self, person: PersonId, password_hash: &str) -> Result<()> {
        let set = sqlx::query(
            "insert into credentials (person, password_hash) values ($1, $2) \
             on conflict (person) do update set password_hash = excluded.password_hash",
        );
        answer(
            set.bind(person.to_string())
                .bind(password_hash)
                .execute(&self.pool),
        )
        .await
        .map(drop)
    }

    async fn people(&self) -> Result<Vec<Person>> {
        let found = answer(sqlx::query("select * from people").fetch_all(&self.pool)).await?;
        let people: Result<_> = found.iter().map(rows::person).collect();
        people.map(rows::by_name)
    }

    async fn person(&self, person: PersonId) -> Result<Option<Person>> {
        let found = sqlx::query("select * from people where id = $1").bind(person.to_string());
        let found = answer(found.fetch_optional(&self.pool)).await?;
        found.as_ref().map(rows::person).transpose()
    }

    async fn person_by_email(&self, email: &str) -> Result<Option<(Person, Option<String>)>> {
        let found = sqlx::query(
            "select p.*, c.password_hash from people p left join credentials c on c.person = p.id where p.email = $1",
        );
        let found = answer(found.bind(email).fetch_optional(&self.pool)).await?;
        let found = found.map(|row| Ok((rows::person(&row)?, row.maybe_text("password_hash")?)));
        found.transpose()
    }
}
