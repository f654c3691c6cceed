//! Work on what people write.

use super::{Field, Is, Row, may, needed, row};

const ACTION: Field = needed("action", Is::Action);
const CONTACT_STATE: Is = Is::Word(&[
    "wanted", "asked", "answered", "joined", "advised", "declined",
]);
const PURPOSE: Is = Is::Word(&["join", "advice"]);
const SYSTEM_STATE: Is = Is::Word(&["affected", "contained", "recovering", "recovered"]);

/// Work on what people write. Most of it needs no role of command.
pub const WORK: &[Row] = &[
    row(
        "action",
        "give an action to somebody, or with proposed=yes propose it",
        &[
            needed("title", Is::Text),
            may("owner", Is::Owner),
            may("report_by", Is::Ahead),
            may("instruction", Is::Text),
            may("from", Is::Recommendation),
            may("proposed", Is::YesNo),
        ],
    ),
    row(
        "set_action",
        "change whose it is, by when, its title or its state; state=open opens what was proposed or did not work",
        &[
            ACTION,
            may("owner", Is::Owner),
            may("report_by", Is::Ahead),
            may("title", Is::Text),
            may("state", Is::Word(&["open", "doing"])),
            may("from", Is::Recommendation),
        ],
    ),
    row("acknowledge", "the owner has seen it", &[ACTION]),
    row(
        "report",
        "the owner reports; more_time with report_by",
        &[
            ACTION,
            needed(
                "answer",
                Is::Word(&["done", "more_time", "blocked", "dont_know", "note"]),
            ),
            may("text", Is::Text),
            may("report_by", Is::Ahead),
        ],
    ),
    row(
        "check",
        "somebody else says whether it worked",
        &[
            ACTION,
            needed("verdict", Is::Word(&["success", "failure"])),
            may("text", Is::Text),
        ],
    ),
    row(
        "cancel",
        "it is not to be done",
        &[ACTION, needed("text", Is::Text)],
    ),
    row(
        "recommend",
        "recommend something to the Incident Manager",
        &[needed("text", Is::Text), may("deadline", Is::Ahead)],
    ),
    row(
        "reply",
        "reply to a recommendation",
        &[
            needed("recommendation", Is::Recommendation),
            needed("text", Is::Text),
        ],
    ),
    row(
        "contact",
        "note somebody outside",
        &[
            needed("name", Is::Text),
            may("state", CONTACT_STATE),
            may("organisation", Is::Text),
            may("wanted_as", Is::Text),
            may("purpose", PURPOSE),
            may("asked_for_by", Is::Person),
            may("contacted_by", Is::Person),
            may("answer", Is::Text),
            may("agreed", Is::YesNo),
            may("told_last", Is::Passed),
            may("chased_by", Is::Person),
        ],
    ),
    row(
        "set_contact",
        "change what is noted of a contact",
        &[
            needed("contact", Is::Contact),
            may("name", Is::Text),
            may("state", CONTACT_STATE),
            may("organisation", Is::Text),
            may("wanted_as", Is::Text),
            may("purpose", PURPOSE),
            may("asked_for_by", Is::Person),
            may("contacted_by", Is::Person),
            may("answer", Is::Text),
            may("agreed", Is::YesNo),
            may("told_last", Is::Passed),
            may("chased_by", Is::Person),
        ],
    ),
    row(
        "system",
        "note a system",
        &[
            needed("name", Is::Text),
            may("state", SYSTEM_STATE),
            may("fit", Is::YesNo),
            may("monitoring", Is::Text),
        ],
    ),
    row(
        "set_system",
        "change what is noted of a system",
        &[
            needed("system", Is::System),
            may("name", Is::Text),
            may("state", SYSTEM_STATE),
            may("fit", Is::YesNo),
            may("monitoring", Is::Text),
        ],
    ),
];
