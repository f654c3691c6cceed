//! Rows by time and phase.

use crate::ground::*;
use loggist_domain::{
    Code, Phase, Timestamp,
    policy::{self, Act, Scene, rows},
};

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
fn the_exported_table_names_every_row() {
    let exported = policy::exported();
    assert_eq!(exported["rows"].as_array().unwrap().len(), rows().count());
    assert_eq!(
        exported["rows"][0]["who"],
        serde_json::json!(["members", "opener_before_command"])
    );
}
