//! Appending a batch `[S1]`..`[S7]`.
//!
//! No lock is needed on the incident: who appends to it inserts the number after the head that they read, so of two at
//! once the second waits for the first on the primary key, and inserts nothing when the first has committed.
//! Sessions are locked for sharing: ending one waits for the appends that it signed.

use super::{Backend, Postgres, fault, ledger};
use crate::plan::{Plan, owner, standing};
use crate::{AppendError, Batch, limits, words};
use loggist_domain::{PersonId, SessionId, Summary};
use sqlx::Transaction;
use sqlx::postgres::PgBindIterExt;
use std::collections::BTreeSet;
use tokio::time::timeout;

type Result<T> = std::result::Result<T, AppendError>;
type Open = Transaction<'static, Backend>;

impl Postgres {
    pub(super) async fn append_batch(&self, batch: &Batch) -> Result<()> {
        let Some(plan) = Plan::of(batch)? else {
            return Ok(());
        };
        let open = match timeout(limits::ANSWER_WAIT, self.write(&plan)).await {
            Ok(written) => written?,
            Err(_) => return Err(AppendError::Away(fault::silence())),
        };
        match timeout(limits::ANSWER_WAIT, open.commit()).await {
            Ok(committed) => committed.map_err(|error| fault::in_commit(&error)),
            Err(_) => Err(AppendError::Unknown(fault::silence())),
        }
    }

    /// All of the batch in a transaction that is not yet committed.
    async fn write(&self, plan: &Plan<'_>) -> Result<Open> {
        let mut open = step(self.begin()).await?;
        check(&mut open, plan).await?;
        if let Some(summary) = plan.summary {
            list(&mut open, summary).await?;
        }
        insert(&mut open, plan).await?;
        claim(&mut open, plan).await?;
        refuse(&mut open, plan).await?;
        Ok(open)
    }
}

async fn check(open: &mut Open, plan: &Plan<'_>) -> Result<()> {
    plan.check_head(
        ledger::head(&mut **open, plan.incident)
            .await
            .map_err(AppendError::unread)?,
    )?;
    let sessions = plan.sessions();
    if sessions.is_empty() {
        return Ok(());
    }
    let rows = sqlx::query(
        "select s.id, s.person, s.ended_at, s.expires_at, p.disabled \
         from sessions s join people p on p.id = s.person where s.id = any($1) order by s.id for share of s",
    );
    let rows = rows.bind(sessions.iter().map(SessionId::to_string).bind_iter());
    let rows = step(rows.fetch_all(&mut **open)).await?;
    let known: std::result::Result<_, _> = rows.iter().map(standing).collect();
    plan.check_sessions(known.map_err(AppendError::unread)?)
}

async fn list(open: &mut Open, summary: &Summary) -> Result<()> {
    let id = summary.header.id.to_string();
    let written = sqlx::query(
        "insert into incidents (id, phase, opened_at, summary) values ($1, $2, $3, $4) on conflict (id) do update \
         set phase = excluded.phase, opened_at = excluded.opened_at, summary = excluded.summary",
    );
    let written = written
        .bind(&id)
        .bind(words::name(summary.header.phase))
        .bind(summary.header.opened_at.to_string())
        .bind(words::json(summary));
    step(written.execute(&mut **open)).await?;

    let there = sqlx::query_scalar("select person from incident_members where incident = $1");
    let there: Vec<String> = step(there.bind(&id).fetch_all(&mut **open)).await?;
    let there: BTreeSet<String> = there.into_iter().collect();
    let now: BTreeSet<String> = summary.members.keys().map(PersonId::to_string).collect();
    if there == now {
        return Ok(());
    }
    let delete =
        sqlx::query("delete from incident_members where incident = $1 and person = any($2)");
    let delete = delete.bind(&id).bind(there.difference(&now).bind_iter());
    step(delete.execute(&mut **open)).await?;
    let insert = sqlx::query(
        "insert into incident_members (incident, person) select $1, unnest($2::text[])",
    );
    let insert = insert.bind(&id).bind(now.difference(&there).bind_iter());
    step(insert.execute(&mut **open)).await.map(drop)
}

