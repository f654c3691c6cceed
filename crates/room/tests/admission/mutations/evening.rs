//! Odd changes one after another in one incident: what one leaves is what the next one builds on.

use super::{composed, dice::Dice, outcome::whole};
use crate::{
    edits::create_draft,
    incident::{Incident, PRIYA, text},
    panics::counted,
};
use automerge::{ROOT, transaction::Transactable};

const EVENINGS: u64 = 4;
const CHANGES: u64 = 400;

#[test]
fn evenings_of_odd_changes_leave_whole_documents() {
    for evening in 0..EVENINGS {
        println!("evening {evening}");
        let mut dice = Dice::new(evening, u64::MAX);
        let mut incident = Incident::new();
        let first = create_draft(&mut incident.replica(10), 1, PRIYA, "The list is down");
        incident.record(&first, PRIYA);
        let mut recorded = 0;
        for at in 1..=CHANGES {
            recorded += u64::from(one(&mut incident, &mut dice));
            if dice.once_in(10) {
                incident.server(|tx| tx.put(ROOT, "command", text(&at.to_string())).unwrap());
            }
            if at % 100 == 0 {
                whole(&incident.document);
            }
        }
        assert!(recorded > CHANGES / 10, "only {recorded} were recorded");
    }
}

/// One change by one of five people; whether it was recorded.
fn one(incident: &mut Incident, dice: &mut Dice) -> bool {
    let by = 1 + dice.byte() % 5;
    let Some(bytes) = composed::change(incident, [60 + by; 16], dice) else {
        return false;
    };
    if counted(|| incident.admit(&bytes, by))
        .1
        .expect("no panic comes out of admission")
        .is_err()
    {
        return false;
    }
    let (raised, done) = counted(|| incident.record(&bytes, by));
    assert_eq!(
        (raised, done.is_some()),
        (0, true),
        "recording raised a panic"
    );
    true
}
