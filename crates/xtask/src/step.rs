//! One step of the tests.

use crate::failure::Failure;
use crate::suite::Suite;

/// One step: what `--only` calls it, what it proves, and how.
pub struct Step {
    /// The name for `--only`. `web` names every step that begins with `web-`.
    pub name: &'static str,
    /// What the heading says.
    pub title: &'static str,
    /// The work.
    pub work: fn(&mut Suite) -> Result<(), Failure>,
}

impl Step {
    /// Whether `--only NAME` means this step.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name
            || self
                .name
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with('-'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_called_by_its_first_word() {
        let step = Step {
            name: "web-types",
            title: "",
            work: |_| Ok(()),
        };
        assert!(step.is_called("web-types") && step.is_called("web"));
        assert!(!step.is_called("web-t") && !step.is_called("types"));
    }
}
