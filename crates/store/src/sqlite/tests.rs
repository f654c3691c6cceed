//! `[S7]` on SQLite: the disk fills, another program holds the file, a transaction is abandoned.

use super::*;
use crate::{AppendError, Batch, Ledger, Snapshot, Snapshots};
use loggist_domain::{IncidentId, PersonId, Phase, Summary, Timestamp};
use loggist_evidence::{Head, Parts, Record, RecordKey, RecordKind};
use sqlx::{Connection, Executor, SqliteConnection};
use uuid::Uuid;

fn now() -> Timestamp {
    "2026-11-22T22:12:00.000Z".parse().unwrap()
}

fn summary(incident: IncidentId) -> Summary {
    serde_json::from_value(serde_json::json!({
        "header": {
            "id": incident, "reference": "INC-2026-0147", "title": "Court lists", "kind": "incident",
            "phase": Phase::PreIncident, "severity_provisional": true, "category_provisional": true,
            "security": true, "personal_data": true, "opened_at": now(),
            "opened_by": PersonId(Uuid::now_v7()), "links": [],
        },
        "members": {}, "entries": 0,
    }))
    .unwrap()
}

/// A batch of one record with a change of that many bytes.
fn batch(incident: IncidentId, after: Head, bytes: usize) -> Batch {
    let key = RecordKey([7; 32]);
    let mut parts = Parts::default();
    parts.insert(&key, "change", vec![1; bytes]);
    let record = Record {
        incident: incident.bytes(),
        seq: after.seq + 1,
        prev: after.hash,
        received_at: now().to_string(),
        written_at: now().to_string(),
        person: None,
        session: None,
        role: None,
        epoch: 0,
        policy_version: 1,
        kind: RecordKind::Edit,
        name: "edit_draft".into(),
        intent: None,
        key,
        parts,
        change_hash: None,
        actors: Vec::new(),
        created: Vec::new(),
        number: None,
    };
    let summary = (after.seq == 0).then(|| summary(incident));
    Batch {
        records: vec![record],
        refused: Vec::new(),
        summary,
    }
}

/// A database with one record, with its head.
async fn one_record(folder: &tempfile::TempDir) -> (Sqlite, IncidentId, Head) {
    let store = Sqlite::open(&folder.path().join("loggist.db"))
        .await
        .unwrap();
    let incident = IncidentId(Uuid::now_v7());
    store
        .append(&batch(incident, Head::default(), 100))
        .await
        .unwrap();
    let head = store.head(incident).await.unwrap().unwrap();
    (store, incident, head)
}

/// Lets the file grow by no page, as on a full disk.
async fn fill(store: &Sqlite) {
    let mut connection = store.writer.acquire().await.unwrap();
    connection
        .execute("pragma max_page_count = 1")
        .await
        .unwrap();
}

#[tokio::test]
async fn s7_on_a_full_disk_an_append_is_away_and_works_again_with_room() {
    let folder = tempfile::tempdir().unwrap();
    let (store, incident, head) = one_record(&folder).await;
    let next = Batch {
        records: batch(incident, head, 200_000).records,
        ..Batch::default()
    };
    for _ in 0..2 {
        fill(&store).await;
        let outcome = store.append(&next).await;
        let Err(AppendError::Away(sentence)) = outcome else {
            panic!("{outcome:?}")
        };
        assert!(
            sentence.contains("the disk is full: make room"),
            "{sentence}"
        );
        assert_eq!(store.head(incident).await.unwrap(), Some(head));
        assert_eq!(store.records(incident, 0, 9).await.unwrap().len(), 1);
    }
    fill(&store).await;
    let snapshot = Snapshot {
        volume: 1,
        seq: 1,
        bytes: vec![1; 200_000],
    };
    let stored = store.put_snapshot(incident, &snapshot, now()).await;
    assert!(matches!(stored, Err(StoreError::Away(_))), "{stored:?}");

    // Room again: what follows comes on a connection without the bound.
    store.append(&next).await.unwrap();
    store
        .put_snapshot(incident, &snapshot, now())
        .await
        .unwrap();
    assert_eq!(store.records(incident, 1, 9).await.unwrap(), next.records);
    assert_eq!(store.snapshots(incident).await.unwrap(), [snapshot]);
}

#[tokio::test]
async fn s7_while_another_program_writes_an_append_is_away() {
    let folder = tempfile::tempdir().unwrap();
    let (store, incident, head) = one_record(&folder).await;
    let other = format!("sqlite:{}", folder.path().join("loggist.db").display());
    let mut other = SqliteConnection::connect(&other).await.unwrap();
    other.execute("begin immediate").await.unwrap();
    store
        .writer
        .acquire()
        .await
        .unwrap()
        .execute("pragma busy_timeout = 10")
        .await
        .unwrap();
    let next = Batch {
        records: batch(incident, head, 100).records,
        ..Batch::default()
    };
    let outcome = store.append(&next).await;
    let Err(AppendError::Away(sentence)) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(
        sentence.contains("another program holds the database file"),
        "{sentence}"
    );

    other.execute("rollback").await.unwrap();
    store.append(&next).await.unwrap();
}

#[tokio::test]
async fn s1_an_append_that_is_abandoned_half_way_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let (store, incident, head) = one_record(&folder).await;
    let next = Batch {
        records: batch(incident, head, 100).records,
        ..Batch::default()
    };
    for polls in 0..40 {
        let mut append = Box::pin(store.append(&next));
        for _ in 0..polls {
            let step = std::time::Duration::from_micros(100);
            if tokio::time::timeout(step, &mut append).await.is_ok() {
                break;
            }
        }
        drop(append);
        // The writing connection comes back when what was under way has ended.
        drop(store.writer.acquire().await.unwrap());
        let now = store.head(incident).await.unwrap().unwrap();
        let whole = store.records(incident, 0, 9).await.unwrap();
        assert_eq!(now.seq, whole.len() as u64);
        if now.seq == 2 {
            assert_eq!(whole[1], next.records[0]);
            return;
        }
        assert_eq!(now, head);
    }
    panic!("no append came to its end");
}
