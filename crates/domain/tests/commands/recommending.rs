//! Recommendations are answered as they were read.

use crate::ground::*;
use loggist_domain::{Code, ObjectId, Scalar, Value, command::recommendation_hash};
use serde_json::json;

fn recommended(play: &mut Play, text: &str) -> ObjectId {
    let fields = [
        ("by", word(&id(RAVI).to_string())),
        ("text", Value::Text(text.into())),
        ("number", Value::Scalar(Scalar::Int(7))),
    ];
    play.put("recommendations", 31, &fields)
}

fn answer(play: &Play, it: ObjectId, answer: &str) -> serde_json::Value {
    let hash = recommendation_hash(&play.objects.others[&("recommendations", it)]);
    json!({"recommendation": it, "hash": hash, "answer": answer})
}

#[test]
fn agreeing_puts_the_answer_and_says_what_was_agreed() {
    let mut play = Play::declared();
    let it = recommended(&mut play, " Recall the message.\n");
    let fields = answer(&play, it, "agreed");
    let entry = play
        .give(PRIYA, "answer_recommendation", fields.clone())
        .unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair agreed to R-7, Ravi Menon: Recall the message."
    );
    assert_eq!(entry.refs["recommendation"], it);
    let says = |field| play.says("recommendations", it, field);
    assert_eq!(says("answer").as_deref(), Some("agreed"));
    assert_eq!(says("answered_by"), Some(id(PRIYA).to_string()));
    assert_eq!(says("answered_at"), Some(now().to_string()));
    assert_eq!(says("reason"), None);
    assert_eq!(
        play.refused(PRIYA, "answer_recommendation", fields).1,
        "This recommendation was agreed already."
    );
}

#[test]
fn declining_and_asking_say_why_and_a_question_leaves_it_open() {
    let mut play = Play::declared();
    let it = recommended(&mut play, "Recall it.");
    for (word, ask) in [
        ("declined", "Say why you decline it."),
        ("question", "Say what you ask."),
    ] {
        let mut fields = answer(&play, it, word);
        assert_eq!(
            play.refused(PRIYA, "answer_recommendation", fields.clone())
                .1,
            ask
        );
        fields["reason"] = json!(" \t ");
        assert_eq!(play.refused(PRIYA, "answer_recommendation", fields).1, ask);
    }
    let mut fields = answer(&play, it, "question");
    fields["reason"] = json!("How many?");
    let entry = play.give(PRIYA, "answer_recommendation", fields).unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair asks about R-7, Ravi Menon: Recall it. Reason: How many?"
    );
    let mut fields = answer(&play, it, "declined");
    fields["reason"] = json!("Too many.");
    let entry = play.speak(TOM, "answer_recommendation", fields).unwrap();
    assert!(entry.text.starts_with("Priya Nair declined R-7"));
    assert_eq!(
        (entry.by.name.as_str(), entry.said_by.as_deref()),
        ("Tom Okafor", Some("Priya Nair"))
    );
    assert_eq!(
        play.says("recommendations", it, "answered_by"),
        Some(id(PRIYA).to_string()),
        "it is the manager's answer"
    );
    let fields = answer(&play, it, "agreed");
    assert_eq!(
        play.refused(PRIYA, "answer_recommendation", fields).1,
        "This recommendation was declined already."
    );
}

#[test]
fn nobody_agrees_to_words_that_they_did_not_see() {
    let mut play = Play::declared();
    let it = recommended(&mut play, "Recall it.");
    let read = answer(&play, it, "agreed");
    for other in [
        "Recall it!",
        "recall it.",
        "Recall it. ",
        "Re\u{301}call it.",
        "",
    ] {
        recommended(&mut play, other);
        let (code, _) = play.refused(PRIYA, "answer_recommendation", read.clone());
        assert_eq!(code, Code::ChangedWhileSealing, "{other:?}");
    }
    recommended(&mut play, "Recall it.");
    let recommendation = play
        .objects
        .others
        .get_mut(&("recommendations", it))
        .unwrap();
    recommendation
        .0
        .insert("deadline".into(), word("2026-11-23T04:00:00.000Z"));
    let (code, _) = play.refused(PRIYA, "answer_recommendation", read.clone());
    assert_eq!(code, Code::ChangedWhileSealing, "its deadline is read, too");
    recommended(&mut play, "Recall it.");
    assert!(play.give(PRIYA, "answer_recommendation", read).is_ok());
    let gone = json!({"recommendation": thing(99), "hash": "", "answer": "agreed"});
    assert_eq!(
        play.refused(PRIYA, "answer_recommendation", gone).0,
        Code::Gone
    );
}

#[test]
fn the_hash_is_of_canonical_json_and_leaves_out_what_is_not_there() {
    let mut play = Play::declared();
    let it = recommended(&mut play, "Recall \"it\" \u{1f9ef}");
    let object = &play.objects.others[&("recommendations", it)];
    let hash = recommendation_hash(object);
    assert_eq!(hash.len(), 64);
    assert_eq!(
        hash, "c7f2666bd8e1065c4167f09daefae8031cea6a3796fc9d9752797572740381d1",
        "of {{\"text\":\"Recall \\\"it\\\" \u{1f9ef}\"}}"
    );
}
