//! The store: one ledger, and what was refused.

use loggist_domain::{Directory, IncidentId, IntentId, ObjectId, PersonId, Refused, Timestamp};
use loggist_evidence::{Hash, Record};
use loggist_room::{Batch, Indexed, Loaded, Room, Saved};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub struct Ledger {
    pub records: Vec<Record>,
    /// The hash of each record.
    pub hashes: Vec<Hash>,
    intents: BTreeSet<([u8; 16], [u8; 16])>,
    actors: BTreeMap<[u8; 16], Option<PersonId>>,
    pub refused: Vec<Refused>,
    pub saved: Option<Saved>,
}

impl Ledger {
    /// `[S1]` `[S3]` `[S4]` `[S5]`: all of it, or none and `false`.
    pub fn append(&mut self, batch: &Batch) -> bool {
        for (at, record) in batch.records.iter().enumerate() {
            let fits = record.seq == (self.records.len() + at) as u64 + 1;
            let own = owners(record)
                .all(|(actor, owner)| self.actors.get(&actor).is_none_or(|known| *known == owner));
            let known = intent(record).is_some_and(|it| self.intents.contains(&it));
            if !fits || !own || known {
                return false;
            }
        }
        for record in &batch.records {
            let head = self.hashes.last().copied().unwrap_or_default();
            assert_eq!(
                record.prev, head,
                "a room never names another record before its own"
            );
            self.hashes.push(record.hash());
            self.intents.extend(intent(record));
            self.actors.extend(owners(record));
            self.records.push(record.clone());
        }
        for refused in &batch.refused {
            let known = |r: &Refused| (r.person, r.intent) == (refused.person, refused.intent);
            if !self.refused.iter().any(known) {
                self.refused.push(refused.clone());
            }
        }
        true
    }

    pub fn after(&self, seq: u64) -> Vec<Record> {
        self.records
            .iter()
            .filter(|record| record.seq > seq)
            .cloned()
            .collect()
    }

    /// A room as a node loads it.
    pub fn load(
        &self,
        incident: IncidentId,
        people: &Directory,
        seed: [u8; 32],
        now: Timestamp,
    ) -> Room {
        let after = self.saved.as_ref().map_or(0, |saved| saved.seq);
        Room::load(&Loaded {
            incident,
            snapshot: self.saved.clone(),
            index: self.records.iter().zip(&self.hashes).map(indexed).collect(),
            actors: self.actors.clone().into_iter().collect(),
            refused: self.refused.clone(),
            records: self.after(after),
            people: people.clone(),
            seed,
            now,
        })
        .expect("the ledger loads")
    }
}

/// What the server noticed by itself has none.
fn intent(record: &Record) -> Option<([u8; 16], [u8; 16])> {
    record.person.zip(record.intent)
}

fn owners(record: &Record) -> impl Iterator<Item = ([u8; 16], Option<PersonId>)> {
    let person = record.person.map(PersonId::from_bytes);
    record
        .actors
        .iter()
        .map(move |(actor, server)| (*actor, if *server { None } else { person }))
}

fn indexed((record, hash): (&Record, &Hash)) -> Indexed {
    Indexed {
        seq: record.seq,
        hash: *hash,
        person: record.person.map(PersonId::from_bytes),
        intent: record.intent.map(IntentId::from_bytes),
        received_at: record.received_at.parse().expect("a time"),
        number: record.number,
        created: record
            .created
            .iter()
            .copied()
            .map(ObjectId::from_bytes)
            .collect(),
    }
}
