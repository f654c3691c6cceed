//! The frames of `loggist.v1`: CBOR maps with text keys and a `t` that names the type. See the protocol's page for the
//! rules `[W1]`..`[W10]`.

mod cbor;
mod client;
mod server;

pub use cbor::{FrameError, check, decode, encode};
pub use client::{ClientFrame, Hello, PresenceUpdate, Submit, SubmitKind};
pub use server::{Close, Item, Outcome, PresenceRow, Receipt, ServerFrame, Welcome};

/// The WebSocket subprotocol.
pub const SUBPROTOCOL: &str = "loggist.v1";

#[cfg(test)]
mod tests;
