//! Calls are opened, messages agreed and sent: on the record.

use crate::ground::*;
use loggist_domain::{Code, Kind, Object, ObjectId, Value, command::message_hash};
use serde_json::{Value as Json, json};

const CALL: u8 = 51;
const MESSAGE: u8 = 61;

fn call(play: &mut Play, n: u8, starts_at: &str) -> ObjectId {
    let number = Value::Scalar(loggist_domain::Scalar::Int(i64::from(n) - 46));
    play.put(
        "calls",
        n,
        &[("starts_at", word(starts_at)), ("number", number)],
    )
}

fn message(play: &mut Play, more: &[(&str, &str)]) -> ObjectId {
    let mut fields = vec![
        ("kind", word("update")),
        ("audience", word("external")),
        ("to", word("Larkfield Chambers")),
        ("state", word("awaiting_agreement")),
        ("number", Value::Scalar(loggist_domain::Scalar::Int(3))),
        ("text", Value::Text("The list was recalled.".into())),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more.iter().map(|(name, text)| (*name, word(text))));
    play.put("messages", MESSAGE, &fields)
}

fn read(play: &Play) -> Json {
    let message = &play.objects.others[&("messages", thing(MESSAGE))];
    json!({"message": thing(MESSAGE), "hash": message_hash(message)})
}

#[test]
fn a_call_is_opened_with_one_tap_and_names_who_commands_im_05_im_06() {
    let mut play = Play::declared();
    let it = call(&mut play, CALL, "2026-11-23T02:00:00.000Z");
    call(&mut play, CALL + 1, "2026-11-23T03:00:00.000Z");
    call(&mut play, CALL + 2, "2026-11-23T02:30:00.000Z");
    let entry = play.give(MAEVE, "open_call", json!({"call": it})).unwrap();
    assert_eq!(
        entry.text,
        "Call 5 opened by Maeve Lindqvist. Incident Manager: Priya Nair. Deputy: Tom Okafor. Secretariat: Maeve Lindqvist."
    );
    assert_eq!((entry.kind, entry.refs["call"]), (Kind::Comms, it));
    assert_eq!(
        play.says("calls", it, "opened_by"),
        Some(id(MAEVE).to_string())
    );
    assert_eq!(
        play.incident.header.next_call.map(|at| at.to_string()),
        Some("2026-11-23T02:30:00.000Z".into()),
        "the next one that is planned"
    );
    assert_eq!(
        play.refused(TOM, "open_call", json!({"call": it})).1,
        "This call was opened already."
    );
    assert_eq!(
        play.refused(TOM, "open_call", json!({"call": thing(99)})).0,
        Code::Gone
    );
}

#[test]
fn a_role_that_nobody_holds_is_named_as_that_when_a_call_opens() {
    let mut play = Play::declared();
    play.give(PRIYA, "remove_member", json!({"person": id(TOM)}))
        .unwrap();
    let it = call(&mut play, CALL, "2026-11-23T02:00:00.000Z");
    let entry = play.give(PRIYA, "open_call", json!({"call": it})).unwrap();
    assert!(
        entry.text.contains("Deputy: nobody. Secretariat: Maeve"),
        "{}",
        entry.text
    );
    assert_eq!(play.incident.header.next_call, None);
}

#[test]
fn a_message_is_agreed_in_the_words_that_were_read_then_sent_com_02_com_03() {
    let mut play = Play::declared();
    let it = message(
        &mut play,
        &[
            ("channel", "telephone"),
            ("contact_point", "the duty clerk"),
            ("sender", &id(RAVI).to_string()),
        ],
    );
    let stale = json!({"message": it, "hash": "0".repeat(64)});
    for (command, sentence) in [
        (
            "agree_message",
            "The message changed while you read it. Read it again, then agree.",
        ),
        (
            "mark_sent",
            "The message changed while you marked it. Read it again, then say that it was sent.",
        ),
    ] {
        assert_eq!(
            play.refused(PRIYA, command, stale.clone()),
            (Code::ChangedWhileSealing, sentence.into())
        );
    }
    let fields = read(&play);
    let entry = play.give(PRIYA, "agree_message", fields.clone()).unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair agreed to M-3 to Larkfield Chambers: The list was recalled."
    );
    assert_eq!(
        play.refused(PRIYA, "agree_message", fields.clone()).1,
        "This message was agreed already."
    );
    let entry = play.give(MAEVE, "mark_sent", fields.clone()).unwrap();
    assert_eq!(
        entry.text,
        "M-3 sent to Larkfield Chambers by telephone through the duty clerk, sent by Ravi Menon: The list was recalled."
    );
    assert_eq!((entry.kind, entry.refs["message"]), (Kind::Comms, it));
    assert!(entry.flags.is_empty());
    assert_eq!(
        play.says("messages", it, "sent_by"),
        Some(id(RAVI).to_string()),
        "who sent it, not who says so"
    );
    for command in ["agree_message", "mark_sent"] {
        assert_eq!(
            play.refused(PRIYA, command, fields.clone()).1,
            "This message was sent already."
        );
    }
}

#[test]
fn a_message_is_hashed_by_what_is_agreed_to() {
    let mut play = Play::declared();
    message(&mut play, &[("channel", "telephone")]);
    // The web app's tests have the same words and hash.
    assert_eq!(
        read(&play)["hash"],
        "f4114c68aa2787ba217743325ff8d17ee21d60d3b82e0eac5eee173f04113063"
    );
}

#[test]
fn a_message_sent_without_agreement_is_flagged_and_a_blank_one_is_none_com_02() {
    let mut play = Play::declared();
    message(&mut play, &[("kind", "briefing")]);
    let fields = read(&play);
    let entry = play.give(TOM, "mark_sent", fields).unwrap();
    assert_eq!(
        entry.text,
        "M-3 given to Larkfield Chambers, given by Tom Okafor: The list was recalled."
    );
    assert_eq!(entry.flags, ["sent_without_agreement"]);
    let mut play = Play::declared();
    message(&mut play, &[]);
    let blank = |object: &mut Object| object.0.insert("text".into(), Value::Text(" \n".into()));
    blank(
        play.objects
            .others
            .get_mut(&("messages", thing(MESSAGE)))
            .unwrap(),
    );
    let fields = read(&play);
    assert_eq!(
        play.refused(TOM, "mark_sent", fields).1,
        "Write the message first."
    );
}

#[test]
fn an_agreement_that_was_not_spoken_is_taken_back_until_the_message_was_sent() {
    for sent in [false, true] {
        let mut play = Play::declared();
        let it = message(&mut play, &[]);
        let fields = read(&play);
        play.speak(MAEVE, "agree_message", fields.clone()).unwrap();
        let spoken = play.proposed();
        assert_eq!(
            play.says("messages", it, "agreed_by"),
            Some(id(PRIYA).to_string())
        );
        if sent {
            play.give(MAEVE, "mark_sent", fields).unwrap();
        }
        play.give(PRIYA, "revoke_spoken", json!({"proposal": spoken}))
            .unwrap();
        assert_eq!(play.says("messages", it, "agreed_at").is_some(), sent);
    }
}
