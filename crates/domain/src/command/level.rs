//! `set_level` and `suggest_escalation`: gold, silver, bronze (CMD-01 to CMD-03, DEP-04).

use super::{Effect, Scene, asked, header::changed};
use crate::{Level, Proposal, ProposalKind, Refusal};
use serde::{Deserialize, Serialize};

/// What asks for another level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// How grave it is.
    Severity,
    /// How complex it is.
    Complexity,
}

impl Because {
    fn title(self) -> &'static str {
        match self {
            Self::Severity => "severity",
            Self::Complexity => "complexity",
        }
    }
}

/// `set_level`: by the manager; it begins with silver, and gold comes after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetLevel {
    /// None ends it.
    pub level: Option<Level>,
    /// Severity or complexity.
    pub because: Because,
    /// In words.
    pub reason: String,
}

impl SetLevel {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let was = scene.incident.header.level;
        if was == self.level {
            return Err(Refusal::invalid("The command level is that already."));
        }
        if self.level == Some(Level::Gold) && was != Some(Level::Silver) {
            return Err(Refusal::invalid(
                "Silver comes before gold. Set silver first.",
            ));
        }
        let reason = asked(&self.reason, "reason", "Say why the command level changes.")?;
        let name = |level: Option<Level>| level.map_or("none", Level::title);
        let text = format!(
            "Command level {}, was {}, because of {}. Reason: {reason}",
            name(self.level),
            name(was),
            self.because.title()
        );
        Ok(changed(scene, text, |header| header.level = self.level))
    }
}

/// `suggest_escalation`: by the deputy, to the manager, whose answer is recorded too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuggestEscalation {
    /// To which level.
    pub level: Level,
    /// Severity or complexity.
    pub because: Because,
    /// In words.
    pub reason: String,
}

impl SuggestEscalation {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let reason = asked(&self.reason, "reason", "Say why you suggest it.")?;
        let text = format!(
            "{} suggests {} because of {}: {reason}",
            scene.by.name,
            self.level.title(),
            self.because.title()
        );
        let mut effect = scene.sealing(text);
        effect.proposals = vec![Proposal {
            level: Some(self.level),
            why: Some(self.because.title().into()),
            ..Proposal::new(scene, ProposalKind::Escalation, reason)
        }];
        Ok(effect)
    }

    /// What the manager does who takes the suggestion up.
    pub(super) fn taken_up(proposal: &Proposal) -> Option<SetLevel> {
        let severity = proposal.why.as_deref() == Some(Because::Severity.title());
        Some(SetLevel {
            level: Some(proposal.level?),
            because: if severity {
                Because::Severity
            } else {
                Because::Complexity
            },
            reason: proposal.text.clone(),
        })
    }
}
