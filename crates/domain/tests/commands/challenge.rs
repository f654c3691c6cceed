//! Is the incident manager there?

use crate::ground::*;
use loggist_domain::Code;
use serde_json::json;
use std::time::Duration;

#[test]
fn five_minutes_without_an_answer_let_a_trained_manager_take_command() {
    let mut play = Play::declared();
    let (_, reason) = play.refused(TOM, "take_command", json!({"reason": "Silent."}));
    assert_eq!(
        reason,
        "Priya Nair has been Incident Manager since 02:00 UTC on 23 November 2026. Ask whether the Incident Manager is there; five minutes without an answer let you take command."
    );
    let entry = play
        .give(
            MAEVE,
            "challenge",
            json!({"reason": "No answer on the call."}),
        )
        .unwrap();
    assert_eq!(
        entry.text,
        "Maeve Lindqvist asks whether Priya Nair is there as Incident Manager: No answer on the call."
    );
    let take = json!({"reason": "Silent."});
    for seconds in [0, 29] {
        play.waits = Duration::from_secs(seconds);
        let (_, reason) = play.refused(TOM, "take_command", take.clone());
        assert!(reason.ends_with("The Incident Manager has five minutes to answer."));
    }
    let asked = play.incident.command.challenge.as_mut().unwrap();
    asked.asked_at = loggist_domain::Timestamp::from_millis(now().millis() - 299_999);
    play.waits = Duration::ZERO;
    assert_eq!(
        play.refused(TOM, "take_command", take.clone()).0,
        Code::Invalid
    );
    play.waits = Duration::from_millis(1);
    assert_eq!(
        play.refused(RAVI, "take_command", take.clone()).0,
        Code::RoleRequired
    );
    let entry = play.give(TOM, "take_command", take).unwrap();
    assert_eq!(
        entry.text,
        "Tom Okafor took command, after Priya Nair did not answer for five minutes: Silent."
    );
    assert_eq!(play.incident.command.manager, Some(id(TOM)));
    assert_eq!(play.incident.command.deputy, Some(id(PRIYA)));
}

#[test]
fn an_answer_ends_the_question_and_another_may_be_asked() {
    let mut play = Play::declared();
    assert_eq!(
        play.refused(PRIYA, "answer_challenge", json!({})).1,
        "Nobody asks whether you are there."
    );
    play.give(RAVI, "challenge", json!({"reason": "Silent."}))
        .unwrap();
    let (_, reason) = play.refused(TOM, "challenge", json!({"reason": "Silent."}));
    assert_eq!(
        reason,
        "Ravi Menon asked already, at 02:00 UTC on 23 November 2026."
    );
    let entry = play
        .give(
            PRIYA,
            "answer_challenge",
            json!({"text": " On the other call. "}),
        )
        .unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair is there and in command. On the other call."
    );
    assert_eq!(
        play.incident.command.epoch, 1,
        "command has not changed hands"
    );
    assert!(
        play.give(TOM, "challenge", json!({"reason": "Silent again."}))
            .is_ok()
    );
}

#[test]
fn nobody_is_asked_where_nobody_commands() {
    let mut play = Play::declared();
    assert_eq!(
        play.refused(TOM, "challenge", json!({"reason": "  "})).0,
        Code::Invalid
    );
    play.give(PRIYA, "vacate", json!({"reason": "Ill."}))
        .unwrap();
    let (_, reason) = play.refused(TOM, "challenge", json!({"reason": "Silent."}));
    assert_eq!(
        reason,
        "Nobody is in command, so there is nobody to ask. A trained manager takes command."
    );
}
