//! What PostgreSQL's errors mean. The codes are its SQLSTATEs,
//! <https://www.postgresql.org/docs/current/errcodes-appendix.html>.

use crate::{AppendError, StoreError, limits};
use sqlx::Error;

const UNIQUE_VIOLATION: &str = "23505";
const SERIALIZATION_FAILURE: &str = "40001";
const DEADLOCK_DETECTED: &str = "40P01";
const LOCK_NOT_AVAILABLE: &str = "55P03";
const READ_ONLY: &str = "25006";
const INVALID_AUTHORIZATION: &str = "28000";
const INVALID_PASSWORD: &str = "28P01";
const NO_SUCH_DATABASE: &str = "3D000";
const DISK_FULL: &str = "53100";

/// An error before the commit: nothing was stored.
pub fn before_commit(error: &Error) -> AppendError {
    match code(error).as_deref() {
        Some(UNIQUE_VIOLATION | SERIALIZATION_FAILURE | DEADLOCK_DETECTED | LOCK_NOT_AVAILABLE) => {
            AppendError::Conflict
        }
        _ => AppendError::Away(sentence(error)),
    }
}

/// An error of the commit itself: its answer may have been lost on the way `[S7]`.
pub fn in_commit(error: &Error) -> AppendError {
    AppendError::Unknown(sentence(error))
}

/// An error of anything but an append.
pub fn other(error: &Error) -> StoreError {
    StoreError::Away(sentence(error))
}

/// What is said when no answer comes.
pub fn silence() -> String {
    format!(
        "PostgreSQL did not answer within {} seconds: check that it runs and that the network reaches it",
        limits::ANSWER_WAIT.as_secs()
    )
}

fn code(error: &Error) -> Option<String> {
    Some(error.as_database_error()?.code()?.into_owned())
}

fn sentence(error: &Error) -> String {
    let what_to_do = match (code(error).as_deref(), error) {
        (Some(DISK_FULL), _) => "PostgreSQL's disk is full: make room on it",
        (Some(READ_ONLY), _) => {
            "this PostgreSQL only reads, as a standby does: name the one that writes"
        }
        (Some(NO_SUCH_DATABASE), _) => {
            "PostgreSQL has no such database: create it, or name another in the address"
        }
        (Some(INVALID_AUTHORIZATION | INVALID_PASSWORD), _) => {
            "PostgreSQL refuses this user: check user and password in the address"
        }
        (None, Error::Io(_) | Error::PoolTimedOut) => {
            "PostgreSQL does not answer: check that it runs and that the address is right"
        }
        _ => return error.to_string(),
    };
    format!("{what_to_do} ({error})")
}
