//! A throw-away PostgreSQL for the tests.
//!
//! A second process of ours, the keeper, starts the cluster and holds it. It watches the pipe from the process that asked:
//! however that one ends (done, failed, Ctrl-C, killed), the pipe closes, and the keeper stops the cluster by its own process
//! id and removes its folder. So nothing is left behind without a signal handler, which the standard library has not.

mod binaries;
mod cluster;
mod keeper;
mod owner;
mod site;

pub use binaries::binaries;
pub use keeper::keep;
pub use owner::running_as_root;

use crate::failure::Failure;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, Stdio};

/// The word by which we call ourselves as the keeper. No command for people.
pub const KEEPER: &str = "keep-postgres";

/// A running cluster; it stops when this is dropped.
pub struct Postgres {
    keeper: Child,
    pipe: Option<ChildStdin>,
    url: String,
}

impl Postgres {
    /// Starts a cluster of its own in a temporary folder and waits until it answers.
    pub fn start() -> Result<Postgres, Failure> {
        let us = std::env::current_exe()
            .map_err(|cause| Failure::from_io("find this program's own file", &cause))?;
        let mut command = Command::new(us);
        command
            .arg(KEEPER)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        // A process group of its own: Ctrl-C at the terminal must not reach the cluster before its clients.
        let mut keeper = command
            .process_group(0)
            .spawn()
            .map_err(|cause| Failure::from_io("start the keeper", &cause))?;
        let pipe = keeper.stdin.take();
        let printed = keeper.stdout.take().expect("the keeper's output is piped");
        let mut url = String::new();
        let read = BufReader::new(printed).read_line(&mut url);
        let postgres = Postgres {
            keeper,
            pipe,
            url: url.trim().to_owned(),
        };
        if read.is_ok() && postgres.url.starts_with("postgres://") {
            Ok(postgres)
        } else {
            Err(Failure::Impossible(
                "PostgreSQL for the tests did not start; the reason is above.".to_owned(),
            ))
        }
    }

    /// Where it answers, password included.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.pipe.take());
        // Nobody is left to tell of an error; the keeper has said what it had to.
        let _ = self.keeper.wait();
    }
}

/// `cargo xtask postgres`: starts a cluster, prints its address, and holds it until Ctrl-C.
pub fn lend() -> Result<(), Failure> {
    let mut postgres = Postgres::start()?;
    println!("{}", postgres.url());
    eprintln!(
        "PostgreSQL is running; its data goes when it ends. Ctrl-C ends it. For tests of one crate:"
    );
    eprintln!(
        "  LOGGIST_TEST_POSTGRES={} cargo test -p loggist-store",
        postgres.url()
    );
    match postgres.keeper.wait() {
        Ok(_) => Err(Failure::Impossible(
            "PostgreSQL ended by itself; the reason is above.".to_owned(),
        )),
        Err(cause) => Err(Failure::from_io("wait for the keeper", &cause)),
    }
}
