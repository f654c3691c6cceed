//! Actions: numbers, sealed by the server, overdue by the clock, and writes that hide.

use crate::{support::*, world::*};
use automerge::{ObjType, ROOT, ReadDoc, ScalarValue, transaction::Transactable};
use loggist_domain::{Code, Kind, ObjectId, Timestamp};
use loggist_room::{ConnId, frames::Outcome};
use serde_json::json;
use std::time::Duration;

const TEN_MINUTES: Duration = Duration::from_mins(10);

fn action_id(n: u8) -> ObjectId {
    ObjectId::from_bytes([100 + n; 16])
}

fn item_id(n: u8) -> ObjectId {
    ObjectId::from_bytes([200 + n; 16])
}

/// Tom opens an action of Ravi's, due in ten minutes. What the team lacks was sealed before.
fn with_action() -> (World, ConnId, ConnId, Timestamp) {
    let mut world = World::declared();
    world.tick(TEN_MINUTES);
    let (tom, ravi) = (world.join(TOM), world.join(RAVI));
    let due = world.now.plus(TEN_MINUTES);
    let change = world
        .writer(TOM, 1)
        .create_action(action_id(1), &open_action(RAVI, due));
    assert_eq!(code(&world.edit(tom, change)), None);
    (world, tom, ravi, due)
}

#[test]
fn an_opened_action_has_a_number_and_an_entry_in_the_same_record() {
    let (world, ..) = with_action();
    let entry = world.entries().pop().unwrap();
    assert_eq!(entry.kind, Kind::System);
    assert_eq!(entry.by.name, "Tom Okafor");
    assert_eq!(entry.refs["action"], action_id(1));
    let due = world.now.plus(TEN_MINUTES).in_words();
    assert_eq!(
        entry.text,
        format!("A-1 opened: Ring the clerk. Owner Ravi Menon, reports back by {due}.")
    );
    let action = action(&world, action_id(1));
    assert_eq!(action.int("number"), Some(1));
    assert_eq!(action.time("opened_at"), Some(world.now));
    assert_eq!(
        world.reloaded().head(),
        world.room.head(),
        "an edit with an effect can be replayed"
    );
}

#[test]
fn a_report_that_is_due_and_not_there_is_sealed_as_overdue_within_a_second() {
    let (mut world, .., due) = with_action();
    let before = world.entries().len();
    world.tick(Duration::from_secs(599));
    assert_eq!(world.entries().len(), before, "a second to go");
    world.tick(Duration::from_secs(1));
    let entry = world.entries().pop().unwrap();
    assert_eq!(world.entries().len(), before + 1);
    assert!(
        entry
            .text
            .starts_with("A-1 is overdue: Ring the clerk. Ravi Menon was to report back by"),
        "{}",
        entry.text
    );
    assert_eq!((entry.by.person, entry.received_at), (None, due));
    assert_eq!(
        action(&world, action_id(1)).time("overdue_since"),
        Some(due)
    );
    world.tick(TEN_MINUTES);
    assert_eq!(world.entries().len(), before + 1, "said once");

    // More time, and it is not overdue any more, until it is again.
    let ravi = world.join(RAVI);
    let later = world.now.plus(TEN_MINUTES);
    let report = json!({"by": person(RAVI), "answer": "more_time", "report_by": later});
    let change = world.writer(RAVI, 2).report(
        action_id(1),
        item_id(1),
        &report,
        &[("report_by", scalar(later))],
    );
    assert_eq!(code(&world.edit(ravi, change)), None);
    assert_eq!(action(&world, action_id(1)).str("overdue_since"), None);
    world.tick(TEN_MINUTES);
    assert_eq!(world.entries().len(), before + 2);
}

#[test]
fn what_fell_due_while_nobody_had_the_room_open_is_sealed_when_it_opens() {
    let (mut late, ..) = with_action();
    late.room = late.reloaded();
    let before = late.entries().len();
    late.tick(Duration::from_hours(2));
    let entry = late.entries().pop().unwrap();
    assert_eq!(late.entries().len(), before + 1);
    assert!(entry.text.contains("is overdue"), "{}", entry.text);
}

#[test]
fn two_reports_due_at_once_are_two_records() {
    let (mut world, tom, _, due) = with_action();
    let change = world
        .writer(TOM, 3)
        .create_action(action_id(2), &open_action(MAEVE, due));
    assert_eq!(code(&world.edit(tom, change)), None);
    let (entries, seq) = (world.entries().len(), world.room.head().seq);
    world.tick(TEN_MINUTES);
    assert_eq!(world.entries().len(), entries + 2);
    assert_eq!(world.room.head().seq, seq + 2);
    assert_eq!(world.reloaded().head(), world.room.head());
}

#[test]
fn a_lost_race_seals_no_action_as_overdue_twice() {
    let (mut world, ..) = with_action();
    let before = world.entries().len();
    world.hold = true;
    world.tick(TEN_MINUTES);
    world.fates.push(Fate::StoredUnknown);
    world.release();
    world.tick(Duration::from_secs(2));
    let overdue = world.entries().split_off(before);
    assert_eq!(overdue.len(), 1, "{overdue:?}");
}

