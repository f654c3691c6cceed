//! Messages, contacts, communication lines and calls.

use crate::policy::{Act, Row, Who};

const OUTWARD: &[Who] = &[Who::CommsLead, Who::Liaison, Who::CommandRoles];
const MEMBERS: &[Who] = &[Who::Members];
const WRITES: &str = "The Communications Lead, a Liaison or a command role writes to people outside the room. Tell one of them.";
const CONTACTS_ONLY: &str = "The Communications Lead, a Liaison or a command role keeps the list of contacts. Tell one of them.";
const LINES: &str = "The Communications Lead, a Liaison or a command role keeps the communication lines. Tell one of them.";
const PLANS: &str =
    "The Communications Lead, a Liaison or a command role plans the calls. Tell one of them.";
const READS: &str =
    "Observers read this; they do not add to it. Ask the Incident Manager for a role.";

pub const MESSAGES: &[Row] = &[
    Row::new("messages", Act::Create, &[], OUTWARD, WRITES).holds("complete in one change"),
    Row::new("messages", Act::Splice, &["text"], OUTWARD, WRITES).holds("until agreed or sent"),
    Row::new(
        "messages",
        Act::Set,
        &["kind", "audience", "to"],
        OUTWARD,
        WRITES,
    )
    .holds("until agreed or sent"),
    Row::new(
        "messages",
        Act::Set,
        &[
            "channel",
            "contact_point",
            "owner",
            "sender",
            "due",
            "staff_affected",
            "action",
        ],
        OUTWARD,
        WRITES,
    )
    .holds("until sent"),
    Row::new("messages", Act::Set, &["state"], OUTWARD, WRITES)
        .holds("until sent; back to drafting ends the agreement"),
    Row::new("messages", Act::Add, &["replies"], MEMBERS, READS).holds("signed"),
];

pub const CONTACTS: &[Row] = &[
    Row::new("contacts", Act::Create, &[], OUTWARD, CONTACTS_ONLY)
        .holds("complete in one change; agreed: manager or deputy"),
    Row::new(
        "contacts",
        Act::Set,
        &[
            "name",
            "organisation",
            "reach",
            "wanted_as",
            "purpose",
            "asked_for_by",
            "contacted_by",
            "answer",
            "state",
            "told_last",
            "chased_by",
        ],
        OUTWARD,
        CONTACTS_ONLY,
    ),
    Row::new(
        "contacts",
        Act::Set,
        &["agreed"],
        &[Who::Manager, Who::Deputy],
        "The Incident Manager agrees to who is brought in, or the Deputy for them.",
    ),
];

pub const CHANNELS: &[Row] = &[
    Row::new("channels", Act::Create, &[], OUTWARD, LINES).holds("complete in one change"),
    Row::new(
        "channels",
        Act::Set,
        &["name", "kind", "place", "private", "trusted", "closed"],
        OUTWARD,
        LINES,
    ),
    Row::new("channels", Act::Add, &["moves"], MEMBERS, READS)
        .holds("signed; of somebody else: communications lead, liaison or command roles"),
];

pub const CALLS: &[Row] = &[
    Row::new("calls", Act::Create, &[], OUTWARD, PLANS).holds("complete in one change"),
    Row::new(
        "calls",
        Act::Set,
        &["starts_at", "interval", "place"],
        OUTWARD,
        PLANS,
    )
    .holds("until ended"),
    Row::new("calls", Act::Splice, &["agenda"], OUTWARD, PLANS).holds("until ended"),
    Row::new("calls", Act::Set, &["ended_at", "next_at"], OUTWARD, PLANS)
        .holds("once opened; the next call after the end"),
    Row::new("calls", Act::Add, &["attendance"], MEMBERS, READS)
        .holds("signed; of somebody else: communications lead, liaison or command roles"),
];
