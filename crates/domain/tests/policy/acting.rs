//! What an action is never without, and how it goes on.

use crate::{
    authority::stage::{self, OWNER, added, edit, put_item, set, team},
    ground::*,
};
use loggist_domain::{Code, Phase, Scalar, Value};
use serde_json::json;
use std::time::Duration;

pub const MANAGER: u8 = 1;
pub const DEPUTY: u8 = 2;
const SECRETARIAT: u8 = 3;

/// The sentence that an edit is refused with.
pub fn refused(line: &str, by: u8) -> String {
    let judged = edit(line, by).judged(&team(Phase::Hot), by);
    judged.map_or_else(|it| it.reason, |()| format!("{line} by {by} is allowed"))
}

fn allowed(line: &str, by: u8) {
    let judged = edit(line, by).judged(&team(Phase::Hot), by);
    assert_eq!(judged, Ok(()), "{line} by {by}");
}

const NO_TIME: &str = "An open action has a time at which its owner reports back. Say when.";
const NO_OWNER: &str = "An open action has an owner: somebody in the team who is not an observer, or a contact. Say who.";
pub const MANAGERS: &str = "The Incident Manager does not do actions. Give it to somebody else, or hand over command first.";

#[test]
fn an_open_action_has_an_owner_and_a_time_whoever_asks_and_however_it_came_about_im_03_sec_09() {
    for by in [MANAGER, DEPUTY, SECRETARIAT] {
        for (flaw, sentence) in [
            ("report_by=null", NO_TIME),
            ("owner=null", NO_OWNER),
            ("owner=O", NO_OWNER),
            ("owner=M", MANAGERS),
        ] {
            let created = format!("actions create state=open owner=owner {flaw}");
            assert_eq!(refused(&created, by), sentence);
            let taken_away = format!("actions set {flaw}");
            assert_eq!(refused(&taken_away, by), sentence);
            for state in ["proposed", "to_reassign", "done", "cancelled"] {
                let opened = format!("actions set state=open given state={state} {flaw}");
                assert_eq!(refused(&opened, by), sentence);
                allowed(&format!("actions set {flaw} given state={state}"), by);
            }
            for state in ["doing", "blocked"] {
                assert_eq!(
                    refused(&format!("actions set {flaw} given state={state}"), by),
                    sentence
                );
            }
        }
    }
}

#[test]
fn who_is_outside_or_has_left_owns_nothing_and_an_observer_is_no_contact() {
    let incident = team(Phase::Hot);
    for (owner, expected) in [
        (OUTSIDER, Some(Code::Invalid)),
        (EX_MEMBER, Some(Code::Invalid)),
        (OPENER, Some(Code::Invalid)),
        (stage::CONTACT, None),
        (DEPUTY, None),
    ] {
        let mut given = edit("actions set owner=E", DEPUTY);
        let to = Scalar::from(person(owner));
        given.touches = vec![set("actions", "owner", to.clone())];
        given
            .after
            .as_mut()
            .unwrap()
            .0
            .insert("owner".into(), Value::Scalar(to));
        assert_eq!(code(given.judged(&incident, DEPUTY)), expected, "{owner}");
    }
    // An action that is "of a contact" only because somebody made one with the observer's id.
    let mut others = incident.clone();
    let contact = incident.members[&person(7)].clone();
    others.members.insert(
        person(stage::CONTACT),
        loggist_domain::Member {
            person: person(stage::CONTACT),
            ..contact
        },
    );
    let given = edit("actions set owner=contact", DEPUTY);
    assert_eq!(code(given.judged(&others, DEPUTY)), Some(Code::Invalid));
    let liaison = edit("actions set acknowledged=yes given owner=contact", 6);
    assert_eq!(code(liaison.judged(&others, 6)), Some(Code::RoleRequired));
}

#[test]
fn an_action_says_in_a_line_what_is_to_be_done() {
    let incident = team(Phase::Hot);
    for (title, expected) in [
        ("", false),
        (" \t\n", false),
        (&*"x".repeat(301), false),
        (&*"\u{1f9ef}".repeat(300), true),
    ] {
        let mut given = edit("actions set title=Recall", DEPUTY);
        given.touches = vec![set("actions", "title", title.into())];
        given
            .after
            .as_mut()
            .unwrap()
            .0
            .insert("title".into(), scalar(title));
        assert_eq!(
            given.judged(&incident, DEPUTY).is_ok(),
            expected,
            "{title:?}"
        );
    }
}

#[test]
fn more_time_comes_with_a_report_that_asks_for_that_time() {
    allowed("actions set report_by=later + more_time", OWNER);
    let need = "Report that you need more time and until when; the Incident Manager, the Deputy or the Secretariat sets any other time.";
    for line in [
        "actions set report_by=later",
        "actions set report_by=soon + more_time",
        "actions set report_by=later + note",
    ] {
        assert_eq!(refused(line, OWNER), need, "{line}");
    }
    assert_eq!(
        refused("actions set report_by=null + more_time", OWNER),
        NO_TIME
    );
    for state in ["proposed", "done", "to_reassign"] {
        let line = format!("actions set report_by=later + more_time given state={state}");
        assert_eq!(refused(&line, OWNER), need_open(), "{state}");
    }
    allowed("actions set report_by=later given owner=D", DEPUTY);
}

