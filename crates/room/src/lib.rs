//! One live incident: sessions, frames, admission, sealing, receipts. Pure: inputs in, outputs out.

pub mod admission;
pub mod frames;
mod input;
pub mod limits;
mod output;

pub use input::{AppendFailure, CallId, ConnId, Identity, Input};
pub use output::{Batch, Output};
