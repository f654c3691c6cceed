//! Those who come in: what they get, and when they are sent away.

use crate::{support::*, world::*};
use loggist_domain::Phase;
use loggist_room::{
    Input,
    frames::{ClientFrame, Close, PresenceUpdate, ServerFrame},
};
use serde_json::json;
use std::time::Duration;

#[test]
fn outsiders_see_no_incident_and_readers_before_the_declaration_lose_it_after() {
    let mut world = World::opened();
    let outsider = world.join(OUTSIDER);
    assert_eq!(world.closed[&outsider], Close::NotFound);
    assert!(!world.frames.contains_key(&outsider));
    let (tom, priya) = (world.join(TOM), world.join(PRIYA));
    assert_eq!(
        kinds(&world.frames[&tom])[0],
        "welcome",
        "trained as manager: may read until it is declared"
    );
    world.command(
        priya,
        "declare",
        json!({"severity": 2, "category": "other"}),
    );
    assert_eq!(world.closed.get(&tom), Some(&Close::Removed));
    assert_eq!(world.room.incident().header.phase, Phase::Hot);
    let tom = world.join(TOM);
    assert_eq!(world.closed[&tom], Close::NotFound);
}

#[test]
fn a_replica_that_comes_back_gets_what_it_missed_or_a_snapshot_or_is_told_that_it_forked() {
    let mut world = World::declared();
    let ravi = world.join(RAVI);
    let seen = world.room.head();
    world.command(
        ravi,
        "append_entry",
        json!({"kind": "observation", "text": "missed"}),
    );
    let back = world.join_at(TOM, seen.seq, &seen.hash.0);
    assert_eq!(kinds(&world.frames[&back]), ["welcome", "records"]);
    assert!(
        matches!(&world.frames[&back][1], ServerFrame::Records { from, to, .. } if (*from, *to) == (6, 6))
    );

    let forked = world.join_at(TOM, seen.seq, &[9; 32]);
    assert_eq!(world.closed[&forked], Close::Forked);
    let ahead = world.join_at(TOM, 999, &[9; 32]);
    assert_eq!(
        world.closed[&ahead],
        Close::Forked,
        "the ledger is shorter than what the replica saw"
    );

    for _ in 0..300 {
        world.command(
            ravi,
            "append_entry",
            json!({"kind": "observation", "text": "more"}),
        );
    }
    let new = world.join(MAEVE);
    assert_eq!(kinds(&world.frames[&new]), ["snapshot"]);
    let ServerFrame::Snapshot {
        volume,
        seq,
        hash,
        size,
    } = world.frames[&new][0].clone()
    else {
        panic!()
    };
    let bytes = world.room.snapshot(volume, seq).unwrap();
    assert_eq!(bytes.len() as u64, size);
    assert_eq!(
        entries(&automerge::Automerge::load(&bytes).unwrap()).len() as u64,
        world.entries().len() as u64
    );
    world.command(
        ravi,
        "append_entry",
        json!({"kind": "observation", "text": "meanwhile"}),
    );
    assert_eq!(
        kinds(&world.frames[&new]),
        ["snapshot"],
        "nothing follows until it says hello again"
    );
    world.say(new, ClientFrame::Hello(hello(seq, &hash.0, world.now)));
    assert_eq!(
        kinds(&world.frames[&new]),
        ["snapshot", "welcome", "records"]
    );
    assert_eq!(world.room.snapshot(volume, seq + 1000), None);
}

#[test]
fn a_room_from_a_snapshot_and_the_records_after_it_is_the_same_room() {
    let mut world = World::declared();
    let ravi = world.join(RAVI);
    let mut writer = world.writer(RAVI, 1);
    let change = writer.create_draft(draft_id(1), "observation", "kept");
    world.edit(ravi, change);
    for _ in 0..520 {
        world.command(
            ravi,
            "append_entry",
            json!({"kind": "observation", "text": "more"}),
        );
    }
    let saved = world
        .saved
        .clone()
        .expect("a snapshot after five hundred records");
    assert!(saved.seq < world.ledger.len() as u64);
    let from_snapshot = load(&world.ledger, Some(&saved), &world.refused, world.now).unwrap();
    let from_ledger = world.reloaded();
    for room in [&from_snapshot, &from_ledger] {
        assert_eq!(room.head(), world.room.head());
        assert_eq!(room.incident(), world.room.incident());
        assert_eq!(
            room.document().get_heads(),
            world.room.document().get_heads()
        );
    }
    // An id that was used before the snapshot is still used, and the actor still Ravi's.
    world.room = from_snapshot;
    let tom = world.join_at(TOM, world.room.head().seq, &world.room.head().hash.0);
    let mut again = world.writer(TOM, 3);
    let change = again.create_draft(draft_id(1), "observation", "again");
    assert!(code(&world.edit(tom, change)).is_some());
    let mut broken = saved.clone();
    let middle = broken.bytes.len() / 2;
    broken.bytes[middle] ^= 1;
    assert!(
        load(&world.ledger, Some(&broken), &[], world.now).is_err(),
        "a damaged snapshot does not count"
    );
    let mut touched = world.ledger.clone();
    touched[3].name = "set_severity".into();
    assert!(
        load(&touched, None, &[], world.now).is_err(),
        "a touched ledger is not an incident"
    );
}

#[test]
fn presence_is_one_shared_frame_and_the_server_says_who_it_is() {
    let mut world = World::declared();
    let (ravi, tom) = (world.join(RAVI), world.join(TOM));
    world.tick(Duration::from_millis(100));
    world.frames.clear();
    let update = PresenceUpdate {
        draft: Some(draft_id(1)),
        typing: Some(true),
        ..PresenceUpdate::default()
    };
    world.say(ravi, ClientFrame::Presence(update.clone()));
    world.say(ravi, ClientFrame::Presence(update));
    assert!(world.frames.is_empty());
    let wake = world.wake_at.unwrap();
    assert_eq!(wake, world.now.plus(Duration::from_millis(100)));
    world.tick(Duration::from_millis(100));
    let ServerFrame::Presence { rows, left } = &world.frames[&tom][0] else {
        panic!()
    };
    assert_eq!((rows.len(), left.len()), (1, 0));
    assert_eq!(
        (rows[0].name.as_str(), rows[0].person),
        ("Ravi Menon", person(RAVI))
    );
    world.input(Input::Left(ravi));
    world.tick(Duration::from_millis(100));
    let ServerFrame::Presence { left, .. } = world.frames[&tom].last().unwrap() else {
        panic!()
    };
    assert_eq!(left, &[ravi.0.to_string()]);
}

#[test]
fn the_silent_are_closed_and_the_answering_are_not() {
    let mut world = World::declared();
    let (ravi, tom) = (world.join(RAVI), world.join(TOM));
    world.frames.clear();
    world.tick(Duration::from_secs(10));
    assert!(kinds(&world.frames[&tom]).contains(&"ping"));
    world.say(
        tom,
        ClientFrame::Pong {
            n: 1,
            device_time: world.now,
        },
    );
    world.tick(Duration::from_secs(15));
    assert_eq!(world.closed.get(&ravi), Some(&Close::Resume));
    assert_eq!(world.closed.get(&tom), None);
}
