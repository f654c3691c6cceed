//! `[A6]` every operation fits its object and names what it replaces.

use crate::{
    edits::{any, draft, map, set, text_of},
    incident::{PRIYA, TOM, text},
    judging::{at, begun, character, id, judged, nobody, op, put, refused, under},
};
use automerge::{
    ActorId, ObjId, ObjType, ReadDoc,
    legacy::{Key, OpId, OpType},
    transaction::Transactable,
};

#[test]
fn a_set_names_what_it_replaces() {
    let (incident, priya) = begun();
    let draft_two = draft(&priya, 2);
    let draft = draft(&priya, 1);
    let about = id(&priya.get(&draft, "about").unwrap().unwrap().1);
    let kind = id(&priya.get(&draft, "kind").unwrap().unwrap().1);
    let other = id(&priya.get(draft_two, "kind").unwrap().unwrap().1);
    let with = |pred: Vec<OpId>| vec![op(put("x"), &draft, under("about"), pred, false)];
    judged(&incident, &priya, with(vec![about.clone()])).unwrap();
    for pred in [
        vec![],
        vec![kind.clone()],
        vec![other],
        vec![nobody()],
        vec![about.clone(), kind],
        vec![about.clone(), about.clone()],
        vec![about.clone(), nobody()],
        vec![id(&draft)],
    ] {
        refused(
            &incident,
            &priya,
            with(pred),
            "does not name what it replaces",
        );
    }
    // A field that is not there yet has nothing to name.
    let fresh = |pred| vec![op(put("x"), &draft, under("said_by"), pred, false)];
    judged(&incident, &priya, fresh(vec![])).unwrap();
    refused(
        &incident,
        &priya,
        fresh(vec![about]),
        "does not name what it replaces",
    );
}

#[test]
fn earlier_operations_of_the_change_count() {
    let (incident, priya) = begun();
    let draft = draft(&priya, 1);
    let about = id(&priya.get(&draft, "about").unwrap().unwrap().1);
    let first = OpId(incident.max_op() + 1, ActorId::from([10; 16]));
    let put = |value: &str, pred| op(put(value), &draft, under("about"), pred, false);
    judged(
        &incident,
        &priya,
        vec![put("a", vec![about.clone()]), put("b", vec![first.clone()])],
    )
    .unwrap();
    for second in [vec![], vec![about.clone()], vec![about.clone(), first]] {
        let both = vec![put("a", vec![about.clone()]), put("b", second)];
        refused(&incident, &priya, both, "does not name what it replaces");
    }
    let later = OpId(incident.max_op() + 2, ActorId::from([10; 16]));
    refused(
        &incident,
        &priya,
        vec![put("a", vec![later])],
        "does not name what it replaces",
    );
}

#[test]
fn a_delete_names_all_or_all_but_the_winner() {
    let (mut incident, mut priya) = begun();
    let mut tom = incident.replica(20);
    let mut third = incident.replica(30);
    let bytes = [
        (set(&mut priya, 1, "about", text("by Priya")), PRIYA),
        (set(&mut tom, 1, "about", text("by Tom")), TOM),
        (set(&mut third, 1, "about", text("by a third")), 3),
    ];
    for (bytes, by) in &bytes {
        incident.record(bytes, *by);
    }
    let now = incident
        .document
        .clone()
        .with_actor(ActorId::from([10; 16]));
    let draft = draft(&now, 1);
    let all: Vec<OpId> = now
        .get_all(&draft, "about")
        .unwrap()
        .iter()
        .map(|(_, of)| id(of))
        .collect();
    let delete = |pred: &[OpId]| {
        vec![op(
            OpType::Delete,
            &draft,
            under("about"),
            pred.to_vec(),
            false,
        )]
    };
    judged(&incident, &now, delete(&all)).unwrap();
    judged(&incident, &now, delete(&all[..2])).unwrap();
    for pred in [
        &all[..0],
        &all[..1],
        &all[1..],
        &all[2..],
        &[all[0].clone(), all[2].clone()],
    ] {
        refused(
            &incident,
            &now,
            delete(pred),
            "does not name what it replaces",
        );
    }
    let put = |pred: &[OpId]| {
        vec![op(
            put("settled"),
            &draft,
            under("about"),
            pred.to_vec(),
            false,
        )]
    };
    judged(&incident, &now, put(&all)).unwrap();
    refused(
        &incident,
        &now,
        put(&all[..2]),
        "does not name what it replaces",
    );
    // The winner alone remains, for the operations that follow.
    let after = |pred: &[OpId]| [delete(&all[..2]), put(pred)].concat();
    judged(&incident, &now, after(&all[2..])).unwrap();
    refused(
        &incident,
        &now,
        after(&all),
        "does not name what it replaces",
    );
    refused(
        &incident,
        &now,
        after(&[]),
        "does not name what it replaces",
    );
}

#[test]
fn a_delete_of_nothing_is_refused() {
    let (incident, priya) = begun();
    let draft = draft(&priya, 1);
    let nothing = vec![op(OpType::Delete, &draft, under("said_by"), vec![], false)];
    refused(&incident, &priya, nothing, "does not name what it replaces");
    let text = text_of(&priya, 1);
    let character = character(&priya, 1, 0);
    let nothing = vec![op(OpType::Delete, &text, at(&character), vec![], false)];
    refused(&incident, &priya, nothing, "does not name what it replaces");
}

