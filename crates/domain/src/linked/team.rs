//! A team that was split off: what it takes along, and how it follows the room that it belongs to.

use super::{Founding, Here, states};
use crate::{
    Brought, Effect, Entry, Incident, Kind, Member, Object, ObjectId, PersonId, Put, Role, Scalar,
    Summary, Value, limits, policy,
};
use std::collections::BTreeSet;

/// The actions that go to the team, as they were, with the contacts who own some of them; and what the log says of that. An
/// action whose owner cannot own it there waits for a new one.
pub fn brought(founding: Founding<'_>, team: &Incident) -> (Vec<Brought>, Option<String>) {
    let Founding {
        link,
        parent,
        objects,
        ..
    } = founding;
    let mut contacts = BTreeSet::new();
    let mut brought = Vec::new();
    let mut said = Vec::new();
    let states = states(&link.actions);
    for (id, state) in &states {
        let Some(mut action) = objects.object("actions", *id) else {
            continue;
        };
        let was = action.int("number");
        let before = format!(
            "A-{} of {}",
            was.unwrap_or_default(),
            parent.header.reference
        );
        let owner = policy::owner(&action);
        let contact = action.str("owner").and_then(|owner| owner.parse().ok());
        let with = contact.filter(|id| objects.object("contacts", *id).is_some());
        contacts.extend(with);
        let bound = policy::ACTIVE.contains(state);
        let may_stay = with.is_some() || owner.is_some_and(|owner| team.may_own(owner));
        let waits = bound && !may_stay;
        let mut set = |field: &str, value: Scalar| {
            action.0.insert(field.into(), Value::Scalar(value));
        };
        set("state", if waits { "to_reassign" } else { *state }.into());
        set("moved_from", before.as_str().into());
        // The recommendation that it came from stays in the room where it was made.
        set("from", Scalar::Null);
        set("moved_to", Scalar::Null);
        if waits {
            set("acknowledged", Scalar::Null);
            set("acknowledged_at", Scalar::Null);
            set("overdue_since", Scalar::Null);
        }
        if was.is_some() {
            let number = i64::try_from(said.len())
                .unwrap_or(i64::MAX)
                .saturating_add(1);
            set("number", Scalar::Int(number));
            said.push(format!(
                "A-{number} {} ({before}{})",
                action.str("title").unwrap_or_default(),
                if waits { "; needs a new owner" } else { "" }
            ));
        }
        brought.push(Brought {
            collection: "actions",
            id: *id,
            object: action,
        });
    }
    brought.extend(contacts.into_iter().filter_map(|id| {
        let object: Object = objects.object("contacts", id)?;
        Some(Brought {
            collection: "contacts",
            id,
            object,
        })
    }));
    let said = (!said.is_empty()).then(|| format!("\nActions: {}.", said.join("; ")));
    (brought, said)
}

/// Whoever commands the room above reads the team's too; whoever was asked to leave it is not in the team any more (IM-22).
pub fn follow(news: &Summary, here: Here<'_>) -> Option<Effect> {
    let Here {
        incident,
        people,
        now,
        ..
    } = here;
    let gone = incident.members.values().filter(|member| {
        let left = news.left.get(&member.person);
        member.left_at.is_none() && left.is_some_and(|left| *left >= member.joined_at)
    });
    let gone: Vec<Member> = gone.map(|member| member.leaving(now)).collect();
    let above = [&news.manager, &news.deputy].into_iter().flatten();
    let room = limits::MEMBERS_MAX.saturating_sub(incident.members.len());
    let joined: Vec<Member> = above
        .filter(|named| incident.member(named.person).is_none())
        .filter_map(|named| people.get(&named.person))
        .take(room)
        .map(|profile| {
            let before = incident.members.get(&profile.id);
            Member::joining(profile, &[Role::Observer], before, now)
        })
        .collect();
    if gone.is_empty() && joined.is_empty() {
        return None;
    }
    let names = |members: &[Member]| {
        let names: Vec<&str> = members.iter().map(|it| it.name.as_str()).collect();
        names.join(", ")
    };
    let above = &news.header.reference;
    let mut said = Vec::new();
    if !joined.is_empty() {
        said.push(format!(
            "{} may read here, in command of {above}.",
            names(&joined)
        ));
    }
    if !gone.is_empty() {
        said.push(format!("{} left, having left {above}.", names(&gone)));
    }
    let left: Vec<PersonId> = gone.iter().map(|it| it.person).collect();
    let mut command = incident.command.clone();
    if command.manager.is_some_and(|it| left.contains(&it)) {
        command = command.passed_to(None, now);
    }
    command.deputy = command.deputy.filter(|it| !left.contains(it));
    command.offer = command.offer.filter(|it| !left.contains(&it.to));
    let entry = Entry::new(incident, Kind::System, said.join(" "), now, now);
    Some(Effect {
        command: (command != incident.command).then_some(command),
        members: gone.into_iter().chain(joined).collect(),
        ..Effect::sealing(entry)
    })
}

/// What is written in the room that a team is split off from: each action says where it went.
pub fn moves(id: ObjectId, room: &str) -> [Put; 2] {
    let put = |field, value: &str| Put {
        collection: "actions",
        id,
        field,
        value: value.into(),
    };
    [put("state", "moved"), put("moved_to", room)]
}
