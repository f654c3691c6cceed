//! The folder that a cluster lives in, and the programs that work there.

use super::binaries::binaries;
use super::owner::Owner;
use crate::failure::Failure;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::{Error, Read};
use std::os::unix::fs::{DirBuilderExt, chown};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// The tests of one machine: several databases and pools at once.
const CONNECTIONS_MAX: u32 = 200;
const LOG_LINES_SHOWN: usize = 20;

/// A temporary folder of one cluster, and as whom its programs run.
pub struct Site {
    folder: PathBuf,
    binaries: PathBuf,
    owner: Option<Owner>,
}

impl Site {
    /// A site with a name of its own. Nothing is made yet.
    pub fn plan() -> Result<Site, Failure> {
        let folder = std::env::temp_dir().join(format!("loggist-postgres-{}", random(4)?));
        Ok(Site {
            folder,
            binaries: binaries()?,
            owner: Owner::find()?,
        })
    }

    /// Makes the folder and an empty cluster in it, whose one user `loggist` has this password.
    pub fn make(&self, password: &str) -> Result<(), Failure> {
        let mut builder = fs::DirBuilder::new();
        builder
            .mode(0o700)
            .create(&self.folder)
            .map_err(failed("make a folder for PostgreSQL"))?;
        let secret = self.folder.join("password");
        fs::write(&secret, password).map_err(failed("write the password file"))?;
        if let Some(Owner { user, group }) = self.owner {
            for path in [&self.folder, &secret] {
                chown(path, Some(user), Some(group)).map_err(failed("give the folder away"))?;
            }
        }
        let mut initdb = self.program("initdb");
        initdb.args([
            "--pgdata=data",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        ]);
        initdb.args([
            "--username=loggist",
            "--pwfile=password",
            "--auth=scram-sha-256",
        ]);
        let made = initdb.output().map_err(failed("start initdb"))?;
        if made.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&made.stderr);
        Err(Failure::Impossible(format!("initdb failed:\n{said}")))
    }

    /// Starts the server. It is not ready yet.
    pub fn serve(&self, port: u16) -> Result<Child, Failure> {
        let log =
            File::create(self.folder.join("log")).map_err(failed("write PostgreSQL's log"))?;
        let err = log.try_clone().map_err(failed("write PostgreSQL's log"))?;
        let mut server = self.program("postgres");
        server.args(["-D", "data", "-c", "listen_addresses=127.0.0.1"]);
        server.arg("-c").arg(format!("port={port}"));
        server
            .arg("-c")
            .arg(format!("unix_socket_directories={}", self.folder.display()));
        server
            .arg("-c")
            .arg(format!("max_connections={CONNECTIONS_MAX}"));
        server
            .stdout(log)
            .stderr(err)
            .spawn()
            .map_err(failed("start postgres"))
    }

    /// Whether the server answers.
    pub fn is_ready(&self, port: u16) -> bool {
        let mut ask = self.program("pg_isready");
        ask.args(["--quiet", "--host=127.0.0.1"])
            .arg(format!("--port={port}"));
        ask.status().is_ok_and(|status| status.success())
    }

    /// The end of the server's own log.
    pub fn log_tail(&self) -> String {
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(LOG_LINES_SHOWN)..].join("\n")
    }

    /// Removes the folder and all in it.
    pub fn clear(&self) -> Result<(), Failure> {
        fs::remove_dir_all(&self.folder).map_err(failed("remove the folder of PostgreSQL"))
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.binaries.join(name));
        command.current_dir(&self.folder).stdin(Stdio::null());
        if let Some(Owner { user, group }) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }
}

/// So many bytes as hexadecimal digits that nobody else on this machine can guess.
pub fn random(bytes: usize) -> Result<String, Failure> {
    let mut source = File::open("/dev/urandom").map_err(failed("open /dev/urandom"))?;
    let mut buffer = vec![0_u8; bytes];
    source
        .read_exact(&mut buffer)
        .map_err(failed("read /dev/urandom"))?;
    Ok(buffer.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// For `map_err`: could not do this, because of that.
fn failed(doing: &'static str) -> impl Fn(Error) -> Failure {
    move |cause| Failure::from_io(doing, &cause)
}
