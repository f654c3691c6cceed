//! The smaller rows of either database.

use crate::columns::{Columns, odd};
use crate::{InvitationCode, Person, Refused, Session, Snapshot, StoreError, words};
use loggist_domain::IncidentId;
use loggist_evidence::Head;

type Result<T> = std::result::Result<T, StoreError>;

/// A row of `seq, hash`.
pub fn head(row: &impl Columns) -> Result<Head> {
    Ok(Head {
        seq: row.number("seq")?,
        hash: row.hash("hash")?,
    })
}

/// A row of `people`.
pub fn person(row: &impl Columns) -> Result<Person> {
    Ok(Person {
        id: row.parsed("id")?,
        name: row.text("name")?,
        email: row.text("email")?,
        organisation: row.text("organisation")?,
        administrator: row.flag("administrator")?,
        disabled: row.flag("disabled")?,
        on_call_until: row.maybe_parsed("on_call_until")?,
        trainings: row.json("trainings")?,
        guest_of: row.maybe_parsed("guest_of")?,
        created_at: row.time("created_at")?,
    })
}

/// People by name. Databases differ in how they order text, so it is done here.
pub fn by_name(mut people: Vec<Person>) -> Vec<Person> {
    people.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    people
}

/// A row of `sessions`.
pub fn session(row: &impl Columns) -> Result<Session> {
    Ok(Session {
        id: row.parsed("id")?,
        person: row.parsed("person")?,
        refresh_hash: row.maybe_array("refresh_hash")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
        ended_at: row.maybe_parsed("ended_at")?,
    })
}

/// A row of `invitation_codes`.
pub fn invitation_code(row: &impl Columns) -> Result<InvitationCode> {
    Ok(InvitationCode {
        hash: row.array("code_hash")?,
        incident: row.parsed("incident")?,
        invitation: row.parsed("invitation")?,
        expires_at: row.time("expires_at")?,
    })
}

/// A row of `tray`.
pub fn refused(row: &impl Columns) -> Result<Refused> {
    let code = words::word(row.text("code")?);
    Ok(Refused {
        incident: row.parsed::<IncidentId>("incident")?,
        person: row.parsed("person")?,
        intent: row.parsed("intent")?,
        name: row.text("name")?,
        code: code.map_err(|error| odd("code", error))?,
        reason: row.text("reason")?,
        written_at: row.time("written_at")?,
        refused_at: row.time("refused_at")?,
        change: row.maybe_bytes("change")?,
        command: row.maybe_text("command")?,
    })
}

/// A row of `snapshots`.
pub fn snapshot(row: &impl Columns) -> Result<Snapshot> {
    Ok(Snapshot {
        volume: row.number("volume")?,
        seq: row.number("seq")?,
        bytes: row.bytes("bytes")?,
    })
}

/// A number as the databases hold it.
pub fn int(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(|error| StoreError::Away(format!("{number}: {error}")))
}
