//! A seeded simulation: clients, two nodes and a store in one thread, with cuts, restarts of clients and nodes, role
//! changes, lost races and appends whose fate is unknown. Every run prints its seed; a run that fails prints its plan.
//!
//! `LOGGIST_SEEDS=1000` runs more seeds, `LOGGIST_SEED=17` one.

mod acts;
mod client;
mod command_acts;
mod faults;
mod invariants;
mod ledger;
mod node;
mod world;

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
};
use world::{Theme, World};

/// Seeds of worlds that write the log; each is a world of its own.
const SEEDS: u64 = 200;
/// Steps of such a world before it is left to settle.
const STEPS: usize = 1_200;
/// Seeds of worlds that pass command on and work actions.
const COMMAND_SEEDS: u64 = 500;
/// Steps of such a world.
const COMMAND_STEPS: usize = 600;

fn run(seed: u64, theme: Theme) -> BTreeMap<&'static str, u64> {
    let mut world = World::new(seed, theme);
    let steps = match theme {
        Theme::Log => STEPS,
        Theme::Command => COMMAND_STEPS,
    };
    let ran = catch_unwind(AssertUnwindSafe(|| {
        for _ in 0..steps {
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
        eprintln!("{theme:?} seed {seed} failed; run it alone with LOGGIST_SEED={seed}");
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

/// Runs a part of the seeds of a theme, of `of` in all, and asserts that together they did what they are for.
fn run_all(part: std::ops::Range<u64>, of: u64, theme: Theme, did: &[(&str, u64)]) {
    let seeds: Vec<u64> = match (number("LOGGIST_SEED"), number("LOGGIST_SEEDS")) {
        (Some(seed), _) if part.start == 0 => vec![seed],
        (Some(_), _) => vec![],
        (None, Some(times)) => (part.start * times / of..part.end * times / of).collect(),
        (None, None) => part.collect(),
    };
    let mut total: BTreeMap<&'static str, u64> = BTreeMap::new();
    for seed in &seeds {
        for (what, count) in run(*seed, theme) {
            *total.entry(what).or_default() += count;
        }
    }
    println!("seeds {:?} to {:?}: {total:?}", seeds.first(), seeds.last());
    if seeds.len() < 20 {
        return;
    }
    for (what, every) in did {
        let count = total.get(what).copied().unwrap_or(0);
        assert!(
            count >= seeds.len() as u64 / every,
            "the simulation did too little: {what} {count} times"
        );
    }
}

/// What worlds of the log do, once in so many seeds at least.
const LOG: &[(&str, u64)] = &[
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
];

/// What worlds of command do.
const COMMAND: &[(&str, u64)] = &[
    ("commands passed", 1),
    ("actions begun", 1),
    ("reports", 2),
    ("overdue", 4),
    ("refused", 1),
    ("tray", 1),
    ("transplants", 2),
    ("cuts", 1),
    ("node restarts", 2),
    ("conflicts", 2),
];

/// Two halves, so that they run beside each other.
#[test]
fn the_first_hundred_worlds_keep_every_invariant() {
    run_all(0..SEEDS / 2, SEEDS, Theme::Log, LOG);
}

#[test]
fn the_second_hundred_worlds_keep_every_invariant() {
    run_all(SEEDS / 2..SEEDS, SEEDS, Theme::Log, LOG);
}

#[test]
fn the_first_half_of_the_worlds_that_pass_command_on_keep_every_invariant() {
    run_all(0..COMMAND_SEEDS / 2, COMMAND_SEEDS, Theme::Command, COMMAND);
}

#[test]
fn the_second_half_of_the_worlds_that_pass_command_on_keep_every_invariant() {
    run_all(
        COMMAND_SEEDS / 2..COMMAND_SEEDS,
        COMMAND_SEEDS,
        Theme::Command,
        COMMAND,
    );
}
