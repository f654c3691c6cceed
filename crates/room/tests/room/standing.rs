//! What is out of line with the plan for long is sealed by the server, and so is its end.

use crate::{support::*, world::*};
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
