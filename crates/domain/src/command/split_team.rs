//! `split_team`: part of the team works in a room of its own, under a lead, with its actions (IM-13, CMD-08).

use super::{Effect, Scene, line, linked::linking, paragraph};
use crate::{Link, LinkKind, Member, Moved, ObjectId, PersonId, Refusal, linked};
use serde::{Deserialize, Serialize};

/// `split_team`: by the manager. The server makes the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitTeam {
    /// What the team is for, in a line.
    pub title: String,
    /// Who leads it: commands in its room, and reports to the manager here.
    pub lead: PersonId,
    /// Who goes with them; they stay in this room too, and report to the lead.
    #[serde(default)]
    pub members: Vec<PersonId>,
    /// The actions that go with them. They go on there, with their clocks.
    #[serde(default)]
    pub actions: Vec<ObjectId>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Actions in these states have not ended, and may go to a team.
const GOES: [&str; 5] = ["proposed", "open", "doing", "blocked", "to_reassign"];

impl SplitTeam {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let incident = scene.incident;
        let title = line(Some(&self.title), "title")?
            .ok_or_else(|| Refusal::invalid("Say in a line what the team is for."))?;
        let reason = paragraph(self.reason.as_deref(), "reason")?;
        let team = self.team(scene)?;
        let moved = self.moved(scene)?;
        let link = Link {
            title: title.clone(),
            lead: Some(self.lead),
            lead_name: Some(incident.name(self.lead).to_owned()),
            members: team.iter().map(|it| it.person).collect(),
            actions: moved.iter().map(|(moved, _)| moved.clone()).collect(),
            reason: reason.clone(),
            ..linking(LinkKind::Team, scene)?
        };
        let names: Vec<&str> = team.iter().map(|it| it.name.as_str()).collect();
        let mut text = format!(
            "{} split off a team: {title}, led by {}.",
            scene.by.name,
            incident.name(self.lead)
        );
        if !names.is_empty() {
            text = format!("{text} With {}.", names.join(", "));
        }
        if let Some(reason) = reason {
            text = format!("{text} Reason: {reason}");
        }
        if !moved.is_empty() {
            let titles: Vec<&str> = moved.iter().map(|(_, title)| title.as_str()).collect();
            text = format!("{text}\nActions that went with it: {}.", titles.join("; "));
        }
        let room = link.room.to_string();
        let mut effect = super::header::changed(scene, text, |header| header.links.push(link));
        effect.members = self.reporting(scene, team);
        effect.puts = moved
            .iter()
            .flat_map(|(moved, _)| linked::moves(moved.action, &room))
            .collect();
        Ok(effect)
    }

    /// Who goes along, the lead not among them.
    fn team<'a>(&self, scene: Scene<'a>) -> Result<Vec<&'a Member>, Refusal> {
        if !scene.incident.may_own(scene.teammate(self.lead)?.person) {
            return Err(Refusal::invalid(
                "A team is led by somebody in the team who is not an observer and not the Incident Manager.",
            ));
        }
        let mut team: Vec<&Member> = Vec::new();
        for person in self.members.iter().filter(|it| **it != self.lead) {
            let member = scene.teammate(*person)?;
            if scene.incident.command.manager == Some(*person) {
                return Err(Refusal::invalid(
                    "The Incident Manager commands here and reads the team's room; they are not part of the team.",
                ));
            }
            if !team.iter().any(|it| it.person == *person) {
                team.push(member);
            }
        }
        Ok(team)
    }

    /// The actions that go along, and how the log names them.
    fn moved(&self, scene: Scene<'_>) -> Result<Vec<(Moved, String)>, Refusal> {
        let mut moved: Vec<(Moved, String)> = Vec::new();
        for id in &self.actions {
            let Some(action) = scene.objects.object("actions", *id) else {
                return Err(Refusal::invalid(
                    "One of these actions is not there. Look at the room and split the team again.",
                ));
            };
            let title = action.str("title").unwrap_or_default();
            let state = action.str("state").unwrap_or_default();
            if !GOES.contains(&state) {
                return Err(Refusal::invalid(format!(
                    "The action \"{title}\" has ended or gone to another team already."
                )));
            }
            if moved.iter().any(|(it, _)| it.action == *id) {
                continue;
            }
            let name = action
                .int("number")
                .map_or_else(|| title.to_owned(), |number| format!("A-{number} {title}"));
            let state = state.to_owned();
            moved.push((Moved { action: *id, state }, name));
        }
        Ok(moved)
    }

    /// The team reports to its lead from now on, and the lead to the manager, so that the manager's span falls.
    fn reporting(&self, scene: Scene<'_>, team: Vec<&Member>) -> Vec<Member> {
        let lead = scene.incident.member(self.lead).map(|lead| Member {
            reports_to: scene.incident.command.manager,
            ..lead.clone()
        });
        let team = team.into_iter().map(|member| Member {
            reports_to: Some(self.lead),
            ..member.clone()
        });
        lead.into_iter().chain(team).collect()
    }
}
