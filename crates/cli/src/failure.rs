//! Why a command stopped, and the exit code that says so to a program.

use std::process::ExitCode;

/// Why a command stopped. The text is for a person, with what to do.
#[derive(Debug)]
pub enum Failure {
    /// What was looked at was found wanting. Exit code 1.
    Wanting(anyhow::Error),
    /// The command was used wrongly. Exit code 2.
    Usage(anyhow::Error),
    /// The command could not do its work. Exit code 3.
    Impossible(anyhow::Error),
}

impl Failure {
    /// Could not, with the line that says why and what to do.
    pub fn impossible(line: impl Into<String>) -> Self {
        Self::Impossible(anyhow::Error::msg(line.into()))
    }

    /// Used wrongly, with the line that says how.
    pub fn usage(line: impl Into<String>) -> Self {
        Self::Usage(anyhow::Error::msg(line.into()))
    }

    /// Says it on standard error, in one line, and gives the exit code.
    pub fn told(&self) -> ExitCode {
        let (code, error) = match self {
            Self::Wanting(error) => (1, error),
            Self::Usage(error) => (2, error),
            Self::Impossible(error) => (3, error),
        };
        eprintln!("loggist: {error:#}");
        ExitCode::from(code)
    }
}

/// What went wrong without more being known: the command could not do its work.
impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Impossible(error)
    }
}
