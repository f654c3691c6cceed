//! The fields of each collection that this version has rules for.

use super::{
    Field, Type,
    after::{ATTACHMENT, CHECK, DOCUMENT, LESSON},
    outward::{CALL, CHANNEL, CONTACT, MESSAGE},
};

pub(super) const fn needed(name: &'static str, is: Type) -> Field {
    Field {
        name,
        is,
        required: true,
    }
}

pub(super) const fn optional(name: &'static str, is: Type) -> Field {
    Field {
        name,
        is,
        required: false,
    }
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

const DRAFT: &[Field] = &[
    needed("by", Type::Creator),
    needed("begun_at", Type::Time),
    needed("kind", Type::Word(DRAFT_KINDS)),
    needed("text", Type::Text),
    needed("why", Type::Text),
    needed("set_aside", Type::Text),
    optional("said_by", Type::Line),
    optional("happened_at", Type::Time),
    optional("certainty", Type::Word(&["know", "suspect"])),
    optional("corrects", Type::EntryNumber),
    optional("answers", Type::Line),
    optional("about", Type::Line),
];

const FACT: &[Field] = &[
    needed("by", Type::Creator),
    needed("statement", Type::Text),
    needed("standing", Type::Word(&["known", "suspected", "unknown"])),
    optional("source", Type::EntryNumber),
    optional("checked_by", Type::Person),
    optional("check_due", Type::Time),
    optional("waits_on", Type::Line),
    optional("outcome", Type::Word(&["confirmed", "refuted"])),
    optional("moves", Type::Server),
];

const ACTION: &[Field] = &[
    needed("by", Type::Creator),
    needed("title", Type::Line),
    needed("instruction", Type::Text),
    optional("owner", Type::Owner),
    optional("report_by", Type::Time),
    needed(
        "state",
        Type::Word(&[
            "proposed",
            "open",
            "doing",
            "blocked",
            "done",
            "cancelled",
            "to_reassign",
            "moved",
        ]),
    ),
    optional("acknowledged", Type::Flag),
    needed("reports", Type::Reports),
    optional("check", Type::Check),
    optional("from", Type::Reference),
    optional("number", Type::Server),
    optional("opened_at", Type::Server),
    optional("instructed_by", Type::Server),
    optional("acknowledged_at", Type::Server),
    optional("reported", Type::Server),
    optional("overdue_since", Type::Server),
    optional("chased_at", Type::Server),
    optional("moved_to", Type::Server),
    optional("moved_from", Type::Server),
];

const RECOMMENDATION: &[Field] = &[
    needed("by", Type::Creator),
    needed("text", Type::Text),
    optional("deadline", Type::Time),
    needed("replies", Type::Replies),
    optional("number", Type::Server),
    optional("made_at", Type::Server),
    optional("answer", Type::Server),
    optional("reason", Type::Server),
    optional("answered_by", Type::Server),
    optional("answered_at", Type::Server),
];

const SYSTEM: &[Field] = &[
    needed("by", Type::Creator),
    needed("name", Type::Line),
    needed(
        "state",
        Type::Word(&["affected", "contained", "recovering", "recovered"]),
    ),
    optional("fit", Type::Flag),
    optional("monitoring", Type::Line),
    optional("green_light_by", Type::Server),
    optional("green_light_at", Type::Server),
];

/// The fields of a collection's objects; `None` for a collection that this version has no rules for.
pub fn fields(collection: &str) -> Option<&'static [Field]> {
    Some(match collection {
        "drafts" => DRAFT,
        "facts" => FACT,
        "actions" => ACTION,
        "recommendations" => RECOMMENDATION,
        "contacts" => CONTACT,
        "systems" => SYSTEM,
        "messages" => MESSAGE,
        "channels" => CHANNEL,
        "calls" => CALL,
        "lessons" => LESSON,
        "checks" => CHECK,
        "documents" => DOCUMENT,
        "attachments" => ATTACHMENT,
        _ => return None,
    })
}
