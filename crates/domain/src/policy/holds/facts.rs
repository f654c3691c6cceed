//! Facts.

use super::Edited;
use crate::{Refusal, Scalar};

pub fn hold(edited: Edited<'_>) -> Result<(), Refusal> {
    let Edited { scene, after, .. } = edited;
    let settled = after.str("standing") == Some("known") || after.str("outcome").is_some();
    if says_it_is_settled(edited) {
        let checker = after.str("checked_by") == Some(&scene.person.to_string());
        if !checker && !scene.incident.is_command(scene.person) {
            return Err(Refusal::role_required(
                "Whoever checks it, or the Incident Manager, Deputy or Secretariat, says that it is known, confirmed or refuted.",
            ));
        }
    }
    if settled && after.int("source").is_none() {
        return Err(Refusal::invalid(
            "Name the log entry that this rests on before it is known, confirmed or refuted.",
        ));
    }
    Ok(())
}

/// By what is set, whether it wins or not; or because it comes out so.
fn says_it_is_settled(edited: Edited<'_>) -> bool {
    let (was, had) = (edited.was("standing"), edited.was("outcome"));
    let (is, has) = (edited.after.str("standing"), edited.after.str("outcome"));
    let set = |field| edited.sets(field).filter_map(Scalar::str);
    let mut standings = set("standing").chain(is);
    let mut outcomes = set("outcome").chain(has);
    (was != Some("known") && standings.any(|it| it == "known"))
        || outcomes.any(|it| Some(it) != had)
}
