//! Everything that a change must pass, in order.

use crate::failure::Failure;
use crate::program::Program;
use crate::step::Step;
use crate::suite::Suite;
use crate::{coverage, floors, generate, prerequisites, tidy, web, workspace};

const REPEAT: &str = "cargo xtask test --only";

/// The steps, in order: what is quick and what others need comes first.
pub const STEPS: &[Step] = &[
    Step {
        name: "prerequisites",
        title: "What the tests need is on this machine",
        work: |_| prerequisites::for_tests(),
    },
    Step {
        name: "format",
        title: "The Rust sources are formatted",
        work: |_| format(),
    },
    Step {
        name: "tidy",
        title: "Files are short and hold no forbidden words",
        work: |_| tidy::check(),
    },
    Step {
        name: "coverage",
        title: "Each line of the page that was asked for has a test",
        work: |_| coverage::check(),
    },
    Step {
        name: "floors",
        title: "Crates reach only what they may",
        work: |_| floors::prove(),
    },
    Step {
        name: "clippy",
        title: "Clippy finds nothing",
        work: |_| clippy(),
    },
    Step {
        name: "web-install",
        title: "The web app's packages, as locked",
        work: |_| web::install(),
    },
    Step {
        name: "generated",
        title: "Generated files are current",
        work: |_| generate::check(),
    },
    Step {
        name: "web-types",
        title: "The web app's types hold",
        work: |_| web::script("types")?.run(),
    },
    Step {
        name: "web-lint",
        title: "The web app's lint finds nothing",
        work: |_| web::script("lint")?.run(),
    },
    Step {
        name: "web-tests",
        title: "The web app's tests",
        work: |suite| suite.run_tests(web::script("test")?),
    },
    Step {
        name: "web-build",
        title: "The web app is built",
        work: |_| web::script("build")?.run(),
    },
    Step {
        name: "rust",
        title: "The Rust tests, with SQLite and PostgreSQL",
        work: rust,
    },
    Step {
        name: "docs",
        title: "The examples in the documentation",
        work: docs,
    },
    Step {
        name: "release",
        title: "The binary is built as released",
        work: |_| release(),
    },
    Step {
        name: "browser",
        title: "The whole in a browser",
        work: browser,
    },
];

/// Runs every step.
pub fn all() -> Result<(), Failure> {
    Suite::run(STEPS, REPEAT)
}

/// Runs the steps that `name` means.
pub fn only(name: &str) -> Result<(), Failure> {
    let steps: Vec<&Step> = STEPS.iter().filter(|step| step.is_called(name)).collect();
    if steps.is_empty() {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(Failure::Usage(format!(
            "No step is called {name}. There are: {}",
            names.join(", ")
        )));
    }
    Suite::run(steps, REPEAT)
}

/// Prints the names of the steps and what each proves.
pub fn list() {
    for Step { name, title, .. } in STEPS {
        println!("{name:14} {title}");
    }
}

fn format() -> Result<(), Failure> {
    Program::cargo().args(["fmt", "--all", "--check"]).run()
}

fn clippy() -> Result<(), Failure> {
    Program::cargo()
        .args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ])
        .run()
}

fn rust(suite: &mut Suite) -> Result<(), Failure> {
    let runner = if Program::cargo().args(["nextest", "--version"]).succeeds() {
        Program::cargo().args(["nextest", "run", "--workspace", "--no-fail-fast"])
    } else {
        Program::cargo().args([
            "test",
            "--workspace",
            "--lib",
            "--bins",
            "--tests",
            "--no-fail-fast",
        ])
    };
    let url = suite.postgres_url()?;
    suite.run_tests(runner.env("LOGGIST_TEST_POSTGRES", url))
}

fn docs(suite: &mut Suite) -> Result<(), Failure> {
    suite.run_tests(Program::cargo().args(["test", "--workspace", "--doc"]))
}

/// The binary as released.
pub fn release() -> Result<(), Failure> {
    Program::cargo()
        .args(["build", "--release", "--package", "loggist-cli"])
        .run()
}

fn browser(suite: &mut Suite) -> Result<(), Failure> {
    let folder = workspace::at("tests/browser");
    Program::new("npm").args(["ci"]).folder(&folder).run()?;
    let url = suite.postgres_url()?;
    let runner = Program::new("npm")
        .args(["run", "--silent", "test"])
        .folder(&folder);
    let runner = runner.env("LOGGIST_BINARY", workspace::at("target/release/loggist"));
    suite.run_tests(
        runner
            .env("LOGGIST_CHROMIUM", prerequisites::chromium()?)
            .env("LOGGIST_TEST_POSTGRES", url),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_that_use_the_binary_come_after_its_build() {
        let place = |name| STEPS.iter().position(|step| step.name == name).unwrap();
        assert!(place("web-build") < place("release"));
        assert!(place("release") < place("browser"));
        assert!(place("web-install") < place("generated"));
        assert_eq!(place("prerequisites"), 0);
    }

    #[test]
    fn an_unknown_step_is_told_with_the_known_ones() {
        let failure = only("rustt").unwrap_err().to_string();
        assert!(failure.contains("rust,"), "{failure}");
    }
}
