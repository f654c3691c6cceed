//! Mutations of real changes: in their bytes, in their columns, in their operations. No panic comes out of admission,
//! none is raised by applying what was admitted, and the document that results is whole.
//!
//! `LOGGIST_MUTATIONS` says how many, `LOGGIST_SEED` from which seed, `LOGGIST_MUTATION` which one alone.

mod bytes;
mod composed;
mod corpus;
mod dice;
mod evening;
mod operations;
mod outcome;

use dice::Dice;
use outcome::{Outcome, judge};
use std::{
    collections::BTreeMap,
    env,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
};

const MUTATIONS: u64 = 20_000;
const SEED: u64 = 20_261_122;

/// Each rule refuses some, and some go through.
const EXPECTED: [&str; 28] = [
    "admitted",
    "not an Automerge chunk",
    "single uncompressed change",
    "length is not what it says",
    "header ends too early",
    "time of its own",
    "a message",
    "more than its operations",
    "columns do not fit together",
    "lists, counters, tables and marks",
    "only text, whole numbers",
    "operations cannot be read",
    "one form that is written",
    "not recorded",
    "belongs to somebody else",
    "next change of its actor",
    "leaves out",
    "do not follow those that it builds on",
    "object that is not there",
    "does not fit its object",
    "name what it replaces",
    "character that is not there",
    "character that was gone",
    "one character at a time",
    "put in or taken out",
    "used before",
    "it has removed",
    "too many operations",
];

fn number(name: &str) -> Option<u64> {
    env::var(name)
        .ok()
        .map(|value| value.parse().expect("a number"))
}

#[test]
fn whatever_is_admitted_leaves_a_whole_document() {
    let seed = number("LOGGIST_SEED").unwrap_or(SEED);
    let mutations = number("LOGGIST_MUTATIONS").unwrap_or(MUTATIONS);
    let one = number("LOGGIST_MUTATION");
    println!("seed {seed}, {mutations} mutations");
    let corpus = corpus::corpus();
    for case in &corpus {
        case.incident
            .admit(&case.bytes, case.by)
            .unwrap_or_else(|refusal| panic!("{}: {refusal}", case.name));
    }
    let mut tally: BTreeMap<String, u64> = BTreeMap::new();
    let mut raised_within = 0;
    for number in one.map_or(0..mutations, |one| one..one + 1) {
        let mut dice = Dice::new(seed, number);
        let case = dice.pick(&corpus);
        let Some(bytes) = mutated(case, &corpus, &mut dice) else {
            *tally
                .entry("the library does not write it".into())
                .or_default() += 1;
            continue;
        };
        let Outcome { said, raised } =
            catch_unwind(AssertUnwindSafe(|| judge(case, &bytes, &mut dice))).unwrap_or_else(|failure| {
                println!("mutation {number} of \"{}\"; again with:", case.name);
                println!("LOGGIST_SEED={seed} LOGGIST_MUTATION={number} cargo test -p loggist-room --test admission mutations");
                resume_unwind(failure)
            });
        raised_within += raised;
        *tally.entry(said).or_default() += 1;
    }
    for (said, times) in &tally {
        println!("{times:>8}  {said}");
    }
    println!("{raised_within:>8}  panics raised and caught within admission");
    let given_up = tally.keys().find(|said| said.contains("gives up"));
    assert_eq!(
        given_up, None,
        "something reaches the library that it gives up on"
    );
    if one.is_none() && mutations >= MUTATIONS {
        for expected in EXPECTED {
            assert!(
                tally.keys().any(|said| said.contains(expected)),
                "nothing came to: {expected}"
            );
        }
        assert!(
            tally["admitted"] > mutations / 50,
            "too little was admitted to mean anything"
        );
    }
}

/// One to three mutations of a kind, or a change composed anew; `None` when the library cannot write the result.
fn mutated(case: &corpus::Case, corpus: &[corpus::Case], dice: &mut Dice) -> Option<Vec<u8>> {
    match dice.below(8) {
        0 => Some(bytes::raw(&case.bytes, dice)),
        1 => Some(bytes::wrapped(&case.bytes, dice)),
        2 => Some(bytes::columns(&case.bytes, dice)),
        3 | 4 => composed::change(&case.incident, [60; 16], dice),
        _ => operations::mutated(case, corpus, dice),
    }
}
