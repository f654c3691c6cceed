//! What a room does when it hears how a linked one stands. Decided at the commit point, on its own state alone.

use super::{Link, LinkKind, RoomKind, aside, team};
use crate::{
    Directory, Effect, Entry, Header, Incident, Kind, Member, Objects, PersonId, Summary,
    Timestamp, command::reassign, limits,
};
use std::collections::BTreeMap;

/// The room that hears it.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// Its authority state.
    pub incident: &'a Incident,
    /// Its document.
    pub objects: &'a dyn Objects,
    /// Everyone with an account.
    pub people: &'a Directory,
    /// Server clock.
    pub now: Timestamp,
}

/// What the news of another room leads to; `None` when this room has followed already, or is not linked with it.
pub fn follow(news: &Summary, here: Here<'_>) -> Option<Effect> {
    let header = &here.incident.header;
    let mine = header.links.iter().rfind(|it| it.room == news.header.id);
    let theirs = news.header.links.iter().rfind(|it| it.room == header.id);
    let effect = match (mine, theirs) {
        (Some(mine), _) if mine.kind == LinkKind::Parent => match header.kind {
            RoomKind::Aside => aside::follow(news, here),
            _ => team::follow(news, here),
        },
        (None, Some(theirs)) if theirs.holds() => linked(theirs, news, here),
        (Some(mine), Some(theirs))
            if !mine.holds() && theirs.holds() && Some(theirs.at) > mine.ended_at =>
        {
            linked(theirs, news, here)
        }
        (Some(mine), Some(theirs)) if mine.holds() => match theirs.ended_at {
            Some(ended) if ended >= mine.at => Some(ended_there(mine, news, here)),
            _ => heard(mine, news, here),
        },
        _ => None,
    }?;
    // Nobody is named as a new owner, so that nothing is refused.
    reassign(here.incident, here.objects, effect, &BTreeMap::new()).ok()
}

/// The other room linked this one: it is linked back when whoever did it may do so here too.
fn linked(theirs: &Link, news: &Summary, here: Here<'_>) -> Option<Effect> {
    let Here { incident, now, .. } = here;
    let kind = theirs.kind.mirrored();
    let fits = match theirs.kind {
        LinkKind::Related => incident.is_command(theirs.by),
        LinkKind::Silver => {
            incident.header.kind == RoomKind::Silver && incident.is_writer(theirs.by)
        }
        LinkKind::Incident => {
            news.header.kind == RoomKind::Silver && incident.is_command(theirs.by)
        }
        LinkKind::Aside | LinkKind::Team | LinkKind::Parent => false,
    };
    if !fits || incident.header.links.len() >= limits::LINKS_MAX {
        return None;
    }
    let mut link = Link::new(
        news.header.id,
        kind,
        news.header.reference.clone(),
        theirs.by,
        now,
    );
    link.reason.clone_from(&theirs.reason);
    learn(&mut link, news);
    let text = format!(
        "{} linked {}, {}: {}.",
        incident.name(theirs.by),
        news.header.reference,
        news.header.title,
        kind.title()
    );
    Some(changed(here, text, |header| header.links.push(link)))
}

fn ended_there(mine: &Link, news: &Summary, here: Here<'_>) -> Effect {
    let text = format!(
        "{} is not linked any more. It was {}.",
        news.header.reference,
        mine.kind.title()
    );
    changed(here, text, |header| {
        for link in header.links.iter_mut().filter(|it| it.room == mine.room) {
            link.ended_at.get_or_insert(here.now);
        }
    })
}

/// How the other room stands now; the members of a team report to whoever leads it (CMD-08).
fn heard(mine: &Link, news: &Summary, here: Here<'_>) -> Option<Effect> {
    let mut now = mine.clone();
    learn(&mut now, news);
    if now == *mine || mine.kind == LinkKind::Aside && mine.phase.is_some() {
        return None;
    }
    let what = &now.title;
    let mut said = vec![format!("{}, {what}:", now.reference)];
    if now.phase != mine.phase {
        said.push(match mine.phase {
            None => "the room is open.".into(),
            Some(was) => format!("{} now, was {}.", news.header.phase.title(), was.title()),
        });
    }
    if now.lead != mine.lead {
        let name = now.lead_name.as_deref().unwrap_or("Nobody");
        said.push(format!("{name} commands there."));
    }
    let members = match (mine.kind, mine.lead, now.lead) {
        (LinkKind::Team, Some(was), Some(lead)) if was != lead => {
            reporting(here.incident, &mine.members, was, lead)
        }
        _ => Vec::new(),
    };
    let effect = changed(here, said.join(" "), |header| {
        for link in header.links.iter_mut().filter(|it| it.room == mine.room) {
            if link.holds() {
                link.clone_from(&now);
            }
        }
    });
    Some(Effect { members, ..effect })
}

fn learn(link: &mut Link, news: &Summary) {
    link.reference.clone_from(&news.header.reference);
    link.title.clone_from(&news.header.title);
    link.phase = Some(news.header.phase);
    link.lead = news.manager.as_ref().map(|it| it.person);
    link.lead_name = news.manager.as_ref().map(|it| it.name.clone());
}

fn reporting(incident: &Incident, team: &[PersonId], was: PersonId, lead: PersonId) -> Vec<Member> {
    let manager = incident.command.manager;
    let team = team.iter().chain([&was, &lead]);
    team.filter_map(|person| incident.member(*person))
        .filter(|member| Some(member.person) != manager)
        .map(|member| Member {
            reports_to: if member.person == lead {
                manager
            } else {
                Some(lead)
            },
            ..member.clone()
        })
        .collect()
}

fn changed(here: Here<'_>, text: String, change: impl FnOnce(&mut Header)) -> Effect {
    let mut header = here.incident.header.clone();
    change(&mut header);
    let entry = Entry::new(here.incident, Kind::System, text, here.now, here.now);
    Effect {
        header: Some(header),
        ..Effect::sealing(entry)
    }
}
