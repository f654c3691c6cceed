//! What each edit is for the policy.

use crate::{
    edits::{any, create_draft, create_fact, discard, draft, map, set, splice, text_of},
    incident::{Incident, PRIYA, TOM, object, text},
};
use automerge::{Automerge, ObjType, ROOT, ReadDoc, ScalarValue, transaction::Transactable};
use loggist_domain::{Scalar, policy::Touch};

fn begun() -> (Incident, Automerge) {
    let mut incident = Incident::new();
    let mut priya = incident.replica(10);
    incident.record(&create_draft(&mut priya, 1, PRIYA, "The list is"), PRIYA);
    (incident, priya)
}

fn drafts(field: &str) -> (String, loggist_domain::ObjectId, String) {
    ("drafts".into(), object(1), field.into())
}

fn setting(field: &str, value: impl Into<Scalar>) -> Touch {
    let (collection, id, field) = drafts(field);
    Touch::Set {
        collection,
        id,
        field,
        value: value.into(),
    }
}

fn splicing(field: &str) -> Touch {
    let (collection, id, field) = drafts(field);
    Touch::Splice {
        collection,
        id,
        field,
    }
}

fn other(collection: &str) -> Touch {
    Touch::Other {
        collection: collection.into(),
    }
}

#[test]
fn the_edits_of_the_pages() {
    let (mut incident, mut priya) = begun();
    let mut touches = |bytes: Vec<u8>| {
        let admitted = incident.record(&bytes, PRIYA);
        (admitted.touches, admitted.created)
    };
    let created = ("facts".to_owned(), object(2));
    let act = Touch::Create {
        collection: "facts".into(),
        id: object(2),
    };
    assert_eq!(
        touches(create_fact(&mut priya, 2, PRIYA)),
        (vec![act], vec![created])
    );
    assert_eq!(
        touches(splice(&mut priya, 1, 3, 2, "é😀")),
        (vec![splicing("text")], vec![])
    );
    assert_eq!(
        touches(splice(&mut priya, 1, 3, 2, "")),
        (vec![splicing("text")], vec![])
    );
    assert_eq!(
        touches(set(&mut priya, 1, "about", text("x"))),
        (vec![setting("about", "x")], vec![])
    );
    assert_eq!(
        touches(set(&mut priya, 1, "about", ScalarValue::Null)),
        (vec![setting("about", Scalar::Null)], vec![])
    );
    let removes = Touch::Delete {
        collection: "drafts".into(),
        id: object(1),
    };
    assert_eq!(touches(discard(&mut priya, 1)), (vec![removes], vec![]));
}

#[test]
fn acts_come_in_order_and_each_once() {
    let (incident, mut priya) = begun();
    let bytes = any(&mut priya, |tx| {
        let draft = draft(tx, 1);
        let why = tx.get(&draft, "why").unwrap().unwrap().1;
        let text_of = text_of(tx, 1);
        tx.put(&draft, "kind", text("comms")).unwrap();
        tx.splice_text(&why, 0, 0, "because").unwrap();
        tx.put(&draft, "about", text("a")).unwrap();
        tx.put(&draft, "kind", text("decision")).unwrap();
        tx.splice_text(&text_of, 2, 1, "x").unwrap();
        tx.splice_text(&why, 2, 1, "y").unwrap();
    });
    let expected = [
        setting("kind", "comms"),
        splicing("why"),
        setting("about", "a"),
        setting("kind", "decision"),
        splicing("text"),
    ];
    assert_eq!(incident.admit(&bytes, PRIYA).unwrap().touches, expected);
}

#[test]
fn keeping_the_winner_of_a_conflict_is_a_set() {
    let (mut incident, mut priya) = begun();
    let mut tom = incident.replica(20);
    incident.record(&set(&mut priya, 1, "about", text("by Priya")), PRIYA);
    incident.record(&set(&mut tom, 1, "about", text("by Tom")), TOM);
    let mut third = incident.replica(30);
    let settle = any(&mut third, |tx| {
        let draft = draft(tx, 1);
        tx.put(&draft, "about", text("x")).unwrap();
    });
    let settle = crate::incident::altered(&settle, |change| {
        let winner = incident
            .document
            .get(draft(&incident.document, 1), "about")
            .unwrap()
            .unwrap()
            .1;
        let op = &mut change.operations[0];
        op.action = automerge::legacy::OpType::Delete;
        let losers = op
            .pred
            .iter()
            .filter(|id| !winner.to_string().contains(&id.to_string()));
        op.pred = losers.cloned().collect();
        assert_eq!(op.pred.len(), 1);
    });
    assert_eq!(
        incident.record(&settle, PRIYA).touches,
        [setting("about", "by Tom")]
    );
    let after = &incident.document;
    assert_eq!(after.get_all(draft(after, 1), "about").unwrap().len(), 1);
}

