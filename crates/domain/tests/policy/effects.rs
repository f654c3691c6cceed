//! What the server writes because of an edit, and when an action is overdue.

use crate::{
    authority::stage::{self, CREATOR, OWNER, edit, set, team},
    ground::*,
    outward::{IT, effect_of},
};
use loggist_domain::{
    Code, Effect, Kind, ObjectId, Phase, Scalar, Value,
    policy::{self, Edited, Scene},
};
use serde_json::json;

/// What a line makes the server write: values by field, and the sentence of the entry.
fn written(line: &str, by: u8) -> (Vec<(&'static str, Scalar)>, Option<String>) {
    let effect = effect_of(&edit(line, by), by, &stage::others(), Phase::Hot);
    let said = effect.entry.map(|entry| {
        assert_eq!(
            (entry.kind, entry.by.person),
            (Kind::System, Some(person(by)))
        );
        assert_eq!((entry.number, entry.refs["action"].bytes()), (6, IT));
        entry.text
    });
    let put = effect.puts.into_iter().map(|put| {
        assert_eq!(put.id.bytes(), IT);
        (put.field, put.value)
    });
    (put.collect(), said)
}

/// By the manager of the ground.
fn instructed() -> (&'static str, Scalar) {
    ("instructed_by", person(1).into())
}

fn at_now() -> Scalar {
    now().into()
}

#[test]
fn a_new_action_gets_the_next_number_and_its_entry_and_manager_when_it_is_open_sme_02() {
    let (puts, said) = written("actions create state=proposed owner=owner", 4);
    assert_eq!((puts, said), (vec![("number", Scalar::Int(1))], None));
    let (puts, said) = written("actions create state=open owner=owner", 2);
    let number = ("number", Scalar::Int(1));
    assert_eq!(puts, [number, ("opened_at", at_now()), instructed()]);
    assert_eq!(
        said.unwrap(),
        "A-1 opened: Trace it. Owner Person 4, reports back by 03:00 UTC on 23 November 2026."
    );
    let mut others = stage::others();
    for (n, number) in [(80, 4), (81, 17), (82, 9)] {
        let numbered = object(CREATOR, &[("number", Value::Scalar(Scalar::Int(number)))]);
        others
            .0
            .insert(("actions", ObjectId::from_bytes([n; 16])), numbered);
    }
    let created = edit("actions create state=open owner=contact", 2);
    let effect = effect_of(&created, 2, &others, Phase::Hot);
    assert_eq!(effect.puts[0].value, Scalar::Int(18), "after the highest");
    assert!(
        effect
            .entry
            .unwrap()
            .text
            .starts_with("A-18 opened: Trace it. Owner Vera, reports back by")
    );
}

#[test]
fn opening_says_whether_it_is_the_first_time() {
    for (from, what) in [
        ("proposed", "opened"),
        ("done", "opened again"),
        ("cancelled", "opened again"),
        ("to_reassign", "given to somebody else"),
    ] {
        let (puts, said) = written(&format!("actions set state=open given state={from}"), 2);
        assert_eq!(puts, [("opened_at", at_now()), instructed()]);
        assert!(
            said.unwrap()
                .starts_with(&format!("A-1 {what}: Trace it. Owner Person 4"))
        );
    }
    let line =
        "actions set state=open given state=done acknowledged=yes check=failure overdue_since=soon";
    let (puts, _) = written(line, 2);
    let null = |field| (field, Scalar::Null);
    let expected = [
        ("opened_at", at_now()),
        instructed(),
        null("acknowledged"),
        null("acknowledged_at"),
        null("check"),
        null("overdue_since"),
    ];
    assert_eq!(puts, expected, "it is acknowledged and checked anew");
}

#[test]
fn what_is_done_without_an_agreed_recommendation_is_flagged_until_it_rests_on_one_sme_03() {
    for from in ["", " given from=asked"] {
        let begun = edit(&format!("actions set state=doing{from}"), OWNER);
        let effect = effect_of(&begun, OWNER, &stage::others(), Phase::Hot);
        let entry = effect.entry.unwrap();
        assert_eq!(
            entry.text,
            "A-1 under way: Trace it. No recommendation to do it was agreed."
        );
        assert_eq!(entry.flags, ["not_recommended"]);
    }
    for line in [
        "actions set state=doing given from=agreed",
        "actions set state=doing given state=doing",
    ] {
        assert_eq!(written(line, OWNER), (vec![], None), "{line}");
    }
    let right = edit("actions set from=agreed given state=doing", OWNER);
    let effect = effect_of(&right, OWNER, &stage::others(), Phase::Hot);
    let entry = effect.entry.unwrap();
    assert_eq!(entry.text, "A-1 rests on R-0, which is agreed: Trace it.");
    assert!(entry.flags.is_empty());
    let given = |line: &str| {
        let judged = edit(line, OWNER).judged(&team(Phase::Hot), OWNER);
        judged.map_err(|refusal| refusal.code)
    };
    assert_eq!(given("actions set from=agreed given state=done"), Ok(()));
    for line in [
        "actions set from=asked",
        "actions set from=agreed given state=proposed",
    ] {
        assert_eq!(given(line), Err(Code::Invalid), "{line}");
    }
}

#[test]
fn a_new_owner_has_not_acknowledged_sec_10() {
    let (puts, said) = written("actions set owner=E given acknowledged=yes", 2);
    assert_eq!(
        puts,
        [
            ("acknowledged", Scalar::Null),
            ("acknowledged_at", Scalar::Null)
        ]
    );
    assert_eq!(
        said.unwrap(),
        "A-1 given to somebody else: Trace it. Owner Person 4, reports back by 03:00 UTC on 23 November 2026."
    );
    let (puts, _) = written(
        "actions set owner=contact given state=blocked acknowledged=yes",
        2,
    );
    assert_eq!(puts.len(), 2);
    assert_eq!(
        written("actions set owner=owner given acknowledged=yes", 2),
        (vec![], None),
        "the same owner keeps it"
    );
    assert_eq!(
        written("actions set owner=E given state=proposed", 2),
        (vec![], None),
        "nobody has it yet"
    );
}

#[test]
fn the_server_puts_its_own_times() {
    assert_eq!(
        written("actions set acknowledged=yes", OWNER),
        (vec![("acknowledged_at", at_now())], None)
    );
    assert_eq!(
        written("actions set acknowledged=yes given acknowledged=yes", OWNER).0,
        []
    );
    let item = ObjectId::from_bytes([6; 16]).to_string();
    let (puts, said) = written("actions add + note", OWNER);
    assert_eq!(
        puts,
        [("reported", Scalar::Str(json!({item: now()}).to_string()))]
    );
    assert_eq!(said, None);

    let other = ObjectId::from_bytes([3; 16]).to_string();
    let before = json!({other.clone(): "2026-11-23T01:00:00.000Z"}).to_string();
    let mut second = edit("actions add + note", OWNER);
    second
        .after
        .as_mut()
        .unwrap()
        .0
        .insert("reported".into(), scalar(&before));
    let effect = effect_of(&second, OWNER, &stage::others(), Phase::Hot);
    let Scalar::Str(text) = &effect.puts[0].value else {
        panic!("times are text")
    };
    let times: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(
        times[&other],
        json!("2026-11-23T01:00:00.000Z"),
        "earlier ones stay"
    );
    assert_eq!(times.as_object().unwrap().len(), 2);
}

#[test]
fn done_blocked_cancelled_and_checked_are_sealed_in_words() {
    for (line, by, expected) in [
        (
            "actions set state=done + done",
            OWNER,
            Some("A-1 done: Trace it. In words."),
        ),
        (
            "actions set state=blocked + blocked",
            OWNER,
            Some("A-1 blocked: Trace it. In words."),
        ),
        (
            "actions set state=blocked",
            OWNER,
            Some("A-1 blocked: Trace it."),
        ),
        (
            "actions set state=cancelled + note",
            1,
            Some("A-1 cancelled: Trace it. In words."),
        ),
        ("actions set state=doing given from=agreed", OWNER, None),
        (
            "actions set check=success given state=done",
            4,
            Some("A-1 checked: it worked."),
        ),
        (
            "actions set check=failure given state=done",
            4,
            Some("A-1 checked: it did not work."),
        ),
        ("actions set title=Recall", 2, None),
        ("actions splice instruction", 2, None),
    ] {
        assert_eq!(written(line, by).1.as_deref(), expected, "{line}");
    }
    let check = json!({"by": person(4), "verdict": "failure", "text": " Still out. "}).to_string();
    let mut checked = edit("actions set check=failure given state=done", 4);
    checked.touches = vec![set("actions", "check", check.as_str().into())];
    checked
        .after
        .as_mut()
        .unwrap()
        .0
        .insert("check".into(), scalar(&check));
    let entry = effect_of(&checked, 4, &stage::others(), Phase::Hot)
        .entry
        .unwrap();
    assert_eq!(entry.text, "A-1 checked: it did not work. Still out.");
}

#[test]
fn more_time_ends_being_overdue_and_so_does_an_end() {
    let cleared = vec![("overdue_since", Scalar::Null)];
    assert_eq!(
        written("actions set report_by=later given overdue_since=earlier", 2).0,
        cleared
    );
    assert_eq!(
        written(
            "actions set title=Recall given overdue_since=earlier report_by=earlier",
            2
        )
        .0,
        []
    );
    let done = written(
        "actions set state=done + done given overdue_since=earlier report_by=earlier",
        OWNER,
    )
    .0;
    assert!(done.contains(&cleared[0]), "{done:?}");
}

/// The moves that an edit of a fact leaves: standing, outcome and who.
fn moves(line: &str, by: u8) -> Option<Vec<serde_json::Value>> {
    let effect = effect_of(&edit(line, by), by, &stage::others(), Phase::Hot);
    assert_eq!(effect.entry, None);
    let put = effect.puts.first()?;
    assert_eq!((put.collection, put.field), ("facts", "moves"));
    serde_json::from_str(put.value.str()?).ok()
}

#[test]
fn each_move_between_known_suspected_and_unknown_is_kept_with_who_and_when_im_07_im_08() {
    let made = moves("facts create standing=suspected", 4).unwrap();
    let first = json!({"standing": "suspected", "outcome": null, "by": person(4), "at": now()});
    assert_eq!(made, [first]);
    let moved = moves("facts set standing=unknown", 2).unwrap();
    assert_eq!(moved.last().unwrap()["standing"], "unknown");
    assert_eq!(moved.last().unwrap()["by"], json!(person(2)));
    let found = moves("facts set outcome=confirmed", 4).unwrap();
    assert_eq!(found.last().unwrap()["outcome"], "confirmed");
    assert_eq!(moves("facts set waits_on=the_trace", 4), None);
}

#[test]
fn a_new_recommendation_gets_its_number_and_time_and_no_entry() {
    let (puts, said) = written("recommendations create", 4);
    assert_eq!(puts, [("number", Scalar::Int(1)), ("made_at", at_now())]);
    assert_eq!(said, None);
    assert_eq!(
        written("recommendations splice text", CREATOR),
        (vec![], None)
    );
    assert_eq!(written("recommendations reply", 4), (vec![], None));
    for line in [
        "drafts create kind=observation",
        "contacts create",
        "systems set fit=yes",
    ] {
        assert_eq!(written(line, 4), (vec![], None), "{line}");
    }
}

#[test]
fn one_change_is_for_one_action() {
    let incident = team(Phase::Hot);
    let others = stage::others();
    let given = edit("actions set state=done + done", OWNER);
    let one = |n: u8| Edited {
        collection: "actions",
        id: ObjectId::from_bytes([n; 16]),
        scene: Scene {
            incident: &incident,
            objects: &others,
            person: person(OWNER),
            before: given.before.as_ref(),
            touched_at: None,
            written_at: now(),
            now: now(),
        },
        touches: given.touches.iter().collect(),
        after: given.after.as_ref(),
    };
    assert!(policy::effect(&[one(1)]).is_ok());
    let refusal = policy::effect(&[one(1), one(2)]).unwrap_err();
    assert_eq!(
        refusal.reason,
        "One change is for one thing that the server numbers or seals. Make it in several."
    );
    let gone = Edited {
        after: None,
        ..one(2)
    };
    assert!(policy::effect(&[one(1), gone]).is_ok());
    assert_eq!(policy::effect(&[]).unwrap(), Effect::default());
}
