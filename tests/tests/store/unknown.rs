//! `[S7]` on PostgreSQL: the network breaks. (SQLite's disk fills in `crates/store/src/sqlite/tests.rs`.)

use super::given::ledger;
use super::place::Place;
use super::proxy::{Cut, Proxy};
use loggist_store::{AppendError, open};

#[tokio::test(flavor = "multi_thread")]
async fn s7_a_lost_answer_to_a_commit_is_unknown_and_reading_the_ledger_settles_it() {
    let place = Place::postgres().await;
    let proxy = Proxy::before(&place.address()).await;
    let store = open(&proxy.address(&place.address())).await.unwrap();
    let mut ledger = ledger(&*store, 1).await;

    // The batch was stored.
    let batch = ledger.batch(2);
    proxy.cut(Cut::AfterCommit);
    let outcome = store.append(&batch).await;
    assert!(
        matches!(outcome, Err(AppendError::Unknown(_))),
        "{outcome:?}"
    );
    assert!(proxy.has_cut());
    assert_eq!(
        store.head(ledger.incident).await.unwrap(),
        Some(ledger.head)
    );
    assert_eq!(
        store.records(ledger.incident, 1, 9).await.unwrap(),
        batch.records
    );
    assert!(matches!(
        store.append(&batch).await,
        Err(AppendError::Conflict)
    ));

    // The batch was not stored.
    let before = ledger.head;
    let batch = ledger.batch(2);
    proxy.cut(Cut::BeforeCommit);
    let outcome = store.append(&batch).await;
    assert!(
        matches!(outcome, Err(AppendError::Unknown(_))),
        "{outcome:?}"
    );
    assert!(proxy.has_cut());
    assert_eq!(store.head(ledger.incident).await.unwrap(), Some(before));
    store.append(&batch).await.unwrap();
    assert_eq!(
        store.head(ledger.incident).await.unwrap(),
        Some(ledger.head)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn s7_without_its_database_an_append_is_away_and_works_again_after() {
    let place = Place::postgres().await;
    let proxy = Proxy::before(&place.address()).await;
    let through = open(&proxy.address(&place.address())).await.unwrap();
    let mut ledger = ledger(&*through, 1).await;
    let before = ledger.clone();

    // PostgreSQL restarts: connections are lost before anything was sent.
    let place = place.after_a_crash().await;
    let batch = ledger.batch(1);
    while let Err(error) = through.append(&batch).await {
        assert!(matches!(error, AppendError::Away(_)), "{error:?}");
    }
    assert_eq!(
        through.head(ledger.incident).await.unwrap(),
        Some(ledger.head)
    );

    // It does not come back.
    proxy.close().await;
    place.after_a_crash().await;
    let mut later = before;
    later.head = ledger.head;
    let outcome = through.append(&later.batch(1)).await;
    let Err(AppendError::Away(sentence)) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(
        sentence.contains("PostgreSQL does not answer"),
        "{sentence}"
    );
}
