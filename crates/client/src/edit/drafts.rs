//! Drafts.

use super::{Edit, EditError};
use automerge::transaction::Transactable;
use loggist_domain::{ObjectId, Scalar, Timestamp};

/// A draft to begin. Absent fields stay absent; the three texts are there from the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDraft {
    /// `observation`, `decision` ...
    pub kind: String,
    /// What is written.
    pub text: String,
    /// A decision's reason.
    pub why: String,
    /// What was considered and not done.
    pub set_aside: String,
    /// Who said it.
    pub said_by: Option<String>,
    /// When it happened.
    pub happened_at: Option<Timestamp>,
    /// `know` or `suspect`.
    pub certainty: Option<String>,
    /// The entry that it corrects.
    pub corrects: Option<u64>,
    /// What it answers.
    pub answers: Option<String>,
    /// What it is about.
    pub about: Option<String>,
}

impl NewDraft {
    /// An empty draft of a kind.
    pub fn of(kind: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            ..Self::default()
        }
    }

    fn options(&self) -> [(&'static str, Option<Scalar>); 6] {
        let line = |value: &Option<String>| value.clone().map(Scalar::Str);
        let number = |n: u64| Scalar::Int(i64::try_from(n).unwrap_or(i64::MAX));
        [
            ("said_by", line(&self.said_by)),
            (
                "happened_at",
                self.happened_at.map(|at| Scalar::Str(at.to_string())),
            ),
            ("certainty", line(&self.certainty)),
            ("corrects", self.corrects.map(number)),
            ("answers", line(&self.answers)),
            ("about", line(&self.about)),
        ]
    }
}

impl Edit<'_, '_> {
    /// Begins a draft.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn create_draft(&mut self, new: &NewDraft) -> Result<ObjectId, EditError> {
        let (id, draft) = self.create("drafts")?;
        self.put(&draft, "begun_at", Scalar::Str(self.now.to_string()))?;
        self.put(&draft, "kind", Scalar::Str(new.kind.clone()))?;
        self.put_text(&draft, "text", &new.text)?;
        self.put_text(&draft, "why", &new.why)?;
        self.put_text(&draft, "set_aside", &new.set_aside)?;
        self.put_all(&draft, new.options())?;
        Ok(id)
    }

    /// Replaces `deleted` characters at `at` of a draft's text by `inserted`.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn splice(
        &mut self,
        draft: ObjectId,
        field: &str,
        at: usize,
        deleted: usize,
        inserted: &str,
    ) -> Result<(), EditError> {
        let object = self.object("drafts", draft)?;
        self.splice_text(&object, field, at, deleted, inserted)
    }

    /// Types at the end of a draft's text.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn append(&mut self, draft: ObjectId, field: &str, typed: &str) -> Result<(), EditError> {
        self.splice(draft, field, usize::MAX, 0, typed)
    }

    /// Sets one of a draft's details; `Null` clears an optional one.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn set_draft(
        &mut self,
        draft: ObjectId,
        field: &str,
        value: Scalar,
    ) -> Result<(), EditError> {
        self.set("drafts", draft, field, value)
    }

    /// Removes a draft.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn discard_draft(&mut self, draft: ObjectId) -> Result<(), EditError> {
        self.object("drafts", draft)?;
        let drafts = self.collection("drafts")?;
        Ok(self.tx.delete(&drafts, draft.to_string())?)
    }
}
