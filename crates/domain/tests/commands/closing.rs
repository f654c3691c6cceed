//! Standing down, closing, opening again.

use crate::ground::*;
use loggist_domain::{
    Code, Object, ObjectId, Phase,
    duty::{DOCUMENTS, Ending, KEYS, unfinished},
    schema,
};
use serde::Deserialize;
use serde_json::json;
use std::{collections::BTreeMap, fs};

#[test]
fn standing_down_ends_hot_and_names_what_is_not_finished_rec_10() {
    let mut play = Play::declared();
    assert_eq!(
        play.refused(PRIYA, "stand_down", json!({"reason": " "})).1,
        "Say why the hot phase is over."
    );
    for (n, state) in [
        (21, "open"),
        (22, "blocked"),
        (23, "to_reassign"),
        (24, "done"),
    ] {
        play.action(n, RAVI, state);
    }
    play.action(25, RAVI, "cancelled");
    play.action(26, RAVI, "proposed");
    for duty in ["contained", "watched"] {
        let n = if duty == "watched" { 31 } else { 32 };
        play.put(
            "checks",
            n,
            &[("duty", word(duty)), ("state", word("done"))],
        );
    }
    let left = json!({"open_actions": "Handed to operations.", "unsent_messages": "None is left."});
    let entry = play
        .give(
            PRIYA,
            "stand_down",
            json!({"reason": "Contained.", "left": left}),
        )
        .unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair stood the incident down: it is warm now. Reason: Contained. Left: 3 actions not done. Reason: Handed to operations. Left without a reason: 1 action done and not checked; word to everyone who was told of the incident."
    );
    assert_eq!(
        entry.flags,
        ["open_actions", "unchecked_actions", "stakeholders_told"]
    );
    assert_eq!(play.incident.header.phase, Phase::Warm);
    assert_eq!(
        play.refused(PRIYA, "stand_down", json!({"reason": "Again."}))
            .1,
        "The incident is not hot, so there is nothing to stand down."
    );
}

#[test]
fn an_incident_is_closed_after_its_review_and_opened_again_by_the_manager_im_14_rev_13() {
    let mut play = Play::declared();
    let close = || json!({"reason": "Lessons are in."});
    for phase in [Phase::Hot, Phase::Warm] {
        play.incident.header.phase = phase;
        assert_eq!(play.refused(PRIYA, "close", close()).0, Code::Invalid);
        let reopen = json!({"phase": "hot", "reason": "Again."});
        assert_eq!(
            play.refused(PRIYA, "reopen", reopen).1,
            "The incident is not closed."
        );
    }
    play.incident.header.phase = Phase::Cold;
    assert_eq!(
        play.refused(PRIYA, "close", json!({"reason": ""})).1,
        "Say what was concluded."
    );
    for (n, duty) in (31..).zip(KEYS) {
        play.put(
            "checks",
            n,
            &[("duty", word(duty)), ("state", word("done"))],
        );
    }
    for (n, name) in (51..).zip(DOCUMENTS) {
        play.put(
            "documents",
            n,
            &[("name", word(name)), ("state", word("captured"))],
        );
    }
    let entry = play.give(PRIYA, "close", close()).unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair closed the incident. Reason: Lessons are in."
    );
    assert!(entry.flags.is_empty());
    assert_eq!(play.incident.header.closed_at, Some(now()));
    assert_eq!(
        play.refused(PRIYA, "vacate", json!({"reason": "Over."})),
        (Code::Closed, "The incident is closed.".into())
    );
    for phase in ["pre_incident", "closed"] {
        let reopen = json!({"phase": phase, "reason": "Again."});
        assert_eq!(play.refused(PRIYA, "reopen", reopen).0, Code::Invalid);
    }
    assert_eq!(
        play.refused(PRIYA, "reopen", json!({"phase": "warm", "reason": "\n"}))
            .1,
        "Say why it is opened again."
    );
    let reopen = json!({"phase": "warm", "reason": "It came back."});
    let entry = play.give(PRIYA, "reopen", reopen).unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair opened the incident again: it is warm now. Reason: It came back."
    );
    let header = &play.incident.header;
    assert_eq!((header.phase, header.closed_at), (Phase::Warm, None));
}

