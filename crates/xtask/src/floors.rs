//! The floors of the house: which of our crates may use which, and what the pure ones may not reach.
//!
//! The proof is `cargo tree`: what it prints is what is built. Tests' own dependencies are not looked at.

mod tree;

use crate::failure::Failure;
use crate::program::Program;
use std::collections::{BTreeMap, BTreeSet};
use tree::{direct, reached};

/// A crate and those of ours that it may use. The table in `crates/ARCHITECTURE.md` says the same.
const MAY_USE: &[(&str, &[&str])] = &[
    ("loggist-domain", &[]),
    ("loggist-evidence", &[]),
    ("loggist-room", &["loggist-domain", "loggist-evidence"]),
    ("loggist-store", &["loggist-domain", "loggist-evidence"]),
    ("loggist-identity", &["loggist-domain", "loggist-store"]),
    ("loggist-client", &["loggist-domain", "loggist-room"]),
    (
        "loggist-server",
        &[
            "loggist-domain",
            "loggist-evidence",
            "loggist-room",
            "loggist-store",
            "loggist-identity",
        ],
    ),
    ("loggist-cli", ALL),
    ("loggist-tests", ALL),
    ("xtask", &[]),
];

const ALL: &[&str] = &[
    "loggist-domain",
    "loggist-evidence",
    "loggist-room",
    "loggist-store",
    "loggist-identity",
    "loggist-client",
    "loggist-server",
];

/// The crates that do no input or output, whatever they reach through others.
const PURE: &[&str] = &["loggist-domain", "loggist-evidence", "loggist-room"];

/// What a pure crate may not reach, with everything named `NAME-...`.
const NOT_REACHED: &[&str] = &["tokio", "axum", "sqlx", "reqwest"];

/// Proves the floors of the workspace as it stands.
pub fn prove() -> Result<(), Failure> {
    let direct = direct(&cargo_tree(&[
        "--workspace",
        "--depth",
        "1",
        "--prefix",
        "depth",
        "--no-dedupe",
    ])?);
    let mut faults = misused(&direct);
    for crate_name in PURE {
        let reached = reached(&cargo_tree(&["--package", crate_name, "--prefix", "none"])?);
        faults.extend(reached_wrongly(crate_name, &reached));
    }
    if faults.is_empty() {
        eprintln!(
            "   {} crates stand on their floors; {} of them are pure",
            direct.len(),
            PURE.len()
        );
        Ok(())
    } else {
        Err(Failure::Wanting(faults.join("\n")))
    }
}

fn cargo_tree(args: &[&str]) -> Result<String, Failure> {
    Program::cargo()
        .args([
            "tree",
            "--edges",
            "no-dev",
            "--target",
            "all",
            "--all-features",
        ])
        .args(args)
        .output()
}

/// Uses that the table does not allow, crates it does not know, and crates it knows that are gone.
fn misused(direct: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut faults = Vec::new();
    let known: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    for (crate_name, uses) in direct {
        let Some(allowed) = known.get(crate_name.as_str()) else {
            faults.push(format!("{crate_name} has no row in the table of floors"));
            continue;
        };
        if crate_name == "xtask" && !uses.is_empty() {
            faults.push(
                "xtask uses the standard library alone, and now depends on a crate".to_owned(),
            );
        }
        for used in uses
            .iter()
            .filter(|used| direct.contains_key(*used) && !allowed.contains(&used.as_str()))
        {
            faults.push(format!("{crate_name} may not use {used}"));
        }
    }
    let gone = known.keys().filter(|name| !direct.contains_key(**name));
    faults.extend(
        gone.map(|name| format!("{name} is in the table of floors and not in the workspace")),
    );
    faults
}

fn reached_wrongly(crate_name: &str, reached: &BTreeSet<String>) -> Vec<String> {
    let is_of = |name: &str, family: &str| {
        name.strip_prefix(family)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let wrong = reached
        .iter()
        .filter(|name| NOT_REACHED.iter().any(|family| is_of(name, family)));
    wrong
        .map(|name| format!("{crate_name} is pure and reaches {name}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The workspace as the table has it, each crate using all that it may.
    fn as_allowed() -> BTreeMap<String, BTreeSet<String>> {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        MAY_USE
            .iter()
            .map(|(name, uses)| ((*name).to_owned(), set(uses)))
            .collect()
    }

    #[test]
    fn the_table_itself_is_in_order() {
        assert_eq!(misused(&as_allowed()), Vec::<String>::new());
    }

    #[test]
    fn a_use_upwards_is_found() {
        let mut direct = as_allowed();
        direct
            .entry("loggist-room".into())
            .or_default()
            .insert("loggist-store".into());
        assert_eq!(misused(&direct), ["loggist-room may not use loggist-store"]);
    }

    #[test]
    fn a_crate_without_a_row_and_a_row_without_a_crate_are_found() {
        let mut direct = as_allowed();
        direct.remove("loggist-client");
        direct.insert("loggist-jobs".into(), BTreeSet::new());
        let faults = misused(&direct);
        assert!(
            faults.contains(&"loggist-jobs has no row in the table of floors".to_owned()),
            "{faults:?}"
        );
        assert!(
            faults
                .iter()
                .any(|fault| fault.starts_with("loggist-client is in the table")),
            "{faults:?}"
        );
    }

    #[test]
    fn xtask_keeps_to_the_standard_library() {
        let mut direct = as_allowed();
        direct
            .entry("xtask".into())
            .or_default()
            .insert("anyhow".into());
        assert_eq!(misused(&direct).len(), 1);
    }

    #[test]
    fn a_pure_crate_that_reaches_a_runtime_is_found() {
        let reached = ["serde", "tokio-util", "tokens", "sqlx"]
            .map(str::to_owned)
            .into();
        let faults = reached_wrongly("loggist-room", &reached);
        assert_eq!(
            faults,
            [
                "loggist-room is pure and reaches sqlx",
                "loggist-room is pure and reaches tokio-util"
            ]
        );
    }
}
