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

/// Documents that every incident leaves behind; the register says which of them are missing (SEC-11).
pub const DOCUMENTS: &[&str] = &[
    "Incident log",
    "Decisions and their reasons",
    "Evidence",
    "Messages sent",
    "Review report",
];

/// Something unfinished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Its name in data; the flag of the entry that leaves it so.
    pub key: &'static str,
    /// For people, such as `2 actions not done`.
    pub words: String,
}

/// What is counted in what people wrote.
struct Counted {
    key: &'static str,
    before: Ending,
    what: &'static str,
    how: &'static str,
    many: fn(&dyn Objects) -> usize,
}

const COUNTED: &[Counted] = &[
    Counted {
        key: "open_actions",
        before: Ending::StandDown,
        what: "action",
        how: "not done",
        many: |objects| count(objects, "actions", is_open),
    },
    Counted {
        key: "unchecked_actions",
        before: Ending::StandDown,
        what: "action",
        how: "done and not checked",
        many: |objects| count(objects, "actions", is_unchecked),
    },
    Counted {
        key: "unanswered_recommendations",
        before: Ending::StandDown,
        what: "recommendation",
        how: "not answered",
        many: |objects| count(objects, "recommendations", is_unanswered),
    },
    Counted {
        key: "unsent_messages",
        before: Ending::StandDown,
        what: "message",
        how: "not sent",
        many: |objects| count(objects, "messages", |it| it.str("sent_at").is_none()),
    },
    Counted {
        key: "open_calls",
        before: Ending::StandDown,
        what: "call",
        how: "not ended",
        many: |objects| count(objects, "calls", is_under_way),
    },
    Counted {
        key: "unowned_steps",
        before: Ending::Close,
        what: "preventive step",
        how: "without an owner or a date",
        many: |objects| count(objects, "lessons", is_unowned),
    },
    Counted {
        key: "missing_documents",
        before: Ending::Close,
        what: "document",
        how: "missing",
        many: missing_documents,
    },
];

/// The names of all that can be unfinished, in the order in which it is said.
pub fn unfinished_keys() -> impl Iterator<Item = &'static str> {
    COUNTED
        .iter()
        .map(|counted| counted.key)
        .chain(KEYS.iter().copied())
}

/// What is unfinished before an ending, by what people wrote.
pub fn unfinished(before: Ending, objects: &dyn Objects) -> Vec<Unfinished> {
    let counted = COUNTED
        .iter()
        .filter(|counted| counted.before <= before)
        .map(|counted| (counted, (counted.many)(objects)))
        .filter(|(_, many)| *many > 0)
        .map(|(Counted { key, what, how, .. }, many)| Unfinished {
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

fn count(objects: &dyn Objects, collection: &str, is: fn(&Object) -> bool) -> usize {
    let all = objects.objects(collection);
    all.values().filter(|it| is(it)).count()
}

/// Those that are said to be missing, and those of [`DOCUMENTS`] of which the register says nothing.
fn missing_documents(objects: &dyn Objects) -> usize {
    let register = objects.objects("documents");
    let is_there = |name: &&str| {
        register.values().any(|document| {
            let own = document.str("name").unwrap_or_default();
            own.trim().eq_ignore_ascii_case(name)
        })
    };
    let said = register
        .values()
        .filter(|document| document.str("state") == Some("missing"));
    said.count() + DOCUMENTS.iter().filter(|name| !is_there(name)).count()
}

fn is_open(action: &Object) -> bool {
    let open = |state: &str| ACTIVE.contains(&state) || state == "to_reassign";
    action.str("state").is_some_and(open)
}

fn is_unchecked(action: &Object) -> bool {
    action.str("state") == Some("done") && action.str("check").is_none()
}

fn is_under_way(call: &Object) -> bool {
    call.str("opened_at").is_some() && call.str("ended_at").is_none()
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
