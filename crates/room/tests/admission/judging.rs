//! Judging changes of single operations that no library would write.

use crate::{
    edits::{create_draft, set, text_of},
    incident::{Incident, PRIYA, altered, text},
    panics::counted,
};
use automerge::{
    ActorId, Automerge, ObjId, ReadDoc,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};

/// An incident with a draft whose field `about` is set, and Priya's replica.
pub fn begun() -> (Incident, Automerge) {
    let mut incident = Incident::new();
    let mut priya = incident.replica(10);
    incident.record(&create_draft(&mut priya, 1, PRIYA, "The list is"), PRIYA);
    incident.record(&create_draft(&mut priya, 2, PRIYA, "Another"), PRIYA);
    incident.record(&set(&mut priya, 1, "about", text("the list")), PRIYA);
    (incident, priya)
}

/// The operation that an object or a character has its id from.
pub fn id(of: &ObjId) -> OpId {
    match of {
        ObjId::Id(counter, actor, _) => OpId(*counter, actor.clone()),
        ObjId::Root => panic!("the root has no id"),
    }
}

/// The character at an index of a draft's text.
pub fn character(document: &Automerge, number: u8, at: usize) -> OpId {
    id(&document
        .get(text_of(document, number), at)
        .unwrap()
        .unwrap()
        .1)
}

/// An operation that is nobody's.
pub fn nobody() -> OpId {
    OpId(5, ActorId::from([200; 16]))
}

/// An operation on an object of the document.
pub fn op(action: OpType, obj: &ObjId, key: Key, pred: Vec<OpId>, insert: bool) -> Op {
    Op {
        action,
        obj: ObjectId::Id(id(obj)),
        key,
        pred: pred.into(),
        insert,
    }
}

/// Under a key.
pub fn under(key: &str) -> Key {
    Key::Map(key.into())
}

/// At a character.
pub fn at(element: &OpId) -> Key {
    Key::Seq(ElementId::Id(element.clone()))
}

/// Sets or inserts a text.
pub fn put(value: &str) -> OpType {
    OpType::Put(text(value))
}

/// What becomes of a change of these operations by Priya.
pub fn judged(incident: &Incident, priya: &Automerge, operations: Vec<Op>) -> Result<(), String> {
    let bytes = set(&mut priya.clone(), 2, "answers", text("x"));
    let bytes = altered(&bytes, |change| change.operations = operations);
    let (raised, judged) = counted(|| incident.admit(&bytes, PRIYA));
    let judged = judged.expect("no panic comes out of admission");
    assert!(judged.is_err() || raised == 0);
    judged.map(|_| ()).map_err(|refusal| {
        assert_eq!(refusal.code, loggist_domain::Code::Malformed);
        refusal.reason
    })
}

/// The change is refused, for this.
pub fn refused(incident: &Incident, priya: &Automerge, operations: Vec<Op>, why: &str) {
    let reason = judged(incident, priya, operations).unwrap_err();
    assert!(reason.contains(why), "{reason}, not: {why}");
}
