//! The format of a scenario: a line that begins it, a line for each step in order of time, a line that says what is
//! expected in the end.

use super::Step;
use loggist_domain::{Phase, Role, Timestamp};
use serde::{Deserialize, de::DeserializeOwned};

/// A scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its short name.
    pub name: String,
    /// When it starts, by its own clock.
    pub starts: Timestamp,
    /// Who is in it.
    pub people: Vec<Person>,
    /// What happens, in order.
    pub steps: Vec<Step>,
    /// How it ends.
    pub expect: Expect,
}

/// A line that is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// Not of the format.
    #[error("line {line}: {cause}")]
    Line {
        /// Which, from 1.
        line: usize,
        /// What is wrong.
        cause: serde_json::Error,
    },
    /// An earlier time than the line before.
    #[error("line {0}: it happens before the line above it")]
    Order(usize),
    /// Somebody who is not in the scenario.
    #[error("line {0}: there is no person {1:?} in this scenario")]
    Nobody(usize, String),
    /// It has not even a first and a last line.
    #[error("a scenario has a first line, steps, and a last line that says what is expected")]
    Short,
}

#[derive(Deserialize)]
struct First {
    scenario: String,
    starts: Timestamp,
    people: Vec<Person>,
}

#[derive(Deserialize)]
struct Last {
    expect: Expect,
}

/// A person of the scenario.
#[derive(Clone, Debug, Deserialize)]
pub struct Person {
    /// Their name in the scenario.
    pub key: String,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their organisation.
    #[serde(default)]
    pub organisation: String,
    /// Roles trained for.
    #[serde(default)]
    pub trainings: Vec<Role>,
    /// On call as Incident Manager.
    #[serde(default)]
    pub on_call: bool,
}

/// What is expected in the end.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Expect {
    /// Sealed entries, but for those that the clock seals: how many those are depends on how fast it is played.
    pub entries: u64,
    /// Those of them that people wrote.
    pub written_by_people: u64,
    /// The phase.
    pub phase: Phase,
    /// Who commands, by their name in the scenario.
    pub manager: Option<String>,
}

impl Scenario {
    /// Reads one.
    ///
    /// # Errors
    /// [`ScenarioError`], naming the line.
    pub fn read(text: &str) -> Result<Self, ScenarioError> {
        let lines: Vec<(usize, &str)> = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line.trim()))
            .filter(|(_, line)| !line.is_empty())
            .collect();
        let [first, steps @ .., last] = &lines[..] else {
            return Err(ScenarioError::Short);
        };
        let First {
            scenario,
            starts,
            people,
        } = read(first)?;
        let Last { expect } = read(last)?;
        let mut before = 0;
        let mut read_steps = Vec::with_capacity(steps.len());
        for line in steps {
            let step: Step = read(line)?;
            if step.at < before {
                return Err(ScenarioError::Order(line.0));
            }
            if !people.iter().any(|person| person.key == step.who) {
                return Err(ScenarioError::Nobody(line.0, step.who));
            }
            before = step.at;
            read_steps.push(Step {
                line: line.0,
                ..step
            });
        }
        Ok(Self {
            name: scenario,
            starts,
            people,
            steps: read_steps,
            expect,
        })
    }

    /// Seconds from the start to the last step.
    pub fn length_seconds(&self) -> u64 {
        self.steps.last().map_or(0, |step| step.at)
    }
}

fn read<T: DeserializeOwned>((line, text): &(usize, &str)) -> Result<T, ScenarioError> {
    serde_json::from_str(text).map_err(|cause| ScenarioError::Line { line: *line, cause })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = r#"{"scenario":"s","title":"t","starts":"2026-11-22T22:12:00Z","people":[{"key":"a","name":"A","email":"a@example.org"}]}"#;
    const LAST: &str =
        r#"{"expect":{"entries":1,"written_by_people":0,"phase":"hot","manager":"a"}}"#;

    #[test]
    fn the_court_lists_are_a_scenario() {
        let text = include_str!("../../../../tests/scenarios/court-lists.ndjson");
        let scenario = Scenario::read(text).unwrap();
        assert_eq!(scenario.people.len(), 9);
        assert!(scenario.steps.len() > 200);
        assert_eq!(scenario.expect.manager.as_deref(), Some("priya"));
    }

    #[test]
    fn a_wrong_line_is_named() {
        let read = |step: &str| Scenario::read(&format!("{FIRST}\n{step}\n{LAST}")).unwrap_err();
        let odd = read(r#"{"at":0,"who":"a","do":"dance"}"#).to_string();
        assert!(odd.starts_with("line 2: unknown variant `dance`"), "{odd}");
        let nobody = read(r#"{"at":0,"who":"b","do":"cut"}"#).to_string();
        assert_eq!(nobody, "line 2: there is no person \"b\" in this scenario");
        let early =
            "{\"at\":9,\"who\":\"a\",\"do\":\"cut\"}\n{\"at\":8,\"who\":\"a\",\"do\":\"mend\"}";
        assert!(matches!(read(early), ScenarioError::Order(3)));
        assert!(matches!(Scenario::read(FIRST), Err(ScenarioError::Short)));
    }
}
