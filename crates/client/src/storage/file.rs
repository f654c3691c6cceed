//! A replica's file, locked while it is open.

use super::{Journal, KeepError, Kept, Write};
use loggist_domain::{IncidentId, PersonId};
use std::{
    fs::{self, OpenOptions, TryLockError},
    io::{Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

/// A file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it.
    #[error("{0} is in use by another loggist; end that one, or use another folder")]
    Locked(PathBuf),
    /// Not one of ours.
    #[error("{0} is not a replica's file; move it away to begin anew")]
    Foreign(PathBuf),
    /// The disk says no.
    #[error("{path} cannot be opened: {cause}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
}

/// A replica's file.
#[derive(Debug)]
pub struct File {
    path: PathBuf,
    steps: fs::File,
    /// Held for as long as this lives; a file of its own, because the other one is replaced.
    _lock: fs::File,
    /// Bytes of the file when it was last rewritten.
    base: u64,
    length: u64,
}

/// A file is rewritten when it has grown by this much, and to twice its size: so rewriting costs no more than writing.
const GROWTH_BYTES: u64 = 256 * 1024;

impl File {
    /// Opens the file of a (person, incident) in a folder, which is made when it is not there.
    ///
    /// # Errors
    /// [`OpenError`]
    pub fn open(
        folder: &Path,
        incident: IncidentId,
        person: PersonId,
    ) -> Result<(Self, Kept), OpenError> {
        let path = folder.join(format!("{incident}.{person}.replica"));
        let at = |cause| OpenError::Io {
            path: path.clone(),
            cause,
        };
        fs::create_dir_all(folder).map_err(at)?;
        let lock = lock(&path.with_extension("lock"))?;
        let mut file = open(&path).map_err(at)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(at)?;
        let Some((kept, end)) = Journal::read(&bytes) else {
            return Err(OpenError::Foreign(path));
        };
        let end = end as u64;
        file.set_len(end).map_err(at)?;
        file.seek(SeekFrom::End(0)).map_err(at)?;
        let open = Self {
            path,
            steps: file,
            _lock: lock,
            base: 0,
            length: end,
        };
        Ok((open, kept))
    }

    /// Adds a step. It is on the disk when this returns, if a person would miss it.
    ///
    /// # Errors
    /// [`KeepError`]; the step is then not kept, or was kept as a whole.
    pub fn keep(&mut self, step: &[Write]) -> Result<(), KeepError> {
        if self.length == 0 {
            return self.rewrite(step);
        }
        let bytes = Journal::step(step)?;
        if let Err(cause) = self.steps.write_all(&bytes) {
            // Half a step would hide the ones after it.
            self.steps.set_len(self.length)?;
            self.steps.seek(SeekFrom::End(0))?;
            return Err(cause.into());
        }
        self.length += bytes.len() as u64;
        if step.iter().any(Write::is_theirs) {
            self.steps.sync_data()?;
        }
        Ok(())
    }

    /// Whether the file has grown so much that it should be rewritten.
    pub fn has_grown(&self) -> bool {
        self.length > self.base.saturating_mul(2).max(self.base + GROWTH_BYTES)
    }

    /// Replaces the file by one with this single step; all or nothing.
    ///
    /// # Errors
    /// [`KeepError`]; the file is then as it was.
    pub fn rewrite(&mut self, step: &[Write]) -> Result<(), KeepError> {
        let bytes = Journal::whole(step)?;
        let new = self.path.with_extension("new");
        let mut file = fs::File::create(&new)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&new, &self.path)?;
        if let Some(folder) = self.path.parent() {
            fs::File::open(folder)?.sync_all()?;
        }
        self.steps = file;
        self.length = bytes.len() as u64;
        self.base = self.length;
        Ok(())
    }
}

fn open(path: &Path) -> std::io::Result<fs::File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}

fn lock(path: &Path) -> Result<fs::File, OpenError> {
    let at = |cause| OpenError::Io {
        path: path.to_path_buf(),
        cause,
    };
    let file = open(path).map_err(at)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::Locked(path.to_path_buf())),
        Err(TryLockError::Error(cause)) => Err(at(cause)),
    }
}
