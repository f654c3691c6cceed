//! Why a command stopped, and the exit code that says so to a program.

use std::fmt;
use std::process::ExitCode;

/// Why a command stopped. The text is for a person, remedy included.
#[derive(Debug)]
pub enum Failure {
    /// The project was found wanting: a test, a lint, a stale file. Exit code 1.
    Wanting(String),
    /// The command was used wrongly. Exit code 2.
    Usage(String),
    /// The command could not do its work: something is missing on this machine. Exit code 3.
    Impossible(String),
}

impl Failure {
    /// The exit code: 1 found wanting, 2 used wrongly, 3 could not.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Wanting(_) => 1,
            Failure::Usage(_) => 2,
            Failure::Impossible(_) => 3,
        })
    }

    /// "Could not do this, because of that": for errors of the file system and of starting programs.
    pub fn from_io(doing: &str, cause: &std::io::Error) -> Failure {
        Failure::Impossible(format!("Could not {doing}: {cause}"))
    }

    /// The same failure with a sentence after it.
    #[must_use]
    pub fn and(self, more: &str) -> Failure {
        match self {
            Failure::Wanting(text) => Failure::Wanting(format!("{text}\n{more}")),
            Failure::Usage(text) => Failure::Usage(format!("{text}\n{more}")),
            Failure::Impossible(text) => Failure::Impossible(format!("{text}\n{more}")),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Failure::Wanting(text) | Failure::Usage(text) | Failure::Impossible(text)) = self;
        out.write_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_more_keeps_the_exit_code() {
        let failure = Failure::Usage("No such step.".to_owned()).and("Try another.");
        assert_eq!(failure.to_string(), "No such step.\nTry another.");
        assert_eq!(failure.exit_code(), ExitCode::from(2));
    }
}
