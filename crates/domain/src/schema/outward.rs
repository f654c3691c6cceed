//! The fields of what reaches outside the room: messages, contacts, communication lines, calls.

use super::{
    Field, Type,
    collections::{needed, optional},
};

/// A message, a holding line or a briefing (COM-01 to COM-07, LIA-05).
pub const MESSAGE: &[Field] = &[
    needed("by", Type::Creator),
    needed("kind", Type::Word(&["update", "holding_line", "briefing"])),
    needed(
        "audience",
        Type::Word(&["internal", "external", "third_party"]),
    ),
    needed("to", Type::Line),
    optional("channel", Type::Line),
    optional("contact_point", Type::Line),
    optional("owner", Type::Person),
    optional("sender", Type::Owner),
    optional("due", Type::Time),
    needed("text", Type::Text),
    needed(
        "state",
        Type::Word(&["standby", "drafting", "awaiting_agreement"]),
    ),
    optional("staff_affected", Type::Flag),
    optional("action", Type::Reference),
    needed("replies", Type::Replies),
    optional("number", Type::Server),
    optional("agreed_by", Type::Server),
    optional("agreed_at", Type::Server),
    optional("sent_by", Type::Server),
    optional("sent_at", Type::Server),
];

/// A person, a team or a supplier to be brought in or asked for advice (LIA-01 to LIA-03).
pub const CONTACT: &[Field] = &[
    needed("by", Type::Creator),
    needed("name", Type::Line),
    optional("organisation", Type::Line),
    optional("reach", Type::Line),
    optional("wanted_as", Type::Line),
    optional("purpose", Type::Word(&["join", "advice"])),
    optional("asked_for_by", Type::Person),
    optional("contacted_by", Type::Person),
    optional("answer", Type::Line),
    needed(
        "state",
        Type::Word(&[
            "wanted", "asked", "answered", "joined", "advised", "declined",
        ]),
    ),
    optional("agreed", Type::Flag),
    optional("told_last", Type::Time),
    optional("chased_by", Type::Person),
    optional("asked_at", Type::Server),
    optional("answered_at", Type::Server),
    optional("joined_at", Type::Server),
];

/// A communication line, and who is in it since when (SEC-06).
pub const CHANNEL: &[Field] = &[
    needed("by", Type::Creator),
    needed("name", Type::Line),
    needed(
        "kind",
        Type::Word(&["chat", "call", "email", "radio", "other"]),
    ),
    optional("place", Type::Line),
    optional("private", Type::Flag),
    optional("trusted", Type::Flag),
    optional("closed", Type::Flag),
    needed("moves", Type::Moves),
];

/// A call, planned, held or over (SEC-08, IM-05, IM-06).
pub const CALL: &[Field] = &[
    needed("by", Type::Creator),
    needed("starts_at", Type::Time),
    optional("interval", Type::Minutes),
    optional("place", Type::Line),
    needed("agenda", Type::Text),
    needed("attendance", Type::Moves),
    optional("ended_at", Type::Time),
    optional("next_at", Type::Time),
    optional("number", Type::Server),
    optional("opened_at", Type::Server),
    optional("opened_by", Type::Server),
];
