//! Mutations of decoded changes, written again by the library.

use super::{corpus::Case, dice::Dice};
use crate::{
    incident::{object, text},
    panics::counted,
};
use automerge::{
    ActorId, Change, ChangeHash, ExpandedChange, ObjType, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use std::num::NonZeroU64;

/// A change with one to three things altered; `None` when the library does not write it.
pub fn mutated(case: &Case, corpus: &[Case], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut change = Change::try_from(&case.bytes[..])
        .expect("a case is a change")
        .decode();
    let ids = Ids::of(case, &change);
    for _ in 0..=dice.below(3) {
        if dice.once_in(4) {
            history(&mut change, case, &ids, dice);
        } else {
            operation(&mut change, corpus, &ids, dice);
        }
    }
    counted(|| Change::from(change).raw_bytes().to_vec()).1
}

/// What a mutation can name.
struct Ids {
    /// First and last operation of each change of the document and of this change.
    runs: Vec<(u64, u64, ActorId)>,
    hashes: Vec<ChangeHash>,
    actors: Vec<ActorId>,
}

impl Ids {
    fn of(case: &Case, change: &ExpandedChange) -> Self {
        let metas = case.incident.document.get_changes_meta(&[]);
        let mut runs: Vec<_> = metas
            .iter()
            .map(|meta| (meta.start_op, meta.max_op, meta.actor.clone().into_owned()))
            .collect();
        let own = change.start_op.get();
        runs.push((
            own,
            own + change.operations.len() as u64,
            change.actor_id.clone(),
        ));
        let hashes = metas.iter().map(|meta| meta.hash).collect();
        let mut actors: Vec<_> = runs.iter().map(|(_, _, actor)| actor.clone()).collect();
        actors.push([3; 16].into());
        Self {
            runs,
            hashes,
            actors,
        }
    }

    fn any(&self, dice: &mut Dice) -> OpId {
        if dice.once_in(20) {
            return OpId(dice.odd_number(), dice.pick(&self.actors).clone());
        }
        let (first, last, actor) = dice.pick(&self.runs);
        OpId(first + dice.below(last - first + 1), actor.clone())
    }
}

fn history(change: &mut ExpandedChange, case: &Case, ids: &Ids, dice: &mut Dice) {
    match dice.below(12) {
        0 => change.seq = change.seq.wrapping_add(dice.below(3)).wrapping_sub(1),
        1 => change.seq = dice.odd_number(),
        2 | 3 => {
            let near = change
                .start_op
                .get()
                .saturating_add(dice.below(7))
                .saturating_sub(3);
            change.start_op = NonZeroU64::new(near).unwrap_or(NonZeroU64::MIN);
        }
        4 => change.start_op = NonZeroU64::new(dice.odd_number()).unwrap_or(NonZeroU64::MIN),
        5 => drop(change.deps.pop()),
        6 => change.deps.push(*dice.pick(&ids.hashes)),
        7 => change.deps = vec![*dice.pick(&ids.hashes)],
        8 => change.deps = case.incident.document.get_heads(),
        9 => change.actor_id = dice.pick(&ids.actors).clone(),
        10 => change.time = i64::from(dice.byte()),
        _ => change.message = Some("a word".into()),
    }
}

fn operation(change: &mut ExpandedChange, corpus: &[Case], ids: &Ids, dice: &mut Dice) {
    let operations = &mut change.operations;
    if operations.is_empty() {
        return;
    }
    let (at, other) = (dice.index(operations.len()), dice.index(operations.len()));
    match dice.below(16) {
        0 => drop(operations.remove(at)),
        1 => operations.insert(other, operations[at].clone()),
        2 => operations.swap(at, other),
        3 => operations.truncate(at + 1),
        4 => operations.insert(at, borrowed(corpus, dice)),
        5 => operations[at].obj = ObjectId::Id(ids.any(dice)),
        6 => operations[at].obj = operations[other].obj.clone(),
        7 => operations[at].key = key(ids, dice),
        8 => operations[at].key = operations[other].key.clone(),
        9 => operations[at].insert = !operations[at].insert,
        10 => operations[at].action = action(dice),
        11 => operations[at].action = operations[other].action.clone(),
        12 => operations[at].pred = vec![ids.any(dice)].into(),
        13 => operations[at].pred = vec![].into(),
        14 => {
            let more: Vec<OpId> = operations[at]
                .pred
                .iter()
                .cloned()
                .chain([ids.any(dice)])
                .collect();
            operations[at].pred = more.into();
        }
        _ => operations[at].action = OpType::Put(scalar(dice)),
    }
}

fn borrowed(corpus: &[Case], dice: &mut Dice) -> Op {
    let from = Change::try_from(&dice.pick(corpus).bytes[..])
        .expect("a case is a change")
        .decode();
    dice.pick(&from.operations).clone()
}

fn key(ids: &Ids, dice: &mut Dice) -> Key {
    const KEYS: [&str; 12] = [
        "v", "log", "drafts", "facts", "colour", "by", "kind", "text", "about", "000001", "000002",
        "",
    ];
    match dice.below(4) {
        0 => Key::head(),
        1 => Key::Seq(ElementId::Id(ids.any(dice))),
        2 => Key::Map(object(dice.byte() % 6).to_string().into()),
        _ => Key::Map((*dice.pick(&KEYS)).into()),
    }
}

fn action(dice: &mut Dice) -> OpType {
    match dice.below(8) {
        0 => OpType::Make(ObjType::Map),
        1 => OpType::Make(ObjType::Text),
        2 => OpType::Make(ObjType::List),
        3 => OpType::Make(ObjType::Table),
        4 => OpType::Increment(1),
        5 => OpType::MarkEnd(dice.once_in(2)),
        _ => OpType::Delete,
    }
}

fn scalar(dice: &mut Dice) -> ScalarValue {
    match dice.below(12) {
        0 => ScalarValue::Null,
        1 => ScalarValue::Boolean(true),
        2 => ScalarValue::Int(i64::from_le_bytes(dice.odd_number().to_le_bytes())),
        3 => ScalarValue::Uint(dice.odd_number()),
        4 => ScalarValue::F64(f64::from(dice.byte())),
        5 => ScalarValue::Bytes(vec![dice.byte()]),
        6 => ScalarValue::counter(1),
        7 => ScalarValue::Timestamp(1),
        8 => text(""),
        9 => text("two words"),
        _ => text("é"),
    }
}
