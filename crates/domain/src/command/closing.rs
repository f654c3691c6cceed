//! `stand_down`, `close`, `reopen`: the manager alone, never as spoken (IM-14, REC-10, REV-13).

use super::{Effect, Scene, asked, header::changed, paragraph};
use crate::{
    Phase, Refusal,
    duty::{Ending, unfinished},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `stand_down`: resolves; leaves hot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandDown {
    /// Why it is over.
    pub reason: String,
    /// Why what is unfinished is left so, by its name; what has none is sealed as left without a reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left: BTreeMap<String, String>,
}

impl StandDown {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        if scene.incident.header.phase != Phase::Hot {
            return Err(Refusal::invalid(
                "The incident is not hot, so there is nothing to stand down.",
            ));
        }
        let reason = asked(&self.reason, "reason", "Say why the hot phase is over.")?;
        let left = Left::of(Ending::StandDown, &self.left, scene)?;
        let text = format!(
            "{} stood the incident down: it is warm now. Reason: {reason}{}",
            scene.by.name, left.words
        );
        let effect = changed(scene, text, |header| header.phase = Phase::Warm);
        Ok(left.flagged(effect))
    }
}

/// `close`: after the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// What was concluded.
    pub reason: String,
    /// Why what is unfinished is left so, by its name; what has none is sealed as left without a reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left: BTreeMap<String, String>,
}

impl Close {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        if scene.incident.header.phase != Phase::Cold {
            return Err(Refusal::invalid(
                "An incident is closed after its review, which is the cold phase. Set the phase to cold first.",
            ));
        }
        let reason = asked(&self.reason, "reason", "Say what was concluded.")?;
        let left = Left::of(Ending::Close, &self.left, scene)?;
        let text = format!(
            "{} closed the incident. Reason: {reason}{}",
            scene.by.name, left.words
        );
        let effect = changed(scene, text, |header| {
            header.phase = Phase::Closed;
            header.closed_at = Some(scene.now);
        });
        Ok(left.flagged(effect))
    }
}

/// `reopen`: a closed incident, into the phase that is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reopen {
    /// Hot, warm or cold.
    pub phase: Phase,
    /// Why.
    pub reason: String,
}

impl Reopen {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        if scene.incident.header.phase != Phase::Closed {
            return Err(Refusal::invalid("The incident is not closed."));
        }
        if matches!(self.phase, Phase::PreIncident | Phase::Closed) {
            return Err(Refusal::invalid(
                "A closed incident is opened again as hot, warm or cold.",
            ));
        }
        let reason = asked(&self.reason, "reason", "Say why it is opened again.")?;
        let text = format!(
            "{} opened the incident again: it is {} now. Reason: {reason}",
            scene.by.name,
            self.phase.title()
        );
        Ok(changed(scene, text, |header| {
            header.phase = self.phase;
            header.closed_at = None;
        }))
    }
}

/// What is left unfinished, and why: warned of, never refused (ACT-04, IM-15).
struct Left {
    words: String,
    flags: Vec<String>,
}

impl Left {
    fn of(
        before: Ending,
        reasons: &BTreeMap<String, String>,
        scene: Scene<'_>,
    ) -> Result<Self, Refusal> {
        let (mut said, mut flags, mut silent) = (Vec::new(), Vec::new(), Vec::new());
        for it in unfinished(before, scene.objects) {
            match paragraph(reasons.get(it.key).map(String::as_str), "reason")? {
                Some(reason) => said.push(format!(" Left: {}. Reason: {reason}", it.words)),
                None => silent.push(it.words),
            }
            flags.push(it.key.into());
        }
        if !silent.is_empty() {
            said.push(format!(" Left without a reason: {}.", silent.join("; ")));
        }
        Ok(Self {
            words: said.concat(),
            flags,
        })
    }

    fn flagged(self, mut effect: Effect) -> Effect {
        if let Some(entry) = &mut effect.entry {
            entry.flags.extend(self.flags);
        }
        effect
    }
}
