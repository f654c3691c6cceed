//! Declaring, the team, and command.

use crate::ground::*;
use loggist_domain::{Code, CommandState, Kind, Phase, Role, command::Command};
use serde_json::json;
use std::time::Duration;

#[test]
fn a_person_on_call_declares_and_commands_im_02() {
    let mut play = Play::opened_by(RAVI);
    let entry = play
        .give(
            PRIYA,
            "declare",
            json!({"severity": 1, "category": "data_disclosure", "severity_provisional": true}),
        )
        .unwrap();
    assert_eq!(entry.kind, Kind::Command);
    assert_eq!(entry.epoch, 1);
    assert_eq!(
        entry.text,
        "Priya Nair declared the incident and is Incident Manager. Severity 1, provisional. Category: data disclosure."
    );
    assert_eq!(play.incident.header.phase, Phase::Hot);
    assert_eq!(play.incident.command.manager, Some(id(PRIYA)));
    assert_eq!(play.incident.roles(id(PRIYA)), [Role::IncidentManager]);
    assert_eq!(
        play.refused(TOM, "declare", json!({"severity": 1, "category": "other"}))
            .0,
        Code::NotMember
    );
    let (code, reason) = play.refused(
        PRIYA,
        "declare",
        json!({"severity": 1, "category": "other"}),
    );
    assert_eq!(
        (code, reason.as_str()),
        (
            Code::Invalid,
            "The incident is already declared. Priya Nair has been Incident Manager since 02:00 UTC on 23 November 2026."
        )
    );
}

#[test]
fn another_trained_manager_declares_with_a_reason_and_nobody_else_does() {
    let mut play = Play::opened_by(RAVI);
    let (code, _) = play.refused(
        TOM,
        "declare",
        json!({"severity": 2, "category": "malware"}),
    );
    assert_eq!(code, Code::Invalid);
    assert_eq!(
        play.refused(
            RAVI,
            "declare",
            json!({"severity": 2, "category": "malware", "reason": "late"})
        )
        .0,
        Code::RoleRequired
    );
    assert_eq!(
        play.refused(
            OUTSIDER,
            "declare",
            json!({"severity": 2, "category": "malware", "reason": "late"})
        )
        .0,
        Code::NotMember
    );
    let entry = play
        .give(
            TOM,
            "declare",
            json!({"severity": 2, "category": "malware", "reason": "Nobody on call answers."}),
        )
        .unwrap();
    assert!(entry.text.contains("Not on call: Nobody on call answers."));
}

#[test]
fn severity_and_category_are_from_their_lists() {
    for fields in [
        json!({"severity": 5, "category": "other"}),
        json!({"severity": 1, "category": "weather"}),
        json!({"severity": 1}),
    ] {
        assert!(serde_json::from_value::<Command>(json!({"declare": fields})).is_err());
    }
}

#[test]
fn the_manager_alone_builds_the_team() {
    let mut play = Play::declared();
    for by in [TOM, MAEVE, RAVI] {
        let (code, reason) = play.refused(
            by,
            "add_member",
            json!({"person": id(OUTSIDER), "roles": []}),
        );
        assert_eq!(
            (code, reason.as_str()),
            (
                Code::RoleRequired,
                "Only the Incident Manager does this. Priya Nair has been Incident Manager since 02:00 UTC on 23 November 2026."
            )
        );
        assert_eq!(
            play.refused(
                by,
                "set_roles",
                json!({"person": id(RAVI), "roles": ["liaison"]})
            )
            .0,
            Code::RoleRequired
        );
    }
    assert_eq!(
        play.refused(
            OUTSIDER,
            "set_roles",
            json!({"person": id(RAVI), "roles": []})
        )
        .0,
        Code::NotMember
    );
    play.give(
        PRIYA,
        "add_member",
        json!({"person": id(OUTSIDER), "roles": []}),
    )
    .unwrap();
    assert_eq!(play.incident.roles(id(OUTSIDER)), [Role::Observer]);
}

