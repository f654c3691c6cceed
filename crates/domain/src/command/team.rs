//! `add_member` and `set_roles`.

use super::{Effect, Scene, line, reassign::reassign};
use crate::{Code, CommandState, Member, PersonId, Profile, Refusal, Role, limits, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `add_member`: by the manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddMember {
    /// Who.
    pub person: PersonId,
    /// Their roles; an observer, when none.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// What they can do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capability: Option<String>,
    /// The system they are expert for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Their organisation, when it is not the one on their account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Whom they report to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports_to: Option<PersonId>,
    /// Who asked for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_for_by: Option<String>,
    /// Why someone not trained is given a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `set_roles`: by the manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetRoles {
    /// Who.
    pub person: PersonId,
    /// All their roles from now on; an observer, when none.
    pub roles: Vec<Role>,
    /// Why someone not trained is given a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl AddMember {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let profile = known(scene, self.person)?;
        let roles = team_roles(&self.roles)?;
        let mut member = joining(scene, profile, &roles)?;
        one_deputy(scene, self.person, &roles)?;
        let (reason, untrained) = reasoned(scene, profile, &roles, self.reason.as_deref())?;
        member.capability = line(self.capability.as_deref(), "capability")?;
        member.domain = line(self.domain.as_deref(), "domain")?;
        if let Some(organisation) = line(self.organisation.as_deref(), "organisation")? {
            member.organisation = organisation;
        }
        member.reports_to = self.reports_to.or(scene.incident.command.manager);
        member.asked_for_by = line(self.asked_for_by.as_deref(), "name of who asked for them")?;
        let text = format!(
            "{} joined the team as {}.{reason}",
            member.name,
            words::roles(&roles)
        );
        effect(scene, member, &roles, text, untrained)
    }
}

impl SetRoles {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let profile = known(scene, self.person)?;
        let Some(member) = scene.incident.member(self.person) else {
            return Err(Refusal::invalid(format!(
                "{} is not in the team. Add them first.",
                profile.name
            )));
        };
        if scene.incident.command.manager == Some(self.person) {
            return Err(Refusal::invalid(
                "The Incident Manager holds no other role. Command is handed over, not taken away by a role.",
            ));
        }
        let roles = team_roles(&self.roles)?;
        one_deputy(scene, self.person, &roles)?;
        let was = member.current_roles();
        if was == roles {
            return Err(Refusal::invalid(format!(
                "{} already is {}.",
                member.name,
                words::roles(&roles)
            )));
        }
        let gained: Vec<Role> = roles
            .iter()
            .copied()
            .filter(|role| !was.contains(role))
            .collect();
        let (reason, untrained) = reasoned(scene, profile, &gained, self.reason.as_deref())?;
        let mut member = member.clone();
        member.set_roles(&roles, profile, scene.now);
        let text = format!(
            "{} is now {}, was {}.{reason}",
            member.name,
            words::roles(&roles),
            words::roles(&was)
        );
        effect(scene, member, &roles, text, untrained)
    }
}

/// The member that somebody who is not in the team becomes.
pub(super) fn joining(
    scene: Scene<'_>,
    profile: &Profile,
    roles: &[Role],
) -> Result<Member, Refusal> {
    if scene.incident.member(profile.id).is_some() {
        return Err(Refusal::invalid(format!(
            "{} is already in the team. Change their roles instead.",
            profile.name
        )));
    }
    let rejoins = scene.incident.members.get(&profile.id);
    if rejoins.is_none() && scene.incident.members.len() >= limits::MEMBERS_MAX {
        return Err(Refusal::new(
            Code::TooLarge,
            format!("An incident holds {} people at most.", limits::MEMBERS_MAX),
        ));
    }
    Ok(Member::joining(profile, roles, rejoins, scene.now))
}

fn known(scene: Scene<'_>, person: PersonId) -> Result<&Profile, Refusal> {
    scene
        .people
        .get(&person)
        .filter(|profile| !profile.disabled && is_guest_here(scene, profile))
        .ok_or_else(|| {
            Refusal::invalid(
                "There is no such person with an open account. An administrator adds people.",
            )
        })
}

/// A guest of another incident is in no other (GEN-07); everybody else may be.
fn is_guest_here(scene: Scene<'_>, profile: &Profile) -> bool {
    profile
        .guest_of
        .is_none_or(|home| home == scene.incident.header.id)
}

/// The roles in order and once each; an observer when none. Command is never given this way.
fn team_roles(roles: &[Role]) -> Result<Vec<Role>, Refusal> {
    if roles.contains(&Role::IncidentManager) {
        return Err(Refusal::invalid(
            "Command is handed over and accepted; it is not given as a role.",
        ));
    }
    let mut roles = roles.to_vec();
    roles.sort();
    roles.dedup();
    if roles.len() > 1 {
        roles.retain(|role| *role != Role::Observer);
    }
    if roles.is_empty() {
        roles.push(Role::Observer);
    }
    Ok(roles)
}

pub(super) fn one_deputy(
    scene: Scene<'_>,
    person: PersonId,
    roles: &[Role],
) -> Result<(), Refusal> {
    match scene
        .incident
        .command
        .deputy
        .filter(|deputy| *deputy != person)
    {
        Some(deputy) if roles.contains(&Role::Deputy) => {
            let name = scene
                .incident
                .members
                .get(&deputy)
                .map_or("Somebody", |member| &member.name);
            Err(Refusal::invalid(format!(
                "{name} is Deputy. Give {name} another role first."
            )))
        }
        _ => Ok(()),
    }
}

/// A sentence for the log with the reason, which must be there when a role goes to someone not trained for it
/// (GEN-03); and whether that is so.
fn reasoned(
    scene: Scene<'_>,
    profile: &Profile,
    roles: &[Role],
    reason: Option<&str>,
) -> Result<(String, bool), Refusal> {
    let reason = line(reason, "reason")?;
    let untrained = untrained(scene, profile, roles);
    if untrained.is_empty() {
        return Ok((
            reason
                .map(|reason| format!(" Reason: {reason}"))
                .unwrap_or_default(),
            false,
        ));
    }
    let titles = words::roles(&untrained);
    let reason = reason.ok_or_else(|| {
        Refusal::invalid(format!(
            "{} is not trained as {titles}. Say why they take it all the same.",
            profile.name
        ))
    })?;
    Ok((format!(" Not trained as {titles}. Reason: {reason}"), true))
}

/// Those of the roles that the person is not trained for.
pub(super) fn untrained(scene: Scene<'_>, profile: &Profile, roles: &[Role]) -> Vec<Role> {
    let mut untrained = roles.to_vec();
    untrained.retain(|role| !profile.is_trained(*role, scene.now));
    untrained
}

pub(super) fn effect(
    scene: Scene<'_>,
    member: Member,
    roles: &[Role],
    text: String,
    untrained: bool,
) -> Result<Effect, Refusal> {
    let command = &scene.incident.command;
    let was_deputy = command.deputy == Some(member.person);
    let is_deputy = roles.contains(&Role::Deputy);
    let deputy = (was_deputy != is_deputy).then(|| CommandState {
        deputy: is_deputy.then_some(member.person),
        ..command.clone()
    });
    let mut effect = scene.sealing(text);
    effect.command = deputy;
    effect.members = vec![member];
    if untrained && let Some(entry) = &mut effect.entry {
        entry.flags.push("untrained".into());
    }
    reassign(scene.incident, scene.objects, effect, &BTreeMap::new())
}
