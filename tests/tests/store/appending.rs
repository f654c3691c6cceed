//! `[S1]`, `[S3]`..`[S7]`: what an append takes and what it refuses.

use super::given::{self, Ledger, at, ledger, other_hash, refused, signed_in};
use super::place::Place;
use loggist_domain::{IncidentId, PersonId, SessionId};
use loggist_store::{AppendError, Batch, Store};
use uuid::Uuid;

on_both! {
    s1_append_is_all_or_nothing,
    s2_what_was_recorded_is_there_after_a_crash,
    s3_a_batch_that_does_not_follow_the_head_is_a_conflict,
    s3_the_first_record_makes_the_incident,
    s4_an_intent_and_a_change_are_recorded_once,
    s5_an_actor_belongs_to_who_first_used_it,
    s6_an_ended_session_records_nothing,
    s6_what_the_server_writes_needs_no_session,
    s7_a_batch_that_no_room_makes_is_refused_and_nothing_is_stored,
}

async fn s1_append_is_all_or_nothing(place: Place) {
    let store = place.open().await;
    let mut ledger = Ledger::new();
    let intent = *Uuid::now_v7().as_bytes();
    let person = PersonId(Uuid::now_v7());
    let first = ledger.batch_with(|record| {
        record.person = Some(person.bytes());
        record.intent = Some(intent);
    });
    store.append(&first).await.unwrap();
    let before = ledger.clone();

    let good = ledger.record_with(|record| record.actors = vec![([1; 16], true)]);
    let bad = ledger.record_with(|record| {
        record.person = Some(person.bytes());
        record.intent = Some(intent);
    });
    let mut changed = given::summary(ledger.incident);
    changed.entries = 7;
    changed.members.insert(person, Vec::new());
    let batch = Batch {
        records: vec![good, bad],
        refused: vec![refused(ledger.incident, person)],
        summary: Some(changed),
    };
    assert!(matches!(
        store.append(&batch).await,
        Err(AppendError::Conflict)
    ));

    assert_eq!(
        store.head(ledger.incident).await.unwrap(),
        Some(before.head)
    );
    assert_eq!(
        store.records(ledger.incident, 0, 10).await.unwrap(),
        first.records
    );
    assert_eq!(store.actors(ledger.incident).await.unwrap(), []);
    assert_eq!(store.refusals(ledger.incident).await.unwrap(), []);
    assert_eq!(
        store.incident(ledger.incident).await.unwrap(),
        first.summary
    );
    assert_eq!(store.incidents(person, false).await.unwrap(), []);

    // And all of it, once the breach is gone.
    let mut ledger = before;
    let batch = Batch {
        records: vec![ledger.record_with(|record| record.actors = vec![([1; 16], true)])],
        ..batch
    };
    store.append(&batch).await.unwrap();
    assert_eq!(
        store.head(ledger.incident).await.unwrap(),
        Some(ledger.head)
    );
    assert_eq!(
        store.actors(ledger.incident).await.unwrap(),
        [([1; 16], None)]
    );
    assert_eq!(
        store.refusals(ledger.incident).await.unwrap(),
        batch.refused
    );
    assert_eq!(
        store.incident(ledger.incident).await.unwrap(),
        batch.summary
    );
    assert_eq!(store.incidents(person, false).await.unwrap().len(), 1);
}

async fn s2_what_was_recorded_is_there_after_a_crash(place: Place) {
    let store = place.open().await;
    let mut ledger = ledger(&*store, 1).await;
    let more = ledger.batch(40);
    store.append(&more).await.unwrap();

    // The store is neither closed nor dropped.
    let place = place.after_a_crash().await;
    let after = place.open().await;
    assert_eq!(
        after.head(ledger.incident).await.unwrap(),
        Some(ledger.head)
    );
    assert_eq!(
        after.records(ledger.incident, 1, 100).await.unwrap(),
        more.records
    );
}

