//! The characters of a text: at the dependencies, and after the change's earlier operations.

use super::{ancestry::Ancestry, malformed, registers::operation};
use automerge::{Automerge, Cursor, ObjId, ReadDoc, legacy::OpId};
use loggist_domain::Refusal;
use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// The characters that a change looked at.
pub struct Elements<'a> {
    document: &'a Automerge,
    ancestry: &'a Ancestry<'a>,
    taken_out: HashSet<OpId>,
    /// By text, what was visible in it at the dependencies. Made only for a change that takes out what is gone now.
    visible_then: HashMap<OpId, HashSet<OpId>>,
}

impl<'a> Elements<'a> {
    pub fn new(document: &'a Automerge, ancestry: &'a Ancestry<'a>) -> Self {
        Self {
            document,
            ancestry,
            taken_out: HashSet::new(),
            visible_then: HashMap::new(),
        }
    }

    /// Whether a character of this text was there at the dependencies, visible or not.
    pub fn was_there(&self, text: &ObjId, element: &OpId) -> Result<(), Refusal> {
        self.position(text, element).map(|_| ())
    }

    /// Takes a character out that was visible at the dependencies and that the change has not taken out yet.
    pub fn take_out(&mut self, text: &ObjId, element: &OpId) -> Result<(), Refusal> {
        let position = self.position(text, element)?;
        let visible_now = self.document.get_all(text, position).is_ok_and(|found| {
            found
                .into_iter()
                .filter_map(|(_, id)| operation(id))
                .eq([element.clone()])
        });
        if (visible_now || self.was_visible(text, element))
            && self.taken_out.insert(element.clone())
        {
            Ok(())
        } else {
            Err(malformed("it takes out a character that was gone"))
        }
    }

    /// Where a character is in the text as it is now, or would be.
    fn position(&self, text: &ObjId, element: &OpId) -> Result<usize, Refusal> {
        let absent = || malformed("it names a character that is not there");
        let cursor = Cursor::try_from(element.to_string()).map_err(|_| absent())?;
        // The library panics where the character is one of another text.
        let position = catch_unwind(AssertUnwindSafe(|| {
            self.document.get_cursor_position(text, &cursor, None)
        }));
        match position {
            Ok(Ok(position)) if self.ancestry.covers(element) => Ok(position),
            _ => Err(absent()),
        }
    }

    /// Searches the whole text, once for a change: what is gone now may have been visible to an author who was behind.
    fn was_visible(&mut self, text: &ObjId, element: &OpId) -> bool {
        let (Some(heads), Some(id)) = (self.ancestry.heads(), operation(text.clone())) else {
            return false;
        };
        self.visible_then
            .entry(id)
            .or_insert_with(|| {
                self.document
                    .values_at(text, heads)
                    .filter_map(|(_, id)| operation(id))
                    .collect()
            })
            .contains(element)
    }
}
