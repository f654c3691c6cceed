//! `challenge` and `answer_challenge`: is the incident manager there?

use super::{Effect, Scene, asked, paragraph};
use crate::{Challenge as Asked, CommandState, Refusal};
use serde::{Deserialize, Serialize};

/// `challenge`: by anyone in the team. Five minutes without an answer let a trained manager take command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// Why.
    pub reason: String,
}

impl Challenge {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let incident = scene.incident;
        let Some(manager) = incident.command.manager else {
            return Err(Refusal::invalid(
                "Nobody is in command, so there is nobody to ask. A trained manager takes command.",
            ));
        };
        if manager == scene.by.id {
            return Err(Refusal::invalid("You are the Incident Manager yourself."));
        }
        if let Some(challenge) = &incident.command.challenge {
            return Err(Refusal::invalid(format!(
                "{} asked already, at {}.",
                incident.name(challenge.by),
                challenge.asked_at.in_words()
            )));
        }
        let reason = asked(&self.reason, "reason", "Say why you ask.")?;
        let text = format!(
            "{} asks whether {} is there as Incident Manager: {reason}",
            scene.by.name,
            incident.name(manager)
        );
        Ok(Effect {
            command: Some(CommandState {
                challenge: Some(Asked {
                    by: scene.by.id,
                    asked_at: scene.now,
                    reason,
                }),
                ..incident.command.clone()
            }),
            ..scene.sealing(text)
        })
    }
}

/// `answer_challenge`: by the manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerChallenge {
    /// Anything to add.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl AnswerChallenge {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let command = &scene.incident.command;
        if command.challenge.is_none() {
            return Err(Refusal::invalid("Nobody asks whether you are there."));
        }
        let words = paragraph(self.text.as_deref(), "answer")?
            .map(|text| format!(" {text}"))
            .unwrap_or_default();
        let text = format!("{} is there and in command.{words}", scene.by.name);
        Ok(Effect {
            command: Some(CommandState {
                challenge: None,
                ..command.clone()
            }),
            ..scene.sealing(text)
        })
    }
}
