//! Actions whose owner may own none any more, because of what a command does to the team.

use crate::{
    Effect, Incident, Object, ObjectId, Objects, PersonId, Put, Refusal, Scalar,
    policy::{ACTIVE, owner},
};
use std::collections::BTreeMap;

/// The same effect, with open actions moved to `to_reassign` when their owner becomes incident manager, leaves, or
/// becomes an observer; or moved to the owners that are named. The previous owner stays visible until the next.
///
/// # Errors
/// [`crate::Code::Invalid`] when a named owner may not own an action, or a named action is none of these.
pub fn reassign(
    incident: &Incident,
    objects: &dyn Objects,
    mut effect: Effect,
    owners: &BTreeMap<ObjectId, PersonId>,
) -> Result<Effect, Refusal> {
    let changes = effect.command.is_some() || !effect.members.is_empty();
    if !changes {
        return Ok(effect);
    }
    let after = after(incident, &effect);
    let stranded: Vec<(ObjectId, Object)> = objects
        .objects("actions")
        .into_iter()
        .filter(|(_, action)| is_stranded(action, &after))
        .collect();
    if let Some(odd) = owners
        .keys()
        .find(|id| !stranded.iter().any(|(one, _)| one == *id))
    {
        return Err(Refusal::invalid(format!(
            "The action {odd} needs no new owner. Look at the room and accept again."
        )));
    }
    let mut moved = Vec::new();
    for (id, action) in stranded {
        let title = format!(
            "A-{} {}",
            action.int("number").unwrap_or_default(),
            action.str("title").unwrap_or_default()
        );
        let put = |field, value| Put {
            collection: "actions",
            id,
            field,
            value,
        };
        match owners.get(&id) {
            Some(&next) if after.may_own(next) => {
                effect.puts.push(put("owner", next.into()));
                moved.push(format!("{title}, now {}", after.name(next)));
            }
            Some(&next) => {
                return Err(Refusal::invalid(format!(
                    "{} cannot own an action: an owner is in the team, not an observer and not the Incident Manager.",
                    after.name(next)
                )));
            }
            None => {
                effect.puts.push(put("state", "to_reassign".into()));
                effect.puts.push(put("overdue_since", Scalar::Null));
                moved.push(format!("{title}, needs a new owner"));
            }
        }
        effect.puts.push(put("acknowledged", Scalar::Null));
        effect.puts.push(put("acknowledged_at", Scalar::Null));
    }
    if let (Some(entry), false) = (&mut effect.entry, moved.is_empty()) {
        entry.text = format!("{}\nActions: {}.", entry.text, moved.join("; "));
    }
    Ok(effect)
}

/// The authority state that an effect leaves.
fn after(incident: &Incident, effect: &Effect) -> Incident {
    let mut after = incident.clone();
    if let Some(command) = &effect.command {
        after.command = command.clone();
    }
    for member in &effect.members {
        after.members.insert(member.person, member.clone());
    }
    after
}

/// An owner who never was in the team is a contact, which no command about the team concerns.
fn is_stranded(action: &Object, after: &Incident) -> bool {
    action
        .str("state")
        .is_some_and(|state| ACTIVE.contains(&state))
        && owner(action)
            .is_some_and(|owner| after.members.contains_key(&owner) && !after.may_own(owner))
}
