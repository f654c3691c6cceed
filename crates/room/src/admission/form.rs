//! One form for one change `[A3]`: what Automerge reads from the bytes, it writes as the same bytes.

use super::malformed;
use automerge::{Change, ExpandedChange};
use loggist_domain::Refusal;

/// The change in bytes whose columns were checked. Equal bytes mean a right checksum, sorted dependencies, actors and
/// predecessors, and nothing besides.
pub fn read(bytes: &[u8]) -> Result<(Change, ExpandedChange), Refusal> {
    let change = Change::try_from(bytes).map_err(|_| malformed("its operations cannot be read"))?;
    let expanded = change.decode();
    if Change::from(expanded.clone()).raw_bytes() != bytes {
        return Err(malformed("it is not in the one form that is written"));
    }
    let bare = change.timestamp() == 0
        && change.message().is_none()
        && change.author().is_none()
        && change.extra_bytes().is_empty();
    if bare {
        Ok((change, expanded))
    } else {
        Err(malformed("it carries more than its operations"))
    }
}

/// The change's actor.
pub fn actor(change: &Change) -> Result<[u8; 16], Refusal> {
    change
        .actor_id()
        .to_bytes()
        .try_into()
        .map_err(|_| malformed("an actor is not 16 bytes"))
}
