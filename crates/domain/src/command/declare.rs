//! `declare`.

use super::{Effect, Scene, line, table::in_command};
use crate::{Category, Kind, Member, Phase, Refusal, Role, Severity};
use serde::{Deserialize, Serialize};

/// `declare`: by a person on call as manager; by any trained manager with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declare {
    /// 1 to 4.
    pub severity: Severity,
    /// From the list.
    pub category: Category,
    /// The severity may still change.
    #[serde(default)]
    pub severity_provisional: bool,
    /// The category may still change.
    #[serde(default)]
    pub category_provisional: bool,
    /// A name that says nothing of the content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codename: Option<String>,
    /// Why someone not on call declares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Declare {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let incident = scene.incident;
        if incident.header.phase != Phase::PreIncident {
            return Err(Refusal::invalid(format!(
                "The incident is already declared. {}",
                in_command(scene)
            )));
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
            .unwrap_or_else(|| Member::joining(scene.by, &roles, None, scene.now));
        member.set_roles(&roles, scene.by, scene.now);
        let command = incident.command.passed_to(Some(scene.by.id), scene.now);

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
            ..Effect::default()
        })
    }
}
