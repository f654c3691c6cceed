//! The first record of a room that a link promises.

use super::{Link, LinkKind, RoomKind, team};
use crate::{
    CommandState, Directory, Effect, Entry, Header, Incident, Kind, Member, Objects, PersonId,
    Role, Timestamp,
};

/// What a linked room is made from.
#[derive(Clone, Copy)]
pub struct Founding<'a> {
    /// The link in the parent's header.
    pub link: &'a Link,
    /// The room that has it.
    pub parent: &'a Incident,
    /// Its document: what goes to a team is read there.
    pub objects: &'a dyn Objects,
    /// Everyone with an account.
    pub people: &'a Directory,
    /// Server clock.
    pub now: Timestamp,
}

/// The state that the first record of the room leaves, and its effect. The room is hot, warm or cold as its parent is, and
/// the person whom the link names commands.
pub fn found(founding: Founding<'_>) -> (Incident, Effect) {
    let Founding { link, parent, .. } = founding;
    let mut incident = Incident {
        header: header(founding),
        command: CommandState {
            deputy: (link.kind == LinkKind::Aside)
                .then_some(parent.command.deputy)
                .flatten(),
            ..CommandState::default().passed_to(link.lead, founding.now)
        },
        members: members(founding)
            .into_iter()
            .map(|member| (member.person, member))
            .collect(),
        invitations: [].into(),
        last_number: 0,
    };
    let mut text = format!(
        "{} opened this room: {}. It belongs to {}, {}. {} commands here.",
        parent.name(link.by),
        link.title,
        parent.header.reference,
        parent.header.title,
        link.lead_name.as_deref().unwrap_or("Nobody"),
    );
    if let Some(reason) = &link.reason {
        text = format!("{text} Reason: {reason}");
    }
    let (brought, said) = match link.kind {
        LinkKind::Team => team::brought(founding, &incident),
        _ => (Vec::new(), None),
    };
    text.extend(said);
    let mut entry = Entry::new(&incident, Kind::Command, text, founding.now, founding.now);
    entry.by = parent.author(link.by);
    let untrained = incident
        .members
        .values()
        .any(|member| member.roles.iter().any(|held| !held.trained));
    if untrained {
        entry.flags.push("untrained".into());
    }
    let effect = Effect {
        header: Some(incident.header.clone()),
        command: Some(incident.command.clone()),
        members: incident.members.values().cloned().collect(),
        brought,
        ..Effect::sealing(entry)
    };
    incident.last_number = 1;
    (incident, effect)
}

fn header(founding: Founding<'_>) -> Header {
    let Founding {
        link, parent, now, ..
    } = founding;
    let above = &parent.header;
    let mut up = Link::new(
        above.id,
        link.kind.mirrored(),
        above.reference.clone(),
        link.by,
        link.at,
    );
    up.title.clone_from(&above.title);
    up.phase = Some(above.phase);
    up.lead = parent.command.manager;
    up.lead_name = up.lead.map(|person| parent.name(person).to_owned());
    Header {
        id: link.room,
        reference: link.reference.clone(),
        title: link.title.clone(),
        summary: link.reason.clone(),
        kind: match link.kind {
            LinkKind::Aside => RoomKind::Aside,
            LinkKind::Team => RoomKind::Team,
            _ => RoomKind::Silver,
        },
        opened_at: now,
        opened_by: link.by,
        declared_at: Some(now),
        codename: None,
        next_call: None,
        next_update: None,
        regulator_due: None,
        closed_at: None,
        links: vec![up],
        ..above.clone()
    }
}

fn members(founding: Founding<'_>) -> Vec<Member> {
    let Founding {
        link,
        parent,
        people,
        now,
        ..
    } = founding;
    let command = &parent.command;
    let others: Vec<(PersonId, Role)> = match link.kind {
        LinkKind::Aside => command
            .deputy
            .map(|it| (it, Role::Deputy))
            .into_iter()
            .collect(),
        LinkKind::Team => {
            let team = link.members.iter().map(|it| (*it, Role::Sme));
            let above = [command.manager, command.deputy].into_iter().flatten();
            team.chain(above.map(|it| (it, Role::Observer))).collect()
        }
        _ => vec![(link.by, Role::Liaison)],
    };
    let lead = link.lead.map(|it| (it, Role::IncidentManager));
    let mut members: Vec<Member> = Vec::new();
    for (person, role) in lead.into_iter().chain(others) {
        let there = members.iter().any(|it| it.person == person);
        // Who has left the parent since the link was made does not come along; a commander need not be in it.
        let gone = role != Role::IncidentManager && parent.member(person).is_none();
        let Some(profile) = people.get(&person).filter(|_| !there && !gone) else {
            continue;
        };
        let mut member = Member::joining(profile, &[role], None, now);
        if let Some(before) = parent.member(person) {
            member.organisation.clone_from(&before.organisation);
            member.capability.clone_from(&before.capability);
            member.domain.clone_from(&before.domain);
        }
        member.reports_to = link.lead.filter(|lead| *lead != person);
        members.push(member);
    }
    members
}
