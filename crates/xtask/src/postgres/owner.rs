//! Whose the cluster is: PostgreSQL refuses to run as root.

use crate::failure::Failure;
use crate::program::Program;

const USER: &str = "postgres";

/// Whether this process may become another user.
pub fn running_as_root() -> bool {
    number(&["-u"]) == Some(0)
}

/// The user and group ids that the cluster runs as.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    pub user: u32,
    pub group: u32,
}

impl Owner {
    /// The user `postgres` when we are root, made when there is none; nobody else when we are not.
    pub fn find() -> Result<Option<Owner>, Failure> {
        if !running_as_root() {
            return Ok(None);
        }
        if Owner::of_postgres().is_none() {
            let options = [
                "--system",
                "--user-group",
                "--no-create-home",
                "--shell",
                "/usr/sbin/nologin",
                USER,
            ];
            Program::new("useradd").args(options).run()?;
        }
        match Owner::of_postgres() {
            Some(owner) => Ok(Some(owner)),
            None => Err(Failure::Impossible(format!(
                "There is no user {USER}, as whom PostgreSQL could run."
            ))),
        }
    }

    fn of_postgres() -> Option<Owner> {
        if !Program::new("id").args([USER]).succeeds() {
            return None;
        }
        Some(Owner {
            user: number(&["-u", USER])?,
            group: number(&["-g", USER])?,
        })
    }
}

fn number(args: &[&str]) -> Option<u32> {
    Program::new("id")
        .args(args)
        .output()
        .ok()?
        .trim()
        .parse()
        .ok()
}
