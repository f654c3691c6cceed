//! The project's own commands, in the standard library alone so that `cargo xtask` needs nothing installed.
//!
//! The tour: `main` reads the words and calls one noun. `run` builds and starts the demonstration; `test` is the list of
//! steps that a change must pass, each in `suite`'s care, and `lint` is the quick half of that list; `generate` writes the
//! files that cross from Rust to TypeScript; `coverage` says which line of the response plan has which tests; `floors` proves
//! which crate reaches which; `tidy` reads the sources;
//! `postgres` lends a throw-away database. `program` runs other programs, `failure` says why we stopped.

mod coverage;
mod elapsed;
mod failure;
mod floors;
mod generate;
mod lint;
mod postgres;
mod prerequisites;
mod program;
mod run;
mod step;
mod suite;
mod test;
mod tidy;
mod web;
mod workspace;

use failure::Failure;
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  run [OPTIONS OF loggist serve]  build everything and start the demonstration on this machine
  test [--only STEP] [--list]     everything that a change must pass, in order
  lint                            the quick half: format, clippy, tidy, floors, and the web app's types and lint
  generate [--check]              write the files made from the code, or say which are stale
  coverage                        which tests cover which line of the response plan; writes docs/coverage.md
  floors                          prove from `cargo tree` which crate reaches which
  tidy                            file sizes and words that the sources may not hold
  postgres                        start a throw-away PostgreSQL, print its address, stop it on Ctrl-C";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit_code()
        }
    }
}

fn command(words: &[&str]) -> Result<(), Failure> {
    match words {
        ["run", options @ ..] => run::run(options),
        ["test"] => test::all(),
        ["test", "--list"] => {
            test::list();
            Ok(())
        }
        ["test", "--only", name] => test::only(name),
        ["lint"] => lint::lint(),
        ["generate"] => generate::write(),
        ["generate", "--check"] => generate::check(),
        ["coverage"] => coverage::show(),
        ["floors"] => floors::prove(),
        ["tidy"] => tidy::check(),
        ["postgres"] => postgres::lend(),
        [postgres::KEEPER] => postgres::keep(),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        [] => Err(Failure::Usage(USAGE.to_owned())),
        _ => Err(Failure::Usage(format!(
            "No such command: {}\n\n{USAGE}",
            words.join(" ")
        ))),
    }
}
