//! The columns of a change, walked run by run: how many rows they make, and whether every number in them is in bounds,
//! before anything is built from them `[A2]`.

use super::{
    chunk::Reader,
    limits::{CHANGE_PREDECESSORS_MAX, KEY_BYTES_MAX},
    malformed, too_large,
};
use crate::limits::{CHANGE_OPS_MAX, DOCUMENT_OP_MAX};
use loggist_domain::{Refusal, limits::SCALAR_BYTES_MAX};

/// A column: what it holds, and its bytes.
pub struct Column<'a> {
    /// Number of the column and type of its values.
    pub spec: u64,
    /// Its runs.
    pub bytes: &'a [u8],
}

/// A spec is the number of the column, then four bits: compressed or not, and the type of its values.
const fn spec(number: u64, kind: u64) -> u64 {
    number << 4 | kind
}

const OBJECT_ACTOR: u64 = spec(0, 1);
const OBJECT_COUNTER: u64 = spec(0, 2);
const KEY_ACTOR: u64 = spec(1, 1);
const KEY_COUNTER: u64 = spec(1, 3);
const KEY_TEXT: u64 = spec(1, 5);
const INSERT: u64 = spec(3, 4);
const ACTION: u64 = spec(4, 2);
const VALUE_META: u64 = spec(5, 6);
const VALUE: u64 = spec(5, 7);
const PREDECESSOR_COUNT: u64 = spec(7, 0);
const PREDECESSOR_ACTOR: u64 = spec(7, 1);
const PREDECESSOR_COUNTER: u64 = spec(7, 3);

/// Make a map, set, delete, make a text.
const ACTIONS: [u64; 4] = [0, 1, 3, 4];
const LEB128_BYTES_MAX: u64 = 10;

