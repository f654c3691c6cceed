//! Lessons, the duties at the end, the register of documents.

use crate::policy::{Act, Row, Who};

const MEMBERS: &[Who] = &[Who::Members];
const READS: &str =
    "Observers read this; they do not add to it. Ask the Incident Manager for a role.";
const SAYS: &str = "The Incident Manager, the Deputy or the Secretariat says that a duty is done, or why it is left.";

pub const LESSONS: &[Row] = &[
    Row::new("lessons", Act::Create, &[], MEMBERS, READS)
        .holds("complete in one change; agreed: a step, its owner and a date"),
    Row::new("lessons", Act::Splice, &["text"], MEMBERS, READS),
    Row::new(
        "lessons",
        Act::Set,
        &["side", "aspect", "step", "owner", "due", "state", "outcome"],
        MEMBERS,
        READS,
    )
    .holds("agreed or under way: a step, its owner and a date; dropped: the outcome says why"),
];

pub const CHECKS: &[Row] = &[
    Row::new("checks", Act::Create, &[], &[Who::CommandRoles], SAYS)
        .holds("complete in one change; once for each duty; skipped needs a reason"),
    Row::new(
        "checks",
        Act::Set,
        &["state", "reason"],
        &[Who::CommandRoles],
        SAYS,
    )
    .holds("skipped needs a reason"),
];

pub const DOCUMENTS: &[Row] = &[
    Row::new("documents", Act::Create, &[], MEMBERS, READS)
        .holds("complete in one change; captured needs a place or an attachment"),
    Row::new(
        "documents",
        Act::Set,
        &["name", "state", "place", "owner", "attachment"],
        MEMBERS,
        READS,
    )
    .holds("captured needs a place or an attachment"),
];

pub const ATTACHMENTS: &[Row] = &[
    Row::new("attachments", Act::Create, &[], MEMBERS, READS)
        .holds("complete in one change; it has a name"),
    Row::new(
        "attachments",
        Act::Set,
        &["name", "withheld"],
        MEMBERS,
        READS,
    )
    .holds("it has a name"),
];
