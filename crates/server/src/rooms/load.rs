//! Building a room from the store: the newest snapshot that loads, and the records after it.

use super::Ground;
use crate::limits::READ_RECORDS;
use loggist_domain::IncidentId;
use loggist_evidence::Record;
use loggist_room::{Indexed, LoadError, Loaded, Room, Saved};
use loggist_store::{IndexRow, Snapshot, Store, StoreError};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why there is no room.
#[derive(Debug, thiserror::Error)]
pub enum Unloaded {
    /// There is no such incident.
    #[error("there is no such incident")]
    NotFound,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What the store holds does not make a room.
    #[error("the incident cannot be loaded: {0}")]
    Broken(String),
    /// The system has no thread for it.
    #[error("there is no thread for the room: {0}")]
    Thread(std::io::Error),
    /// This node has as many rooms as it takes.
    #[error("there are as many live rooms as this node takes")]
    Full,
    /// The server stops.
    #[error("the server stops")]
    Stopping,
}

/// The room of an incident.
pub async fn load(ground: &Ground, incident: IncidentId) -> Result<Room, Unloaded> {
    let store = &*ground.store;
    // The index comes first and says how far: another node may append meanwhile, and the room reads that later.
    let index: Vec<Indexed> = store.index(incident).await?.into_iter().map(row).collect();
    let Some(last) = index.last().map(|row| row.seq) else {
        return Err(Unloaded::NotFound);
    };
    let mut snapshots = store.snapshots(incident).await?;
    snapshots.retain(|snapshot| snapshot.seq <= last);
    let mut candidates: Vec<Option<Snapshot>> = snapshots.into_iter().map(Some).collect();
    candidates.push(None);
    let actors = store.actors(incident).await?;
    let refused = store.refusals(incident).await?;
    let mut loaded = Loaded {
        incident,
        snapshot: None,
        index,
        actors,
        refused,
        records: Vec::new(),
        people: ground.people.directory().as_ref().clone(),
        seed: ground.surroundings.random(),
        now: ground.surroundings.now(),
    };
    let mut why = String::new();
    for snapshot in candidates {
        let after = snapshot.as_ref().map_or(0, |snapshot| snapshot.seq);
        loaded.records = records(store, incident, after, Some(last)).await?;
        loaded.snapshot =
            snapshot.map(|Snapshot { volume, seq, bytes }| Saved { volume, seq, bytes });
        match build(&loaded) {
            Ok(room) => return Ok(room),
            Err(error) => {
                tracing::warn!(%incident, after, %error, "a room cannot be loaded from here; trying further back");
                why = error;
            }
        }
    }
    Err(Unloaded::Broken(why))
}

/// Automerge may panic on a document that was not saved whole.
fn build(loaded: &Loaded) -> Result<Room, String> {
    catch_unwind(AssertUnwindSafe(|| Room::load(loaded)))
        .unwrap_or_else(|_| Err(LoadError::Snapshot("the library panicked".into())))
        .map_err(|error| error.to_string())
}

/// Records after `after`, up to and with `last`, or all that there are.
pub async fn records(
    store: &dyn Store,
    incident: IncidentId,
    after: u64,
    last: Option<u64>,
) -> Result<Vec<Record>, StoreError> {
    let mut records: Vec<Record> = Vec::new();
    loop {
        let from = records.last().map_or(after, |record| record.seq);
        if last.is_some_and(|last| from >= last) {
            break;
        }
        let more = store.records(incident, from, READ_RECORDS).await?;
        let full = more.len() == usize::try_from(READ_RECORDS).unwrap_or(usize::MAX);
        records.extend(more);
        if !full {
            break;
        }
    }
    if let Some(last) = last {
        records.retain(|record| record.seq <= last);
    }
    Ok(records)
}

fn row(row: IndexRow) -> Indexed {
    Indexed {
        seq: row.seq,
        hash: row.hash,
        person: row.person,
        intent: row.intent,
        received_at: row.received_at,
        number: row.number,
        created: row.created,
    }
}
