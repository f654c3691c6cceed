//! The quick half of the tests: nothing here runs the product.

use crate::failure::Failure;
use crate::step::Step;
use crate::suite::Suite;
use crate::{test, web};

const STEPS: &[&str] = &[
    "format",
    "tidy",
    "floors",
    "clippy",
    "web-types",
    "web-lint",
];

/// Runs the steps that only read the sources. The web app's packages are installed when they are not those locked.
pub fn lint() -> Result<(), Failure> {
    let packages = Step {
        name: "web-install",
        title: "The web app's packages, when they changed",
        work: |_| web::install_when_stale(),
    };
    let steps = test::STEPS.iter().filter(|step| STEPS.contains(&step.name));
    Suite::run(
        std::iter::once(&packages).chain(steps),
        "cargo xtask test --only",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_of_the_lint_is_a_step_of_the_tests() {
        assert_eq!(
            test::STEPS
                .iter()
                .filter(|step| STEPS.contains(&step.name))
                .count(),
            STEPS.len()
        );
    }
}
