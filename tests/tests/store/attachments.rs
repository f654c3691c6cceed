//! What is attached to incidents.

use super::given::{at, ledger, person};
use super::place::Place;
use loggist_domain::IncidentId;
use loggist_store::Attachment;
use uuid::Uuid;

on_both! {
    content_is_read_back_byte_for_byte_in_its_incident_alone,
    an_incident_holds_so_much_and_no_more,
}

fn some(incident: IncidentId, sha256: &str, content: Vec<u8>) -> Attachment {
    Attachment {
        incident,
        sha256: sha256.into(),
        kept_by: person("Priya").id,
        kept_at: at(0),
        content,
    }
}

async fn content_is_read_back_byte_for_byte_in_its_incident_alone(place: Place) {
    let store = place.open().await;
    let incident = ledger(&*store, 1).await.incident;
    let other = ledger(&*store, 1).await.incident;
    let content: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    let attachment = some(incident, "aa", content.clone());
    for _ in 0..2 {
        assert!(store.keep_attachment(&attachment, 300_000).await.unwrap());
    }
    assert_eq!(
        store.attachment(incident, "aa").await.unwrap(),
        Some(content)
    );
    assert_eq!(store.attachment(incident, "bb").await.unwrap(), None);
    assert_eq!(store.attachment(other, "aa").await.unwrap(), None);
    let nowhere = some(IncidentId(Uuid::now_v7()), "aa", vec![1]);
    assert!(store.keep_attachment(&nowhere, 10).await.is_err());
}

async fn an_incident_holds_so_much_and_no_more(place: Place) {
    let store = place.open().await;
    let incident = ledger(&*store, 1).await.incident;
    let keep = async |sha256: &str, bytes: usize| {
        let attachment = some(incident, sha256, vec![7; bytes]);
        store.keep_attachment(&attachment, 100).await.unwrap()
    };
    assert!(keep("aa", 60).await);
    assert!(!keep("bb", 41).await);
    assert_eq!(store.attachment(incident, "bb").await.unwrap(), None);
    assert!(keep("bb", 40).await);
    assert!(keep("bb", 40).await, "again, it takes no more room");
    assert!(!keep("cc", 1).await);
}
