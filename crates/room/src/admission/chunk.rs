//! The outer form of a change chunk `[A2]`, and of its header `[A3]`, read without building anything.

use super::{
    columns::{self, Column},
    limits::{CHANGE_ACTORS_MAX, CHANGE_DEPENDENCIES_MAX},
    malformed, too_large,
};
use crate::limits::CHANGE_BYTES_MAX;
use loggist_domain::Refusal;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const TYPE_CHANGE: u8 = 1;
const HASH_BYTES: u64 = 32;
const ACTOR_BYTES: u64 = 16;
/// More columns than a change can have.
const COLUMNS_MAX: u64 = 16;

/// Whether the bytes are one change chunk of bounded size whose columns are bounded too. The checksum and all that can
/// be written in two ways are left to [`super::form`].
pub fn check(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.len() > CHANGE_BYTES_MAX {
        return Err(too_large("one change holds 256 KiB at most"));
    }
    let mut chunk = Reader(bytes);
    let short = || malformed("it ends too early");
    if chunk.take(4).ok_or_else(short)? != MAGIC {
        return Err(malformed("it is not an Automerge chunk"));
    }
    chunk.take(4).ok_or_else(short)?;
    if chunk.take(1).ok_or_else(short)? != [TYPE_CHANGE] {
        return Err(malformed("it is not a single uncompressed change"));
    }
    if chunk.unsigned() != Some(chunk.0.len() as u64) {
        return Err(malformed("its length is not what it says"));
    }
    let actors = header(&mut chunk)?;
    let columns = table(&mut chunk).ok_or_else(|| malformed("its columns cannot be told apart"))?;
    if !chunk.0.is_empty() {
        return Err(malformed("it holds more than its operations"));
    }
    columns::check(&columns, actors)
}

/// Reads up to the columns; how many actors the change names.
fn header(chunk: &mut Reader<'_>) -> Result<u64, Refusal> {
    let short = || malformed("its header ends too early");
    let dependencies = chunk.unsigned().ok_or_else(short)?;
    if dependencies > CHANGE_DEPENDENCIES_MAX as u64 {
        return Err(too_large("it has too many dependencies"));
    }
    chunk.take(dependencies * HASH_BYTES).ok_or_else(short)?;
    actor(chunk)?;
    chunk.unsigned().ok_or_else(short)?;
    chunk.unsigned().ok_or_else(short)?;
    if chunk.signed().ok_or_else(short)? != 0 {
        return Err(malformed("it carries a time of its own"));
    }
    if chunk.unsigned().ok_or_else(short)? != 0 {
        return Err(malformed("it carries a message"));
    }
    let others = chunk.unsigned().ok_or_else(short)?;
    if others >= CHANGE_ACTORS_MAX {
        return Err(too_large("it names too many actors"));
    }
    (0..others).try_for_each(|_| actor(chunk))?;
    Ok(1 + others)
}

fn actor(chunk: &mut Reader<'_>) -> Result<(), Refusal> {
    let actor = chunk
        .unsigned()
        .filter(|length| *length == ACTOR_BYTES)
        .and_then(|length| chunk.take(length));
    match actor {
        Some(_) => Ok(()),
        None => Err(malformed("an actor is not 16 bytes")),
    }
}

/// The columns: what each is, and its bytes.
fn table<'a>(chunk: &mut Reader<'a>) -> Option<Vec<Column<'a>>> {
    let count = chunk.unsigned().filter(|count| *count <= COLUMNS_MAX)?;
    let heads: Vec<(u64, u64)> = (0..count)
        .map(|_| Some((chunk.unsigned()?, chunk.unsigned()?)))
        .collect::<Option<_>>()?;
    heads
        .into_iter()
        .map(|(spec, length)| {
            Some(Column {
                spec,
                bytes: chunk.take(length)?,
            })
        })
        .collect()
}

/// Reads from the front of some bytes.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// The next bytes.
    pub fn take(&mut self, count: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(count).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    /// An unsigned LEB128 number of up to 63 bits.
    pub fn unsigned(&mut self) -> Option<u64> {
        self.number().map(|(number, _)| number)
    }

    /// A signed LEB128 number of up to 63 bits.
    pub fn signed(&mut self) -> Option<i64> {
        let (number, bits) = self.number()?;
        let unread = u64::BITS - bits;
        Some((number << unread).cast_signed() >> unread)
    }

    /// The number, and how many bits were read.
    fn number(&mut self) -> Option<(u64, u32)> {
        let mut number = 0;
        for bits in (0..63).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7f) << bits;
            if byte & 0x80 == 0 {
                return Some((number, bits + 7));
            }
        }
        None
    }
}
