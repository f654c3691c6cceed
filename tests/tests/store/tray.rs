//! Refused intents.

use super::given::{at, ledger, refused};
use super::place::Place;
use loggist_domain::{PersonId, Timestamp};
use loggist_store::{Batch, Refused};
use uuid::Uuid;

on_both! {
    a_refusal_is_stored_once_and_seen_by_its_author_alone,
    a_discarded_item_loses_its_content_and_is_still_repeated,
}

fn of(refused: &[Refused]) -> Batch {
    Batch {
        refused: refused.to_vec(),
        ..Batch::default()
    }
}

fn refused_at(item: Refused, refused_at: Timestamp) -> Refused {
    Refused { refused_at, ..item }
}

async fn a_refusal_is_stored_once_and_seen_by_its_author_alone(place: Place) {
    let store = place.open().await;
    let incident = ledger(&*store, 1).await.incident;
    let (priya, tom) = (PersonId(Uuid::now_v7()), PersonId(Uuid::now_v7()));
    let later = refused_at(refused(incident, priya), at(20));
    let first = refused_at(refused(incident, priya), at(10));
    let toms = refused_at(refused(incident, tom), at(15));
    store
        .append(&of(&[later.clone(), first.clone(), toms.clone()]))
        .await
        .unwrap();
    assert_eq!(
        store.tray(incident, priya).await.unwrap(),
        [first.clone(), later.clone()]
    );
    assert_eq!(
        store.tray(incident, tom).await.unwrap(),
        std::slice::from_ref(&toms)
    );

    // A repetition changes nothing, alone or beside what is new.
    let again = Refused {
        reason: "Something else.".into(),
        ..first.clone()
    };
    let bare = Refused {
        change: None,
        command: None,
        ..refused_at(refused(incident, tom), at(30))
    };
    store.append(&of(&[again, bare.clone()])).await.unwrap();
    assert_eq!(
        store.tray(incident, priya).await.unwrap(),
        [first.clone(), later.clone()]
    );
    assert_eq!(
        store.refusals(incident).await.unwrap(),
        [first, toms, later, bare]
    );
}

async fn a_discarded_item_loses_its_content_and_is_still_repeated(place: Place) {
    let store = place.open().await;
    let incident = ledger(&*store, 1).await.incident;
    let (priya, tom) = (PersonId(Uuid::now_v7()), PersonId(Uuid::now_v7()));
    let item = refused(incident, priya);
    store
        .append(&of(std::slice::from_ref(&item)))
        .await
        .unwrap();

    assert!(!store.discard(incident, tom, item.intent).await.unwrap());
    assert!(store.discard(incident, priya, item.intent).await.unwrap());
    assert!(!store.discard(incident, priya, item.intent).await.unwrap());
    assert_eq!(store.tray(incident, priya).await.unwrap(), []);
    let blank = Refused {
        change: None,
        command: None,
        ..item.clone()
    };
    assert_eq!(
        store.refusals(incident).await.unwrap(),
        std::slice::from_ref(&blank)
    );

    // It does not come back when the intent is sent again.
    store.append(&of(&[item])).await.unwrap();
    assert_eq!(store.tray(incident, priya).await.unwrap(), []);
    assert_eq!(store.refusals(incident).await.unwrap(), [blank]);
}
