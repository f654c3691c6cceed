//! The process that holds a cluster for another, and stops it when that other is gone.

use super::cluster::Cluster;
use crate::failure::Failure;
use std::io::{Read, Write};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// How often to look whether the cluster ended by itself.
const LOOK_MILLISECONDS: u64 = 500;

/// Starts a cluster, prints its address, holds it until standard input closes, and stops it.
pub fn keep() -> Result<(), Failure> {
    let mut cluster = Cluster::start()?;
    // When the one who asked is gone already, standard input is closed too, and the loop below ends at once.
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{}", cluster.url()).and_then(|()| out.flush());
    let (asker, gone) = channel::<()>();
    thread::spawn(move || {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        drop(asker);
    });
    loop {
        match gone.recv_timeout(Duration::from_millis(LOOK_MILLISECONDS)) {
            Err(RecvTimeoutError::Timeout) if !cluster.has_ended() => {}
            Err(RecvTimeoutError::Timeout) => {
                return Err(cluster.give_up("PostgreSQL ended by itself:"));
            }
            _ => return cluster.stop(),
        }
    }
}