/// Whether the columns make operations of bounded number and size.
pub fn check(columns: &[Column<'_>], actors: u64) -> Result<(), Refusal> {
    if !columns.is_sorted_by(|a, b| a.spec < b.spec) {
        return Err(malformed("its columns are not in order"));
    }
    let find = |spec| {
        columns
            .iter()
            .find(|column| column.spec == spec)
            .map(|column| column.bytes)
    };
    let operations = match find(ACTION) {
        Some(bytes) => rows(bytes, CHANGE_OPS_MAX as u64, action)?,
        None => 0,
    };
    if operations == 0 {
        return Err(malformed("it does nothing"));
    }
    let mut predecessors = 0;
    if let Some(bytes) = find(PREDECESSOR_COUNT) {
        let counted = rows(bytes, CHANGE_OPS_MAX as u64, |reader, times| {
            predecessors += number(reader)?.saturating_mul(times);
            bounded(predecessors, CHANGE_PREDECESSORS_MAX)
        })?;
        same(counted, operations)?;
    }
    let value_bytes = find(VALUE).map_or(0, |bytes| bytes.len() as u64);
    columns
        .iter()
        .try_for_each(|Column { spec, bytes }| match *spec {
            OBJECT_ACTOR | KEY_ACTOR => same(rows(bytes, operations, actor(actors))?, operations),
            OBJECT_COUNTER => same(rows(bytes, operations, counter)?, operations),
            KEY_COUNTER => same(rows(bytes, operations, delta())?, operations),
            KEY_TEXT => same(rows(bytes, operations, key)?, operations),
            INSERT => same(booleans(bytes, operations)?, operations),
            VALUE_META => {
                let mut sum = 0;
                let counted = rows(bytes, operations, |reader, times| {
                    value(reader, times, &mut sum, value_bytes)
                })?;
                same(counted, operations).and_then(|()| same(sum, value_bytes))
            }
            PREDECESSOR_ACTOR => same(rows(bytes, predecessors, actor(actors))?, predecessors),
            PREDECESSOR_COUNTER => same(rows(bytes, predecessors, delta())?, predecessors),
            ACTION | VALUE | PREDECESSOR_COUNT => Ok(()),
            _ => Err(malformed("it has columns for what is not used here")),
        })
}

/// The rows of a column of the operations or of their predecessors, of which there are so many.
fn exactly(
    count: u64,
    column: &[u8],
    value: impl FnMut(&mut Reader<'_>, u64) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    match rows(column, count, value)? {
        Some(rows) if rows == count => Ok(()),
        _ => Err(odd()),
    }
}

/// Walks runs: a count and one value for all, or a negative count and a value for each, or zero and a number of blanks.
/// `value` reads one value that stands for some rows.
fn rows(
    column: &[u8],
    max: u64,
    mut value: impl FnMut(&mut Reader<'_>, u64) -> Result<(), Refusal>,
) -> Result<u64, Refusal> {
    let mut reader = Reader(column);
    let mut rows = 0_u64;
    while !reader.0.is_empty() {
        let count = reader.signed().ok_or_else(odd)?;
        let run = if count == 0 {
            number(&mut reader)?
        } else {
            count.unsigned_abs()
        };
        rows = rows.saturating_add(run);
        bounded(rows, max)?;
        match count {
            0 => {}
            1.. => value(&mut reader, run)?,
            _ => (0..run).try_for_each(|_| value(&mut reader, 1))?,
        }
    }
    Ok(rows)
}

/// Walks runs of no and yes in turn.
fn booleans(column: &[u8], max: u64) -> Result<u64, Refusal> {
    let mut reader = Reader(column);
    let mut rows = 0_u64;
    while !reader.0.is_empty() {
        rows = rows.saturating_add(number(&mut reader)?);
        bounded(rows, max)?;
    }
    Ok(rows)
}

fn action(reader: &mut Reader<'_>, _: u64) -> Result<(), Refusal> {
    if ACTIONS.contains(&number(reader)?) {
        Ok(())
    } else {
        Err(malformed(
            "lists, counters, tables and marks are not used here",
        ))
    }
}

fn actor(actors: u64) -> impl Fn(&mut Reader<'_>, u64) -> Result<(), Refusal> {
    move |reader, _| {
        if number(reader)? < actors {
            Ok(())
        } else {
            Err(malformed("it names an actor that it does not list"))
        }
    }
}

fn counter(reader: &mut Reader<'_>, _: u64) -> Result<(), Refusal> {
    in_document(i128::from(number(reader)?))
}

fn delta() -> impl FnMut(&mut Reader<'_>, u64) -> Result<(), Refusal> {
    let mut at = 0_i128;
    move |reader, times| {
        at += i128::from(reader.signed().ok_or_else(odd)?) * i128::from(times);
        in_document(at)
    }
}

fn key(reader: &mut Reader<'_>, _: u64) -> Result<(), Refusal> {
    let length = number(reader)?;
    if length == 0 || length > KEY_BYTES_MAX {
        return Err(malformed("a key is empty or too long"));
    }
    reader.take(length).map(|_| ()).ok_or_else(odd)
}

/// The type of a value in the low four bits, its length above.
fn value(reader: &mut Reader<'_>, times: u64, sum: &mut u64, max: u64) -> Result<(), Refusal> {
    let meta = number(reader)?;
    let length = meta >> 4;
    match meta & 0b1111 {
        0..=2 if length == 0 => {}
        4 if length <= LEB128_BYTES_MAX => {}
        6 if length <= SCALAR_BYTES_MAX as u64 => {}
        6 => return Err(too_large("a value holds 32 KiB at most")),
        _ => {
            return Err(malformed(
                "only text, whole numbers, yes, no and null are used here",
            ));
        }
    }
    *sum = sum.saturating_add(length.saturating_mul(times));
    if *sum > max { Err(odd()) } else { Ok(()) }
}

fn number(reader: &mut Reader<'_>) -> Result<u64, Refusal> {
    reader.unsigned().ok_or_else(odd)
}

fn in_document(counter: i128) -> Result<(), Refusal> {
    if (0..i128::from(DOCUMENT_OP_MAX)).contains(&counter) {
        Ok(())
    } else {
        Err(malformed("it names an operation that no document can have"))
    }
}

fn bounded(rows: u64, max: u64) -> Result<(), Refusal> {
    if rows > max {
        Err(too_large("it has too many operations"))
    } else {
        Ok(())
    }
}

fn same(rows: u64, expected: u64) -> Result<(), Refusal> {
    if rows == expected { Ok(()) } else { Err(odd()) }
}

fn odd() -> Refusal {
    malformed("its columns do not fit together")
}