#[test]
fn an_untrained_person_takes_a_role_for_a_reason_and_the_entry_is_flagged_gen_03() {
    let mut play = Play::declared();
    let fields = json!({"person": id(OUTSIDER), "roles": ["liaison"]});
    assert_eq!(
        play.refused(PRIYA, "add_member", fields.clone()).0,
        Code::Invalid
    );
    let mut fields = fields;
    fields["reason"] = json!("Knows the courts.");
    let entry = play.give(PRIYA, "add_member", fields).unwrap();
    assert_eq!(entry.flags, ["untrained"]);
    assert!(
        entry
            .text
            .ends_with("Not trained as Liaison. Reason: Knows the courts.")
    );
    assert!(!play.incident.members[&id(OUTSIDER)].roles[0].trained);
}

#[test]
fn there_is_one_deputy_and_command_is_no_role_to_give() {
    let mut play = Play::declared();
    assert_eq!(play.incident.command.deputy, Some(id(TOM)));
    let (_, reason) = play.refused(
        PRIYA,
        "set_roles",
        json!({"person": id(RAVI), "roles": ["deputy"], "reason": "x"}),
    );
    assert_eq!(
        reason,
        "Tom Okafor is Deputy. Give Tom Okafor another role first."
    );
    assert_eq!(
        play.refused(
            PRIYA,
            "set_roles",
            json!({"person": id(TOM), "roles": ["incident_manager"]})
        )
        .0,
        Code::Invalid
    );
    assert_eq!(
        play.refused(
            PRIYA,
            "set_roles",
            json!({"person": id(PRIYA), "roles": ["sme"]})
        )
        .0,
        Code::Invalid
    );
    play.give(
        PRIYA,
        "set_roles",
        json!({"person": id(TOM), "roles": ["liaison"], "reason": "Needed there."}),
    )
    .unwrap();
    assert_eq!(play.incident.command.deputy, None);
    assert_eq!(
        play.incident.members[&id(TOM)].roles.len(),
        2,
        "ended roles stay on record"
    );
    play.give(
        PRIYA,
        "set_roles",
        json!({"person": id(RAVI), "roles": ["deputy"], "reason": "Only one left."}),
    )
    .unwrap();
    assert_eq!(play.incident.command.deputy, Some(id(RAVI)));
}

#[test]
fn a_command_under_a_stale_epoch_or_after_its_time_is_refused() {
    let mut play = Play::declared();
    play.epoch = Some(0);
    assert_eq!(
        play.refused(
            PRIYA,
            "add_member",
            json!({"person": id(OUTSIDER), "roles": []})
        )
        .0,
        Code::StaleEpoch
    );
    play.epoch = None;
    play.waits = Duration::from_secs(31);
    assert_eq!(
        play.refused(
            PRIYA,
            "add_member",
            json!({"person": id(OUTSIDER), "roles": []})
        )
        .0,
        Code::Expired
    );
    assert_eq!(
        play.refused(PRIYA, "append_entry", say("decision")).0,
        Code::Expired
    );
    assert!(
        play.give(PRIYA, "append_entry", say("observation")).is_ok(),
        "sealing may wait"
    );
}

#[test]
fn vacant_command_is_taken_by_a_trained_manager_in_the_team() {
    let mut play = Play::declared();
    let (_, reason) = play.refused(TOM, "take_command", json!({"reason": "ill"}));
    assert!(reason.starts_with("Priya Nair has been Incident Manager since "));
    play.incident.command = CommandState {
        manager: None,
        manager_since: None,
        ..play.incident.command
    };
    let now_observer = [Role::Observer];
    let profile = play.people[&id(PRIYA)].clone();
    play.incident
        .members
        .get_mut(&id(PRIYA))
        .unwrap()
        .set_roles(&now_observer, &profile, now());
    assert_eq!(
        play.refused(RAVI, "take_command", json!({"reason": "ill"}))
            .0,
        Code::RoleRequired
    );
    assert_eq!(
        play.refused(TOM, "take_command", json!({"reason": " "})).0,
        Code::Invalid
    );
    let entry = play
        .give(TOM, "take_command", json!({"reason": "Priya is ill."}))
        .unwrap();
    assert_eq!((entry.kind, entry.epoch), (Kind::Handover, 2));
    assert_eq!(
        play.incident.roles(id(TOM)),
        [Role::IncidentManager],
        "the manager holds no other role"
    );
    assert_eq!(play.incident.command.deputy, None);
}
