//! `[A4]` the place of a change in the history; `[A5]` its operation numbers.

use crate::{
    edits::{create_draft, set, splice},
    incident::{Incident, PRIYA, TOM, altered, text},
};
use automerge::{Automerge, Change, ChangeHash, ReadDoc};
use loggist_domain::Code;
use std::num::NonZeroU64;

/// An incident with a draft by Priya, and her replica.
fn begun() -> (Incident, Automerge) {
    let mut incident = Incident::new();
    let mut priya = incident.replica(10);
    incident.record(&create_draft(&mut priya, 1, PRIYA, "The list is"), PRIYA);
    (incident, priya)
}

#[test]
fn a_dependency_that_is_not_recorded_asks_for_a_rebase() {
    let (incident, mut priya) = begun();
    splice(&mut priya, 1, 0, 0, "lost ");
    let next = splice(&mut priya, 1, 0, 0, "next ");
    assert_eq!(incident.refusal(&next, PRIYA).0, Code::Rebase);
    let odd = altered(&next, |change| change.deps.push(ChangeHash([7; 32])));
    assert_eq!(incident.refusal(&odd, PRIYA).0, Code::Rebase);
}

#[test]
fn a_dependency_is_named_once() {
    let (incident, mut priya) = begun();
    let bytes = splice(&mut priya, 1, 0, 0, "a");
    let twice = altered(&bytes, |change| change.deps.push(change.deps[0]));
    assert!(incident.malformed(&twice, PRIYA).contains("twice"));
}

#[test]
fn an_actor_belongs_to_who_used_it_first() {
    let (mut incident, mut priya) = begun();
    let bytes = splice(&mut priya, 1, 0, 0, "a");
    assert_eq!(incident.refusal(&bytes, TOM).0, Code::ActorTaken);
    incident.admit(&bytes, PRIYA).unwrap();
    let server = altered(&bytes, |change| change.actor_id = [99; 16].into());
    assert_eq!(incident.refusal(&server, PRIYA).0, Code::ActorTaken);
    incident.claim_for_server(11);
    let claimed = set(&mut incident.replica(11), 1, "about", text("x"));
    assert_eq!(incident.refusal(&claimed, PRIYA).0, Code::ActorTaken);
}

#[test]
fn a_change_is_the_next_one_of_its_actor() {
    let (mut incident, mut priya) = begun();
    let second = splice(&mut priya, 1, 0, 0, "a");
    for seq in [0, 1, 3, u64::from(u32::MAX), u64::MAX >> 1] {
        let odd = altered(&second, |change| change.seq = seq);
        assert!(
            incident
                .malformed(&odd, PRIYA)
                .contains("next change of its actor")
        );
    }
    incident.record(&second, PRIYA);
    assert!(
        incident
            .malformed(&second, PRIYA)
            .contains("next change of its actor")
    );
    let first = splice(&mut incident.replica(12), 1, 0, 0, "b");
    let odd = altered(&first, |change| change.seq = 2);
    assert!(
        incident
            .malformed(&odd, TOM)
            .contains("next change of its actor")
    );
}

#[test]
fn a_change_has_its_actors_last_one_among_its_ancestors() {
    let (mut incident, mut priya) = begun();
    let mut tom = incident.replica(20);
    let by_priya = splice(&mut priya, 1, 0, 0, "a");
    let by_tom = splice(&mut tom, 1, 0, 0, "b");
    let toms = Change::try_from(&by_tom[..]).unwrap();
    incident.record(&by_tom, TOM);
    incident.record(&by_priya, PRIYA);
    let next = splice(&mut priya, 1, 0, 0, "c");
    let without = altered(&next, |change| change.deps = vec![toms.hash()]);
    assert!(incident.malformed(&without, PRIYA).contains("leaves out"));
    // Through another's change is good enough.
    incident.record(&next, PRIYA);
    priya
        .apply_changes([automerge::Change::try_from(&by_tom[..]).unwrap()])
        .unwrap();
    let joined = splice(&mut incident.replica(30), 1, 0, 0, "d");
    incident.record(&joined, TOM);
    let joined = Change::try_from(&joined[..]).unwrap();
    priya.apply_changes([joined.clone()]).unwrap();
    let later = splice(&mut priya, 1, 0, 0, "e");
    let through = altered(&later, |change| change.deps = vec![joined.hash()]);
    incident.record(&through, PRIYA);
}

#[test]
fn operation_numbers_follow_the_dependencies_and_end_below_the_limit() {
    let (incident, mut priya) = begun();
    let bytes = splice(&mut priya, 1, 0, 0, "ab");
    let at = |start: u64| {
        altered(&bytes, |change| {
            change.start_op = NonZeroU64::new(start).unwrap();
        })
    };
    let next = incident.max_op() + 1;
    incident.admit(&bytes, PRIYA).unwrap();
    for start in [
        1,
        next - 1,
        next + 1,
        1 << 31,
        u64::from(u32::MAX),
        u64::from(u32::MAX) + 1,
    ] {
        incident.malformed(&at(start), PRIYA);
    }
}

#[test]
fn a_client_that_is_behind_numbers_its_operations_lower() {
    let (mut incident, mut priya) = begun();
    let bytes = splice(&mut priya, 1, 0, 0, "ab");
    let mut tom = incident.replica(20);
    incident.record(&splice(&mut tom, 1, 0, 0, "something longer"), TOM);
    incident.record(&bytes, PRIYA);
    assert!(
        incident
            .document
            .text(crate::edits::text_of(&incident.document, 1))
            .unwrap()
            .contains("ab")
    );
}

#[test]
fn a_document_that_is_full_takes_no_more() {
    let (incident, mut priya) = begun();
    let bytes = splice(&mut priya, 1, 0, 0, "ab");
    let highest = (1_u64 << 31) - 3;
    let full = |start: u64| {
        let late = altered(&bytes, |change| {
            change.start_op = NonZeroU64::new(start).unwrap();
            change.operations.truncate(1);
        });
        let ground = loggist_room::admission::Ground {
            document: &incident.document,
            actors: &incident.actors,
            used: &|_| false,
            max_op: highest,
        };
        loggist_room::admission::admit(&late, crate::incident::person(PRIYA), &ground).map(|_| ())
    };
    full(highest + 1).unwrap();
    let refusal = full(highest + 2).unwrap_err();
    assert_eq!(refusal.code, Code::Malformed);
}

#[test]
fn a_change_without_dependencies_has_nothing_to_write_in() {
    let (incident, mut priya) = begun();
    let bytes = splice(&mut priya, 1, 0, 0, "a");
    let rootless = altered(&bytes, |change| {
        change.actor_id = [40; 16].into();
        change.seq = 1;
        change.deps.clear();
    });
    assert!(incident.malformed(&rootless, PRIYA).contains("not there"));
}
