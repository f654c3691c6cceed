//! One live incident: sessions, frames, admission, sealing, receipts. Pure: inputs in, outputs out.

pub mod admission;
pub mod frames;
pub mod limits;
