//! Actions, contacts and systems, against the real room: what the server writes beside an edit, and what becomes of the
//! edits that it refuses.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use loggist_client::{Event, NewAction, NewContact, NewReport, NewSystem, Owner};
use loggist_domain::{
    Code, IntentId, Kind, Object, ObjectId, Scalar, Timestamp,
    schema::{Report, ReportAnswer, Verdict},
};
use std::time::Duration;
use support::*;

const HALF_AN_HOUR: Duration = Duration::from_mins(30);

fn ring_the_clerk(now: Timestamp) -> NewAction {
    NewAction {
        title: "Ring the clerk".into(),
        instruction: "At home".into(),
        is_open: true,
        owner: Some(Owner::Person(person(RAVI))),
        report_by: Some(now.plus(HALF_AN_HOUR)),
        from: None,
    }
}

/// Tom opens an action of Ravi's.
fn opened(world: &mut World, at: usize) -> (ObjectId, Option<IntentId>) {
    let now = world.server.now;
    let new = ring_the_clerk(now);
    let made = world.devices[at]
        .replica
        .edit("create_action", now, |edit| edit.create_action(&new));
    let (intent, id) = made.unwrap();
    world.run();
    (id, intent)
}

fn set(world: &mut World, at: usize, action: ObjectId, fields: &[(&str, Scalar)]) -> IntentId {
    let now = world.server.now;
    let made = world.devices[at]
        .replica
        .edit("set_action", now, |edit| edit.set_action(action, fields));
    made.unwrap().0.unwrap()
}

fn report(
    world: &mut World,
    at: usize,
    action: ObjectId,
    answer: ReportAnswer,
    text: &str,
) -> IntentId {
    let now = world.server.now;
    let new = NewReport {
        answer,
        text: Some(text.into()),
        report_by: (answer == ReportAnswer::MoreTime).then(|| now.plus(HALF_AN_HOUR * 2)),
    };
    let made = world.devices[at]
        .replica
        .edit("report_action", now, |edit| edit.report(action, &new));
    made.unwrap().0.unwrap()
}

fn action(world: &World, at: usize, id: ObjectId) -> Object {
    world.devices[at].replica.view().actions[&id].clone()
}

#[test]
fn an_action_is_opened_acknowledged_given_more_time_done_and_checked() {
    let mut world = World::live(&[TOM, RAVI, MAEVE]);
    let (id, intent) = opened(&mut world, 0);
    // The entry is in the effect of the edit, and its number in the answer.
    let sealed = number(world.fate(0, intent.unwrap())).unwrap();
    let entry = world.devices[2].replica.entry(sealed).unwrap();
    assert_eq!((entry.kind, entry.refs["action"]), (Kind::System, id));
    assert!(
        entry.text.starts_with("A-1 opened: Ring the clerk."),
        "{}",
        entry.text
    );
    assert_eq!(world.devices[0].replica.entries(), sealed);
    let shown = action(&world, 2, id);
    assert_eq!(shown.int("number"), Some(1));
    assert_eq!(shown.text("instruction"), "At home");
    assert_eq!(shown.time("opened_at"), Some(world.server.now));

    let now = world.server.now;
    let acknowledged = set(
        &mut world,
        1,
        id,
        &[
            ("acknowledged", Scalar::Bool(true)),
            ("state", "doing".into()),
        ],
    );
    world.run();
    let begun = number(world.fate(1, acknowledged)).unwrap();
    let entry = world.devices[0].replica.entry(begun).unwrap();
    assert_eq!(entry.flags, ["not_recommended"]);
    assert_eq!(action(&world, 0, id).time("acknowledged_at"), Some(now));
    report(&mut world, 1, id, ReportAnswer::MoreTime, "Engaged");
    world.run();
    let due = now.plus(HALF_AN_HOUR * 2);
    assert_eq!(action(&world, 0, id).time("report_by"), Some(due));
    let done = report(&mut world, 1, id, ReportAnswer::Done, "She has it");
    world.run();
    let sealed = number(world.fate(1, done)).unwrap();
    let entry = world.devices[0].replica.entry(sealed).unwrap();
    assert_eq!(entry.text, "A-1 done: Ring the clerk. She has it");
    let check = world.devices[2]
        .replica
        .edit("check_action", now, |edit| {
            edit.check_action(id, Verdict::Success, Some("Rang back"))
        })
        .unwrap();
    world.run();
    assert!(number(world.fate(2, check.0.unwrap())).is_some());
    let shown = action(&world, 0, id);
    assert_eq!(shown.str("state"), Some("done"));
    let reports = shown.items::<Report>("reports");
    let answers: Vec<ReportAnswer> = reports.values().map(|report| report.answer).collect();
    assert_eq!(answers.len(), 2);
    assert!(answers.contains(&ReportAnswer::MoreTime));
    world.assert_equal();
    assert_eq!(
        world.devices[0].replica.view(),
        world.devices[1].replica.view()
    );
}

