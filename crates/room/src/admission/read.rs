//! Reading an object that people write, as plain values.

use super::place::holds_items;
use crate::document;
use automerge::{Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValueRef, Value, ValueRef};
use loggist_domain::{Lines, Object, ObjectId, Refusal, Scalar, Value as Field};
use std::collections::BTreeMap;

/// An object that holds what admission lets nobody write.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{collection}/{id} cannot be read: {why}")]
pub struct Unreadable {
    /// The root key.
    pub collection: String,
    /// The object's id.
    pub id: ObjectId,
    /// What is odd.
    pub why: String,
}

impl From<Unreadable> for Refusal {
    fn from(_: Unreadable) -> Self {
        Self::invalid("This holds something that this version cannot read.")
    }
}

/// The winning values of an object's fields; `None` when it is not there.
///
/// # Errors
/// [`Unreadable`] when it holds anything but texts, whole numbers, yes, no and null.
pub fn read_object(
    document: &impl ReadDoc,
    collection: &str,
    id: ObjectId,
) -> Result<Option<Object>, Unreadable> {
    let unreadable = |why: String| Unreadable {
        collection: collection.into(),
        id,
        why,
    };
    let within = |map: &ObjId, key: &str| match document.get(map, key) {
        Ok(None) => Ok(None),
        Ok(Some((Value::Object(ObjType::Map), id))) => Ok(Some(id)),
        Ok(Some(_)) => Err(unreadable(format!("{key} is not a map"))),
        Err(error) => Err(unreadable(error.to_string())),
    };
    let Some(map) = within(&ROOT, collection)? else {
        return Ok(None);
    };
    let Some(object) = within(&map, &id.to_string())? else {
        return Ok(None);
    };
    document
        .map_range(&object, ..)
        .map(|item| {
            let field = match &item.value {
                ValueRef::Object(ObjType::Text) => document.text(item.id()).ok().map(Field::Text),
                ValueRef::Scalar(value) => scalar(value).map(Field::Scalar),
                ValueRef::Object(ObjType::Map) if holds_items(collection, &item.key) => {
                    items(document, &item.id())
                }
                ValueRef::Object(_) => None,
            };
            field
                .map(|field| (item.key.to_string(), field))
                .ok_or_else(|| unreadable(format!("{} is of a kind that is not used", item.key)))
        })
        .collect::<Result<_, _>>()
        .map(|fields| Some(Object(fields)))
}

/// All of a collection that can be read, by id.
pub fn read_objects(document: &Automerge, collection: &str) -> BTreeMap<ObjectId, Object> {
    let Ok(map) = document::map(document, collection) else {
        return BTreeMap::new();
    };
    let ids = document.keys(&map).filter_map(|id| id.parse().ok());
    ids.filter_map(|id| Some((id, read_object(document, collection, id).ok().flatten()?)))
        .collect()
}

/// The communication lines, as the plan asks after them.
pub fn lines(document: &Automerge) -> Lines {
    let all = |collection| read_objects(document, collection);
    Lines::of(&all("channels"), &all("contacts"))
}

/// The items of a map of items, by id.
fn items(document: &impl ReadDoc, map: &ObjId) -> Option<Field> {
    let items = document.map_range(map, ..).map(|item| match &item.value {
        ValueRef::Scalar(value) => Some((item.key.to_string(), scalar(value)?)),
        ValueRef::Object(_) => None,
    });
    items.collect::<Option<_>>().map(Field::Items)
}

fn scalar(value: &ScalarValueRef<'_>) -> Option<Scalar> {
    Some(match value {
        ScalarValueRef::Null => Scalar::Null,
        ScalarValueRef::Boolean(yes) => Scalar::Bool(*yes),
        ScalarValueRef::Int(number) => Scalar::Int(*number),
        ScalarValueRef::Str(text) => Scalar::Str(text.to_string()),
        _ => return None,
    })
}
