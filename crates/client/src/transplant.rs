//! The rebase of the protocol's page: pending changes are rewritten as if the refused ones had never been made, under
//! one fresh actor, and keep their intents.
//!
//! Pure. The browser has the same one, and both pass `tests/cases/transplant`, whose README states the rules in
//! numbers.

mod change;
mod moving;

use automerge::{ActorId, Automerge, Change};
use loggist_domain::IntentId;
use moving::Moving;
use std::collections::BTreeSet;

/// An edit that waits in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Its intent.
    pub intent: IntentId,
    /// The Automerge change.
    pub change: Vec<u8>,
}

/// What became of the pending edits.
#[derive(Debug)]
pub struct Transplanted {
    /// To be submitted, in order, under the same intents.
    pub submitted: Vec<Pending>,
    /// Refused, or inside an object that a refused change created; in order.
    pub tray: Vec<IntentId>,
    /// Nothing was left of them: they only took back what was refused.
    pub vanished: Vec<IntentId>,
    /// The recorded document with what is submitted applied, under the fresh actor.
    pub document: Automerge,
}

/// A pending change that cannot be moved.
#[derive(Debug, thiserror::Error)]
pub enum TransplantError {
    /// The bytes are not a change.
    #[error("the change of intent {0} cannot be read")]
    Unreadable(IntentId),
    /// The library refuses the moved change.
    #[error("the change of intent {intent} cannot be applied again: {cause}")]
    Unfit {
        /// Which.
        intent: IntentId,
        /// What the library says.
        cause: Box<automerge::AutomergeError>,
    },
}

/// Rewrites `pending` without the `refused` among them.
///
/// `recorded` holds every record known and none of `pending`; `actor` was never used in this incident.
///
/// # Errors
/// [`TransplantError`] for bytes that no replica of ours made.
pub fn transplant(
    recorded: &Automerge,
    pending: &[Pending],
    refused: &BTreeSet<IntentId>,
    actor: ActorId,
) -> Result<Transplanted, TransplantError> {
    let mut moving = Moving::onto(recorded, actor);
    let (mut submitted, mut tray, mut vanished) = (Vec::new(), Vec::new(), Vec::new());
    for Pending { intent, change } in pending {
        let intent = *intent;
        let change = Change::from_bytes(change.clone())
            .map_err(|_| TransplantError::Unreadable(intent))?
            .decode();
        if refused.contains(&intent) || moving.is_stranded(&change) {
            moving.leave_out(&change);
            tray.push(intent);
            continue;
        }
        let moved = moving
            .carry(&change)
            .map_err(|cause| TransplantError::Unfit {
                intent,
                cause: Box::new(cause),
            })?;
        match moved {
            Some(moved) => submitted.push(Pending {
                intent,
                change: moved.raw_bytes().to_vec(),
            }),
            None => vanished.push(intent),
        }
    }
    Ok(Transplanted {
        submitted,
        tray,
        vanished,
        document: moving.into_document(),
    })
}

#[cfg(test)]
mod tests;
