//! Every operation fits its object `[A6]` and the schema's kinds of values `[A7]`; what they do, in words of the policy.

use super::{
    Ground,
    ancestry::Ancestry,
    elements::Elements,
    malformed,
    place::{Act, Place},
    registers::{Registers, operation},
};
use crate::limits::OBJECT_DEPTH_MAX;
use automerge::{
    Automerge, ExpandedChange, ObjId, ObjType, Prop, ROOT, ReadDoc, ScalarValue,
    legacy::{ElementId, Key, ObjectId as Container, Op, OpId, OpType},
};
use loggist_domain::{ObjectId, Refusal, policy::Touch};
use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

/// What the operations do.
#[derive(Debug, Default)]
pub struct Found {
    pub touches: Vec<Touch>,
    pub created: Vec<(String, ObjectId)>,
    said: HashSet<Touch>,
}

impl Found {
    fn touch(&mut self, touch: Touch) {
        if self.said.insert(touch.clone()) {
            self.touches.push(touch);
        }
    }
}

/// A map or a text that operations write in.
struct Target {
    id: Container,
    /// The same in the document; `None` when this change makes it.
    stored: Option<ObjId>,
    is: ObjType,
    place: Place,
    /// The objects that lead to it from the root, itself included.
    line: Vec<OpId>,
}

/// What an earlier operation of the change made.
enum Made {
    Nothing,
    Target(Rc<Target>),
    Element { text: Container, there: bool },
}

struct Walk<'a> {
    change: &'a ExpandedChange,
    document: &'a Automerge,
    used: &'a dyn Fn(ObjectId) -> bool,
    registers: Registers<'a>,
    elements: Elements<'a>,
    /// Objects of the document that were looked up.
    targets: HashMap<OpId, Rc<Target>>,
    root: Rc<Target>,
    /// By operation of this change, so far.
    made: Vec<Made>,
    /// What the change has overwritten or removed.
    hidden: HashSet<OpId>,
    found: Found,
}

