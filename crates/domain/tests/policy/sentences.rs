//! What whoever is refused an edit reads: each sentence that no other test here has.

use crate::{
    authority::stage::{added, edit, sample, team},
    ground::*,
};
use loggist_domain::{
    Object, Phase, Scalar,
    policy::{self, Act, Scene, Touch},
};
use serde_json::json;

#[test]
fn what_was_answered_sent_or_ended_stays_and_the_sentence_says_what_to_do() {
    let incident = team(Phase::Hot);
    for (line, by, sentence) in [
        (
            "recommendations splice text given answer=agreed",
            60,
            "This recommendation has its answer, so its words stay. Make a new one.",
        ),
        (
            "messages set to=Registry given sent_at=earlier",
            5,
            "This message was sent, so it stays as it was. Write a new one.",
        ),
        (
            "calls splice agenda given ended_at=earlier",
            3,
            "This call is over, so it stays as it was. Plan the next one.",
        ),
        (
            "calls set ended_at=later",
            3,
            "Open the call before it ends.",
        ),
        (
            "calls set ended_at=later given opened_at=earlier next_at=earlier",
            3,
            "The next call is after this one.",
        ),
        (
            "documents set state=captured",
            3,
            "Say where it is kept, or attach it.",
        ),
        ("actions set title=", 3, "Say in a line what is to be done."),
    ] {
        let refusal = edit(line, by).judged(&incident, by).unwrap_err();
        assert_eq!(refusal.reason, sentence, "{line}");
    }
}

/// What somebody reads of one touch.
fn read(touch: &Touch, by: u8, before: &Object, after: Option<&Object>) -> String {
    let scene = Scene {
        incident: &team(Phase::Hot),
        objects: &Others::default(),
        person: person(by),
        before: Some(before),
        touched_at: None,
        written_at: now(),
        now: now(),
    };
    policy::holds(&[touch], scene, after).unwrap_err().reason
}

#[test]
fn what_is_gone_is_said_to_be() {
    let splice = touch(Act::Splice, "drafts", "text");
    assert_eq!(
        read(&splice, 4, &draft(4, "observation"), None),
        "This is no longer there: it was sealed or removed meanwhile."
    );
}

#[test]
fn nobody_is_in_a_line_of_whom_the_room_does_not_know() {
    let stranger = json!({"by": person(5), "who": person(99), "is_in": true, "at": now()});
    let comes = added("channels", "moves", Scalar::Str(stranger.to_string()));
    let line = sample("channels", 5);
    assert_eq!(
        read(&comes, 5, &line, Some(&line)),
        "Only somebody in the team, or a contact, is in a communication line or on a call."
    );
}
