//! Reports that are due.

use super::{ACTIVE, effect::owner_name};
use crate::{Effect, Entry, Incident, Kind, Object, ObjectId, Objects, Phase, Put, Timestamp};

/// When an action becomes overdue: it is open, and its owner has not been said to be late yet.
pub fn due_at(action: &Object) -> Option<Timestamp> {
    let active = action
        .str("state")
        .is_some_and(|state| ACTIVE.contains(&state));
    let said = action.str("overdue_since").is_some();
    action.time("report_by").filter(|_| active && !said)
}

/// What the server writes when an action is overdue; `None` when it is not, or not any more.
pub fn overdue(
    id: ObjectId,
    incident: &Incident,
    objects: &dyn Objects,
    now: Timestamp,
) -> Option<Effect> {
    if incident.header.phase == Phase::Closed {
        return None;
    }
    let action = objects.object("actions", id)?;
    let due = due_at(&action).filter(|due| *due <= now)?;
    let text = format!(
        "A-{} is overdue: {}. {} was to report back by {}.",
        action.int("number").unwrap_or_default(),
        action.str("title").unwrap_or_default(),
        owner_name(&action, incident, objects),
        due.in_words()
    );
    let mut entry = Entry::new(incident, Kind::System, text, now, now);
    entry.refs.insert("action".into(), id);
    Some(Effect {
        puts: vec![Put {
            collection: "actions",
            id,
            field: "overdue_since",
            value: due.into(),
        }],
        ..Effect::sealing(entry)
    })
}
