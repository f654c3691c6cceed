//! What the installation remembers.

use super::place::Place;
use tokio::task::JoinSet;

on_both! {
    a_setting_is_stored_once,
    of_two_who_set_it_at_once_both_learn_the_same,
}

async fn a_setting_is_stored_once(place: Place) {
    let store = place.open().await;
    assert_eq!(store.setting("signing_key").await.unwrap(), None);
    assert_eq!(store.setting_or("signing_key", "one").await.unwrap(), "one");
    assert_eq!(store.setting_or("signing_key", "two").await.unwrap(), "one");
    assert_eq!(
        store.setting("signing_key").await.unwrap().as_deref(),
        Some("one")
    );
    assert!(store.remove_setting("signing_key").await.unwrap());
    assert!(!store.remove_setting("signing_key").await.unwrap());
    assert_eq!(store.setting_or("signing_key", "two").await.unwrap(), "two");
}

async fn of_two_who_set_it_at_once_both_learn_the_same(place: Place) {
    let store = place.open().await;
    let mut asking = JoinSet::new();
    for number in 0..8 {
        let store = store.clone();
        asking.spawn(async move { store.setting_or("demo", &number.to_string()).await.unwrap() });
    }
    let mut answers = asking.join_all().await;
    answers.dedup();
    assert_eq!(answers.len(), 1);
}
