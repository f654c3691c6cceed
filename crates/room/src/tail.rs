//! The newest records, kept for readers who come back, and the frames that carry them.

use crate::{
    frames::{Item, ServerFrame, encode},
    limits,
};
use bytes::Bytes;
use std::collections::VecDeque;

/// Bytes of records that go into one frame; leaves room for the frame's own fields.
const RECORDS_BYTES: usize = limits::FRAME_BYTES_MAX / 2;

/// The newest records without a gap.
#[derive(Debug, Default)]
pub struct Tail {
    items: VecDeque<Item>,
    bytes: usize,
}

impl Tail {
    /// Adds the next record.
    pub fn push(&mut self, item: Item) {
        self.bytes += size(&item);
        self.items.push_back(item);
        while self.items.len() > limits::TAIL_RECORDS_MAX || self.bytes > limits::TAIL_BYTES_MAX {
            let Some(oldest) = self.items.pop_front() else {
                break;
            };
            self.bytes -= size(&oldest);
        }
    }

    /// Whether every record after `seq`, up to `head`, is here.
    pub fn reaches(&self, seq: u64, head: u64) -> bool {
        seq >= head
            || self
                .items
                .front()
                .is_some_and(|oldest| oldest.seq <= seq + 1)
    }

    /// Frames with every record after `seq`.
    pub fn after(&self, seq: u64, max_op: u64) -> Vec<Bytes> {
        let items: Vec<&Item> = self.items.iter().filter(|item| item.seq > seq).collect();
        frames(&items, max_op)
    }
}

/// Frames of a limited size with these records, which follow one another.
pub fn frames(items: &[&Item], max_op: u64) -> Vec<Bytes> {
    let mut frames = Vec::new();
    let mut from = 0;
    while from < items.len() {
        let mut bytes = 0;
        let fit = items[from..]
            .iter()
            .take_while(|item| {
                bytes += size(item);
                bytes <= RECORDS_BYTES
            })
            .count()
            .max(1);
        let part = &items[from..from + fit];
        let frame = ServerFrame::Records {
            from: part[0].seq,
            to: part[fit - 1].seq,
            max_op,
            items: part.iter().map(|item| (*item).clone()).collect(),
        };
        frames.push(Bytes::from(encode(&frame)));
        from += fit;
    }
    frames
}

fn size(item: &Item) -> usize {
    let part = |part: &Option<serde_bytes::ByteBuf>| part.as_ref().map_or(0, |bytes| bytes.len());
    part(&item.change) + part(&item.effect) + item.name.len() + 256
}
