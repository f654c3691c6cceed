//! What a replica keeps on this device, so that a process may end at any moment.
//!
//! One file a replica: steps, each whole or not there at all. It is rewritten when it has grown, and locked while it is
//! open. [`Storage::Memory`] is for bots and load.

mod file;
mod journal;
mod step;

pub use file::{File, OpenError};
pub use journal::{Journal, KeepError};
pub use step::{Identity, Kept, Write};

use std::path::PathBuf;

/// Where a replica keeps what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Storage {
    /// Nowhere: what is not recorded when the process ends is gone.
    Memory,
    /// In files of this folder, one a (person, incident).
    Folder(PathBuf),
}
