//! `offer_command`, `withdraw_offer`, `accept_command`: the manager keeps command until the acceptance commits.

use super::{
    Effect, Scene, line, paragraph,
    passing::{Passing, pass},
};
use crate::{CommandState, Kind, ObjectId, Offer, Packet, PersonId, Refusal, Role, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `offer_command`: by the manager, to somebody in the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferCommand {
    /// To whom.
    pub to: PersonId,
    /// The briefing.
    #[serde(default)]
    pub packet: Packet,
    /// Why somebody not trained as manager is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl OfferCommand {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let command = &scene.incident.command;
        let member = scene.teammate(self.to)?;
        if self.to == scene.by.id {
            return Err(Refusal::invalid("You are in command already."));
        }
        if let Some(offer) = &command.offer {
            return Err(Refusal::invalid(format!(
                "Command is offered to {} already. Withdraw that first.",
                scene.incident.name(offer.to)
            )));
        }
        if self.packet.role == Some(Role::IncidentManager) {
            return Err(Refusal::invalid(
                "There is one Incident Manager. Say what else you become.",
            ));
        }
        let reason = line(self.reason.as_deref(), "reason")?;
        let trained = scene
            .people
            .get(&self.to)
            .is_some_and(|it| it.is_trained(Role::IncidentManager, scene.now));
        if !trained && reason.is_none() {
            return Err(Refusal::invalid(format!(
                "{} is not trained as Incident Manager. Say why they are asked all the same.",
                member.name
            )));
        }
        let packet = Packet {
            role: self.packet.role,
            where_we_are: paragraph(self.packet.where_we_are.as_deref(), "text")?,
            worried_about: paragraph(self.packet.worried_about.as_deref(), "text")?,
            decisions: paragraph(self.packet.decisions.as_deref(), "text")?,
            actions: paragraph(self.packet.actions.as_deref(), "text")?,
        };
        let because = reason
            .map(|reason| format!(" Not trained as Incident Manager. Reason: {reason}"))
            .unwrap_or_default();
        let text = format!(
            "{} offered command to {}, and keeps it until it is accepted.{because}",
            scene.by.name, member.name
        );
        let mut effect = Effect {
            command: Some(CommandState {
                offer: Some(Offer {
                    to: self.to,
                    by: scene.by.id,
                    offered_at: scene.now,
                    packet,
                }),
                ..command.clone()
            }),
            ..Effect::sealing(scene.entry(Kind::Handover, text))
        };
        if let (Some(entry), false) = (&mut effect.entry, trained) {
            entry.flags.push("untrained".into());
        }
        Ok(effect)
    }
}

/// `withdraw_offer`: by the manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawOffer {}

impl WithdrawOffer {
    #[expect(
        clippy::unused_self,
        reason = "it has no fields; every command is decided in the same way"
    )]
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let command = &scene.incident.command;
        let Some(offer) = &command.offer else {
            return Err(Refusal::invalid("Command is not offered to anybody."));
        };
        let text = format!(
            "{} withdrew the offer of command to {}.",
            scene.by.name,
            scene.incident.name(offer.to)
        );
        Ok(Effect {
            command: Some(CommandState {
                offer: None,
                ..command.clone()
            }),
            ..Effect::sealing(scene.entry(Kind::Handover, text))
        })
    }
}

/// `accept_command`: by the person named in the offer; command moves with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptCommand {
    /// New owners of actions that are the incoming manager's; the others wait in `to_reassign`.
    #[serde(default)]
    pub owners: BTreeMap<ObjectId, PersonId>,
}

impl AcceptCommand {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let Some(offer) = &scene.incident.command.offer else {
            return Err(Refusal::invalid("Command is not offered to anybody."));
        };
        let outgoing = scene.incident.name(offer.by);
        let ended: Vec<Role> = scene.incident.roles(scene.by.id);
        let mut text = format!(
            "{} accepted command from {outgoing} and is Incident Manager. No longer {}.",
            scene.by.name,
            words::roles(&ended)
        );
        for (heading, words) in offer.packet.sections() {
            text = format!("{text}\n{heading}: {words}");
        }
        let passing = Passing {
            to: Some(scene.by.id),
            outgoing_role: offer.packet.role,
            owners: &self.owners,
            text,
        };
        pass(scene, passing)
    }
}
