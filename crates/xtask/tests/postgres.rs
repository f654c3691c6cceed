//! The throw-away PostgreSQL goes with the process that asked for it, however that one ends.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const STOP_SECONDS_MAX: u64 = 30;

#[test]
fn a_cluster_does_not_outlive_the_one_who_asked_even_when_killed() {
    let folder = std::env::temp_dir().join(format!("loggist-outlive-{}", std::process::id()));
    fs::create_dir(&folder).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let piped = command
        .arg("postgres")
        .env("TMPDIR", &folder)
        .stdout(Stdio::piped());
    let mut asker = piped.spawn().unwrap();

    let mut url = String::new();
    BufReader::new(asker.stdout.take().unwrap())
        .read_line(&mut url)
        .unwrap();
    let address = url.split('@').nth(1).unwrap().split('/').next().unwrap();
    assert!(TcpStream::connect(address).is_ok(), "{url}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);

    asker.kill().unwrap();
    asker.wait().unwrap();
    let end = Instant::now() + Duration::from_secs(STOP_SECONDS_MAX);
    while fs::read_dir(&folder).unwrap().count() > 0 {
        assert!(Instant::now() < end, "the cluster's folder is still there");
        sleep(Duration::from_millis(50));
    }
    assert!(
        TcpStream::connect(address).is_err(),
        "the server still answers"
    );
    fs::remove_dir(&folder).unwrap();
}
