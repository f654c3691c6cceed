//! What is visible under a key of a map: at the dependencies, and after the change's earlier operations.

use super::{ancestry::Ancestry, limits::CHANGE_LOOKUPS_MAX, malformed, too_large};
use automerge::{
    Automerge, ObjId, ReadDoc,
    legacy::{ObjectId, OpId},
};
use loggist_domain::Refusal;
use std::collections::HashMap;

/// The keys that a change looked at.
pub struct Registers<'a> {
    document: &'a Automerge,
    ancestry: &'a Ancestry<'a>,
    known: HashMap<ObjectId, HashMap<String, Vec<OpId>>>,
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
    /// map that this change made, which holds nothing but what the change put there.
    pub fn visible(
        &mut self,
        map: &ObjectId,
        stored: Option<&ObjId>,
        key: &str,
    ) -> Result<&mut Vec<OpId>, Refusal> {
        if !self.known.contains_key(map) {
            self.known.insert(map.clone(), HashMap::new());
        }
        let known = self
            .known
            .get_mut(map)
            .ok_or_else(|| malformed("its objects"))?;
        if !known.contains_key(key) {
            let found = match stored {
                Some(stored) => {
                    self.lookups += 1;
                    if self.lookups > CHANGE_LOOKUPS_MAX {
                        return Err(too_large("it touches too many fields at once"));
                    }
                    at_dependencies(self.document, self.ancestry, stored, key)?
                }
                None => Vec::new(),
            };
            known.insert(key.to_owned(), found);
        }
        known.get_mut(key).ok_or_else(|| malformed("its keys"))
    }
}

fn at_dependencies(
    document: &Automerge,
    ancestry: &Ancestry<'_>,
    map: &ObjId,
    key: &str,
) -> Result<Vec<OpId>, Refusal> {
    let values = match ancestry.heads() {
        None => document.get_all(map, key),
        Some(heads) => document.get_all_at(map, key, heads),
    };
    let values = values.map_err(|_| malformed("a key is not on a map"))?;
    Ok(values
        .into_iter()
        .filter_map(|(_, id)| operation(id))
        .collect())
}

/// An id of the document as an operation's.
pub fn operation(id: ObjId) -> Option<OpId> {
    match id {
        ObjId::Root => None,
        ObjId::Id(counter, actor, _) => Some(OpId(counter, actor)),
    }
}
