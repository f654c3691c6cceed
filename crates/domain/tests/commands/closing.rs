//! Standing down, closing, opening again.

use crate::ground::*;
use loggist_domain::{Code, Phase};
use serde_json::json;

#[test]
fn standing_down_ends_hot_and_names_what_is_not_finished() {
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
    let entry = play
        .give(PRIYA, "stand_down", json!({"reason": "Contained."}))
        .unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair stood the incident down: it is warm now. Reason: Contained. 3 actions not done. 1 action done and not checked."
    );
    assert_eq!(entry.flags, ["open_actions", "unchecked_actions"]);
    assert_eq!(play.incident.header.phase, Phase::Warm);
    assert_eq!(
        play.refused(PRIYA, "stand_down", json!({"reason": "Again."}))
            .1,
        "The incident is not hot, so there is nothing to stand down."
    );
}

#[test]
fn an_incident_is_closed_after_its_review_and_opened_again_by_the_manager() {
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
