//! Recommendations and what is done as spoken, against the real room.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use loggist_client::NewRecommendation;
use loggist_domain::{
    Code, IntentId, Kind, ObjectId, ProposalState,
    command::{Answer, Command, ConfirmSpoken, Given},
    schema::Reply,
};
use loggist_room::frames::ClientFrame;
use std::time::Duration;
use support::*;

const HALF_AN_HOUR: Duration = Duration::from_mins(30);

fn recommended(world: &mut World, at: usize) -> ObjectId {
    let now = world.server.now;
    let new = NewRecommendation {
        text: "Hold the queue".into(),
        deadline: Some(now.plus(HALF_AN_HOUR)),
    };
    let made = world.devices[at]
        .replica
        .edit("create_recommendation", now, |edit| {
            edit.create_recommendation(&new)
        });
    world.run();
    made.unwrap().1
}

#[test]
fn a_recommendation_is_answered_as_it_was_read() {
    let mut world = World::live(&[PRIYA, RAVI, TOM]);
    let id = recommended(&mut world, 1);
    let now = world.server.now;
    let view = |world: &World| world.devices[2].replica.view().recommendations[&id].clone();
    assert_eq!(view(&world).int("number"), Some(1));
    world.devices[2]
        .replica
        .edit("reply_to", now, |edit| edit.reply_to(id, "How long for?"))
        .unwrap();
    world.run();
    let replies = view(&world).items::<Reply>("replies");
    assert_eq!(replies.values().next().unwrap().text, "How long for?");

    // Words that come while it is answered: nobody agrees to what they did not see.
    world.lose = Some(|device, frame| {
        device == 0 && matches!(frame, loggist_room::frames::ServerFrame::Records { .. })
    });
    world.devices[1]
        .replica
        .edit("edit_recommendation", now, |edit| {
            edit.splice_recommendation(id, usize::MAX, 0, " and the mailbox")
        })
        .unwrap();
    world.run();
    let unseen = world.devices[0]
        .replica
        .answer_recommendation(id, Answer::Agreed, None, None, now)
        .unwrap();
    world.lose = None;
    world.run();
    assert_refused(world.fate(0, unseen).as_ref(), Code::ChangedWhileSealing);
    world.cut(0);
    world.connect(0);
    let seen = world.devices[0]
        .replica
        .answer_recommendation(id, Answer::Agreed, None, None, now)
        .unwrap();
    world.run();
    let sealed = number(world.fate(0, seen)).unwrap();
    let entry = world.devices[1].replica.entry(sealed).unwrap();
    assert_eq!(
        entry.text,
        "Priya Nair agreed to R-1, Ravi Menon: Hold the queue and the mailbox"
    );
    assert_eq!(view(&world).str("answer"), Some("agreed"));
    world.assert_equal();
}

#[test]
fn what_the_manager_said_is_answered_for_them_and_confirmed() {
    let mut world = World::live(&[PRIYA, RAVI, TOM]);
    let id = recommended(&mut world, 1);
    let now = world.server.now;
    let priya = Some(person(PRIYA));
    let spoken = world.devices[2]
        .replica
        .answer_recommendation(id, Answer::Agreed, None, priya, now)
        .unwrap();
    let draft = world.devices[2].begin("decision", "Hold the queue", now);
    world.run();
    let sealed = world.devices[2]
        .replica
        .seal_draft_as(draft, priya, now)
        .unwrap();
    world.run();
    for intent in [spoken, sealed] {
        let entry = number(world.fate(2, intent)).unwrap();
        let entry = world.devices[0].replica.entry(entry).unwrap();
        assert_eq!(entry.flags, ["spoken"]);
    }
    let proposals = world.devices[0].replica.view().proposals;
    assert_eq!(proposals.len(), 2);
    let proposal = proposals
        .values()
        .find(|it| it.command.as_deref() == Some("seal_draft"))
        .unwrap()
        .clone();
    assert_eq!(proposal.state, ProposalState::Open);
    let confirm = Command::ConfirmSpoken(ConfirmSpoken {
        proposal: proposal.id,
    });
    world.command(0, &confirm);
    let state = world.devices[1].replica.view().proposals[&proposal.id].state;
    assert_eq!(state, ProposalState::Confirmed);
}

/// Nobody decides under an epoch that is gone; a seal that may wait is not bound to one.
#[test]
fn the_seal_of_a_decision_carries_the_epoch() {
    let mut world = World::live(&[PRIYA]);
    let now = world.server.now;
    let decision = world.devices[0].begin("decision", "Hold the queue", now);
    let other = world.devices[0].begin("observation", "Seen", now);
    world.run();
    world.server.heard.clear();
    let seals = [decision, other].map(|draft| world.devices[0].seal(draft, now));
    let given: Given = Command::AppendEntry(loggist_domain::command::AppendEntry {
        kind: Kind::Decision,
        ..entry("And the mailbox")
    })
    .into();
    let said = world.devices[0].replica.command(&given, now).unwrap();
    world.run();
    let carried = |intent: IntentId| {
        let submit = world.server.heard.iter().find_map(|frame| match frame {
            ClientFrame::Submit(submit) if submit.intent == intent => Some(submit),
            _ => None,
        });
        let submit = submit.unwrap();
        (submit.epoch, submit.not_after.is_some())
    };
    assert_eq!(carried(seals[0]), (Some(1), true));
    assert_eq!(carried(seals[1]), (None, false));
    assert_eq!(carried(said), (Some(1), true));
    for intent in seals.into_iter().chain([said]) {
        assert!(number(world.fate(0, intent)).is_some());
    }
}
