//! Invariants of a touched object, on the winning values after the merge.

use super::{Scene, Touch};
use crate::{Code, Object, Phase, Refusal, Role, schema};

/// Whether an object, as the edit leaves it, holds what its rows ask.
///
/// `touches` are the touches of the change on this object.
///
/// # Errors
/// The refusal, with its sentence.
pub fn holds(touches: &[&Touch], scene: Scene<'_>, after: Option<&Object>) -> Result<(), Refusal> {
    let Some((collection, _)) = touches.first().map(|touch| touch.object()) else {
        return Ok(());
    };
    let Some(after) = after else {
        // Gone: by this very change, or by a delete that the change did not know of.
        return if touches
            .iter()
            .any(|touch| matches!(touch, Touch::Delete { .. }))
        {
            Ok(())
        } else {
            Err(Refusal::new(
                Code::Gone,
                "This is no longer there: it was sealed or removed meanwhile.",
            ))
        };
    };
    if let Some(flaw) = schema::flaw(collection, after, scene.incident.last_number) {
        return Err(Refusal::invalid(flaw));
    }
    let created = touches
        .iter()
        .any(|touch| matches!(touch, Touch::Create { .. }));
    if created && after.by() != Some(scene.person) {
        return Err(Refusal::invalid(
            "What a person creates carries that person's id.",
        ));
    }
    match collection {
        "drafts" => draft(touches, created, scene, after),
        "facts" => fact(scene, after),
        _ => Ok(()),
    }
}

fn draft(
    touches: &[&Touch],
    created: bool,
    scene: Scene<'_>,
    after: &Object,
) -> Result<(), Refusal> {
    let sets_kind = created
        || touches
            .iter()
            .any(|touch| matches!(touch, Touch::Set { field, .. } if field == "kind"));
    let kind = after.str("kind");
    if sets_kind && kind == Some("decision") && !scene.incident.is_command(scene.person) {
        return Err(Refusal::role_required(
            "A decision is drafted by the Incident Manager, the Deputy or the Secretariat. Write it as an observation or tell the Incident Manager.",
        ));
    }
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

fn fact(scene: Scene<'_>, after: &Object) -> Result<(), Refusal> {
    let settled = |object: &Object| {
        (
            object.str("standing") == Some("known"),
            object.str("outcome").map(str::to_owned),
        )
    };
    let was = scene.before.map_or((false, None), settled);
    let is = settled(after);
    let settles = (is.0 && !was.0) || (is.1.is_some() && is.1 != was.1);
    if settles {
        let checker = after.str("checked_by") == Some(&scene.person.to_string());
        if !checker && !scene.incident.is_command(scene.person) {
            return Err(Refusal::role_required(
                "Whoever checks it, or the Incident Manager, Deputy or Secretariat, says that it is known, confirmed or refuted.",
            ));
        }
    }
    if (is.0 || is.1.is_some()) && after.int("source").is_none() {
        return Err(Refusal::invalid(
            "Name the log entry that this rests on before it is known, confirmed or refuted.",
        ));
    }
    debug_assert!(
        scene
            .incident
            .roles(scene.person)
            .iter()
            .any(|role| *role != Role::Observer)
    );
    Ok(())
}
