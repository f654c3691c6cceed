//! Drafts.

use super::Edited;
use crate::{Code, Phase, Refusal, policy::rows::DECISION};

pub fn hold(edited: Edited<'_>) -> Result<(), Refusal> {
    let Edited { scene, after, .. } = edited;
    let to_decision = edited
        .sets("kind")
        .any(|kind| kind.str() == Some("decision"));
    if to_decision && !scene.incident.is_command(scene.person) {
        return Err(Refusal::role_required(DECISION));
    }
    let kind = after.str("kind");
    if !scene.incident.is_writer(scene.person) && kind != Some("before_command") {
        return Err(Refusal::role_required(
            "Until the incident is declared, who opened it writes down what happened before command.",
        ));
    }
    if scene.incident.header.phase == Phase::Cold && kind != Some("correction") {
        return Err(Refusal::new(
            Code::Closed,
            "The incident is in review: the log takes corrections only.",
        ));
    }
    Ok(())
}
