//! What opens invitations, and guests.

use super::given::{Ledger, at, ledger, person, session};
use super::place::Place;
use loggist_domain::{IncidentId, ObjectId};
use loggist_store::{InvitationCode, Person};
use uuid::Uuid;

on_both! {
    a_code_opens_its_invitation_until_it_expires_or_is_forgotten,
    a_code_of_no_incident_or_of_two_is_not_kept,
    a_guest_is_read_back_as_one,
    who_has_signed_nothing_can_be_taken_back_and_nobody_else,
}

fn code(n: u8, incident: IncidentId, seconds: u64) -> InvitationCode {
    InvitationCode {
        hash: [n; 32],
        incident,
        invitation: ObjectId(Uuid::now_v7()),
        expires_at: at(seconds),
    }
}

async fn a_code_opens_its_invitation_until_it_expires_or_is_forgotten(place: Place) {
    let store = place.open().await;
    let incident = ledger(&*store, 1).await.incident;
    let (one, other) = (code(1, incident, 60), code(2, incident, 90));
    store.keep_code(&one, at(0)).await.unwrap();
    store.keep_code(&other, at(0)).await.unwrap();
    assert_eq!(store.code([1; 32], at(59)).await.unwrap(), Some(one));
    assert_eq!(store.code([1; 32], at(60)).await.unwrap(), None);
    assert_eq!(store.code([3; 32], at(0)).await.unwrap(), None);
    store.forget_code([2; 32]).await.unwrap();
    store.forget_code([2; 32]).await.unwrap();
    assert_eq!(store.code([2; 32], at(0)).await.unwrap(), None);
    store
        .keep_code(&code(4, incident, 200), at(100))
        .await
        .unwrap();
    // Those that had expired by then are gone from the database too.
    assert_eq!(store.code([1; 32], at(0)).await.unwrap(), None);
}

async fn a_code_of_no_incident_or_of_two_is_not_kept(place: Place) {
    let store = place.open().await;
    let nowhere = code(1, IncidentId(Uuid::now_v7()), 60);
    assert!(store.keep_code(&nowhere, at(0)).await.is_err());
    let one = code(1, ledger(&*store, 1).await.incident, 60);
    store.keep_code(&one, at(0)).await.unwrap();
    let other = code(1, ledger(&*store, 1).await.incident, 60);
    assert!(store.keep_code(&other, at(0)).await.is_err());
    assert_eq!(store.code([1; 32], at(0)).await.unwrap(), Some(one));
}

async fn a_guest_is_read_back_as_one(place: Place) {
    let store = place.open().await;
    let guest = Person {
        guest_of: Some(IncidentId(Uuid::now_v7())),
        ..person("Greta")
    };
    store.add_person(&guest, None).await.unwrap();
    assert_eq!(store.person(guest.id).await.unwrap(), Some(guest));
}

async fn who_has_signed_nothing_can_be_taken_back_and_nobody_else(place: Place) {
    let store = place.open().await;
    let guest = person("Greta");
    store.add_person(&guest, Some("hash")).await.unwrap();
    let theirs = session(&guest);
    store.begin_session(&theirs).await.unwrap();
    store
        .rotate(theirs.id, [1; 32], [2; 32], at(1))
        .await
        .unwrap();
    assert!(store.remove_person(guest.id).await.unwrap());
    assert!(!store.remove_person(guest.id).await.unwrap());
    assert_eq!(store.person(guest.id).await.unwrap(), None);
    assert_eq!(store.session(theirs.id).await.unwrap(), None);
    // The address is free again.
    let again = person("Greta");
    store.add_person(&again, None).await.unwrap();
    let session = session(&again);
    store.begin_session(&session).await.unwrap();
    let batch = Ledger::new().batch_with(|record| {
        record.person = Some(again.id.bytes());
        record.session = Some(session.id.bytes());
    });
    store.append(&batch).await.unwrap();
    assert!(!store.remove_person(again.id).await.unwrap());
    assert_eq!(store.session(session.id).await.unwrap(), Some(session));
    assert_eq!(store.person(again.id).await.unwrap(), Some(again));
}
