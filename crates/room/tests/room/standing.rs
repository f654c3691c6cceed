//! What is out of line with the plan for long is sealed by the server, and so is its end.

use crate::{support::*, world::*};
use automerge::{ObjType, ROOT, ReadDoc, transaction::Transactable};
use loggist_domain::ObjectId;
use serde_json::json;
use std::time::Duration;

const FIVE_MINUTES: Duration = Duration::from_mins(5);

#[test]
fn a_role_that_nobody_holds_for_five_minutes_is_sealed_once_team_01_dep_07() {
    let mut world = World::declared();
    let before = world.entries().len();
    world.tick(Duration::from_secs(299));
    assert_eq!(world.entries().len(), before, "a second to go");
    world.tick(Duration::from_secs(1));
    let entry = world.entries().pop().unwrap();
    assert!(
        entry.text.starts_with("Out of line since") && entry.text.contains("no Liaison"),
        "{}",
        entry.text
    );
    assert_eq!((entry.by.person, entry.received_at), (None, world.now));
    assert_eq!(entry.flags, ["out_of_line"]);
    world.tick(Duration::from_hours(1));
    assert_eq!(world.entries().len(), before + 1, "said once");
    assert_eq!(world.reloaded().head(), world.room.head());
}

#[test]
fn nothing_is_refused_meanwhile_and_what_is_put_right_is_sealed_team_01() {
    let mut world = World::declared();
    world.tick(FIVE_MINUTES);
    let priya = world.join(PRIYA);
    let roles = json!({"person": person(MAEVE), "roles": ["secretariat", "liaison"], "reason": "Nobody else"});
    assert_eq!(code(&world.command(priya, "set_roles", roles)), None);
    world.tick(Duration::from_secs(1));
    assert_eq!(world.entries().pop().unwrap().text, "Put right: a Liaison.");
    assert_eq!(world.reloaded().head(), world.room.head());
}

#[test]
fn what_began_while_nobody_had_the_room_open_is_sealed_when_it_opens_team_01() {
    let mut world = World::declared();
    let before = world.entries().len();
    world.room = world.reloaded();
    world.tick(Duration::from_hours(2));
    let entry = world.entries().pop().unwrap();
    assert_eq!(world.entries().len(), before + 1);
    assert!(
        entry.text.starts_with("Out of line since"),
        "{}",
        entry.text
    );
}

#[test]
fn whoever_is_missing_from_the_private_line_is_sealed_and_so_is_that_everybody_is_there_sec_07() {
    let mut world = World::declared();
    world.tick(FIVE_MINUTES);
    let before = world.entries().len();
    let maeve = world.join(MAEVE);
    let line = ObjectId::from_bytes([150; 16]);
    let mut writer = world.writer(MAEVE, 1);
    let change = writer.change(|tx| {
        let (_, channels) = tx.get(ROOT, "channels").unwrap().unwrap();
        let id = line.to_string();
        let channel = tx.put_object(&channels, id, ObjType::Map).unwrap();
        for (field, value) in [
            ("by", scalar(person(MAEVE))),
            ("name", scalar("Private channel")),
            ("kind", scalar("chat")),
            ("private", true.into()),
        ] {
            tx.put(&channel, field, value).unwrap();
        }
        tx.put_object(&channel, "moves", ObjType::Map).unwrap();
    });
    assert_eq!(code(&world.edit(maeve, change)), None);
    // Who says nothing for minutes is let go, and comes back.
    let mut come = |world: &mut World, n: u8| {
        let maeve = world.join(MAEVE);
        let says = json!({"by": person(MAEVE), "who": person(n), "is_in": true, "at": world.now});
        let change = writer.change(|tx| {
            let (_, channels) = tx.get(ROOT, "channels").unwrap().unwrap();
            let (_, channel) = tx.get(&channels, line.to_string()).unwrap().unwrap();
            let (_, moves) = tx.get(&channel, "moves").unwrap().unwrap();
            let item = ObjectId::from_bytes([160 + n; 16]).to_string();
            tx.put(&moves, item, scalar(says)).unwrap();
        });
        assert_eq!(code(&world.edit(maeve, change)), None);
    };
    for n in [PRIYA, TOM, MAEVE] {
        come(&mut world, n);
    }
    let since = world.now.in_words();
    world.tick(Duration::from_secs(299));
    assert_eq!(world.entries().len(), before, "a second to go");
    world.tick(Duration::from_secs(1));
    let entry = world.entries().pop().unwrap();
    assert_eq!(
        entry.text,
        format!("Out of line since {since}: somebody of the team not on the private line.")
    );
    assert_eq!(entry.flags, ["out_of_line"]);
    assert_eq!(world.reloaded().head(), world.room.head());

    come(&mut world, RAVI);
    world.tick(Duration::from_secs(1));
    assert_eq!(
        world.entries().pop().unwrap().text,
        "Put right: everybody of the team on the private line."
    );
    assert_eq!(world.reloaded().head(), world.room.head());
}
