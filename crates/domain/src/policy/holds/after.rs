//! Lessons, the duties at the end, the register of documents.

use super::Edited;
use crate::{Object, ObjectId, Refusal, policy::Touch};

fn blank(object: &Object, field: &str) -> bool {
    object.str(field).is_none_or(|text| text.trim().is_empty())
}

/// A preventive step that is to be taken has an owner and a date (IM-16).
pub fn lesson(edited: Edited<'_>) -> Result<(), Refusal> {
    let after = edited.after;
    if edited.created && after.text("text").trim().is_empty() {
        return Err(Refusal::invalid("Say what was learned."));
    }
    let open = matches!(after.str("state"), Some("agreed" | "doing"));
    if open && (blank(after, "step") || blank(after, "owner") || blank(after, "due")) {
        return Err(Refusal::invalid(
            "A preventive step that is agreed says what is to be done, who sees to it and by when.",
        ));
    }
    if after.str("state") == Some("dropped") && blank(after, "outcome") {
        return Err(Refusal::invalid("Say why nothing is done about it."));
    }
    Ok(())
}

/// What is left is left with a reason (IM-15).
pub fn check(edited: Edited<'_>) -> Result<(), Refusal> {
    let after = edited.after;
    if after.str("state") == Some("skipped") && blank(after, "reason") {
        return Err(Refusal::invalid("Say why this is left."));
    }
    let created = edited.touches.iter().find_map(|touch| match touch {
        Touch::Create { id, .. } => Some(*id),
        _ => None,
    });
    if created.is_some_and(|id| is_said(edited, id)) {
        return Err(Refusal::invalid(
            "This duty is in the list already. Change what is said of it there.",
        ));
    }
    Ok(())
}

fn is_said(edited: Edited<'_>, but: ObjectId) -> bool {
    let duty = edited.after.str("duty");
    let checks = edited.scene.objects.objects("checks");
    let mut others = checks.iter().filter(|(id, _)| **id != but);
    others.any(|(_, check)| check.str("duty") == duty)
}

/// What is captured is somewhere (SEC-11).
pub fn document(edited: Edited<'_>) -> Result<(), Refusal> {
    let after = edited.after;
    let is_placed = !blank(after, "place") || after.str("attachment").is_some();
    if after.str("state") == Some("captured") && !is_placed {
        return Err(Refusal::invalid("Say where it is kept, or attach it."));
    }
    edited.named()
}