async fn insert(open: &mut Open, plan: &Plan<'_>) -> Result<()> {
    if plan.rows.is_empty() {
        return Ok(());
    }
    let rows = || plan.rows.iter();
    // A breach of any of the unique keys is no error, which PostgreSQL would log: it inserts one row less.
    let insert = sqlx::query(
        "insert into records (incident, seq, hash, prev, received_at, written_at, person, session, role, epoch, \
         policy_version, kind, name, intent, change_hash, number, actors, created, record_key, parts) \
         select $1, * from unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::text[], $6::text[], $7::text[], \
         $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[], $15::bytea[], \
         $16::bigint[], $17::bytea[], $18::bytea[], $19::bytea[], $20::bytea[]) on conflict do nothing",
    );
    let insert = insert
        .bind(plan.incident.to_string())
        .bind(rows().map(|row| row.seq).bind_iter())
        .bind(rows().map(|row| &row.hash.0[..]).bind_iter())
        .bind(rows().map(|row| row.prev).bind_iter())
        .bind(rows().map(|row| row.received_at).bind_iter())
        .bind(rows().map(|row| row.written_at).bind_iter())
        .bind(rows().map(|row| row.person.as_deref()).bind_iter())
        .bind(rows().map(|row| row.session.as_deref()).bind_iter())
        .bind(rows().map(|row| row.role).bind_iter())
        .bind(rows().map(|row| row.epoch).bind_iter())
        .bind(rows().map(|row| row.policy_version).bind_iter())
        .bind(rows().map(|row| row.kind).bind_iter())
        .bind(rows().map(|row| row.name).bind_iter())
        .bind(rows().map(|row| row.intent.as_deref()).bind_iter())
        .bind(rows().map(|row| row.change_hash).bind_iter())
        .bind(rows().map(|row| row.number).bind_iter())
        .bind(rows().map(|row| &row.actors[..]).bind_iter())
        .bind(rows().map(|row| &row.created[..]).bind_iter())
        .bind(rows().map(|row| row.record_key).bind_iter())
        .bind(rows().map(|row| &row.parts[..]).bind_iter());
    let inserted = step(insert.execute(&mut **open)).await?.rows_affected();
    if usize::try_from(inserted) == Ok(plan.rows.len()) {
        Ok(())
    } else {
        Err(AppendError::Conflict)
    }
}

/// Takes the batch's new actors for their owners `[S5]`.
async fn claim(open: &mut Open, plan: &Plan<'_>) -> Result<()> {
    if plan.owners.is_empty() {
        return Ok(());
    }
    let id = plan.incident.to_string();
    let known =
        sqlx::query("select actor, person from actors where incident = $1 and actor = any($2)");
    let known = known
        .bind(&id)
        .bind(plan.owners.keys().map(|actor| &actor[..]).bind_iter());
    let known = step(known.fetch_all(&mut **open)).await?;
    let known: std::result::Result<_, _> = known.iter().map(owner).collect();
    let new = plan.new_actors(&known.map_err(AppendError::unread)?)?;
    if new.is_empty() {
        return Ok(());
    }
    let insert = sqlx::query(
        "insert into actors (incident, actor, person) select $1, * from unnest($2::bytea[], $3::text[])",
    );
    let insert = insert
        .bind(&id)
        .bind(new.iter().map(|(actor, _)| &actor[..]).bind_iter())
        .bind(
            new.iter()
                .map(|(_, person)| person.map(|person| person.to_string()))
                .bind_iter(),
        );
    step(insert.execute(&mut **open)).await.map(drop)
}

async fn refuse(open: &mut Open, plan: &Plan<'_>) -> Result<()> {
    if plan.refused.is_empty() {
        return Ok(());
    }
    let rows = || plan.refused.iter();
    let insert = sqlx::query(
        "insert into tray (incident, person, intent, name, code, reason, written_at, refused_at, change, command) \
         select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], \
         $9::bytea[], $10::text[]) on conflict (incident, person, intent) do nothing",
    );
    let insert = insert
        .bind(plan.incident.to_string())
        .bind(rows().map(|refused| refused.person.to_string()).bind_iter())
        .bind(rows().map(|refused| refused.intent.to_string()).bind_iter())
        .bind(rows().map(|refused| &refused.name).bind_iter())
        .bind(rows().map(|refused| words::name(refused.code)).bind_iter())
        .bind(rows().map(|refused| &refused.reason).bind_iter())
        .bind(
            rows()
                .map(|refused| refused.written_at.to_string())
                .bind_iter(),
        )
        .bind(
            rows()
                .map(|refused| refused.refused_at.to_string())
                .bind_iter(),
        )
        .bind(rows().map(|refused| refused.change.as_deref()).bind_iter())
        .bind(rows().map(|refused| refused.command.as_deref()).bind_iter());
    step(insert.execute(&mut **open)).await.map(drop)
}

/// One step before the commit.
async fn step<T>(asked: impl Future<Output = sqlx::Result<T>>) -> Result<T> {
    asked.await.map_err(|error| fault::before_commit(&error))
}