#[test]
fn what_is_unfinished_at_the_end_is_named_with_its_reason_and_closing_is_not_refused_im_15() {
    let mut play = Play::declared();
    play.incident.header.phase = Phase::Cold;
    let agreed = || ("state", word("agreed"));
    let owned = [
        agreed(),
        ("step", word("Train the duty clerk")),
        ("owner", word(&id(PRIYA).to_string())),
        ("due", word("2026-12-23T03:00:00.000Z")),
    ];
    play.put(
        "lessons",
        41,
        &[agreed(), ("step", word("Two pairs of eyes"))],
    );
    play.put("lessons", 42, &[("state", word("noted"))]);
    play.put(
        "lessons",
        43,
        &[("state", word("dropped")), ("step", word("Nothing"))],
    );
    play.put("lessons", 44, &owned);
    play.put(
        "documents",
        45,
        &[("name", word("Chat")), ("state", word("missing"))],
    );
    play.put("messages", 46, &[("to", word("Chambers"))]);
    play.put(
        "calls",
        47,
        &[("opened_at", word("2026-11-23T01:00:00.000Z"))],
    );
    play.put("recommendations", 48, &[("answer", word("question"))]);
    let left = json!({
        "unowned_steps": "Its owner is named in the review.",
        "missing_documents": "The supplier sends it.",
        "review_held": "It is on Monday.",
    });
    let entry = play
        .give(PRIYA, "close", json!({"reason": "Over.", "left": left}))
        .unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair closed the incident. Reason: Over. \
         Left: 1 preventive step without an owner or a date. Reason: Its owner is named in the review. \
         Left: 6 documents missing. Reason: The supplier sends it. \
         Left: post-incident review. Reason: It is on Monday. \
         Left without a reason: 1 recommendation not answered; 1 message not sent; 1 call not ended; \
         statement of what is contained, by whom, on what evidence; word to everyone who was told of the incident; \
         watch for it to come back; lessons and preventive steps; documentation captured and recorded; \
         thanks to everyone who took part."
    );
    assert_eq!(entry.flags.len(), 12);
    assert_eq!(play.incident.header.phase, Phase::Closed);
}

#[test]
fn what_is_unfinished_is_what_the_recorded_cases_say_im_15_sec_11() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases/unfinished");
    let mut cases = 0;
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let case: Case = serde_json::from_str(&text).unwrap();
        let mut document = Document::default();
        for (collection, objects) in &case.objects {
            let collection = named(collection);
            for (n, fields) in (1..).zip(objects) {
                let fields = fields
                    .iter()
                    .map(|(name, value)| (name.clone(), word(value)));
                let object = Object(fields.collect());
                let id = ObjectId::from_bytes([n; 16]);
                document.others.insert((collection, id), object);
            }
        }
        for (before, expected) in [
            (Ending::StandDown, &case.stand_down),
            (Ending::Close, &case.close),
        ] {
            let found = unfinished(before, &document);
            let found = found.into_iter().map(|it| (it.key.to_owned(), it.words));
            assert_eq!(&found.collect::<Vec<_>>(), expected, "{}", case.name);
        }
        cases += 1;
    }
    assert_eq!(cases, 3);
}

/// A case of `tests/cases/unfinished`.
#[derive(Deserialize)]
struct Case {
    name: String,
    objects: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    stand_down: Vec<(String, String)>,
    close: Vec<(String, String)>,
}

fn named(collection: &str) -> &'static str {
    let mut all = schema::COLLECTIONS.into_iter();
    all.find(|name| *name == collection).unwrap()
}
