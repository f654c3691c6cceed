//! `[A6]` every operation on a text names characters that are there.

use crate::{
    edits::{draft, splice, text_of},
    incident::{PRIYA, TOM},
    judging::{at, begun, character, id, judged, nobody, op, put, refused},
};
use automerge::{
    ActorId, ObjId, ReadDoc,
    legacy::{Key, OpId, OpType},
};

#[test]
fn a_character_is_one_of_its_text() {
    let (incident, priya) = begun();
    let text = text_of(&priya, 1);
    let insert = |after: Key| vec![op(put("x"), &text, after, vec![], true)];
    judged(&incident, &priya, insert(Key::head())).unwrap();
    judged(&incident, &priya, insert(at(&character(&priya, 1, 3)))).unwrap();
    let elsewhere = character(&priya, 2, 0);
    let about = id(&priya.get(draft(&priya, 1), "about").unwrap().unwrap().1);
    let own = OpId(incident.max_op() + 1, ActorId::from([10; 16]));
    for odd in [nobody(), elsewhere, about, id(&text), own] {
        refused(&incident, &priya, insert(at(&odd)), "not there");
        let out = vec![op(
            OpType::Delete,
            &text,
            at(&odd),
            vec![odd.clone()],
            false,
        )];
        judged(&incident, &priya, out).unwrap_err();
    }
}

#[test]
fn a_character_is_taken_out_once_by_its_own_name() {
    let (mut incident, mut priya) = begun();
    let (first, second) = (character(&priya, 1, 0), character(&priya, 1, 1));
    let text = text_of(&priya, 1);
    let out = |of: &OpId, pred: Vec<OpId>| op(OpType::Delete, &text, at(of), pred, false);
    judged(&incident, &priya, vec![out(&first, vec![first.clone()])]).unwrap();
    let twice = vec![
        out(&first, vec![first.clone()]),
        out(&first, vec![first.clone()]),
    ];
    refused(&incident, &priya, twice, "was gone");
    for pred in [
        vec![second.clone()],
        vec![first.clone(), second.clone()],
        vec![nobody()],
    ] {
        refused(
            &incident,
            &priya,
            vec![out(&first, pred)],
            "does not name what it replaces",
        );
    }
    refused(
        &incident,
        &priya,
        vec![op(OpType::Delete, &text, Key::head(), vec![], false)],
        "put in or taken out",
    );
    let mut other = incident.replica(20);
    incident.record(&splice(&mut priya, 1, 0, 1, ""), PRIYA);
    refused(
        &incident,
        &priya,
        vec![out(&first, vec![first.clone()])],
        "was gone",
    );
    // What is gone is still a place to write behind, and still there for who has not seen it go.
    judged(
        &incident,
        &priya,
        vec![op(put("x"), &text, at(&first), vec![], true)],
    )
    .unwrap();
    incident.record(&splice(&mut other, 1, 0, 1, ""), TOM);
}

#[test]
fn a_character_of_this_change_can_be_written_behind_and_taken_out() {
    let (incident, priya) = begun();
    let text = text_of(&priya, 1);
    let other = text_of(&priya, 2);
    let first = OpId(incident.max_op() + 1, ActorId::from([10; 16]));
    let insert = |text: &ObjId, after: Key| op(put("x"), text, after, vec![], true);
    let out = |text: &ObjId| op(OpType::Delete, text, at(&first), vec![first.clone()], false);
    let head = insert(&text, Key::head());
    judged(
        &incident,
        &priya,
        vec![head.clone(), insert(&text, at(&first)), out(&text)],
    )
    .unwrap();
    judged(
        &incident,
        &priya,
        vec![head.clone(), out(&text), insert(&text, at(&first))],
    )
    .unwrap();
    refused(
        &incident,
        &priya,
        vec![head.clone(), out(&text), out(&text)],
        "was gone",
    );
    refused(
        &incident,
        &priya,
        vec![head.clone(), insert(&other, at(&first))],
        "not there",
    );
    refused(
        &incident,
        &priya,
        vec![head.clone(), out(&other)],
        "was gone",
    );
    refused(
        &incident,
        &priya,
        vec![insert(&text, at(&first))],
        "not there",
    );
    let put_over = op(put("y"), &text, at(&first), vec![first.clone()], false);
    refused(
        &incident,
        &priya,
        vec![head, put_over],
        "put in or taken out",
    );
}

#[test]
fn many_characters_are_taken_out_by_the_same_rules() {
    let (mut incident, mut priya) = begun();
    incident.record(&splice(&mut priya, 1, 0, 0, &"a".repeat(400)), PRIYA);
    let text = text_of(&priya, 1);
    let out = |of: &OpId| op(OpType::Delete, &text, at(of), vec![of.clone()], false);
    let all: Vec<OpId> = (0..400).map(|at| character(&priya, 1, at)).collect();
    let many = |more: &OpId| all.iter().chain([more]).map(out).collect();
    judged(&incident, &priya, all.iter().map(out).collect()).unwrap();
    for more in [
        &all[0],
        &all[399],
        &character(&priya, 2, 0),
        &nobody(),
        &id(&text),
    ] {
        refused(&incident, &priya, many(more), "was gone");
    }
    // The same for somebody who has not seen half of them go.
    let mut tom = incident.replica(20);
    let by_tom = splice(&mut tom, 1, 50, 350, "");
    incident.record(&splice(&mut priya, 1, 0, 200, ""), PRIYA);
    incident.record(&by_tom, TOM);
    let left = incident.document.text(&text).unwrap();
    assert_eq!(left, "The list is");
}

#[test]
fn an_author_who_names_more_than_the_heads_has_seen_all() {
    let (mut incident, mut priya) = begun();
    let mut tom = incident.replica(20);
    incident.record(&splice(&mut tom, 1, 0, 1, "t"), TOM);
    priya.merge(&mut incident.document.clone()).unwrap();
    let bytes = splice(&mut priya, 1, 0, 2, "T");
    let deps = automerge::Change::try_from(&bytes[..])
        .unwrap()
        .deps()
        .to_vec();
    assert_eq!((deps.len(), incident.document.get_heads().len()), (2, 1));
    incident.record(&bytes, PRIYA);
}
