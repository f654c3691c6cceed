//! Who may do what, by row, role and phase.

use crate::ground::*;
use loggist_domain::{
    Code, Phase, Role, Timestamp,
    policy::{self, Act, Scene, Touch, rows},
    schema,
};
use std::time::Duration;

/// Every row, for every role, observer, outsider and ex-member, on an object of their own and of somebody else.
#[test]
fn every_row_is_for_those_it_names_and_for_nobody_else() {
    let incident = incident(Phase::Hot);
    let mut decided = 0;
    let log = rows().filter(|row| ["drafts", "facts"].contains(&row.collection));
    // A decision is a case of its own, in holding.rs.
    for row in log.filter(|row| row.when != ["decision"]) {
        let fields = if row.fields.is_empty() {
            &[""][..]
        } else {
            row.fields
        };
        for field in fields {
            let touch = touch(row.act, row.collection, field);
            for (n, role) in (1..)
                .zip(Role::ALL)
                .chain([(OUTSIDER, Role::Sme), (EX_MEMBER, Role::Sme)])
            {
                for own in [true, false] {
                    let by = if own { n } else { 50 };
                    let before = if row.collection == "drafts" {
                        draft(by, "observation")
                    } else {
                        fact(by, "suspected", &[])
                    };
                    let before = (row.act != Act::Create).then_some(&before);
                    let scene = Scene {
                        incident: &incident,
                        objects: &Others::default(),
                        written_at: now(),
                        person: person(n),
                        before,
                        touched_at: Some(now()),
                        now: now(),
                    };
                    let writer = role != Role::Observer;
                    let sets_draft = row.collection == "drafts" && row.act == Act::Set;
                    let expected = match (n, row.act) {
                        (OUTSIDER | EX_MEMBER, _) => Some(Code::NotMember),
                        _ if !writer => Some(Code::RoleRequired),
                        _ if sets_draft => {
                            (!own && role != Role::Secretariat).then_some(Code::RoleRequired)
                        }
                        (_, Act::Delete) => (!own).then_some(Code::RoleRequired),
                        _ => None,
                    };
                    assert_eq!(
                        code(policy::decide(&touch, scene)),
                        expected,
                        "{touch:?} by {role:?}, own: {own}"
                    );
                    decided += 1;
                }
            }
        }
    }
    assert_eq!(
        decided,
        18 * 9 * 2 + 36,
        "rows times people times own or not"
    );
}

#[test]
fn what_the_server_writes_and_what_no_row_names_is_refused_to_everybody() {
    let incident = incident(Phase::Hot);
    for (n, _) in (1..).zip(Role::ALL) {
        let scene = Scene {
            incident: &incident,
            objects: &Others::default(),
            written_at: now(),
            person: person(n),
            before: None,
            touched_at: None,
            now: now(),
        };
        let other = |collection: &str| {
            code(policy::decide(
                &Touch::Other {
                    collection: collection.into(),
                },
                scene,
            ))
        };
        assert_eq!(other("log"), Some(Code::Sealed));
        for key in ["incident", "command", "members", "teams", "proposals"] {
            assert_eq!(other(key), Some(Code::ServerOwned), "{key}");
        }
        assert!(other("drafts").is_some() && other("nowhere").is_some() && other("v").is_some());
        for collection in schema::COLLECTIONS
            .iter()
            .filter(|c| schema::fields(c).is_none())
        {
            for act in [Act::Create, Act::Splice, Act::Set, Act::Delete] {
                assert!(
                    policy::decide(&touch(act, collection, "title"), scene).is_err(),
                    "{collection}"
                );
            }
        }
        for field in ["by", "begun_at", "text", "colour"] {
            assert!(
                policy::decide(&touch(Act::Set, "drafts", field), scene).is_err(),
                "{field}"
            );
        }
        assert!(policy::decide(&touch(Act::Delete, "facts", ""), scene).is_err());
    }
}

#[test]
fn the_secretariat_clears_a_draft_that_nobody_touched_for_ten_minutes() {
    let incident = incident(Phase::Hot);
    let before = draft(4, "observation");
    let decide = |n: u8, minutes: u64| {
        let touched =
            Timestamp::from_millis(now().millis() - i64::try_from(minutes * 60_000).unwrap());
        let scene = Scene {
            incident: &incident,
            objects: &Others::default(),
            written_at: now(),
            person: person(n),
            before: Some(&before),
            touched_at: Some(touched),
            now: now(),
        };
        code(policy::decide(&touch(Act::Delete, "drafts", ""), scene))
    };
    assert_eq!(decide(3, 10), None);
    assert_eq!(decide(3, 9), Some(Code::RoleRequired));
    assert_eq!(decide(2, 60), Some(Code::RoleRequired));
    assert_eq!(decide(4, 0), None, "its creator at any time");
}

#[test]
fn a_closed_incident_takes_nothing_and_a_cold_one_corrections() {
    for (phase, corrections, others) in [
        (Phase::Warm, true, true),
        (Phase::Cold, true, false),
        (Phase::Closed, false, false),
    ] {
        let incident = incident(phase);
        for (kind, taken) in [("correction", corrections), ("observation", others)] {
            let draft = draft(4, kind);
            let create = touch(Act::Create, "drafts", "");
            let scene = Scene {
                incident: &incident,
                objects: &Others::default(),
                written_at: now(),
                person: person(4),
                before: None,
                touched_at: None,
                now: now(),
            };
            let decided = policy::decide(&create, scene)
                .and_then(|()| policy::holds(&[&create], scene, Some(&draft)));
            assert_eq!(
                code(decided),
                (!taken).then_some(Code::Closed),
                "{phase:?} {kind}"
            );
        }
        let fact = touch(Act::Create, "facts", "");
        let scene = Scene {
            incident: &incident,
            objects: &Others::default(),
            written_at: now(),
            person: person(4),
            before: None,
            touched_at: None,
            now: now(),
        };
        assert_eq!(policy::decide(&fact, scene).is_ok(), others);
    }
}

#[test]
fn before_the_declaration_the_opener_drafts_and_trained_readers_do_not() {
    let incident = incident(Phase::PreIncident);
    let create = touch(Act::Create, "drafts", "");
    let scene = Scene {
        incident: &incident,
        objects: &Others::default(),
        written_at: now(),
        person: person(OPENER),
        before: None,
        touched_at: None,
        now: now(),
    };
    assert!(policy::decide(&create, scene).is_ok());
    assert_eq!(
        code(policy::holds(
            &[&create],
            scene,
            Some(&draft(OPENER, "before_command"))
        )),
        None
    );
    assert_eq!(
        code(policy::holds(
            &[&create],
            scene,
            Some(&draft(OPENER, "observation"))
        )),
        Some(Code::RoleRequired)
    );
    let fact = touch(Act::Create, "facts", "");
    assert_eq!(code(policy::decide(&fact, scene)), Some(Code::RoleRequired));
    let later = now().plus(Duration::from_secs(1));
    let reader = Scene {
        person: person(OUTSIDER),
        now: later,
        ..scene
    };
    assert_eq!(code(policy::decide(&create, reader)), Some(Code::NotMember));
}

#[test]
fn the_exported_table_names_every_row() {
    let exported = policy::exported();
    assert_eq!(exported["rows"].as_array().unwrap().len(), rows().count());
    assert_eq!(
        exported["rows"][0]["who"],
        serde_json::json!(["members", "opener_before_command"])
    );
}
