//! What a person did and the server has not answered yet, and what it refused.

use automerge::{Change, ScalarValue, legacy::OpType};
use loggist_domain::{Code, IntentId, Timestamp};
use loggist_room::frames::{Submit, SubmitKind};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// What an intent does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// An Automerge change of this replica, or of one before it on this device.
    Edit(ByteBuf),
    /// A command.
    Command {
        /// Its fields.
        fields: serde_json::Value,
        /// The command epoch that the person saw.
        epoch: Option<u64>,
        /// Good until then, in server time; absent for what may wait.
        not_after: Option<Timestamp>,
    },
}

/// Why something was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// For programs.
    pub code: Code,
    /// For the person.
    pub reason: String,
    /// Device clock.
    pub at: Timestamp,
}

/// An intent that waits for its receipt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its id `[W3]`.
    pub intent: IntentId,
    /// The command's name, or a word for the edit.
    pub name: String,
    /// What it does.
    pub act: Act,
    /// Device clock.
    pub written_at: Timestamp,
    /// An edit that was refused stays here until those that depend on it were moved.
    pub refused: Option<Refusal>,
}

impl Row {
    /// The change of an edit.
    pub fn change(&self) -> Option<&[u8]> {
        match &self.act {
            Act::Edit(change) => Some(change),
            Act::Command { .. } => None,
        }
    }

    /// Until when it may be sent for the first time; `None` for what waits.
    pub fn not_after(&self) -> Option<Timestamp> {
        match &self.act {
            Act::Edit(_) => None,
            Act::Command { not_after, .. } => *not_after,
        }
    }

    /// The frame's content: the same bytes each time.
    pub fn submit(&self) -> Submit {
        let (kind, change, command, epoch, not_after) = match &self.act {
            Act::Edit(change) => (SubmitKind::Edit, Some(change.clone()), None, None, None),
            Act::Command {
                fields,
                epoch,
                not_after,
            } => (
                SubmitKind::Command,
                None,
                Some(fields.clone()),
                *epoch,
                *not_after,
            ),
        };
        Submit {
            intent: self.intent,
            kind,
            name: self.name.clone(),
            change,
            command,
            epoch,
            not_after,
            written_at: self.written_at,
        }
    }
}

/// A refused intent, kept for its author.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrayItem {
    /// The intent as it was submitted.
    pub row: Row,
    /// Why.
    pub refusal: Refusal,
}

impl TrayItem {
    /// What it held, to read and copy: the characters typed, or the command's own words.
    pub fn text(&self) -> String {
        match &self.row.act {
            Act::Edit(change) => typed(change),
            Act::Command { fields, .. } => {
                match fields.get("text").and_then(|text| text.as_str()) {
                    Some(text) => text.to_owned(),
                    None => fields.to_string(),
                }
            }
        }
    }
}

/// The characters that a change inserts, in order; a gap where it types in another place.
fn typed(change: &[u8]) -> String {
    let Ok(change) = Change::from_bytes(change.to_vec()) else {
        return String::new();
    };
    let mut text = String::new();
    let mut place = None;
    for op in change.decode().operations {
        let OpType::Put(ScalarValue::Str(character)) = &op.action else {
            continue;
        };
        if !op.insert {
            continue;
        }
        if place.as_ref().is_some_and(|place| *place != op.obj) {
            text.push('\n');
        }
        place = Some(op.obj);
        text.push_str(character);
    }
    text
}
