//! `stand_down`, `close`, `reopen`: the manager alone, never as spoken (IM-14, REC-10, REV-13).

use super::{Effect, Scene, asked, header::changed};
use crate::{Object, Phase, Refusal, policy::ACTIVE};
use serde::{Deserialize, Serialize};

/// `stand_down`: resolves; leaves hot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandDown {
    /// Why it is over.
    pub reason: String,
}

impl StandDown {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        if scene.incident.header.phase != Phase::Hot {
            return Err(Refusal::invalid(
                "The incident is not hot, so there is nothing to stand down.",
            ));
        }
        let reason = asked(&self.reason, "reason", "Say why the hot phase is over.")?;
        let unfinished = Unfinished::of(scene);
        let text = format!(
            "{} stood the incident down: it is warm now. Reason: {reason}{}",
            scene.by.name,
            unfinished.words()
        );
        let effect = changed(scene, text, |header| header.phase = Phase::Warm);
        Ok(unfinished.flagged(effect))
    }
}

/// `close`: after the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// What was concluded.
    pub reason: String,
}

impl Close {
    pub(super) fn decide(&self, scene: Scene<'_>) -> Result<Effect, Refusal> {
        if scene.incident.header.phase != Phase::Cold {
            return Err(Refusal::invalid(
                "An incident is closed after its review, which is the cold phase. Set the phase to cold first.",
            ));
        }
        let reason = asked(&self.reason, "reason", "Say what was concluded.")?;
        let unfinished = Unfinished::of(scene);
        let text = format!(
            "{} closed the incident. Reason: {reason}{}",
            scene.by.name,
            unfinished.words()
        );
        let effect = changed(scene, text, |header| {
            header.phase = Phase::Closed;
            header.closed_at = Some(scene.now);
        });
        Ok(unfinished.flagged(effect))
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

/// Actions that are not done, or done and not checked: warned of, never refused (ACT-04).
struct Unfinished {
    open: usize,
    unchecked: usize,
}

impl Unfinished {
    fn of(scene: Scene<'_>) -> Self {
        let actions = scene.objects.objects("actions");
        let count = |is: fn(&Object) -> bool| actions.values().filter(|it| is(it)).count();
        Self {
            open: count(|it| {
                it.str("state")
                    .is_some_and(|state| ACTIVE.contains(&state) || state == "to_reassign")
            }),
            unchecked: count(|it| it.str("state") == Some("done") && it.str("check").is_none()),
        }
    }

    fn words(&self) -> String {
        let said = |count: usize, what: &str| match count {
            0 => None,
            1 => Some(format!(" 1 action {what}.")),
            n => Some(format!(" {n} actions {what}.")),
        };
        [
            said(self.open, "not done"),
            said(self.unchecked, "done and not checked"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn flagged(self, mut effect: Effect) -> Effect {
        if let Some(entry) = &mut effect.entry {
            if self.open > 0 {
                entry.flags.push("open_actions".into());
            }
            if self.unchecked > 0 {
                entry.flags.push("unchecked_actions".into());
            }
        }
        effect
    }
}
