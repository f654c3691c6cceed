//! What the manager says on a call: in force at once, then confirmed or revoked.

use crate::ground::*;
use loggist_domain::{
    Code, Kind, Phase, ProposalKind, ProposalState, Role, Severity, Value, seal_hash,
};
use serde_json::{Value as Json, json};

fn revoke(play: &mut Play, made: loggist_domain::ObjectId) -> String {
    let entry = play
        .give(PRIYA, "revoke_spoken", json!({"proposal": made}))
        .unwrap();
    assert_eq!(entry.refs["proposal"], made);
    assert_eq!(play.state(made), ProposalState::Revoked);
    entry.text
}

#[test]
fn it_is_in_force_at_once_and_waits_for_one_word_of_the_manager() {
    let mut play = Play::declared();
    let entry = play
        .speak(MAEVE, "set_severity", json!({"severity": 2}))
        .unwrap();
    assert_eq!(play.incident.header.severity, Severity::new(2));
    assert_eq!(
        (entry.by.name.as_str(), entry.said_by.as_deref()),
        ("Maeve Lindqvist", Some("Priya Nair"))
    );
    assert_eq!(entry.flags, ["spoken"]);
    let made = play.proposal().clone();
    assert_eq!(entry.refs["proposal"], made.id);
    assert_eq!(
        (made.kind, made.state),
        (ProposalKind::Spoken, ProposalState::Open)
    );
    assert_eq!((made.by, made.said_by), (id(MAEVE), Some(id(PRIYA))));
    assert_eq!(
        (made.command.as_deref(), made.entry),
        (Some("set_severity"), Some(entry.number))
    );
    assert_eq!(made.text, "Severity 2, was 1.");

    for by in [TOM, MAEVE, RAVI] {
        for name in ["confirm_spoken", "revoke_spoken"] {
            assert_eq!(
                play.refused(by, name, json!({"proposal": made.id})).0,
                Code::RoleRequired
            );
        }
    }
    for (name, more) in [
        ("adopt_proposal", json!({})),
        ("decline_proposal", json!({"reason": "No."})),
    ] {
        let mut fields: Json = more;
        fields["proposal"] = json!(made.id);
        assert_eq!(
            play.refused(PRIYA, name, fields).1,
            "What was done as spoken is in force. The Incident Manager confirms or revokes it."
        );
    }
    let confirm = json!({"proposal": made.id});
    let confirmed = play.give(PRIYA, "confirm_spoken", confirm.clone()).unwrap();
    assert_eq!(
        confirmed.text,
        format!(
            "Priya Nair confirmed what Maeve Lindqvist did as spoken in entry {}.",
            entry.number
        )
    );
    assert_eq!(play.state(made.id), ProposalState::Confirmed);
    for name in ["confirm_spoken", "revoke_spoken"] {
        assert_eq!(
            play.refused(PRIYA, name, confirm.clone()).1,
            "Priya Nair has answered this already."
        );
    }
}

#[test]
fn what_can_be_put_back_is_put_back() {
    let cases: [(&str, Json, &str); 6] = [
        ("set_severity", json!({"severity": 3}), "Severity 1, was 3."),
        (
            "set_category",
            json!({"category": "malware"}),
            "Category: data disclosure, was malware.",
        ),
        (
            "set_flags",
            json!({"security": false, "personal_data": false}),
            "Security incident: yes. May involve personal data: yes.",
        ),
        (
            "set_clocks",
            json!({"next_call": "2026-11-23T02:30:00Z"}),
            "Next call: none.",
        ),
        (
            "add_member",
            json!({"person": id(OUTSIDER), "roles": []}),
            "Olu Outside left the incident. Asked by Priya Nair. Reason: Revoked.",
        ),
        (
            "set_roles",
            json!({"person": id(RAVI), "roles": ["liaison"], "reason": "Needed."}),
            "Ravi Menon is now Subject Matter Expert, was Liaison. Reason: Revoked.",
        ),
    ];
    for (name, fields, back) in cases {
        let mut play = Play::declared();
        let before = play.incident.header.clone();
        let entry = play.speak(TOM, name, fields).unwrap();
        let made = play.proposed();
        assert_eq!(
            revoke(&mut play, made),
            format!(
                "Priya Nair revoked what Tom Okafor did as spoken in entry {}. {back}",
                entry.number
            )
        );
        let mut after = play.incident.header.clone();
        if name == "set_flags" {
            assert!(after.security_at.is_some() || after.personal_data_at.is_some());
            (after.security_at, after.personal_data_at) = (None, None);
        }
        assert_eq!(after, before);
        assert_eq!(play.incident.roles(id(RAVI)), [Role::Sme]);
        assert!(play.incident.member(id(OUTSIDER)).is_none());
    }
    let mut play = Play::declared();
    play.incident.header.phase = Phase::Warm;
    play.speak(TOM, "set_phase", json!({"phase": "cold"}))
        .unwrap();
    let made = play.proposed();
    assert!(revoke(&mut play, made).ends_with(" The incident is warm now, was cold."));
}

#[test]
fn what_somebody_changed_since_stays_as_they_set_it() {
    let mut play = Play::declared();
    play.speak(TOM, "set_severity", json!({"severity": 3}))
        .unwrap();
    let made = play.proposed();
    play.give(PRIYA, "set_severity", json!({"severity": 2}))
        .unwrap();
    assert!(revoke(&mut play, made).ends_with(" It was not put back: It has been changed since."));
    assert_eq!(play.incident.header.severity, Severity::new(2));

    let fields = json!({"person": id(OUTSIDER), "roles": []});
    play.speak(TOM, "add_member", fields).unwrap();
    let made = play.proposed();
    play.give(PRIYA, "remove_member", json!({"person": id(OUTSIDER)}))
        .unwrap();
    assert!(revoke(&mut play, made).ends_with(" It was not put back: It has been changed since."));
}

