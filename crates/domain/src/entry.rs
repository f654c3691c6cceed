//! A sealed entry of the log.

use crate::{Incident, ObjectId, PersonId, Role, Timestamp, canonical, limits};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What was seen or said.
    Observation,
    /// What was decided, why, and what was set aside.
    Decision,
    /// What was done.
    Action,
    /// What was said to whom outside.
    Comms,
    /// Replaces an earlier entry, which stays beside it.
    Correction,
    /// What happened before anyone commanded.
    BeforeCommand,
    /// Server: a command was given.
    Command,
    /// Server: command passed.
    Handover,
    /// Server: something the system did.
    System,
}

impl Kind {
    /// Whether people write it; the others are the server's alone.
    pub fn is_for_people(self) -> bool {
        !matches!(self, Self::Command | Self::Handover | Self::System)
    }
}

/// Who an entry is by, as they were when it was sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// Who; absent for what the server noticed by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Name.
    pub name: String,
    /// The most senior role held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Organisation, perhaps blank.
    pub organisation: String,
}

/// A sealed entry. It never changes; a correction is a new entry that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// 1, 2, 3 ... without gaps; the number alone orders.
    pub number: u64,
    /// What it is.
    pub kind: Kind,
    /// What was written.
    pub text: String,
    /// A decision's reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What was considered and not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<String>,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// `know` or `suspect`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<String>,
    /// The author: who sealed it, or whose command it records.
    pub by: Author,
    /// Names of others whose characters survive in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// When it happened, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened_at: Option<Timestamp>,
    /// Device clock when the draft was created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_at: Option<Timestamp>,
    /// Device clock when its author sealed it.
    pub written_at: Timestamp,
    /// Server clock.
    pub received_at: Timestamp,
    /// The command epoch it was sealed under.
    pub epoch: u64,
    /// Received over two minutes after it was written.
    pub late: bool,
    /// The entry that it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<u64>,
    /// Departures from the plan, such as `untrained`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// The draft that it was sealed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<ObjectId>,
    /// What it speaks of, by kind: `action`, `recommendation`, `proposal`, `system`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub refs: BTreeMap<String, ObjectId>,
}

impl Entry {
    /// The next entry of an incident, by the server itself until an author is named; late by the clocks.
    pub fn new(
        incident: &Incident,
        kind: Kind,
        text: String,
        written_at: Timestamp,
        received_at: Timestamp,
    ) -> Self {
        Self {
            number: incident.last_number + 1,
            kind,
            text,
            why: None,
            set_aside: None,
            answers: None,
            about: None,
            certainty: None,
            by: Author {
                person: None,
                name: "Loggist".into(),
                role: None,
                organisation: String::new(),
            },
            with: Vec::new(),
            said_by: None,
            happened_at: None,
            begun_at: None,
            written_at,
            received_at,
            epoch: incident.command.epoch,
            late: received_at.since(written_at) > limits::LATE_AFTER,
            corrects: None,
            flags: Vec::new(),
            draft: None,
            refs: BTreeMap::new(),
        }
    }

    /// Its key in the document's `log`.
    pub fn key(&self) -> String {
        format!("{:06}", self.number)
    }

    /// The canonical JSON that the document holds.
    pub fn to_canonical(&self) -> String {
        canonical::to_string(self)
    }

    /// Its fields as labelled parts of a record: `entry.000138.text` and so on, each canonical JSON.
    pub fn parts(&self) -> BTreeMap<String, Vec<u8>> {
        let fields = serde_json::to_value(self).unwrap_or_default();
        let fields = fields.as_object().cloned().unwrap_or_default();
        let key = self.key();
        fields
            .into_iter()
            .map(|(name, value)| {
                (
                    format!("entry.{key}.{name}"),
                    canonical::to_string(&value).into_bytes(),
                )
            })
            .collect()
    }
}

/// The reference people use for the n-th incident of a year.
pub fn reference(year: i16, number: u64) -> String {
    format!("INC-{year}-{number:04}")
}
