//! The edits that the pages make.

use crate::incident::{change, object, person, text};
use automerge::{
    Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue,
    transaction::{Transactable, Transaction},
};

/// Begins a draft.
pub fn create_draft(document: &mut Automerge, number: u8, by: u8, words: &str) -> Vec<u8> {
    change(document, |tx| {
        let drafts = map(tx, "drafts");
        let draft = tx
            .put_object(&drafts, object(number).to_string(), ObjType::Map)
            .unwrap();
        tx.put(&draft, "by", text(&person(by).to_string())).unwrap();
        tx.put(&draft, "begun_at", text("2026-11-22T22:12:00.000Z"))
            .unwrap();
        tx.put(&draft, "kind", text("observation")).unwrap();
        for field in ["text", "why", "set_aside"] {
            let of = tx.put_object(&draft, field, ObjType::Text).unwrap();
            if field == "text" {
                tx.splice_text(&of, 0, 0, words).unwrap();
            }
        }
    })
}

/// Writes down a fact.
pub fn create_fact(document: &mut Automerge, number: u8, by: u8) -> Vec<u8> {
    change(document, |tx| {
        let facts = map(tx, "facts");
        let fact = tx
            .put_object(&facts, object(number).to_string(), ObjType::Map)
            .unwrap();
        tx.put(&fact, "by", text(&person(by).to_string())).unwrap();
        tx.put(&fact, "standing", text("suspected")).unwrap();
        tx.put(&fact, "source", 1).unwrap();
        tx.put(&fact, "outcome", ScalarValue::Null).unwrap();
        let statement = tx.put_object(&fact, "statement", ObjType::Text).unwrap();
        tx.splice_text(&statement, 0, 0, "It is the sync job")
            .unwrap();
    })
}

/// Types in a draft's text.
pub fn splice(
    document: &mut Automerge,
    number: u8,
    at: usize,
    out: isize,
    put_in: &str,
) -> Vec<u8> {
    change(document, |tx| {
        let of = text_of(tx, number);
        tx.splice_text(&of, at, out, put_in).unwrap();
    })
}

/// Sets a field of a draft.
pub fn set(
    document: &mut Automerge,
    number: u8,
    field: &str,
    value: impl Into<ScalarValue>,
) -> Vec<u8> {
    change(document, |tx| {
        let draft = draft(tx, number);
        tx.put(&draft, field, value).unwrap();
    })
}

/// Removes a draft.
pub fn discard(document: &mut Automerge, number: u8) -> Vec<u8> {
    change(document, |tx| {
        let drafts = map(tx, "drafts");
        tx.delete(&drafts, object(number).to_string()).unwrap();
    })
}

/// A map at the root.
pub fn map(document: &impl ReadDoc, key: &str) -> ObjId {
    document.get(ROOT, key).unwrap().unwrap().1
}

/// A draft.
pub fn draft(document: &impl ReadDoc, number: u8) -> ObjId {
    document
        .get(map(document, "drafts"), object(number).to_string())
        .unwrap()
        .unwrap()
        .1
}

/// A draft's text.
pub fn text_of(document: &impl ReadDoc, number: u8) -> ObjId {
    document
        .get(draft(document, number), "text")
        .unwrap()
        .unwrap()
        .1
}

/// Anything at all in one change.
pub fn any(document: &mut Automerge, edit: impl FnOnce(&mut Transaction<'_>)) -> Vec<u8> {
    change(document, edit)
}
