//! Changes composed of operations that are nearly right: on what is there, at old and new dependencies.

use super::dice::Dice;
use crate::{
    incident::{Incident, object, text},
    panics::counted,
};
use automerge::{
    Automerge, Change, ChangeHash, ExpandedChange, ObjId, ObjType, ReadDoc, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use loggist_room::admission::Actors;
use std::num::NonZeroU64;

/// A change of one to eight operations by an actor; `None` when the library does not write it.
pub fn change(incident: &Incident, actor: [u8; 16], dice: &mut Dice) -> Option<Vec<u8>> {
    let document = &incident.document;
    let last = incident.actors.last(&actor);
    let (deps, highest) = dependencies(document, last.map(|(_, hash)| hash), dice);
    let start = highest + 1 + dice.below(incident.max_op() - highest + 1);
    let mut composing = Composing {
        document,
        deps,
        start,
        actor: actor.into(),
        things: Things::of(document),
        operations: Vec::new(),
    };
    for _ in 0..=dice.below(8) {
        let op = composing.operation(dice);
        let id = OpId(
            start + composing.operations.len() as u64,
            composing.actor.clone(),
        );
        match (&op.action, op.insert) {
            (OpType::Make(ObjType::Map), _) => composing.things.maps.push(ObjectId::Id(id)),
            (OpType::Make(ObjType::Text), _) => composing.things.texts.push(ObjectId::Id(id)),
            (OpType::Put(_), true) => composing.things.characters.push((op.obj.clone(), id)),
            _ => {}
        }
        composing.operations.push(op);
    }
    let change = ExpandedChange {
        operations: composing.operations,
        actor_id: composing.actor,
        hash: None,
        seq: last.map_or(0, |(seq, _)| seq) + 1,
        start_op: NonZeroU64::new(start)?,
        time: 0,
        message: None,
        deps: composing.deps,
        extra_bytes: Vec::new(),
        author: None,
    };
    counted(|| Change::from(change).raw_bytes().to_vec()).1
}

/// The heads, or one or two changes from before, with the actor's own last one; and their highest operation.
fn dependencies(
    document: &Automerge,
    last: Option<ChangeHash>,
    dice: &mut Dice,
) -> (Vec<ChangeHash>, u64) {
    let metas = document.get_changes_meta(&[]);
    let mut deps = match dice.below(3) {
        0 => document.get_heads(),
        1 => vec![dice.pick(&metas).hash],
        _ => vec![
            dice.pick(&metas).hash,
            dice.pick(&metas[metas.len() / 2..]).hash,
        ],
    };
    deps.extend(last);
    deps.sort();
    deps.dedup();
    let highest = |hash| {
        document
            .get_change_meta_by_hash(hash)
            .map_or(0, |meta| meta.max_op)
    };
    let highest = deps.iter().map(highest).max().unwrap_or(0);
    (deps, highest)
}

/// What a document holds and ever held.
struct Things {
    maps: Vec<ObjectId>,
    texts: Vec<ObjectId>,
    characters: Vec<(ObjectId, OpId)>,
}

impl Things {
    fn of(document: &Automerge) -> Self {
        let mut things = Self {
            maps: vec![ObjectId::Root],
            texts: Vec::new(),
            characters: Vec::new(),
        };
        for change in document.get_changes(&[]) {
            let change = change.decode();
            for (at, op) in change.operations.into_iter().enumerate() {
                let id = OpId(change.start_op.get() + at as u64, change.actor_id.clone());
                match (op.action, op.insert) {
                    (OpType::Make(ObjType::Map), _) => things.maps.push(ObjectId::Id(id)),
                    (OpType::Make(ObjType::Text), _) => things.texts.push(ObjectId::Id(id)),
                    (OpType::Put(_), true) => things.characters.push((op.obj, id)),
                    _ => {}
                }
            }
        }
        things
    }
}

struct Composing<'a> {
    document: &'a Automerge,
    deps: Vec<ChangeHash>,
    start: u64,
    actor: automerge::ActorId,
    things: Things,
    operations: Vec<Op>,
}

impl Composing<'_> {
    fn operation(&self, dice: &mut Dice) -> Op {
        let things = &self.things;
        if things.characters.is_empty() || dice.once_in(2) {
            return self.under_key(dice);
        }
        let (of, character) = dice.pick(&things.characters).clone();
        let astray = dice.once_in(20);
        let obj = if astray {
            dice.pick(&things.texts).clone()
        } else {
            of
        };
        let key = Key::Seq(ElementId::Id(character.clone()));
        match dice.below(4) {
            0 => Op {
                action: OpType::Put(text("x")),
                obj,
                key: Key::head(),
                pred: vec![].into(),
                insert: true,
            },
            1 | 2 => Op {
                action: OpType::Put(text("é")),
                obj,
                key,
                pred: vec![].into(),
                insert: true,
            },
            _ => Op {
                action: OpType::Delete,
                obj,
                key,
                pred: vec![character].into(),
                insert: false,
            },
        }
    }

    fn under_key(&self, dice: &mut Dice) -> Op {
        const KEYS: [&str; 8] = [
            "log", "drafts", "kind", "about", "text", "000001", "by", "answers",
        ];
        let obj = dice.pick(&self.things.maps).clone();
        let key = match dice.below(3) {
            0 => object(1 + dice.byte() % 8).to_string(),
            _ => (*dice.pick(&KEYS)).to_owned(),
        };
        let mut pred = self.visible(&obj, &key);
        if dice.once_in(12) {
            pred.pop();
        }
        let action = match dice.below(8) {
            0 | 1 => OpType::Delete,
            2 => OpType::Make(ObjType::Map),
            3 => OpType::Make(ObjType::Text),
            4 => OpType::Put(ScalarValue::Int(7)),
            _ => OpType::Put(text("words")),
        };
        Op {
            action,
            obj,
            key: Key::Map(key.into()),
            pred: pred.into(),
            insert: false,
        }
    }

    /// What is visible under a key, by the library at the dependencies and by the operations so far.
    fn visible(&self, map: &ObjectId, key: &str) -> Vec<OpId> {
        let same = |op: &Op| &op.obj == map && op.key == Key::Map(key.into());
        if let Some(at) = self.operations.iter().rposition(same) {
            let removed = self.operations[at].action == OpType::Delete;
            let own = OpId(self.start + at as u64, self.actor.clone());
            return if removed { Vec::new() } else { vec![own] };
        }
        let map = match map {
            ObjectId::Root => ObjId::Root,
            ObjectId::Id(OpId(counter, actor)) => ObjId::Id(*counter, actor.clone(), 0),
        };
        let found = self
            .document
            .get_all_at(&map, key, &self.deps)
            .unwrap_or_default();
        let ids = found.into_iter().filter_map(|(_, id)| match id {
            ObjId::Root => None,
            ObjId::Id(counter, actor, _) => Some(OpId(counter, actor)),
        });
        ids.collect()
    }
}
