//! Mutations that know nothing of operations.

use super::dice::Dice;
use crate::chunk::{self, Chunk, leb128, signed_leb128};

/// Bytes of the chunk as it is, checksum and all.
pub fn raw(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(3) {
        touch(&mut bytes, dice);
    }
    bytes
}

/// Bytes of the content, under a right length and checksum, or now and then as another type of chunk.
pub fn wrapped(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let header = bytes.len() - content_length(bytes);
    let content = raw(&bytes[header..], dice);
    let kind = if dice.once_in(40) { dice.byte() % 4 } else { 1 };
    chunk::wrapped(kind, &content)
}

fn content_length(bytes: &[u8]) -> usize {
    (1..bytes.len())
        .find(|length| leb128(*length as u64).len() + length + 9 == bytes.len())
        .expect("a chunk")
}

/// Columns and header of a chunk, under a right length and checksum.
pub fn columns(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut chunk = Chunk::read(bytes);
    for _ in 0..=dice.below(2) {
        match dice.below(16) {
            0 => chunk.seq = chunk.seq.wrapping_add(dice.below(5)).wrapping_sub(2),
            1 => chunk.start_op = dice.odd_number(),
            2 => chunk.time = i64::from_le_bytes(dice.odd_number().to_le_bytes()),
            3 => chunk.message = vec![b'a'; dice.index(3)],
            4 => chunk.extra = vec![dice.byte(); dice.index(4)],
            5 => chunk.others.push(vec![dice.byte(); 15 + dice.index(3)]),
            6 => drop(chunk.others.pop()),
            7 => chunk
                .columns
                .push((dice.below(200), vec![dice.byte(); dice.index(4)])),
            _ => column(&mut chunk, dice),
        }
    }
    if dice.once_in(2) {
        chunk.columns.sort();
    }
    chunk.write()
}

fn column(chunk: &mut Chunk, dice: &mut Dice) {
    if chunk.columns.is_empty() {
        return;
    }
    let at = dice.index(chunk.columns.len());
    match dice.below(8) {
        0 => drop(chunk.columns.remove(at)),
        1 => chunk.columns[at].0 ^= 1 << dice.below(8),
        2 => {
            let other = dice.index(chunk.columns.len());
            chunk.columns[at].1 = chunk.columns[other].1.clone();
        }
        3 => {
            let run = i64::from_le_bytes(dice.odd_number().to_le_bytes());
            chunk.columns[at].1 = [signed_leb128(run), leb128(dice.odd_number())].concat();
        }
        4 => {
            let more = [signed_leb128(1), leb128(dice.odd_number())].concat();
            chunk.columns[at].1.extend(more);
        }
        _ => touch(&mut chunk.columns[at].1, dice),
    }
}

fn touch(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.index(bytes.len());
    match dice.below(7) {
        0 | 1 if !bytes.is_empty() => bytes[at] ^= 1 << dice.below(8),
        2 if !bytes.is_empty() => bytes[at] = dice.byte(),
        3 => bytes.truncate(at),
        4 if !bytes.is_empty() => drop(bytes.remove(at)),
        5 => {
            let again = bytes[at..].to_vec();
            bytes.splice(at..at, again);
        }
        _ => bytes.insert(at, dice.byte()),
    }
}
