//! An object that people write, as plain values.

use crate::{ObjectId, PersonId, Proposal, Timestamp};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// A value that is set as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scalar {
    /// Cleared.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Plain text.
    Str(String),
}

impl Scalar {
    /// The text, when it is one.
    pub fn str(&self) -> Option<&str> {
        match self {
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    /// What its text says as JSON, when that is a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(self.str()?).ok()
    }
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::Str(text.to_owned())
    }
}

impl From<Timestamp> for Scalar {
    fn from(time: Timestamp) -> Self {
        Self::Str(time.to_string())
    }
}

impl From<PersonId> for Scalar {
    fn from(person: PersonId) -> Self {
        Self::Str(person.to_string())
    }
}

/// A field of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Set as a whole.
    Scalar(Scalar),
    /// Edited by splices.
    Text(String),
    /// Values by id, each put once: reports, replies.
    Items(BTreeMap<String, Scalar>),
}

/// An object's fields by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object(pub BTreeMap<String, Value>);

impl Object {
    /// A scalar text field, when present and not null.
    pub fn str(&self, field: &str) -> Option<&str> {
        match self.0.get(field) {
            Some(Value::Scalar(Scalar::Str(text))) => Some(text),
            _ => None,
        }
    }

    /// A collaborative text; empty when absent.
    pub fn text(&self, field: &str) -> &str {
        match self.0.get(field) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// A whole number field, when present and not null.
    pub fn int(&self, field: &str) -> Option<i64> {
        match self.0.get(field) {
            Some(Value::Scalar(Scalar::Int(number))) => Some(*number),
            _ => None,
        }
    }

    /// A yes-or-no field; no when absent.
    pub fn is(&self, field: &str) -> bool {
        matches!(self.0.get(field), Some(Value::Scalar(Scalar::Bool(true))))
    }

    /// Those of a field's items that read as `T`, by id, oldest id first.
    pub fn items<T: DeserializeOwned>(&self, field: &str) -> BTreeMap<String, T> {
        let Some(Value::Items(items)) = self.0.get(field) else {
            return BTreeMap::new();
        };
        items
            .iter()
            .filter_map(|(id, item)| Some((id.clone(), item.json()?)))
            .collect()
    }

    /// The server's times of an action's reports, by report.
    pub fn reported(&self) -> BTreeMap<String, Timestamp> {
        let times = self.str("reported").map(serde_json::from_str);
        times.and_then(Result::ok).unwrap_or_default()
    }

    /// A time field, when present and well formed.
    pub fn time(&self, field: &str) -> Option<Timestamp> {
        self.str(field)?.parse().ok()
    }

    /// The creator.
    pub fn by(&self) -> Option<PersonId> {
        self.str("by")?.parse().ok()
    }
}

/// What a decision may look up in the document, as it is at the sequence number before.
pub trait Objects {
    /// An object that people write, when it is there and can be read.
    fn object(&self, collection: &str, id: ObjectId) -> Option<Object>;
    /// All of a collection, by id.
    fn objects(&self, collection: &str) -> BTreeMap<ObjectId, Object>;
    /// A proposal.
    fn proposal(&self, id: ObjectId) -> Option<Proposal>;
    /// Names of people, other than one, whose characters survive in a draft.
    fn co_writers(&self, draft: ObjectId, but: PersonId) -> Vec<String>;

    /// The number that the next object of a collection gets.
    fn next_number(&self, collection: &str) -> i64 {
        let numbers = self.objects(collection);
        let highest = numbers.values().filter_map(|object| object.int("number"));
        highest.max().unwrap_or(0) + 1
    }
}

/// A document in which nobody has written yet, or one that is not at hand.
#[derive(Clone, Copy, Debug)]
pub struct NoObjects;

impl Objects for NoObjects {
    fn object(&self, _: &str, _: ObjectId) -> Option<Object> {
        None
    }

    fn objects(&self, _: &str) -> BTreeMap<ObjectId, Object> {
        BTreeMap::new()
    }

    fn proposal(&self, _: ObjectId) -> Option<Proposal> {
        None
    }

    fn co_writers(&self, _: ObjectId, _: PersonId) -> Vec<String> {
        Vec::new()
    }
}

/// A value that the server writes in an object of people's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// The root key.
    pub collection: &'static str,
    /// The object's id.
    pub id: ObjectId,
    /// The field.
    pub field: &'static str,
    /// What it is from now on.
    pub value: Scalar,
}
