//! Who commands, and what is on its way to change that.

use crate::{PersonId, Role, Timestamp, limits};
use serde::{Deserialize, Serialize};

/// The document's `command`: who commands, under which epoch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandState {
    /// Grows by one each time command changes; 0 before the declaration.
    pub epoch: u64,
    /// The one incident manager; absent when command is vacant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<PersonId>,
    /// Since when they command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager_since: Option<Timestamp>,
    /// The one deputy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<PersonId>,
    /// Command, offered and not yet accepted. A change of epoch ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// A question that the manager has not answered. A change of epoch ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Challenge>,
}

impl CommandState {
    /// Command in other hands, or in nobody's: the next epoch, without offer and challenge.
    #[must_use]
    pub fn passed_to(&self, manager: Option<PersonId>, now: Timestamp) -> Self {
        Self {
            epoch: self.epoch + 1,
            manager,
            manager_since: manager.map(|_| now),
            deputy: self.deputy.filter(|deputy| Some(*deputy) != manager),
            offer: None,
            challenge: None,
        }
    }

    /// Whether a trained manager may take command: it is vacant, or a challenge stayed unanswered for five minutes.
    pub fn may_be_taken(&self, now: Timestamp) -> bool {
        self.manager.is_none()
            || self
                .challenge
                .as_ref()
                .is_some_and(|it| now.since(it.asked_at) >= limits::CHALLENGE_ANSWERED_WITHIN)
    }
}

/// Command, offered. The manager keeps it until the acceptance commits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// To whom.
    pub to: PersonId,
    /// By which manager.
    pub by: PersonId,
    /// Server clock.
    pub offered_at: Timestamp,
    /// The briefing.
    pub packet: Packet,
}

/// The briefing that goes with command (IM-11). Every text may have several lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packet {
    /// What the outgoing manager becomes; else deputy where that is vacant, else expert.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// What is believed, in a few lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub where_we_are: Option<String>,
    /// In the outgoing manager's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worried_about: Option<String>,
    /// What waits for a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decisions: Option<String>,
    /// What is due soon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<String>,
}

impl Packet {
    /// Its texts with their headings, in order, blank ones left out.
    pub fn sections(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("Where we are", &self.where_we_are),
            ("Worried about", &self.worried_about),
            ("Decisions to come", &self.decisions),
            ("Actions due", &self.actions),
        ]
        .into_iter()
        .filter_map(|(heading, text)| {
            let text = text.as_deref()?.trim();
            (!text.is_empty()).then_some((heading, text))
        })
    }
}

/// "Is the Incident Manager there?"
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Who asks.
    pub by: PersonId,
    /// Server clock.
    pub asked_at: Timestamp,
    /// Why.
    pub reason: String,
}
