//! Intents: order, receipts, refusals.

use crate::{support::*, world::*};
use loggist_domain::{Code, Kind};
use loggist_room::{
    CallId, Input, admission,
    frames::{ClientFrame, Outcome},
};
use serde_json::json;
use std::time::Duration;

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
