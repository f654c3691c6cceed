//! Drafts of the log, and the situation.

use crate::policy::{Act, Row, Who};

const TEAM: &[Who] = &[Who::Members, Who::OpenerBeforeCommand];
const MEMBERS: &[Who] = &[Who::Members];
const READS_LOG: &str =
    "Observers read the log; they do not write in it. Ask the Incident Manager for a role.";
const READS_SITUATION: &str =
    "Observers read the situation; they do not write in it. Ask the Incident Manager for a role.";

pub const DRAFTS: &[Row] = &[
    Row::new("drafts", Act::Create, &[], TEAM, READS_LOG)
        .when(&[
            "observation",
            "action",
            "comms",
            "correction",
            "before_command",
        ])
        .holds(
            "complete in one change; before the declaration its opener writes before_command only",
        ),
    Row::new("drafts", Act::Create, &[], &[Who::CommandRoles], DECISION)
        .when(&["decision"])
        .holds("complete in one change"),
    Row::new(
        "drafts",
        Act::Splice,
        &["text", "why", "set_aside"],
        TEAM,
        READS_LOG,
    ),
    Row::new(
        "drafts",
        Act::Set,
        &[
            "kind",
            "said_by",
            "happened_at",
            "certainty",
            "corrects",
            "answers",
            "about",
        ],
        &[Who::Own, Who::Secretariat],
        "Only the person who began this draft, or the Secretariat, changes its details.",
    )
    .holds("kind decision: command roles"),
    Row::new(
        "drafts",
        Act::Delete,
        &[],
        &[Who::Own, Who::SecretariatWhenUntouched],
        "Only the person who began this draft removes it; the Secretariat may once nobody has touched it for ten minutes.",
    ),
];

/// Who may not draft a decision is told what to do instead.
pub const DECISION: &str = "A decision is drafted by the Incident Manager, the Deputy or the Secretariat. Write it as an observation or tell the Incident Manager.";

pub const FACTS: &[Row] = &[
    Row::new("facts", Act::Create, &[], MEMBERS, READS_SITUATION).holds(
        "complete in one change; known, or with an outcome: its checker or command roles, with a source",
    ),
    Row::new("facts", Act::Splice, &["statement"], MEMBERS, READS_SITUATION),
    Row::new(
        "facts",
        Act::Set,
        &["standing", "source", "checked_by", "check_due", "waits_on", "outcome"],
        MEMBERS,
        READS_SITUATION,
    )
    .holds("to known or to an outcome: its checker or command roles, with a source"),
];