#[test]
fn what_is_overdue_comes_from_nobody_and_is_shown_to_everybody() {
    let mut world = World::live(&[TOM, RAVI]);
    let (id, _) = opened(&mut world, 0);
    let before = world.devices[1].replica.entries();
    world.cut(1);
    for _ in 0..31 {
        world.wait(Duration::from_mins(1));
        // Who says nothing for so long is let go, and comes back.
        world.connect(0);
    }
    world.connect(1);
    let said = world.devices[1].replica.entries_after(before);
    assert!(
        said.iter()
            .any(|entry| entry.text.starts_with("A-1 is overdue: ")),
        "{said:?}"
    );
    assert!(action(&world, 1, id).str("overdue_since").is_some());
    assert!(world.devices[1].events.iter().any(|event| matches!(
        event,
        Event::Record(item) if item.person.is_none() && item.intent.is_none()
    )));
    world.assert_equal();
}

/// Whose an action is, the owner does not say: that alone is refused, and what was reported before and after it stands.
#[test]
fn a_refused_owner_change_takes_no_report_with_it() {
    let mut world = World::live(&[TOM, RAVI]);
    let (id, _) = opened(&mut world, 0);
    world.cut(1);
    set(&mut world, 1, id, &[("acknowledged", Scalar::Bool(true))]);
    let note = report(&mut world, 1, id, ReportAnswer::Note, "On my way");
    let refused = set(
        &mut world,
        1,
        id,
        &[
            ("owner", person(MAEVE).into()),
            ("title", "Maeve rings the clerk".into()),
        ],
    );
    // Made on top of what will be refused.
    let more = report(&mut world, 1, id, ReportAnswer::MoreTime, "Engaged");
    assert_eq!(
        action(&world, 1, id).str("title"),
        Some("Maeve rings the clerk")
    );
    world.connect(1);

    assert_refused(world.fate(1, refused).as_ref(), Code::RoleRequired);
    number(world.fate(1, note));
    number(world.fate(1, more));
    let shown = action(&world, 0, id);
    assert_eq!(shown.str("title"), Some("Ring the clerk"));
    assert_eq!(shown.str("owner"), Some(person(RAVI).to_string().as_str()));
    assert!(shown.is("acknowledged"));
    assert_eq!(shown.items::<Report>("reports").len(), 2);
    let tray = world.devices[1].replica.tray();
    assert_eq!(tray.len(), 1);
    assert_eq!(tray[0].text(), "Maeve rings the clerk");
    assert_eq!(world.devices[1].replica.outbox().count(), 0);
    world.assert_equal();
    assert_eq!(
        world.devices[0].replica.view(),
        world.devices[1].replica.view()
    );
}

#[test]
fn a_refused_report_waits_in_the_tray_with_its_words() {
    let mut world = World::live(&[TOM, RAVI, MAEVE]);
    let now = world.server.now;
    let new = NewAction {
        owner: Some(Owner::Person(person(MAEVE))),
        ..ring_the_clerk(now)
    };
    let made = world.devices[0]
        .replica
        .edit("create_action", now, |edit| edit.create_action(&new));
    let id = made.unwrap().1;
    world.run();
    world.cut(1);
    let refused = report(&mut world, 1, id, ReportAnswer::Done, "I rang her");
    assert_eq!(action(&world, 1, id).str("state"), Some("done"));
    let draft = world.devices[1].begin("observation", "She is awake", now);
    world.connect(1);
    assert_refused(world.fate(1, refused).as_ref(), Code::RoleRequired);
    assert_eq!(
        action(&world, 1, id).str("state"),
        Some("open"),
        "not as it seemed"
    );
    assert!(action(&world, 1, id).items::<Report>("reports").is_empty());
    assert_eq!(world.devices[1].replica.tray()[0].text(), "I rang her");
    assert_eq!(
        world.devices[0].text(draft).as_deref(),
        Some("She is awake")
    );

    // It is still there when the process has ended and begun again.
    world.devices[1].restart(0, now);
    assert_eq!(world.devices[1].replica.tray()[0].text(), "I rang her");
    world.connect(1);
    world.assert_equal();
}

