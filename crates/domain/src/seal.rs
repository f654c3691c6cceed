//! Sealing: what is hashed so that nobody seals words they did not see.

use crate::{Object, Timestamp, canonical};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The fields of a draft that its seal binds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DraftFields {
    /// The kind's name.
    pub kind: String,
    /// Always present, perhaps empty.
    pub text: String,
    /// Always present, perhaps empty.
    pub why: String,
    /// Always present, perhaps empty.
    pub set_aside: String,
    /// Who said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// When it happened, exactly as the document holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub happened_at: Option<String>,
    /// `know` or `suspect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<String>,
    /// The entry it corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<i64>,
    /// What it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

impl DraftFields {
    /// Read from a draft as the document holds it.
    pub fn of(draft: &Object) -> Self {
        let line = |field: &str| draft.str(field).map(str::to_owned);
        Self {
            kind: line("kind").unwrap_or_default(),
            text: draft.text("text").to_owned(),
            why: draft.text("why").to_owned(),
            set_aside: draft.text("set_aside").to_owned(),
            said_by: line("said_by"),
            happened_at: line("happened_at"),
            certainty: line("certainty"),
            corrects: draft.int("corrects"),
            answers: line("answers"),
            about: line("about"),
        }
    }

    /// The typed time of what happened, when there is one.
    pub fn happened(&self) -> Option<Timestamp> {
        self.happened_at.as_ref()?.parse().ok()
    }

    /// SHA-256 of the canonical JSON, in lower-case hex.
    pub fn hash(&self) -> String {
        hex_hash(&canonical::to_string(self))
    }
}

/// SHA-256 of a text in lower-case hex.
pub(crate) fn hex_hash(text: &str) -> String {
    use std::fmt::Write as _;
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// The hash that `seal_draft` carries for this draft.
pub fn seal_hash(draft: &Object) -> String {
    DraftFields::of(draft).hash()
}
