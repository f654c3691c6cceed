//! Recommendations. Their answer is a command: see [`Replica::answer_recommendation`](crate::Replica).

use super::{Edit, EditError};
use loggist_domain::{ObjectId, Timestamp, canonical, schema::Reply};

/// Something to recommend. An absent deadline stays absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewRecommendation {
    /// What is recommended.
    pub text: String,
    /// When it is too late for an answer.
    pub deadline: Option<Timestamp>,
}

impl Edit<'_, '_> {
    /// Makes a recommendation.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn create_recommendation(
        &mut self,
        new: &NewRecommendation,
    ) -> Result<ObjectId, EditError> {
        let (id, recommendation) = self.create("recommendations")?;
        self.put_text(&recommendation, "text", &new.text)?;
        self.put_items(&recommendation, "replies")?;
        self.put_all(
            &recommendation,
            [("deadline", new.deadline.map(Into::into))],
        )?;
        Ok(id)
    }

    /// Replaces `deleted` characters at `at` of a recommendation's text by `inserted`.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn splice_recommendation(
        &mut self,
        recommendation: ObjectId,
        at: usize,
        deleted: usize,
        inserted: &str,
    ) -> Result<(), EditError> {
        let object = self.object("recommendations", recommendation)?;
        self.splice_text(&object, "text", at, deleted, inserted)
    }

    /// Replies to a recommendation.
    ///
    /// # Errors
    /// [`EditError`]
    pub fn reply_to(
        &mut self,
        recommendation: ObjectId,
        text: &str,
    ) -> Result<ObjectId, EditError> {
        let reply = Reply {
            by: self.person,
            text: text.to_owned(),
        };
        let reply = canonical::to_string(&reply);
        self.add("recommendations", recommendation, "replies", reply)
    }
}
