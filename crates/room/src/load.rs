//! Building a room from what the store holds, and the first record of a new incident.

use crate::{
    Batch, Identity,
    admission::Owner,
    document,
    fold::{Actor, Fold, FoldError, Row},
    record::{self, Draft},
    trial::{BatchActors, Working},
};
use automerge::{ActorId, Automerge, AutomergeError};
use loggist_domain::{
    Directory, Effect, Incident, IncidentId, IntentId, ObjectId, PersonId, Profile, Refusal,
    Refused, Summary, Timestamp, canonical,
    command::{self, Open},
    linked::{self, Founding},
};
use loggist_evidence::{Hash, Head, Record, RecordKind};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use serde_json::json;
use std::collections::HashMap;

/// What the index of a ledger says of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// Its number.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
    /// Who.
    pub person: Option<PersonId>,
    /// Which intent.
    pub intent: Option<IntentId>,
    /// Server clock.
    pub received_at: Timestamp,
    /// The entry it sealed.
    pub number: Option<u64>,
    /// Objects it created.
    pub created: Vec<ObjectId>,
}

/// A saved document.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The volume, from 1.
    pub volume: u64,
    /// The record that it stands at.
    pub seq: u64,
    /// The saved document.
    pub bytes: Vec<u8>,
}

/// What a room is loaded from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Which incident.
    pub incident: IncidentId,
    /// A snapshot; none to replay the whole ledger.
    pub snapshot: Option<Saved>,
    /// A row for each record of the ledger, in order.
    pub index: Vec<Indexed>,
    /// Every actor and whose it is; `None` for the server's.
    pub actors: Vec<([u8; 16], Option<PersonId>)>,
    /// Every final refusal.
    pub refused: Vec<Refused>,
    /// The records after the snapshot, in order.
    pub records: Vec<Record>,
    /// Everyone with an account.
    pub people: Directory,
    /// For record keys and the server's actor; never used twice.
    pub seed: [u8; 32],
    /// Server clock.
    pub now: Timestamp,
}

/// What cannot be made a room.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The snapshot cannot be used: take the one before, or replay the ledger.
    #[error("the snapshot cannot be used: {0}")]
    Snapshot(String),
    /// The ledger does not make an incident.
    #[error(transparent)]
    Ledger(#[from] FoldError),
    /// There are no records.
    #[error("the incident has no records")]
    Empty,
}

/// The fold of what was loaded.
pub(crate) fn fold(loaded: &Loaded) -> Result<Fold, LoadError> {
    let mut records = loaded.records.iter();
    let (document, at) = match &loaded.snapshot {
        Some(saved) => {
            let document =
                Automerge::load(&saved.bytes).map_err(|e| LoadError::Snapshot(e.to_string()))?;
            (document, saved.seq)
        }
        None => (first_document(records.next().ok_or(LoadError::Empty)?)?, 1),
    };
    let before = loaded.index.iter().take_while(|row| row.seq <= at);
    let rows: Vec<Row> = before
        .clone()
        .map(|row| Row {
            hash: row.hash,
            received_at: row.received_at,
            number: row.number,
        })
        .collect();
    let Some(last) = rows.last().copied().filter(|_| rows.len() as u64 == at) else {
        return Err(LoadError::Snapshot(format!(
            "it stands at record {at}, which the ledger does not hold"
        )));
    };
    let last_number = rows.iter().filter_map(|row| row.number).max().unwrap_or(0);
    let incident = document::read_incident(&document, last_number)
        .map_err(|e| LoadError::Snapshot(e.to_string()))?;
    let mut fold = Fold {
        id: loaded.incident,
        incident,
        head: Head {
            seq: at,
            hash: last.hash,
        },
        last_entry_at: rows
            .iter()
            .rev()
            .find(|row| row.number.is_some())
            .map(|row| row.received_at),
        rows,
        intents: before
            .clone()
            .filter_map(|row| Some(((row.person?, row.intent?), row.seq)))
            .collect(),
        actors: actors(loaded, &document),
        used: before.flat_map(|row| row.created.iter().copied()).collect(),
        touched: [].into(),
        loaded_at: loaded.now,
        document,
    };
    for record in records {
        fold.apply(record)?;
    }
    match loaded.index.last() {
        Some(row) if row.seq == fold.head.seq && row.hash == fold.head.hash => Ok(fold),
        _ => Err(LoadError::Snapshot(
            "the ledger's index and its records end differently".into(),
        )),
    }
}

fn first_document(record: &Record) -> Result<Automerge, LoadError> {
    let unreadable = |why: String| LoadError::Ledger(FoldError::Unreadable { seq: 1, why });
    loggist_evidence::chain(Head::default(), [record]).map_err(FoldError::from)?;
    let bytes = record
        .parts
        .bytes("effect")
        .ok_or_else(|| unreadable("it has no effect".into()))?;
    let change =
        automerge::Change::from_bytes(bytes.to_vec()).map_err(|e| unreadable(e.to_string()))?;
    let mut document = Automerge::new();
    document
        .apply_changes([change])
        .map_err(|e| unreadable(e.to_string()))?;
    Ok(document)
}

