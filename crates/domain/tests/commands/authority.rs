//! The whole authority over commands: every case of the design's table, by everybody, as their own and as spoken.

pub mod case;
pub mod stage;
pub mod table;

use crate::ground::{id, now, people};
use case::read;
use loggist_domain::{
    Code, IncidentId, IntentId, Phase, Refusal,
    command::{COMMANDS, Open, open},
};
use serde_json::json;
use stage::{CAST, Stage, person};
use std::{collections::BTreeSet, time::Duration};

/// How many lines the table has: a line that is lost on the way is missed.
const CASES: usize = 56;
fn said(given: &Result<(), Refusal>) -> Result<(), (Code, &str)> {
    given
        .as_ref()
        .copied()
        .map_err(|refusal| (refusal.code, refusal.reason.as_str()))
}

#[test]
fn every_command_is_for_those_whom_the_design_names_and_for_nobody_else_cmd_02() {
    let cases = read(table::TABLE);
    let mut decided = 0;
    for case in &cases {
        let stage = case.stage();
        for (who, _) in CAST {
            let given = case.give(&stage, who);
            assert_eq!(
                said(&given),
                case.expected(&stage, who),
                "{} {} by {who}",
                case.name,
                case.of
            );
            decided += 1;
        }
    }
    assert_eq!((cases.len(), decided), (CASES, CASES * CAST.len()));
    let met = cases
        .iter()
        .map(|case| case.name)
        .chain(table::UNBUILT)
        // By who is not in the team: inviting.rs.
        .chain(["open", "accept_invitation"]);
    let met: BTreeSet<&str> = met.collect();
    let rows: BTreeSet<&str> = COMMANDS.iter().map(|row| row.name).collect();
    assert_eq!(met, rows, "each row has a case, and each case a row");
    assert_eq!(rows.len(), COMMANDS.len(), "no name twice");
}

#[test]
fn deputy_and_secretariat_speak_for_the_manager_where_the_design_says_so_and_nobody_else_does() {
    let mut decided = 0;
    let mut spoken = 0;
    for case in read(table::TABLE) {
        let stage = case.stage();
        for (who, _) in CAST {
            let given = case.speak(&stage, who, "M");
            assert_eq!(
                said(&given),
                case.expected_spoken(&stage, who),
                "{} {} by {who}",
                case.name,
                case.of
            );
            spoken += usize::from(given.is_ok());
            decided += 1;
            for other in ["D", "trained", "outsider", "ex"] {
                assert!(
                    case.speak(&stage, who, other).is_err(),
                    "{} for {other}",
                    case.name
                );
                decided += 1;
            }
        }
    }
    assert_eq!((decided, spoken), (CASES * CAST.len() * 5, 13 * 2));
}

#[test]
fn what_flows_from_command_is_refused_under_another_epoch_and_under_none() {
    let (mut refused, mut decided) = (0, 0);
    for case in read(table::TABLE) {
        let mut stage = case.stage();
        for epoch in [Some(2), Some(4), Some(0), Some(u64::MAX), None] {
            stage.epoch = epoch;
            for (who, _) in CAST.into_iter().filter(|(who, _)| case.may.contains(who)) {
                let given = case.give(&stage, who);
                let expected = case.epoch.then_some(Code::StaleEpoch);
                assert_eq!(
                    given.err().map(|it| it.code),
                    expected,
                    "{} {} under {epoch:?} by {who}",
                    case.name,
                    case.of
                );
                refused += usize::from(case.epoch);
                decided += 1;
            }
            if case.is_spoken && case.speaks.is_empty() {
                for who in ["D", "S"] {
                    let given = case.speak(&stage, who, "M").map_err(|it| it.code);
                    assert_eq!(
                        given,
                        Err(Code::StaleEpoch),
                        "{} spoken by {who}",
                        case.name
                    );
                    decided += 1;
                }
            }
        }
    }
    assert!(refused > 150 && decided > refused, "{refused} of {decided}");
}

