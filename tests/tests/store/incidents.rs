//! The list of incidents and their numbers.

use super::given::{Ledger, at, ledger, summary};
use super::place::Place;
use loggist_domain::{PersonId, Phase, Role, Summary};
use loggist_store::{Batch, Store};
use std::collections::BTreeSet;
use tokio::task::JoinSet;
use uuid::Uuid;

on_both! {
    a_list_shows_where_the_person_is_a_member,
    a_list_shows_what_is_not_declared_to_those_who_may_declare,
    closed_incidents_are_not_open,
    a_number_is_given_once,
}

/// An incident opened at some second, with these members.
async fn opened(store: &dyn Store, second: u64, members: &[PersonId]) -> (Ledger, Summary) {
    let mut ledger = Ledger::new();
    let mut listed = summary(ledger.incident);
    listed.header.opened_at = at(second);
    listed.members = members
        .iter()
        .map(|person| (*person, vec![Role::Sme]))
        .collect();
    let batch = Batch {
        summary: Some(listed.clone()),
        ..ledger.batch(1)
    };
    store.append(&batch).await.unwrap();
    (ledger, listed)
}

/// Writes a changed summary beside a record.
async fn change(store: &dyn Store, ledger: &mut Ledger, listed: &Summary) {
    let batch = Batch {
        summary: Some(listed.clone()),
        ..ledger.batch(1)
    };
    store.append(&batch).await.unwrap();
}

async fn a_list_shows_where_the_person_is_a_member(place: Place) {
    let store = place.open().await;
    let (priya, tom) = (PersonId(Uuid::now_v7()), PersonId(Uuid::now_v7()));
    let (_, older) = opened(&*store, 1, &[priya]).await;
    let (mut ledger, mut newer) = opened(&*store, 2, &[priya, tom]).await;
    assert_eq!(
        store.incidents(priya, false).await.unwrap(),
        [newer.clone(), older.clone()]
    );
    assert_eq!(store.incidents(tom, false).await.unwrap(), [newer.clone()]);
    assert_eq!(
        store
            .incidents(PersonId(Uuid::now_v7()), false)
            .await
            .unwrap(),
        []
    );

    newer.members.remove(&tom);
    newer.entries = 12;
    newer.last_entry_at = Some(at(77));
    change(&*store, &mut ledger, &newer).await;
    assert_eq!(store.incidents(tom, false).await.unwrap(), []);
    assert_eq!(
        store.incidents(priya, false).await.unwrap(),
        [newer.clone(), older]
    );
    assert_eq!(store.incident(newer.header.id).await.unwrap(), Some(newer));
}

async fn a_list_shows_what_is_not_declared_to_those_who_may_declare(place: Place) {
    let store = place.open().await;
    let (priya, tom) = (PersonId(Uuid::now_v7()), PersonId(Uuid::now_v7()));
    let (mut ledger, mut listed) = opened(&*store, 1, &[priya]).await;
    assert_eq!(store.incidents(tom, true).await.unwrap(), [listed.clone()]);
    assert_eq!(
        store.incidents(priya, true).await.unwrap(),
        [listed.clone()]
    );
    listed.header.phase = Phase::Hot;
    change(&*store, &mut ledger, &listed).await;
    assert_eq!(store.incidents(tom, true).await.unwrap(), []);
    assert_eq!(store.incidents(priya, true).await.unwrap(), [listed]);
}

async fn closed_incidents_are_not_open(place: Place) {
    let store = place.open().await;
    let (mut ledger, mut listed) = opened(&*store, 1, &[]).await;
    let (other, _) = opened(&*store, 2, &[]).await;
    assert_eq!(
        store.open_incidents().await.unwrap(),
        [ledger.incident, other.incident]
    );
    listed.header.phase = Phase::Closed;
    change(&*store, &mut ledger, &listed).await;
    assert_eq!(store.open_incidents().await.unwrap(), [other.incident]);
}

async fn a_number_is_given_once(place: Place) {
    let store = place.open().await;
    ledger(&*store, 1).await;
    let mut taking = JoinSet::new();
    for _ in 0..8 {
        let store = store.clone();
        taking.spawn(async move { store.next_number(2026).await.unwrap() });
    }
    let numbers: BTreeSet<u64> = taking.join_all().await.into_iter().collect();
    assert_eq!(numbers, (1..=8).collect());
    assert_eq!(store.next_number(2026).await.unwrap(), 9);
    assert_eq!(store.next_number(2027).await.unwrap(), 1);
}
