//! The room of the manager and the deputy: its members follow command (IM-10, DEP-01).

use super::Here;
use crate::{Effect, Entry, Kind, Member, PersonId, Role, Summary};

/// What news of the room above leads to: whoever commands there, and the deputy, are in the room, and nobody else; it is in
/// the same phase.
pub fn follow(news: &Summary, here: Here<'_>) -> Option<Effect> {
    let Here {
        incident,
        people,
        now,
        ..
    } = here;
    let manager = news.manager.as_ref().map(|it| it.person);
    let deputy = news.deputy.as_ref().map(|it| it.person);
    let here_is = |role: Role, person: Option<PersonId>| person.map(|it| (it, role));
    let wanted: Vec<(PersonId, Role)> = [
        here_is(Role::IncidentManager, manager),
        here_is(Role::Deputy, deputy),
    ]
    .into_iter()
    .flatten()
    .collect();
    let is_wanted = |person: PersonId| wanted.iter().any(|(it, _)| *it == person);
    let current = incident.members.values().filter(|it| it.left_at.is_none());
    let gone = current.filter(|it| !is_wanted(it.person));
    let mut members: Vec<Member> = gone.map(|member| member.leaving(now)).collect();
    for (person, role) in &wanted {
        let Some(profile) = people.get(person) else {
            continue;
        };
        match incident.member(*person) {
            Some(member) if member.current_roles() == [*role] => {}
            Some(member) => {
                let mut member = member.clone();
                member.set_roles(&[*role], profile, now);
                members.push(member);
            }
            None => {
                let before = incident.members.get(person);
                members.push(Member::joining(profile, &[*role], before, now));
            }
        }
    }
    let mut command = incident.command.clone();
    if command.manager != manager {
        command = command.passed_to(manager, now);
    }
    command.deputy = deputy;
    let mut header = incident.header.clone();
    header.phase = news.header.phase;
    header.closed_at = news.header.closed_at;
    let passes = command != incident.command;
    let turns = header != incident.header;
    if !passes && !turns && members.is_empty() {
        return None;
    }
    let name =
        |named: Option<&crate::Named>| named.map_or("nobody", |it| it.name.as_str()).to_owned();
    let mut text = format!(
        "This room follows {}: {} is Incident Manager, {} Deputy.",
        news.header.reference,
        name(news.manager.as_ref()),
        name(news.deputy.as_ref()),
    );
    if turns {
        text = format!("{text} It is {} now.", header.phase.title());
    }
    let kind = if passes { Kind::Handover } else { Kind::System };
    let mut entry = Entry::new(incident, kind, text, now, now);
    entry.epoch = command.epoch;
    Some(Effect {
        header: turns.then_some(header),
        command: passes.then_some(command),
        members,
        ..Effect::sealing(entry)
    })
}
