//! What an append checks and writes, worked out before the transaction, so that the transaction is short.

use crate::record_row::RecordRow;
use crate::{AppendError, Batch, Refused, StoreError, columns::Columns};
use loggist_domain::{IncidentId, PersonId, SessionId, Summary, Timestamp};
use loggist_evidence::Head;
use std::collections::{BTreeMap, BTreeSet};

/// An Automerge actor and whose it is.
pub type Owned = ([u8; 16], Option<PersonId>);

/// A batch that hangs together.
pub struct Plan<'a> {
    /// The one incident of the batch.
    pub incident: IncidentId,
    /// What the ledger's head must be; nothing without records.
    pub follows: Option<Head>,
    /// The records, in order.
    pub rows: Vec<RecordRow<'a>>,
    /// Who signed records: session, person and when the record was received.
    pub signed: Vec<(SessionId, Option<PersonId>, Timestamp)>,
    /// Whose each actor in the records must be.
    pub owners: BTreeMap<[u8; 16], Option<PersonId>>,
    /// Refusals for trays.
    pub refused: &'a [Refused],
    /// The incident's place in lists, when it changes.
    pub summary: Option<&'a Summary>,
}

/// What the database knows of a session `[S6]`.
pub struct Standing {
    id: SessionId,
    person: PersonId,
    open: bool,
    expires_at: Timestamp,
}

impl<'a> Plan<'a> {
    /// The plan for a batch; nothing for one that holds nothing.
    ///
    /// # Errors
    /// `Conflict` when an actor of two people is in it `[S5]`. `Away` with a sentence when no room can have made it:
    /// trying it again at once, as after a conflict, would not help.
    pub fn of(batch: &'a Batch) -> Result<Option<Self>, AppendError> {
        let Some(incident) = incident(batch) else {
            return Ok(None);
        };
        one_incident(batch, incident)?;
        let rows: Result<Vec<_>, _> = batch.records.iter().map(RecordRow::of).collect();
        let rows = rows.map_err(|_| malformed("a number is too large"))?;
        for (one, next) in rows.iter().zip(rows.iter().skip(1)) {
            if next.seq != one.seq + 1 || next.prev != one.hash.0 {
                return Err(malformed("its records do not follow one another"));
            }
        }
        let follows = match batch.records.first() {
            Some(first) if first.seq == 0 => return Err(malformed("records count from 1")),
            Some(first) => Some(Head {
                seq: first.seq - 1,
                hash: first.prev,
            }),
            None => None,
        };
        if follows.is_some_and(|head| head.seq == 0) && batch.summary.is_none() {
            return Err(malformed("a new incident needs a summary"));
        }
        plain_texts(batch)?;
        Ok(Some(Self {
            incident,
            follows,
            rows,
            signed: signed(batch)?,
            owners: owners(batch)?,
            refused: &batch.refused,
            summary: batch.summary.as_ref(),
        }))
    }

    /// Compares the head that the batch follows with the one that is there `[S3]`.
    pub fn check_head(&self, found: Option<Head>) -> Result<(), AppendError> {
        match self.follows {
            Some(head) if head != found.unwrap_or_default() => Err(AppendError::Conflict),
            _ => Ok(()),
        }
    }

    /// The sessions to look up.
    pub fn sessions(&self) -> Vec<SessionId> {
        let sessions: BTreeSet<_> = self.signed.iter().map(|(session, ..)| *session).collect();
        sessions.into_iter().collect()
    }

    /// Compares who signed with what is known of their sessions `[S6]`.
    pub fn check_sessions(&self, known: Vec<Standing>) -> Result<(), AppendError> {
        let known: BTreeMap<_, _> = known.into_iter().map(|found| (found.id, found)).collect();
        let holds = |(session, person, received_at): &(SessionId, Option<PersonId>, Timestamp)| {
            known.get(session).is_some_and(|found| {
                found.open && *person == Some(found.person) && *received_at < found.expires_at
            })
        };
        let revoked = self.signed.iter().filter(|signed| !holds(signed));
        let revoked: BTreeSet<_> = revoked.map(|(session, ..)| *session).collect();
        if revoked.is_empty() {
            Ok(())
        } else {
            Err(AppendError::Revoked(revoked.into_iter().collect()))
        }
    }

