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
        let mut file = private().create(true).truncate(true).open(&new)?;
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
    private().read(true).create(true).truncate(false).open(path)
}

/// What is kept is its owner's alone: it holds what an incident holds.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
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

#[cfg(test)]
mod tests {
    use super::*;
    use loggist_domain::IntentId;

    fn ids() -> (IncidentId, PersonId) {
        (
            IncidentId::from_bytes([1; 16]),
            PersonId::from_bytes([2; 16]),
        )
    }

    fn row(n: u8) -> Write {
        let row = serde_json::json!({
            "intent": IntentId::from_bytes([n; 16]),
            "name": "append_entry",
            "act": {"command": {"fields": {"kind": "observation", "text": "Seen"}, "epoch": null, "not_after": null}},
            "written_at": "2026-11-22T22:12:00.000Z",
            "refused": null,
        });
        Write::PutRow(serde_json::from_value(row).unwrap())
    }

    #[test]
    fn a_file_is_one_processs_and_says_what_was_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (incident, person) = ids();
        let (mut file, kept) = File::open(folder.path(), incident, person).unwrap();
        assert_eq!(kept, Kept::default());
        file.keep(&[row(1), row(2)]).unwrap();
        file.keep(&[Write::RemoveRow(IntentId::from_bytes([1; 16])), row(3)])
            .unwrap();
        let again = File::open(folder.path(), incident, person);
        assert!(matches!(again, Err(OpenError::Locked(_))));
        drop(file);
        let (mut file, kept) = File::open(folder.path(), incident, person).unwrap();
        let intents: Vec<u8> = kept
            .outbox
            .iter()
            .map(|row| row.intent.bytes()[0])
            .collect();
        assert_eq!(intents, [2, 3]);

        file.rewrite(&kept.clone().into_step()).unwrap();
        file.keep(&[row(4)]).unwrap();
        drop(file);
        let (_, again) = File::open(folder.path(), incident, person).unwrap();
        assert_eq!(again.outbox.len(), 3);
        assert_eq!(again.outbox[..2], kept.outbox[..]);
    }

    #[test]
    fn it_is_rewritten_when_it_has_grown_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let (incident, person) = ids();
        let (mut file, _) = File::open(folder.path(), incident, person).unwrap();
        file.keep(&[row(1)]).unwrap();
        assert!(!file.has_grown());
        let many: Vec<Write> = (0..4_000).map(|_| row(1)).collect();
        file.keep(&many).unwrap();
        assert!(file.has_grown());
        file.rewrite(&[row(1)]).unwrap();
        assert!(!file.has_grown());
    }

    #[test]
    #[cfg(unix)]
    fn nobody_else_reads_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (incident, person) = ids();
        let (mut file, _) = File::open(folder.path(), incident, person).unwrap();
        file.keep(&[row(1)]).unwrap();
        let path = folder.path().join(format!("{incident}.{person}.replica"));
        assert_eq!(
            fs::metadata(path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }

    #[test]
    fn a_file_of_another_kind_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (incident, person) = ids();
        let path = folder.path().join(format!("{incident}.{person}.replica"));
        fs::write(&path, "a letter").unwrap();
        let opened = File::open(folder.path(), incident, person);
        assert!(matches!(opened, Err(OpenError::Foreign(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "a letter");
    }
}
