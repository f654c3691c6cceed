//! The moves of what is known, suspected and unknown: who moved it, when (IM-07, IM-08).

use super::It;
use crate::{Put, canonical};
use serde_json::{Value, json};

/// One move more, when the standing or the outcome has changed. Oldest first.
pub fn moved(it: It<'_>) -> Option<Put> {
    let changed = |field: &str| it.after.str(field) != it.was(field);
    if !it.created() && !changed("standing") && !changed("outcome") {
        return None;
    }
    let mut moves: Vec<Value> = it
        .after
        .str("moves")
        .and_then(|moves| serde_json::from_str(moves).ok())
        .unwrap_or_default();
    moves.push(json!({
        "standing": it.after.str("standing"),
        "outcome": it.after.str("outcome"),
        "by": it.scene.person,
        "at": it.scene.now,
    }));
    Some(it.put("facts", "moves", canonical::to_string(&moves).as_str()))
}
