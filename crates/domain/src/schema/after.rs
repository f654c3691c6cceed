//! The fields of what outlives the incident: lessons, the duties at its end, its documents.

use super::{
    Field, Type,
    collections::{needed, optional},
};
use crate::duty;

/// A lesson and the preventive step that follows from it (IM-16).
pub const LESSON: &[Field] = &[
    needed("by", Type::Creator),
    needed("text", Type::Text),
    needed("side", Type::Word(&["went_well", "even_better_if"])),
    optional("aspect", Type::Word(&["people", "process", "technology"])),
    optional("step", Type::Line),
    optional("owner", Type::Owner),
    optional("due", Type::Time),
    needed(
        "state",
        Type::Word(&["noted", "agreed", "doing", "done", "dropped"]),
    ),
    optional("outcome", Type::Line),
    optional("number", Type::Server),
];

/// A duty at the end of an incident: done, or left with a reason (IM-15).
pub const CHECK: &[Field] = &[
    needed("by", Type::Creator),
    needed("duty", Type::Word(duty::KEYS)),
    needed("state", Type::Word(&["done", "skipped"])),
    optional("reason", Type::Line),
];

/// A line of the documentation register: what is captured, where, and what is missing (SEC-11).
pub const DOCUMENT: &[Field] = &[
    needed("by", Type::Creator),
    needed("name", Type::Line),
    needed("state", Type::Word(&["missing", "captured"])),
    optional("place", Type::Line),
    optional("owner", Type::Person),
    optional("attachment", Type::Reference),
];

/// What lies outside the document, by the hash of its content.
pub const ATTACHMENT: &[Field] = &[
    needed("by", Type::Creator),
    needed("name", Type::Line),
    needed("media_type", Type::Line),
    needed("size", Type::Bytes),
    needed("sha256", Type::Sha256),
    optional("withheld", Type::Flag),
];
