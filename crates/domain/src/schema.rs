//! The shape of the document, version 1: which keys exist and who writes them.

use crate::{Object, Scalar, Value};

/// Keys written by the server alone, each one canonical-JSON scalar.
pub const SERVER_SCALARS: [&str; 2] = ["incident", "command"];
/// Maps written by the server alone, each value one canonical-JSON scalar.
pub const SERVER_MAPS: [&str; 4] = ["members", "teams", "log", "proposals"];
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

const fn field(name: &'static str, is: Type, required: bool) -> Field {
    Field { name, is, required }
}

/// The kinds that a person may give a draft.
pub const DRAFT_KINDS: &[&str] = &[
    "observation",
    "decision",
    "action",
    "comms",
    "correction",
    "before_command",
];

/// Fields of `drafts/*`.
pub const DRAFT: &[Field] = &[
    field("by", Type::Creator, true),
    field("begun_at", Type::Time, true),
    field("kind", Type::Word(DRAFT_KINDS), true),
    field("text", Type::Text, true),
    field("why", Type::Text, true),
    field("set_aside", Type::Text, true),
    field("said_by", Type::Line, false),
    field("happened_at", Type::Time, false),
    field("certainty", Type::Word(&["know", "suspect"]), false),
    field("corrects", Type::EntryNumber, false),
    field("answers", Type::Line, false),
    field("about", Type::Line, false),
];

/// Fields of `facts/*`.
pub const FACT: &[Field] = &[
    field("by", Type::Creator, true),
    field("statement", Type::Text, true),
    field(
        "standing",
        Type::Word(&["known", "suspected", "unknown"]),
        true,
    ),
    field("source", Type::EntryNumber, false),
    field("checked_by", Type::Person, false),
    field("check_due", Type::Time, false),
    field("waits_on", Type::Line, false),
    field("outcome", Type::Word(&["confirmed", "refuted"]), false),
];

/// The fields of a collection's objects; `None` for a collection that this version has no rows for.
pub fn fields(collection: &str) -> Option<&'static [Field]> {
    match collection {
        "drafts" => Some(DRAFT),
        "facts" => Some(FACT),
        _ => None,
    }
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
        (Type::Text, Value::Text(text)) => text.chars().count() <= crate::limits::TEXT_CHARS_MAX,
        (Type::Creator | Type::Person, Value::Scalar(Scalar::Str(id))) => {
            id.parse::<crate::PersonId>().is_ok()
        }
        (Type::Time, Value::Scalar(Scalar::Str(time))) => time.parse::<crate::Timestamp>().is_ok(),
        (Type::Word(words), Value::Scalar(Scalar::Str(word))) => words.contains(&word.as_str()),
        (Type::EntryNumber, Value::Scalar(Scalar::Int(number))) => {
            u64::try_from(*number).is_ok_and(|n| (1..=last_number).contains(&n))
        }
        (Type::Line, Value::Scalar(Scalar::Str(line))) => {
            line.chars().count() <= crate::limits::LINE_CHARS_MAX
        }
        _ => false,
    }
}
