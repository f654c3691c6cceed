//! Reading and building changes.

use automerge::{
    ActorId, Automerge, ChangeHash, ExpandedChange, ObjId,
    legacy::{ObjectId, Op, OpId},
    transaction::CommitOptions,
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

/// One above the document's highest operation: what an empty change of a copy starts at.
pub(super) fn next_op(document: &Automerge) -> NonZeroU64 {
    let mut probe = document.fork();
    probe.empty_commit(CommitOptions::default().with_time(0));
    probe
        .get_last_local_change()
        .map_or(NonZeroU64::MIN, |change| change.start_op())
}

/// The object as the document's reading functions name it.
pub(super) fn object(id: &ObjectId) -> ObjId {
    match id {
        ObjectId::Root => ObjId::Root,
        ObjectId::Id(id) => ObjId::Id(id.counter(), id.actor().clone(), 0),
    }
}
