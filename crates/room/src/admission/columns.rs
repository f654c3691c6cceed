//! The columns of a change, walked run by run: how many operations they make, and whether every number in them is in
//! bounds, before anything is built from them `[A2]`.

use super::{
    chunk::Reader,
    limits::{CHANGE_PREDECESSORS_MAX, KEY_BYTES_MAX},
    malformed,
    runs::{Bound, booleans, number, odd, rows},
    too_large,
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
const OPERATIONS: Bound = Bound {
    rows: CHANGE_OPS_MAX as u64,
    over: || too_large("it has too many operations"),
};

/// Whether the columns make operations of bounded number and size.
pub fn check(columns: &[Column<'_>], actors: u64) -> Result<(), Refusal> {
    if !columns.is_sorted_by(|a, b| a.spec < b.spec) {
        return Err(malformed("its columns are not in order"));
    }
    let find = |spec| {
        let found = columns.iter().find(|column| column.spec == spec);
        found.map_or(&[][..], |column| column.bytes)
    };
    let operations = rows(find(ACTION), OPERATIONS, action)?;
    if operations == 0 {
        return Err(malformed("it does nothing"));
    }
    let mut predecessors = 0;
    rows(find(PREDECESSOR_COUNT), OPERATIONS, |reader, times| {
        predecessors = count(number(reader)?, times, predecessors)?;
        Ok(())
    })?;
    let value_bytes = find(VALUE).len() as u64;
    columns.iter().try_for_each(|column| {
        let expected = match column.spec {
            PREDECESSOR_ACTOR | PREDECESSOR_COUNTER => predecessors,
            _ => operations,
        };
        let bound = Bound::exactly(expected);
        let bytes = column.bytes;
        let found = match column.spec {
            OBJECT_ACTOR | KEY_ACTOR | PREDECESSOR_ACTOR => rows(bytes, bound, actor(actors))?,
            OBJECT_COUNTER => rows(bytes, bound, counter)?,
            KEY_COUNTER | PREDECESSOR_COUNTER => rows(bytes, bound, delta())?,
            KEY_TEXT => rows(bytes, bound, key)?,
            INSERT => booleans(bytes, bound)?,
            VALUE_META => values(bytes, bound, value_bytes)?,
            PREDECESSOR_COUNT => rows(bytes, bound, |reader, _| number(reader).map(|_| ()))?,
            ACTION | VALUE => expected,
            _ => return Err(malformed("it has columns for what is not used here")),
        };
        if found == expected {
            Ok(())
        } else {
            Err(odd())
        }
    })
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

fn count(each: u64, times: u64, sum: u64) -> Result<u64, Refusal> {
    let sum = sum.saturating_add(each.saturating_mul(times));
    if sum > CHANGE_PREDECESSORS_MAX {
        return Err(too_large("it replaces too much at once"));
    }
    Ok(sum)
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

/// Each number is the step from the one before.
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

/// Each is the type of a value in the low four bits and its length above; the lengths make up all that is there.
fn values(column: &[u8], bound: Bound, value_bytes: u64) -> Result<u64, Refusal> {
    let mut sum = 0_u64;
    let found = rows(column, bound, |reader, times| {
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
        sum = sum.saturating_add(length.saturating_mul(times));
        Ok(())
    })?;
    if sum == value_bytes {
        Ok(found)
    } else {
        Err(odd())
    }
}

fn in_document(counter: i128) -> Result<(), Refusal> {
    if (0..i128::from(DOCUMENT_OP_MAX)).contains(&counter) {
        Ok(())
    } else {
        Err(malformed("it names an operation that no document can have"))
    }
}
