//! The characters of the document's texts: at the dependencies, and after the change's earlier operations.

use super::{
    ancestry::Ancestry, limits::CHARACTERS_ONE_BY_ONE_MAX, malformed, registers::operation,
};
use automerge::{Automerge, Cursor, ObjId, ReadDoc, legacy::OpId};
use loggist_domain::Refusal;
use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// The characters that a change takes out or writes behind.
pub struct Elements<'a> {
    document: &'a Automerge,
    ancestry: &'a Ancestry<'a>,
    texts: HashMap<ObjId, Text>,
}

/// What a change takes out of one text.
#[derive(Default)]
struct Text {
    taken_out: HashSet<OpId>,
    /// All that was visible at the dependencies: a walk along the whole text, which most changes do without.
    visible_then: Option<HashSet<OpId>>,
}

impl<'a> Elements<'a> {
    pub fn new(document: &'a Automerge, ancestry: &'a Ancestry<'a>) -> Self {
        Self {
            document,
            ancestry,
            texts: HashMap::new(),
        }
    }

    /// Whether a character of this text was there at the dependencies, visible or not.
    pub fn check_there(&self, text: &ObjId, element: &OpId) -> Result<(), Refusal> {
        self.position(text, element).map(|_| ())
    }

    /// Takes a character out that was visible at the dependencies and that the change has not taken out yet.
    pub fn take_out(&mut self, text: &ObjId, element: &OpId) -> Result<(), Refusal> {
        let known = self.texts.get(text);
        let at_once = known.is_some_and(|known| {
            known.visible_then.is_some() || known.taken_out.len() >= CHARACTERS_ONE_BY_ONE_MAX
        });
        // What is visible now was visible then, for nothing that is gone comes back.
        let visible_now = !at_once && self.is_at(text, self.position(text, element)?, element);
        let visible = visible_now
            || (at_once || self.ancestry.is_behind()) && self.was_visible(text, element);
        if visible
            && self
                .texts
                .entry(text.clone())
                .or_default()
                .taken_out
                .insert(element.clone())
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
        // The library panics where the character is one of another text, and has no other way to say so.
        let position = catch_unwind(AssertUnwindSafe(|| {
            self.document.get_cursor_position(text, &cursor, None)
        }));
        match position {
            Ok(Ok(position)) if self.ancestry.covers(element) => Ok(position),
            _ => Err(absent()),
        }
    }

    fn is_at(&self, text: &ObjId, position: usize, element: &OpId) -> bool {
        self.document.get_all(text, position).is_ok_and(|found| {
            found
                .into_iter()
                .filter_map(|(_, id)| operation(id))
                .eq([element.clone()])
        })
    }

    fn was_visible(&mut self, text: &ObjId, element: &OpId) -> bool {
        let known = self.texts.entry(text.clone()).or_default();
        let visible_then = known.visible_then.get_or_insert_with(|| {
            let values = match self.ancestry.heads() {
                None => self.document.values(text),
                Some(heads) => self.document.values_at(text, heads),
            };
            values.filter_map(|(_, id)| operation(id)).collect()
        });
        visible_then.contains(element)
    }
}
