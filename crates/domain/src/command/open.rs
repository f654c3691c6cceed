//! Opening an incident: the first record.

use super::{Effect, Scene, line, paragraph};
use crate::{
    CommandState, Directory, Header, Incident, IncidentId, IntentId, Kind, Member, NoObjects,
    Phase, Profile, Refusal, Role, RoomKind, Timestamp,
};
use serde::{Deserialize, Serialize};

/// `open`: anyone signed in; its author becomes an observer who may also write down what happened before command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// One line.
    pub title: String,
    /// What is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// A security incident.
    #[serde(default)]
    pub security: bool,
    /// May involve personal data.
    #[serde(default)]
    pub personal_data: bool,
}

/// The state that the first record leaves, and its effect.
///
/// # Errors
/// [`crate::Code::RoleRequired`] for a guest; [`crate::Code::Invalid`] for a blank title; [`crate::Code::TooLarge`] for a long title or summary.
pub fn open(
    open: &Open,
    id: IncidentId,
    reference: String,
    by: &Profile,
    intent: IntentId,
    written_at: Timestamp,
    now: Timestamp,
) -> Result<(Incident, Effect), Refusal> {
    if by.guest_of.is_some() {
        return Err(Refusal::role_required(
            "You take part in one incident, as a guest. Tell its Incident Manager about another.",
        ));
    }
    let title = line(Some(&open.title), "title")?
        .ok_or_else(|| Refusal::invalid("Give the incident a title."))?;
    let header = Header {
        id,
        reference,
        codename: None,
        title: title.clone(),
        summary: paragraph(open.summary.as_deref(), "summary")?,
        kind: RoomKind::Incident,
        phase: Phase::PreIncident,
        severity: None,
        severity_provisional: false,
        category: None,
        category_provisional: false,
        security: open.security,
        security_at: None,
        personal_data: open.personal_data,
        personal_data_at: None,
        level: None,
        marking: None,
        opened_at: now,
        opened_by: by.id,
        aware_at: None,
        declared_at: None,
        next_call: None,
        next_update: None,
        regulator_due: None,
        closed_at: None,
        links: Vec::new(),
        out_of_line: Vec::new(),
    };
    let mut incident = Incident {
        header: header.clone(),
        command: CommandState::default(),
        members: [].into(),
        invitations: [].into(),
        last_number: 0,
    };
    let people = Directory::new();
    let empty = incident.clone();
    let scene = Scene {
        incident: &empty,
        objects: &NoObjects,
        by,
        spoken_by: None,
        people: &people,
        intent,
        epoch: None,
        not_after: None,
        written_at,
        now,
    };
    let member = Member::joining(by, &[Role::Observer], None, now);
    incident.members.insert(by.id, member.clone());
    let scene = Scene {
        incident: &incident,
        ..scene
    };
    let mut text = format!("{} opened the incident: {title}.", by.name);
    if let Some(summary) = &header.summary {
        text = format!("{text} {summary}");
    }
    let entry = scene.entry(Kind::Command, text);
    incident.last_number = 1;
    let effect = Effect {
        header: Some(header),
        command: Some(CommandState::default()),
        members: vec![member],
        entry: Some(entry),
        ..Effect::default()
    };
    Ok((incident, effect))
}