fn need_open() -> &'static str {
    "This action is not open. Leave a note instead."
}

#[test]
fn done_needs_a_report_that_it_is_done_since_the_action_was_opened() {
    let ask = "Report that it is done, and what came of it.";
    for answer in ["", " + note", " + blocked", " + dont_know"] {
        assert_eq!(
            refused(&format!("actions set state=done{answer}"), OWNER),
            ask
        );
    }
    let incident = team(Phase::Hot);
    let mut done = edit("actions set state=done", OWNER);
    put_item(
        done.after.as_mut().unwrap(),
        "reports",
        stage::report(OWNER, "done"),
    );
    assert_eq!(
        code(done.judged(&incident, OWNER)),
        None,
        "it was reported before"
    );
    let hours = |hours: u64| now().plus(Duration::from_hours(hours));
    let item = loggist_domain::ObjectId::from_bytes([6; 16]);
    for (reported, opened, expected) in [(1, 2, Some(Code::Invalid)), (2, 2, None), (3, 2, None)] {
        let after = &mut done.after.as_mut().unwrap().0;
        after.insert(
            "reported".into(),
            scalar(&json!({item.to_string(): hours(reported)}).to_string()),
        );
        after.insert("opened_at".into(), scalar(&hours(opened).to_string()));
        assert_eq!(
            code(done.judged(&incident, OWNER)),
            expected,
            "reported {reported}, opened {opened}"
        );
    }
}

#[test]
fn only_an_open_action_goes_on() {
    for state in ["proposed", "done", "cancelled", "to_reassign"] {
        for to in ["doing", "blocked", "done + done"] {
            let line = format!("actions set state={to} given state={state}");
            let said = refused(&line, OWNER);
            assert!(
                said.starts_with("This action is not open"),
                "{line}: {said}"
            );
        }
        let line = format!("actions set acknowledged=yes given state={state}");
        assert_eq!(
            refused(&line, OWNER),
            "This action is not open, so there is nothing to acknowledge."
        );
        allowed(&format!("actions add + note given state={state}"), OWNER);
        for answer in ["done", "blocked", "dont_know", "more_time"] {
            let line = format!("actions add + {answer} given state={state}");
            assert_eq!(refused(&line, OWNER), need_open());
        }
    }
    assert_eq!(
        refused(
            "actions create state=proposed owner=owner acknowledged=yes",
            4
        ),
        "This action is not open, so there is nothing to acknowledge."
    );
}

#[test]
fn cancelling_says_why_and_happens_once() {
    let why = "Say why the action is cancelled.";
    for by in [MANAGER, DEPUTY] {
        allowed("actions set state=cancelled + note", by);
        assert_eq!(refused("actions set state=cancelled", by), why);
        for state in ["done", "cancelled"] {
            let line = format!("actions set state=cancelled + note given state={state}");
            assert_eq!(refused(&line, by), "This action has ended already.");
        }
        let other = refused("actions set state=cancelled + done", by);
        assert_eq!(
            other,
            "Its owner reports on an action, or the Secretariat for them."
        );
        let mut silent = edit("actions set state=cancelled", by);
        let blank =
            Scalar::Str(json!({"by": person(by), "answer": "note", "text": " \n"}).to_string());
        silent
            .touches
            .push(added("actions", "reports", blank.clone()));
        put_item(silent.after.as_mut().unwrap(), "reports", blank);
        assert_eq!(
            silent.judged(&team(Phase::Hot), by).unwrap_err().reason,
            why
        );
    }
}

#[test]
fn an_action_is_checked_once_it_is_done_and_signed_by_who_checks() {
    for state in [
        "proposed",
        "open",
        "doing",
        "blocked",
        "cancelled",
        "to_reassign",
    ] {
        let line = format!("actions set check=success given state={state}");
        assert_eq!(refused(&line, 4), "An action is checked once it is done.");
    }
    assert_eq!(
        refused("actions create state=proposed owner=owner check=success", 4),
        "An action is checked once it is done."
    );
    let incident = team(Phase::Hot);
    let signed = "What a person adds carries that person's id and what they say.";
    let odd = [
        Scalar::Null,
        Scalar::Bool(true),
        "success".into(),
        Scalar::Str(json!({"by": person(5), "verdict": "success"}).to_string()),
        Scalar::Str(json!({"by": person(4), "verdict": "perhaps"}).to_string()),
        Scalar::Str(json!({"by": person(4), "verdict": "success", "more": 1}).to_string()),
        Scalar::Str(
            json!({"by": person(4), "verdict": "success", "text": "x".repeat(4_001)}).to_string(),
        ),
    ];
    for check in odd {
        let mut given = edit("actions set check=success given state=done", 4);
        given.touches = vec![set("actions", "check", check.clone())];
        let judged = given.judged(&incident, 4).unwrap_err();
        assert!(judged.code == Code::Invalid, "{check:?}: {}", judged.reason);
        if check == Scalar::Null {
            assert_eq!(
                judged.reason, signed,
                "a check is not taken back, another follows it"
            );
        }
    }
}
