//! The room's rules: order, receipts, refusals, other writers, snapshots, authority, timers.

mod support;

use loggist_domain::{Code, Kind, ObjectId, Phase, seal_hash};
use loggist_room::{
    CallId, ConnId, Input, Output, admission,
    frames::{ClientFrame, Close, Outcome, PresenceUpdate, ServerFrame},
};
use serde_json::json;
use std::time::Duration;
use support::*;

fn code(outcome: &Outcome) -> Option<Code> {
    match outcome {
        Outcome::Recorded { .. } => None,
        Outcome::Refused { code, .. } => Some(*code),
    }
}

fn kinds(frames: &[ServerFrame]) -> Vec<&'static str> {
    frames
        .iter()
        .map(|frame| match frame {
            ServerFrame::Welcome(_) => "welcome",
            ServerFrame::Records { .. } => "records",
            ServerFrame::Receipt(_) => "receipt",
            ServerFrame::Snapshot { .. } => "snapshot",
            ServerFrame::Authority { .. } => "authority",
            ServerFrame::Presence { .. } => "presence",
            ServerFrame::Ping { .. } => "ping",
            ServerFrame::Volume { .. } => "volume",
            ServerFrame::Bye { .. } => "bye",
        })
        .collect()
}

fn hash_of(world: &World, draft: ObjectId) -> String {
    seal_hash(
        &admission::read_object(world.room.document(), "drafts", draft)
            .unwrap()
            .unwrap(),
    )
}

#[test]
fn nobody_hears_of_an_edit_before_it_is_durable_and_readers_hear_before_the_author() {
    let mut world = World::declared();
    let (ravi, tom) = (world.join(RAVI), world.join(TOM));
    let mut writer = world.writer(RAVI, 1);
    let change = writer.create_draft(draft_id(1), "observation", "Trace");
    world.frames.clear();
    world.hold = true;
    let submit = world.submit_edit("create_draft", change);
    let intent = submit.intent;
    world.say(ravi, ClientFrame::Submit(submit));
    assert!(
        world.frames.is_empty(),
        "[W1] nothing is said before the append"
    );
    world.release();
    assert_eq!(kinds(&world.frames[&tom]), ["records"]);
    assert_eq!(
        kinds(&world.frames[&ravi]),
        ["records", "receipt"],
        "records with n go before receipt n"
    );
    assert!(matches!(
        world.receipt(ravi, intent),
        Some(Outcome::Recorded {
            seq: 6,
            number: None,
            ..
        })
    ));
    assert_eq!(world.reloaded().head(), world.room.head());
}

