//! What SQLite's errors mean. The numbers are its result codes, <https://www.sqlite.org/rescode.html>.

use crate::{AppendError, StoreError};
use sqlx::Error;
use std::path::Path;

const BUSY: i32 = 5;
const READONLY: i32 = 8;
const IOERR: i32 = 10;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const CANTOPEN: i32 = 14;
const NOTADB: i32 = 26;

/// An error before the commit: nothing was stored.
pub fn before_commit(error: &Error) -> AppendError {
    match error {
        Error::Database(cause) if cause.is_unique_violation() => AppendError::Conflict,
        _ => AppendError::Away(sentence(error)),
    }
}

/// An error of the commit itself.
///
/// On a full disk or a lock, the frame that marks the commit was not written whole, so nothing was stored `[S7]`. After
/// any other error, such as a failed sync, it may be on the disk.
pub fn in_commit(error: &Error) -> AppendError {
    match code(error) {
        Some(FULL | BUSY) => AppendError::Away(sentence(error)),
        _ => AppendError::Unknown(sentence(error)),
    }
}

/// An error of anything but an append.
pub fn other(error: &Error) -> StoreError {
    match code(error) {
        Some(CORRUPT | NOTADB) => StoreError::Corrupt(sentence(error)),
        _ => StoreError::Away(sentence(error)),
    }
}

/// An error of opening a file.
pub fn opening(path: &Path, error: &Error) -> StoreError {
    let path = path.display();
    match code(error) {
        Some(NOTADB) => StoreError::Unfit(format!(
            "{path} is not a database: name another file, or move this one away"
        )),
        _ => StoreError::Away(format!("{path}: {}", sentence(error))),
    }
}

/// The primary result code.
fn code(error: &Error) -> Option<i32> {
    let extended: i32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(extended & 0xff)
}

fn sentence(error: &Error) -> String {
    let what_to_do = match code(error) {
        Some(FULL) => "the disk is full: make room on it",
        Some(BUSY) => "another program holds the database file: end it, or wait for it",
        Some(READONLY) => "the database file or its folder is read only: let this user write there",
        Some(IOERR) => "the disk does not read or write as it should: check it",
        Some(CANTOPEN) => {
            "the database file cannot be opened: check the path and who may write there"
        }
        Some(CORRUPT | NOTADB) => "the database file is damaged: restore a backup",
        _ => return error.to_string(),
    };
    format!("{what_to_do} ({error})")
}
