//! What an incident leaves unfinished when it is resolved or closed: shown, asked about, sealed; never refused (IM-15).

use crate::{Object, Objects, policy::ACTIVE};
use serde::Serialize;

/// When a duty falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Resolving, which ends the hot phase.
    StandDown,
    /// Closing, after the review.
    Close,
}

/// A duty that somebody says is done, or leaves with a reason.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Duty {
    /// Its name in data.
    pub key: &'static str,
    /// For people.
    pub title: &'static str,
    /// What it falls due with.
    pub before: Ending,
}

macro_rules! duties {
    ($($key:literal, $before:ident, $title:literal;)*) => {
        /// Every duty, in the order in which they are done.
        pub const DUTIES: &[Duty] = &[$(Duty { key: $key, title: $title, before: Ending::$before },)*];
        /// Their names in data.
        pub const KEYS: &[&str] = &[$($key,)*];
    };
}

duties! {
    "contained", StandDown, "Statement of what is contained, by whom, on what evidence";
    "stakeholders_told", StandDown, "Word to everyone who was told of the incident";
    "watched", StandDown, "Watch for it to come back";
    "lessons_captured", Close, "Lessons and preventive steps";
    "documents_recorded", Close, "Documentation captured and recorded";
    "review_held", Close, "Post-incident review";
    "team_thanked", Close, "Thanks to everyone who took part";
}

/// Something unfinished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Its name in data; the flag of the entry that leaves it so.
    pub key: &'static str,
    /// For people, such as `2 actions not done`.
    pub words: String,
}

/// What is unfinished before an ending, by what people wrote.
pub fn unfinished(before: Ending, objects: &dyn Objects) -> Vec<Unfinished> {
    let count = |collection: &str, is: fn(&Object) -> bool| {
        objects
            .objects(collection)
            .values()
            .filter(|it| is(it))
            .count()
    };
    let counted = [
        (
            Ending::StandDown,
            "open_actions",
            "action",
            "not done",
            count("actions", is_open),
        ),
        (
            Ending::StandDown,
            "unchecked_actions",
            "action",
            "done and not checked",
            count("actions", is_unchecked),
        ),
        (
            Ending::StandDown,
            "unanswered_recommendations",
            "recommendation",
            "not answered",
            count("recommendations", is_unanswered),
        ),
        (
            Ending::StandDown,
            "unsent_messages",
            "message",
            "not sent",
            count("messages", |it| it.str("sent_at").is_none()),
        ),
        (
            Ending::StandDown,
            "open_calls",
            "call",
            "not ended",
            count("calls", |it| {
                it.str("opened_at").is_some() && it.str("ended_at").is_none()
            }),
        ),
        (
            Ending::Close,
            "unowned_steps",
            "preventive step",
            "without an owner or a date",
            count("lessons", is_unowned),
        ),
        (
            Ending::Close,
            "missing_documents",
            "document",
            "missing",
            count("documents", |it| it.str("state") == Some("missing")),
        ),
    ];
    let counted = counted
        .into_iter()
        .filter(|(due, .., many)| *due <= before && *many > 0)
        .map(|(_, key, what, how, many)| Unfinished {
            key,
            words: format!("{many} {what}{} {how}", if many == 1 { "" } else { "s" }),
        });
    let checks = objects.objects("checks");
    let said = |key: &str| checks.values().any(|check| check.str("duty") == Some(key));
    let duties = DUTIES
        .iter()
        .filter(|duty| duty.before <= before && !said(duty.key))
        .map(|duty| Unfinished {
            key: duty.key,
            words: lower(duty.title),
        });
    counted.chain(duties).collect()
}

fn is_open(action: &Object) -> bool {
    let open = |state: &str| ACTIVE.contains(&state) || state == "to_reassign";
    action.str("state").is_some_and(open)
}

fn is_unchecked(action: &Object) -> bool {
    action.str("state") == Some("done") && action.str("check").is_none()
}

fn is_unanswered(recommendation: &Object) -> bool {
    !matches!(recommendation.str("answer"), Some("agreed" | "declined"))
}

/// A step that is to be taken, and by nobody or never.
fn is_unowned(lesson: &Object) -> bool {
    lesson.str("step").is_some()
        && !matches!(lesson.str("state"), Some("done" | "dropped"))
        && (lesson.str("owner").is_none() || lesson.str("due").is_none())
}

fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}
