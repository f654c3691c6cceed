//! The shape of the document, version 1: which keys exist and who writes them.

mod after;
mod collections;
mod items;
mod outward;

pub use collections::{DRAFT_KINDS, fields};
pub use items::{Check, Move, Reply, Report, ReportAnswer, Verdict};

use crate::{Object, Scalar, Value, limits};

/// Keys written by the server alone, each one canonical-JSON scalar.
pub const SERVER_SCALARS: [&str; 2] = ["incident", "command"];
/// Maps written by the server alone, each value one canonical-JSON scalar.
pub const SERVER_MAPS: [&str; 5] = ["members", "teams", "log", "proposals", "invitations"];
/// Maps that people write under the policy, keyed by object id.
pub const COLLECTIONS: [&str; 15] = [
    "drafts",
    "actions",
    "facts",
    "hypotheses",
    "ratings",
    "recommendations",
    "messages",
    "contacts",
    "channels",
    "calls",
    "systems",
    "lessons",
    "checks",
    "documents",
    "attachments",
];

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Collaborative text, present from creation, perhaps empty.
    Text,
    /// The creator's person id; set at creation, never again.
    Creator,
    /// A time.
    Time,
    /// A person id.
    Person,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The number of a sealed entry.
    EntryNumber,
    /// One line of plain text.
    Line,
    /// Yes or no.
    Flag,
    /// A person id, or the id of a contact.
    Owner,
    /// The id of an object that people write.
    Reference,
    /// A [`Report`] by id, each put once.
    Reports,
    /// A [`Reply`] by id, each put once.
    Replies,
    /// A [`Move`] by id, each put once.
    Moves,
    /// A [`Check`].
    Check,
    /// Whole minutes, from 1 to a week.
    Minutes,
    /// SHA-256 of some content, in lower-case hex.
    Sha256,
    /// Bytes of an attachment.
    Bytes,
    /// Written by the server alone.
    Server,
}

impl Type {
    /// Whether it is a map of items that are put once.
    pub fn is_items(self) -> bool {
        matches!(self, Self::Reports | Self::Replies | Self::Moves)
    }
}

/// A field of an object that people write.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What it holds.
    pub is: Type,
    /// Must be there from creation; a null does not do.
    pub required: bool,
}

/// What a field of a collection's objects holds; `None` when there is no such field.
pub fn field_type(collection: &str, field: &str) -> Option<Type> {
    let field = fields(collection)?.iter().find(|one| one.name == field)?;
    Some(field.is)
}

/// What is wrong with an object's fields, if anything: a sentence.
pub fn flaw(collection: &str, object: &Object, last_number: u64) -> Option<String> {
    let fields = fields(collection)?;
    if let Some(odd) = object
        .0
        .keys()
        .find(|key| !fields.iter().any(|f| f.name == key.as_str()))
    {
        return Some(format!("There is no field \"{odd}\" in {collection}."));
    }
    fields.iter().find_map(|field| {
        let value = object.0.get(field.name);
        match value {
            None | Some(Value::Scalar(Scalar::Null)) if !field.required => None,
            None | Some(Value::Scalar(Scalar::Null)) => {
                Some(format!("The field \"{}\" must be there.", field.name))
            }
            Some(value) => (!fits(field.is, value, last_number))
                .then(|| format!("The field \"{}\" does not hold what it should.", field.name)),
        }
    })
}

fn fits(is: Type, value: &Value, last_number: u64) -> bool {
    match (is, value) {
        (Type::Text, Value::Text(text)) => text.chars().count() <= limits::TEXT_CHARS_MAX,
        (Type::Reports, Value::Items(items)) => items.values().all(Report::fits),
        (Type::Replies, Value::Items(items)) => items.values().all(Reply::fits),
        (Type::Moves, Value::Items(items)) => items.values().all(Move::fits),
        (_, Value::Scalar(scalar)) => scalar_fits(is, scalar, last_number),
        _ => false,
    }
}

fn scalar_fits(is: Type, value: &Scalar, last_number: u64) -> bool {
    match (is, value) {
        (Type::Creator | Type::Person, Scalar::Str(id)) => id.parse::<crate::PersonId>().is_ok(),
        // Both are ids of one written form: whose it is, the policy asks.
        (Type::Owner | Type::Reference, Scalar::Str(id)) => id.parse::<crate::ObjectId>().is_ok(),
        (Type::Time, Scalar::Str(time)) => time.parse::<crate::Timestamp>().is_ok(),
        (Type::Word(words), Scalar::Str(word)) => words.contains(&word.as_str()),
        (Type::EntryNumber, Scalar::Int(number)) => {
            u64::try_from(*number).is_ok_and(|n| (1..=last_number).contains(&n))
        }
        (Type::Line, Scalar::Str(line)) => line.chars().count() <= limits::LINE_CHARS_MAX,
        (Type::Flag, Scalar::Bool(_)) | (Type::Server, _) => true,
        (Type::Minutes, Scalar::Int(minutes)) => (1..=limits::MINUTES_MAX).contains(minutes),
        (Type::Sha256, Scalar::Str(hash)) => {
            hash.len() == 64
                && hash
                    .bytes()
                    .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        }
        (Type::Bytes, Scalar::Int(size)) => (1..=limits::ATTACHMENT_BYTES_MAX).contains(size),
        (Type::Check, value) => Check::fits(value),
        _ => false,
    }
}
