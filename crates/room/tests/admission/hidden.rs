//! Writes that leave nothing to be seen, and are stored for ever all the same.

use crate::{
    edits::{any, create_draft, draft, map, set},
    incident::{Incident, PRIYA, TOM, object, person, text},
};
use automerge::{
    Automerge, ObjType, ROOT, ReadDoc,
    transaction::{Transactable, Transaction},
};
use loggist_domain::{Code, policy::Touch};

fn begun() -> (Incident, Automerge) {
    let mut incident = Incident::new();
    let mut priya = incident.replica(10);
    incident.record(&create_draft(&mut priya, 1, PRIYA, "The list is"), PRIYA);
    (incident, priya)
}

fn touches(incident: &Incident, by: u8, edit: impl FnOnce(&mut Transaction<'_>)) -> Vec<Touch> {
    let mut one = incident.replica(50);
    let bytes = any(&mut one, edit);
    incident.admit(&bytes, by).unwrap().touches
}

fn other(collection: &str) -> Touch {
    Touch::Other {
        collection: collection.into(),
    }
}

#[test]
fn putting_and_deleting_a_key_of_the_log_in_one_change() {
    let (incident, _) = begun();
    let found = touches(&incident, PRIYA, |tx| {
        let log = map(tx, "log");
        tx.put(&log, "000002", text("forged")).unwrap();
        tx.delete(&log, "000002").unwrap();
    });
    assert_eq!(found, [other("log")]);
}

#[test]
fn setting_and_setting_back() {
    let (incident, _) = begun();
    let found = touches(&incident, TOM, |tx| {
        let draft = draft(tx, 1);
        tx.put(&draft, "by", text("x")).unwrap();
        tx.put(&draft, "by", text(&person(PRIYA).to_string()))
            .unwrap();
    });
    let sets = |value: &str| Touch::Set {
        collection: "drafts".into(),
        id: object(1),
        field: "by".into(),
        value: value.into(),
    };
    assert_eq!(found, [sets("x"), sets(&person(PRIYA).to_string())]);
}

#[test]
fn a_concurrent_write_that_loses() {
    let (mut incident, _) = begun();
    let mut behind = incident.replica(1);
    incident.server(|tx| tx.put(ROOT, "command", text("{\"epoch\":2}")).unwrap());
    let loses = any(&mut behind, |tx| {
        tx.put(ROOT, "command", text("mine")).unwrap();
    });
    let admitted = incident.admit(&loses, TOM).unwrap();
    assert_eq!(admitted.touches, [other("command")]);
    let mut after = incident.document.clone();
    after.apply_changes([admitted.change]).unwrap();
    let shown = after.get(ROOT, "command").unwrap().unwrap().0;
    assert_eq!(
        shown.as_str(),
        Some("{\"epoch\":2}"),
        "it would not be seen"
    );
}

#[test]
fn a_write_through_a_new_ancestor() {
    let (incident, _) = begun();
    let found = touches(&incident, PRIYA, |tx| {
        let drafts = tx.put_object(ROOT, "drafts", ObjType::Map).unwrap();
        let draft = tx
            .put_object(&drafts, object(7).to_string(), ObjType::Map)
            .unwrap();
        tx.put(&draft, "by", text("x")).unwrap();
    });
    assert!(found.contains(&other("drafts")), "{found:?}");
    let found = touches(&incident, PRIYA, |tx| {
        let log = tx.put_object(ROOT, "log", ObjType::Map).unwrap();
        tx.put(&log, "000001", text("forged")).unwrap();
    });
    assert_eq!(found, [other("log")]);
}

#[test]
fn a_new_object_says_each_field_once() {
    let (incident, _) = begun();
    let create = |more: &dyn Fn(&mut Transaction<'_>, &automerge::ObjId)| {
        touches(&incident, TOM, |tx| {
            let draft = tx
                .put_object(map(tx, "drafts"), object(7).to_string(), ObjType::Map)
                .unwrap();
            tx.put(&draft, "by", text("somebody else")).unwrap();
            more(tx, &draft);
        })
    };
    let creates = Touch::Create {
        collection: "drafts".into(),
        id: object(7),
    };
    assert_eq!(
        create(&|tx, draft| tx.put(draft, "kind", text("x")).unwrap()),
        std::slice::from_ref(&creates)
    );
    let hidden = [creates, other("drafts")];
    assert_eq!(
        create(&|tx, draft| tx.put(draft, "by", text("Tom")).unwrap()),
        hidden
    );
    assert_eq!(create(&|tx, draft| tx.delete(draft, "by").unwrap()), hidden);
    assert_eq!(
        create(&|tx, draft| drop(tx.put_object(draft, "more", ObjType::Map).unwrap())),
        hidden
    );
    let gone_again = create(&|tx, _| tx.delete(map(tx, "drafts"), object(7).to_string()).unwrap());
    assert_eq!(
        gone_again[1],
        Touch::Delete {
            collection: "drafts".into(),
            id: object(7)
        }
    );
}

#[test]
fn a_key_used_before() {
    let (mut incident, mut priya) = begun();
    let stale = incident.replica(20);
    incident.record(&crate::edits::discard(&mut priya, 1), PRIYA);
    // Also by someone who saw neither the object nor that it went.
    let mut blind = Incident::new().replica(21);
    let bytes = create_draft(&mut blind, 1, TOM, "");
    assert_eq!(incident.refusal(&bytes, TOM).0, Code::Invalid);
    drop(stale);
}

#[test]
fn an_actor_of_somebody_else() {
    let (incident, mut priya) = begun();
    let bytes = set(&mut priya, 1, "about", text("in your name"));
    assert_eq!(incident.refusal(&bytes, TOM).0, Code::ActorTaken);
}

#[test]
fn writing_under_what_is_removed_in_the_same_change() {
    let (incident, _) = begun();
    let found = touches(&incident, PRIYA, |tx| {
        tx.put(draft(tx, 1), "about", text("a last word")).unwrap();
        tx.delete(map(tx, "drafts"), object(1).to_string()).unwrap();
    });
    let (collection, id) = ("drafts".to_owned(), object(1));
    let sets = Touch::Set {
        collection: collection.clone(),
        id,
        field: "about".into(),
        value: "a last word".into(),
    };
    assert_eq!(found, [sets, Touch::Delete { collection, id }]);
}
