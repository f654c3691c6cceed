//! Reading and building changes.

use automerge::{
    ActorId, Automerge, ChangeHash, ExpandedChange, ObjId,
    legacy::{ObjectId, Op, OpId},
};
use std::num::NonZeroU64;

/// The id of a change's operation at this index.
pub(super) fn op_id(change: &ExpandedChange, index: usize) -> OpId {
    OpId::new(change.start_op.get() + index as u64, &change.actor_id)
}

/// A change of ours: no time, no message, nothing beside the operations.
pub(super) fn build(
    actor: &ActorId,
    seq: u64,
    start_op: NonZeroU64,
    deps: Vec<ChangeHash>,
    operations: Vec<Op>,
) -> automerge::Change {
    automerge::Change::from(ExpandedChange {
        operations,
        actor_id: actor.clone(),
        hash: None,
        seq,
        start_op,
        time: 0,
        message: None,
        deps,
        extra_bytes: Vec::new(),
        author: None,
    })
}

/// One above the document's highest operation.
pub(super) fn next_op(document: &Automerge) -> NonZeroU64 {
    let heads = document.get_heads();
    let metas = heads
        .iter()
        .filter_map(|head| document.get_change_meta_by_hash(head));
    let highest = metas.map(|meta| meta.max_op).max().unwrap_or(0);
    NonZeroU64::MIN.saturating_add(highest)
}

/// The object as the document's reading functions name it.
pub(super) fn object(id: &ObjectId) -> ObjId {
    match id {
        ObjectId::Root => ObjId::Root,
        ObjectId::Id(id) => ObjId::Id(id.counter(), id.actor().clone(), 0),
    }
}
