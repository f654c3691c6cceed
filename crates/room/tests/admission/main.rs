//! Admission, through its public face: each rule good and bad, writes that try to hide, clients that are behind, changes
//! of the browser, and mutations of real changes.

#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod behind;
mod browser;
mod bytes;
mod characters;
mod chunk;
mod edits;
mod hidden;
mod history;
mod incident;
mod judging;
mod mutations;
mod operations;
mod panics;
mod reading;
mod speed;
mod touches;
mod values;