#[test]
fn a_sealed_draft_is_an_entry_with_the_servers_number_and_time() {
    let mut world = World::declared();
    let (ravi, maeve) = (world.join(RAVI), world.join(MAEVE));
    let mut ravis = world.writer(RAVI, 1);
    let change = ravis.create_draft(draft_id(1), "observation", "Trace done");
    world.edit(ravi, change);
    let mut maeves = world.writer(MAEVE, 1);
    let change = maeves.splice(draft_id(1), 10, 0, ", forwarded once");
    assert_eq!(code(&world.edit(maeve, change)), None);
    world.now = world.now.plus(Duration::from_secs(7));
    let hash = hash_of(&world, draft_id(1));
    let outcome = world.command(
        ravi,
        "seal_draft",
        json!({"draft": draft_id(1), "hash": hash}),
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
    let entry = world.entries().pop().unwrap();
    assert_eq!(
        (entry.number, entry.text.as_str()),
        (6, "Trace done, forwarded once")
    );
    assert_eq!(entry.by.name, "Ravi Menon");
    assert_eq!(
        entry.with,
        ["Maeve Lindqvist"],
        "others whose characters survive"
    );
    assert_eq!(entry.received_at, world.now);
    assert_eq!(
        admission::read_object(world.room.document(), "drafts", draft_id(1)).unwrap(),
        None
    );
    assert_eq!(entries(world.reloaded().document()), world.entries());

    let late = maeves.splice(draft_id(1), 0, 0, "Late: ");
    assert_eq!(
        code(&world.edit(maeve, late)),
        Some(Code::Gone),
        "later edits of a sealed draft are refused"
    );
}

#[test]
fn an_intent_is_recorded_once_however_often_it_comes() {
    let mut world = World::declared();
    let ravi = world.join(RAVI);
    let submit = world.submit_command(
        "append_entry",
        json!({"kind": "observation", "text": "once"}),
    );
    let intent = submit.intent;
    world.hold = true;
    world.say(ravi, ClientFrame::Submit(submit.clone()));
    world.say(ravi, ClientFrame::Submit(submit.clone()));
    world.input(Input::Called {
        call: CallId(1),
        who: identity(RAVI),
        submit: submit.clone(),
    });
    world.release();
    let first = world.receipt(ravi, intent).unwrap();
    assert_eq!(
        world.answers.len(),
        1,
        "[W3] while pending, it joins that receipt"
    );
    let before = world.ledger.len();
    let again = world.join(RAVI);
    world.say(again, ClientFrame::Submit(submit.clone()));
    assert_eq!(world.receipt(again, intent), Some(first.clone()));
    assert_eq!(world.ledger.len(), before);
    world.room = world.reloaded();
    let after_restart = world.join(RAVI);
    world.say(after_restart, ClientFrame::Submit(submit));
    assert_eq!(world.receipt(after_restart, intent), Some(first));
    assert_eq!(world.ledger.len(), before);
}

#[test]
fn after_a_refused_edit_everything_is_rebase_until_the_next_hello() {
    let mut world = World::declared();
    let ravi = world.join(RAVI);
    let mut writer = world.writer(RAVI, 1);
    let good = writer.create_draft(draft_id(1), "observation", "kept");
    let bad = writer.create_draft(draft_id(2), "decision", "not mine to take");
    let after = writer.splice(draft_id(1), 4, 0, " too");
    let submits: Vec<_> = [good, bad, after]
        .into_iter()
        .map(|change| world.submit_edit("edit", change))
        .collect();
    world.hold = true;
    for submit in submits.clone() {
        world.say(ravi, ClientFrame::Submit(submit));
    }
    while !world.held.is_empty() {
        world.release();
    }
    let outcomes: Vec<_> = submits
        .iter()
        .map(|s| code(&world.receipt(ravi, s.intent).unwrap()))
        .collect();
    assert_eq!(
        outcomes,
        [None, Some(Code::RoleRequired), Some(Code::Rebase)]
    );
    assert_eq!(
        world.refused.len(),
        1,
        "the refused edit is kept for its author"
    );
    assert_eq!(
        world.refused[0].change.as_deref(),
        submits[1].change.as_ref().map(|c| c.as_slice())
    );

    let stale = world.submit_edit("edit", writer.splice(draft_id(1), 0, 0, "x"));
    let intent = stale.intent;
    world.say(ravi, ClientFrame::Submit(stale));
    assert_eq!(
        code(&world.receipt(ravi, intent).unwrap()),
        Some(Code::Rebase)
    );

    let head = world.room.head();
    world.say(
        ravi,
        ClientFrame::Hello(hello(head.seq, &head.hash.0, world.now)),
    );
    let mut fresh = world.writer(RAVI, 2);
    let change = fresh.splice(draft_id(1), 4, 0, " too");
    assert_eq!(code(&world.edit(ravi, change)), None);

    let repeated = world.join(RAVI);
    world.say(repeated, ClientFrame::Submit(submits[1].clone()));
    assert_eq!(
        code(&world.receipt(repeated, submits[1].intent).unwrap()),
        Some(Code::RoleRequired),
        "repeated on repetition"
    );
    assert_eq!(world.refused.len(), 1);
}

#[test]
fn a_refusal_found_after_the_merge_leaves_the_rest_of_the_batch_whole() {
    let mut world = World::declared();
    let (ravi, tom) = (world.join(RAVI), world.join(TOM));
    let mut ravis = world.writer(RAVI, 1);
    let mut toms = world.writer(TOM, 1);
    let first = world.submit_edit("a", toms.create_draft(draft_id(1), "observation", "one"));
    let flawed = ravis.change(|tx| {
        use automerge::{ROOT, ReadDoc, transaction::Transactable};
        let (_, drafts) = tx.get(ROOT, "drafts").unwrap().unwrap();
        tx.put_object(&drafts, draft_id(7).to_string(), automerge::ObjType::Map)
            .unwrap();
    });
    let flawed = world.submit_edit("b", flawed);
    let last = world.submit_edit("c", toms.splice(draft_id(1), 3, 0, " two"));
    let block = world.submit_command(
        "append_entry",
        json!({"kind": "observation", "text": "first"}),
    );
    world.hold = true;
    world.say(tom, ClientFrame::Submit(block));
    for (conn, submit) in [(tom, &first), (ravi, &flawed), (tom, &last)] {
        world.say(conn, ClientFrame::Submit(submit.clone()));
    }
    while !world.held.is_empty() {
        world.release();
    }
    assert_eq!(code(&world.receipt(tom, first.intent).unwrap()), None);
    assert_eq!(
        code(&world.receipt(ravi, flawed.intent).unwrap()),
        Some(Code::Invalid)
    );
    assert_eq!(code(&world.receipt(tom, last.intent).unwrap()), None);
    let draft = admission::read_object(world.room.document(), "drafts", draft_id(1))
        .unwrap()
        .unwrap();
    assert_eq!(draft.text("text"), "one two");
    assert_eq!(
        admission::read_object(world.room.document(), "drafts", draft_id(7)).unwrap(),
        None
    );
    assert_eq!(
        world.reloaded().document().get_heads(),
        world.room.document().get_heads()
    );
}

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

#[test]
fn commands_that_cannot_be_read_are_refused_and_the_log_knows_only_kinds_of_its_own() {
    let mut world = World::declared();
    let ravi = world.join(RAVI);
    for (name, fields) in [
        ("shout", json!({})),
        ("", json!({})),
        (
            "Append Entry\u{0}",
            json!({"kind": "observation", "text": "x"}),
        ),
        ("append_entry", json!({"kind": "weather", "text": "rain"})),
        (
            "append_entry",
            json!({"kind": "observation", "text": "x", "number": 999}),
        ),
        ("seal_draft", json!({"draft": "not an id", "hash": ""})),
    ] {
        assert_eq!(
            code(&world.command(ravi, name, fields)),
            Some(Code::Malformed),
            "{name}"
        );
    }
    assert!(
        world
            .entries()
            .iter()
            .all(|entry| entry.kind == Kind::Command)
    );
    let mut writer = world.writer(RAVI, 1);
    let change = writer.change(|tx| {
        use automerge::{ROOT, ReadDoc, transaction::Transactable};
        let (_, log) = tx.get(ROOT, "log").unwrap().unwrap();
        tx.put(
            &log,
            "000001",
            automerge::ScalarValue::Str("rewritten".into()),
        )
        .unwrap();
    });
    let before = world.entries();
    assert_eq!(code(&world.edit(ravi, change)), Some(Code::Sealed));
    assert_eq!(world.entries(), before);
}
