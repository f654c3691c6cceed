//! What the store answers: races, silence, ended sign-ins.

use crate::{support::*, world::*};
use loggist_domain::Code;
use loggist_room::{
    CallId, ConnId, Input, Output,
    frames::{ClientFrame, Close, Outcome},
};
use serde_json::json;

#[test]
fn a_lost_race_is_decided_again_on_what_the_other_wrote() {
    let mut world = World::declared();
    let mut other = load(&world.ledger, None, &[], world.now).unwrap();
    let ravi = world.join(RAVI);
    world.hold = true;
    let submit = world.submit_command(
        "append_entry",
        json!({"kind": "observation", "text": "ours"}),
    );
    let intent = submit.intent;
    world.say(ravi, ClientFrame::Submit(submit));
    // Another node takes the number first: Ravi is an observer from then on.
    let mut demote =
        world.submit_command("set_roles", json!({"person": person(RAVI), "roles": []}));
    demote.intent = loggist_domain::IntentId::from_bytes([77; 16]);
    let outputs = other.handle(
        Input::Called {
            call: CallId(9),
            who: identity(PRIYA),
            submit: demote,
        },
        world.now,
    );
    let batch = outputs.into_iter().find_map(|output| match output {
        loggist_room::Output::Append(batch) => Some(batch),
        _ => None,
    });
    world.ledger.extend(batch.unwrap().records);
    world.release();
    assert_eq!(
        code(&world.receipt(ravi, intent).unwrap()),
        Some(Code::RoleRequired),
        "decided against the new state"
    );
    let frames = &world.frames[&ravi];
    assert!(
        kinds(frames).contains(&"authority"),
        "told that the roles changed: {:?}",
        kinds(frames)
    );
    assert_eq!(world.room.head().seq, world.ledger.len() as u64);
}

#[test]
fn an_unknown_append_is_settled_by_the_ledger() {
    for fate in [Fate::StoredUnknown, Fate::LostUnknown] {
        let mut world = World::declared();
        let ravi = world.join(RAVI);
        world.fates = vec![fate];
        let before = world.ledger.len();
        let outcome = world.command(
            ravi,
            "append_entry",
            json!({"kind": "observation", "text": "once"}),
        );
        assert!(
            matches!(
                outcome,
                Outcome::Recorded {
                    number: Some(6),
                    ..
                }
            ),
            "{outcome:?}"
        );
        assert_eq!(
            world.ledger.len(),
            before + 1,
            "recorded once, whatever became of the answer"
        );
        assert_eq!(world.reloaded().head(), world.room.head());
    }
}

#[test]
fn when_the_store_is_away_everyone_is_told_and_nothing_is_recorded() {
    let mut world = World::declared();
    let (ravi, tom) = (world.join(RAVI), world.join(TOM));
    world.fates = vec![Fate::Away];
    let submit = world.submit_command(
        "append_entry",
        json!({"kind": "observation", "text": "later"}),
    );
    let before = world.ledger.len();
    world.say(ravi, ClientFrame::Submit(submit.clone()));
    assert_eq!(world.closed[&ravi], Close::StoreAway);
    assert_eq!(world.closed[&tom], Close::StoreAway);
    assert_eq!(world.receipt(ravi, submit.intent), None);
    assert_eq!(world.ledger.len(), before);
    let ravi = world.join(RAVI);
    world.say(ravi, ClientFrame::Submit(submit.clone()));
    assert_eq!(
        code(&world.receipt(ravi, submit.intent).unwrap()),
        None,
        "the same intent, once it is back"
    );
}

#[test]
fn a_ledger_that_cannot_be_read_is_asked_for_again_when_somebody_comes_and_not_before() {
    let mut world = World::declared();
    let ravi = world.join(RAVI);
    let outputs = world.room.handle(Input::RecordsElsewhere, world.now);
    let reads = |outputs: &[Output]| {
        outputs
            .iter()
            .filter(|o| matches!(o, Output::Read { .. }))
            .count()
    };
    assert_eq!(reads(&outputs), 1);
    let outputs = world.room.handle(Input::LedgerAway, world.now);
    assert_eq!(reads(&outputs), 0);
    assert!(
        outputs
            .iter()
            .any(|o| matches!(o, Output::Close { conn, close: Close::StoreAway } if *conn == ravi))
    );
    assert_eq!(reads(&world.room.handle(Input::Tick, world.now)), 0);
    let joined = Input::Joined {
        conn: ConnId(99),
        who: identity(RAVI),
        hello: hello(0, &[], world.now),
    };
    assert_eq!(reads(&world.room.handle(joined, world.now)), 1);
}

#[test]
fn an_ended_session_records_nothing_more_and_others_are_not_held_up() {
    let mut world = World::declared();
    let (ravi, tom) = (world.join(RAVI), world.join(TOM));
    world.hold = true;
    let first = world.submit_command(
        "append_entry",
        json!({"kind": "observation", "text": "blocks"}),
    );
    world.say(tom, ClientFrame::Submit(first.clone()));
    let ended = world.submit_command(
        "append_entry",
        json!({"kind": "observation", "text": "too late"}),
    );
    let kept = world.submit_command(
        "append_entry",
        json!({"kind": "observation", "text": "kept"}),
    );
    world.say(ravi, ClientFrame::Submit(ended.clone()));
    world.say(tom, ClientFrame::Submit(kept.clone()));
    world.fates = vec![Fate::Stored, Fate::Revoked(RAVI)];
    world.release();
    assert_eq!(world.closed[&ravi], Close::SignIn);
    assert_eq!(world.receipt(ravi, ended.intent), None);
    assert_eq!(code(&world.receipt(tom, kept.intent).unwrap()), None);
    assert!(world.entries().iter().all(|entry| entry.text != "too late"));
    world.input(Input::AuthorityLost(vec![identity(TOM).session]));
    assert_eq!(world.closed[&tom], Close::SignIn);
}

#[test]
fn a_stop_lets_what_is_in_flight_land_and_decides_nothing_more() {
    let mut world = World::declared();
    let ravi = world.join(RAVI);
    world.hold = true;
    let first = world.submit_command(
        "append_entry",
        json!({"kind": "observation", "text": "in flight"}),
    );
    let second = world.submit_command(
        "append_entry",
        json!({"kind": "observation", "text": "waits"}),
    );
    world.say(ravi, ClientFrame::Submit(first.clone()));
    world.say(ravi, ClientFrame::Submit(second.clone()));
    world.input(Input::Stop);
    assert!(!world.stopped);
    world.release();
    assert!(world.stopped);
    assert_eq!(code(&world.receipt(ravi, first.intent).unwrap()), None);
    assert_eq!(world.receipt(ravi, second.intent), None);
    assert_eq!(world.closed[&ravi], Close::Stopping);
    assert_eq!(
        world.saved.as_ref().unwrap().seq,
        world.ledger.len() as u64,
        "a last snapshot"
    );
}
