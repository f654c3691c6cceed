//! `remove_member`: access ends with the record, everywhere (IM-22).

use super::{Effect, Scene, because, reassign::reassign};
use crate::{CommandState, PersonId, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `remove_member`: by the manager or the deputy; never the manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemoveMember {
    /// Who.
    pub person: PersonId,
    /// Why; in neutral words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl RemoveMember {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let member = scene.teammate(self.person)?;
        let command = &scene.incident.command;
        if command.manager == Some(self.person) {
            return Err(Refusal::invalid(
                "The Incident Manager is not asked to leave. Command passes to somebody else first.",
            ));
        }
        let text = format!(
            "{} left the incident. Asked by {}.{}",
            member.name,
            scene.by.name,
            because(self.reason.as_deref())?
        );
        let left = CommandState {
            deputy: command.deputy.filter(|it| *it != self.person),
            offer: command.offer.clone().filter(|it| it.to != self.person),
            ..command.clone()
        };
        let effect = Effect {
            command: (left != *command).then_some(left),
            members: vec![member.leaving(scene.now)],
            ..scene.sealing(text)
        };
        reassign(scene.incident, scene.objects, effect, &BTreeMap::new())
    }
}
