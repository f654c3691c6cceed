//! A record as a row of either database `[S8]`.

use crate::{IndexRow, StoreError, columns::Columns, columns::odd};
use loggist_domain::{IncidentId, IntentId, ObjectId, PersonId, SessionId};
use loggist_evidence::{Hash, Parts, Record, RecordKey, RecordKind};
use std::num::TryFromIntError;

/// A record's columns, but for the incident's id, which all records of a batch share.
pub struct RecordRow<'a> {
    pub seq: i64,
    pub hash: Hash,
    pub prev: &'a [u8],
    pub received_at: &'a str,
    pub written_at: &'a str,
    pub person: Option<String>,
    pub session: Option<String>,
    pub role: Option<&'a str>,
    pub epoch: i64,
    pub policy_version: i64,
    pub kind: &'static str,
    pub name: &'a str,
    pub intent: Option<String>,
    pub change_hash: Option<&'a [u8]>,
    pub number: Option<i64>,
    pub actors: Vec<u8>,
    pub created: Vec<u8>,
    pub record_key: &'a [u8],
    pub parts: Vec<u8>,
}

impl<'a> RecordRow<'a> {
    /// The row of a record. The hash is computed here, once.
    pub fn of(record: &'a Record) -> Result<Self, TryFromIntError> {
        let actors = record.actors.iter();
        Ok(Self {
            seq: record.seq.try_into()?,
            hash: record.hash(),
            prev: &record.prev.0,
            received_at: &record.received_at,
            written_at: &record.written_at,
            person: record.person.map(|id| PersonId::from_bytes(id).to_string()),
            session: record
                .session
                .map(|id| SessionId::from_bytes(id).to_string()),
            role: record.role.as_deref(),
            epoch: record.epoch.try_into()?,
            policy_version: record.policy_version.into(),
            kind: record.kind.name(),
            name: &record.name,
            intent: record.intent.map(|id| IntentId::from_bytes(id).to_string()),
            change_hash: record.change_hash.as_ref().map(|hash| &hash.0[..]),
            number: record.number.map(i64::try_from).transpose()?,
            actors: actors
                .flat_map(|(actor, server)| actor.iter().copied().chain([u8::from(*server)]))
                .collect(),
            created: record.created.concat(),
            record_key: &record.key.0,
            parts: record.parts.to_bytes(),
        })
    }
}

/// The record in a row.
pub fn record(row: &impl Columns) -> Result<Record, StoreError> {
    let kind = row.text("kind")?;
    let policy_version = u32::try_from(row.number("policy_version")?);
    let parts = Parts::from_bytes(&row.bytes("parts")?);
    Ok(Record {
        incident: row.parsed::<IncidentId>("incident")?.bytes(),
        seq: row.number("seq")?,
        prev: row.hash("prev")?,
        received_at: row.text("received_at")?,
        written_at: row.text("written_at")?,
        person: row.maybe_parsed("person")?.map(PersonId::bytes),
        session: row.maybe_parsed("session")?.map(SessionId::bytes),
        role: row.maybe_text("role")?,
        epoch: row.number("epoch")?,
        policy_version: policy_version.map_err(|error| odd("policy_version", error))?,
        kind: RecordKind::from_name(&kind).ok_or_else(|| odd("kind", &kind))?,
        name: row.text("name")?,
        intent: row.maybe_parsed("intent")?.map(IntentId::bytes),
        key: RecordKey(row.array("record_key")?),
        parts: parts.map_err(|error| odd("parts", error))?,
        change_hash: row.maybe_array("change_hash")?.map(Hash),
        actors: actors(&row.bytes("actors")?)?,
        created: created(&row.bytes("created")?)?,
        number: row.maybe_number("number")?,
    })
}

/// What a room keeps of the record in a row.
pub fn index(row: &impl Columns) -> Result<IndexRow, StoreError> {
    let created = created(&row.bytes("created")?)?;
    Ok(IndexRow {
        seq: row.number("seq")?,
        hash: row.hash("hash")?,
        person: row.maybe_parsed("person")?,
        intent: row.maybe_parsed("intent")?,
        received_at: row.time("received_at")?,
        number: row.maybe_number("number")?,
        created: created.into_iter().map(ObjectId::from_bytes).collect(),
    })
}

fn actors(bytes: &[u8]) -> Result<Vec<([u8; 16], bool)>, StoreError> {
    let (whole, rest) = bytes.as_chunks::<17>();
    let actors = whole.iter().map(|chunk| {
        let [actor @ .., server] = *chunk;
        (server <= 1).then_some((actor, server == 1))
    });
    let actors = actors.collect::<Option<_>>().filter(|_| rest.is_empty());
    actors.ok_or_else(|| odd("actors", "they are not 17 bytes each"))
}

fn created(bytes: &[u8]) -> Result<Vec<[u8; 16]>, StoreError> {
    let (whole, rest) = bytes.as_chunks::<16>();
    let created = rest.is_empty().then(|| whole.to_vec());
    created.ok_or_else(|| odd("created", "they are not 16 bytes each"))
}
