//! Rooms beside this one: `open_aside`, `open_silver`, `link_incident`, `unlink_incident`.

use super::{Effect, Scene, asked, because, header::changed, line};
use crate::{IncidentId, Level, Link, LinkKind, PersonId, Refusal, RoomKind, limits};
use serde::{Deserialize, Serialize};

/// `open_aside`: by the manager or the deputy; the room that both have to themselves (IM-10, DEP-01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenAside {
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl OpenAside {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let command = &scene.incident.command;
        let (Some(manager), Some(_)) = (command.manager, command.deputy) else {
            return Err(Refusal::invalid(
                "There is no Deputy to talk with apart. Give somebody that role first.",
            ));
        };
        let links = &scene.incident.header.links;
        if links.iter().any(|it| it.kind == LinkKind::Aside) {
            return Err(Refusal::invalid(
                "The room of the Incident Manager and the Deputy is open already.",
            ));
        }
        let link = Link {
            title: "Incident Manager and Deputy".into(),
            lead: Some(manager),
            lead_name: Some(scene.incident.name(manager).to_owned()),
            ..linking(LinkKind::Aside, scene)?
        };
        let text = format!(
            "{} opened a room of the Incident Manager and the Deputy.{}",
            scene.by.name,
            because(self.reason.as_deref())?
        );
        Ok(changed(scene, text, |header| header.links.push(link)))
    }
}

/// `open_silver`: by the manager, once the level is silver; a room over this incident, with a commander of its own (CMD-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenSilver {
    /// What it coordinates, in a line.
    pub title: String,
    /// Who commands it: anyone with an account who is not the manager here, and no guest of one incident alone (GEN-07).
    pub commander: PersonId,
    /// Why, when the commander is not trained as Incident Manager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl OpenSilver {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let header = &scene.incident.header;
        if header.kind != RoomKind::Incident {
            return Err(Refusal::invalid(
                "A silver command is opened from an incident, not from a room that belongs to one.",
            ));
        }
        if !matches!(header.level, Some(Level::Silver | Level::Gold)) {
            return Err(Refusal::invalid(
                "The command level is not silver. Set it to silver first, with the reason.",
            ));
        }
        let silver = |it: &&Link| it.kind == LinkKind::Silver && it.holds();
        if let Some(silver) = header.links.iter().find(silver) {
            return Err(Refusal::invalid(format!(
                "This incident is under {} already.",
                silver.reference
            )));
        }
        let title = line(Some(&self.title), "title")?
            .ok_or_else(|| Refusal::invalid("Say in a line what silver command coordinates."))?;
        let commander = scene
            .people
            .get(&self.commander)
            .filter(|profile| !profile.disabled && profile.guest_of.is_none())
            .ok_or_else(|| {
                Refusal::invalid(
                    "There is no such person with an open account. An administrator adds people.",
                )
            })?;
        if scene.incident.command.manager == Some(self.commander) {
            return Err(Refusal::invalid(
                "You command this incident. Silver command has a commander of its own.",
            ));
        }
        let reason = line(self.reason.as_deref(), "reason")?;
        let untrained = !commander.is_trained(crate::Role::IncidentManager, scene.now);
        if untrained && reason.is_none() {
            return Err(Refusal::invalid(format!(
                "{} is not trained as Incident Manager. Say why they take it all the same.",
                commander.name
            )));
        }
        let because = reason
            .as_ref()
            .map(|reason| format!(" Reason: {reason}"))
            .unwrap_or_default();
        let text = format!(
            "{} opened silver command: {title}. {} commands it.{because}",
            scene.by.name, commander.name
        );
        let link = Link {
            title,
            lead: Some(commander.id),
            lead_name: Some(commander.name.clone()),
            reason,
            ..linking(LinkKind::Silver, scene)?
        };
        let mut effect = changed(scene, text, |header| header.links.push(link));
        if let (Some(entry), true) = (&mut effect.entry, untrained) {
            entry.flags.push("untrained".into());
        }
        Ok(effect)
    }
}

