//! `[S9]`: saved documents.

use super::given::{at, ledger};
use super::place::Place;
use loggist_store::Snapshot;

on_both! {
    s9_the_newest_snapshot_comes_first_and_the_one_before_is_kept,
    s9_a_snapshot_is_stored_again_in_its_place,
}

fn snapshot(volume: u64, seq: u64) -> Snapshot {
    Snapshot {
        volume,
        seq,
        bytes: vec![u8::try_from(seq).unwrap(); 100_000],
    }
}

async fn s9_the_newest_snapshot_comes_first_and_the_one_before_is_kept(place: Place) {
    let store = place.open().await;
    let (incident, other) = (
        ledger(&*store, 1).await.incident,
        ledger(&*store, 1).await.incident,
    );
    assert_eq!(store.snapshots(incident).await.unwrap(), []);
    store
        .put_snapshot(other, &snapshot(1, 1), at(0))
        .await
        .unwrap();
    for (put, kept) in [
        (snapshot(1, 10), vec![snapshot(1, 10)]),
        (snapshot(1, 20), vec![snapshot(1, 20), snapshot(1, 10)]),
        (snapshot(1, 30), vec![snapshot(1, 30), snapshot(1, 20)]),
        (snapshot(2, 31), vec![snapshot(2, 31), snapshot(1, 30)]),
    ] {
        store.put_snapshot(incident, &put, at(1)).await.unwrap();
        assert_eq!(store.snapshots(incident).await.unwrap(), kept);
    }
    assert_eq!(store.snapshots(other).await.unwrap(), [snapshot(1, 1)]);
}

async fn s9_a_snapshot_is_stored_again_in_its_place(place: Place) {
    let store = place.open().await;
    let incident = ledger(&*store, 1).await.incident;
    store
        .put_snapshot(incident, &snapshot(1, 10), at(0))
        .await
        .unwrap();
    store
        .put_snapshot(incident, &snapshot(1, 20), at(1))
        .await
        .unwrap();
    let again = Snapshot {
        bytes: vec![1],
        ..snapshot(1, 20)
    };
    store.put_snapshot(incident, &again, at(2)).await.unwrap();
    assert_eq!(
        store.snapshots(incident).await.unwrap(),
        [again, snapshot(1, 10)]
    );
}
