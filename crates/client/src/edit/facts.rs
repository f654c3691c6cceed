//! Facts.

use super::{Edit, EditError};
use loggist_domain::{ObjectId, PersonId, Scalar, Timestamp};

/// A fact to write down. Absent fields stay absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewFact {
    /// What is said to be so.
    pub statement: String,
    /// `known`, `suspected` or `unknown`.
    pub standing: String,
    /// The entry that it rests on.
    pub source: Option<u64>,
    /// Who checks it.
    pub checked_by: Option<PersonId>,
    /// By when.
    pub check_due: Option<Timestamp>,
    /// What it waits on.
    pub waits_on: Option<String>,
}

impl Edit<'_, '_> {
    /// Writes a fact down.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn create_fact(&mut self, new: &NewFact) -> Result<ObjectId, EditError> {
        let (id, fact) = self.create("facts")?;
        self.put_text(&fact, "statement", &new.statement)?;
        self.put(&fact, "standing", Scalar::Str(new.standing.clone()))?;
        let number = |n: u64| Scalar::Int(i64::try_from(n).unwrap_or(i64::MAX));
        let options = [
            ("source", new.source.map(number)),
            (
                "checked_by",
                new.checked_by.map(|by| Scalar::Str(by.to_string())),
            ),
            (
                "check_due",
                new.check_due.map(|due| Scalar::Str(due.to_string())),
            ),
            ("waits_on", new.waits_on.clone().map(Scalar::Str)),
        ];
        self.put_all(&fact, options)?;
        Ok(id)
    }

    /// Replaces `deleted` characters at `at` of a fact's statement by `inserted`.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn splice_fact(
        &mut self,
        fact: ObjectId,
        at: usize,
        deleted: usize,
        inserted: &str,
    ) -> Result<(), EditError> {
        let object = self.object("facts", fact)?;
        self.splice_text(&object, "statement", at, deleted, inserted)
    }

    /// Sets one of a fact's details; `Null` clears an optional one.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn set_fact(
        &mut self,
        fact: ObjectId,
        field: &str,
        value: Scalar,
    ) -> Result<(), EditError> {
        self.set("facts", fact, field, value)
    }
}
