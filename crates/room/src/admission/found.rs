//! What the operations of a change do, in words of the policy.

use super::{
    place::{Act, Place, holds_items},
    targets::Target,
};
use automerge::ObjType;
use loggist_domain::{ObjectId, Refusal, policy::Touch};
use std::collections::HashSet;

/// What the operations do.
pub struct Found<'a> {
    /// In order, each act once.
    pub touches: Vec<Touch>,
    /// The objects and items that are created, by root key.
    pub created: Vec<(String, ObjectId)>,
    said: HashSet<Touch>,
    used: &'a dyn Fn(ObjectId) -> bool,
}

impl<'a> Found<'a> {
    pub fn new(used: &'a dyn Fn(ObjectId) -> bool) -> Self {
        Self {
            touches: Vec::new(),
            created: Vec::new(),
            said: HashSet::new(),
            used,
        }
    }

    /// Notes an act under a key. `blank` when nothing was visible there.
    pub fn under_key(
        &mut self,
        map: &Target,
        key: &str,
        act: Act,
        blank: bool,
    ) -> Result<(), Refusal> {
        let made_here = map.stored.is_none();
        let touch = match (&map.place, act.clone()) {
            // A new object says each field once: nothing lies hidden under what is seen of it.
            (Place::Object(..), Act::Set(_) | Act::Make(ObjType::Text)) if made_here && blank => {
                return Ok(());
            }
            (Place::Object(collection, _), Act::Make(ObjType::Map))
                if made_here && blank && holds_items(collection, key) =>
            {
                return Ok(());
            }
            (Place::Object(..) | Place::Items(..), _) if made_here => map.place.other(),
            (Place::Items(collection, id, field), Act::Set(value)) if blank => {
                let item = self.fresh(key)?;
                self.created.push((collection.clone(), item));
                Touch::Add {
                    collection: collection.clone(),
                    id: *id,
                    field: field.clone(),
                    item,
                    value,
                }
            }
            (Place::Collection(collection), Act::Make(ObjType::Map)) if blank => {
                let id = self.fresh(key)?;
                self.created.push((collection.clone(), id));
                map.place.touch(key, act)
            }
            (Place::Collection(_), Act::Make(_)) => map.place.other(),
            _ => map.place.touch(key, act),
        };
        self.touch(touch);
        Ok(())
    }

    /// Notes an edit of characters.
    pub fn in_text(&mut self, text: &Target) {
        // The text of a new object is part of its creation.
        if text.stored.is_some() || !matches!(text.place, Place::Text(..)) {
            self.touch(text.place.splice());
        }
    }

    fn touch(&mut self, touch: Touch) {
        if self.touches.last() != Some(&touch) && self.said.insert(touch.clone()) {
            self.touches.push(touch);
        }
    }

    /// The id of an object to be made, never used before `[A7]`.
    fn fresh(&self, key: &str) -> Result<ObjectId, Refusal> {
        let id = key
            .parse()
            .map_err(|_| Refusal::invalid("The id of what is created is not a well-formed id."))?;
        if (self.used)(id) || self.created.iter().any(|(_, created)| *created == id) {
            return Err(Refusal::invalid(
                "The id of what is created was used before in this incident.",
            ));
        }
        Ok(id)
    }
}