/// Goes through the operations of a change in their order.
pub fn walk<'a>(
    change: &'a ExpandedChange,
    ground: &Ground<'a>,
    ancestry: &'a Ancestry<'a>,
) -> Result<Found, Refusal> {
    let root = Target {
        id: Container::Root,
        stored: Some(ROOT),
        is: ObjType::Map,
        place: Place::Root,
        line: vec![],
    };
    let mut walk = Walk {
        change,
        document: ground.document,
        used: ground.used,
        registers: Registers::new(ground.document, ancestry),
        elements: Elements::new(ground.document, ancestry),
        targets: HashMap::new(),
        root: Rc::new(root),
        made: Vec::with_capacity(change.operations.len()),
        hidden: HashSet::new(),
        found: Found::default(),
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

    /// The id that the next operation has.
    fn next_id(&self) -> OpId {
        OpId(
            self.change.start_op.get() + self.made.len() as u64,
            self.change.actor_id.clone(),
        )
    }

    /// The place of an operation in this change, when it is one of it.
    fn own(&self, id: &OpId) -> Option<usize> {
        let own = id.actor() == &self.change.actor_id;
        id.counter()
            .checked_sub(self.change.start_op.get())
            .filter(|_| own)
            .and_then(|at| usize::try_from(at).ok())
    }

    fn target(&mut self, id: &Container) -> Result<Rc<Target>, Refusal> {
        let Container::Id(id) = id else {
            return Ok(Rc::clone(&self.root));
        };
        let target = match self.own(id) {
            Some(at) => match self.made.get(at) {
                Some(Made::Target(target)) => Rc::clone(target),
                _ => return Err(absent()),
            },
            None => match self.targets.get(id) {
                Some(target) => Rc::clone(target),
                None => self.look_up(id)?,
            },
        };
        if target.line.iter().any(|id| self.hidden.contains(id)) {
            return Err(malformed("it writes in what it has removed"));
        }
        Ok(target)
    }

    /// Finds an object of the document that was visible at the dependencies.
    fn look_up(&mut self, id: &OpId) -> Result<Rc<Target>, Refusal> {
        let stored = ObjId::Id(id.counter(), id.actor().clone(), 0);
        let is = self.document.object_type(&stored).map_err(|_| absent())?;
        let parents = self.document.parents(&stored).map_err(|_| absent())?;
        let mut steps: Vec<_> = parents.map(|parent| (parent.obj, parent.prop)).collect();
        steps.reverse();
        let (mut place, mut line) = (Place::Root, Vec::new());
        for (at, (map, key)) in steps.iter().enumerate() {
            let Prop::Map(key) = key else {
                return Err(absent());
            };
            let (child, child_is) = match steps.get(at + 1) {
                Some((next, _)) => (operation(next.clone()).ok_or_else(absent)?, ObjType::Map),
                None => (id.clone(), is),
            };
            let container = operation(map.clone()).map_or(Container::Root, Container::Id);
            if !self
                .registers
                .visible(&container, Some(map), key)?
                .contains(&child)
            {
                return Err(absent());
            }
            place = place.of(key, child_is);
            line.push(child);
        }
        let target = Rc::new(Target {
            id: Container::Id(id.clone()),
            stored: Some(stored),
            is,
            place,
            line,
        });
        self.targets.insert(id.clone(), Rc::clone(&target));
        Ok(target)
    }

    fn under_key(&mut self, op: &Op, map: &Target, key: &str) -> Result<Made, Refusal> {
        let id = self.next_id();
        let visible = self.registers.visible(&map.id, map.stored.as_ref(), key)?;
        let blank = visible.is_empty();
        let names_all = op.pred.iter().eq(visible.iter());
        let names_losers = visible
            .split_last()
            .is_some_and(|(_, losers)| op.pred.iter().eq(losers));
        let act = match op.action {
            OpType::Put(ref value) if names_all => scalar(value).map(|()| Act::Set)?,
            OpType::Make(is @ (ObjType::Map | ObjType::Text)) if names_all => Act::Make(is),
            OpType::Delete if names_all && !blank => Act::Delete,
            OpType::Delete if names_losers && visible.len() > 1 => Act::Set,
            OpType::Put(_) | OpType::Make(ObjType::Map | ObjType::Text) | OpType::Delete => {
                return Err(malformed("it does not name what it replaces"));
            }
            _ => {
                return Err(malformed(
                    "lists, counters, tables and marks are not used here",
                ));
            }
        };
        match op.action {
            OpType::Delete if act == Act::Delete => visible.clear(),
            OpType::Delete => drop(visible.drain(..visible.len() - 1)),
            _ => *visible = vec![id.clone()],
        }
        self.hidden.extend(op.pred.iter().cloned());
        self.say(map, key, act, blank)?;
        let Act::Make(is) = act else {
            return Ok(Made::Nothing);
        };
        let line: Vec<OpId> = map.line.iter().cloned().chain([id.clone()]).collect();
        if line.len() > OBJECT_DEPTH_MAX {
            return Err(malformed("its objects are too deep"));
        }
        let target = Target {
            id: Container::Id(id),
            stored: None,
            is,
            place: map.place.of(key, is),
            line,
        };
        Ok(Made::Target(Rc::new(target)))
    }

    /// Notes an act under a key for the policy. `blank` when nothing was visible there.
    fn say(&mut self, map: &Target, key: &str, act: Act, blank: bool) -> Result<(), Refusal> {
        let made_here = map.stored.is_none();
        let touch = match (&map.place, act) {
            // A new object says each field once: nothing lies hidden under what is seen of it.
            (Place::Object(..), Act::Set | Act::Make(ObjType::Text)) if made_here && blank => {
                return Ok(());
            }
            (Place::Object(..), _) if made_here => map.place.other(),
            (Place::Collection(collection), Act::Make(ObjType::Map)) if blank => {
                let id = self.fresh(key)?;
                self.found.created.push((collection.clone(), id));
                map.place.touch(key, act)
            }
            (Place::Collection(_), Act::Make(_)) => map.place.other(),
            _ => map.place.touch(key, act),
        };
        self.found.touch(touch);
        Ok(())
    }

    /// The id of an object to be made, never used before.
    fn fresh(&self, key: &str) -> Result<ObjectId, Refusal> {
        let id = key
            .parse()
            .map_err(|_| Refusal::invalid("The id of what is created is not a well-formed id."))?;
        if (self.used)(id) || self.found.created.iter().any(|(_, created)| *created == id) {
            return Err(Refusal::invalid(
                "The id of what is created was used before in this incident.",
            ));
        }
        Ok(id)
    }

    fn in_text(&mut self, op: &Op, text: &Target, element: &ElementId) -> Result<Made, Refusal> {
        match (&op.action, op.insert) {
            (OpType::Put(ScalarValue::Str(character)), true) => {
                let mut characters = character.chars();
                if characters.next().is_none() || characters.next().is_some() || !op.pred.is_empty()
                {
                    return Err(malformed("a text grows by one character at a time"));
                }
                if let ElementId::Id(element) = element {
                    self.element(text, element)?;
                }
                self.spliced(text);
                Ok(Made::Element {
                    text: text.id.clone(),
                    there: true,
                })
            }
            (OpType::Delete, false) => {
                let ElementId::Id(element) = element else {
                    return Err(absent());
                };
                if !op.pred.iter().eq([element]) {
                    return Err(malformed("it does not name what it replaces"));
                }
                self.take_out(text, element)?;
                self.spliced(text);
                Ok(Made::Nothing)
            }
            _ => Err(malformed(
                "a text holds characters, which are put in or taken out",
            )),
        }
    }

    fn element(&self, text: &Target, element: &OpId) -> Result<(), Refusal> {
        match (self.own(element).map(|at| self.made.get(at)), &text.stored) {
            (Some(Some(Made::Element { text: of, .. })), _) if *of == text.id => Ok(()),
            (None, Some(stored)) => self.elements.was_there(stored, element),
            _ => Err(malformed("it names a character that is not there")),
        }
    }

    fn take_out(&mut self, text: &Target, element: &OpId) -> Result<(), Refusal> {
        let own = self.own(element);
        match (own.map(|at| self.made.get_mut(at)), &text.stored) {
            (
                Some(Some(Made::Element {
                    text: of,
                    there: there @ true,
                })),
                _,
            ) if *of == text.id => {
                *there = false;
                Ok(())
            }
            (None, Some(stored)) => self.elements.take_out(stored, element),
            _ => Err(malformed("it takes out a character that was gone")),
        }
    }

    fn spliced(&mut self, text: &Target) {
        let whole = matches!(text.place, Place::Text(_, id, _) if self.found.created.iter().any(|(_, c)| *c == id));
        if !whole {
            self.found.touch(text.place.splice());
        }
    }
}

fn scalar(value: &ScalarValue) -> Result<(), Refusal> {
    match value {
        ScalarValue::Str(_) | ScalarValue::Int(_) | ScalarValue::Boolean(_) | ScalarValue::Null => {
            Ok(())
        }
        _ => Err(malformed(
            "only text, whole numbers, yes, no and null are used here",
        )),
    }
}

fn absent() -> Refusal {
    malformed("it writes in an object that is not there")
}
