//! Phase, severity, category, flags, clocks, level.

use crate::ground::*;
use loggist_domain::{Category, Code, Level, Phase, Severity};
use serde_json::json;

#[test]
fn the_phase_never_leaves_hot_by_itself_and_goes_between_those_after() {
    let mut play = Play::declared();
    let out = "Standing down ends the hot phase. Only the Incident Manager does that, themselves.";
    for phase in ["pre_incident", "warm", "cold", "closed"] {
        assert_eq!(
            play.refused(PRIYA, "set_phase", json!({"phase": phase})).1,
            out
        );
    }
    assert_eq!(
        play.refused(PRIYA, "set_phase", json!({"phase": "hot"})).1,
        "The incident is hot already."
    );
    play.incident.header.phase = Phase::Warm;
    for phase in ["pre_incident", "closed"] {
        assert_eq!(
            play.refused(PRIYA, "set_phase", json!({"phase": phase})).1,
            "The phases after the declaration are hot, warm and cold; closing is a command of its own."
        );
    }
    let fields = json!({"phase": "cold", "reason": "Recovered."});
    let entry = play.give(PRIYA, "set_phase", fields).unwrap();
    assert_eq!(
        entry.text,
        "The incident is cold now, was warm. Reason: Recovered."
    );
    let entry = play
        .give(PRIYA, "set_phase", json!({"phase": "hot"}))
        .unwrap();
    assert_eq!(entry.text, "The incident is hot now, was cold.");
    assert_eq!(play.incident.header.phase, Phase::Hot);
}

#[test]
fn severity_and_category_say_what_they_were_and_whether_they_may_change() {
    let mut play = Play::declared();
    let fields = json!({"severity": 2, "provisional": true, "reason": "Fewer courts."});
    let entry = play.give(PRIYA, "set_severity", fields.clone()).unwrap();
    assert_eq!(
        entry.text,
        "Severity 2, provisional, was 1. Reason: Fewer courts."
    );
    assert_eq!(play.incident.header.severity, Severity::new(2));
    assert_eq!(
        play.refused(PRIYA, "set_severity", fields).1,
        "The severity is that already."
    );
    let entry = play
        .give(PRIYA, "set_severity", json!({"severity": 2}))
        .unwrap();
    assert_eq!(entry.text, "Severity 2, was 2.", "no longer provisional");

    let fields = json!({"category": "malware"});
    let entry = play.give(PRIYA, "set_category", fields.clone()).unwrap();
    assert_eq!(entry.text, "Category: malware, was data disclosure.");
    assert_eq!(play.incident.header.category, Some(Category::Malware));
    assert_eq!(
        play.refused(PRIYA, "set_category", fields).1,
        "The category is that already."
    );
}

#[test]
fn the_two_flags_are_set_together_and_independent_team_04() {
    let mut play = Play::declared();
    assert_eq!(
        play.refused(
            PRIYA,
            "set_flags",
            json!({"security": true, "personal_data": true})
        )
        .1,
        "That is what it says already."
    );
    let fields = json!({"security": false, "personal_data": true, "reason": "A fault of our own."});
    let entry = play.give(PRIYA, "set_flags", fields).unwrap();
    assert_eq!(
        entry.text,
        "Security incident: no. May involve personal data: yes. Reason: A fault of our own."
    );
    let header = &play.incident.header;
    assert_eq!((header.security, header.personal_data), (false, true));
    assert!(
        loggist_domain::command::Given::read("set_flags", &json!({"security": false})).is_err(),
        "one alone is not read as a no to the other"
    );
}

#[test]
fn a_clock_is_kept_cleared_or_set() {
    let mut play = Play::declared();
    let fields =
        json!({"next_call": "2026-11-23T02:30:00Z", "regulator_due": "2026-11-26T02:00:00Z"});
    let entry = play.give(PRIYA, "set_clocks", fields.clone()).unwrap();
    assert_eq!(
        entry.text,
        "Next call: 02:30 UTC on 23 November 2026. Regulator's deadline: 02:00 UTC on 26 November 2026."
    );
    assert_eq!(
        play.refused(PRIYA, "set_clocks", fields).1,
        "The clocks say that already."
    );
    assert_eq!(
        play.refused(PRIYA, "set_clocks", json!({})).0,
        Code::Invalid
    );
    let entry = play
        .give(
            PRIYA,
            "set_clocks",
            json!({"next_call": null, "aware_at": "2026-11-22T21:00:00Z"}),
        )
        .unwrap();
    assert_eq!(
        entry.text,
        "Became aware: 21:00 UTC on 22 November 2026. Next call: none."
    );
    let header = &play.incident.header;
    assert_eq!(header.next_call, None);
    assert!(header.regulator_due.is_some() && header.aware_at.is_some());
}

#[test]
fn silver_comes_before_gold_and_every_change_of_level_has_its_reason_cmd_01_cmd_03() {
    let mut play = Play::declared();
    let set = |level: Option<&str>, reason: &str| json!({"level": level, "because": "complexity", "reason": reason});
    for from in [None, Some(Level::Bronze)] {
        play.incident.header.level = from;
        assert_eq!(
            play.refused(PRIYA, "set_level", set(Some("gold"), "It grows."))
                .1,
            "Silver comes before gold. Set silver first."
        );
    }
    assert_eq!(
        play.refused(PRIYA, "set_level", set(Some("silver"), " ")).1,
        "Say why the command level changes."
    );
    let entry = play
        .give(
            PRIYA,
            "set_level",
            set(Some("silver"), "Three departments."),
        )
        .unwrap();
    assert_eq!(
        entry.text,
        "Command level silver, was bronze, because of complexity. Reason: Three departments."
    );
    assert_eq!(
        play.refused(PRIYA, "set_level", set(Some("silver"), "Again."))
            .1,
        "The command level is that already."
    );
    play.give(PRIYA, "set_level", set(Some("gold"), "Ministers."))
        .unwrap();
    let entry = play.give(PRIYA, "set_level", set(None, "Over.")).unwrap();
    assert!(entry.text.starts_with("Command level none, was gold"));
    assert_eq!(play.incident.header.level, None);
}
