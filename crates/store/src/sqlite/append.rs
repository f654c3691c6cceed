//! Appending a batch `[S1]`..`[S7]`: one transaction, alone in the file from its first statement on.

use super::{Backend, Sqlite, fault, ledger};
use crate::plan::{Plan, owner, standing};
use crate::record_row::RecordRow;
use crate::{AppendError, Batch, Refused, words};
use loggist_domain::{IncidentId, PersonId, Summary};
use sqlx::Transaction;
use std::collections::{BTreeMap, BTreeSet};

type Result<T> = std::result::Result<T, AppendError>;
type Open = Transaction<'static, Backend>;

impl Sqlite {
    pub(super) async fn append_batch(&self, batch: &Batch) -> Result<()> {
        let Some(plan) = Plan::of(batch)? else {
            return Ok(());
        };
        let mut open = step(self.begin()).await?;
        check(&mut open, &plan).await?;
        if let Some(summary) = plan.summary {
            list(&mut open, summary).await?;
        }
        for row in &plan.rows {
            insert(&mut open, plan.incident, row).await?;
        }
        claim(&mut open, &plan).await?;
        for refused in plan.refused {
            refuse(&mut open, refused).await?;
        }
        open.commit()
            .await
            .map_err(|error| fault::in_commit(&error))
    }
}

async fn check(open: &mut Open, plan: &Plan<'_>) -> Result<()> {
    plan.check_head(
        ledger::head(&mut **open, plan.incident)
            .await
            .map_err(AppendError::unread)?,
    )?;
    let mut known = Vec::new();
    for session in plan.sessions() {
        let row = sqlx::query(
            "select s.id, s.person, s.ended_at, s.expires_at, p.disabled \
             from sessions s join people p on p.id = s.person where s.id = $1",
        );
        let row = step(row.bind(session.to_string()).fetch_optional(&mut **open)).await?;
        if let Some(row) = row {
            known.push(standing(&row).map_err(AppendError::unread)?);
        }
    }
    plan.check_sessions(known)
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
    for gone in there.difference(&now) {
        let delete =
            sqlx::query("delete from incident_members where incident = $1 and person = $2");
        step(delete.bind(&id).bind(gone).execute(&mut **open)).await?;
    }
    for new in now.difference(&there) {
        let insert = sqlx::query("insert into incident_members (incident, person) values ($1, $2)");
        step(insert.bind(&id).bind(new).execute(&mut **open)).await?;
    }
    Ok(())
}

async fn insert(open: &mut Open, incident: IncidentId, row: &RecordRow<'_>) -> Result<()> {
    let insert = sqlx::query(
        "insert into records (incident, seq, hash, prev, received_at, written_at, person, session, role, epoch, \
         policy_version, kind, name, intent, change_hash, number, actors, created, record_key, parts) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    );
    let insert = insert
        .bind(incident.to_string())
        .bind(row.seq)
        .bind(&row.hash.0[..])
        .bind(row.prev)
        .bind(row.received_at)
        .bind(row.written_at)
        .bind(row.person.as_deref())
        .bind(row.session.as_deref())
        .bind(row.role)
        .bind(row.epoch)
        .bind(row.policy_version)
        .bind(row.kind)
        .bind(row.name)
        .bind(row.intent.as_deref())
        .bind(row.change_hash)
        .bind(row.number)
        .bind(&row.actors[..])
        .bind(&row.created[..])
        .bind(row.record_key)
        .bind(&row.parts[..]);
    step(insert.execute(&mut **open)).await.map(drop)
}

/// Takes the batch's new actors for their owners `[S5]`.
async fn claim(open: &mut Open, plan: &Plan<'_>) -> Result<()> {
    let id = plan.incident.to_string();
    let mut known = BTreeMap::new();
    for actor in plan.owners.keys() {
        let row =
            sqlx::query("select actor, person from actors where incident = $1 and actor = $2");
        let row = step(row.bind(&id).bind(&actor[..]).fetch_optional(&mut **open)).await?;
        if let Some(row) = row {
            known.extend([owner(&row).map_err(AppendError::unread)?]);
        }
    }
    for (actor, person) in plan.new_actors(&known)? {
        let insert =
            sqlx::query("insert into actors (incident, actor, person) values ($1, $2, $3)");
        let insert = insert
            .bind(&id)
            .bind(&actor[..])
            .bind(person.map(|person| person.to_string()));
        step(insert.execute(&mut **open)).await?;
    }
    Ok(())
}

async fn refuse(open: &mut Open, refused: &Refused) -> Result<()> {
    let insert = sqlx::query(
        "insert into tray (incident, person, intent, name, code, reason, written_at, refused_at, change, command) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (incident, person, intent) do nothing",
    );
    let insert = insert
        .bind(refused.incident.to_string())
        .bind(refused.person.to_string())
        .bind(refused.intent.to_string())
        .bind(&refused.name)
        .bind(words::name(refused.code))
        .bind(&refused.reason)
        .bind(refused.written_at.to_string())
        .bind(refused.refused_at.to_string())
        .bind(refused.change.as_deref())
        .bind(refused.command.as_deref());
    step(insert.execute(&mut **open)).await.map(drop)
}

/// One step before the commit.
async fn step<T>(asked: impl Future<Output = sqlx::Result<T>>) -> Result<T> {
    asked.await.map_err(|error| fault::before_commit(&error))
}
