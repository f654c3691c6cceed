//! Lessons, duties and documents: what of them is sealed (IM-15, IM-16, SEC-11).

use super::{It, owner_name};
use crate::{Effect, Timestamp, duty::DUTIES};

/// A number, and an entry when its step is agreed, done or dropped.
pub fn lesson(it: It<'_>) -> Effect {
    let after = it.after;
    let number = after
        .int("number")
        .unwrap_or_else(|| it.scene.objects.next_number("lessons"));
    let step = after
        .str("step")
        .unwrap_or_else(|| after.text("text"))
        .trim();
    let outcome = after
        .str("outcome")
        .map(|outcome| format!(" {}", outcome.trim()))
        .unwrap_or_default();
    let said = it.became("state").and_then(|state| match state {
        "agreed" => Some(format!(
            "L-{number} agreed: {step}. Owner {}, by {}.",
            owner_name(after, it.scene.incident, it.scene.objects),
            after
                .time("due")
                .map(Timestamp::in_words)
                .unwrap_or_default()
        )),
        "done" => Some(format!("L-{number} done: {step}.{outcome}")),
        "dropped" => Some(format!("L-{number} dropped: {step}.{outcome}")),
        _ => None,
    });
    let mut effect = said.map_or_else(Effect::default, |text| it.sealing("lesson", text));
    if it.created() {
        effect.puts = vec![it.number("lessons")];
    }
    effect
}

/// That a duty is done, or why it is left.
pub fn check(it: It<'_>) -> Effect {
    let Some(state) = it.became("state") else {
        return Effect::default();
    };
    let title = DUTIES
        .iter()
        .find(|duty| it.after.str("duty") == Some(duty.key))
        .map_or("A duty", |duty| duty.title);
    let text = match state {
        "done" => format!("Done: {title}."),
        _ => format!(
            "Left: {title}. Reason: {}",
            it.after.str("reason").unwrap_or_default().trim()
        ),
    };
    it.sealing("check", text)
}

/// That a document is captured, and where.
pub fn document(it: It<'_>) -> Effect {
    if it.became("state") != Some("captured") {
        return Effect::default();
    }
    let place = it
        .after
        .str("place")
        .map(|place| format!(", at {}", place.trim()))
        .unwrap_or_default();
    let name = it.after.str("name").unwrap_or_default().trim();
    it.sealing("document", format!("Captured: {name}{place}."))
}
