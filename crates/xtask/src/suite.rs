//! A run of steps: headings and times, the database they share, and what the test runners said last.

use crate::elapsed::Elapsed;
use crate::failure::Failure;
use crate::postgres::Postgres;
use crate::program::Program;
use crate::step::Step;

/// A run of steps.
pub struct Suite {
    since: Elapsed,
    postgres: Option<Postgres>,
    last_lines: Vec<String>,
}

impl Suite {
    /// Runs the steps in order and stops at the first that fails.
    ///
    /// `repeat` is the command that repeats one step, without the step's name.
    pub fn run<'a>(steps: impl IntoIterator<Item = &'a Step>, repeat: &str) -> Result<(), Failure> {
        let steps: Vec<&Step> = steps.into_iter().collect();
        let mut suite = Suite {
            since: Elapsed::start(),
            postgres: None,
            last_lines: Vec::new(),
        };
        for (at, step) in steps.iter().enumerate() {
            let Step { name, title, work } = step;
            eprintln!(
                "\n== {} of {}: {name}. {title} ({} so far)",
                at + 1,
                steps.len(),
                suite.since
            );
            let since = Elapsed::start();
            if let Err(failure) = work(&mut suite) {
                let told =
                    format!("\n{name} failed after {since}. To repeat it alone: {repeat} {name}");
                return Err(suite.end_with(failure.and(&told)));
            }
            eprintln!("   {name}: done in {since}");
        }
        let passed = if steps.len() == 1 {
            "The step"
        } else {
            "All steps"
        };
        eprintln!("\n{passed} passed in {}.", suite.since);
        if !suite.last_lines.is_empty() {
            eprintln!("What the test runners said last:");
            println!("{}", suite.last_lines.join("\n"));
        }
        Ok(())
    }

    /// The address of the throw-away PostgreSQL of this run, which is started when first asked for.
    pub fn postgres_url(&mut self) -> Result<String, Failure> {
        let postgres = match self.postgres.take() {
            Some(postgres) => postgres,
            None => Postgres::start()?,
        };
        Ok(self.postgres.insert(postgres).url().to_owned())
    }

    /// Runs a test runner, and keeps its own summary for the end.
    pub fn run_tests(&mut self, program: Program) -> Result<(), Failure> {
        let mut summary = Vec::new();
        let ended = program.heard(&mut |line| {
            let line = without_colour(line);
            if is_summary(&line) {
                summary.push(line);
            }
        });
        self.last_lines.append(&mut summary);
        ended
    }

    fn end_with(&self, failure: Failure) -> Failure {
        if self.last_lines.is_empty() {
            failure
        } else {
            failure.and(&format!("\n{}", self.last_lines.join("\n")))
        }
    }
}

/// A line without the escapes that colour it: some runners write them even to a pipe.
fn without_colour(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let plain = parts.next().unwrap_or_default().to_owned();
    parts.fold(plain, |plain, part| {
        let end = part.find(|letter: char| letter.is_ascii_alphabetic());
        plain + end.map_or("", |end| &part[end + 1..])
    })
}

/// Whether a line is a test runner's own account of what it ran: nextest, `cargo test`, vitest, node's runner, Playwright.
fn is_summary(line: &str) -> bool {
    let line = line.trim();
    let mut words = line.split_whitespace();
    let (first, second) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let counts = |word: &str| word.parse::<u32>().is_ok();
    match (first, second) {
        ("Summary", "[")
        | ("Test", "Files")
        | ("#" | "ℹ", "tests" | "pass" | "fail" | "skipped") => true,
        ("test", "result:") => !line.contains(" 0 passed; 0 failed; 0 ignored; 0 measured"),
        ("Tests", count) | (count, "passed" | "failed" | "flaky" | "skipped") => counts(count),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runners_summaries_are_known() {
        for line in [
            "     Summary [   4.412s] 240 tests run: 240 passed, 0 skipped",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.35s",
            " Test Files  12 passed (12)",
            "      Tests  98 passed (98)",
            "ℹ pass 24",
            "  24 passed (1.2m)",
            "  1 failed",
        ] {
            assert!(is_summary(line), "{line}");
        }
    }

    #[test]
    fn colours_are_taken_off() {
        let line =
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m84 passed\u{1b}[39m\u{1b}[22m";
        assert_eq!(without_colour(line), "      Tests  84 passed");
        assert_eq!(without_colour("plain [text]"), "plain [text]");
    }

    #[test]
    fn other_lines_and_empty_runs_are_left_out() {
        for line in [
            "",
            "        PASS [   0.004s] xtask tidy::tests::a_long_file_is_found",
            "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "Tests are run with a database",
        ] {
            assert!(!is_summary(line), "{line}");
        }
    }

    #[test]
    fn a_failing_step_names_the_command_that_repeats_it() {
        let steps = [
            Step {
                name: "first",
                title: "",
                work: |_| Ok(()),
            },
            Step {
                name: "second",
                title: "",
                work: |_| Err(Failure::Wanting("It leaks.".to_owned())),
            },
            Step {
                name: "third",
                title: "",
                work: |_| unreachable!("the second failed"),
            },
        ];
        let failure = Suite::run(&steps, "cargo xtask test --only")
            .unwrap_err()
            .to_string();
        assert!(
            failure.starts_with("It leaks.\n\nsecond failed after 0.0 s."),
            "{failure}"
        );
        assert!(
            failure.ends_with("To repeat it alone: cargo xtask test --only second"),
            "{failure}"
        );
    }

    #[test]
    fn the_runners_lines_come_last_when_they_fail() {
        let runner = "echo '     Summary [ 0.1s] 2 tests run: 1 passed, 1 failed'; exit 1";
        let mut suite = Suite {
            since: Elapsed::start(),
            postgres: None,
            last_lines: Vec::new(),
        };
        let failure = suite
            .run_tests(Program::new("sh").args(["-c", runner]))
            .unwrap_err();
        let text = suite.end_with(failure).to_string();
        assert!(
            text.ends_with("Summary [ 0.1s] 2 tests run: 1 passed, 1 failed"),
            "{text}"
        );
    }
}