fn actors(loaded: &Loaded, document: &Automerge) -> HashMap<[u8; 16], Actor> {
    let owner = |person: Option<PersonId>| person.map_or(Owner::Server, Owner::Person);
    let mut actors: HashMap<[u8; 16], Actor> = loaded
        .actors
        .iter()
        .map(|(actor, person)| {
            (
                *actor,
                Actor {
                    owner: owner(*person),
                    last: None,
                },
            )
        })
        .collect();
    for change in document.get_changes_meta(&[]) {
        let Ok(id) = <[u8; 16]>::try_from(change.actor.to_bytes()) else {
            continue;
        };
        let actor = actors.entry(id).or_insert(Actor {
            owner: Owner::Server,
            last: None,
        });
        if actor.last.is_none_or(|(seq, _)| seq < change.seq) {
            actor.last = Some((change.seq, change.hash));
        }
    }
    actors
}

/// What opens an incident: the caller gives ids, times and randomness.
#[derive(Clone, Debug)]
pub struct Opening<'a> {
    /// The incident's id, new.
    pub incident: IncidentId,
    /// Its number for people.
    pub reference: String,
    /// Who opens it.
    pub by: Identity,
    /// What the installation knows of them.
    pub profile: &'a Profile,
    /// The intent.
    pub intent: IntentId,
    /// Device clock.
    pub written_at: Timestamp,
    /// Server clock.
    pub now: Timestamp,
    /// For the record key and the server's actor; never used twice.
    pub seed: [u8; 32],
}

/// The first record of a new incident, to be appended by the caller before the room is loaded.
///
/// # Errors
/// The refusal, with its sentence.
pub fn open(open: &Open, opening: Opening<'_>) -> Result<Batch, Refusal> {
    let Opening {
        incident: id,
        by,
        now,
        written_at,
        ..
    } = opening;
    let (incident, effect) = command::open(
        open,
        id,
        opening.reference,
        opening.profile,
        opening.intent,
        written_at,
        now,
    )?;
    let mut rng = ChaCha20Rng::from_seed(opening.seed);
    let draft = Draft {
        incident: id,
        who: Some(by),
        role: None,
        epoch: 0,
        kind: RecordKind::Command,
        name: "open",
        intent: Some(opening.intent),
        written_at,
        now,
        change: None,
        command: Some(canonical::to_string(&json!({ "open": open }))),
        effect: None,
        created: Vec::new(),
    };
    first(&incident, &effect, draft, &mut rng)
        .map_err(|error| Refusal::invalid(format!("The incident could not be made: {error}")))
}

/// The first records of the rooms that a room's links promise and that were not heard of yet.
pub(crate) fn founding(
    fold: &Fold,
    people: &Directory,
    now: Timestamp,
    seed: [u8; 32],
) -> Vec<Batch> {
    let mut rng = ChaCha20Rng::from_seed(seed);
    let none = HashMap::new();
    let links = fold.incident.header.links.iter();
    let promised = links.filter(|link| link.founds() && link.holds());
    let founded = promised.filter_map(|link| {
        let objects = Working {
            document: &fold.document,
            incident: &fold.incident,
            people,
            actors: BatchActors {
                batch: &none,
                recorded: &fold.actors,
            },
        };
        let (incident, effect) = linked::found(Founding {
            link,
            parent: &fold.incident,
            objects: &objects,
            people,
            now,
        });
        let draft = Draft {
            incident: link.room,
            who: None,
            role: None,
            epoch: incident.command.epoch,
            kind: RecordKind::Command,
            name: "found",
            intent: None,
            written_at: now,
            now,
            change: None,
            command: None,
            effect: None,
            created: effect.brought.iter().map(|it| it.id).collect(),
        };
        // What a room of ours holds can be written in another.
        first(&incident, &effect, draft, &mut rng).ok()
    });
    founded.collect()
}

/// The batch of a first record, with the effect that makes the document.
fn first(
    incident: &Incident,
    effect: &Effect,
    draft: Draft<'_>,
    rng: &mut ChaCha20Rng,
) -> Result<Batch, AutomergeError> {
    let (_, change) = document::begin(record::random(rng), effect)?;
    let now = draft.now;
    let draft = Draft {
        effect: Some((&change, effect.entry.as_ref())),
        ..draft
    };
    Ok(Batch {
        records: vec![record::build(draft, Head::default(), rng)],
        refused: Vec::new(),
        summary: Some(Summary::of(incident, Some(now))),
    })
}

/// A document to work on beside the recorded one, under the server's own actor.
pub(crate) fn working(document: &Automerge, actor: [u8; 16]) -> Automerge {
    document.fork().with_actor(ActorId::from(actor))
}
