//! What a person did and the server has not answered yet, and what it refused.

use automerge::{
    Change, ScalarValue,
    legacy::{Key, OpType},
};
use loggist_domain::{Code, IntentId, ObjectId, Timestamp, schema};
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

/// What a person wrote in a change, in order: characters typed, lines and reports set; a gap where it goes on in another
/// place.
fn typed(change: &[u8]) -> String {
    let Ok(change) = Change::from_bytes(change.to_vec()) else {
        return String::new();
    };
    let mut text = String::new();
    let mut place = None;
    for op in change.decode().operations {
        let OpType::Put(ScalarValue::Str(value)) = &op.action else {
            continue;
        };
        let written = match &op.key {
            _ if op.insert => Some(value.to_string()),
            Key::Map(key) => words(key, value),
            Key::Seq(_) => None,
        };
        let Some(written) = written else { continue };
        // Characters of one text belong together; a line that is set stands alone.
        let here = op.insert.then_some(op.obj);
        if !text.is_empty() && (here.is_none() || place != here) {
            text.push('\n');
        }
        place = here;
        text.push_str(&written);
    }
    text
}

/// The words in a value that is set whole: a line, or what a report, a reply or a check says.
fn words(key: &str, value: &str) -> Option<String> {
    let is_item = key == "check" || key.parse::<ObjectId>().is_ok();
    if is_item {
        let item: serde_json::Value = serde_json::from_str(value).ok()?;
        return item.get("text")?.as_str().map(str::to_owned);
    }
    let is_line = |collection: &&str| {
        matches!(
            schema::field_type(collection, key),
            Some(schema::Type::Line)
        )
    };
    let is_line = schema::COLLECTIONS.iter().any(is_line);
    is_line.then(|| value.to_owned())
}
