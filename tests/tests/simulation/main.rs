//! A seeded simulation: clients, two nodes and a store in one thread, with cuts, restarts of clients and nodes, role
//! changes, lost races and appends whose fate is unknown. Every run prints its seed; a run that fails prints its plan.
//!
//! `LOGGIST_SEEDS=1000` runs more seeds, `LOGGIST_SEED=17` one.

mod acts;
mod client;
mod faults;
mod invariants;
mod ledger;
mod node;
mod world;

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
};
use world::World;

/// Seeds in the tests; each is a world of its own.
const SEEDS: u64 = 200;
/// Steps of a world before it is left to settle.
const STEPS: usize = 1_200;

fn run(seed: u64) -> BTreeMap<&'static str, u64> {
    let mut world = World::new(seed);
    let ran = catch_unwind(AssertUnwindSafe(|| {
        for _ in 0..STEPS {
            world.step();
        }
        world.settle();
        invariants::check(&world);
    }));
    if let Err(panic) = ran {
        eprintln!("seed {seed} failed after this plan:");
        for line in &world.plan {
            eprintln!("  {line}");
        }
        eprintln!("seed {seed} failed; run it alone with LOGGIST_SEED={seed}");
        resume_unwind(panic);
    }
    world.tally();
    world.counts
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| {
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is a number"))
    })
}

/// Runs seeds, and asserts that together they did what they are for.
fn run_all(seeds: std::ops::Range<u64>) {
    let seeds: Vec<u64> = match (number("LOGGIST_SEED"), number("LOGGIST_SEEDS")) {
        (Some(seed), _) => {
            if seeds.start == 0 {
                vec![seed]
            } else {
                vec![]
            }
        }
        (None, Some(times)) => (seeds.start * times / SEEDS..seeds.end * times / SEEDS).collect(),
        (None, None) => seeds.collect(),
    };
    let mut total: BTreeMap<&'static str, u64> = BTreeMap::new();
    for seed in &seeds {
        for (what, count) in run(*seed) {
            *total.entry(what).or_default() += count;
        }
    }
    println!("seeds {:?} to {:?}: {total:?}", seeds.first(), seeds.last());
    if seeds.len() < 20 {
        return;
    }
    for (what, every) in [
        ("records", 1),
        ("entries", 1),
        ("refused", 1),
        ("tray", 1),
        ("transplants", 1),
        ("repeated submits", 1),
        ("cuts", 1),
        ("client restarts", 1),
        ("node restarts", 1),
        ("role changes", 1),
        ("conflicts", 1),
        ("unknown and stored", 1),
        ("unknown and lost", 1),
        ("store away", 2),
        ("snapshots fetched", 10),
    ] {
        let count = total.get(what).copied().unwrap_or(0);
        assert!(
            count >= seeds.len() as u64 / every,
            "the simulation did too little: {what} {count} times"
        );
    }
}

/// Two halves, so that they run beside each other.
#[test]
fn the_first_hundred_worlds_keep_every_invariant() {
    run_all(0..SEEDS / 2);
}

#[test]
fn the_second_hundred_worlds_keep_every_invariant() {
    run_all(SEEDS / 2..SEEDS);
}