/// `link_incident`: by the manager; the other room links back when whoever gives this may do so there too (CMD-05).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkIncident {
    /// Which.
    pub incident: IncidentId,
    /// Its reference, for the log.
    pub reference: String,
    /// `related`; `silver`, to place this incident under it; `incident`, to place that one under this silver command.
    pub kind: LinkKind,
    /// Why.
    pub reason: String,
}

impl LinkIncident {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let header = &scene.incident.header;
        let is_silver = header.kind == RoomKind::Silver;
        match self.kind {
            LinkKind::Related => {}
            LinkKind::Silver if !is_silver => {}
            LinkKind::Incident if is_silver => {}
            LinkKind::Incident => {
                return Err(Refusal::invalid(
                    "This is not a silver command, so no incident is placed under it.",
                ));
            }
            _ => {
                return Err(Refusal::invalid(
                    "Incidents are linked as perhaps related, or under a silver command.",
                ));
            }
        }
        if self.incident == header.id {
            return Err(Refusal::invalid("An incident is not linked with itself."));
        }
        let there = |it: &&Link| it.room == self.incident && it.holds();
        if let Some(there) = header.links.iter().find(there) {
            return Err(Refusal::invalid(format!(
                "{} is linked already: {}.",
                there.reference,
                there.kind.title()
            )));
        }
        let reference = line(Some(&self.reference), "reference")?
            .ok_or_else(|| Refusal::invalid("Name the other incident by its reference."))?;
        let reason = asked(&self.reason, "reason", "Say why they are linked.")?;
        let text = format!(
            "{} linked {reference}: {}. Reason: {reason}",
            scene.by.name,
            self.kind.title()
        );
        let link = Link {
            room: self.incident,
            reference,
            reason: Some(reason),
            ..linking(self.kind, scene)?
        };
        Ok(changed(scene, text, |header| {
            header.links.retain(|it| it.room != link.room);
            header.links.push(link);
        }))
    }
}

/// `unlink_incident`: by the manager; a room that was made for this one stays linked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnlinkIncident {
    /// Which.
    pub incident: IncidentId,
    /// Why.
    pub reason: String,
}

impl UnlinkIncident {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let links = &scene.incident.header.links;
        let link = links
            .iter()
            .find(|it| it.room == self.incident && it.holds())
            .ok_or_else(|| Refusal::invalid("That incident is not linked with this one."))?;
        if matches!(
            link.kind,
            LinkKind::Aside | LinkKind::Team | LinkKind::Parent
        ) {
            return Err(Refusal::invalid(
                "A room and the one that it was split off from stay together.",
            ));
        }
        let reason = asked(
            &self.reason,
            "reason",
            "Say why they are not linked any more.",
        )?;
        let text = format!(
            "{} unlinked {}, which was {}. Reason: {reason}",
            scene.by.name,
            link.reference,
            link.kind.title()
        );
        Ok(changed(scene, text, |header| {
            for link in header
                .links
                .iter_mut()
                .filter(|it| it.room == self.incident)
            {
                link.ended_at.get_or_insert(scene.now);
            }
        }))
    }
}

/// A link to a room that this intent makes; its reference is the incident's own with what it is, and a number where there
/// may be several.
pub(super) fn linking(kind: LinkKind, scene: Scene<'_>) -> Result<Link, Refusal> {
    let header = &scene.incident.header;
    if header.kind == RoomKind::Aside {
        return Err(Refusal::invalid(
            "The room of the Incident Manager and the Deputy has no rooms beside it. Do this in the incident.",
        ));
    }
    if header.links.len() >= limits::LINKS_MAX {
        return Err(Refusal::invalid(format!(
            "An incident is linked with {} rooms at most.",
            limits::LINKS_MAX
        )));
    }
    let number = 1 + header.links.iter().filter(|it| it.kind == kind).count();
    let reference = match kind {
        LinkKind::Aside => format!("{}-aside", header.reference),
        LinkKind::Team => format!("{}-team-{number}", header.reference),
        _ => format!("{}-silver-{number}", header.reference),
    };
    let room = IncidentId::made_by(scene.intent, "loggist linked room", header.id.bytes());
    Ok(Link::new(room, kind, reference, scene.by.id, scene.now))
}
