//! Every operation fits its object `[A6]` and holds what the schema knows `[A7]`.

use super::{
    Ground,
    ancestry::Ancestry,
    elements::Elements,
    found::Found,
    malformed,
    place::Act,
    registers::{Registers, Visible, scalar_of},
    targets::{Target, Targets, absent},
};
use crate::limits::OBJECT_DEPTH_MAX;
use automerge::{
    ExpandedChange, ObjType, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use loggist_domain::Refusal;
use std::rc::Rc;

/// What an earlier operation of the change made.
enum Made {
    Nothing,
    Target(Rc<Target>),
    Character { text: ObjectId, there: bool },
}

struct Walk<'a> {
    change: &'a ExpandedChange,
    registers: Registers<'a>,
    elements: Elements<'a>,
    targets: Targets<'a>,
    /// By operation of this change, so far.
    made: Vec<Made>,
    found: Found<'a>,
}

/// Goes through the operations of a change in their order.
pub fn walk<'a>(
    change: &'a ExpandedChange,
    ground: &Ground<'a>,
    ancestry: &'a Ancestry<'a>,
) -> Result<Found<'a>, Refusal> {
    let mut walk = Walk {
        change,
        registers: Registers::new(ground.document, ancestry),
        elements: Elements::new(ground.document, ancestry),
        targets: Targets::new(ground.document),
        made: Vec::with_capacity(change.operations.len()),
        found: Found::new(ground.used),
    };
    for op in &change.operations {
        let made = walk.operation(op)?;
        walk.made.push(made);
    }
    Ok(walk.found)
}

