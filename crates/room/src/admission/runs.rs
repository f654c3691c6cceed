//! Walking the runs of a column.

use super::{chunk::Reader, malformed};
use loggist_domain::Refusal;

/// How many rows a column may have, and the refusal of one that has more.
#[derive(Clone, Copy)]
pub struct Bound {
    /// Rows.
    pub rows: u64,
    /// The refusal.
    pub over: fn() -> Refusal,
}

impl Bound {
    /// For a column of which every row is counted already.
    pub fn exactly(rows: u64) -> Self {
        Self { rows, over: odd }
    }

    fn add(self, rows: u64, more: u64) -> Result<u64, Refusal> {
        match rows.checked_add(more) {
            Some(sum) if sum <= self.rows => Ok(sum),
            _ => Err((self.over)()),
        }
    }
}

/// Walks runs: a count and one value for all, or a negative count and a value for each, or zero and a number of blanks.
/// `value` reads one value that stands for some rows. How many rows there are.
pub fn rows(
    column: &[u8],
    bound: Bound,
    mut value: impl FnMut(&mut Reader<'_>, u64) -> Result<(), Refusal>,
) -> Result<u64, Refusal> {
    let mut reader = Reader(column);
    let mut rows = 0;
    while !reader.0.is_empty() {
        let count = reader.signed().ok_or_else(odd)?;
        let run = match count {
            0 => number(&mut reader)?,
            _ => count.unsigned_abs(),
        };
        rows = bound.add(rows, run)?;
        match count {
            0 => {}
            1.. => value(&mut reader, run)?,
            _ => (0..run).try_for_each(|_| value(&mut reader, 1))?,
        }
    }
    Ok(rows)
}

/// Walks runs of no and yes in turn. How many rows there are.
pub fn booleans(column: &[u8], bound: Bound) -> Result<u64, Refusal> {
    let mut reader = Reader(column);
    let mut rows = 0;
    while !reader.0.is_empty() {
        rows = bound.add(rows, number(&mut reader)?)?;
    }
    Ok(rows)
}

/// Reads one number.
pub fn number(reader: &mut Reader<'_>) -> Result<u64, Refusal> {
    reader.unsigned().ok_or_else(odd)
}

/// The refusal of columns that say different things.
pub fn odd() -> Refusal {
    malformed("its columns do not fit together")
}
