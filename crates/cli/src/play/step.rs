//! One step of a scenario: who does what.

use loggist_domain::{
    Code, Kind,
    command::Answer,
    schema::{ReportAnswer, Verdict},
};
use serde::Deserialize;
use serde_json::{Map, Value};

/// One step.
#[derive(Clone, Debug, Deserialize)]
pub struct Step {
    /// Seconds from the start.
    pub at: u64,
    /// Who.
    pub who: String,
    /// What they do.
    #[serde(flatten)]
    pub act: Act,
    /// It is expected to be refused with this code.
    #[serde(default)]
    pub refused: Option<Code>,
    /// The line it stands on, from 1.
    #[serde(skip)]
    pub line: usize,
}

/// What somebody does.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Act {
    /// Opens the incident.
    Open(loggist_domain::command::Open),
    /// Gives a command.
    Command(Given),
    /// Seals an entry without a draft.
    Say(Say),
    /// Begins a draft.
    Draft {
        /// Its name from now on.
        #[serde(rename = "as")]
        label: String,
        /// Its kind.
        kind: Kind,
    },
    /// Types at the end of a draft.
    Type {
        /// Which.
        draft: String,
        /// What.
        text: String,
        /// Into which of its texts.
        #[serde(default = "text")]
        field: String,
    },
    /// Sets one of a draft's details.
    Set {
        /// Which.
        draft: String,
        /// The detail.
        field: String,
        /// Its value; null clears it.
        value: Value,
    },
    /// Seals a draft.
    Seal {
        /// Which.
        draft: String,
        /// For the manager, who said it.
        #[serde(default)]
        spoken: bool,
        /// The entry's name from now on.
        #[serde(rename = "as")]
        label: Option<String>,
    },
    /// Removes a draft.
    Discard {
        /// Which.
        draft: String,
    },
    /// Writes a fact down.
    Fact(Fact),
    /// Sets one of a fact's details.
    SetFact {
        /// Which.
        fact: String,
        /// The detail.
        field: String,
        /// Its value; null clears it.
        value: Value,
    },
    /// Opens or proposes an action.
    Action(Action),
    /// Sets details of an action, all in one change.
    SetAction {
        /// Which.
        action: String,
        /// By name; null clears one.
        set: Map<String, Value>,
    },
    /// Reports on an action.
    Report {
        /// Which.
        action: String,
        /// `done`, `more_time`, `blocked`, `dont_know` or `note`.
        answer: ReportAnswer,
        /// In their words.
        text: Option<String>,
        /// The new time with `more_time`, in seconds from the start.
        report_by: Option<i64>,
        /// The entry's name from now on.
        #[serde(rename = "as")]
        label: Option<String>,
    },
    /// Says whether what was done worked.
    Check {
        /// Which action.
        action: String,
        /// `success` or `failure`.
        verdict: Verdict,
        /// What was seen.
        text: Option<String>,
    },
    /// Cancels an action.
    Cancel {
        /// Which.
        action: String,
        /// Why.
        text: String,
    },
    /// Recommends something.
    Recommend {
        /// Its name from now on.
        #[serde(rename = "as")]
        label: String,
        /// What.
        text: String,
        /// When it is too late for an answer, in seconds from the start.
        deadline: Option<i64>,
    },
    /// Replies to a recommendation.
    Reply {
        /// Which.
        recommendation: String,
        /// In their words.
        text: String,
    },
    /// Answers a recommendation, as it is shown.
    Answer {
        /// Which.
        recommendation: String,
        /// `agreed`, `declined` or `question`.
        answer: Answer,
        /// Why, or what is asked.
        reason: Option<String>,
        /// For the manager, who said it.
        #[serde(default)]
        spoken: bool,
    },
    /// Notes a contact.
    Contact(Contact),
    /// Sets one of a contact's details.
    SetContact {
        /// Which.
        contact: String,
        /// The detail.
        field: String,
        /// Its value; null clears it.
        value: Value,
    },
    /// Notes a system.
    System(System),
    /// Sets one of a system's details.
    SetSystem {
        /// Which.
        system: String,
        /// The detail.
        field: String,
        /// Its value; null clears it.
        value: Value,
    },
    /// This person's network goes.
    Cut,
    /// It returns.
    Mend,
}

