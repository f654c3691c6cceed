//! `invite`, `revoke_invitation`, `accept_invitation`: people brought in by a link or a code (GEN-01, GEN-07).

use super::{
    Effect, Scene,
    team::{effect, joining, one_deputy, untrained},
};
use crate::{Code, Invitation, ObjectId, Refusal, Role, Taken, limits, words};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What is said of every invitation that does not open anything (any more), so that a guess learns nothing.
pub const NOT_GOOD: &str =
    "This invitation is not good, or no longer. Ask whoever invited you for a new one.";

/// `invite`: by a command role or a liaison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// The role that whoever takes it up gets.
    pub role: Role,
    /// For people outside the organisation too.
    #[serde(default)]
    pub outside: bool,
    /// Good for so many minutes.
    pub minutes: u32,
    /// So many people may take it up; one, when absent.
    #[serde(default = "one")]
    pub people: u32,
}

fn one() -> u32 {
    1
}

impl Invite {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        self.fits(scene)?;
        let id = scene.proposal_id();
        if scene.incident.invitations.contains_key(&id) {
            return Err(Refusal::malformed(
                "This was sent under the id of another invitation. Send it again under one of its own.",
            ));
        }
        let open = scene.incident.open_invitations(scene.now).count();
        if open >= limits::INVITATIONS_OPEN_MAX {
            return Err(Refusal::new(
                Code::TooLarge,
                format!(
                    "{open} invitations are open, which is as many as there may be. Revoke one first."
                ),
            ));
        }
        let invitation = Invitation {
            id,
            role: self.role,
            outside: self.outside,
            by: scene.by.id,
            name: scene.by.name.clone(),
            made_at: scene.now,
            expires_at: scene.now.plus(Duration::from_mins(self.minutes.into())),
            people: self.people,
            used: Vec::new(),
            revoked_by: None,
            revoked_at: None,
        };
        let whom = match self.people {
            1 => "one person".to_owned(),
            people => format!("up to {people} people"),
        };
        let outside = if self.outside {
            ", also from outside the organisation"
        } else {
            ""
        };
        let text = format!(
            "{} invited {whom} as {}{outside}. The invitation is good until {}.",
            scene.by.name,
            self.role.title(),
            invitation.expires_at.in_words()
        );
        Ok(sealed(scene, text, invitation))
    }

    fn fits(&self, scene: Scene<'_>) -> Result<(), Refusal> {
        if self.role == Role::IncidentManager {
            return Err(Refusal::invalid(
                "Command is handed over and accepted; nobody is invited to it.",
            ));
        }
        if self.role.is_command() && scene.incident.command.manager != Some(scene.by.id) {
            return Err(Refusal::role_required(
                "Only the Incident Manager invites a Deputy or a Secretariat.",
            ));
        }
        if self.role.is_command() && self.outside {
            return Err(Refusal::invalid(
                "Deputy and Secretariat are people of the organisation.",
            ));
        }
        if !(1..=limits::INVITATION_MINUTES_MAX).contains(&self.minutes) {
            return Err(Refusal::invalid(
                "An invitation is good for between a minute and a day.",
            ));
        }
        if !(1..=limits::INVITATION_PEOPLE_MAX).contains(&self.people) {
            return Err(Refusal::invalid(format!(
                "An invitation is for between one and {} people.",
                limits::INVITATION_PEOPLE_MAX
            )));
        }
        Ok(())
    }
}

/// `revoke_invitation`: in one tap, by whoever may invite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevokeInvitation {
    /// Which.
    pub invitation: ObjectId,
}

impl RevokeInvitation {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let found = scene.incident.invitations.get(&self.invitation);
        let Some(invitation) = found.filter(|it| it.is_open(scene.now)) else {
            return Err(Refusal::new(
                Code::Gone,
                "This invitation is not open any more.",
            ));
        };
        let text = format!(
            "{} revoked the invitation of {} as {}.",
            scene.by.name,
            invitation.name,
            invitation.role.title()
        );
        let revoked = Invitation {
            revoked_by: Some(scene.by.id),
            revoked_at: Some(scene.now),
            ..invitation.clone()
        };
        Ok(sealed(scene, text, revoked))
    }
}

/// `accept_invitation`: by whoever showed the server what opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// Which.
    pub invitation: ObjectId,
}

impl AcceptInvitation {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let invitation = self.open(scene)?;
        let role = [invitation.role];
        let mut member = joining(scene, scene.by, &role)?;
        one_deputy(scene, scene.by.id, &role)?;
        let untrained = untrained(scene, scene.by, &role);
        member.asked_for_by = Some(invitation.name.clone());
        member.reports_to = scene.incident.command.manager;
        let doubt = if untrained.is_empty() {
            String::new()
        } else {
            format!(" Not trained as {}.", words::roles(&untrained))
        };
        let text = format!(
            "{} joined the team as {}, invited by {}.{doubt}",
            member.name,
            invitation.role.title(),
            invitation.name
        );
        let mut effect = effect(scene, member, &role, text, !untrained.is_empty())?;
        let mut invitation = invitation.clone();
        invitation.used.push(Taken {
            person: scene.by.id,
            at: scene.now,
        });
        if let Some(entry) = &mut effect.entry {
            entry.refs.insert("invitation".into(), invitation.id);
        }
        effect.invitations = vec![invitation];
        Ok(effect)
    }

    /// The invitation, when it is good and for this person.
    fn open<'a>(&self, scene: Scene<'a>) -> Result<&'a Invitation, Refusal> {
        let incident = scene.incident;
        let mut open = incident.open_invitations(scene.now);
        let left_at = incident.members.get(&scene.by.id).and_then(|it| it.left_at);
        let found = open.find(|it| it.id == self.invitation).filter(|it| {
            // Whoever was asked to leave does not come back with what they had been given before.
            left_at.is_none_or(|left_at| left_at < it.made_at)
                && scene
                    .by
                    .guest_of
                    .is_none_or(|home| it.outside && home == incident.header.id)
        });
        found.ok_or_else(|| Refusal::new(Code::Gone, NOT_GOOD))
    }
}

fn sealed(scene: Scene<'_>, text: String, invitation: Invitation) -> Effect {
    let mut effect = scene.sealing(text);
    if let Some(entry) = &mut effect.entry {
        entry.refs.insert("invitation".into(), invitation.id);
    }
    effect.invitations = vec![invitation];
    effect
}
