//! Messages, contacts and calls: what the server writes, and what is frozen.

use crate::{
    authority::stage::{Edit, edit, others, team},
    ground::*,
};
use loggist_domain::{
    Code, Effect, Object, ObjectId, Phase, Scalar, Value,
    policy::{self, Edited, Scene},
};
use serde_json::json;
use std::time::Duration;

pub const IT: [u8; 16] = [5; 16];

/// What an edit makes the server write, in a phase.
pub fn effect_of(edit: &Edit, by: u8, others: &Others, phase: Phase) -> Effect {
    let incident = team(phase);
    let edited = Edited {
        collection: edit.touches[0].object().0,
        id: ObjectId::from_bytes(IT),
        scene: Scene {
            incident: &incident,
            objects: others,
            person: person(by),
            before: edit.before.as_ref(),
            touched_at: None,
            written_at: now(),
            now: now(),
        },
        touches: edit.touches.iter().collect(),
        after: edit.after.as_ref(),
    };
    policy::effect(&[edited]).unwrap()
}

/// The values by field, and the sentence of the entry.
pub fn written(line: &str, by: u8) -> (Vec<(&'static str, Scalar)>, Option<String>) {
    let effect = effect_of(&edit(line, by), by, &others(), Phase::Hot);
    let puts = effect.puts.into_iter().map(|put| (put.field, put.value));
    (puts.collect(), effect.entry.map(|entry| entry.text))
}

fn code(line: &str, by: u8) -> Option<Code> {
    let judged = edit(line, by).judged(&team(Phase::Hot), by);
    judged.err().map(|refusal| refusal.code)
}

#[test]
fn a_message_keeps_the_words_that_were_agreed_and_everything_once_sent_com_03() {
    for field in [
        "splice text",
        "set kind=briefing",
        "set audience=internal",
        "set to=Registry",
    ] {
        let agreed = format!("messages {field} given agreed_at=earlier");
        assert_eq!(code(&agreed, 5), Some(Code::Invalid), "{agreed}");
    }
    for field in [
        "set channel=Email",
        "set sender=L",
        "set due=soon",
        "set state=drafting",
    ] {
        let agreed = format!("messages {field} given agreed_at=earlier");
        assert_eq!(code(&agreed, 5), None, "{agreed}");
        let sent = format!("messages {field} given sent_at=earlier");
        assert_eq!(code(&sent, 5), Some(Code::Invalid), "{sent}");
    }
    assert_eq!(code("messages reply given sent_at=earlier", 4), None);
    assert_eq!(code("messages create to=", 5), Some(Code::Invalid));
}

#[test]
fn a_message_that_goes_back_to_drafting_is_not_agreed_any_more_com_01() {
    assert_eq!(
        written("messages create", 5),
        (vec![("number", Scalar::Int(1))], None)
    );
    let line = "messages set state=standby given agreed_at=earlier number=3";
    let (puts, said) = written(line, 5);
    assert_eq!(
        puts,
        [("agreed_by", Scalar::Null), ("agreed_at", Scalar::Null)]
    );
    assert_eq!(
        said.unwrap(),
        "M-3 to Chambers was taken back: its words are no longer agreed."
    );
    assert_eq!(
        written("messages set state=awaiting_agreement", 5),
        (vec![], None)
    );
}

#[test]
fn a_contact_that_is_wanted_for_something_has_its_times_and_entries_lia_01_lia_03() {
    let at = || Scalar::from(now());
    assert_eq!(
        written("contacts create", 6),
        (vec![], None),
        "no more than named"
    );
    let (puts, said) = written(
        "contacts create state=asked purpose=advice organisation=Legal asked_for_by=M contacted_by=L",
        6,
    );
    assert_eq!(puts, [("asked_at", at())]);
    assert_eq!(
        said.unwrap(),
        "Vera (Legal) was asked for advice by Person 6. Asked for by Person 1."
    );
    for (line, field, text) in [
        (
            "contacts set state=advised given purpose=advice answer=Recall",
            Some("answered_at"),
            "Vera advised: Recall.",
        ),
        (
            "contacts set state=joined given purpose=join",
            Some("joined_at"),
            "Vera joined.",
        ),
        (
            "contacts set state=declined given purpose=join",
            Some("answered_at"),
            "Vera declined.",
        ),
        (
            "contacts set state=wanted given purpose=join",
            None,
            "Vera is wanted to join.",
        ),
    ] {
        let (puts, said) = written(line, 6);
        let expected: Vec<_> = field.map(|field| (field, at())).into_iter().collect();
        assert_eq!((puts, said.as_deref()), (expected, Some(text)), "{line}");
    }
}

#[test]
fn a_contact_that_the_manager_did_not_agree_to_is_flagged_lia_02() {
    let flags = |line: &str| {
        let effect = effect_of(&edit(line, 6), 6, &others(), Phase::Hot);
        effect.entry.unwrap().flags
    };
    assert_eq!(
        flags("contacts create state=asked purpose=join"),
        ["contact_not_agreed"]
    );
    assert!(flags("contacts create state=wanted purpose=join").is_empty());
    assert!(
        flags("contacts set state=asked given state=wanted purpose=join agreed=yes").is_empty()
    );
    let (puts, said) = written("contacts set agreed=yes given purpose=join", 1);
    assert_eq!(puts, []);
    assert_eq!(said.unwrap(), "Person 1 agrees that Vera is asked to join.");
}

fn planned(n: u8, minutes: u64) -> (&'static str, ObjectId, Object) {
    let at = now().plus(Duration::from_mins(minutes)).to_string();
    let call = object(3, &[("starts_at", scalar(&at))]);
    ("calls", ObjectId::from_bytes([n; 16]), call)
}

#[test]
fn the_next_call_is_the_first_that_is_planned_on_everybodys_screen_sec_08() {
    let mut others = others();
    let line = edit("calls create", 3);
    let header = |others: &Others| effect_of(&line, 3, others, Phase::Hot).header.unwrap();
    assert_eq!(
        header(&others).next_call,
        Some(now().plus(Duration::from_hours(1)))
    );
    for (collection, id, call) in [planned(81, 40), planned(82, 20)] {
        others.0.insert((collection, id), call);
    }
    assert_eq!(
        header(&others).next_call,
        Some(now().plus(Duration::from_mins(20)))
    );
    let effect = effect_of(&line, 3, &others, Phase::Hot);
    assert_eq!(effect.puts[0].value, Scalar::Int(1));
    assert_eq!(effect.entry, None);
}

#[test]
fn a_call_that_ends_says_who_was_there_and_is_flagged_without_a_next_one_sec_08() {
    let moved = |who: u8, minute: u64, is_in: bool| {
        let at = now().plus(Duration::from_mins(minute));
        Scalar::Str(
            json!({"by": person(3), "who": person(who), "is_in": is_in, "at": at}).to_string(),
        )
    };
    let mut ended = edit(
        "calls set ended_at=soon given opened_at=earlier number=5",
        3,
    );
    let attendance = [
        (91, moved(4, 3, true)),
        (92, moved(1, 0, true)),
        (93, moved(4, 9, false)),
    ];
    let attendance = attendance
        .into_iter()
        .map(|(n, value)| (ObjectId::from_bytes([n; 16]).to_string(), value));
    let after = ended.after.as_mut().unwrap();
    after
        .0
        .insert("attendance".into(), Value::Items(attendance.collect()));
    let effect = effect_of(&ended, 3, &others(), Phase::Hot);
    let entry = effect.entry.unwrap();
    assert_eq!(
        entry.text,
        "Call 5 ended after 60 minutes. Present: Person 1, Person 4. No next call was agreed."
    );
    assert_eq!(entry.flags, ["no_next_call"]);
    let warm = effect_of(&ended, 3, &others(), Phase::Warm).entry.unwrap();
    assert!(
        warm.flags.is_empty(),
        "regular calls belong to the hot phase"
    );
    let later = now().plus(Duration::from_hours(2));
    let after = ended.after.as_mut().unwrap();
    after.0.insert("next_at".into(), scalar(&later.to_string()));
    let effect = effect_of(&ended, 3, &others(), Phase::Hot);
    assert_eq!(effect.header.unwrap().next_call, Some(later));
    let entry = effect.entry.unwrap();
    assert!(entry.flags.is_empty());
    assert!(
        entry
            .text
            .ends_with("Next call at 04:00 UTC on 23 November 2026."),
        "{}",
        entry.text
    );
}

#[test]
fn a_call_is_opened_then_over_once() {
    assert_eq!(code("calls set ended_at=soon", 3), Some(Code::Invalid));
    let given = "given opened_at=earlier ended_at=soon";
    for field in [
        "set place=Bridge",
        "splice agenda",
        "set ended_at=later",
        "set next_at=later",
    ] {
        let line = format!("calls {field} {given}");
        assert_eq!(code(&line, 3), Some(Code::Invalid), "{line}");
    }
    assert_eq!(
        code(&format!("calls join {given}"), 4),
        None,
        "written down late"
    );
    let early = "calls set ended_at=later given opened_at=earlier next_at=soon";
    assert_eq!(code(early, 3), Some(Code::Invalid));
    assert_eq!(code("calls set interval=0", 3), Some(Code::Invalid));
    assert_eq!(code("calls set interval=10081", 3), Some(Code::Invalid));
    assert_eq!(code("calls set interval=10080", 3), None);
}
