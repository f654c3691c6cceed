//! A node as bare as can be: a room over a real store, whose appends a test runs when it likes.

use automerge::{Automerge, Change, ROOT, ReadDoc};
use loggist_domain::{Directory, Incident, IncidentId, IntentId, Timestamp, command::Open};
use loggist_evidence::Record;
use loggist_room::{
    AppendFailure, Batch, Identity, Indexed, Input, Loaded, Opening, Output, Room, frames::Receipt,
    open,
};
use loggist_store::{AppendError, Store};
use std::sync::Arc;

pub struct Node {
    pub room: Box<Room>,
    pub receipts: Vec<Receipt>,
    store: Arc<dyn Store>,
    incident: IncidentId,
    appending: Option<Batch>,
    reading: Option<u64>,
}

/// Opens an incident in the store.
pub async fn open_incident(
    store: &dyn Store,
    by: Identity,
    seed: [u8; 32],
    now: Timestamp,
) -> IncidentId {
    let incident = IncidentId::from_bytes(seed[..16].try_into().unwrap());
    let people = people(store).await;
    let opening = Opening {
        incident,
        reference: format!("INC-{incident}"),
        by,
        profile: &people[&by.person],
        intent: IntentId::from_bytes(seed[16..].try_into().unwrap()),
        written_at: now,
        now,
        seed,
    };
    let title = Open {
        title: "Court lists".into(),
        summary: None,
        security: true,
        personal_data: true,
    };
    let batch = open(&title, opening).unwrap();
    store.append(&stored(batch)).await.unwrap();
    incident
}

async fn people(store: &dyn Store) -> Directory {
    let people = store.people().await.unwrap();
    people.iter().map(|it| (it.id, it.profile())).collect()
}

fn stored(batch: Batch) -> loggist_store::Batch {
    loggist_store::Batch {
        records: batch.records,
        refused: batch.refused,
        summary: batch.summary,
    }
}

impl Node {
    pub async fn load(
        store: &Arc<dyn Store>,
        incident: IncidentId,
        seed: [u8; 32],
        now: Timestamp,
    ) -> Self {
        let index = store.index(incident).await.unwrap().into_iter();
        let index = index.map(|row| Indexed {
            seq: row.seq,
            hash: row.hash,
            person: row.person,
            intent: row.intent,
            received_at: row.received_at,
            number: row.number,
            created: row.created,
        });
        let room = Room::load(&Loaded {
            incident,
            snapshot: None,
            index: index.collect(),
            actors: store.actors(incident).await.unwrap(),
            refused: store.refusals(incident).await.unwrap(),
            records: store.records(incident, 0, 10_000).await.unwrap(),
            people: people(&**store).await,
            seed,
            now,
        });
        Self {
            room: Box::new(room.unwrap()),
            receipts: Vec::new(),
            store: Arc::clone(store),
            incident,
            appending: None,
            reading: None,
        }
    }

    pub fn input(&mut self, input: Input, now: Timestamp) {
        for output in self.room.handle(input, now) {
            match output {
                Output::Append(batch) => self.appending = Some(*batch),
                Output::Read { after } => self.reading = Some(after),
                Output::Answer { receipt, .. } => self.receipts.push(receipt),
                Output::WakeAt(_) | Output::Save { .. } => {}
                other => panic!("nobody is connected: {other:?}"),
            }
        }
    }

    pub fn is_busy(&self) -> bool {
        self.appending.is_some() || self.reading.is_some()
    }

    /// Does what the room waits for; whether another node came first.
    pub async fn work(&mut self, now: Timestamp) -> bool {
        if let Some(batch) = self.appending.take() {
            let answer = match self.store.append(&stored(batch)).await {
                Ok(()) => Input::Appended,
                Err(AppendError::Conflict) => Input::AppendFailed(AppendFailure::Conflict),
                Err(error) => panic!("the store is well: {error}"),
            };
            let conflict = !matches!(answer, Input::Appended);
            self.input(answer, now);
            return conflict;
        }
        if let Some(after) = self.reading.take() {
            let records = self.store.records(self.incident, after, 10_000).await;
            self.input(Input::Ledger(records.unwrap()), now);
        }
        false
    }

    /// Everything that is recorded.
    pub async fn ledger(&self) -> Vec<Record> {
        let records = self.store.records(self.incident, 0, 10_000).await;
        records.unwrap()
    }

    /// The authority state after each record, read from the document that the ledger spells.
    pub fn states(records: &[Record]) -> Vec<Incident> {
        let mut document = Automerge::new();
        let states = records.iter().map(|record| {
            let parts = ["change", "effect"].into_iter();
            let changes = parts
                .filter_map(|label| record.parts.bytes(label))
                .map(|bytes| Change::from_bytes(bytes.to_vec()).unwrap());
            document.apply_changes(changes.collect::<Vec<_>>()).unwrap();
            state(&document)
        });
        states.collect()
    }
}

fn state(document: &Automerge) -> Incident {
    let scalar = |key: &str| {
        let (value, _) = document.get(ROOT, key).unwrap().unwrap();
        value.as_str().unwrap().to_owned()
    };
    let (_, members) = document.get(ROOT, "members").unwrap().unwrap();
    let members: Vec<(String, String)> = document
        .map_range(&members, ..)
        .map(|item| {
            let text = item.value.into_value().as_str().unwrap().to_owned();
            (item.key.to_string(), text)
        })
        .collect();
    Incident::from_document(&scalar("incident"), &scalar("command"), members, [], 0).unwrap()
}
