//! People and their passwords.

use super::given::{at, person, signed_in};
use super::place::Place;
use loggist_domain::{Role, Training};
use loggist_store::{Person, StoreError};

on_both! {
    a_person_reads_back_as_they_were_added,
    an_email_address_is_taken_once,
    a_person_changes_but_not_their_address,
    shutting_an_account_ends_its_sessions_and_begins_no_other,
    people_come_by_name,
    the_store_tells_its_backend_and_answers,
}

async fn a_person_reads_back_as_they_were_added(place: Place) {
    let store = place.open().await;
    let trained = Training {
        role: Role::Deputy,
        until: Some(at(99)),
    };
    let priya = Person {
        administrator: true,
        on_call_until: Some(at(7)),
        trainings: vec![trained],
        ..person("Priya")
    };
    store
        .add_person(&priya, Some("$argon2id$one"))
        .await
        .unwrap();
    let tom = person("Tom");
    store.add_person(&tom, None).await.unwrap();

    assert_eq!(store.person(priya.id).await.unwrap(), Some(priya.clone()));
    assert_eq!(store.person(person("Nobody").id).await.unwrap(), None);
    let found = store.person_by_email("priya@example.org").await.unwrap();
    assert_eq!(found, Some((priya.clone(), Some("$argon2id$one".into()))));
    assert_eq!(
        store.person_by_email("tom@example.org").await.unwrap(),
        Some((tom.clone(), None))
    );
    assert_eq!(
        store.person_by_email("nobody@example.org").await.unwrap(),
        None
    );

    store.set_password(priya.id, "$argon2id$two").await.unwrap();
    store.set_password(tom.id, "$argon2id$three").await.unwrap();
    let found = store.person_by_email("priya@example.org").await.unwrap();
    assert_eq!(found.unwrap().1.as_deref(), Some("$argon2id$two"));
    let found = store.person_by_email("tom@example.org").await.unwrap();
    assert_eq!(found.unwrap().1.as_deref(), Some("$argon2id$three"));
    assert!(
        store
            .set_password(person("Nobody").id, "$argon2id$four")
            .await
            .is_err()
    );
}

async fn an_email_address_is_taken_once(place: Place) {
    let store = place.open().await;
    store
        .add_person(&person("Priya"), Some("$argon2id$one"))
        .await
        .unwrap();
    let refused = store
        .add_person(&person("Priya"), Some("$argon2id$two"))
        .await;
    assert!(
        matches!(refused, Err(StoreError::Taken("email"))),
        "{refused:?}"
    );
    assert_eq!(store.people().await.unwrap().len(), 1);
}

async fn a_person_changes_but_not_their_address(place: Place) {
    let store = place.open().await;
    let before = person("Priya");
    store.add_person(&before, None).await.unwrap();
    let after = Person {
        name: "Priya Nair".into(),
        organisation: String::new(),
        administrator: true,
        on_call_until: Some(at(5)),
        trainings: Vec::new(),
        ..before.clone()
    };
    let asked = Person {
        email: "other@example.org".into(),
        created_at: at(9),
        ..after.clone()
    };
    assert!(store.update_person(&asked, at(1)).await.unwrap());
    assert_eq!(store.person(before.id).await.unwrap(), Some(after));
    assert!(!store.update_person(&person("Nobody"), at(1)).await.unwrap());
}

async fn shutting_an_account_ends_its_sessions_and_begins_no_other(place: Place) {
    let store = place.open().await;
    let (mut priya, session) = signed_in(&*store, "Priya").await;
    let (_, toms) = signed_in(&*store, "Tom").await;
    priya.disabled = true;
    assert!(store.update_person(&priya, at(30)).await.unwrap());
    assert_eq!(
        store.session(session.id).await.unwrap().unwrap().ended_at,
        Some(at(30))
    );
    assert_eq!(
        store.session(toms.id).await.unwrap().unwrap().ended_at,
        None
    );

    let late = super::given::session(&priya);
    store.begin_session(&late).await.unwrap();
    assert_eq!(
        store.session(late.id).await.unwrap().unwrap().ended_at,
        Some(late.created_at)
    );
}

async fn people_come_by_name(place: Place) {
    let store = place.open().await;
    for name in ["Zoe", "anna", "\u{c5}sa", "Ben"] {
        store.add_person(&person(name), None).await.unwrap();
    }
    let people = store.people().await.unwrap();
    let names: Vec<_> = people.iter().map(|person| &person.name[..]).collect();
    assert_eq!(names, ["Ben", "Zoe", "anna", "\u{c5}sa"]);
}

async fn the_store_tells_its_backend_and_answers(place: Place) {
    let store = place.open().await;
    store.ping().await.unwrap();
    assert!(place.address().starts_with(store.backend()));
    store.close().await;
    assert!(matches!(store.ping().await, Err(StoreError::Away(_))));
}
