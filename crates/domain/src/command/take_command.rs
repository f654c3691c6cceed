//! `take_command`.

use super::{Effect, Scene, TakeCommand, line};
use crate::{CommandState, Kind, Phase, Refusal, Role};

impl TakeCommand {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let incident = scene.incident;
        let mut member = scene.member()?.clone();
        if incident.header.phase == Phase::PreIncident {
            return Err(Refusal::invalid(
                "The incident is not declared. Declaring it also takes command.",
            ));
        }
        if let Some(manager) = incident.command.manager {
            let since = incident
                .command
                .manager_since
                .map(|at| format!(" since {at}"))
                .unwrap_or_default();
            let name = scene
                .manager_name()
                .map_or_else(|| manager.to_string(), str::to_owned);
            return Err(Refusal::invalid(format!(
                "{name} has been in command{since}."
            )));
        }
        if !scene.by.is_trained(Role::IncidentManager, scene.now) {
            return Err(Refusal::role_required(
                "A person trained as Incident Manager takes command.",
            ));
        }
        let reason = line(Some(&self.reason), "reason")?
            .ok_or_else(|| Refusal::invalid("Say why you take command."))?;
        member.set_roles(&[Role::IncidentManager], scene.by, scene.now);
        let command = CommandState {
            epoch: incident.command.epoch + 1,
            manager: Some(scene.by.id),
            manager_since: Some(scene.now),
            deputy: incident
                .command
                .deputy
                .filter(|deputy| *deputy != scene.by.id),
        };
        let text = format!("{} took command, which was vacant: {reason}", scene.by.name);
        let mut entry = scene.entry(Kind::Handover, text);
        entry.epoch = command.epoch;
        entry.by.role = Some(Role::IncidentManager);
        Ok(Effect {
            header: None,
            command: Some(command),
            members: vec![member],
            entry: Some(entry),
            removes_draft: None,
        })
    }
}
