//! `[S10]`: sign-ins and their refresh tokens.

use super::given::{at, person, session, signed_in};
use super::place::Place;
use loggist_store::{Rotation, Session};
use tokio::task::JoinSet;

on_both! {
    a_session_reads_back_and_ends_once,
    a_session_needs_a_person,
    s10_a_token_is_good_once,
    s10_a_token_that_was_never_good_ends_nothing,
    s10_of_rotations_at_once_one_wins_and_the_session_ends,
}

async fn a_session_reads_back_and_ends_once(place: Place) {
    let store = place.open().await;
    let (priya, begun) = signed_in(&*store, "Priya").await;
    assert_eq!(store.session(begun.id).await.unwrap(), Some(begun.clone()));
    let fixed = Session {
        refresh_hash: None,
        ..session(&priya)
    };
    store.begin_session(&fixed).await.unwrap();
    assert_eq!(store.session(fixed.id).await.unwrap(), Some(fixed));

    store.end_session(begun.id, at(5)).await.unwrap();
    store.end_session(begun.id, at(6)).await.unwrap();
    assert_eq!(
        store.session(begun.id).await.unwrap().unwrap().ended_at,
        Some(at(5))
    );
    assert_eq!(store.session(session(&priya).id).await.unwrap(), None);
    store.end_session(session(&priya).id, at(5)).await.unwrap();
}

async fn a_session_needs_a_person(place: Place) {
    let store = place.open().await;
    let nobodys = session(&person("Nobody"));
    assert!(store.begin_session(&nobodys).await.is_err());
    assert_eq!(store.session(nobodys.id).await.unwrap(), None);
}

async fn s10_a_token_is_good_once(place: Place) {
    let store = place.open().await;
    let (priya, begun) = signed_in(&*store, "Priya").await;
    let rotate = |old, new, now| store.rotate(begun.id, [old; 32], [new; 32], at(now));
    assert_eq!(rotate(1, 2, 10).await.unwrap(), Rotation::Rotated);
    assert_eq!(rotate(2, 3, 20).await.unwrap(), Rotation::Rotated);
    assert_eq!(
        store.session(begun.id).await.unwrap().unwrap().refresh_hash,
        Some([3; 32])
    );
    // An old one, however old, was stolen, or its successor was.
    assert_eq!(rotate(1, 4, 30).await.unwrap(), Rotation::Reused);
    assert_eq!(
        store.session(begun.id).await.unwrap().unwrap().ended_at,
        Some(at(30))
    );
    assert_eq!(rotate(3, 5, 40).await.unwrap(), Rotation::Gone);
    assert_eq!(rotate(1, 5, 40).await.unwrap(), Rotation::Gone);

    let expiring = session(&priya);
    store.begin_session(&expiring).await.unwrap();
    let late = store
        .rotate(expiring.id, [1; 32], [2; 32], at(3600))
        .await
        .unwrap();
    assert_eq!(late, Rotation::Gone);
    let unknown = store
        .rotate(session(&priya).id, [1; 32], [2; 32], at(1))
        .await
        .unwrap();
    assert_eq!(unknown, Rotation::Gone);
}

async fn s10_a_token_that_was_never_good_ends_nothing(place: Place) {
    let store = place.open().await;
    let (priya, begun) = signed_in(&*store, "Priya").await;
    let guessed = store
        .rotate(begun.id, [77; 32], [78; 32], at(10))
        .await
        .unwrap();
    assert_eq!(guessed, Rotation::Gone);
    let next = store
        .rotate(begun.id, [1; 32], [2; 32], at(20))
        .await
        .unwrap();
    assert_eq!(next, Rotation::Rotated);

    let fixed = Session {
        refresh_hash: None,
        ..session(&priya)
    };
    store.begin_session(&fixed).await.unwrap();
    let none = store
        .rotate(fixed.id, [0; 32], [1; 32], at(10))
        .await
        .unwrap();
    assert_eq!(none, Rotation::Gone);
}

async fn s10_of_rotations_at_once_one_wins_and_the_session_ends(place: Place) {
    let store = place.open().await;
    let (_, begun) = signed_in(&*store, "Priya").await;
    let mut rotating = JoinSet::new();
    for new in 10..18 {
        let store = store.clone();
        rotating.spawn(async move {
            store
                .rotate(begun.id, [1; 32], [new; 32], at(10))
                .await
                .unwrap()
        });
    }
    let outcomes = rotating.join_all().await;
    let count = |outcome| outcomes.iter().filter(|found| **found == outcome).count();
    assert_eq!(count(Rotation::Rotated), 1);
    assert_eq!(count(Rotation::Reused), 1);
    assert_eq!(count(Rotation::Gone), 6);
    assert_eq!(
        store.session(begun.id).await.unwrap().unwrap().ended_at,
        Some(at(10))
    );
}
