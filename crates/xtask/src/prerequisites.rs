//! What must be on this machine: looked for, installed where that is allowed, and else asked for with the exact command.

use crate::failure::Failure;
use crate::postgres;
use crate::program::Program;
use std::path::PathBuf;

/// The oldest Node.js that the web app's tools run on.
const NODE_MIN: (u32, u32) = (20, 19);
/// Debian's packages of what the tests need beyond cargo and node.
const POSTGRES_PACKAGE: &str = "postgresql";
const CHROMIUM_PACKAGE: &str = "chromium";
const CLOCK_PACKAGE: &str = "libfaketime";

/// What `run` needs: node and npm.
pub fn for_run() -> Result<(), Failure> {
    node()?;
    npm()
}

/// What the tests need: node, npm, PostgreSQL's server, Chromium, and a clock that shows another time.
pub fn for_tests() -> Result<(), Failure> {
    for_run()?;
    let missing = missing_packages();
    if !missing.is_empty() {
        install(&missing)?;
    }
    eprintln!("   PostgreSQL: {}", postgres::binaries()?.display());
    eprintln!("   Chromium: {}", chromium()?.display());
    Ok(())
}

/// Where Chromium is: `LOGGIST_CHROMIUM`, or where Debian's package puts it.
pub fn chromium() -> Result<PathBuf, Failure> {
    let place = std::env::var_os("LOGGIST_CHROMIUM")
        .map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from);
    if place.is_file() {
        Ok(place)
    } else {
        let told = format!(
            "There is no Chromium at {}. Install it: {}",
            place.display(),
            by_hand(&[CHROMIUM_PACKAGE])
        );
        Err(Failure::Impossible(told))
    }
}

fn missing_packages() -> Vec<&'static str> {
    let postgres = postgres::binaries().is_err().then_some(POSTGRES_PACKAGE);
    let chromium = chromium().is_err().then_some(CHROMIUM_PACKAGE);
    let clock = (!has_other_clock()).then_some(CLOCK_PACKAGE);
    postgres.into_iter().chain(chromium).chain(clock).collect()
}

/// Whether a server can be started at another time: where Debian puts the library, whatever the machine.
fn has_other_clock() -> bool {
    let machines = std::fs::read_dir("/usr/lib")
        .into_iter()
        .flatten()
        .flatten();
    machines
        .map(|machine| machine.path().join("faketime/libfaketimeMT.so.1"))
        .any(|library| library.is_file())
}

fn install(packages: &[&str]) -> Result<(), Failure> {
    let allowed =
        postgres::running_as_root() && Program::new("apt-get").args(["--version"]).succeeds();
    if !allowed {
        let told = format!(
            "The tests need {}. Install with: {}",
            packages.join(" and "),
            by_hand(packages)
        );
        return Err(Failure::Impossible(told));
    }
    eprintln!("   Installing {}", packages.join(" and "));
    let apt = |words: &[&str]| {
        Program::new("apt-get")
            .args(words)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .run()
    };
    apt(&["update"])
        .and_then(|()| apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat()))
        .map_err(|failure| {
            let told = format!(
                "Install them by hand, then try again: {}",
                by_hand(packages)
            );
            Failure::Impossible(failure.to_string()).and(&told)
        })
}

fn by_hand(packages: &[&str]) -> String {
    let packages = packages.join(" ");
    format!("sudo apt-get update && sudo apt-get install --yes --no-install-recommends {packages}")
}

fn node() -> Result<(), Failure> {
    let (major, minor) = NODE_MIN;
    let remedy =
        format!("Install Node.js {major}.{minor} or newer: https://nodejs.org/en/download");
    let Ok(printed) = Program::new("node").args(["--version"]).output() else {
        return Err(Failure::Impossible(format!(
            "There is no node on the path. {remedy}"
        )));
    };
    match version(&printed) {
        Some(found) if found >= NODE_MIN => Ok(()),
        _ => Err(Failure::Impossible(format!(
            "node is {}. {remedy}",
            printed.trim()
        ))),
    }
}

fn npm() -> Result<(), Failure> {
    if Program::new("npm").args(["--version"]).succeeds() {
        Ok(())
    } else {
        Err(Failure::Impossible(
            "There is no npm on the path. It comes with Node.js: https://nodejs.org/en/download"
                .into(),
        ))
    }
}

/// The first two numbers of `v20.19.1`.
fn version(printed: &str) -> Option<(u32, u32)> {
    let mut numbers = printed
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert_eq!(version("v20.19.1\n"), Some((20, 19)));
        assert!(version("v9.99.0") < Some(NODE_MIN));
        assert_eq!(version("nonsense"), None);
    }

    #[test]
    fn the_command_to_copy_is_whole() {
        let command = by_hand(&["postgresql", "chromium"]);
        assert!(command.starts_with("sudo apt-get update && "), "{command}");
        assert!(
            command.ends_with("install --yes --no-install-recommends postgresql chromium"),
            "{command}"
        );
    }
}
