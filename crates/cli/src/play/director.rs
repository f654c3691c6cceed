//! Takes the steps in order, and says what was found wanting.

use super::{
    Act, Cast, Expect, Scenario, Stage, StageError, Step,
    acting::{Moment, perform},
};
use loggist_client::{Fate, View};
use loggist_domain::{Code, Entry, IncidentId, IntentId, PersonId, Phase, Timestamp};
use serde::Serialize;

/// Plays a scenario on a stage.
pub struct Director<S> {
    stage: S,
    cast: Cast,
    /// Acts without an answer yet: those of people whose network is away.
    waiting: Vec<Waiting>,
    wanting: Vec<String>,
    incident: Option<IncidentId>,
}

struct Waiting {
    who: String,
    intent: IntentId,
    line: usize,
    expected: Option<Code>,
    label: Option<String>,
}

/// How it ended.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// The incident that was played.
    pub incident: IncidentId,
    /// Its number for people.
    pub reference: String,
    /// Sealed entries.
    pub entries: u64,
    /// Those of them that people wrote.
    pub written_by_people: u64,
    /// Those of them that the clock sealed: what was overdue.
    pub by_clock: u64,
    /// The phase.
    pub phase: Phase,
    /// Who commands, by their name in the scenario.
    pub manager: Option<String>,
    /// What was not as expected; nothing, when all is well.
    pub wanting: Vec<String>,
}

impl<S: Stage> Director<S> {
    /// Plays on this stage, with these people.
    pub fn new(stage: S, cast: Cast) -> Self {
        Self {
            stage,
            cast,
            waiting: Vec::new(),
            wanting: Vec::new(),
            incident: None,
        }
    }

    /// Plays it to the end, and gives the stage back.
    ///
    /// # Errors
    /// [`StageError`] when it cannot be played on.
    pub async fn play(mut self, scenario: &Scenario) -> Result<(Outcome, S), StageError> {
        for step in &scenario.steps {
            self.stage.reach(step.at).await?;
            self.step(step)
                .await
                .map_err(|error| StageError(format!("line {}: {error}", step.line)))?;
        }
        let outcome = self.outcome(scenario).await?;
        Ok((outcome, self.stage))
    }

    async fn step(&mut self, step: &Step) -> Result<(), StageError> {
        let who = step.who.as_str();
        match &step.act {
            Act::Open(open) => self.incident = Some(self.stage.open(who, open).await?),
            Act::Cut => self.stage.cut(who).await?,
            Act::Mend => {
                self.stage.mend(who).await?;
                self.settle(who).await?;
            }
            act => self.act(step, act).await?,
        }
        Ok(())
    }

    async fn act(&mut self, step: &Step, act: &Act) -> Result<(), StageError> {
        let start = self.stage.start().millis();
        let of = move |second: i64| {
            Timestamp::from_millis(start.saturating_add(second.saturating_mul(1000)))
        };
        let cast = &mut self.cast;
        let acted = self.stage.act(&step.who, |replica, now| {
            let moment = Moment { now, of: &of };
            match perform(act, replica, cast, &moment) {
                Ok(intent) => (intent, None),
                Err(error) => (None, Some(error)),
            }
        });
        let (intent, error) = acted.await?;
        if let Some(error) = error {
            self.wanting.push(format!("line {}: {error}", step.line));
            return Ok(());
        }
        let Some(intent) = intent else {
            return Ok(());
        };
        self.waiting.push(Waiting {
            who: step.who.clone(),
            intent,
            line: step.line,
            expected: step.refused,
            label: label(act).map(str::to_owned),
        });
        self.settle(&step.who).await
    }

    /// Looks at the answers to somebody's acts.
    async fn settle(&mut self, who: &str) -> Result<(), StageError> {
        let (theirs, others) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|waiting| waiting.who == who);
        self.waiting = others;
        for waiting in theirs {
            match self.stage.fate(who, waiting.intent).await? {
                Some(fate) => self.judge(&waiting, &fate),
                None => self.waiting.push(waiting),
            }
        }
        Ok(())
    }

    fn judge(&mut self, waiting: &Waiting, fate: &Fate) {
        let line = waiting.line;
        match (fate, waiting.expected) {
            (Fate::Recorded { number, .. }, None) => {
                if let (Some(label), Some(number)) = (&waiting.label, number) {
                    self.cast.sealed(label, *number);
                }
            }
            (Fate::Recorded { .. }, Some(code)) => self.wanting.push(format!(
                "line {line}: it was recorded, and should be refused ({code:?})"
            )),
            (Fate::Refused { code, .. }, Some(expected)) if *code == expected => {}
            (Fate::Refused { code, reason }, _) => self
                .wanting
                .push(format!("line {line}: it was refused ({code:?}): {reason}")),
            (Fate::NotSent(why), _) => self
                .wanting
                .push(format!("line {line}: it was not sent: {why}")),
        }
    }

    async fn outcome(&mut self, scenario: &Scenario) -> Result<Outcome, StageError> {
        for waiting in &self.waiting {
            let Waiting { who, line, .. } = waiting;
            self.wanting.push(format!(
                "line {line}: it still waits for the network of {who}"
            ));
        }
        let opener = scenario.steps.first().map(|step| step.who.as_str());
        let manager = scenario.expect.manager.as_deref();
        let looks = manager.or(opener).unwrap_or_default();
        let (view, entries) = self.stage.seen(looks).await?;
        let incident = self
            .incident
            .ok_or_else(|| StageError("nobody opened the incident".into()))?;
        let found = self.found(scenario, &view, &entries);
        if found != scenario.expect {
            self.wanting.push(format!(
                "expected {:?} and found {found:?}",
                scenario.expect
            ));
        }
        Ok(Outcome {
            incident,
            reference: view
                .header
                .map(|header| header.reference)
                .unwrap_or_default(),
            entries: entries.len() as u64,
            by_clock: entries.len() as u64 - found.entries,
            written_by_people: found.written_by_people,
            phase: found.phase,
            manager: found.manager,
            wanting: std::mem::take(&mut self.wanting),
        })
    }

    fn found(&self, scenario: &Scenario, view: &View, entries: &[Entry]) -> Expect {
        let by_people = entries.iter().filter(|entry| entry.kind.is_for_people());
        let by_somebody = entries.iter().filter(|entry| entry.by.person.is_some());
        let is = |person: &PersonId, key: &str| self.cast.person(key).as_ref() == Ok(person);
        let manager = view.command.manager.map(|manager| {
            let known = scenario.people.iter().find(|p| is(&manager, &p.key));
            known.map_or_else(|| manager.to_string(), |known| known.key.clone())
        });
        Expect {
            entries: by_somebody.count() as u64,
            written_by_people: by_people.count() as u64,
            phase: view.header.as_ref().map_or(Phase::PreIncident, |h| h.phase),
            manager,
        }
    }
}

/// The name that an act gives to the entry it seals.
fn label(act: &Act) -> Option<&str> {
    match act {
        Act::Say(say) => say.label.as_deref(),
        Act::Seal { label, .. } | Act::Report { label, .. } => label.as_deref(),
        _ => None,
    }
}