    /// The actors that are not there yet, or a conflict when one is somebody else's `[S5]`.
    pub fn new_actors(
        &self,
        known: &BTreeMap<[u8; 16], Option<PersonId>>,
    ) -> Result<Vec<Owned>, AppendError> {
        let mut new = Vec::new();
        for (actor, owner) in &self.owners {
            match known.get(actor) {
                None => new.push((*actor, *owner)),
                Some(theirs) if theirs == owner => {}
                Some(_) => return Err(AppendError::Conflict),
            }
        }
        Ok(new)
    }
}

/// A row of `id, person, ended_at, disabled, expires_at`.
pub fn standing(row: &impl Columns) -> Result<Standing, StoreError> {
    Ok(Standing {
        id: row.parsed("id")?,
        person: row.parsed("person")?,
        open: row.maybe_text("ended_at")?.is_none() && !row.flag("disabled")?,
        expires_at: row.time("expires_at")?,
    })
}

/// A row of `actor, person`.
pub fn owner(row: &impl Columns) -> Result<Owned, StoreError> {
    Ok((row.array("actor")?, row.maybe_parsed("person")?))
}

fn incident(batch: &Batch) -> Option<IncidentId> {
    let recorded = batch
        .records
        .first()
        .map(|record| IncidentId::from_bytes(record.incident));
    let refused = || batch.refused.first().map(|refused| refused.incident);
    let listed = || batch.summary.as_ref().map(|summary| summary.header.id);
    recorded.or_else(refused).or_else(listed)
}

fn one_incident(batch: &Batch, incident: IncidentId) -> Result<(), AppendError> {
    let recorded = batch
        .records
        .iter()
        .all(|record| record.incident == incident.bytes());
    let refused = batch
        .refused
        .iter()
        .all(|refused| refused.incident == incident);
    let listed = batch
        .summary
        .iter()
        .all(|summary| summary.header.id == incident);
    if recorded && refused && listed {
        Ok(())
    } else {
        Err(malformed("it is of more than one incident"))
    }
}

/// PostgreSQL holds no U+0000 in a text. Both backends refuse it, so that both are one.
fn plain_texts(batch: &Batch) -> Result<(), AppendError> {
    let records = batch.records.iter().flat_map(|record| {
        [
            Some(&record.name),
            record.role.as_ref(),
            Some(&record.written_at),
        ]
        .into_iter()
        .flatten()
    });
    let refused = batch.refused.iter().flat_map(|refused| {
        [
            Some(&refused.name),
            Some(&refused.reason),
            refused.command.as_ref(),
        ]
        .into_iter()
        .flatten()
    });
    if records.chain(refused).any(|text| text.contains('\0')) {
        return Err(malformed("a text holds the character U+0000"));
    }
    Ok(())
}

fn signed(batch: &Batch) -> Result<Vec<(SessionId, Option<PersonId>, Timestamp)>, AppendError> {
    let signed = batch.records.iter().filter_map(|record| {
        let session = SessionId::from_bytes(record.session?);
        let received_at = record.received_at.parse();
        Some(received_at.map(|at| (session, record.person.map(PersonId::from_bytes), at)))
    });
    let signed: Result<_, _> = signed.collect();
    signed.map_err(|_| malformed("a record was received at no time"))
}

fn owners(batch: &Batch) -> Result<BTreeMap<[u8; 16], Option<PersonId>>, AppendError> {
    let mut owners = BTreeMap::new();
    for record in &batch.records {
        let person = record.person.map(PersonId::from_bytes);
        for (actor, server) in &record.actors {
            let owner = person.filter(|_| !server);
            if *owners.entry(*actor).or_insert(owner) != owner {
                return Err(AppendError::Conflict);
            }
        }
    }
    Ok(owners)
}

fn malformed(what: &str) -> AppendError {
    AppendError::Away(format!(
        "the batch cannot be stored by any database, {what}"
    ))
}
