//! A change chunk in its parts, so that a test can write one that no library would.

use sha2::{Digest, Sha256};

/// The parts of a change chunk.
#[derive(Clone, Debug, Default)]
pub struct Chunk {
    pub dependencies: Vec<Vec<u8>>,
    pub actor: Vec<u8>,
    pub seq: u64,
    pub start_op: u64,
    pub time: i64,
    pub message: Vec<u8>,
    pub others: Vec<Vec<u8>>,
    /// What a column holds, and its bytes.
    pub columns: Vec<(u64, Vec<u8>)>,
    pub extra: Vec<u8>,
}

impl Chunk {
    /// Reads the parts of a well-formed chunk.
    pub fn read(bytes: &[u8]) -> Self {
        let mut at = &bytes[9..];
        unsigned(&mut at);
        let dependencies = (0..unsigned(&mut at)).map(|_| take(&mut at, 32)).collect();
        let actor = prefixed(&mut at);
        let (seq, start_op) = (unsigned(&mut at), unsigned(&mut at));
        assert_eq!(take(&mut at, 1), [0], "the time of a change is 0");
        let message = prefixed(&mut at);
        let others = (0..unsigned(&mut at)).map(|_| prefixed(&mut at)).collect();
        let heads: Vec<(u64, u64)> = (0..unsigned(&mut at))
            .map(|_| (unsigned(&mut at), unsigned(&mut at)))
            .collect();
        let columns = heads
            .into_iter()
            .map(|(spec, length)| (spec, take(&mut at, length)))
            .collect();
        Self {
            dependencies,
            actor,
            seq,
            start_op,
            time: 0,
            message,
            others,
            columns,
            extra: at.to_vec(),
        }
    }

    /// The chunk, with a right length and checksum.
    pub fn write(&self) -> Vec<u8> {
        let mut data = leb128(self.dependencies.len() as u64);
        data.extend(self.dependencies.concat());
        data.extend(with_length(&self.actor));
        data.extend(leb128(self.seq));
        data.extend(leb128(self.start_op));
        data.extend(signed_leb128(self.time));
        data.extend(with_length(&self.message));
        data.extend(leb128(self.others.len() as u64));
        data.extend(self.others.iter().flat_map(|other| with_length(other)));
        data.extend(leb128(self.columns.len() as u64));
        for (spec, column) in &self.columns {
            data.extend(leb128(*spec));
            data.extend(leb128(column.len() as u64));
        }
        data.extend(self.columns.iter().flat_map(|(_, column)| column));
        data.extend(&self.extra);
        wrapped(1, &data)
    }

    /// With other bytes in a column.
    pub fn with(mut self, spec: u64, bytes: &[u8]) -> Self {
        self.columns.retain(|(known, _)| *known != spec);
        self.columns.push((spec, bytes.to_vec()));
        self.columns.sort();
        self
    }
}

/// A chunk of a type around its data.
pub fn wrapped(kind: u8, data: &[u8]) -> Vec<u8> {
    let mut rest = vec![kind];
    rest.extend(leb128(data.len() as u64));
    rest.extend(data);
    let mut chunk = vec![0x85, 0x6f, 0x4a, 0x83];
    chunk.extend(&Sha256::digest(&rest)[..4]);
    chunk.extend(rest);
    chunk
}

/// An unsigned number.
pub fn leb128(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

/// A signed number.
pub fn signed_leb128(mut number: i64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = number.to_le_bytes()[0] & 0x7f;
        number >>= 7;
        if (number == 0 && low & 0x40 == 0) || (number == -1 && low & 0x40 != 0) {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

fn with_length(bytes: &[u8]) -> Vec<u8> {
    [leb128(bytes.len() as u64), bytes.to_vec()].concat()
}

fn prefixed(at: &mut &[u8]) -> Vec<u8> {
    let length = unsigned(at);
    take(at, length)
}

fn take(at: &mut &[u8], count: u64) -> Vec<u8> {
    let (taken, rest) = at.split_at(usize::try_from(count).unwrap());
    *at = rest;
    taken.to_vec()
}

fn unsigned(at: &mut &[u8]) -> u64 {
    let mut number = 0;
    for bits in (0..63).step_by(7) {
        let byte = take(at, 1)[0];
        number |= u64::from(byte & 0x7f) << bits;
        if byte & 0x80 == 0 {
            return number;
        }
    }
    panic!("not a number");
}
