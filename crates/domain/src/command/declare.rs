//! `declare`.

use super::{Declare, Effect, Scene, line};
use crate::{CommandState, Kind, Phase, Refusal, Role};

impl Declare {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let incident = scene.incident;
        if !incident.may_read(scene.by, scene.now) {
            scene.member()?;
        }
        if incident.header.phase != Phase::PreIncident {
            let name = scene.manager_name().unwrap_or("nobody");
            return Err(Refusal::invalid(format!(
                "The incident is already declared. In command: {name}."
            )));
        }
        if !scene.by.is_trained(Role::IncidentManager, scene.now) {
            return Err(Refusal::role_required(
                "A person trained as Incident Manager declares an incident. Call the one on call.",
            ));
        }
        let reason = line(self.reason.as_deref(), "reason")?;
        if !scene.by.is_on_call(scene.now) && reason.is_none() {
            return Err(Refusal::invalid(
                "You are not on call as Incident Manager. Say why you declare it.",
            ));
        }
        let mut header = incident.header.clone();
        header.phase = Phase::Hot;
        header.severity = Some(self.severity);
        header.severity_provisional = self.severity_provisional;
        header.category = Some(self.category);
        header.category_provisional = self.category_provisional;
        header.codename = line(self.codename.as_deref(), "codename")?;
        header.declared_at = Some(scene.now);

        let roles = [Role::IncidentManager];
        let mut member = incident
            .member(scene.by.id)
            .cloned()
            .unwrap_or_else(|| scene.new_member(scene.by, &roles));
        member.set_roles(&roles, scene.by, scene.now);
        let command = CommandState {
            epoch: incident.command.epoch + 1,
            manager: Some(scene.by.id),
            manager_since: Some(scene.now),
            deputy: None,
        };

        let provisional = |is: bool| if is { ", provisional" } else { "" };
        let text = format!(
            "{} declared the incident and is Incident Manager. Severity {}{}. Category: {}{}.{}",
            scene.by.name,
            u8::from(self.severity),
            provisional(self.severity_provisional),
            self.category.title(),
            provisional(self.category_provisional),
            reason
                .map(|reason| format!(" Not on call: {reason}"))
                .unwrap_or_default(),
        );
        let mut entry = scene.entry(Kind::Command, text);
        entry.epoch = command.epoch;
        entry.by.role = Some(Role::IncidentManager);
        Ok(Effect {
            header: Some(header),
            command: Some(command),
            members: vec![member],
            entry: Some(entry),
            removes_draft: None,
        })
    }
}
