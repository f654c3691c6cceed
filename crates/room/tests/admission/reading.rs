//! Reading objects back as plain values.

use crate::{
    edits::{any, create_draft, create_fact, draft, set},
    incident::{Incident, PRIYA, object, person, text},
};
use automerge::{ObjType, ScalarValue, transaction::Transactable};
use loggist_domain::{Refusal, Scalar, Value, schema};
use loggist_room::admission::read_object;

#[test]
fn an_object_is_read_with_its_winning_values() {
    let mut incident = Incident::new();
    let mut priya = incident.replica(10);
    incident.record(&create_draft(&mut priya, 1, PRIYA, "The list 😀"), PRIYA);
    incident.record(&create_fact(&mut priya, 2, PRIYA), PRIYA);
    let mut tom = incident.replica(20);
    let lower = set(
        &mut priya,
        1,
        "about",
        text("by an actor of a lower number"),
    );
    let higher = set(&mut tom, 1, "about", text("by an actor of a higher number"));
    incident.record(&higher, 2);
    incident.record(&lower, PRIYA);
    let read = read_object(&incident.document, "drafts", object(1))
        .unwrap()
        .unwrap();
    assert_eq!(read.text("text"), "The list 😀");
    assert_eq!(read.by(), Some(person(PRIYA)));
    assert_eq!(read.str("about"), Some("by an actor of a higher number"));
    assert_eq!(schema::flaw("drafts", &read, 1), None);
    let fact = read_object(&incident.document, "facts", object(2))
        .unwrap()
        .unwrap();
    assert_eq!(fact.0["outcome"], Value::Scalar(Scalar::Null));
    assert_eq!(fact.int("source"), Some(1));
    assert_eq!(schema::flaw("facts", &fact, 1), None);
}

#[test]
fn what_is_not_there_is_none() {
    let incident = Incident::new();
    assert_eq!(
        read_object(&incident.document, "drafts", object(1)),
        Ok(None)
    );
    assert_eq!(
        read_object(&incident.document, "nothing", object(1)),
        Ok(None)
    );
}

#[test]
fn an_odd_value_is_an_error_not_a_gap() {
    let odd: [ScalarValue; 3] = [
        ScalarValue::F64(1.0),
        ScalarValue::Uint(1),
        ScalarValue::Bytes(vec![1]),
    ];
    for value in odd {
        let mut incident = Incident::new();
        let mut priya = incident.replica(10);
        incident.record(&create_draft(&mut priya, 1, PRIYA, ""), PRIYA);
        set(&mut priya, 1, "about", value);
        let unreadable = read_object(&priya, "drafts", object(1)).unwrap_err();
        assert!(unreadable.to_string().contains("about"));
        assert_eq!(
            Refusal::from(unreadable).code,
            loggist_domain::Code::Invalid
        );
    }
    let mut priya = Incident::new().replica(10);
    create_draft(&mut priya, 1, PRIYA, "");
    any(&mut priya, |tx| {
        drop(tx.put_object(draft(tx, 1), "about", ObjType::Map).unwrap());
    });
    assert!(read_object(&priya, "drafts", object(1)).is_err());
    let mut scalar = Incident::new().replica(10);
    any(&mut scalar, |tx| {
        tx.put(crate::edits::map(tx, "drafts"), object(1).to_string(), 1)
            .unwrap();
    });
    assert!(read_object(&scalar, "drafts", object(1)).is_err());
}
