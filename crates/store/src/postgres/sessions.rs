//! Sign-ins in PostgreSQL.

use super::{Postgres, Result, answer};
use crate::{Rotation, Session, Sessions, StoreError, rows};
use async_trait::async_trait;
use loggist_domain::{SessionId, Timestamp};

#[async_trait]
impl Sessions for Postgres {
    async fn begin_session(&self, session: &Session) -> Result<()> {
        // Locked, the account is not shut meanwhile: that would end all sessions but this one.
        let insert = sqlx::query(
            "insert into sessions (id, person, refresh_hash, created_at, expires_at, ended_at) \
             select $1, id, $3, $4, $5, case when disabled then $4 else $6 end from people where id = $2 for share",
        );
        let insert = insert
            .bind(session.id.to_string())
            .bind(session.person.to_string())
            .bind(session.refresh_hash.as_ref().map(|hash| &hash[..]))
            .bind(session.created_at.to_string())
            .bind(session.expires_at.to_string())
            .bind(session.ended_at.map(|at| at.to_string()));
        match answer(insert.execute(&self.pool)).await?.rows_affected() {
            0 => Err(StoreError::Away(
                "a session belongs to somebody with an account".into(),
            )),
            _ => Ok(()),
        }
    }

    async fn session(&self, session: SessionId) -> Result<Option<Session>> {
        let found = sqlx::query("select * from sessions where id = $1").bind(session.to_string());
        let found = answer(found.fetch_optional(&self.pool)).await?;
        found.as_ref().map(rows::session).transpose()
    }

    async fn rotate(
        &self,
        session: SessionId,
        old: [u8; 32],
        new: [u8; 32],
        now: Timestamp,
    ) -> Result<Rotation> {
        let (id, now) = (session.to_string(), now.to_string());
        let mut open = answer(self.begin()).await?;
        let rotate = sqlx::query(
            "update sessions set refresh_hash = $3 \
             where id = $1 and refresh_hash = $2 and ended_at is null and expires_at > $4",
        );
        let rotate = rotate.bind(&id).bind(&old[..]).bind(&new[..]).bind(&now);
        if answer(rotate.execute(&mut *open)).await?.rows_affected() == 1 {
            let spend = sqlx::query(
                "insert into spent_tokens (session, refresh_hash) values ($1, $2) on conflict do nothing",
            );
            answer(spend.bind(&id).bind(&old[..]).execute(&mut *open)).await?;
            answer(open.commit()).await?;
            return Ok(Rotation::Rotated);
        }
        let end = sqlx::query(
            "update sessions set ended_at = $3 where id = $1 and ended_at is null and expires_at > $3 \
             and exists (select 1 from spent_tokens where session = $1 and refresh_hash = $2)",
        );
        let end = answer(end.bind(&id).bind(&old[..]).bind(&now).execute(&mut *open)).await?;
        let ended = end.rows_affected();
        answer(open.commit()).await?;
        Ok(if ended == 1 {
            Rotation::Reused
        } else {
            Rotation::Gone
        })
    }

    async fn end_session(&self, session: SessionId, now: Timestamp) -> Result<()> {
        let end =
            sqlx::query("update sessions set ended_at = $2 where id = $1 and ended_at is null");
        answer(
            end.bind(session.to_string())
                .bind(now.to_string())
                .execute(&self.pool),
        )
        .await
        .map(drop)
    }
}
