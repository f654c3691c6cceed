//! What is visible under a key of a map: at the dependencies, and after the change's earlier operations.

use super::{ancestry::Ancestry, limits::CHANGE_LOOKUPS_MAX, malformed, too_large};
use automerge::{
    Automerge, ObjId, ReadDoc, ScalarValue,
    legacy::{ObjectId, OpId},
};
use loggist_domain::{Refusal, Scalar};
use std::collections::{HashMap, hash_map::Entry};

/// What is visible under a key.
#[derive(Clone, Debug)]
pub struct Visible {
    /// The operation that put it there.
    pub id: OpId,
    /// The scalar, when it is one that is used here.
    pub value: Option<Scalar>,
}

/// The keys that a change looked at.
pub struct Registers<'a> {
    document: &'a Automerge,
    ancestry: &'a Ancestry<'a>,
    known: HashMap<(ObjectId, String), Vec<Visible>>,
    lookups: usize,
}

impl<'a> Registers<'a> {
    pub fn new(document: &'a Automerge, ancestry: &'a Ancestry<'a>) -> Self {
        Self {
            document,
            ancestry,
            known: HashMap::new(),
            lookups: 0,
        }
    }

    /// The visible operations under a key of a map, the winner last. `stored` is the map in the document; `None` for a
    /// map that the change makes, which holds nothing but what the change puts there.
    pub fn visible(
        &mut self,
        map: &ObjectId,
        stored: Option<&ObjId>,
        key: &str,
    ) -> Result<&mut Vec<Visible>, Refusal> {
        match self.known.entry((map.clone(), key.to_owned())) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(unknown) => {
                let Some(stored) = stored else {
                    return Ok(unknown.insert(Vec::new()));
                };
                self.lookups += 1;
                if self.lookups > CHANGE_LOOKUPS_MAX {
                    return Err(too_large("it touches too many fields at once"));
                }
                Ok(unknown.insert(at_dependencies(self.document, self.ancestry, stored, key)?))
            }
        }
    }
}

fn at_dependencies(
    document: &Automerge,
    ancestry: &Ancestry<'_>,
    map: &ObjId,
    key: &str,
) -> Result<Vec<Visible>, Refusal> {
    let values = match ancestry.heads() {
        None => document.get_all(map, key),
        Some(heads) => document.get_all_at(map, key, heads),
    };
    let values = values.map_err(|_| malformed("an operation does not fit its object"))?;
    Ok(values
        .into_iter()
        .filter_map(|(value, id)| {
            Some(Visible {
                id: operation(id)?,
                value: value.as_scalar().and_then(scalar_of),
            })
        })
        .collect())
}

/// An id of the document as an operation's.
pub fn operation(id: ObjId) -> Option<OpId> {
    match id {
        ObjId::Root => None,
        ObjId::Id(counter, actor, _) => Some(OpId(counter, actor)),
    }
}

/// A scalar of a kind that is used here.
pub fn scalar_of(value: &ScalarValue) -> Option<Scalar> {
    Some(match value {
        ScalarValue::Str(text) => Scalar::Str(text.to_string()),
        ScalarValue::Int(number) => Scalar::Int(*number),
        ScalarValue::Boolean(yes) => Scalar::Bool(*yes),
        ScalarValue::Null => Scalar::Null,
        _ => return None,
    })
}
