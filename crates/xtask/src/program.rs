//! Another program, run to its end.

use crate::failure::Failure;
use crate::workspace;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;

/// Another program with its arguments, started in the workspace's folder unless told otherwise.
pub struct Program {
    command: Command,
}

impl Program {
    /// A program by its name on the path, or by its file.
    pub fn new(name: impl AsRef<OsStr>) -> Program {
        let mut command = Command::new(name);
        command.current_dir(workspace::root()).stdin(Stdio::null());
        Program { command }
    }

    /// The cargo that runs us.
    pub fn cargo() -> Program {
        Program::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// With these arguments after those it has.
    #[must_use]
    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Program {
        self.command.args(args);
        self
    }

    /// Started in this folder.
    #[must_use]
    pub fn folder(mut self, folder: &Path) -> Program {
        self.command.current_dir(folder);
        self
    }

    /// With this variable in its environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Program {
        self.command.env(name, value);
        self
    }

    /// What it would be called as, for people.
    pub fn shown(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        words
            .map(|word| word.to_string_lossy().into_owned())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Runs it with our own output.
    pub fn run(mut self) -> Result<(), Failure> {
        let status = self
            .command
            .status()
            .map_err(|cause| self.not_started(&cause))?;
        self.judged(status.success())
    }

    /// Runs it and returns what it printed; its messages go to ours.
    pub fn output(mut self) -> Result<String, Failure> {
        let output = self
            .command
            .stderr(Stdio::inherit())
            .output()
            .map_err(|cause| self.not_started(&cause))?;
        self.judged(output.status.success())?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// True when it is there and ends well; nothing is printed.
    pub fn succeeds(mut self) -> bool {
        let quiet = self.command.stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    }

    /// Runs it with our own output, and hands each line to `hear` as well.
    pub fn heard(mut self, hear: &mut (dyn FnMut(&str) + Send)) -> Result<(), Failure> {
        let command = self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|cause| self.not_started(&cause))?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let hear = Mutex::new(hear);
        thread::scope(|scope| {
            scope.spawn(|| pass_on(out, std::io::stdout(), &hear));
            scope.spawn(|| pass_on(err, std::io::stderr(), &hear));
        });
        let status = child
            .wait()
            .map_err(|cause| Failure::from_io(&format!("wait for {}", self.shown()), &cause))?;
        self.judged(status.success())
    }

    /// Becomes the program: it gets our process, and so Ctrl-C, for itself. Returns only when that fails.
    pub fn become_it(mut self) -> Failure {
        use std::os::unix::process::CommandExt;
        let cause = self.command.exec();
        self.not_started(&cause)
    }

    fn not_started(&self, cause: &std::io::Error) -> Failure {
        Failure::from_io(&format!("start {}", self.shown()), cause)
    }

    fn judged(&self, good: bool) -> Result<(), Failure> {
        if good {
            Ok(())
        } else {
            Err(Failure::Wanting(format!(
                "This did not end well: {}",
                self.shown()
            )))
        }
    }
}

/// Copies lines as they come. A reader that went away is no reason to stop the program that writes.
fn pass_on(
    from: Option<impl Read>,
    mut to: impl Write,
    hear: &Mutex<&mut (dyn FnMut(&str) + Send)>,
) {
    let Some(from) = from else { return };
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    while reader
        .read_until(b'\n', &mut line)
        .is_ok_and(|read| read > 0)
    {
        let _ = to.write_all(&line).and_then(|()| to.flush());
        if let Ok(mut hear) = hear.lock() {
            hear(String::from_utf8_lossy(&line).trim_end());
        }
        line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_outputs_are_heard() {
        let mut lines = Vec::new();
        let program = Program::new("sh").args(["-c", "echo first; sleep 0.1; echo second >&2"]);
        program
            .heard(&mut |line| lines.push(line.to_owned()))
            .unwrap();
        assert_eq!(lines, ["first", "second"]);
    }

    #[test]
    fn a_bad_end_names_the_program() {
        let failure = Program::new("sh").args(["-c", "exit 4"]).run().unwrap_err();
        assert!(matches!(failure, Failure::Wanting(_)), "{failure:?}");
        assert_eq!(failure.to_string(), "This did not end well: sh -c exit 4");
    }

    #[test]
    fn a_missing_program_is_told_from_a_failing_one() {
        let failure = Program::new("no-such-program-here").run().unwrap_err();
        assert!(matches!(failure, Failure::Impossible(_)), "{failure:?}");
    }
}