async fn s3_a_batch_that_does_not_follow_the_head_is_a_conflict(place: Place) {
    let store = place.open().await;
    let mut new = Ledger::new();
    new.record();
    assert_conflict(&*store, &new.batch(1)).await;
    assert_eq!(store.head(new.incident).await.unwrap(), None);

    let mut ledger = ledger(&*store, 2).await;
    let before = ledger.clone();
    let next = ledger.batch(1);
    let after_next = ledger.batch(1);
    assert_conflict(&*store, &after_next).await;

    let mut elsewhere = before.clone();
    elsewhere.head.hash = other_hash(9);
    assert_conflict(&*store, &elsewhere.batch(1)).await;

    store.append(&next).await.unwrap();
    assert_conflict(&*store, &next).await;
    store.append(&after_next).await.unwrap();
    assert_eq!(
        store.head(ledger.incident).await.unwrap(),
        Some(ledger.head)
    );
}

async fn s3_the_first_record_makes_the_incident(place: Place) {
    let store = place.open().await;
    let mut ledger = Ledger::new();
    let first = ledger.batch(1);
    let without_summary = Batch {
        summary: None,
        ..first.clone()
    };
    assert!(matches!(
        store.append(&without_summary).await,
        Err(AppendError::Away(_))
    ));
    store.append(&first).await.unwrap();
    assert_conflict(&*store, &first).await;
    assert_eq!(
        store.incident(ledger.incident).await.unwrap(),
        first.summary
    );
    store.append(&Batch::default()).await.unwrap();
}

async fn s4_an_intent_and_a_change_are_recorded_once(place: Place) {
    let store = place.open().await;
    let (priya, tom) = (PersonId(Uuid::now_v7()), PersonId(Uuid::now_v7()));
    let intent = *Uuid::now_v7().as_bytes();
    let by = |person: PersonId, change: u8| {
        move |record: &mut loggist_evidence::Record| {
            record.person = Some(person.bytes());
            record.intent = Some(intent);
            record.change_hash = Some(other_hash(change));
        }
    };
    let mut ledger = ledger(&*store, 1).await;
    store
        .append(&ledger.batch_with(by(priya, 1)))
        .await
        .unwrap();
    assert_conflict(&*store, &ledger.clone().batch_with(by(priya, 2))).await;
    assert_conflict(&*store, &ledger.clone().batch_with(by(tom, 1))).await;
    // The same id of another person is another intent, and every incident has its own.
    store.append(&ledger.batch_with(by(tom, 2))).await.unwrap();
    let mut elsewhere = given::ledger(&*store, 1).await;
    store
        .append(&elsewhere.batch_with(by(priya, 1)))
        .await
        .unwrap();
    // The server's own records have neither.
    store.append(&ledger.batch(2)).await.unwrap();
}

async fn s5_an_actor_belongs_to_who_first_used_it(place: Place) {
    let store = place.open().await;
    let (priya, tom) = (PersonId(Uuid::now_v7()), PersonId(Uuid::now_v7()));
    let (theirs, servers) = ([1; 16], [2; 16]);
    let by = |person: PersonId, actors: &[([u8; 16], bool)]| {
        let actors = actors.to_vec();
        move |record: &mut loggist_evidence::Record| {
            record.person = Some(person.bytes());
            record.actors = actors;
        }
    };
    let mut ledger = ledger(&*store, 1).await;
    let both = [(theirs, false), (servers, true)];
    store
        .append(&ledger.batch_with(by(priya, &both)))
        .await
        .unwrap();
    let known = [(theirs, Some(priya)), (servers, None)];
    assert_eq!(store.actors(ledger.incident).await.unwrap(), known);

    for breach in [(theirs, false), (servers, false), (theirs, true)] {
        assert_conflict(&*store, &ledger.clone().batch_with(by(tom, &[breach]))).await;
    }
    let mut twice = ledger.clone();
    let of_two = Batch {
        records: vec![
            twice.record_with(by(tom, &[([3; 16], false)])),
            twice.record_with(by(priya, &[([3; 16], false)])),
        ],
        ..Batch::default()
    };
    assert_conflict(&*store, &of_two).await;
    assert_eq!(store.actors(ledger.incident).await.unwrap(), known);

    store
        .append(&ledger.batch_with(by(priya, &both)))
        .await
        .unwrap();
    let mut elsewhere = given::ledger(&*store, 1).await;
    store
        .append(&elsewhere.batch_with(by(tom, &[(theirs, false)])))
        .await
        .unwrap();
}

