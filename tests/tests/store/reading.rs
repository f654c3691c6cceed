//! `[S8]`: what is read is what was appended.

use super::given::{Ledger, at, ledger};
use super::place::Place;
use loggist_domain::{IncidentId, IntentId, ObjectId, PersonId};
use loggist_evidence::{Hash, Head, Parts, RecordKey, RecordKind, chain};
use loggist_store::IndexRow;
use uuid::Uuid;

on_both! {
    s8_records_read_back_are_what_was_appended,
    s8_records_are_read_in_pages,
    an_index_row_tells_what_a_room_keeps,
    an_incident_that_is_not_there_has_no_records,
}

async fn s8_records_read_back_are_what_was_appended(place: Place) {
    let store = place.open().await;
    let mut ledger = Ledger::new();
    let mut full = ledger.batch_with(|record| {
        record.key = RecordKey(std::array::from_fn(|at| u8::try_from(at * 8).unwrap()));
        record.parts = Parts::default();
        record
            .parts
            .insert(&record.key, "change", (0..=255).collect());
        record.parts.insert(
            &record.key,
            "entry.000001.text",
            "\"\u{2603} \u{0000}\"".into(),
        );
        record
            .parts
            .insert(&record.key, "volume", vec![170; 300_000]);
        record.parts.erase("entry.000001.text");
        record.received_at = "2026-11-23T02:28:05.000Z".into();
        record.written_at = "1969-12-31T23:59:59.999Z".into();
        record.person = Some(*Uuid::now_v7().as_bytes());
        record.role = Some("deputy".into());
        record.epoch = 4_294_967_296;
        record.policy_version = u32::MAX;
        record.kind = RecordKind::Command;
        record.name = "Umbenennen \u{1f4dd}".into();
        record.intent = Some([255; 16]);
        record.change_hash = Some(Hash([254; 32]));
        record.actors = vec![([9; 16], false), ([8; 16], true)];
        record.created = vec![[7; 16], [6; 16]];
        record.number = Some(138);
    });
    full.records
        .push(ledger.record_with(|record| record.kind = RecordKind::Volume));
    store.append(&full).await.unwrap();

    let read = store.records(ledger.incident, 0, 10).await.unwrap();
    assert_eq!(read, full.records);
    assert_eq!(read[0].parts.to_bytes(), full.records[0].parts.to_bytes());
    assert_eq!(chain(Head::default(), &read).unwrap(), ledger.head);
}

async fn s8_records_are_read_in_pages(place: Place) {
    let store = place.open().await;
    let mut ledger = ledger(&*store, 3).await;
    store.append(&ledger.batch(4)).await.unwrap();
    let seqs = |records: Vec<loggist_evidence::Record>| -> Vec<u64> {
        records.iter().map(|record| record.seq).collect()
    };
    assert_eq!(
        seqs(store.records(ledger.incident, 0, 3).await.unwrap()),
        [1, 2, 3]
    );
    assert_eq!(
        seqs(store.records(ledger.incident, 3, 3).await.unwrap()),
        [4, 5, 6]
    );
    assert_eq!(
        seqs(store.records(ledger.incident, 6, 3).await.unwrap()),
        [7]
    );
    assert_eq!(
        seqs(store.records(ledger.incident, 7, 3).await.unwrap()),
        [0; 0]
    );
}

async fn an_index_row_tells_what_a_room_keeps(place: Place) {
    let store = place.open().await;
    let mut ledger = ledger(&*store, 1).await;
    let first = ledger.head;
    let (person, intent) = (PersonId(Uuid::now_v7()), IntentId(Uuid::now_v7()));
    let object = ObjectId(Uuid::now_v7());
    let sealed = ledger.batch_with(|record| {
        record.person = Some(person.bytes());
        record.intent = Some(intent.bytes());
        record.number = Some(1);
        record.created = vec![object.bytes()];
    });
    store.append(&sealed).await.unwrap();
    let plain = IndexRow {
        seq: 1,
        hash: first.hash,
        person: None,
        intent: None,
        received_at: at(60),
        number: None,
        created: Vec::new(),
    };
    let sealed = IndexRow {
        seq: 2,
        hash: ledger.head.hash,
        person: Some(person),
        intent: Some(intent),
        received_at: at(61),
        number: Some(1),
        created: vec![object],
    };
    assert_eq!(store.index(ledger.incident).await.unwrap(), [plain, sealed]);
}

async fn an_incident_that_is_not_there_has_no_records(place: Place) {
    let store = place.open().await;
    let incident = IncidentId(Uuid::now_v7());
    assert_eq!(store.head(incident).await.unwrap(), None);
    assert_eq!(store.records(incident, 0, 10).await.unwrap(), []);
    assert_eq!(store.index(incident).await.unwrap(), []);
    assert_eq!(store.actors(incident).await.unwrap(), []);
    assert_eq!(store.incident(incident).await.unwrap(), None);
}