impl Walk<'_> {
    fn operation(&mut self, op: &Op) -> Result<Made, Refusal> {
        let target = self.target(&op.obj)?;
        match (target.is, &op.key) {
            (ObjType::Map, Key::Map(key)) if !op.insert => self.under_key(op, &target, key),
            (ObjType::Text, Key::Seq(element)) => self.in_text(op, &target, element),
            _ => Err(malformed("an operation does not fit its object")),
        }
    }

    fn target(&mut self, id: &ObjectId) -> Result<Rc<Target>, Refusal> {
        let target = match id {
            ObjectId::Root => self.targets.root(),
            ObjectId::Id(id) => match self.own(id) {
                None => self.targets.find(id, &mut self.registers)?,
                Some(at) => match self.made.get(at) {
                    Some(Made::Target(target)) => Rc::clone(target),
                    _ => return Err(absent()),
                },
            },
        };
        self.targets.check_visible(&target)?;
        Ok(target)
    }

    /// The place of an operation among those of this change, when it is one of them.
    fn own(&self, id: &OpId) -> Option<usize> {
        let at = id.counter().checked_sub(self.change.start_op.get())?;
        if id.actor() == &self.change.actor_id {
            usize::try_from(at).ok()
        } else {
            None
        }
    }

    /// The id of the operation that is looked at.
    fn id(&self) -> OpId {
        OpId(
            self.change.start_op.get() + self.made.len() as u64,
            self.change.actor_id.clone(),
        )
    }

    fn under_key(&mut self, op: &Op, map: &Target, key: &str) -> Result<Made, Refusal> {
        let id = self.id();
        let visible = self.registers.visible(&map.id, map.stored.as_ref(), key)?;
        let blank = visible.is_empty();
        let act = act(op, visible)?;
        match (&act, visible.pop()) {
            (Act::Set(_), Some(winner)) if op.action == OpType::Delete => *visible = vec![winner],
            (Act::Delete, _) => visible.clear(),
            (Act::Set(value), _) => {
                *visible = vec![Visible {
                    id: id.clone(),
                    value: Some(value.clone()),
                }];
            }
            (Act::Make(_), _) => {
                *visible = vec![Visible {
                    id: id.clone(),
                    value: None,
                }];
            }
        }
        self.targets.hide(op.pred.iter());
        let made = match act {
            Act::Make(is) => Some(is),
            _ => None,
        };
        self.found.under_key(map, key, act, blank)?;
        let Some(is) = made else {
            return Ok(Made::Nothing);
        };
        let line: Vec<OpId> = map.line.iter().cloned().chain([id.clone()]).collect();
        if line.len() > OBJECT_DEPTH_MAX {
            return Err(malformed("its objects are too deep"));
        }
        let place = map.place.of(key, is);
        Ok(Made::Target(Rc::new(Target {
            id: ObjectId::Id(id),
            stored: None,
            is,
            place,
            line,
        })))
    }

    fn in_text(&mut self, op: &Op, text: &Target, element: &ElementId) -> Result<Made, Refusal> {
        let made = match (&op.action, op.insert, element) {
            (OpType::Put(ScalarValue::Str(character)), true, _) => {
                if character.chars().count() != 1 || !op.pred.is_empty() {
                    return Err(malformed("a text grows by one character at a time"));
                }
                if let ElementId::Id(element) = element {
                    self.write_behind(text, element)?;
                }
                Made::Character {
                    text: text.id.clone(),
                    there: true,
                }
            }
            (OpType::Delete, false, ElementId::Id(element)) => {
                if !op.pred.iter().eq([element]) {
                    return Err(malformed("it does not name what it replaces"));
                }
                self.take_out(text, element)?;
                Made::Nothing
            }
            _ => {
                return Err(malformed(
                    "a text holds characters, which are put in or taken out",
                ));
            }
        };
        self.found.in_text(text);
        Ok(made)
    }

    fn write_behind(&self, text: &Target, element: &OpId) -> Result<(), Refusal> {
        match (self.own(element), &text.stored) {
            (None, Some(stored)) => self.elements.check_there(stored, element),
            (Some(at), _) => match self.made.get(at) {
                Some(Made::Character { text: of, .. }) if *of == text.id => Ok(()),
                _ => Err(malformed("it names a character that is not there")),
            },
            (None, None) => Err(malformed("it names a character that is not there")),
        }
    }

    fn take_out(&mut self, text: &Target, element: &OpId) -> Result<(), Refusal> {
        let gone = || malformed("it takes out a character that was gone");
        match (self.own(element), &text.stored) {
            (None, Some(stored)) => self.elements.take_out(stored, element),
            (Some(at), _) => match self.made.get_mut(at) {
                Some(Made::Character {
                    text: of,
                    there: there @ true,
                }) if *of == text.id => {
                    *there = false;
                    Ok(())
                }
                _ => Err(gone()),
            },
            (None, None) => Err(gone()),
        }
    }
}

/// What an operation does under a key where these are visible, the winner last: it names them all, or it is a delete that
/// names all but the winner, which is how a client settles a conflict.
fn act(op: &Op, visible: &[Visible]) -> Result<Act, Refusal> {
    let names = |them: &[Visible]| op.pred.iter().eq(them.iter().map(|it| &it.id));
    let unnamed = || malformed("it does not name what it replaces");
    match (&op.action, visible.split_last()) {
        (OpType::Put(value), _) if names(visible) => scalar_of(value)
            .map(Act::Set)
            .ok_or_else(|| malformed("only text, whole numbers, yes, no and null are used here")),
        (OpType::Make(is @ (ObjType::Map | ObjType::Text)), _) if names(visible) => {
            Ok(Act::Make(*is))
        }
        (OpType::Delete, Some(_)) if names(visible) => Ok(Act::Delete),
        (OpType::Delete, Some((winner, losers))) if !losers.is_empty() && names(losers) => {
            winner.value.clone().map(Act::Set).ok_or_else(unnamed)
        }
        (OpType::Put(_) | OpType::Make(ObjType::Map | ObjType::Text) | OpType::Delete, _) => {
            Err(unnamed())
        }
        _ => Err(malformed(
            "lists, counters, tables and marks are not used here",
        )),
    }
}
