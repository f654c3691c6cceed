//! The replica against the real room: offline, refused, retried, forked, lost frames, snapshots, ended processes.

mod support;

use loggist_client::{End, Event, Fate, Link, NotSent};
use loggist_domain::{
    Code, Kind,
    command::{Command, Declare},
};
use loggist_room::frames::{ClientFrame, ServerFrame};
use std::time::Duration;
use support::*;

#[test]
fn a_draft_is_typed_and_sealed_and_everyone_holds_the_same() {
    let mut world = World::live(&[RAVI, MAEVE]);
    let now = world.server.now;
    let draft = world.devices[0].begin("observation", "Listing", now);
    world.devices[0].write(draft, " service", now);
    world.run();
    assert_eq!(
        world.devices[1].text(draft).as_deref(),
        Some("Listing service")
    );
    world.devices[1].write(draft, " is down 😀", now);
    world.run();
    let seal = world.devices[0].seal(draft, now);
    world.run();
    let Some(Fate::Recorded { number, .. }) = world.fate(0, seal) else {
        panic!("not recorded");
    };
    let entry = world.devices[1].replica.entry(number.unwrap()).unwrap();
    assert_eq!(entry.text, "Listing service is down 😀");
    assert_eq!(entry.with, ["Maeve Lindqvist"]);
    assert_eq!(world.devices[0].text(draft), None);
    assert_eq!(world.devices[0].replica.outbox().count(), 0);
    assert!(world.server.refused.is_empty());
    world.assert_equal();
}