#[test]
fn what_cannot_be_put_back_is_revoked_all_the_same() {
    let mut play = Play::declared();
    let fields = json!({"person": id(RAVI), "roles": ["deputy"], "reason": "Tom is off."});
    play.give(
        PRIYA,
        "set_roles",
        json!({"person": id(TOM), "roles": ["sme"], "reason": "x"}),
    )
    .unwrap();
    play.speak(MAEVE, "set_roles", fields).unwrap();
    let made = play.proposed();
    play.give(RAVI, "step_in", json!({"reason": "Priya is cut off."}))
        .unwrap();
    let entry = play
        .give(RAVI, "revoke_spoken", json!({"proposal": made}))
        .unwrap();
    assert!(
        entry
            .text
            .contains(" It was not put back: The Incident Manager holds no other role.")
    );
    assert_eq!(play.incident.roles(id(RAVI)), [Role::IncidentManager]);

    let mut play = Play::declared();
    play.incident.header.phase = Phase::Warm;
    play.speak(TOM, "set_phase", json!({"phase": "hot"}))
        .unwrap();
    let made = play.proposed();
    assert!(
        revoke(&mut play, made).contains(" It was not put back: Standing down ends the hot phase.")
    );
    assert_eq!(play.incident.header.phase, Phase::Hot);
}

#[test]
fn a_decision_is_sealed_as_spoken_and_what_came_of_it_stays() {
    let mut play = Play::declared();
    let mut fields = say("decision");
    fields["said_by"] = json!("Priya, on the bridge");
    let entry = play.speak(MAEVE, "append_entry", fields).unwrap();
    assert_eq!(
        (entry.kind, entry.said_by.as_deref()),
        (Kind::Decision, Some("Priya, on the bridge"))
    );
    let made = play.proposed();
    assert!(revoke(&mut play, made).ends_with(" What came of it stays until somebody changes it."));

    let scalar = |text: &str| word(text);
    let text = |text: &str| Value::Text(text.into());
    let draft = loggist_domain::Object(
        [
            ("by", scalar(&id(RAVI).to_string())),
            ("begun_at", scalar("2026-11-23T01:59:00.000Z")),
            ("kind", scalar("decision")),
            ("text", text("Recall it.")),
            ("why", text("It is wrong.")),
            ("set_aside", text("")),
        ]
        .map(|(key, value)| (key.to_owned(), value))
        .into(),
    );
    let seal = json!({"draft": thing(40), "hash": seal_hash(&draft)});
    play.objects.draft = Some(draft);
    assert_eq!(
        play.refused(TOM, "seal_draft", seal.clone()).0,
        Code::RoleRequired,
        "not as their own"
    );
    let entry = play.speak(TOM, "seal_draft", seal).unwrap();
    assert_eq!(
        (entry.by.name.as_str(), entry.said_by.as_deref()),
        ("Tom Okafor", Some("Priya Nair"))
    );
    for kind in ["observation", "action", "comms", "before_command"] {
        assert_eq!(
            play.speak(TOM, "append_entry", say(kind)).unwrap_err().code,
            Code::Invalid
        );
    }
}

#[test]
fn nobody_speaks_for_somebody_who_does_not_command() {
    let mut play = Play::declared();
    for said_by in [TOM, MAEVE, RAVI, OUTSIDER] {
        let fields = json!({"severity": 2, "spoken_by": id(said_by)});
        assert_eq!(
            play.refused(MAEVE, "set_severity", fields).0,
            Code::StaleEpoch
        );
    }
    for said_by in [json!(null), json!(""), json!("Priya"), json!(1)] {
        let fields = json!({"severity": 2, "spoken_by": said_by});
        assert_eq!(
            play.refused(MAEVE, "set_severity", fields).0,
            Code::Malformed
        );
    }
    play.give(PRIYA, "vacate", json!({"reason": "Ill."}))
        .unwrap();
    let fields = json!({"severity": 2, "spoken_by": id(PRIYA)});
    assert_eq!(
        play.refused(MAEVE, "set_severity", fields).0,
        Code::StaleEpoch
    );
    let both = json!({"person": id(MAEVE), "roles": ["secretariat", "deputy"], "reason": "x"});
    play.give(TOM, "take_command", json!({"reason": "Free."}))
        .unwrap();
    play.give(TOM, "set_roles", both).unwrap();
    let fields = json!({"severity": 2, "spoken_by": id(TOM)});
    assert_eq!(
        play.refused(TOM, "set_severity", fields.clone()).0,
        Code::RoleRequired,
        "nor for themselves"
    );
    assert!(play.give(MAEVE, "set_severity", fields).is_ok());
}

#[test]
fn confirming_is_for_what_was_spoken_alone() {
    let mut play = Play::declared();
    play.give(RAVI, "propose", json!({"text": "Recall it."}))
        .unwrap();
    let made = json!({"proposal": play.proposed()});
    for name in ["confirm_spoken", "revoke_spoken"] {
        assert_eq!(
            play.refused(PRIYA, name, made.clone()).1,
            "This was not done as spoken. Adopt or decline it."
        );
        assert_eq!(
            play.refused(PRIYA, name, json!({"proposal": thing(99)})).0,
            Code::Gone
        );
    }
}
