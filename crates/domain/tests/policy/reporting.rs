//! Reports, times and values that lose.

use crate::{
    acting::{DEPUTY, MANAGER, refused},
    authority::stage::{self, CREATOR, OWNER, added, edit, put_item, set, team},
    ground::*,
};
use loggist_domain::{Code, Object, Phase, Scalar, Timestamp};
use serde_json::json;
use std::time::Duration;

#[test]
fn a_report_is_signed_by_who_adds_it_and_says_what_it_should() {
    let incident = team(Phase::Hot);
    let report = |value: serde_json::Value| Scalar::Str(value.to_string());
    let by = person(OWNER);
    let later = now().plus(Duration::from_hours(2));
    for (value, expected) in [
        (
            report(json!({"by": by, "answer": "note", "text": "Seen."})),
            true,
        ),
        (report(json!({"by": by, "answer": "dont_know"})), true),
        (
            report(json!({"by": by, "answer": "more_time", "report_by": later})),
            true,
        ),
        (report(json!({"by": person(3), "answer": "note"})), false),
        (report(json!({"answer": "note"})), false),
        (report(json!({"by": by, "answer": "perhaps"})), false),
        (report(json!({"by": by, "answer": "more_time"})), false),
        (
            report(json!({"by": by, "answer": "note", "report_by": later})),
            false,
        ),
        (report(json!({"by": by, "answer": "note", "seq": 1})), false),
        (
            report(json!({"by": by, "answer": "note", "text": "x".repeat(4_001)})),
            false,
        ),
        (Scalar::Null, false),
        (Scalar::Int(1), false),
        ("".into(), false),
    ] {
        let mut given = edit("actions add", OWNER);
        given.touches = vec![added("actions", "reports", value.clone())];
        put_item(given.after.as_mut().unwrap(), "reports", value.clone());
        assert_eq!(
            given.judged(&incident, OWNER).is_ok(),
            expected,
            "{value:?}"
        );
    }
    let mut new = edit("actions create state=proposed owner=owner", 4);
    put_item(
        new.after.as_mut().unwrap(),
        "reports",
        stage::report(OWNER, "done"),
    );
    assert_eq!(
        code(new.judged(&incident, 4)),
        Some(Code::Invalid),
        "what is new has no reports"
    );
}

#[test]
fn a_time_that_has_passed_by_both_clocks_is_no_time_to_report_back() {
    let incident = team(Phase::Hot);
    let at = |minutes: i64| Timestamp::from_millis(now().millis() + minutes * 60_000);
    // The time asked for is an hour ahead of the ground's clock.
    for (written, received, allowed) in [
        (0, 0, true),
        (59, 0, true),
        (0, 90, true),
        (90, 0, true),
        (60, 60, false),
        (61, 90, false),
        (90, 61, false),
    ] {
        for line in [
            "actions set report_by=soon",
            "actions create state=open owner=owner",
        ] {
            let judged =
                edit(line, DEPUTY).judged_at(&incident, DEPUTY, [at(written), at(received)]);
            assert_eq!(
                judged.is_ok(),
                allowed,
                "{line} written at {written}, received at {received}"
            );
        }
    }
    assert_eq!(
        refused("actions set report_by=earlier", MANAGER),
        "The time to report back has passed already. Give one that lies ahead."
    );
}

/// What loses against another edit is kept and shown, so it is judged as it is.
#[test]
fn values_that_lose_against_others_are_judged_as_they_are() {
    let incident = team(Phase::Hot);
    let lost = |line: &str, by: u8| {
        let mut given = edit(line, by);
        let kept: Object = given.before.clone().unwrap();
        given.after = Some(kept);
        code(given.judged(&incident, by))
    };
    assert_eq!(lost("actions set state=doing", OWNER), None);
    assert_eq!(
        lost("actions set state=done", OWNER),
        Some(Code::Invalid),
        "without its report"
    );
    assert_eq!(
        lost("actions set state=cancelled", DEPUTY),
        Some(Code::Invalid),
        "without a reason"
    );
    assert_eq!(
        lost("actions set report_by=earlier", DEPUTY),
        Some(Code::Invalid)
    );
    assert_eq!(
        lost("actions set report_by=later", OWNER),
        Some(Code::RoleRequired)
    );
    assert_eq!(
        lost("actions set acknowledged=yes given state=done", OWNER),
        Some(Code::Invalid)
    );
    assert_eq!(
        lost("actions set check=success given state=open", 4),
        Some(Code::Invalid)
    );
    assert_eq!(
        lost("actions set state=open given state=proposed", CREATOR),
        Some(Code::RoleRequired)
    );
    for (field, value) in [
        ("state", Scalar::from("perhaps")),
        ("owner", "somebody".into()),
        ("owner", Scalar::Int(1)),
        ("report_by", "at noon".into()),
        ("report_by", Scalar::Bool(false)),
        ("title", Scalar::Null),
        ("title", Scalar::Str("x".repeat(301))),
        ("acknowledged", "yes".into()),
    ] {
        let mut given = edit("actions set title=Recall given owner=D", DEPUTY);
        given.touches = vec![set("actions", field, value.clone())];
        given.after.clone_from(&given.before);
        assert_eq!(
            code(given.judged(&incident, DEPUTY)),
            Some(Code::Invalid),
            "{field} {value:?}"
        );
    }
}
