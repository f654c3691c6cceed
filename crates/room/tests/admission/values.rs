//! `[A7]` only the kinds of values that the schema knows, of bounded size, and ids that were never used.

use crate::{
    edits::{any, create_draft, create_fact, discard, draft, map, set, text_of},
    incident::{Incident, PRIYA, TOM, altered, object, text},
};
use automerge::{
    Automerge, ObjType, ScalarValue,
    legacy::OpType,
    marks::{ExpandMark, Mark},
    transaction::{Transactable, Transaction},
};
use loggist_domain::Code;

fn begun() -> (Incident, Automerge) {
    let mut incident = Incident::new();
    let mut priya = incident.replica(10);
    incident.record(&create_draft(&mut priya, 1, PRIYA, "The list is"), PRIYA);
    (incident, priya)
}

#[test]
fn texts_whole_numbers_yes_no_and_null_are_known() {
    let (mut incident, mut priya) = begun();
    for value in [
        text("two lines\nof text, é, 😀"),
        text(""),
        ScalarValue::Int(1),
        ScalarValue::Int(i64::MIN),
        ScalarValue::Int(i64::MAX),
        ScalarValue::Boolean(true),
        ScalarValue::Boolean(false),
        ScalarValue::Null,
    ] {
        incident.record(&set(&mut priya, 1, "about", value), PRIYA);
    }
}

#[test]
fn other_values_are_not() {
    for value in [
        ScalarValue::Uint(1),
        ScalarValue::F64(1.5),
        ScalarValue::Bytes(vec![1]),
        ScalarValue::Timestamp(1),
        ScalarValue::counter(1),
        ScalarValue::Unknown {
            type_code: 13,
            bytes: vec![1],
        },
    ] {
        let (incident, mut priya) = begun();
        let reason = incident.malformed(&set(&mut priya, 1, "about", value), PRIYA);
        assert!(reason.contains("only text"), "{reason}");
    }
}

#[test]
fn lists_tables_counters_and_marks_are_not() {
    let edits: [fn(&mut Transaction<'_>); 4] = [
        |tx| drop(tx.put_object(draft(tx, 1), "about", ObjType::List).unwrap()),
        |tx| {
            drop(
                tx.put_object(draft(tx, 1), "about", ObjType::Table)
                    .unwrap(),
            );
        },
        |tx| {
            let bold = Mark::new("bold".into(), true, 0, 3);
            tx.mark(text_of(tx, 1), bold, ExpandMark::Both).unwrap();
        },
        |tx| drop(tx.split_block(text_of(tx, 1), 2).unwrap()),
    ];
    for edit in edits {
        let (incident, mut priya) = begun();
        incident.malformed(&any(&mut priya, edit), PRIYA);
    }
    let (incident, mut priya) = begun();
    let bytes = set(&mut priya, 1, "about", 1);
    let counted = altered(&bytes, |change| {
        change.operations[0].action = OpType::Increment(1);
    });
    incident.malformed(&counted, PRIYA);
}

#[test]
fn a_scalar_text_holds_32_kib() {
    let (incident, mut priya) = begun();
    let mut other = priya.fork().with_actor([11; 16].into());
    incident
        .admit(
            &set(&mut priya, 1, "about", text(&"a".repeat(32 * 1024))),
            PRIYA,
        )
        .unwrap();
    let (code, _) = incident.refusal(
        &set(&mut other, 1, "about", text(&"a".repeat(32 * 1024 + 1))),
        PRIYA,
    );
    assert_eq!(code, Code::TooLarge);
}

#[test]
fn a_key_is_short_text() {
    let (incident, mut priya) = begun();
    let mut other = priya.fork().with_actor([11; 16].into());
    incident
        .admit(&set(&mut priya, 1, &"a".repeat(64), 1), PRIYA)
        .unwrap();
    incident.malformed(&set(&mut other, 1, &"a".repeat(65), 1), PRIYA);
    let nameless = altered(&set(&mut incident.replica(12), 1, "about", 1), |change| {
        change.operations[0].key = automerge::legacy::Key::Map("".into());
    });
    incident.malformed(&nameless, PRIYA);
}

#[test]
fn a_character_is_one_unicode_scalar_value() {
    for (characters, good) in [
        ("a", true),
        ("é", true),
        ("😀", true),
        ("\u{0}", true),
        ("e\u{301}", false),
        ("ab", false),
        ("", false),
    ] {
        let (incident, mut priya) = begun();
        let bytes = crate::edits::splice(&mut priya, 1, 0, 0, "x");
        let bytes = altered(&bytes, |change| {
            change.operations[0].action = OpType::Put(text(characters));
        });
        assert_eq!(
            incident.admit(&bytes, PRIYA).is_ok(),
            good,
            "{characters:?}"
        );
    }
    for action in [
        OpType::Put(ScalarValue::Int(1)),
        OpType::Put(ScalarValue::Null),
        OpType::Make(ObjType::Map),
        OpType::Make(ObjType::Text),
        OpType::Delete,
    ] {
        let (incident, mut priya) = begun();
        let bytes = crate::edits::splice(&mut priya, 1, 0, 0, "x");
        incident.malformed(
            &altered(&bytes, |change| change.operations[0].action = action),
            PRIYA,
        );
    }
}

#[test]
fn objects_are_six_deep_at_most() {
    let deeper = |depth: usize| {
        let (incident, mut priya) = begun();
        let bytes = any(&mut priya, |tx| {
            let mut at = draft(tx, 1);
            for _ in 2..depth {
                at = tx.put_object(&at, "deeper", ObjType::Map).unwrap();
            }
        });
        incident.admit(&bytes, PRIYA).map(|_| ())
    };
    // The policy allows neither, but six are no danger.
    deeper(6).unwrap();
    assert_eq!(deeper(7).unwrap_err().code, Code::Malformed);
}

#[test]
fn the_id_of_what_is_created_was_never_used() {
    let (mut incident, mut priya) = begun();
    incident.record(&create_fact(&mut priya, 2, PRIYA), PRIYA);
    incident.record(&discard(&mut priya, 1), PRIYA);
    let mut tom = incident.replica(20);
    let again = create_draft(&mut tom, 1, TOM, "");
    let (code, reason) = incident.refusal(&again, TOM);
    assert_eq!(
        (code, reason.contains("used before")),
        (Code::Invalid, true)
    );
    // An id is an object's in the whole incident, not in one collection.
    let elsewhere = create_draft(&mut incident.replica(21), 2, TOM, "");
    assert_eq!(incident.refusal(&elsewhere, TOM).0, Code::Invalid);
}

#[test]
fn an_id_is_used_once_in_a_change_too() {
    let (incident, mut priya) = begun();
    let twice = any(&mut priya, |tx| {
        for collection in ["drafts", "facts"] {
            tx.put_object(map(tx, collection), object(7).to_string(), ObjType::Map)
                .unwrap();
        }
    });
    assert_eq!(incident.refusal(&twice, PRIYA).0, Code::Invalid);
}

#[test]
fn an_id_is_well_formed() {
    for id in [
        "x",
        "0193A1B2-0000-7000-8000-00000000ABCD",
        "0193a1b2000070008000000000000000",
    ] {
        let (incident, mut priya) = begun();
        let bytes = any(&mut priya, |tx| {
            drop(tx.put_object(map(tx, "drafts"), id, ObjType::Map).unwrap());
        });
        let (code, reason) = incident.refusal(&bytes, PRIYA);
        assert_eq!(
            (code, reason.contains("well-formed id")),
            (Code::Invalid, true)
        );
    }
}
