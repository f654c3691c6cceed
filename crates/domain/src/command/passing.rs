//! Command passes from one person to the next, or to nobody: `step_in`, `take_command`, `vacate`, and what they share
//! with `accept_command`.

use super::{Effect, Scene, asked, reassign::reassign, table::in_command};
use crate::{Kind, Member, ObjectId, PersonId, Phase, Refusal, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How command passes.
pub struct Passing<'a> {
    /// To whom; `None` leaves it vacant.
    pub to: Option<PersonId>,
    /// What the outgoing manager becomes, when that is free; else deputy where vacant, else expert.
    pub outgoing_role: Option<Role>,
    /// New owners of actions that are the incoming manager's.
    pub owners: &'a BTreeMap<ObjectId, PersonId>,
    /// The sentence for the log.
    pub text: String,
}

/// Exactly one manager or none: roles, command state, actions and the entry, in one effect.
pub fn pass(scene: Scene<'_>, passing: Passing<'_>) -> Result<Effect, Refusal> {
    let incident = scene.incident;
    let Passing {
        to,
        outgoing_role,
        owners,
        text,
    } = passing;
    let mut command = incident.command.passed_to(to, scene.now);
    let mut members = Vec::new();
    if let Some(person) = to {
        members.push(with_roles(scene, person, &[Role::IncidentManager])?);
    }
    if let Some(outgoing) = incident.command.manager.filter(|it| Some(*it) != to) {
        let role = match outgoing_role {
            Some(role) if role != Role::Deputy || command.deputy.is_none() => role,
            _ if command.deputy.is_none() => Role::Deputy,
            _ => Role::Sme,
        };
        if role == Role::Deputy {
            command.deputy = Some(outgoing);
        }
        members.push(with_roles(scene, outgoing, &[role])?);
    }
    let untrained = to.is_some_and(|person| {
        scene
            .people
            .get(&person)
            .is_none_or(|it| !it.is_trained(Role::IncidentManager, scene.now))
    });
    let mut entry = scene.entry(Kind::Handover, text);
    entry.epoch = command.epoch;
    entry.by.role = members
        .iter()
        .find(|member| member.person == scene.by.id)
        .and_then(|member| member.current_roles().first().copied())
        .or(entry.by.role);
    if untrained {
        entry.flags.push("untrained".into());
    }
    let effect = Effect {
        command: Some(command),
        members,
        ..Effect::sealing(entry)
    };
    reassign(scene.incident, scene.objects, effect, owners)
}

fn with_roles(scene: Scene<'_>, person: PersonId, roles: &[Role]) -> Result<Member, Refusal> {
    let mut member = scene.teammate(person)?.clone();
    let profile = scene.people.get(&person).ok_or_else(super::not_member)?;
    member.set_roles(roles, profile, scene.now);
    Ok(member)
}

/// `step_in`: the deputy, without the manager's act, at once (DEP-02).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepIn {
    /// Why: ill, needed as a resolver, unreachable.
    pub reason: String,
}

impl StepIn {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let reason = asked(&self.reason, "reason", "Say why you step in.")?;
        let from = scene.incident.command.manager.map_or_else(
            || "Command was vacant".to_owned(),
            |manager| format!("{} is no longer in command", scene.incident.name(manager)),
        );
        let text = format!(
            "{} stepped in as Incident Manager. {from}. Reason: {reason}",
            scene.by.name
        );
        let passing = Passing {
            to: Some(scene.by.id),
            outgoing_role: None,
            owners: &BTreeMap::new(),
            text,
        };
        pass(scene, passing)
    }
}

/// `take_command`: by a trained manager in the team, when command is vacant or a challenge was not answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeCommand {
    /// Why.
    pub reason: String,
}

impl TakeCommand {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let command = &scene.incident.command;
        if !command.may_be_taken(scene.now) {
            let ask = match &command.challenge {
                Some(_) => "The Incident Manager has five minutes to answer.",
                None => {
                    "Ask whether the Incident Manager is there; five minutes without an answer let you take command."
                }
            };
            return Err(Refusal::invalid(format!("{} {ask}", in_command(scene))));
        }
        if command.manager == Some(scene.by.id) {
            return Err(Refusal::invalid("You are in command already."));
        }
        let reason = asked(&self.reason, "reason", "Say why you take command.")?;
        let how = command.manager.map_or_else(
            || "which was vacant".to_owned(),
            |manager| {
                format!(
                    "after {} did not answer for five minutes",
                    scene.incident.name(manager)
                )
            },
        );
        let text = format!("{} took command, {how}: {reason}", scene.by.name);
        let passing = Passing {
            to: Some(scene.by.id),
            outgoing_role: None,
            owners: &BTreeMap::new(),
            text,
        };
        pass(scene, passing)
    }
}

/// `vacate`: the manager leaves command to nobody. While hot that is out of line and says so (IM-11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vacate {
    /// Why.
    pub reason: String,
}

impl Vacate {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let reason = asked(&self.reason, "reason", "Say why you leave command.")?;
        let text = format!(
            "{} left command. Nobody is in command now. Reason: {reason}",
            scene.by.name
        );
        let passing = Passing {
            to: None,
            outgoing_role: None,
            owners: &BTreeMap::new(),
            text,
        };
        let mut effect = pass(scene, passing)?;
        if let (Some(entry), Phase::Hot) = (&mut effect.entry, scene.incident.header.phase) {
            entry.flags.push("no_handover".into());
        }
        Ok(effect)
    }
}
