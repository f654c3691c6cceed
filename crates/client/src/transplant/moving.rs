//! Carrying changes over, one after the other. The numbers in comments are the rules in `tests/cases/README.md`.

use super::change::{build, next_op, object, op_id};
use automerge::{
    ActorId, Automerge, AutomergeError, Change, ChangeHash, ExpandedChange, ObjId, ReadDoc,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType, SortedVec},
};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    num::NonZeroU64,
};

pub(super) struct Moving {
    document: Automerge,
    actor: ActorId,
    seq: u64,
    next_op: NonZeroU64,
    last: Option<ChangeHash>,
    /// Hash of a pending change -> what stands for it: its new hash, or its own dependencies.
    hashes: HashMap<ChangeHash, BTreeSet<ChangeHash>>,
    /// Id of a kept operation -> its new id.
    moved: HashMap<OpId, OpId>,
    /// Id of a left-out insert -> its left neighbour, new.
    neighbours: HashMap<OpId, ElementId>,
    /// Ids of all left-out operations.
    left_out: HashSet<OpId>,
}

impl Moving {
    pub(super) fn onto(recorded: &Automerge, actor: ActorId) -> Self {
        Self {
            document: recorded.fork().with_actor(actor.clone()),
            actor,
            seq: 0,
            next_op: next_op(recorded),
            last: None,
            hashes: HashMap::new(),
            moved: HashMap::new(),
            neighbours: HashMap::new(),
            left_out: HashSet::new(),
        }
    }

    pub(super) fn into_document(self) -> Automerge {
        self.document
    }

    /// 1. Inside an object whose creation was left out. Or on a dependency that nobody has, as no replica makes it.
    pub(super) fn is_stranded(&self, change: &ExpandedChange) -> bool {
        let inside = |op: &Op| matches!(&op.obj, ObjectId::Id(id) if self.left_out.contains(id));
        change.operations.iter().any(inside)
            || self
                .dependencies(change)
                .iter()
                .any(|hash| self.document.get_change_meta_by_hash(hash).is_none())
    }

    pub(super) fn leave_out(&mut self, change: &ExpandedChange) {
        for (index, op) in change.operations.iter().enumerate() {
            self.drop_op(op, op_id(change, index));
        }
        self.stand_for(change, self.dependencies(change));
    }

    /// The change under its new ids; `None` when no operation of it is left.
    pub(super) fn carry(
        &mut self,
        change: &ExpandedChange,
    ) -> Result<Option<Change>, AutomergeError> {
        let mut deps = self.dependencies(change);
        let mut operations: Vec<Op> = Vec::with_capacity(change.operations.len());
        for (index, op) in change.operations.iter().enumerate() {
            let old = op_id(change, index);
            match self.operation(op, &deps, &operations)? {
                Some(kept) => {
                    let new = self.new_id(operations.len());
                    self.moved.insert(old, new);
                    operations.push(kept);
                }
                None => self.drop_op(op, old),
            }
        }
        if operations.is_empty() {
            // 8.
            self.stand_for(change, deps);
            return Ok(None);
        }
        // 3. One actor's changes follow each other, even where two outboxes were made side by side.
        deps.extend(self.last);
        self.seq += 1;
        let count = operations.len() as u64;
        let deps = deps.into_iter().collect();
        let moved = build(&self.actor, self.seq, self.next_op, deps, operations);
        self.document.apply_changes([moved.clone()])?;
        self.stand_for(change, [moved.hash()].into());
        self.last = Some(moved.hash());
        self.next_op = self.next_op.saturating_add(count);
        Ok(Some(moved))
    }

    fn stand_for(&mut self, change: &ExpandedChange, hashes: BTreeSet<ChangeHash>) {
        if let Some(hash) = change.hash {
            self.hashes.insert(hash, hashes);
        }
    }

    /// 2.
    fn dependencies(&self, change: &ExpandedChange) -> BTreeSet<ChangeHash> {
        let mut deps = BTreeSet::new();
        for hash in &change.deps {
            match self.hashes.get(hash) {
                Some(others) => deps.extend(others),
                None => {
                    deps.insert(*hash);
                }
            }
        }
        deps
    }

    fn new_id(&self, index: usize) -> OpId {
        OpId::new(self.next_op.get() + index as u64, &self.actor)
    }

    /// 4.
    fn operation(
        &self,
        op: &Op,
        deps: &BTreeSet<ChangeHash>,
        earlier: &[Op],
    ) -> Result<Option<Op>, AutomergeError> {
        let obj = match &op.obj {
            ObjectId::Root => ObjectId::Root,
            ObjectId::Id(id) => ObjectId::Id(self.id(id)),
        };
        let key = match &op.key {
            Key::Map(key) => key,
            Key::Seq(element) => return Ok(self.element(op, element, obj)),
        };
        let pred = if op.pred.iter().any(|id| self.left_out.contains(id)) {
            self.visible(&obj, &op.key, key, deps, earlier)?
        } else {
            op.pred.iter().map(|id| self.id(id)).collect()
        };
        if op.action == OpType::Delete && pred.is_empty() {
            return Ok(None);
        }
        Ok(Some(Op {
            obj,
            pred,
            ..op.clone()
        }))
    }

    fn element(&self, op: &Op, element: &ElementId, obj: ObjectId) -> Option<Op> {
        if op.insert {
            // 5.
            return Some(Op {
                obj,
                key: Key::Seq(self.neighbour(element)),
                ..op.clone()
            });
        }
        // 6. The character was refused: so is what became of it.
        let element = element
            .as_opid()
            .filter(|id| !self.left_out.contains(id))
            .map(|id| self.id(id))?;
        let pred: SortedVec<OpId> = op
            .pred
            .iter()
            .filter(|id| !self.left_out.contains(id))
            .map(|id| self.id(id))
            .collect();
        (!pred.is_empty()).then(|| Op {
            obj,
            key: Key::Seq(ElementId::Id(element)),
            pred,
            ..op.clone()
        })
    }

    /// 7. What a key shows at the dependencies and after this change's earlier operations.
    fn visible(
        &self,
        obj: &ObjectId,
        key: &Key,
        name: &str,
        deps: &BTreeSet<ChangeHash>,
        earlier: &[Op],
    ) -> Result<SortedVec<OpId>, AutomergeError> {
        let same = |op: &Op| op.obj == *obj && op.key == *key;
        if let Some(own) = earlier.iter().rposition(same) {
            let gone = earlier[own].action == OpType::Delete;
            let own = (!gone).then(|| self.new_id(own));
            return Ok(own.into_iter().collect());
        }
        let deps: Vec<ChangeHash> = deps.iter().copied().collect();
        let values = self.document.get_all_at(object(obj), name, &deps)?;
        let ids = values.into_iter().filter_map(|(_, id)| match id {
            ObjId::Id(counter, actor, _) => Some(OpId::new(counter, &actor)),
            ObjId::Root => None,
        });
        Ok(ids.collect())
    }

    fn drop_op(&mut self, op: &Op, old: OpId) {
        if let (true, Key::Seq(element)) = (op.insert, &op.key) {
            self.neighbours.insert(old.clone(), self.neighbour(element));
        }
        self.left_out.insert(old);
    }

    fn neighbour(&self, element: &ElementId) -> ElementId {
        match element {
            ElementId::Head => ElementId::Head,
            ElementId::Id(id) => self
                .neighbours
                .get(id)
                .cloned()
                .unwrap_or_else(|| ElementId::Id(self.id(id))),
        }
    }

    fn id(&self, old: &OpId) -> OpId {
        self.moved.get(old).unwrap_or(old).clone()
    }
}