#[test]
fn after_its_time_a_command_is_refused_and_a_seal_is_not() {
    for case in read(table::TABLE) {
        let mut stage = case.stage();
        for (seconds, late) in [(30, false), (31, true), (3_600, true)] {
            stage.now = now().plus(Duration::from_secs(seconds));
            for who in &case.may {
                let expected = (late && !case.waits).then_some(Code::Expired);
                let given = case.give(&stage, who).err().map(|it| it.code);
                assert_eq!(
                    given, expected,
                    "{} {} by {who} after {seconds} s",
                    case.name, case.of
                );
            }
        }
    }
}

#[test]
fn a_closed_incident_takes_no_command_but_to_be_opened_again() {
    for case in read(table::TABLE) {
        let mut stage = case.stage();
        stage.incident.header.phase = Phase::Closed;
        for who in &case.may {
            let given = case.give(&stage, who).map_err(|it| it.code);
            match case.name {
                "reopen" => assert_eq!(given, Ok(())),
                // Nobody reads before the declaration any more.
                "declare" => assert_eq!(given, Err(Code::NotMember), "{who}"),
                _ if case.when == "undeclared" => assert!(given.is_err(), "{} by {who}", case.name),
                _ => assert_eq!(given, Err(Code::Closed), "{} by {who}", case.name),
            }
        }
    }
}

#[test]
fn before_the_declaration_the_team_declares_and_writes_what_happened_and_nothing_else() {
    let mut decided = 0;
    for case in read(table::TABLE)
        .iter()
        .filter(|case| case.when != "undeclared")
    {
        let mut stage = case.stage();
        stage.incident.header.phase = Phase::PreIncident;
        for who in case
            .may
            .iter()
            .filter(|_| !["seal_draft", "append_entry"].contains(&case.name))
        {
            let refusal = case.give(&stage, who).unwrap_err();
            let expected = "The incident is not declared. Declaring it also takes command.";
            assert_eq!(
                (refusal.code, refusal.reason.as_str()),
                (Code::Invalid, expected),
                "{} by {who}",
                case.name
            );
            decided += 1;
        }
    }
    assert!(decided > 50, "{decided}");
}

#[test]
fn what_is_not_built_yet_is_refused_to_everybody_and_what_is_unknown_is_malformed() {
    let stage = Stage::when("");
    for name in table::UNBUILT {
        for fields in [
            json!({}),
            json!({"reason": "Now."}),
            json!({"spoken_by": person("M")}),
            json!(null),
            json!([]),
        ] {
            for (who, _) in CAST {
                let refusal = stage.give(who, name, &fields).unwrap_err();
                assert_eq!(
                    (refusal.code, refusal.reason.as_str()),
                    (Code::Invalid, "This version cannot do that yet."),
                    "{name}"
                );
            }
        }
    }
    for name in [
        "",
        "open",
        "Vacate",
        "vacate ",
        "delete_incident",
        "\u{202e}",
        "seal_draft\0",
    ] {
        let refusal = stage
            .give("M", name, &json!({"reason": "Now."}))
            .unwrap_err();
        assert_eq!(refusal.code, Code::Malformed, "{name}");
    }
}

#[test]
fn everybody_who_is_signed_in_opens_an_incident_and_observes_it() {
    for profile in people().values() {
        let asked = Open {
            title: "Lists".into(),
            summary: None,
            security: false,
            personal_data: false,
        };
        let (incident, effect) = open(
            &asked,
            IncidentId::from_bytes([7; 16]),
            "INC-2026-0001".into(),
            profile,
            IntentId::from_bytes([1; 16]),
            now(),
            now(),
        )
        .unwrap();
        assert_eq!(incident.roles(profile.id), [loggist_domain::Role::Observer]);
        assert_eq!(
            (incident.command.manager, incident.command.epoch),
            (None, 0)
        );
        assert_eq!(effect.entry.unwrap().by.person, Some(profile.id));
    }
    assert_eq!(people().len(), 5);
    assert!(people().contains_key(&id(9)));
}
