//! Proposals, concerns, suggestions; what becomes of them; and what somebody hands in who has left.

use crate::ground::*;
use loggist_domain::{Code, Kind, Level, ProposalKind, ProposalState};
use serde_json::json;
use std::time::Duration;

#[test]
fn adopted_words_are_sealed_with_who_wrote_them() {
    let mut play = Play::declared();
    let fields = json!({"text": " Lists went out at 21:40. ", "kind": "comms", "why": "Refused: observers read.", "written_at": "2026-11-23T01:50:00Z", "about": "actions/9"});
    let entry = play.give(RAVI, "propose", fields).unwrap();
    assert_eq!(entry.text, "Ravi Menon proposes: Lists went out at 21:40.");
    let made = play.proposal().clone();
    assert_eq!(
        (made.kind, made.state),
        (ProposalKind::Change, ProposalState::Open)
    );
    assert_eq!(
        (made.by, made.name.as_str(), made.surrendered),
        (id(RAVI), "Ravi Menon", false)
    );
    assert_eq!(made.why.as_deref(), Some("Refused: observers read."));

    let adopt = json!({"proposal": made.id});
    let entry = play.give(MAEVE, "adopt_proposal", adopt.clone()).unwrap();
    assert_eq!(entry.kind, Kind::Comms);
    assert_eq!(entry.text, "Lists went out at 21:40.");
    assert_eq!(entry.by.name, "Maeve Lindqvist");
    assert_eq!(
        (entry.with, entry.said_by.as_deref()),
        (vec!["Ravi Menon".into()], Some("Ravi Menon"))
    );
    assert_eq!(
        entry.begun_at,
        Some("2026-11-23T01:50:00Z".parse().unwrap())
    );
    assert_eq!(entry.flags, ["adopted"]);
    assert_eq!(entry.refs["proposal"], made.id);
    let settled = &play.objects.proposals[&made.id];
    assert_eq!(settled.state, ProposalState::Adopted);
    assert_eq!(
        (settled.settled_by, settled.settled_at),
        (Some(id(MAEVE)), Some(now()))
    );
}

#[test]
fn nothing_is_settled_twice() {
    for (first, second) in [
        ("adopt", "adopt"),
        ("adopt", "decline"),
        ("decline", "adopt"),
        ("decline", "decline"),
    ] {
        let mut play = Play::declared();
        play.give(RAVI, "propose", json!({"text": "Recall it."}))
            .unwrap();
        let made = play.proposed();
        let settle = |how: &str| match how {
            "adopt" => ("adopt_proposal", json!({"proposal": made})),
            _ => (
                "decline_proposal",
                json!({"proposal": made, "reason": "Known."}),
            ),
        };
        let (name, fields) = settle(first);
        play.give(TOM, name, fields).unwrap();
        let state = play.state(made);
        let (name, fields) = settle(second);
        assert_eq!(
            play.refused(PRIYA, name, fields),
            (
                Code::Invalid,
                "Tom Okafor has answered this already.".into()
            )
        );
        for name in ["confirm_spoken", "revoke_spoken"] {
            assert_eq!(
                play.refused(PRIYA, name, json!({"proposal": made})).0,
                Code::Invalid
            );
        }
        assert_eq!(play.state(made), state);
    }
}

/// Two people may choose one id for what they send: the second must not write over the proposal of the first.
#[test]
fn no_proposal_takes_the_place_of_another_settled_or_not() {
    for settle in [false, true] {
        let mut play = Play::declared();
        play.give(RAVI, "raise_concern", json!({"text": "Backups are old."}))
            .unwrap();
        let made = play.proposed();
        if settle {
            play.give(TOM, "adopt_proposal", json!({"proposal": made}))
                .unwrap();
        }
        let before = play.objects.proposals.clone();
        let acts = [
            (RAVI, "propose", json!({"text": "Other."})),
            (RAVI, "raise_concern", json!({"text": "Other."})),
            (
                TOM,
                "suggest_escalation",
                json!({"level": "silver", "because": "severity", "reason": "Other."}),
            ),
            (
                TOM,
                "set_severity",
                json!({"severity": 3, "spoken_by": id(PRIYA)}),
            ),
        ];
        for (by, name, fields) in acts {
            play.again(made);
            assert_eq!(play.refused(by, name, fields).0, Code::Malformed, "{name}");
            assert_eq!(play.objects.proposals, before);
        }
        play.again(made);
        assert!(
            play.give(PRIYA, "set_severity", json!({"severity": 3}))
                .is_ok(),
            "what makes no proposal may"
        );
    }
}

#[test]
fn a_refused_proposal_has_a_reason_for_its_author() {
    let mut play = Play::declared();
    play.give(RAVI, "raise_concern", json!({"text": "Backups are old."}))
        .unwrap();
    let made = play.proposed();
    assert_eq!(play.proposal().kind, ProposalKind::Concern);
    let decline = |reason: &str| json!({"proposal": made, "reason": reason});
    assert_eq!(
        play.refused(TOM, "decline_proposal", decline("\n")).1,
        "Say why, for whoever proposed it."
    );
    let entry = play
        .give(TOM, "decline_proposal", decline("Made at midnight."))
        .unwrap();
    assert_eq!(
        entry.text,
        "Tom Okafor declined the concern of Ravi Menon: Backups are old.\nReason: Made at midnight."
    );
    let settled = &play.objects.proposals[&made];
    assert_eq!(settled.answer.as_deref(), Some("Made at midnight."));
    assert_eq!(
        play.refused(
            TOM,
            "decline_proposal",
            json!({"proposal": thing(99), "reason": "x"})
        )
        .0,
        Code::Gone
    );
}

