//! Actions.

use super::{Edit, EditError};
use loggist_domain::{
    ObjectId, PersonId, Scalar, Timestamp, canonical,
    schema::{Check, Report, ReportAnswer, Verdict},
};
use std::fmt;

/// Whose an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Somebody in the team.
    Person(PersonId),
    /// Somebody without an account.
    Contact(ObjectId),
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(person) => person.fmt(f),
            Self::Contact(contact) => contact.fmt(f),
        }
    }
}

impl From<Owner> for Scalar {
    fn from(owner: Owner) -> Self {
        Self::Str(owner.to_string())
    }
}

/// An action to give to somebody, or to propose. Absent fields stay absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAction {
    /// What is to be done, in a line.
    pub title: String,
    /// The same at length, perhaps empty.
    pub instruction: String,
    /// It binds its owner at once; else it is a proposal that somebody of command opens.
    pub is_open: bool,
    /// Whose it is.
    pub owner: Option<Owner>,
    /// When the owner reports back.
    pub report_by: Option<Timestamp>,
    /// The recommendation that it comes from.
    pub from: Option<ObjectId>,
}

/// What somebody reports on an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReport {
    /// What they answer.
    pub answer: ReportAnswer,
    /// In their words.
    pub text: Option<String>,
    /// The new time, with [`ReportAnswer::MoreTime`].
    pub report_by: Option<Timestamp>,
}

impl Edit<'_, '_> {
    /// Opens an action, or proposes one.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn create_action(&mut self, new: &NewAction) -> Result<ObjectId, EditError> {
        let (id, action) = self.create("actions")?;
        self.put(&action, "title", Scalar::Str(new.title.clone()))?;
        self.put_text(&action, "instruction", &new.instruction)?;
        let state = if new.is_open { "open" } else { "proposed" };
        self.put(&action, "state", state.into())?;
        self.put_items(&action, "reports")?;
        let options = [
            ("owner", new.owner.map(Scalar::from)),
            ("report_by", new.report_by.map(Scalar::from)),
            ("from", new.from.map(|id| Scalar::Str(id.to_string()))),
        ];
        self.put_all(&action, options)?;
        Ok(id)
    }

    /// Sets some of an action's details in one change: `owner` and `report_by` with `state`, or `acknowledged` alone.
    /// `Null` clears an optional one.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn set_action(
        &mut self,
        action: ObjectId,
        fields: &[(&str, Scalar)],
    ) -> Result<(), EditError> {
        let object = self.object("actions", action)?;
        for (field, value) in fields {
            self.put(&object, field, value.clone())?;
        }
        Ok(())
    }

    /// Replaces `deleted` characters at `at` of an action's instruction by `inserted`.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn splice_instruction(
        &mut self,
        action: ObjectId,
        at: usize,
        deleted: usize,
        inserted: &str,
    ) -> Result<(), EditError> {
        let object = self.object("actions", action)?;
        self.splice_text(&object, "instruction", at, deleted, inserted)
    }

    /// Reports on an action. What the answer means for the action goes with it: it is done or blocked, or due later.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn report(&mut self, action: ObjectId, new: &NewReport) -> Result<ObjectId, EditError> {
        let id = self.add_report(action, new)?;
        match (new.answer, new.report_by) {
            (ReportAnswer::Done, _) => self.set("actions", action, "state", "done".into())?,
            (ReportAnswer::Blocked, _) => self.set("actions", action, "state", "blocked".into())?,
            (ReportAnswer::MoreTime, Some(at)) => {
                self.set("actions", action, "report_by", at.into())?;
            }
            _ => {}
        }
        Ok(id)
    }

    /// Cancels an action, with a note that says why.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn cancel_action(&mut self, action: ObjectId, why: &str) -> Result<ObjectId, EditError> {
        let note = NewReport {
            answer: ReportAnswer::Note,
            text: Some(why.to_owned()),
            report_by: None,
        };
        let id = self.add_report(action, &note)?;
        self.set("actions", action, "state", "cancelled".into())?;
        Ok(id)
    }

    /// Says whether what was done worked.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn check_action(
        &mut self,
        action: ObjectId,
        verdict: Verdict,
        text: Option<&str>,
    ) -> Result<(), EditError> {
        let check = Check {
            by: self.person,
            verdict,
            text: text.map(str::to_owned),
        };
        let check = canonical::to_string(&check);
        self.set("actions", action, "check", Scalar::Str(check))
    }

    fn add_report(&mut self, action: ObjectId, new: &NewReport) -> Result<ObjectId, EditError> {
        let report = Report {
            by: self.person,
            answer: new.answer,
            text: new.text.clone(),
            report_by: new.report_by,
        };
        let report = canonical::to_string(&report);
        self.add("actions", action, "reports", report)
    }
}
