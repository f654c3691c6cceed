//! What is written whole, as one JSON scalar: nobody sees half of it, and two at once never mix.

use crate::{ObjectId, PersonId, Scalar, Timestamp, limits};
use serde::{Deserialize, Serialize};

/// What an owner answers when they report (SME-08).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportAnswer {
    /// It is done.
    Done,
    /// It takes until another time.
    MoreTime,
    /// Something is in the way.
    Blocked,
    /// They do not know.
    DontKnow,
    /// Anything else.
    Note,
}

/// A report on an action; put once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Who reports.
    pub by: PersonId,
    /// What they answer.
    pub answer: ReportAnswer,
    /// In their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The new time, with `more_time`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_by: Option<Timestamp>,
}

/// A reply to a recommendation; put once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Who replies.
    pub by: PersonId,
    /// In their words.
    pub text: String,
}

/// Somebody comes to a communication line or a call, or leaves it; put once, so that who was there when stays (SEC-06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Who says so.
    pub by: PersonId,
    /// Who moves: a member or a contact.
    pub who: ObjectId,
    /// In, or out.
    pub is_in: bool,
    /// When.
    pub at: Timestamp,
}

/// Whether what was done worked (ACT-03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Who checked.
    pub by: PersonId,
    /// `success` or `failure`.
    pub verdict: Verdict,
    /// What was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The verdict of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It worked.
    Success,
    /// It did not.
    Failure,
}

impl Report {
    pub(super) fn fits(value: &Scalar) -> bool {
        value.json::<Self>().is_some_and(|report| {
            short(report.text.as_deref())
                && (report.answer == ReportAnswer::MoreTime) == report.report_by.is_some()
        })
    }
}

impl Reply {
    pub(super) fn fits(value: &Scalar) -> bool {
        value
            .json::<Self>()
            .is_some_and(|reply| !reply.text.trim().is_empty() && short(Some(&reply.text)))
    }
}

impl Move {
    pub(super) fn fits(value: &Scalar) -> bool {
        value.json::<Self>().is_some()
    }
}

impl Check {
    pub(super) fn fits(value: &Scalar) -> bool {
        value
            .json::<Self>()
            .is_some_and(|check| short(check.text.as_deref()))
    }
}

fn short(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.chars().count() <= limits::PARAGRAPH_CHARS_MAX)
}