/// What Ravi may not do to an action, however it is hidden.
#[test]
fn hidden_writes_are_refused() {
    let (mut world, tom, ravi, due) = with_action();
    // From here Ravi's replica knows nothing newer: what it writes is concurrent.
    let mut behind = world.writer(RAVI, 0);
    let mut toms = world.writer(TOM, 5);
    let change = toms.set("actions", action_id(1), &[("title", scalar("Ring again"))]);
    assert_eq!(code(&world.edit(tom, change)), None);

    let refused = |world: &mut World, change: Vec<u8>| {
        let heads = world.room.document().get_heads();
        let outcome = world.edit(ravi, change);
        assert_eq!(
            world.room.document().get_heads(),
            heads,
            "nothing is stored"
        );
        // A refused edit strands later ones of its connection until it says hello again.
        let hash = world.room.head().hash.0;
        let seq = world.room.head().seq;
        let now = world.now;
        world.say(
            ravi,
            loggist_room::frames::ClientFrame::Hello(hello(seq, &hash, now)),
        );
        code(&outcome)
    };

    let loses = behind.set("actions", action_id(1), &[("title", scalar("Mine"))]);
    assert_eq!(
        refused(&mut world, loses),
        Some(Code::RoleRequired),
        "a concurrent write that loses"
    );
    let one = |world: &World, n: u8| world.writer(RAVI, 10 + n);
    let and_back = one(&world, 1).change(|tx| {
        let action = object_of(tx, action_id(1));
        tx.put(&action, "number", 99).unwrap();
        tx.put(&action, "number", 1).unwrap();
    });
    assert_eq!(
        refused(&mut world, and_back),
        Some(Code::ServerOwned),
        "set and set back"
    );
    let cancelled_and_back = one(&world, 2).set(
        "actions",
        action_id(1),
        &[("state", scalar("cancelled")), ("state", scalar("open"))],
    );
    assert_eq!(
        refused(&mut world, cancelled_and_back),
        Some(Code::RoleRequired),
        "a forbidden value that is gone at the end of the change"
    );
    let through = one(&world, 3).change(|tx| {
        let action = object_of(tx, action_id(1));
        let reports = tx.put_object(&action, "reports", ObjType::Map).unwrap();
        let report = json!({"by": person(RAVI), "answer": "done"});
        tx.put(&reports, item_id(9).to_string(), scalar(report))
            .unwrap();
    });
    assert!(
        refused(&mut world, through).is_some(),
        "a write through a new ancestor"
    );
    let deleted = one(&world, 4).change(|tx| {
        let action = object_of(tx, action_id(1));
        tx.delete(&action, "overdue_since").ok();
        tx.delete(&action, "owner").unwrap();
    });
    assert!(refused(&mut world, deleted).is_some(), "a deleted field");
    let for_another = json!({"by": person(TOM), "answer": "note", "text": "said Tom"});
    let signed = one(&world, 5).report(action_id(1), item_id(5), &for_another, &[]);
    assert_eq!(
        refused(&mut world, signed),
        Some(Code::Invalid),
        "a report in somebody else's name"
    );

    let note = json!({"by": person(RAVI), "answer": "note", "text": "ringing"});
    let mut blind = one(&world, 6);
    let mut first = one(&world, 7);
    let change = first.report(action_id(1), item_id(6), &note, &[]);
    assert_eq!(code(&world.edit(ravi, change)), None);
    let used = blind.report(action_id(1), item_id(6), &note, &[]);
    assert_eq!(
        refused(&mut world, used),
        Some(Code::Invalid),
        "an id used before, by one who did not know"
    );
    let changed = one(&world, 8).change(|tx| {
        let action = object_of(tx, action_id(1));
        let (_, reports) = tx.get(&action, "reports").unwrap().unwrap();
        tx.put(&reports, item_id(6).to_string(), scalar("{}"))
            .unwrap();
    });
    assert!(
        refused(&mut world, changed).is_some(),
        "a report is written once"
    );
    assert_eq!(action(&world, action_id(1)).time("report_by"), Some(due));
}

fn object_of(tx: &automerge::transaction::Transaction<'_>, id: ObjectId) -> automerge::ObjId {
    let (_, actions) = tx.get(ROOT, "actions").unwrap().unwrap();
    tx.get(&actions, id.to_string()).unwrap().unwrap().1
}

#[test]
fn a_new_owner_has_not_acknowledged_sec_10() {
    let (mut world, tom, ravi, _) = with_action();
    let change = world.writer(RAVI, 1).set(
        "actions",
        action_id(1),
        &[("acknowledged", ScalarValue::Boolean(true))],
    );
    assert_eq!(code(&world.edit(ravi, change)), None);
    let acknowledged = action(&world, action_id(1));
    assert!(acknowledged.is("acknowledged"));
    assert_eq!(acknowledged.time("acknowledged_at"), Some(world.now));
    let change =
        world
            .writer(TOM, 6)
            .set("actions", action_id(1), &[("owner", scalar(person(MAEVE)))]);
    assert!(matches!(
        world.edit(tom, change),
        Outcome::Recorded {
            number: Some(_),
            ..
        }
    ));
    let passed = action(&world, action_id(1));
    assert!(!passed.is("acknowledged") && passed.str("acknowledged_at").is_none());
}
