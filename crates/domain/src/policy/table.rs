//! The table itself, and its form for the web app.

use super::Touch;
use crate::{POLICY_VERSION, SCHEMA_VERSION, schema};
use serde::Serialize;

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Make an object.
    Create,
    /// Edit a text.
    Splice,
    /// Set a scalar.
    Set,
    /// Remove an object.
    Delete,
}

/// To whom a row allows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Anyone in the team but observers.
    Members,
    /// Who opened the incident, until it is declared.
    OpenerBeforeCommand,
    /// The object's creator.
    Own,
    /// The secretariat.
    Secretariat,
    /// The secretariat, when nobody touched the object for ten minutes.
    SecretariatWhenUntouched,
}

/// A row of the policy.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Row {
    /// The root key.
    pub collection: &'static str,
    /// The fields it speaks of; none for the object as a whole.
    pub fields: &'static [&'static str],
    /// What is done.
    pub act: Act,
    /// Any of these may do it.
    pub who: &'static [Who],
    /// Further conditions, in words; `policy::holds` checks them.
    pub holds: &'static str,
    /// The sentence for everybody else.
    pub refused: &'static str,
}

impl Row {
    /// Whether the row speaks of this touch.
    pub fn matches(&self, touch: &Touch) -> bool {
        let (collection, act, field) = match touch {
            Touch::Create { collection, .. } => (collection, Act::Create, None),
            Touch::Splice {
                collection, field, ..
            } => (collection, Act::Splice, Some(field)),
            Touch::Set {
                collection, field, ..
            } => (collection, Act::Set, Some(field)),
            Touch::Delete { collection, .. } => (collection, Act::Delete, None),
            Touch::Other { .. } => return false,
        };
        self.collection == collection
            && self.act == act
            && field.is_none_or(|field| self.fields.contains(&field.as_str()))
    }
}

const TEAM: &[Who] = &[Who::Members, Who::OpenerBeforeCommand];

/// Every row that this version has.
pub const TABLE: &[Row] = &[
    Row {
        collection: "drafts",
        fields: &[],
        act: Act::Create,
        who: TEAM,
        holds: "complete in one change; kind decision: command roles; before the declaration its opener writes before_command only",
        refused: "Observers read the log; they do not write in it. Ask the Incident Manager for a role.",
    },
    Row {
        collection: "drafts",
        fields: &["text", "why", "set_aside"],
        act: Act::Splice,
        who: TEAM,
        holds: "",
        refused: "Observers read the log; they do not write in it. Ask the Incident Manager for a role.",
    },
    Row {
        collection: "drafts",
        fields: &[
            "kind",
            "said_by",
            "happened_at",
            "certainty",
            "corrects",
            "answers",
            "about",
        ],
        act: Act::Set,
        who: &[Who::Own, Who::Secretariat],
        holds: "kind decision: command roles",
        refused: "Only the person who began this draft, or the Secretariat, changes its details.",
    },
    Row {
        collection: "drafts",
        fields: &[],
        act: Act::Delete,
        who: &[Who::Own, Who::SecretariatWhenUntouched],
        holds: "",
        refused: "Only the person who began this draft removes it; the Secretariat may once nobody has touched it for ten minutes.",
    },
    Row {
        collection: "facts",
        fields: &[],
        act: Act::Create,
        who: &[Who::Members],
        holds: "complete in one change; known, or with an outcome: its checker or command roles, with a source",
        refused: "Observers read the situation; they do not write in it. Ask the Incident Manager for a role.",
    },
    Row {
        collection: "facts",
        fields: &["statement"],
        act: Act::Splice,
        who: &[Who::Members],
        holds: "",
        refused: "Observers read the situation; they do not write in it. Ask the Incident Manager for a role.",
    },
    Row {
        collection: "facts",
        fields: &[
            "standing",
            "source",
            "checked_by",
            "check_due",
            "waits_on",
            "outcome",
        ],
        act: Act::Set,
        who: &[Who::Members],
        holds: "to known or to an outcome: its checker or command roles, with a source",
        refused: "Observers read the situation; they do not write in it. Ask the Incident Manager for a role.",
    },
];

/// The policy as JSON for the web app: versions, collections, rows.
pub fn exported() -> serde_json::Value {
    serde_json::json!({
        "policy_version": POLICY_VERSION,
        "schema_version": SCHEMA_VERSION,
        "server_scalars": schema::SERVER_SCALARS,
        "server_maps": schema::SERVER_MAPS,
        "collections": schema::COLLECTIONS,
        "draft_kinds": schema::DRAFT_KINDS,
        "rows": TABLE,
    })
}