#[test]
fn an_adopted_correction_names_its_entry_and_a_decision_is_still_the_managers() {
    let mut play = Play::declared();
    for (fields, expected) in [
        (json!({"text": "x", "kind": "correction"}), Code::Invalid),
        (
            json!({"text": "x", "kind": "correction", "corrects": 99}),
            Code::Invalid,
        ),
        (
            json!({"text": "x", "kind": "correction", "corrects": 0}),
            Code::Invalid,
        ),
        (
            json!({"text": "x", "kind": "observation", "corrects": 1}),
            Code::Invalid,
        ),
        (json!({"text": "x", "corrects": 1}), Code::Invalid),
        (json!({"text": "x", "kind": "handover"}), Code::ServerOwned),
        (json!({"text": " "}), Code::Invalid),
        (json!({"text": "x".repeat(4_001)}), Code::TooLarge),
    ] {
        assert_eq!(play.refused(RAVI, "propose", fields).0, expected);
    }
    let fields = json!({"text": "At 21:41.", "kind": "correction", "corrects": 2});
    play.give(RAVI, "propose", fields).unwrap();
    let made = json!({"proposal": play.proposed()});
    let entry = play.give(TOM, "adopt_proposal", made).unwrap();
    assert_eq!((entry.kind, entry.corrects), (Kind::Correction, Some(2)));

    play.give(
        RAVI,
        "propose",
        json!({"text": "Recall it.", "kind": "decision"}),
    )
    .unwrap();
    let made = json!({"proposal": play.proposed()});
    assert_eq!(
        play.refused(TOM, "adopt_proposal", made.clone()).0,
        Code::RoleRequired
    );
    assert_eq!(
        play.give(PRIYA, "adopt_proposal", made).unwrap().kind,
        Kind::Decision
    );
}

#[test]
fn the_manager_takes_a_suggestion_up_however_long_its_words() {
    let mut play = Play::declared();
    let reason = "x".repeat(4_000);
    let fields = json!({"level": "silver", "because": "severity", "reason": reason});
    let entry = play.give(TOM, "suggest_escalation", fields).unwrap();
    assert!(
        entry
            .text
            .starts_with("Tom Okafor suggests silver because of severity: xxx")
    );
    let made = play.proposed();
    play.epoch = Some(0);
    assert_eq!(
        play.refused(PRIYA, "adopt_proposal", json!({"proposal": made}))
            .0,
        Code::StaleEpoch
    );
    play.epoch = None;
    let entry = play
        .give(PRIYA, "adopt_proposal", json!({"proposal": made}))
        .unwrap();
    assert!(
        entry
            .text
            .starts_with("Command level silver, was none, because of severity. Reason: xxx")
    );
    assert!(entry.text.ends_with("\nSuggested by Tom Okafor."));
    assert_eq!(play.incident.header.level, Some(Level::Silver));

    let fields = json!({"level": "silver", "because": "complexity", "reason": "Again."});
    play.give(TOM, "suggest_escalation", fields).unwrap();
    let made = play.proposed();
    assert_eq!(
        play.refused(PRIYA, "adopt_proposal", json!({"proposal": made}))
            .1,
        "The command level is that already."
    );
    let entry = play
        .give(
            PRIYA,
            "decline_proposal",
            json!({"proposal": made, "reason": "It is."}),
        )
        .unwrap();
    assert!(
        entry
            .text
            .starts_with("Priya Nair declined the escalation suggested by Tom Okafor: Again.")
    );
}

#[test]
fn who_has_left_hands_in_what_they_had_written_for_seven_days() {
    let mut play = Play::declared();
    let items = |n: usize| json!({"items": vec![json!({"text": "Words.", "name": "edit_draft", "written_at": "2026-11-23T01:00:00Z"}); n]});
    assert_eq!(
        play.refused(RAVI, "surrender", items(1)).0,
        Code::RoleRequired,
        "while they are here"
    );
    play.give(PRIYA, "remove_member", json!({"person": id(RAVI)}))
        .unwrap();
    assert_eq!(play.refused(RAVI, "surrender", items(0)).0, Code::Invalid);
    assert_eq!(
        play.refused(RAVI, "surrender", items(201)).0,
        Code::TooLarge
    );
    assert_eq!(
        play.refused(
            RAVI,
            "surrender",
            json!({"items": [{"text": "Words."}, {"text": " "}]})
        )
        .0,
        Code::Invalid
    );
    assert_eq!(
        play.refused(TOM, "surrender", items(1)).0,
        Code::RoleRequired
    );
    assert_eq!(
        play.refused(OUTSIDER, "surrender", items(1)).0,
        Code::RoleRequired
    );
    assert_eq!(
        play.refused(RAVI, "propose", json!({"text": "Words."})).0,
        Code::NotMember
    );

    let entry = play.give(RAVI, "surrender", items(200)).unwrap();
    assert_eq!(
        entry.text,
        "Ravi Menon, who has left, handed in 200 items written before."
    );
    assert_eq!(play.objects.proposals.len(), 200, "each has its own id");
    let one = play.proposal();
    assert!(one.surrendered && one.by == id(RAVI) && one.about.as_deref() == Some("edit_draft"));
    let adopted = json!({"proposal": one.id});
    assert_eq!(
        play.give(TOM, "adopt_proposal", adopted).unwrap().with,
        ["Ravi Menon"]
    );

    play.waits = Duration::from_hours(24 * 7);
    assert_eq!(
        play.give(RAVI, "surrender", items(1)).unwrap().text,
        "Ravi Menon, who has left, handed in 1 item written before."
    );
    play.waits = Duration::from_millis(24 * 7 * 3_600_000 + 1);
    assert_eq!(
        play.refused(RAVI, "surrender", items(1)).0,
        Code::RoleRequired
    );
}
