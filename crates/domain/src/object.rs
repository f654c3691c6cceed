//! An object that people write, as plain values.

use crate::{PersonId, Timestamp};
use std::collections::BTreeMap;

/// A value that is set as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// A field of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Set as a whole.
    Scalar(Scalar),
    /// Edited by splices.
    Text(String),
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

    /// A time field, when present and well formed.
    pub fn time(&self, field: &str) -> Option<Timestamp> {
        self.str(field)?.parse().ok()
    }

    /// The creator.
    pub fn by(&self) -> Option<PersonId> {
        self.str("by")?.parse().ok()
    }
}
