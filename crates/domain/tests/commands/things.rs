//! Somebody is asked to leave; an owner is chased; a system gets its green light.

use crate::ground::*;
use loggist_domain::{Code, Role, Scalar, Value};
use serde_json::json;

#[test]
fn who_is_asked_to_leave_holds_nothing_from_then_on_gen_04_im_22() {
    let mut play = Play::declared();
    let fields = json!({"person": id(TOM), "reason": "Off shift."});
    let entry = play.give(PRIYA, "remove_member", fields.clone()).unwrap();
    assert_eq!(
        entry.text,
        "Tom Okafor left the incident. Asked by Priya Nair. Reason: Off shift."
    );
    let tom = &play.incident.members[&id(TOM)];
    assert_eq!(tom.left_at, Some(now()));
    assert!(tom.roles.iter().all(|held| held.until == Some(now())));
    assert_eq!(play.incident.command.deputy, None);
    assert_eq!(play.incident.command.epoch, 1);
    assert_eq!(
        play.refused(TOM, "append_entry", say("observation")).0,
        Code::NotMember
    );
    assert_eq!(
        play.refused(PRIYA, "remove_member", fields).1,
        "Tom Okafor is not in the team. Add them first."
    );
    play.give(
        PRIYA,
        "add_member",
        json!({"person": id(TOM), "roles": ["deputy"]}),
    )
    .unwrap();
    let tom = &play.incident.members[&id(TOM)];
    assert_eq!(
        (tom.roles.len(), tom.current_roles()),
        (2, vec![Role::Deputy])
    );
    assert_eq!(tom.left_at, None);
}

#[test]
fn the_manager_is_asked_to_leave_by_nobody() {
    let mut play = Play::declared();
    for by in [TOM, PRIYA] {
        assert_eq!(
            play.refused(by, "remove_member", json!({"person": id(PRIYA)}))
                .1,
            "The Incident Manager is not asked to leave. Command passes to somebody else first."
        );
    }
    assert!(
        play.give(TOM, "remove_member", json!({"person": id(RAVI)}))
            .is_ok()
    );
    assert!(
        play.give(TOM, "remove_member", json!({"person": id(TOM)}))
            .is_ok()
    );
}

#[test]
fn an_owner_is_chased_on_the_record_while_the_action_is_open_dep_06() {
    let mut play = Play::declared();
    let action = play.action(21, RAVI, "doing");
    let fields = json!({"action": action, "text": " Second time. "});
    let entry = play.give(MAEVE, "chase", fields).unwrap();
    assert_eq!(
        entry.text,
        "Maeve Lindqvist chased Ravi Menon about A-21 Trace 21, report due 03:00 UTC on 23 November 2026. Second time."
    );
    assert_eq!(entry.refs["action"], action);
    assert_eq!(
        play.says("actions", action, "chased_at"),
        Some(now().to_string())
    );
    for state in ["proposed", "done", "cancelled", "to_reassign"] {
        let action = play.action(22, RAVI, state);
        assert_eq!(
            play.refused(TOM, "chase", json!({"action": action})).0,
            Code::Invalid
        );
    }
    assert_eq!(
        play.refused(TOM, "chase", json!({"action": thing(99)})).0,
        Code::Invalid
    );
    let of_contact = play.action(23, 77, "open");
    let entry = play
        .give(TOM, "chase", json!({"action": of_contact}))
        .unwrap();
    assert!(
        entry
            .text
            .starts_with("Tom Okafor chased the contact about A-23")
    );
}

#[test]
fn a_green_light_without_the_word_of_an_expert_is_flagged() {
    let mut play = Play::declared();
    let system = |play: &mut Play, fit: bool| {
        let fields = [
            ("by", word(&id(RAVI).to_string())),
            ("name", word("Gateway")),
            ("fit", Value::Scalar(Scalar::Bool(fit))),
        ];
        play.put("systems", 51, &fields)
    };
    let it = system(&mut play, false);
    let entry = play
        .give(
            PRIYA,
            "green_light",
            json!({"system": it, "reason": "Needed."}),
        )
        .unwrap();
    assert_eq!(
        entry.text,
        "Green light for Gateway. No expert has confirmed that it is clean and fit. Reason: Needed."
    );
    assert_eq!(entry.flags, ["not_confirmed_fit"]);
    assert_eq!(
        play.says("systems", it, "green_light_by"),
        Some(id(PRIYA).to_string())
    );
    assert_eq!(
        play.refused(PRIYA, "green_light", json!({"system": it})).1,
        "This system has its green light already."
    );
    let it = system(&mut play, true);
    let entry = play
        .speak(TOM, "green_light", json!({"system": it}))
        .unwrap();
    assert_eq!(
        (entry.text.as_str(), entry.flags),
        ("Green light for Gateway.", vec!["spoken".to_owned()])
    );
    assert_eq!(
        play.says("systems", it, "green_light_by"),
        Some(id(PRIYA).to_string()),
        "it is the manager's"
    );
    assert_eq!(
        play.refused(PRIYA, "green_light", json!({"system": thing(99)}))
            .0,
        Code::Gone
    );
}
