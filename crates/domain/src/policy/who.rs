//! Who a person is to a row.

use super::{Scene, Who};
use crate::{Object, ObjectId, PersonId, Role, limits};

/// Whether the person is one of those whom the row names. `object` is the object as it was, or as it is created.
pub fn allows(who: Who, scene: Scene<'_>, object: Option<&Object>) -> bool {
    let Scene {
        incident, person, ..
    } = scene;
    let member = incident.is_writer(person);
    match who {
        Who::Members => member,
        Who::OpenerBeforeCommand => incident.is_opener_before_command(person),
        Who::Own => {
            (member || incident.is_opener_before_command(person))
                && object.and_then(Object::by) == Some(person)
        }
        Who::Secretariat => incident.holds(person, Role::Secretariat),
        Who::SecretariatWhenUntouched => {
            incident.holds(person, Role::Secretariat)
                && scene
                    .touched_at
                    .is_some_and(|at| scene.now.since(at) >= limits::DRAFT_UNTOUCHED)
        }
        Who::CommandRoles => incident.is_command(person),
        Who::Manager => incident.command.manager == Some(person),
        Who::Deputy => incident.holds(person, Role::Deputy),
        Who::MembersFromAgreed => member && object.is_some_and(|it| is_from_agreed(it, scene)),
        Who::Owner => incident.may_own(person) && object.and_then(owner) == Some(person),
        Who::LiaisonForContact => {
            incident.holds(person, Role::Liaison)
                && object.is_some_and(|it| is_with_contact(it, scene))
        }
        Who::MembersButOwner => member && object.and_then(owner) != Some(person),
        Who::CommsLead => incident.holds(person, Role::CommsLead),
        Who::Liaison => incident.holds(person, Role::Liaison),
        Who::Sme => incident.holds(person, Role::Sme),
    }
}

/// The person who owns an action, when its owner is one; contacts have ids of the same form.
pub fn owner(action: &Object) -> Option<PersonId> {
    action.str("owner")?.parse().ok()
}

/// Whether an action's owner is a contact. Who makes a contact chooses its id: one of a person's makes no contact of them.
pub fn is_with_contact(action: &Object, scene: Scene<'_>) -> bool {
    let contact = action.str("owner").and_then(|id| id.parse().ok());
    let is_person = owner(action).is_some_and(|id| scene.incident.members.contains_key(&id));
    !is_person && contact.is_some_and(|id: ObjectId| scene.objects.object("contacts", id).is_some())
}

/// Whether the recommendation that an action comes from is agreed.
pub fn is_from_agreed(action: &Object, scene: Scene<'_>) -> bool {
    let from = action.str("from").and_then(|id| id.parse().ok());
    from.and_then(|id: ObjectId| scene.objects.object("recommendations", id))
        .is_some_and(|it| it.str("answer") == Some("agreed"))
}
