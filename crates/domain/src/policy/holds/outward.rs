//! Messages, contacts, communication lines and calls.

use super::{Edited, signed};
use crate::{ObjectId, PersonId, Refusal, Role, policy::Touch, schema::Move};

/// What was agreed or sent stays as it is (COM-02, COM-03).
pub fn message(edited: Edited<'_>) -> Result<(), Refusal> {
    let Edited { after, touches, .. } = edited;
    if after.str("to").is_none_or(|to| to.trim().is_empty()) {
        return Err(Refusal::invalid("Say who it is for."));
    }
    edited.replies()?;
    let is_words = |touch: &&&Touch| match touch {
        Touch::Splice { .. } => true,
        Touch::Set { field, .. } => matches!(field.as_str(), "kind" | "audience" | "to"),
        _ => false,
    };
    let is_any = |touch: &&&Touch| matches!(touch, Touch::Splice { .. } | Touch::Set { .. });
    if edited.was("sent_at").is_some() && touches.iter().any(|it| is_any(&it)) {
        return Err(Refusal::invalid(
            "This message was sent, so it stays as it was. Write a new one.",
        ));
    }
    if edited.was("agreed_at").is_some() && touches.iter().any(|it| is_words(&it)) {
        return Err(Refusal::invalid(
            "The Incident Manager agreed to these words. Take the message back to drafting first.",
        ));
    }
    Ok(())
}

/// Who is brought in is as agreed with the manager (LIA-02).
pub fn contact(edited: Edited<'_>) -> Result<(), Refusal> {
    let Edited { scene, after, .. } = edited;
    let may_agree = scene.incident.command.manager == Some(scene.person)
        || scene.incident.holds(scene.person, Role::Deputy);
    if edited.created && after.is("agreed") && !may_agree {
        return Err(Refusal::role_required(
            "The Incident Manager agrees to who is brought in, or the Deputy for them.",
        ));
    }
    edited.named()
}

/// Who is in it is said by themselves, or by those who keep the lines (SEC-06).
pub fn channel(edited: Edited<'_>) -> Result<(), Refusal> {
    moves(edited, "moves")?;
    edited.named()
}

/// A call is opened, then over, once (SEC-08).
pub fn call(edited: Edited<'_>) -> Result<(), Refusal> {
    let Edited { after, touches, .. } = edited;
    moves(edited, "attendance")?;
    let is_edit = |touch: &&&Touch| matches!(touch, Touch::Splice { .. } | Touch::Set { .. });
    if edited.was("ended_at").is_some() && touches.iter().any(|it| is_edit(&it)) {
        return Err(Refusal::invalid(
            "This call is over, so it stays as it was. Plan the next one.",
        ));
    }
    if after.str("ended_at").is_some() && after.str("opened_at").is_none() {
        return Err(Refusal::invalid("Open the call before it ends."));
    }
    let (ended, next) = (after.time("ended_at"), after.time("next_at"));
    if ended.zip(next).is_some_and(|(ended, next)| next <= ended) {
        return Err(Refusal::invalid("The next call is after this one."));
    }
    Ok(())
}

fn moves(edited: Edited<'_>, field: &str) -> Result<(), Refusal> {
    let Edited { scene, .. } = edited;
    let incident = scene.incident;
    let keeps = incident.is_command(scene.person)
        || incident.holds(scene.person, Role::CommsLead)
        || incident.holds(scene.person, Role::Liaison);
    for (_, value) in edited.adds(field) {
        let Some(one) = value.json::<Move>().filter(|one| one.by == scene.person) else {
            return Err(signed());
        };
        let person = PersonId::from_bytes(one.who.bytes());
        if person != scene.person && !keeps {
            return Err(Refusal::role_required(
                "The Communications Lead, a Liaison or a command role says who else is there. You can say it of yourself.",
            ));
        }
        let known = incident.members.contains_key(&person) || is_contact(edited, one.who);
        if !known {
            return Err(Refusal::invalid(
                "Only somebody in the team, or a contact, is in a communication line or on a call.",
            ));
        }
    }
    Ok(())
}

fn is_contact(edited: Edited<'_>, id: ObjectId) -> bool {
    edited.scene.objects.object("contacts", id).is_some()
}
