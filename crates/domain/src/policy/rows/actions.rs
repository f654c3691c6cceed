//! Actions and recommendations.

use crate::policy::{Act, Row, Who};

const MEMBERS: &[Who] = &[Who::Members];
/// Who answers for an action.
const OWNER: &[Who] = &[Who::Owner, Who::Secretariat, Who::LiaisonForContact];
const OPENS: &str = "The Incident Manager, the Deputy or the Secretariat opens an action; anyone may once the recommendation that it comes from is agreed. Propose it instead.";
const GIVES: &str = "The Incident Manager, the Deputy or the Secretariat says what an action is, whose it is and by when.";
const REPORTS: &str = "Its owner says how an action stands, or the Secretariat for them. Tell them, or send it as a proposal.";
const READS: &str =
    "Observers read the actions; they do not change them. Ask the Incident Manager for a role.";
const READS_RECOMMENDATIONS: &str =
    "Observers read recommendations; they do not make them. Ask the Incident Manager for a role.";

pub const ACTIONS: &[Row] = &[
    Row::new("actions", Act::Create, &[], MEMBERS, READS)
        .when(&["proposed"])
        .holds("complete in one change"),
    Row::new(
        "actions",
        Act::Create,
        &[],
        &[Who::CommandRoles, Who::MembersFromAgreed],
        OPENS,
    )
    .when(&["open"])
    .holds("complete in one change; owner and report_by present; the owner is not the incident manager"),
    Row::new(
        "actions",
        Act::Set,
        &["state"],
        &[Who::CommandRoles, Who::MembersFromAgreed],
        OPENS,
    )
    .when(&["open"])
    .holds("owner and report_by present; the owner is not the incident manager; members from an agreed recommendation: when it was proposed"),
    Row::new(
        "actions",
        Act::Set,
        &["owner", "title"],
        &[Who::CommandRoles],
        GIVES,
    )
    .holds("as above while open; a new owner clears acknowledged"),
    Row::new(
        "actions",
        Act::Set,
        &["from"],
        &[Who::CommandRoles, Who::Owner],
        GIVES,
    )
    .holds("of a recommendation that is agreed; while open or done"),
    Row::new("actions", Act::Splice, &["instruction"], &[Who::CommandRoles], GIVES),
    Row::new(
        "actions",
        Act::Set,
        &["report_by"],
        &[Who::CommandRoles, Who::Owner, Who::LiaisonForContact],
        GIVES,
    )
    .holds("after it was written; owner and liaison: with a report more_time of that time"),
    Row::new("actions", Act::Set, &["acknowledged"], OWNER, REPORTS).holds("while open"),
    Row::new(
        "actions",
        Act::Add,
        &["reports"],
        &[
            Who::Owner,
            Who::Secretariat,
            Who::LiaisonForContact,
            Who::Manager,
            Who::Deputy,
        ],
        REPORTS,
    )
    .holds("manager and deputy: a note, when they cancel it"),
    Row::new("actions", Act::Set, &["state"], OWNER, REPORTS)
        .when(&["doing", "blocked", "done"])
        .holds("while open; done: with a report done since it was opened"),
    Row::new(
        "actions",
        Act::Set,
        &["state"],
        &[Who::Manager, Who::Deputy],
        "The Incident Manager or the Deputy cancels an action.",
    )
    .when(&["cancelled"])
    .holds("with a report that says why"),
    Row::new(
        "actions",
        Act::Set,
        &["check"],
        &[Who::MembersButOwner],
        "Somebody other than its owner checks an action.",
    )
    .holds("state done"),
];

pub const RECOMMENDATIONS: &[Row] = &[
    Row::new("recommendations", Act::Create, &[], MEMBERS, READS_RECOMMENDATIONS)
        .holds("complete in one change; not blank"),
    Row::new(
        "recommendations",
        Act::Splice,
        &["text"],
        &[Who::Own],
        "Only the person who made a recommendation changes its words. Reply to it, or make your own.",
    )
    .holds("until it is agreed or declined"),
    Row::new(
        "recommendations",
        Act::Add,
        &["replies"],
        MEMBERS,
        READS_RECOMMENDATIONS,
    ),
];