#[test]
fn an_object_is_one_of_the_document() {
    let (incident, priya) = begun();
    let character = character(&priya, 1, 0);
    let about = id(&priya.get(draft(&priya, 1), "about").unwrap().unwrap().1);
    let own = OpId(incident.max_op() + 1, ActorId::from([10; 16]));
    for odd in [
        nobody(),
        character,
        about,
        own,
        OpId(1 << 30, ActorId::from([10; 16])),
    ] {
        let odd = ObjId::Id(odd.0, odd.1, 0);
        refused(
            &incident,
            &priya,
            vec![op(put("x"), &odd, under("about"), vec![], false)],
            "not there",
        );
    }
}

#[test]
fn a_map_has_keys_and_a_text_has_characters() {
    let (incident, priya) = begun();
    let (draft, text) = (draft(&priya, 1), text_of(&priya, 1));
    let first = character(&priya, 1, 0);
    let why = "does not fit its object";
    refused(
        &incident,
        &priya,
        vec![op(put("x"), &draft, Key::head(), vec![], true)],
        why,
    );
    refused(
        &incident,
        &priya,
        vec![op(put("x"), &draft, at(&first), vec![], true)],
        why,
    );
    refused(
        &incident,
        &priya,
        vec![op(put("x"), &draft, under("about"), vec![], true)],
        why,
    );
    refused(
        &incident,
        &priya,
        vec![op(put("x"), &text, under("about"), vec![], false)],
        why,
    );
    refused(
        &incident,
        &priya,
        vec![op(put("x"), &text, under("about"), vec![], true)],
        why,
    );
}

#[test]
fn what_the_change_has_removed_takes_no_writes() {
    let (incident, mut priya) = begun();
    let number = crate::incident::object(1).to_string();
    let drafts = map(&priya, "drafts");
    let removed = draft(&priya, 1);
    let remove = op(
        OpType::Delete,
        &drafts,
        under(&number),
        vec![id(&removed)],
        false,
    );
    let into = op(put("x"), &removed, under("said_by"), vec![], false);
    let behind = op(put("x"), &text_of(&priya, 1), Key::head(), vec![], true);
    judged(
        &incident,
        &priya,
        vec![into.clone(), behind.clone(), remove.clone()],
    )
    .unwrap();
    for late in [into, behind] {
        refused(
            &incident,
            &priya,
            vec![late.clone(), remove.clone(), late.clone()],
            "has removed",
        );
        refused(&incident, &priya, vec![remove.clone(), late], "not there");
    }
    let bytes = any(&mut priya, |tx| {
        tx.delete(map(tx, "drafts"), &*number).unwrap();
    });
    incident.admit(&bytes, PRIYA).unwrap();
}

#[test]
fn an_object_removed_before_takes_no_writes() {
    let (mut incident, mut priya) = begun();
    let removed = draft(&priya, 1);
    let text = text_of(&priya, 1);
    incident.record(&crate::edits::discard(&mut priya, 1), PRIYA);
    refused(
        &incident,
        &priya,
        vec![op(put("x"), &removed, under("said_by"), vec![], false)],
        "not there",
    );
    refused(
        &incident,
        &priya,
        vec![op(put("x"), &text, Key::head(), vec![], true)],
        "not there",
    );
}

#[test]
fn objects_of_this_change_hold_what_it_puts_there() {
    let (incident, priya) = begun();
    let drafts = map(&priya, "drafts");
    let number = crate::incident::object(9).to_string();
    let fresh = ObjId::Id(incident.max_op() + 1, ActorId::from([10; 16]), 0);
    let make = op(
        OpType::Make(ObjType::Map),
        &drafts,
        under(&number),
        vec![],
        false,
    );
    let by = op(put("x"), &fresh, under("by"), vec![], false);
    judged(&incident, &priya, vec![make.clone(), by.clone()]).unwrap();
    refused(&incident, &priya, vec![by, make.clone()], "not there");
    let odd = op(put("x"), &fresh, under("by"), vec![nobody()], false);
    refused(
        &incident,
        &priya,
        vec![make.clone(), odd],
        "does not name what it replaces",
    );
    let text = op(put("x"), &fresh, Key::head(), vec![], true);
    refused(
        &incident,
        &priya,
        vec![make, text],
        "does not fit its object",
    );
}

#[test]
fn a_change_touches_so_many_fields() {
    let (incident, _) = begun();
    let set_many = |actor: u8, count: usize| {
        any(&mut incident.replica(actor), |tx| {
            let draft = draft(tx, 1);
            (0..count).for_each(|at| tx.put(&draft, format!("field-{at}"), 1).unwrap());
        })
    };
    incident.admit(&set_many(20, 120), PRIYA).unwrap();
    let (code, _) = incident.refusal(&set_many(21, 140), PRIYA);
    assert_eq!(code, loggist_domain::Code::TooLarge);
}