#[test]
fn what_is_written_offline_is_recorded_in_order_and_a_decision_does_not_wait() {
    let mut world = World::live(&[PRIYA, TOM]);
    world.cut(0);
    let now = world.server.now;
    let draft = world.devices[0].begin("observation", "Typed offline", now);
    let seal = world.devices[0].seal(draft, now);
    let said = world.devices[0].say("Said offline", now);
    let decision = world.devices[0].begin("decision", "Shut it down", now);
    assert_eq!(
        world.devices[0].replica.seal_draft(decision, now),
        Err(NotSent::Offline)
    );
    let mut decided = entry("Shut it down");
    decided.kind = Kind::Decision;
    assert_eq!(
        world.devices[0].replica.append_entry(decided, now),
        Err(NotSent::Offline)
    );
    assert_eq!(world.devices[0].replica.outbox().count(), 4);

    world.wait(Duration::from_mins(40));
    world.connect(1);
    world.connect(0);
    let number = |fate: Option<Fate>| match fate {
        Some(Fate::Recorded { number, .. }) => number.unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!(number(world.fate(0, seal)) + 1, number(world.fate(0, said)));
    let late = world.devices[1]
        .replica
        .entry(number(world.fate(0, seal)))
        .unwrap();
    assert!(late.late);
    assert_eq!(
        world.devices[1].text(decision).as_deref(),
        Some("Shut it down")
    );
    let seal = world.devices[0].seal(decision, world.server.now);
    world.run();
    assert!(matches!(world.fate(0, seal), Some(Fate::Recorded { .. })));
    world.assert_equal();
}

/// Ravi may not make a decision of it: the edits around that one stand, and nothing typed is lost.
#[test]
fn a_refusal_in_the_middle_of_an_outbox_takes_nothing_with_it() {
    let mut world = World::live(&[RAVI, MAEVE]);
    world.cut(0);
    let now = world.server.now;
    let draft = world.devices[0].begin("observation", "One", now);
    let refused = world.devices[0]
        .set(draft, "kind", "decision", now)
        .unwrap();
    world.devices[0].write(draft, " two", now);
    let inside = world.devices[0].begin("decision", "Stop", now);
    world.devices[0].write(inside, " everything", now);
    world.devices[0].write(draft, " three", now);
    let said = world.devices[0].say("Said", now);
    world.connect(0);

    assert_eq!(
        world.devices[1].text(draft).as_deref(),
        Some("One two three")
    );
    let kind = world.devices[1].replica.draft(draft).unwrap();
    assert_eq!(kind.str("kind"), Some("observation"));
    assert_eq!(world.devices[1].text(inside), None);
    assert!(matches!(world.fate(0, said), Some(Fate::Recorded { .. })));
    assert!(matches!(
        world.fate(0, refused),
        Some(Fate::Refused {
            code: Code::RoleRequired,
            ..
        })
    ));
    let tray = world.devices[0].replica.tray();
    let held: Vec<String> = tray.iter().map(loggist_client::TrayItem::text).collect();
    assert_eq!(held, ["", "Stop", " everything"]);
    assert_eq!(tray[0].refusal.code, Code::RoleRequired);
    assert_eq!(tray[2].refusal.code, Code::Gone);
    assert_eq!(world.devices[0].replica.outbox().count(), 0);
    assert_eq!(world.devices[0].replica.link(), Link::Live);
    world.assert_equal();
    assert_eq!(
        world.devices[0].replica.view(),
        world.devices[1].replica.view()
    );

    // And goes on, under the fresh actor.
    world.devices[0].write(draft, " four", world.server.now);
    world.run();
    assert_eq!(
        world.devices[1].text(draft).as_deref(),
        Some("One two three four")
    );
    let actors = world.server.ledger.iter().flat_map(|record| &record.actors);
    let ours: std::collections::BTreeSet<_> = actors.filter(|(_, server)| !server).collect();
    assert!(ours.len() <= 3, "actors are dear: {}", ours.len());
}

/// Each refusal wastes what was sent behind it, so little is sent until something is recorded again.
#[test]
fn many_refusals_cost_little_more_than_themselves() {
    let mut world = World::live(&[RAVI, MAEVE]);
    let now = world.server.now;
    let draft = world.devices[1].begin("observation", "Maeve's", now);
    world.run();
    world.cut(0);
    for number in 0..150 {
        // The details of her draft are not Ravi's to set.
        world.devices[0].set(draft, "said_by", &format!("Number {number}"), now);
    }
    world.devices[0].write(draft, " and Ravi's", now);
    world.server.heard.clear();
    world.connect(0);
    assert_eq!(world.devices[0].replica.tray().len(), 150);
    assert_eq!(
        world.devices[1].text(draft).as_deref(),
        Some("Maeve's and Ravi's")
    );
    let sent = submitted(&world.server.heard).len();
    assert!(sent < 151 + 64, "{sent} submits");
    world.assert_equal();
}

#[test]
fn an_answer_that_was_lost_is_had_again_and_nothing_is_recorded_twice() {
    let mut world = World::live(&[RAVI]);
    let now = world.server.now;
    // Everything but the welcome is lost on the way back.
    world.lose = Some(|_, frame| !matches!(frame, ServerFrame::Welcome(_)));
    let draft = world.devices[0].begin("observation", "Once", now);
    let seal = world.devices[0].seal(draft, now);
    world.run();
    assert_eq!(world.fate(0, seal), None);
    let length = world.server.ledger.len();
    world.lose = None;
    world.cut(0);
    world.connect(0);
    assert_eq!(world.server.ledger.len(), length);
    assert!(matches!(
        world.fate(0, seal),
        Some(Fate::Recorded {
            number: Some(_),
            ..
        })
    ));
    assert_eq!(world.devices[0].replica.outbox().count(), 0);
    world.assert_equal();
}

#[test]
fn a_command_that_was_sent_is_asked_for_again_and_one_that_was_not_never_fires_later() {
    let mut world = World::live(&[PRIYA]);
    let now = world.server.now;
    let take = Command::Declare(Declare {
        severity: serde_json::from_str("2").unwrap(),
        category: serde_json::from_str("\"malware\"").unwrap(),
        severity_provisional: false,
        category_provisional: false,
        codename: None,
        reason: None,
    });
    world.lose = Some(|_, _| true);
    let sent = world.devices[0]
        .replica
        .command(&take.clone().into(), now)
        .unwrap();
    world.run();
    world.lose = None;
    world.cut(0);
    assert_eq!(
        world.devices[0].replica.command(&take.clone().into(), now),
        Err(NotSent::Offline)
    );
    world.wait(Duration::from_mins(5));
    world.connect(0);
    // It is declared already: the refusal of then is repeated, not made anew.
    assert!(matches!(
        world.fate(0, sent),
        Some(Fate::Refused {
            code: Code::Invalid,
            ..
        })
    ));
}

#[test]
fn a_restored_server_is_not_written_to() {
    let mut world = World::live(&[RAVI, MAEVE]);
    let now = world.server.now;
    let draft = world.devices[0].begin("observation", "Seen", now);
    world.run();
    world.cut(0);
    world.cut(1);
    world.devices[0].write(draft, " and kept", now);
    world.server.restore(5);
    world.server.heard.clear();
    world.connect(0);
    assert!(matches!(
        world.devices[0].replica.link(),
        Link::Ended(End::Forked(_))
    ));
    assert!(submitted(&world.server.heard).is_empty());
    world.devices[0].restart(0, now);
    assert_eq!(
        world.devices[0].text(draft).as_deref(),
        Some("Seen and kept")
    );
    assert_eq!(world.devices[0].replica.outbox().count(), 1);
    assert!(submitted(&world.server.heard).is_empty());
}

#[test]
fn a_gap_is_noticed_and_filled() {
    let mut world = World::live(&[RAVI, MAEVE]);
    let now = world.server.now;
    world.lose = Some(|device, frame| device == 1 && matches!(frame, ServerFrame::Records { .. }));
    let draft = world.devices[0].begin("observation", "Missed", now);
    world.run();
    world.lose = None;
    world.devices[0].write(draft, " and not", now);
    world.run();
    assert_eq!(
        world.devices[1].text(draft).as_deref(),
        Some("Missed and not")
    );
    world.assert_equal();
}

#[test]
fn a_ping_tells_of_a_record_that_never_came() {
    let mut world = World::live(&[RAVI, MAEVE]);
    world.lose = Some(|device, frame| device == 1 && matches!(frame, ServerFrame::Records { .. }));
    let draft = world.devices[0].begin("observation", "Missed", world.server.now);
    world.run();
    world.lose = None;
    for _ in 0..12 {
        world.wait(Duration::from_secs(1));
    }
    assert_eq!(world.devices[1].text(draft).as_deref(), Some("Missed"));
    let pongs = world
        .server
        .heard
        .iter()
        .filter(|f| matches!(f, ClientFrame::Pong { .. }));
    assert!(pongs.count() >= 2);
}

#[test]
fn far_behind_it_loads_a_snapshot_and_keeps_what_waits() {
    let mut world = World::live(&[RAVI, MAEVE]);
    let now = world.server.now;
    let draft = world.devices[1].begin("observation", "Begun", now);
    world.run();
    world.cut(1);
    world.devices[1].write(draft, " offline", now);
    for _ in 0..1_100 {
        world.devices[0].say("More", now);
        world.run();
    }
    world.connect(1);
    let snapshot = |event: &Event| matches!(event, Event::Snapshot { .. });
    assert!(world.devices[1].events.iter().any(snapshot));
    assert_eq!(
        world.devices[0].text(draft).as_deref(),
        Some("Begun offline")
    );
    assert_eq!(
        world.devices[1].replica.entries(),
        world.devices[0].replica.entries()
    );
    world.assert_equal();
    world.devices[1].restart(0, now);
    assert_eq!(
        world.devices[1].text(draft).as_deref(),
        Some("Begun offline")
    );
    assert_eq!(
        world.devices[1].replica.entries(),
        world.devices[0].replica.entries()
    );
}

#[test]
fn someone_who_is_not_in_the_incident_learns_nothing() {
    let mut world = World::live(&[OLU]);
    assert!(matches!(
        world.devices[0].replica.link(),
        Link::Ended(End::NotFound(_))
    ));
    assert_eq!(world.devices[0].replica.entries(), 0);
    world.run();
}
