//! Sealing: who, what, and exactly as it was seen.

use crate::ground::*;
use loggist_domain::{Code, Entry, Object, Role, Scalar, Value, seal_hash};
use serde_json::json;
use std::time::Duration;

#[test]
fn entries_carry_author_times_and_number() {
    let mut play = Play::declared();
    play.waits = Duration::from_secs(121);
    let mut fields = say("observation");
    fields["said_by"] = json!("Gateway team");
    fields["certainty"] = json!("suspect");
    fields["happened_at"] = json!("2026-11-22T21:46:00Z");
    let entry = play.give(RAVI, "append_entry", fields).unwrap();
    assert!(entry.late);
    assert_eq!(entry.by.role, Some(Role::Sme));
    assert_eq!(entry.by.organisation, "Ministry");
    assert_eq!(entry.received_at, now().plus(Duration::from_secs(121)));
    assert_eq!(entry.key().len(), 6);
    let read: Entry = serde_json::from_str(&entry.to_canonical()).unwrap();
    assert_eq!(read, entry);
    assert_eq!(
        entry.parts()[&format!("entry.{}.said_by", entry.key())],
        b"\"Gateway team\""
    );
}

#[test]
fn who_may_seal_what() {
    let mut play = Play::declared();
    for kind in ["observation", "action", "comms", "before_command"] {
        for by in [PRIYA, TOM, MAEVE, RAVI] {
            assert!(
                play.give(by, "append_entry", say(kind)).is_ok(),
                "{kind} by {by}"
            );
        }
    }
    for by in [TOM, MAEVE, RAVI] {
        assert_eq!(
            play.refused(by, "append_entry", say("decision")).0,
            Code::RoleRequired
        );
    }
    assert!(play.give(PRIYA, "append_entry", say("decision")).is_ok());
    for kind in ["command", "handover", "system"] {
        assert_eq!(
            play.refused(PRIYA, "append_entry", say(kind)).0,
            Code::ServerOwned
        );
    }
    play.give(PRIYA, "set_roles", json!({"person": id(RAVI), "roles": []}))
        .unwrap();
    assert_eq!(
        play.refused(RAVI, "append_entry", say("observation")).0,
        Code::RoleRequired
    );
}

#[test]
fn a_correction_names_an_entry_that_is_there_and_blank_text_is_no_entry() {
    let mut play = Play::declared();
    assert_eq!(
        play.refused(RAVI, "append_entry", say("correction")).0,
        Code::Invalid
    );
    for number in [0, 999] {
        let mut fields = say("correction");
        fields["corrects"] = json!(number);
        assert_eq!(play.refused(RAVI, "append_entry", fields).0, Code::Invalid);
    }
    let mut fields = say("observation");
    fields["corrects"] = json!(1);
    assert_eq!(play.refused(RAVI, "append_entry", fields).0, Code::Invalid);
    let mut fields = say("correction");
    fields["corrects"] = json!(1);
    assert_eq!(
        play.give(RAVI, "append_entry", fields).unwrap().corrects,
        Some(1)
    );
    assert_eq!(
        play.refused(
            RAVI,
            "append_entry",
            json!({"kind": "observation", "text": " \n"})
        )
        .0,
        Code::Invalid
    );
}

#[test]
fn before_the_declaration_the_opener_writes_what_happened_before_command() {
    let mut play = Play::opened_by(RAVI);
    assert!(
        play.give(RAVI, "append_entry", say("before_command"))
            .is_ok()
    );
    assert_eq!(
        play.refused(RAVI, "append_entry", say("observation")).0,
        Code::RoleRequired
    );
    assert_eq!(
        play.refused(TOM, "append_entry", say("before_command")).0,
        Code::NotMember
    );
    play.give(
        PRIYA,
        "declare",
        json!({"severity": 1, "category": "other"}),
    )
    .unwrap();
    assert_eq!(
        play.refused(RAVI, "append_entry", say("before_command")).0,
        Code::RoleRequired
    );
}

fn draft(by: u8, kind: &str, text: &str) -> Object {
    let scalar = |text: &str| Value::Scalar(Scalar::Str(text.into()));
    Object(
        [
            ("by", scalar(&id(by).to_string())),
            ("begun_at", scalar("2026-11-23T01:59:00.000Z")),
            ("kind", scalar(kind)),
            ("text", Value::Text(text.into())),
            ("why", Value::Text(String::new())),
            ("set_aside", Value::Text(String::new())),
        ]
        .map(|(key, value)| (key.to_owned(), value))
        .into(),
    )
}

#[test]
fn a_draft_is_sealed_as_it_was_seen_or_not_at_all() {
    let mut play = Play::declared();
    let seal = |draft: &Object| json!({"draft": "0193a1b2-0000-7000-8000-00000000abcd", "hash": seal_hash(draft)});
    let ravis = draft(RAVI, "observation", "Gateway trace complete.");
    assert_eq!(play.refused(RAVI, "seal_draft", seal(&ravis)).0, Code::Gone);
    play.objects.draft = Some(ravis.clone());
    assert_eq!(
        play.refused(TOM, "seal_draft", seal(&ravis)).0,
        Code::RoleRequired
    );
    let other = draft(RAVI, "observation", "Gateway trace complete!");
    assert_eq!(
        play.refused(RAVI, "seal_draft", seal(&other)).0,
        Code::ChangedWhileSealing
    );
    let entry = play.give(RAVI, "seal_draft", seal(&ravis)).unwrap();
    assert_eq!(entry.text, "Gateway trace complete.");
    assert_eq!(entry.with, ["Tom Okafor"]);
    assert_eq!(
        entry.begun_at,
        Some("2026-11-23T01:59:00Z".parse().unwrap())
    );
    assert!(
        play.give(MAEVE, "seal_draft", seal(&ravis)).is_ok(),
        "the secretariat seals any"
    );

    let decision = draft(MAEVE, "decision", "Recall the message.");
    play.objects.draft = Some(decision.clone());
    assert_eq!(
        play.refused(MAEVE, "seal_draft", seal(&decision)).0,
        Code::RoleRequired
    );
    play.waits = Duration::from_secs(31);
    assert_eq!(
        play.refused(PRIYA, "seal_draft", seal(&decision)),
        (
            Code::Expired,
            "A decision never waits: it is not in force. Seal it again while you are connected."
                .into()
        )
    );
    play.waits = Duration::ZERO;
    assert_eq!(
        play.give(PRIYA, "seal_draft", seal(&decision))
            .unwrap()
            .by
            .name,
        "Priya Nair"
    );

    let blank = draft(RAVI, "observation", "  ");
    play.objects.draft = Some(blank.clone());
    assert_eq!(
        play.refused(RAVI, "seal_draft", seal(&blank)).0,
        Code::Invalid
    );
}
