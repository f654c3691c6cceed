//! What the incident is and where it stands: `set_phase`, `set_severity`, `set_category`, `set_flags`, `set_clocks`.

use super::{Effect, Scene, because};
use crate::{Category, Header, Phase, Refusal, Severity, Timestamp};
use serde::{Deserialize, Deserializer, Serialize};

/// `set_phase`: between the phases after hot, and back to hot. Out of hot leads `stand_down` alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetPhase {
    /// The next phase.
    pub phase: Phase,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl SetPhase {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let was = scene.incident.header.phase;
        match (was, self.phase) {
            (was, to) if was == to => {
                return Err(Refusal::invalid(format!(
                    "The incident is {} already.",
                    to.title()
                )));
            }
            (Phase::Hot, _) => {
                return Err(Refusal::invalid(
                    "Standing down ends the hot phase. Only the Incident Manager does that, themselves.",
                ));
            }
            (_, Phase::PreIncident | Phase::Closed) => {
                return Err(Refusal::invalid(
                    "The phases after the declaration are hot, warm and cold; closing is a command of its own.",
                ));
            }
            _ => {}
        }
        let text = format!(
            "The incident is {} now, was {}.{}",
            self.phase.title(),
            was.title(),
            because(self.reason.as_deref())?
        );
        Ok(changed(scene, text, |header| header.phase = self.phase))
    }
}

/// `set_severity`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetSeverity {
    /// 1 to 4.
    pub severity: Severity,
    /// It may still change.
    #[serde(default)]
    pub provisional: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl SetSeverity {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let header = &scene.incident.header;
        if header.severity == Some(self.severity) && header.severity_provisional == self.provisional
        {
            return Err(Refusal::invalid("The severity is that already."));
        }
        let was = header
            .severity
            .map_or_else(|| "not set".into(), |it| u8::from(it).to_string());
        let text = format!(
            "Severity {}{}, was {was}.{}",
            u8::from(self.severity),
            provisional(self.provisional),
            because(self.reason.as_deref())?
        );
        Ok(changed(scene, text, |header| {
            header.severity = Some(self.severity);
            header.severity_provisional = self.provisional;
        }))
    }
}

/// `set_category`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetCategory {
    /// From the list.
    pub category: Category,
    /// It may still change.
    #[serde(default)]
    pub provisional: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl SetCategory {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let header = &scene.incident.header;
        if header.category == Some(self.category) && header.category_provisional == self.provisional
        {
            return Err(Refusal::invalid("The category is that already."));
        }
        let text = format!(
            "Category: {}{}, was {}.{}",
            self.category.title(),
            provisional(self.provisional),
            header.category.map_or("not set", Category::title),
            because(self.reason.as_deref())?
        );
        Ok(changed(scene, text, |header| {
            header.category = Some(self.category);
            header.category_provisional = self.provisional;
        }))
    }
}

/// `set_flags`: two independent flags, each with history in the log (TEAM-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetFlags {
    /// A security incident.
    pub security: bool,
    /// May involve personal data.
    pub personal_data: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl SetFlags {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let header = &scene.incident.header;
        if header.security == self.security && header.personal_data == self.personal_data {
            return Err(Refusal::invalid("That is what it says already."));
        }
        let word = |is: bool| if is { "yes" } else { "no" };
        let text = format!(
            "Security incident: {}. May involve personal data: {}.{}",
            word(self.security),
            word(self.personal_data),
            because(self.reason.as_deref())?
        );
        Ok(changed(scene, text, |header| {
            if header.security != self.security {
                (header.security, header.security_at) = (self.security, Some(scene.now));
            }
            if header.personal_data != self.personal_data {
                (header.personal_data, header.personal_data_at) =
                    (self.personal_data, Some(scene.now));
            }
        }))
    }
}

/// What becomes of a clock: absent keeps it, null clears it, a time sets it.
type Clock = Option<Option<Timestamp>>;

/// `set_clocks`: absent keeps a clock, null clears it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetClocks {
    /// When the organisation became aware.
    #[serde(
        default,
        deserialize_with = "there",
        skip_serializing_if = "Option::is_none"
    )]
    pub aware_at: Clock,
    /// When the next call starts.
    #[serde(
        default,
        deserialize_with = "there",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_call: Clock,
    /// When the next update is promised.
    #[serde(
        default,
        deserialize_with = "there",
        skip_serializing_if = "Option::is_none"
    )]
    pub next_update: Clock,
    /// The regulator's deadline.
    #[serde(
        default,
        deserialize_with = "there",
        skip_serializing_if = "Option::is_none"
    )]
    pub regulator_due: Clock,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A field that is there, perhaps null.
fn there<'de, D: Deserializer<'de>>(from: D) -> Result<Clock, D::Error> {
    Option::deserialize(from).map(Some)
}

impl SetClocks {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        let mut header = scene.incident.header.clone();
        let mut said = Vec::new();
        for (name, to, clock) in [
            ("Became aware", self.aware_at, &mut header.aware_at),
            ("Next call", self.next_call, &mut header.next_call),
            ("Next update", self.next_update, &mut header.next_update),
            (
                "Regulator's deadline",
                self.regulator_due,
                &mut header.regulator_due,
            ),
        ] {
            let Some(to) = to.filter(|to| to != clock) else {
                continue;
            };
            *clock = to;
            let to = to.map_or_else(|| "none".into(), Timestamp::in_words);
            said.push(format!("{name}: {to}."));
        }
        if said.is_empty() {
            return Err(Refusal::invalid("The clocks say that already."));
        }
        let text = format!("{}{}", said.join(" "), because(self.reason.as_deref())?);
        Ok(changed(scene, text, |it| *it = header))
    }

    /// The same clocks as they are now.
    pub(super) fn before(&self, header: &Header) -> Self {
        Self {
            aware_at: self.aware_at.map(|_| header.aware_at),
            next_call: self.next_call.map(|_| header.next_call),
            next_update: self.next_update.map(|_| header.next_update),
            regulator_due: self.regulator_due.map(|_| header.regulator_due),
            reason: None,
        }
    }
}

/// An effect that changes the header and says so.
pub(super) fn changed(scene: Scene<'_>, text: String, change: impl FnOnce(&mut Header)) -> Effect {
    let mut header = scene.incident.header.clone();
    change(&mut header);
    Effect {
        header: Some(header),
        ..scene.sealing(text)
    }
}

fn provisional(is: bool) -> &'static str {
    if is { ", provisional" } else { "" }
}