#[test]
fn deleting_a_field_is_no_act_of_the_policy() {
    let (mut incident, mut priya) = begun();
    incident.record(&set(&mut priya, 1, "about", text("x")), PRIYA);
    for field in ["about", "kind", "text"] {
        let mut one = incident.replica(40);
        let bytes = any(&mut one, |tx| tx.delete(draft(tx, 1), field).unwrap());
        assert_eq!(
            incident.admit(&bytes, PRIYA).unwrap().touches,
            [other("drafts")]
        );
    }
}

#[test]
fn a_text_is_not_replaced() {
    let (incident, mut priya) = begun();
    let bytes = any(&mut priya, |tx| {
        let anew = tx.put_object(draft(tx, 1), "text", ObjType::Text).unwrap();
        tx.splice_text(&anew, 0, 0, "all new").unwrap();
    });
    let touches = incident.admit(&bytes, PRIYA).unwrap().touches;
    assert_eq!(touches[0], other("drafts"));
    let mut one = incident.replica(40);
    let scalar = set(&mut one, 1, "text", text("all new"));
    // The policy has no row for setting a text.
    assert_eq!(
        incident.admit(&scalar, PRIYA).unwrap().touches,
        [setting("text", "all new")]
    );
}

#[test]
fn whatever_else_is_elsewhere() {
    let (incident, priya) = begun();
    let touches = |edit: &dyn Fn(&mut automerge::transaction::Transaction<'_>)| {
        let mut one = incident.replica(40);
        let bytes = any(&mut one, |tx| edit(tx));
        let touches = incident.admit(&bytes, PRIYA).unwrap().touches;
        assert!(!touches.is_empty());
        touches
    };
    let log = map(&priya, "log");
    assert_eq!(
        touches(&|tx| tx.put(&log, "000002", text("{}")).unwrap()),
        [other("log")]
    );
    assert_eq!(
        touches(&|tx| tx.put(&log, "000001", text("forged")).unwrap()),
        [other("log")]
    );
    assert_eq!(
        touches(&|tx| tx.delete(&log, "000001").unwrap()),
        [other("log")]
    );
    for key in [
        "v", "incident", "command", "members", "log", "drafts", "colour",
    ] {
        assert_eq!(
            touches(&|tx| tx.put(ROOT, key, text("x")).unwrap()),
            [other(key)]
        );
        let made = touches(&|tx| drop(tx.put_object(ROOT, key, ObjType::Map).unwrap()));
        assert_eq!(made, [other(key)]);
    }
    assert_eq!(
        touches(&|tx| tx.delete(ROOT, "drafts").unwrap()),
        [other("drafts")]
    );
    let drafts = map(&priya, "drafts");
    assert_eq!(
        touches(&|tx| tx.put(&drafts, "x", 1).unwrap()),
        [other("drafts")]
    );
    assert_eq!(
        touches(&|tx| tx.put(&drafts, object(1).to_string(), 1).unwrap()),
        [other("drafts")]
    );
    let text = touches(&|tx| {
        drop(
            tx.put_object(&drafts, object(5).to_string(), ObjType::Text)
                .unwrap(),
        );
    });
    assert_eq!(text, [other("drafts")]);
    let again = touches(&|tx| {
        drop(
            tx.put_object(&drafts, object(1).to_string(), ObjType::Map)
                .unwrap(),
        );
    });
    assert_eq!(again, [other("drafts")]);
    let deeper = touches(&|tx| {
        let map = tx
            .put_object(draft(tx, 1), "reports", ObjType::Map)
            .unwrap();
        tx.put(&map, "x", 1).unwrap();
    });
    assert_eq!(deeper, [other("drafts")]);
    // A collection that this version has no rows for still says what is done.
    let action = touches(&|tx| {
        drop(
            tx.put_object(map(tx, "actions"), object(5).to_string(), ObjType::Map)
                .unwrap(),
        );
    });
    assert_eq!(
        action,
        [Touch::Create {
            collection: "actions".into(),
            id: object(5)
        }]
    );
}
