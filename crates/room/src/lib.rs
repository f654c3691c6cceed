//! One live incident: sessions, frames, admission, sealing, receipts. Pure: inputs in, outputs out.
//!
//! The tour: a [`Room`] takes [`Input`]s and asks for [`Output`]s; `trial` decides a batch on a working document
//! beside the recorded one, which is the [`fold`] of the ledger; [`admission`] is what a person's change must be before
//! any byte of it reaches a document; [`frames`] is what goes over the socket. The room knows no socket, no database,
//! no clock.

pub mod admission;
mod conn;
mod document;
mod fold;
pub mod frames;
mod input;
pub mod limits;
mod load;
mod output;
mod record;
mod room;
mod tail;
mod trial;

pub use document::NotAnIncident;
pub use fold::FoldError;
pub use input::{AppendFailure, CallId, ConnId, Identity, Input};
pub use load::{Indexed, LoadError, Loaded, Opening, Saved, open};
pub use output::{Batch, Output};
pub use room::Room;
