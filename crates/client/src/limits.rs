//! Limits of the client. Each has a unit and a reason.

use std::time::Duration;

/// Submits without a receipt: bounds what a refusal makes us send twice. After a refusal one, then doubled with each
/// record of ours.
pub const IN_FLIGHT_MAX: usize = 64;
/// Rebases in a row without a record of ours: past it the connection is closed, and the back-off bounds what it costs.
pub const REBASES_MAX: u32 = 8;
/// Steps of the back-off; the last one repeats `[W7]`.
pub const BACK_OFF: [Duration; 5] = [
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
];
/// A connection must stand within this `[W7]`.
pub const HANDSHAKE_MAX: Duration = Duration::from_secs(5);
/// A request over HTTP ends within this, the body of a snapshot included.
pub const REQUEST_MAX: Duration = Duration::from_secs(30);
/// Events kept for a listener that does not keep up; past it, it is told how many it missed.
pub const EVENTS_MAX: usize = 4_096;
