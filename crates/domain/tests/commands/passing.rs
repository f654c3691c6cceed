//! Command passes: stepping in, taking it, leaving it.

use crate::ground::*;
use loggist_domain::{Code, Kind, Role};
use serde_json::json;

#[test]
fn the_deputy_steps_in_at_once_and_the_outgoing_manager_becomes_deputy_dep_02() {
    let mut play = Play::declared();
    assert_eq!(
        play.refused(TOM, "step_in", json!({"reason": " "})).0,
        Code::Invalid
    );
    let entry = play
        .give(TOM, "step_in", json!({"reason": "Priya is cut off."}))
        .unwrap();
    assert_eq!((entry.kind, entry.epoch), (Kind::Handover, 2));
    assert_eq!(
        entry.text,
        "Tom Okafor stepped in as Incident Manager. Priya Nair is no longer in command. Reason: Priya is cut off."
    );
    assert_eq!(entry.by.role, Some(Role::IncidentManager));
    assert!(entry.flags.is_empty(), "he is trained");
    assert_eq!(play.incident.roles(id(TOM)), [Role::IncidentManager]);
    assert_eq!(play.incident.roles(id(PRIYA)), [Role::Deputy]);
    assert_eq!(play.incident.command.deputy, Some(id(PRIYA)));
    assert_eq!(play.incident.command.manager_since, Some(now()));
    let ended = &play.incident.members[&id(PRIYA)].roles[0];
    assert_eq!(
        (ended.role, ended.until),
        (Role::IncidentManager, Some(now()))
    );
}

#[test]
fn a_deputy_who_is_not_trained_steps_in_and_that_is_flagged_dep_03() {
    let mut play = Play::declared();
    play.people.get_mut(&id(TOM)).unwrap().trainings.clear();
    let entry = play
        .give(TOM, "step_in", json!({"reason": "Nobody else is there."}))
        .unwrap();
    assert_eq!(entry.flags, ["untrained"]);
    let held = play.incident.members[&id(TOM)].roles.last().unwrap();
    assert!(held.role == Role::IncidentManager && !held.trained);
}

#[test]
fn who_lost_a_race_is_told_who_commands_and_what_they_gave_does_nothing() {
    let mut play = Play::declared();
    play.give(TOM, "step_in", json!({"reason": "Cut off."}))
        .unwrap();
    play.epoch = Some(1);
    let lost = "Command has changed since you gave this, so it was not done. Tom Okafor has been Incident Manager since 02:00 UTC on 23 November 2026. Look at the room and give it again.";
    let stood_down = play.refused(TOM, "stand_down", json!({"reason": "Over."}));
    assert_eq!(stood_down, (Code::StaleEpoch, lost.to_owned()));
    let (code, reason) = play.refused(PRIYA, "stand_down", json!({"reason": "Over."}));
    assert_eq!(
        (code, reason.as_str()),
        (
            Code::RoleRequired,
            "Only the Incident Manager does this. Tom Okafor has been Incident Manager since 02:00 UTC on 23 November 2026."
        )
    );
    let again = play.refused(PRIYA, "step_in", json!({"reason": "Me too."}));
    assert_eq!(again, (Code::StaleEpoch, lost.to_owned()));
}

#[test]
fn command_that_is_left_is_vacant_and_out_of_line_while_hot() {
    let mut play = Play::declared();
    assert_eq!(
        play.refused(PRIYA, "vacate", json!({"reason": ""})).0,
        Code::Invalid
    );
    let entry = play
        .give(PRIYA, "vacate", json!({"reason": "My shift is over."}))
        .unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair left command. Nobody is in command now. Reason: My shift is over."
    );
    assert_eq!(entry.flags, ["no_handover"]);
    let command = &play.incident.command;
    assert_eq!((command.manager, command.manager_since), (None, None));
    assert_eq!((command.epoch, command.deputy), (2, Some(id(TOM))));
    assert_eq!(
        play.incident.roles(id(PRIYA)),
        [Role::Sme],
        "the deputy stays"
    );
    let (_, reason) = play.refused(PRIYA, "set_severity", json!({"severity": 3}));
    assert_eq!(
        reason,
        "Only the Incident Manager does this. Nobody is in command at the moment."
    );

    let entry = play
        .give(PRIYA, "take_command", json!({"reason": "Back."}))
        .unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair took command, which was vacant: Back."
    );
    assert_eq!((play.incident.command.epoch, entry.epoch), (3, 3));
    let (code, reason) = play.refused(TOM, "take_command", json!({"reason": "Mine."}));
    assert_eq!(code, Code::Invalid, "the first one has it");
    assert!(reason.starts_with("Priya Nair has been Incident Manager since"));
}

#[test]
fn while_warm_command_is_left_without_a_flag() {
    let mut play = Play::declared();
    play.give(PRIYA, "stand_down", json!({"reason": "Over."}))
        .unwrap();
    let entry = play
        .give(PRIYA, "vacate", json!({"reason": "Done."}))
        .unwrap();
    assert!(entry.flags.is_empty());
}

#[test]
fn the_deputy_steps_in_where_nobody_commands() {
    let mut play = Play::declared();
    play.give(PRIYA, "vacate", json!({"reason": "Ill."}))
        .unwrap();
    let entry = play
        .give(TOM, "step_in", json!({"reason": "Somebody has to."}))
        .unwrap();
    assert!(entry.text.contains("Command was vacant."));
    assert_eq!(play.incident.command.deputy, None);
}

#[test]
fn an_observer_who_is_trained_takes_vacant_command_and_who_has_left_does_not() {
    let mut play = Play::declared();
    play.give(PRIYA, "set_roles", json!({"person": id(TOM), "roles": []}))
        .unwrap();
    play.give(PRIYA, "vacate", json!({"reason": "Ill."}))
        .unwrap();
    assert_eq!(
        play.incident.roles(id(PRIYA)),
        [Role::Deputy],
        "the deputy's place was free"
    );
    play.give(PRIYA, "remove_member", json!({"person": id(TOM)}))
        .unwrap();
    assert_eq!(
        play.refused(TOM, "take_command", json!({"reason": "Free."}))
            .0,
        Code::NotMember
    );
    play.give(PRIYA, "step_in", json!({"reason": "Back."}))
        .unwrap();
    play.give(PRIYA, "add_member", json!({"person": id(TOM)}))
        .unwrap();
    play.give(PRIYA, "vacate", json!({"reason": "Ill."}))
        .unwrap();
    assert!(
        play.give(TOM, "take_command", json!({"reason": "Free."}))
            .is_ok()
    );
}
