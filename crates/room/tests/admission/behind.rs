//! Clients that have not seen everything yet.

use crate::{
    edits::{any, create_draft, create_fact, discard, draft, set, splice, text_of},
    incident::{Incident, PRIYA, TOM, altered, text},
};
use automerge::{Automerge, Change, ReadDoc, legacy::Key, transaction::Transactable};

fn begun() -> Incident {
    let mut incident = Incident::new();
    let mut priya = incident.replica(10);
    incident.record(
        &create_draft(&mut priya, 1, PRIYA, "The list is down since ten"),
        PRIYA,
    );
    incident
}

/// Saves and loads; the document is whole.
fn whole(incident: &Incident) {
    let loaded = Automerge::load(&incident.document.save()).unwrap();
    assert_eq!(loaded.get_heads(), incident.document.get_heads());
}

#[test]
fn an_hour_of_edits_made_apart_joins_whatever_happened_meanwhile() {
    let mut incident = begun();
    let (mut priya, mut tom) = (incident.replica(11), incident.replica(20));
    let by_tom: Vec<Vec<u8>> = (0..30).map(|at| edit(&mut tom, 20, at)).collect();
    for at in 0..30 {
        incident.record(&edit(&mut priya, 11, at), PRIYA);
    }
    incident.server(|tx| tx.put(automerge::ROOT, "command", text("{}")).unwrap());
    for bytes in by_tom {
        incident.record(&bytes, TOM);
    }
    whole(&incident);
}

/// Each actor types, takes out, sets and creates in turn.
fn edit(document: &mut Automerge, actor: u8, at: u8) -> Vec<u8> {
    let length = document.length(text_of(document, 1));
    match at % 6 {
        0 => splice(document, 1, 4, 3, "é"),
        1 => splice(document, 1, length, 0, " 😀 words"),
        2 => set(document, 1, "about", text(&format!("{actor} {at}"))),
        3 => create_fact(document, actor + at, actor),
        4 => splice(document, 1, 0, 5, ""),
        _ => splice(document, 1, length / 2, 2, "middle"),
    }
}

#[test]
fn both_may_take_out_the_same_characters() {
    let mut incident = begun();
    let (mut priya, mut tom) = (incident.replica(11), incident.replica(20));
    let by_priya = splice(&mut priya, 1, 4, 10, "");
    let by_tom = splice(&mut tom, 1, 0, 20, "all new");
    incident.record(&by_priya, PRIYA);
    incident.record(&by_tom, TOM);
    whole(&incident);
    assert_eq!(
        incident
            .document
            .text(text_of(&incident.document, 1))
            .unwrap(),
        "all newce ten"
    );
}

#[test]
fn what_was_gone_at_the_dependencies_is_not_taken_out_again() {
    let mut incident = begun();
    let mut priya = incident.replica(11);
    let taken = splice(&mut priya, 1, 0, 1, "");
    incident.record(&taken, PRIYA);
    let mut tom = incident.replica(20);
    incident.record(&splice(&mut priya, 1, 5, 0, "x"), PRIYA);
    let next = splice(&mut tom, 1, 0, 1, "");
    let again = altered(&next, |change| {
        change.operations = Change::try_from(&taken[..]).unwrap().decode().operations;
    });
    assert!(incident.malformed(&again, TOM).contains("was gone"));
    incident.record(&next, TOM);
}

#[test]
fn a_character_that_was_not_seen_is_not_named() {
    let mut incident = begun();
    let (mut priya, mut tom) = (incident.replica(11), incident.replica(20));
    let unseen = splice(&mut priya, 1, 0, 0, "x");
    incident.record(&unseen, PRIYA);
    let element = automerge::legacy::OpId(incident.max_op(), [11; 16].into());
    let bytes = splice(&mut tom, 1, 0, 0, "y");
    let behind = altered(&bytes, |change| {
        change.operations[0].key = Key::Seq(automerge::legacy::ElementId::Id(element.clone()));
    });
    assert!(incident.malformed(&behind, TOM).contains("not there"));
    incident.record(&bytes, TOM);
}

#[test]
fn a_value_that_was_not_seen_is_not_replaced() {
    let mut incident = begun();
    let (mut priya, mut tom) = (incident.replica(11), incident.replica(20));
    let (first, second) = (
        set(&mut priya, 1, "about", text("a")),
        set(&mut tom, 1, "about", text("b")),
    );
    incident.record(&first, PRIYA);
    let now = incident
        .document
        .get(draft(&incident.document, 1), "about")
        .unwrap()
        .unwrap()
        .1;
    let automerge::ObjId::Id(counter, actor, _) = now else {
        panic!("it has an id")
    };
    let over = altered(&second, |change| {
        change.operations[0].pred = vec![automerge::legacy::OpId(counter, actor)].into();
    });
    assert!(incident.malformed(&over, TOM).contains("does not name"));
    incident.record(&second, TOM);
}

#[test]
fn an_object_that_was_not_seen_is_not_written_in() {
    let mut incident = begun();
    let mut priya = incident.replica(11);
    let mut tom = incident.replica(20);
    incident.record(&create_draft(&mut priya, 2, PRIYA, "unseen"), PRIYA);
    let bytes = set(&mut tom, 1, "about", text("x"));
    let unseen = Change::try_from(&set(&mut priya, 2, "about", text("x"))[..])
        .unwrap()
        .decode();
    let into = altered(&bytes, |change| change.operations = unseen.operations);
    assert!(incident.malformed(&into, TOM).contains("not there"));
}

#[test]
fn an_object_that_is_gone_by_now_was_there_for_who_is_behind() {
    let mut incident = begun();
    let mut tom = incident.replica(20);
    let mut priya = incident.replica(11);
    incident.record(&discard(&mut priya, 1), PRIYA);
    let typed = splice(&mut tom, 1, 3, 4, "late");
    let sets = set(&mut tom, 1, "about", text("late"));
    // The policy says that it is gone; the change itself is sound.
    incident.record(&typed, TOM);
    incident.record(&sets, TOM);
    incident.record(&discard(&mut tom, 1), TOM);
    whole(&incident);
}

#[test]
fn an_undone_and_redone_field_is_read_at_the_dependencies() {
    let mut incident = begun();
    let mut priya = incident.replica(11);
    incident.record(&set(&mut priya, 1, "about", text("a")), PRIYA);
    let mut tom = incident.replica(20);
    incident.record(&set(&mut priya, 1, "about", text("b")), PRIYA);
    let bytes = any(&mut tom, |tx| {
        let draft = draft(tx, 1);
        tx.put(&draft, "about", text("c")).unwrap();
        tx.put(&draft, "about", text("d")).unwrap();
    });
    incident.record(&bytes, TOM);
    let shown = incident
        .document
        .get_all(draft(&incident.document, 1), "about")
        .unwrap();
    assert_eq!(shown.len(), 2);
    whole(&incident);
}
