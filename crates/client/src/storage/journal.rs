//! Steps in a file, one after the other.

use super::{Kept, Write};
use sha2::{Digest, Sha256};

/// What was to be kept could not be.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// The disk says no.
    #[error(
        "This device cannot keep what was written ({0}). Make room on the disk and start again."
    )]
    Io(#[from] std::io::Error),
    /// The bytes cannot be made.
    #[error("what was written cannot be encoded: {0}")]
    Encoding(String),
}

/// Says what the file is, and in which form.
const MAGIC: &[u8] = b"loggist replica 1\n";
/// Before each step: its length in 4 bytes, and the first 8 bytes of its SHA-256.
const HEADER: usize = 12;

/// The bytes of a replica's file.
#[derive(Debug)]
pub struct Journal;

impl Journal {
    /// The bytes of a new file with one step.
    ///
    /// # Errors
    /// [`KeepError::Encoding`]
    pub fn whole(step: &[Write]) -> Result<Vec<u8>, KeepError> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(Self::step(step)?);
        Ok(bytes)
    }

    /// The bytes of one step, to go at the end.
    ///
    /// # Errors
    /// [`KeepError::Encoding`]
    pub fn step(step: &[Write]) -> Result<Vec<u8>, KeepError> {
        let mut bytes = vec![0; HEADER];
        ciborium::into_writer(&step, &mut bytes)
            .map_err(|error| KeepError::Encoding(error.to_string()))?;
        let length = u32::try_from(bytes.len() - HEADER)
            .map_err(|_| KeepError::Encoding("over 4 GiB at once".into()))?;
        let digest = Sha256::digest(&bytes[HEADER..]);
        bytes[..4].copy_from_slice(&length.to_le_bytes());
        bytes[4..HEADER].copy_from_slice(&digest[..8]);
        Ok(bytes)
    }

    /// What the whole steps of a file say, and where they end: a step that was cut short by a crash is as if it had
    /// never been begun. `None` for bytes that are no such file.
    pub fn read(bytes: &[u8]) -> Option<(Kept, usize)> {
        let mut kept = Kept::default();
        if !bytes.starts_with(MAGIC) {
            // A new file, or one whose very first write was cut short.
            return MAGIC.starts_with(bytes).then_some((kept, 0));
        }
        let mut at = MAGIC.len();
        while let Some((step, end)) = next(bytes, at) {
            for write in step {
                kept.apply(write);
            }
            at = end;
        }
        Some((kept, at))
    }
}

fn next(bytes: &[u8], at: usize) -> Option<(Vec<Write>, usize)> {
    let header = bytes.get(at..at + HEADER)?;
    let length = u32::from_le_bytes(header[..4].try_into().ok()?);
    let end = (at + HEADER).checked_add(usize::try_from(length).ok()?)?;
    let content = bytes.get(at + HEADER..end)?;
    if Sha256::digest(content)[..8] != header[4..] {
        return None;
    }
    Some((ciborium::from_reader(content).ok()?, end))
}
