//! The place of a change in the history `[A4]` `[A5]`, and what was there when it was made.

use super::{Ground, Owner, malformed};
use crate::limits::DOCUMENT_OP_MAX;
use automerge::{ActorId, Automerge, Change, ChangeHash, legacy::OpId};
use loggist_domain::{Code, PersonId, Refusal};
use std::{cell::OnceCell, collections::HashMap};

/// The history that a change was made on.
pub struct Ancestry<'a> {
    document: &'a Automerge,
    dependencies: Vec<ChangeHash>,
    /// The document's heads are among the dependencies: its author saw all of it.
    at_heads: bool,
    /// By actor, its first operation that the change's author had not seen. Made when first asked for.
    unseen: OnceCell<HashMap<ActorId, u64>>,
}

/// Checks where the change stands.
pub fn check<'a>(
    change: &Change,
    actor: [u8; 16],
    person: PersonId,
    ground: &Ground<'a>,
) -> Result<Ancestry<'a>, Refusal> {
    match ground.actors.owner(&actor) {
        Some(owner) if owner != Owner::Person(person) => {
            return Err(Refusal::new(
                Code::ActorTaken,
                "This actor belongs to somebody else.",
            ));
        }
        _ => {}
    }
    let highest = highest(change.deps(), ground.document)?;
    let ancestry = Ancestry {
        document: ground.document,
        dependencies: change.deps().to_vec(),
        at_heads: ground
            .document
            .get_heads()
            .iter()
            .all(|head| change.deps().binary_search(head).is_ok()),
        unseen: OnceCell::new(),
    };
    follows(change, ground.actors.last(&actor), &ancestry)?;
    let start = change.start_op().get();
    if start <= highest || start > ground.max_op.saturating_add(1) {
        return Err(malformed(
            "its operations do not follow those that it builds on",
        ));
    }
    if start.saturating_add(change.len() as u64) > DOCUMENT_OP_MAX {
        return Err(malformed("the document has no room for its operations"));
    }
    Ok(ancestry)
}

/// The highest operation of the dependencies, which must all be recorded, each named once.
fn highest(dependencies: &[ChangeHash], document: &Automerge) -> Result<u64, Refusal> {
    if !dependencies.is_sorted_by(|a, b| a < b) {
        return Err(malformed("it names a dependency twice"));
    }
    dependencies.iter().try_fold(0, |highest, hash| {
        document
            .get_change_meta_by_hash(hash)
            .map(|meta| meta.max_op.max(highest))
            .ok_or_else(|| {
                Refusal::new(Code::Rebase, "It builds on a change that is not recorded.")
            })
    })
}

/// Whether the change is its actor's next one, made with the last one in sight.
fn follows(
    change: &Change,
    last: Option<(u64, ChangeHash)>,
    ancestry: &Ancestry<'_>,
) -> Result<(), Refusal> {
    let (seq, saw_last) = match last {
        None => (0, true),
        Some((seq, hash)) => (
            seq,
            ancestry.dependencies.contains(&hash)
                || !ancestry.unseen().contains_key(change.actor_id()),
        ),
    };
    if seq.checked_add(1) != Some(change.seq()) {
        return Err(malformed("it is not the next change of its actor"));
    }
    if saw_last {
        Ok(())
    } else {
        Err(malformed(
            "it leaves out the change before it of the same actor",
        ))
    }
}

impl Ancestry<'_> {
    /// The heads to read at; `None` for the present, which is much cheaper to read.
    pub fn heads(&self) -> Option<&[ChangeHash]> {
        (!self.at_heads).then_some(&self.dependencies)
    }

    /// Whether the change's author had not seen all that is there now.
    pub fn is_behind(&self) -> bool {
        !self.at_heads
    }

    /// Whether an operation of the document was there.
    pub fn covers(&self, id: &OpId) -> bool {
        self.at_heads
            || self
                .unseen()
                .get(id.actor())
                .is_none_or(|first| id.counter() < *first)
    }

    /// An actor's changes follow each other, so that what was not seen of it is what comes from some operation on.
    fn unseen(&self) -> &HashMap<ActorId, u64> {
        self.unseen.get_or_init(|| {
            let mut unseen = HashMap::new();
            if !self.at_heads {
                for change in self.document.get_changes_meta(&self.dependencies) {
                    let first = unseen
                        .entry(change.actor.into_owned())
                        .or_insert(change.start_op);
                    *first = change.start_op.min(*first);
                }
            }
            unseen
        })
    }
}
