//! Actions whose owner may own none any more move on in the same effect.

use crate::ground::*;
use loggist_domain::{Code, Scalar, Value, schema};
use serde_json::json;

fn offered_to_ravi() -> Play {
    let mut play = Play::declared();
    let fields = json!({"to": id(RAVI), "reason": "Knows it."});
    play.give(PRIYA, "offer_command", fields).unwrap();
    play
}

#[test]
fn what_the_incoming_manager_owns_waits_for_a_new_owner() {
    let mut play = offered_to_ravi();
    let [open, doing, blocked] = [(21, "open"), (22, "doing"), (23, "blocked")]
        .map(|(n, state)| play.action(n, RAVI, state));
    let others = [
        (24, "proposed"),
        (25, "done"),
        (26, "cancelled"),
        (27, "to_reassign"),
    ]
    .map(|(n, state)| (play.action(n, RAVI, state), state));
    let of_tom = play.action(28, TOM, "open");
    let entry = play.give(RAVI, "accept_command", json!({})).unwrap();
    assert!(entry.text.ends_with(
        "\nActions: A-21 Trace 21, needs a new owner; A-22 Trace 22, needs a new owner; A-23 Trace 23, needs a new owner."
    ));
    for id_of in [open, doing, blocked] {
        assert_eq!(play.says("actions", id_of, "state").unwrap(), "to_reassign");
        assert_eq!(
            play.says("actions", id_of, "owner").unwrap(),
            id(RAVI).to_string(),
            "the previous owner stays in sight"
        );
        let action = &play.objects.others[&("actions", id_of)];
        assert_eq!(action.0["acknowledged"], Value::Scalar(Scalar::Null));
        assert_eq!(action.0["acknowledged_at"], Value::Scalar(Scalar::Null));
        assert_eq!(
            schema::field_type("actions", "acknowledged_at"),
            Some(schema::Type::Server)
        );
    }
    for (id_of, state) in others {
        assert_eq!(play.says("actions", id_of, "state").unwrap(), state);
    }
    assert_eq!(play.says("actions", of_tom, "state").unwrap(), "open");
}

#[test]
fn or_goes_to_the_owners_named_with_the_acceptance() {
    let mut play = offered_to_ravi();
    let first = play.action(21, RAVI, "doing");
    let second = play.action(22, RAVI, "open");
    let entry = play
        .give(
            RAVI,
            "accept_command",
            json!({"owners": {first.to_string(): id(TOM)}}),
        )
        .unwrap();
    assert!(
        entry.text.ends_with(
            "\nActions: A-21 Trace 21, now Tom Okafor; A-22 Trace 22, needs a new owner."
        )
    );
    assert_eq!(
        play.says("actions", first, "owner").unwrap(),
        id(TOM).to_string()
    );
    assert_eq!(play.says("actions", first, "state").unwrap(), "doing");
    assert_eq!(
        play.says("actions", second, "state").unwrap(),
        "to_reassign"
    );
}

#[test]
fn the_outgoing_manager_may_be_named_and_whoever_may_not_own_is_refused() {
    let mut play = offered_to_ravi();
    let action = play.action(21, RAVI, "open");
    for (owner, name) in [
        (RAVI, "Ravi Menon"),
        (OUTSIDER, "Somebody"),
        (77, "Somebody"),
    ] {
        let fields = json!({"owners": {action.to_string(): id(owner)}});
        let (code, reason) = play.refused(RAVI, "accept_command", fields);
        assert_eq!(code, Code::Invalid);
        assert_eq!(
            reason,
            format!(
                "{name} cannot own an action: an owner is in the team, not an observer and not the Incident Manager."
            )
        );
    }
    let of_tom = play.action(22, TOM, "open");
    for odd in [of_tom, thing(99)] {
        let fields = json!({"owners": {odd.to_string(): id(TOM)}});
        let (_, reason) = play.refused(RAVI, "accept_command", fields);
        assert_eq!(
            reason,
            format!("The action {odd} needs no new owner. Look at the room and accept again.")
        );
    }
    let fields = json!({"owners": {action.to_string(): id(PRIYA)}});
    play.give(RAVI, "accept_command", fields).unwrap();
    assert_eq!(
        play.says("actions", action, "owner").unwrap(),
        id(PRIYA).to_string(),
        "she is no longer in command"
    );
}

#[test]
fn stepping_in_taking_command_leaving_and_observing_strand_actions_too() {
    type Act = (u8, &'static str, serde_json::Value);
    let steps: [(u8, Vec<Act>); 4] = [
        (TOM, vec![(TOM, "step_in", json!({"reason": "Cut off."}))]),
        (
            TOM,
            vec![
                (PRIYA, "vacate", json!({"reason": "Ill."})),
                (TOM, "take_command", json!({"reason": "Free."})),
            ],
        ),
        (
            RAVI,
            vec![(PRIYA, "remove_member", json!({"person": id(RAVI)}))],
        ),
        (
            RAVI,
            vec![(PRIYA, "set_roles", json!({"person": id(RAVI), "roles": []}))],
        ),
    ];
    for (owner, acts) in steps {
        let mut play = Play::declared();
        let action = play.action(21, owner, "doing");
        let other = play.action(22, MAEVE, "open");
        for (by, name, fields) in acts {
            play.give(by, name, fields).unwrap();
        }
        assert_eq!(
            play.says("actions", action, "state").unwrap(),
            "to_reassign"
        );
        assert_eq!(play.says("actions", other, "state").unwrap(), "open");
    }
}

#[test]
fn a_change_of_roles_that_keeps_the_right_to_own_moves_nothing() {
    let mut play = Play::declared();
    let action = play.action(21, RAVI, "doing");
    let fields = json!({"person": id(RAVI), "roles": ["liaison"], "reason": "Needed there."});
    let entry = play.give(PRIYA, "set_roles", fields).unwrap();
    assert!(!entry.text.contains("Actions:"));
    assert_eq!(play.says("actions", action, "state").unwrap(), "doing");
}

/// Who makes a contact chooses its id: one of an observer's must not hide that their action is theirs.
#[test]
fn an_action_of_a_contact_with_the_id_of_a_person_moves_on_when_that_person_commands() {
    let mut play = Play::declared();
    play.give(PRIYA, "set_roles", json!({"person": id(RAVI), "roles": []}))
        .unwrap();
    let fields = [("by", word(&id(TOM).to_string())), ("name", word("Ravi"))];
    play.put("contacts", RAVI, &fields);
    let action = play.action(21, RAVI, "open");
    let fields = json!({"to": id(RAVI), "reason": "Knows it."});
    play.incident.command.offer = None;
    // The ground asserts with each act that nobody in the team owns what they may not.
    let offer = json!({"person": id(OUTSIDER), "roles": []});
    play.give(PRIYA, "add_member", offer).unwrap();
    assert_eq!(
        play.says("actions", action, "state").unwrap(),
        "to_reassign",
        "with the next act about the team at the latest"
    );
    play.give(PRIYA, "offer_command", fields).unwrap();
    play.give(RAVI, "accept_command", json!({})).unwrap();
}
