//! Work on messages, communication lines, calls, lessons, duties and documents: each is made by the row of its name and
//! changed by `set_` and its name.

use super::{Field, Is, Row, may, needed, row};

const KIND: Is = Is::Word(&["update", "holding_line", "briefing"]);
const AUDIENCE: Is = Is::Word(&["internal", "external", "third_party"]);
const MESSAGE_STATE: Is = Is::Word(&["standby", "drafting", "awaiting_agreement"]);
const LINE: Is = Is::Word(&["chat", "call", "email", "radio", "other"]);
const SIDE: Is = Is::Word(&["went_well", "even_better_if"]);
const ASPECT: Is = Is::Word(&["people", "process", "technology"]);
const LESSON_STATE: Is = Is::Word(&["noted", "agreed", "doing", "done", "dropped"]);
const DUTY: Is = Is::Word(loggist_domain::duty::KEYS);
const DUTY_STATE: Is = Is::Word(&["done", "skipped"]);
const DOCUMENT_STATE: Is = Is::Word(&["missing", "captured"]);

const TEXT: Field = may("text", Is::Text);
const PLACE: Field = may("place", Is::Text);
const CHANNEL: Field = may("channel", Is::Text);
const CONTACT_POINT: Field = may("contact_point", Is::Text);
const SENDER: Field = may("sender", Is::Owner);
const DUE: Field = may("due", Is::Ahead);
const STAFF: Field = may("staff_affected", Is::YesNo);
const FOR_ACTION: Field = may("action", Is::Action);
const WHO: Field = needed("who", Is::Owner);
const OUT: Field = may("out", Is::YesNo);

/// Rows of what reaches outside, and of what comes after.
pub const MORE: &[Row] = &[
    row(
        "message",
        "begin an update, a holding line or a briefing",
        &[
            needed("to", Is::Text),
            TEXT,
            may("kind", KIND),
            may("audience", AUDIENCE),
            may("state", MESSAGE_STATE),
            CHANNEL,
            CONTACT_POINT,
            may("owner", Is::Person),
            SENDER,
            DUE,
            STAFF,
            FOR_ACTION,
        ],
    ),
    row(
        "set_message",
        "change a message; its words until they are agreed, the rest until it is sent",
        &[
            needed("message", Is::Message),
            may("to", Is::Text),
            TEXT,
            may("kind", KIND),
            may("audience", AUDIENCE),
            may("state", MESSAGE_STATE),
            CHANNEL,
            CONTACT_POINT,
            may("owner", Is::Person),
            SENDER,
            DUE,
            STAFF,
            FOR_ACTION,
        ],
    ),
    row(
        "line",
        "note a communication line, such as the private channel of the team",
        &[
            needed("name", Is::Text),
            may("kind", LINE),
            PLACE,
            may("private", Is::YesNo),
            may("trusted", Is::YesNo),
        ],
    ),
    row(
        "set_line",
        "change what is noted of a communication line",
        &[
            needed("line", Is::Channel),
            may("name", Is::Text),
            may("kind", LINE),
            PLACE,
            may("private", Is::YesNo),
            may("trusted", Is::YesNo),
            may("closed", Is::YesNo),
        ],
    ),
    row(
        "join_line",
        "somebody is in a communication line, or with out=yes no longer",
        &[needed("line", Is::Channel), WHO, OUT],
    ),
    row(
        "call",
        "plan a call",
        &[
            needed("starts_at", Is::Ahead),
            may("interval", Is::Number),
            PLACE,
            may("agenda", Is::Text),
        ],
    ),
    row(
        "set_call",
        "change a call, or end it: ended_at, and next_at for when the next one is",
        &[
            needed("call", Is::Call),
            may("starts_at", Is::Ahead),
            may("interval", Is::Number),
            PLACE,
            may("agenda", Is::Text),
            may("ended_at", Is::Passed),
            may("next_at", Is::Ahead),
        ],
    ),
    row(
        "join_call",
        "somebody is on a call, or with out=yes no longer",
        &[needed("call", Is::Call), WHO, OUT],
    ),
    row(
        "lesson",
        "note a lesson, perhaps with its preventive step",
        &[
            needed("text", Is::Text),
            needed("side", SIDE),
            may("aspect", ASPECT),
            may("step", Is::Text),
            may("owner", Is::Owner),
            DUE,
            may("state", LESSON_STATE),
        ],
    ),
    row(
        "set_lesson",
        "change a lesson or how its step stands",
        &[
            needed("lesson", Is::Lesson),
            TEXT,
            may("side", SIDE),
            may("aspect", ASPECT),
            may("step", Is::Text),
            may("owner", Is::Owner),
            DUE,
            may("state", LESSON_STATE),
            may("outcome", Is::Text),
        ],
    ),
    row(
        "duty",
        "a duty at the end is done, or left with a reason",
        &[
            needed("duty", DUTY),
            may("state", DUTY_STATE),
            may("reason", Is::Text),
        ],
    ),
    row(
        "document",
        "note a document that is to be captured, or where it is",
        &[
            needed("name", Is::Text),
            may("state", DOCUMENT_STATE),
            PLACE,
            may("attachment", Is::Attachment),
            may("owner", Is::Person),
        ],
    ),
    row(
        "set_document",
        "change what is noted of a document",
        &[
            needed("document", Is::Document),
            may("name", Is::Text),
            may("state", DOCUMENT_STATE),
            PLACE,
            may("attachment", Is::Attachment),
            may("owner", Is::Person),
        ],
    ),
    row(
        "set_attachment",
        "what an attachment is called; what is withheld is given to nobody",
        &[
            needed("attachment", Is::Attachment),
            may("name", Is::Text),
            may("withheld", Is::YesNo),
        ],
    ),
];
