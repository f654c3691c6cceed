//! Command passes, people leave: what that does to actions, edits that come late, and connections.

use crate::{support::*, world::*};
use automerge::{ROOT, ReadDoc};
use loggist_domain::{Code, ObjectId, Proposal, ProposalState, Role};
use loggist_room::{
    CallId, ConnId, Input,
    frames::{ClientFrame, Close, Outcome},
};
use serde_json::json;
use std::time::Duration;

fn action_id() -> ObjectId {
    ObjectId::from_bytes([101; 16])
}

/// An action of Ravi's; everyone is here.
fn with_action() -> (World, [ConnId; 4]) {
    let mut world = World::declared();
    let conns = [PRIYA, TOM, MAEVE, RAVI].map(|n| world.join(n));
    let due = world.now.plus(Duration::from_mins(10));
    let change = world
        .writer(TOM, 1)
        .create_action(action_id(), &open_action(RAVI, due));
    assert_eq!(code(&world.edit(conns[1], change)), None);
    (world, conns)
}

fn recorded(outcome: &Outcome) {
    assert!(matches!(outcome, Outcome::Recorded { .. }), "{outcome:?}");
}

fn proposals(world: &World) -> Vec<Proposal> {
    let document = world.room.document();
    let (_, map) = document.get(ROOT, "proposals").unwrap().unwrap();
    document
        .map_range(&map, ..)
        .map(|item| {
            let value = item.value.into_value();
            serde_json::from_str(value.as_str().unwrap()).unwrap()
        })
        .collect()
}

#[test]
fn whoever_takes_command_owns_no_action_in_the_same_record_im_03() {
    let (mut world, [priya, _, _, ravi]) = with_action();
    let offer = json!({"to": person(RAVI), "packet": {"worried_about": "Larkfield is quiet."}});
    recorded(&world.command(priya, "offer_command", offer));
    assert_eq!(world.room.incident().command.manager, Some(person(PRIYA)));
    // Ravi is offline while he writes this; it arrives when he is manager.
    let late = world
        .writer(RAVI, 9)
        .set("actions", action_id(), &[("state", scalar("doing"))]);
    let seq = world.room.head().seq;
    recorded(&world.command(ravi, "accept_command", json!({})));
    assert_eq!(world.room.head().seq, seq + 1);
    let incident = world.room.incident();
    assert_eq!(incident.command.manager, Some(person(RAVI)));
    assert_eq!(incident.command.epoch, 2);
    assert_eq!(incident.roles(person(RAVI)), [Role::IncidentManager]);
    assert_eq!(
        incident.roles(person(PRIYA)),
        [Role::Sme],
        "there is a deputy"
    );
    let moved = action(&world, action_id());
    assert_eq!(moved.str("state"), Some("to_reassign"));
    assert_eq!(moved.str("owner"), Some(person(RAVI).to_string().as_str()));
    let entry = world.entries().pop().unwrap();
    assert!(
        entry.text.contains("Worried about: Larkfield is quiet."),
        "{}",
        entry.text
    );
    assert!(
        entry
            .text
            .ends_with("Actions: A-1 Ring the clerk, needs a new owner."),
        "{}",
        entry.text
    );
    assert!(
        matches!(
            code(&world.edit(ravi, late)),
            Some(Code::RoleRequired | Code::Invalid)
        ),
        "the manager does no action"
    );
    assert_eq!(world.reloaded().head(), world.room.head());
}

#[test]
fn a_named_owner_gets_the_action_in_the_same_record() {
    let (mut world, [priya, _, _, ravi]) = with_action();
    recorded(&world.command(priya, "offer_command", json!({"to": person(RAVI)})));
    let owners = json!({"owners": {action_id().to_string(): person(MAEVE)}});
    recorded(&world.command(ravi, "accept_command", owners));
    let moved = action(&world, action_id());
    assert_eq!(moved.str("state"), Some("open"));
    assert_eq!(moved.str("owner"), Some(person(MAEVE).to_string().as_str()));
}

#[test]
fn stepping_in_never_waits_and_the_manager_who_comes_back_is_told_who_commands() {
    let (mut world, [priya, tom, ..]) = with_action();
    recorded(&world.command(tom, "step_in", json!({"reason": "Priya does not answer."})));
    assert_eq!(world.room.incident().roles(person(PRIYA)), [Role::Deputy]);
    let outcome = world.command(priya, "stand_down", json!({"reason": "over"}));
    let Outcome::Refused { code, reason } = outcome else {
        panic!("a manager no more");
    };
    assert_eq!(code, Code::RoleRequired);
    assert!(
        reason.contains("Tom Okafor has been Incident Manager since"),
        "{reason}"
    );
}

