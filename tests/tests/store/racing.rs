//! `[S3]`, `[S6]`: several writers at once, as several nodes are.

use super::given::{self, Ledger, at, ledger, signed_in};
use super::place::Place;
use loggist_domain::{IncidentId, IntentId, PersonId};
use loggist_evidence::{Head, chain};
use loggist_store::{AppendError, Batch, Store};
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::task::JoinSet;
use uuid::Uuid;

const WRITERS: usize = 8;
const INTENTS: usize = 12;

on_both! {
    s3_racing_appends_leave_no_gap_and_lose_nothing,
    s3_of_two_who_make_one_incident_one_wins,
    s6_once_a_session_was_ended_it_records_nothing_more,
}

async fn s3_racing_appends_leave_no_gap_and_lose_nothing(place: Place) {
    // Two nodes.
    let stores = [place.open().await, place.open().await];
    let incident = ledger(&*stores[0], 1).await.incident;
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        writers.spawn(write(stores[writer % 2].clone(), incident));
    }
    let (mut intents, mut conflicts) = (BTreeSet::new(), 0);
    while let Some(written) = writers.join_next().await {
        let (mine, met) = written.unwrap();
        intents.extend(mine);
        conflicts += met;
    }

    let records = stores[1].records(incident, 0, 1000).await.unwrap();
    assert_eq!(records.len(), 1 + WRITERS * INTENTS);
    let head = chain(Head::default(), &records).unwrap();
    assert_eq!(stores[0].head(incident).await.unwrap(), Some(head));
    let recorded: Vec<_> = records.iter().filter_map(|record| record.intent).collect();
    assert_eq!(recorded.len(), WRITERS * INTENTS);
    assert_eq!(recorded.into_iter().collect::<BTreeSet<_>>(), intents);
    assert!(conflicts > 0, "nobody raced");
}

/// Appends its intents one by one, again after each conflict; with how many conflicts it met.
async fn write(store: Arc<dyn Store>, incident: IncidentId) -> (Vec<[u8; 16]>, usize) {
    let person = PersonId(Uuid::now_v7());
    let intents: Vec<_> = (0..INTENTS)
        .map(|_| IntentId(Uuid::now_v7()).bytes())
        .collect();
    let mut conflicts = 0;
    for intent in &intents {
        loop {
            let head = store.head(incident).await.unwrap().unwrap();
            let batch = Ledger { incident, head }.batch_with(|record| {
                record.person = Some(person.bytes());
                record.intent = Some(*intent);
                record.actors = vec![(person.bytes(), false)];
            });
            match store.append(&batch).await {
                Ok(()) => break,
                Err(AppendError::Conflict) => conflicts += 1,
                Err(other) => panic!("{other}"),
            }
        }
    }
    (intents, conflicts)
}

async fn s3_of_two_who_make_one_incident_one_wins(place: Place) {
    let stores = [place.open().await, place.open().await];
    let mut ledger = Ledger::new();
    let batches = [
        ledger.clone().batch(1),
        ledger.batch_with(|record| record.name = "other".into()),
    ];
    let (one, other) = tokio::join!(stores[0].append(&batches[0]), stores[1].append(&batches[1]));
    let (won, lost) = if one.is_ok() {
        (&batches[0], other)
    } else {
        (&batches[1], one)
    };
    assert!(matches!(lost, Err(AppendError::Conflict)), "{lost:?}");
    assert_eq!(
        stores[0].records(ledger.incident, 0, 9).await.unwrap(),
        won.records
    );
}

async fn s6_once_a_session_was_ended_it_records_nothing_more(place: Place) {
    let store = place.open().await;
    let (person, session) = signed_in(&*store, "Priya").await;
    let mut writers = JoinSet::new();
    let mut incidents = Vec::new();
    for _ in 0..4 {
        let mut ledger = given::ledger(&*store, 1).await;
        incidents.push(ledger.incident);
        let store = store.clone();
        writers.spawn(async move {
            loop {
                let record = ledger.record_with(|record| {
                    record.person = Some(person.id.bytes());
                    record.session = Some(session.id.bytes());
                    record.received_at = at(100).to_string();
                });
                let batch = Batch {
                    records: vec![record],
                    ..Batch::default()
                };
                match store.append(&batch).await {
                    Ok(()) => {}
                    Err(AppendError::Revoked(sessions)) => return sessions,
                    Err(other) => panic!("{other}"),
                }
            }
        });
    }
    while store.head(incidents[3]).await.unwrap().unwrap().seq < 5 {
        tokio::task::yield_now().await;
    }
    store.end_session(session.id, at(100)).await.unwrap();
    let mut heads = Vec::new();
    for incident in &incidents {
        heads.push(store.head(*incident).await.unwrap());
    }
    for revoked in writers.join_all().await {
        assert_eq!(revoked, [session.id]);
    }
    for (incident, head) in incidents.iter().zip(heads) {
        assert_eq!(store.head(*incident).await.unwrap(), head);
    }
}