/// A command. In its fields people and objects are named as in the scenario, and times are seconds from the start.
#[derive(Clone, Debug, Deserialize)]
pub struct Given {
    /// Its name in the table of commands.
    pub command: String,
    /// The name from now on of the proposal that it makes.
    #[serde(rename = "as")]
    pub label: Option<String>,
    /// For the manager, who said it.
    #[serde(default)]
    pub spoken: bool,
    /// Its fields.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

/// An entry without a draft.
#[derive(Clone, Debug, Deserialize)]
pub struct Say {
    /// The name from now on of the entry, and of the proposal that it makes when it is spoken.
    #[serde(rename = "as")]
    pub label: Option<String>,
    /// For the manager, who said it.
    #[serde(default)]
    pub spoken: bool,
    /// Its kind.
    pub kind: Kind,
    /// What is written.
    pub text: String,
    /// A decision's reason.
    pub why: Option<String>,
    /// What was considered and not done.
    pub set_aside: Option<String>,
    /// Who said it.
    pub said_by: Option<String>,
    /// When it happened, in seconds from the start.
    pub happened: Option<i64>,
    /// `know` or `suspect`.
    pub certainty: Option<String>,
    /// The entry that it corrects, by its name.
    pub corrects: Option<String>,
    /// What it answers.
    pub answers: Option<String>,
    /// What it is about, such as `recommendations/` and a name.
    pub about: Option<String>,
}

/// A fact.
#[derive(Clone, Debug, Deserialize)]
pub struct Fact {
    /// Its name from now on.
    #[serde(rename = "as")]
    pub label: String,
    /// What is said to be so.
    pub statement: String,
    /// `known`, `suspected` or `unknown`.
    pub standing: String,
    /// The entry it rests on, by its name.
    pub source: Option<String>,
    /// Who checks it, by their name in the scenario.
    pub checked_by: Option<String>,
    /// By when, in seconds from the start.
    pub check_due: Option<i64>,
    /// What it waits on.
    pub waits_on: Option<String>,
}

/// An action.
#[derive(Clone, Debug, Deserialize)]
pub struct Action {
    /// Its name from now on.
    #[serde(rename = "as")]
    pub label: String,
    /// What is to be done, in a line.
    pub title: String,
    /// The same at length.
    #[serde(default)]
    pub instruction: String,
    /// A proposal: it binds nobody until it is opened.
    #[serde(default)]
    pub proposed: bool,
    /// Whose, by the name in the scenario of a person or a contact.
    pub owner: Option<String>,
    /// When the owner reports back, in seconds from the start.
    pub report_by: Option<i64>,
    /// The recommendation that it comes from, by its name.
    pub from: Option<String>,
}

/// A contact.
#[derive(Clone, Debug, Deserialize)]
pub struct Contact {
    /// Its name from now on.
    #[serde(rename = "as")]
    pub label: String,
    /// Who it is.
    pub name: String,
    /// `asked`, `answered`, `joined` or `declined`.
    pub state: String,
    /// Where they are from.
    pub organisation: Option<String>,
    /// What they are wanted for.
    pub wanted_as: Option<String>,
    /// When somebody told them something last, in seconds from the start.
    pub told_last: Option<i64>,
    /// Who goes on asking, by their name in the scenario.
    pub chased_by: Option<String>,
}

/// A system.
#[derive(Clone, Debug, Deserialize)]
pub struct System {
    /// Its name from now on.
    #[serde(rename = "as")]
    pub label: String,
    /// What it is called.
    pub name: String,
    /// `affected`, `contained`, `recovering` or `recovered`.
    pub state: String,
    /// An expert's word on it.
    pub fit: Option<bool>,
    /// Who watches it, and how.
    pub monitoring: Option<String>,
}

fn text() -> String {
    "text".into()
}