#[test]
fn a_removed_member_is_out_at_the_commit_and_hands_in_what_they_had_written() {
    let (mut world, [priya, _, _, ravi]) = with_action();
    let late = world
        .writer(RAVI, 9)
        .create_draft(draft_id(3), "observation", "Left a message.");
    recorded(&world.command(priya, "remove_member", json!({"person": person(RAVI)})));
    assert_eq!(
        world.closed.get(&ravi),
        Some(&Close::Removed),
        "the socket closes with the commit"
    );
    assert_eq!(
        action(&world, action_id()).str("state"),
        Some("to_reassign")
    );
    let seq = world.room.head().seq;
    // A submit that was on its way, on the connection and over HTTP.
    let edit = world.submit_edit("create_draft", late);
    world.say(ravi, ClientFrame::Submit(edit.clone()));
    world.input(Input::Called {
        call: CallId(1),
        who: identity(RAVI),
        submit: edit,
    });
    assert_eq!(world.room.head().seq, seq, "nothing is recorded");
    let mut handed = world.submit_command(
        "surrender",
        json!({"items": [{"text": "Left a message.", "name": "create_draft"}, {"text": "Rang twice."}]}),
    );
    handed.epoch = None;
    world.input(Input::Called {
        call: CallId(2),
        who: identity(RAVI),
        submit: handed.clone(),
    });
    world.input(Input::Called {
        call: CallId(3),
        who: identity(RAVI),
        submit: handed,
    });
    assert_eq!(world.room.head().seq, seq + 1, "handed in once");
    let made = proposals(&world);
    assert_eq!(made.len(), 2);
    assert!(
        made.iter()
            .all(|it| it.surrendered && it.by == person(RAVI))
    );
    let entry = world.entries().pop().unwrap();
    assert!(entry.text.contains("handed in 2 items"), "{}", entry.text);

    let id = made[0].id;
    recorded(&world.command(priya, "adopt_proposal", json!({"proposal": id})));
    let entry = world.entries().pop().unwrap();
    assert_eq!(entry.text, made[0].text);
    assert_eq!(entry.said_by.as_deref(), Some("Ravi Menon"));
    let settled = proposals(&world)
        .into_iter()
        .find(|it| it.id == id)
        .unwrap();
    assert_eq!(settled.state, ProposalState::Adopted);
}

#[test]
fn a_command_that_waited_on_the_way_does_not_fire() {
    let (mut world, _) = with_action();
    let late = world.submit_command("stand_down", json!({"reason": "over"}));
    let intent = late.intent;
    world.tick(Duration::from_secs(31));
    let priya = world.join(PRIYA);
    world.say(priya, ClientFrame::Submit(late));
    let outcome = world.receipt(priya, intent);
    assert_eq!(outcome.as_ref().and_then(code), Some(Code::Expired));
}

#[test]
fn a_spoken_act_is_in_force_at_once_and_is_put_back_when_it_is_revoked() {
    let (mut world, [priya, tom, maeve, ravi]) = with_action();
    let spoken = json!({"severity": 2, "spoken_by": person(PRIYA)});
    assert_eq!(
        code(&world.command(ravi, "set_severity", spoken.clone())),
        Some(Code::RoleRequired)
    );
    recorded(&world.command(maeve, "set_severity", spoken));
    assert_eq!(world.room.incident().header.severity.map(u8::from), Some(2));
    let [proposal] = &proposals(&world)[..] else {
        panic!("one waits for the manager");
    };
    let entry = world.entries().pop().unwrap();
    assert_eq!(proposal.entry, Some(entry.number));
    assert_eq!(entry.flags, ["spoken"]);
    assert_eq!(entry.said_by.as_deref(), Some("Priya Nair"));
    let revoke = json!({"proposal": proposal.id});
    assert_eq!(
        code(&world.command(tom, "revoke_spoken", revoke.clone())),
        Some(Code::RoleRequired)
    );
    recorded(&world.command(priya, "revoke_spoken", revoke.clone()));
    assert_eq!(world.room.incident().header.severity.map(u8::from), Some(1));
    assert_eq!(
        code(&world.command(priya, "confirm_spoken", revoke)),
        Some(Code::Invalid),
        "settled once"
    );
    assert_eq!(world.reloaded().head(), world.room.head());
}