/// Ravi opens no actions; what he wrote in that one joins it.
#[test]
fn what_was_written_in_a_refused_action_joins_it() {
    let mut world = World::live(&[RAVI, TOM]);
    world.cut(0);
    let now = world.server.now;
    let (id, refused) = opened(&mut world, 0);
    let inside = world.devices[0]
        .replica
        .edit("edit_action", now, |edit| {
            edit.splice_instruction(id, usize::MAX, 0, ", twice")
        })
        .unwrap();
    let proposed = NewAction {
        title: "Ask the clerk's office".into(),
        ..NewAction::default()
    };
    let proposed = world.devices[0]
        .replica
        .edit("create_action", now, |edit| edit.create_action(&proposed))
        .unwrap();
    world.connect(0);
    assert_refused(world.fate(0, refused.unwrap()).as_ref(), Code::RoleRequired);
    assert_refused(world.fate(0, inside.0.unwrap()).as_ref(), Code::Gone);
    let tray: Vec<String> = world.devices[0]
        .replica
        .tray()
        .iter()
        .map(loggist_client::TrayItem::text)
        .collect();
    assert_eq!(tray, ["Ring the clerk\nAt home", ", twice"]);
    // A proposal is anybody's, and somebody of command opens it in one tap.
    let id = proposed.1;
    let now = world.server.now;
    let opens = set(
        &mut world,
        1,
        id,
        &[
            ("owner", person(RAVI).into()),
            ("report_by", now.plus(HALF_AN_HOUR).into()),
            ("state", "open".into()),
        ],
    );
    world.run();
    assert!(number(world.fate(1, opens)).is_some());
    assert_eq!(action(&world, 0, id).str("state"), Some("open"));
    let cancels = world.devices[1]
        .replica
        .edit("cancel_action", now, |edit| {
            edit.cancel_action(id, "She rang us")
        })
        .unwrap();
    world.run();
    let sealed = number(world.fate(1, cancels.0.unwrap())).unwrap();
    let entry = world.devices[0].replica.entry(sealed).unwrap();
    assert_eq!(
        entry.text,
        "A-1 cancelled: Ask the clerk's office. She rang us"
    );
    world.assert_equal();
}

#[test]
fn a_contact_owns_an_action_and_an_expert_says_that_a_system_is_fit() {
    let mut world = World::live(&[TOM, RAVI]);
    let now = world.server.now;
    let contact = NewContact {
        name: "Night clerk".into(),
        state: "asked".into(),
        organisation: Some("Larkfield Chambers".into()),
        chased_by: Some(person(TOM)),
        ..NewContact::default()
    };
    let contact = world.devices[0]
        .replica
        .edit("create_contact", now, |edit| edit.create_contact(&contact))
        .unwrap()
        .1;
    let new = NewAction {
        owner: Some(Owner::Contact(contact)),
        ..ring_the_clerk(now)
    };
    let made = world.devices[0]
        .replica
        .edit("create_action", now, |edit| edit.create_action(&new));
    let (intent, _) = made.unwrap();
    world.devices[0]
        .replica
        .edit("set_contact", now, |edit| {
            edit.set_contact(contact, "told_last", now.into())
        })
        .unwrap();
    world.run();
    let sealed = number(world.fate(0, intent.unwrap())).unwrap();
    let entry = world.devices[1].replica.entry(sealed).unwrap();
    assert!(entry.text.contains("Owner Night clerk,"), "{}", entry.text);
    let shown = &world.devices[1].replica.view().contacts[&contact];
    assert_eq!(shown.time("told_last"), Some(now));

    let system = NewSystem {
        name: "Listings export".into(),
        state: "affected".into(),
        ..NewSystem::default()
    };
    let system = world.devices[0]
        .replica
        .edit("create_system", now, |edit| edit.create_system(&system))
        .unwrap()
        .1;
    world.run();
    let fit = |world: &mut World, at: usize| {
        let set = world.devices[at].replica.edit("set_system", now, |edit| {
            edit.set_system(system, "fit", Scalar::Bool(true))
        });
        world.run();
        world.fate(at, set.unwrap().0.unwrap())
    };
    assert_refused(fit(&mut world, 0).as_ref(), Code::RoleRequired);
    assert_eq!(number(fit(&mut world, 1)), None);
    assert!(world.devices[0].replica.view().systems[&system].is("fit"));
    world.assert_equal();
}
