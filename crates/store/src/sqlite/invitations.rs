//! What opens invitations in SQLite.

use super::{Result, Sqlite, answer};
use crate::{InvitationCode, Invitations, rows};
use async_trait::async_trait;
use loggist_domain::Timestamp;

#[async_trait]
impl Invitations for Sqlite {
    async fn keep_code(&self, code: &InvitationCode, now: Timestamp) -> Result<()> {
        let mut open = answer(self.begin()).await?;
        let old = sqlx::query("delete from invitation_codes where expires_at <= $1");
        answer(old.bind(now.to_string()).execute(&mut *open)).await?;
        let keep = sqlx::query(
            "insert into invitation_codes (code_hash, incident, invitation, expires_at) values ($1, $2, $3, $4)",
        );
        let keep = keep
            .bind(&code.hash[..])
            .bind(code.incident.to_string())
            .bind(code.invitation.to_string())
            .bind(code.expires_at.to_string());
        answer(keep.execute(&mut *open)).await?;
        answer(open.commit()).await
    }

    async fn code(&self, hash: [u8; 32], now: Timestamp) -> Result<Option<InvitationCode>> {
        let found =
            sqlx::query("select * from invitation_codes where code_hash = $1 and expires_at > $2");
        let found = found.bind(hash.to_vec()).bind(now.to_string());
        let found = answer(found.fetch_optional(&self.readers)).await?;
        found.as_ref().map(rows::invitation_code).transpose()
    }

    async fn forget_code(&self, hash: [u8; 32]) -> Result<()> {
        let forget = sqlx::query("delete from invitation_codes where code_hash = $1");
        answer(forget.bind(hash.to_vec()).execute(&self.writer))
            .await
            .map(drop)
    }
}
