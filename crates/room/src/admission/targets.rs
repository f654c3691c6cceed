//! The maps and texts that operations write in.

use super::{
    malformed,
    place::Place,
    registers::{Registers, operation},
};
use automerge::{
    Automerge, ObjId, ObjType, Prop, ROOT, ReadDoc,
    legacy::{ObjectId, OpId},
};
use loggist_domain::Refusal;
use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

/// A map or a text.
pub struct Target {
    /// Its id, as operations name it.
    pub id: ObjectId,
    /// The same in the document; `None` when the change makes it.
    pub stored: Option<ObjId>,
    /// Which of the two it is.
    pub is: ObjType,
    /// Where it is.
    pub place: Place,
    /// The objects that lead to it from the root, itself included.
    pub line: Vec<OpId>,
}

/// Those of the document that a change looked up, and what it has removed.
pub struct Targets<'a> {
    document: &'a Automerge,
    root: Rc<Target>,
    known: HashMap<OpId, Rc<Target>>,
    hidden: HashSet<OpId>,
}

impl<'a> Targets<'a> {
    pub fn new(document: &'a Automerge) -> Self {
        let root = Target {
            id: ObjectId::Root,
            stored: Some(ROOT),
            is: ObjType::Map,
            place: Place::Root,
            line: Vec::new(),
        };
        Self {
            document,
            root: Rc::new(root),
            known: HashMap::new(),
            hidden: HashSet::new(),
        }
    }

    pub fn root(&self) -> Rc<Target> {
        Rc::clone(&self.root)
    }

    /// The change has overwritten or removed these.
    pub fn hide<'i>(&mut self, ids: impl Iterator<Item = &'i OpId>) {
        self.hidden.extend(ids.cloned());
    }

    /// What is written where the change itself has removed it would never be seen.
    pub fn check_visible(&self, target: &Target) -> Result<(), Refusal> {
        if target.line.iter().any(|id| self.hidden.contains(id)) {
            return Err(malformed("it writes in what it has removed"));
        }
        Ok(())
    }

    /// A map or a text of the document that was visible at the dependencies.
    pub fn find(
        &mut self,
        id: &OpId,
        registers: &mut Registers<'_>,
    ) -> Result<Rc<Target>, Refusal> {
        if let Some(target) = self.known.get(id) {
            return Ok(Rc::clone(target));
        }
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
            let container = operation(map.clone()).map_or(ObjectId::Root, ObjectId::Id);
            if !registers
                .visible(&container, Some(map), key)?
                .iter()
                .any(|visible| visible.id == child)
            {
                return Err(absent());
            }
            place = place.of(key, child_is);
            line.push(child);
        }
        let target = Target {
            id: ObjectId::Id(id.clone()),
            stored: Some(stored),
            is,
            place,
            line,
        };
        let target = Rc::new(target);
        self.known.insert(id.clone(), Rc::clone(&target));
        Ok(target)
    }
}

/// The refusal of an operation on an object that nobody made, or that was gone.
pub fn absent() -> Refusal {
    malformed("it writes in an object that is not there")
}
