//! Contacts outside, and systems.

use crate::policy::{Act, Row, Who};

const OUTWARD: &[Who] = &[Who::CommsLead, Who::Liaison, Who::CommandRoles];
const OUTWARD_ONLY: &str = "The Communications Lead, a Liaison or a command role keeps the list of contacts. Tell one of them.";
const READS: &str = "Observers read the list of systems; they do not write in it. Ask the Incident Manager for a role.";

pub const CONTACTS: &[Row] = &[
    Row::new("contacts", Act::Create, &[], OUTWARD, OUTWARD_ONLY).holds("complete in one change"),
    Row::new(
        "contacts",
        Act::Set,
        &[
            "name",
            "organisation",
            "wanted_as",
            "state",
            "told_last",
            "chased_by",
        ],
        OUTWARD,
        OUTWARD_ONLY,
    ),
];

pub const SYSTEMS: &[Row] = &[
    Row::new("systems", Act::Create, &[], &[Who::Members], READS)
        .holds("complete in one change; fit: an expert"),
    Row::new(
        "systems",
        Act::Set,
        &["name", "state", "monitoring"],
        &[Who::Members],
        READS,
    ),
    Row::new(
        "systems",
        Act::Set,
        &["fit"],
        &[Who::Sme],
        "A Subject Matter Expert says whether a system is clean and fit.",
    ),
];
