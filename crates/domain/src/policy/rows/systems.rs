//! Systems.

use crate::policy::{Act, Row, Who};

const READS: &str = "Observers read the list of systems; they do not write in it. Ask the Incident Manager for a role.";

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