async fn s6_an_ended_session_records_nothing(place: Place) {
    let store = place.open().await;
    let mut ledger = ledger(&*store, 1).await;
    let (priya, good) = signed_in(&*store, "Priya").await;
    let (tom, ended) = signed_in(&*store, "Tom").await;
    let (mut ada, shut) = signed_in(&*store, "Ada").await;
    let (zoe, expired) = signed_in(&*store, "Zoe").await;
    store.end_session(ended.id, at(20)).await.unwrap();
    ada.disabled = true;
    assert!(store.update_person(&ada, at(20)).await.unwrap());

    let signed = |person: PersonId, session: SessionId, second: u64| {
        move |record: &mut loggist_evidence::Record| {
            record.person = Some(person.bytes());
            record.session = Some(session.bytes());
            record.received_at = at(second).to_string();
        }
    };
    let mut all = ledger.clone();
    let unknown = SessionId(Uuid::now_v7());
    let batch = Batch {
        records: vec![
            all.record_with(signed(priya.id, good.id, 100)),
            all.record_with(signed(tom.id, ended.id, 100)),
            all.record_with(signed(ada.id, shut.id, 100)),
            all.record_with(signed(zoe.id, expired.id, 3600)),
            all.record_with(signed(priya.id, unknown, 100)),
        ],
        ..Batch::default()
    };
    let mut revoked = vec![ended.id, shut.id, expired.id, unknown];
    revoked.sort();
    assert_eq!(revoked_by(&*store, &batch).await, revoked);
    assert_eq!(
        store.head(ledger.incident).await.unwrap(),
        Some(ledger.head)
    );

    // A session speaks for its own person alone.
    let borrowed = ledger.clone().batch_with(signed(tom.id, good.id, 100));
    assert_eq!(revoked_by(&*store, &borrowed).await, [good.id]);

    store
        .append(&ledger.batch_with(signed(priya.id, good.id, 100)))
        .await
        .unwrap();
    store
        .append(&ledger.batch_with(signed(zoe.id, expired.id, 3599)))
        .await
        .unwrap();
}

async fn s6_what_the_server_writes_needs_no_session(place: Place) {
    let store = place.open().await;
    let mut ledger = ledger(&*store, 1).await;
    let nobody_here = *Uuid::now_v7().as_bytes();
    store
        .append(&ledger.batch_with(|record| record.person = Some(nobody_here)))
        .await
        .unwrap();
}

async fn s7_a_batch_that_no_room_makes_is_refused_and_nothing_is_stored(place: Place) {
    let store = place.open().await;
    let ledger = ledger(&*store, 1).await;
    let mut gap = ledger.clone().batch(3);
    gap.records.remove(1);
    let mut two_incidents = ledger.clone().batch(1);
    two_incidents.refused.push(refused(
        IncidentId(Uuid::now_v7()),
        PersonId(Uuid::now_v7()),
    ));
    let zero_byte = ledger
        .clone()
        .batch_with(|record| record.name = "a\0b".into());
    let too_large = ledger.clone().batch_with(|record| record.epoch = u64::MAX);
    let mut nowhere = Batch::default();
    nowhere.refused.push(refused(
        IncidentId(Uuid::now_v7()),
        PersonId(Uuid::now_v7()),
    ));
    for batch in [gap, two_incidents, zero_byte, too_large, nowhere] {
        let outcome = store.append(&batch).await;
        assert!(matches!(outcome, Err(AppendError::Away(_))), "{outcome:?}");
    }
    assert_eq!(
        store.head(ledger.incident).await.unwrap(),
        Some(ledger.head)
    );
    assert_eq!(store.refusals(ledger.incident).await.unwrap(), []);
}

async fn assert_conflict(store: &dyn Store, batch: &Batch) {
    let outcome = store.append(batch).await;
    assert!(matches!(outcome, Err(AppendError::Conflict)), "{outcome:?}");
}

async fn revoked_by(store: &dyn Store, batch: &Batch) -> Vec<SessionId> {
    match store.append(batch).await {
        Err(AppendError::Revoked(sessions)) => sessions,
        other => panic!("{other:?}"),
    }
}
