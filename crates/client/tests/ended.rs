//! A process that ends between any two steps, or in the middle of writing one, loses nothing that a person was told is
//! kept, and records nothing twice.

mod support;

use loggist_domain::{Entry, ObjectId};
use std::collections::BTreeMap;
use support::*;

/// What Ravi writes offline: a refused edit in the middle, one draft sealed, one left open.
fn write(world: &mut World) -> (ObjectId, ObjectId) {
    let now = world.server.now;
    let ravi = &mut world.devices[0];
    let open = ravi.begin("observation", "One", now);
    ravi.set(open, "kind", "decision", now);
    ravi.write(open, " two", now);
    let sealed = ravi.begin("observation", "Sealed", now);
    ravi.write(sealed, " as typed", now);
    ravi.seal(sealed, now);
    ravi.say("Said", now);
    ravi.write(open, " three", now);
    (open, sealed)
}

/// Comes to rest, or ends Ravi's process once it has done `until` things; true when it came to rest before.
fn run_until(world: &mut World, until: usize) -> bool {
    while world.devices[0].effects < until {
        if !world.step() {
            return true;
        }
    }
    false
}

fn log(world: &World) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    for entry in world.devices[1].replica.entries_after(0) {
        let Entry { text, .. } = entry;
        *count.entry(text).or_default() += 1;
    }
    count
}

fn ended_at(step: usize, torn: usize) -> bool {
    let mut world = World::live(&[RAVI, MAEVE]);
    world.cut(0);
    let (open, sealed) = write(&mut world);
    // Everything typed is on the disk before anything of it is sent.
    let before = world.devices[0].effects;
    world.run();
    let typed = world.devices[0].effects - before;
    let from = world.devices[0].effects;
    let now = world.server.now;
    let device = &mut world.devices[0];
    device.conn = Some(world.server.new_conn());
    device.joined = false;
    device.replica.connected(now);
    let at_rest = run_until(&mut world, from + step);

    if let Some(conn) = world.devices[0].conn {
        world.server.leave(conn);
    }
    world.devices[0].restart(torn, now);
    world.connect(0);

    let what = format!("ended after {step} of its steps, {torn} bytes torn off");
    assert!(typed >= 8, "{what}");
    assert_eq!(
        world.devices[1].text(open).as_deref(),
        Some("One two three"),
        "{what}"
    );
    assert_eq!(world.devices[1].text(sealed), None, "{what}");
    let log = log(&world);
    assert_eq!(log.get("Sealed as typed"), Some(&1), "{what}");
    assert_eq!(log.get("Said"), Some(&1), "{what}");
    let tray = world.devices[0].replica.tray();
    assert_eq!(tray.len(), 1, "{what}");
    assert_eq!(world.devices[0].replica.outbox().count(), 0, "{what}");
    world.assert_equal();
    at_rest
}

#[test]
fn a_process_may_end_between_any_two_steps() {
    let mut step = 0;
    while !ended_at(step, 0) {
        step += 1;
    }
    assert!(step > 20, "only {step} steps were tried");
}

#[test]
fn a_process_may_end_while_a_step_is_written() {
    let mut tried = 0;
    for step in 1..60 {
        for torn in [1, 7, 40] {
            if ended_at(step, torn) {
                assert!(tried > 40, "only {tried} were tried");
                return;
            }
            tried += 1;
        }
    }
}

/// What a person typed and was kept is there again, whatever was cut off after it.
#[test]
fn typing_survives_at_every_byte() {
    let mut world = World::live(&[RAVI]);
    world.cut(0);
    let now = world.server.now;
    let draft = world.devices[0].begin("observation", "", now);
    world.run();
    let mut kept = vec![(world.devices[0].disk.len(), String::new())];
    for word in ["What", " I", " saw"] {
        world.devices[0].write(draft, word, now);
        world.run();
        let text = world.devices[0].text(draft).unwrap();
        kept.push((world.devices[0].disk.len(), text));
    }
    let whole = world.devices[0].disk.clone();
    for length in kept[0].0..=whole.len() {
        world.devices[0].disk = whole[..length].to_vec();
        world.devices[0].restart(0, now);
        let expected = kept.iter().rev().find(|(end, _)| *end <= length).unwrap();
        assert_eq!(world.devices[0].text(draft).as_ref(), Some(&expected.1));
    }
}
