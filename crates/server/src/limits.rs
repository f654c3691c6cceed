//! Limits of a node. Each has a unit and a reason.

use loggist_identity::Pace;
use std::time::Duration;

/// Bytes of a request's body: as much as a frame.
pub const BODY_BYTES_MAX: usize = loggist_room::limits::FRAME_BYTES_MAX;
/// Bytes of a message that the socket's library reads at all: one over the limit of a frame is read to its end, so that
/// its sender can be told why; a longer one is cut off.
pub const MESSAGE_BYTES_MAX: usize = 2 * loggist_room::limits::FRAME_BYTES_MAX;
/// Bytes of all attachments of one incident.
pub const ATTACHMENTS_BYTES_MAX: u64 = 500 * 1024 * 1024;
/// Open sockets of this node: each costs a few tens of KiB.
pub const CONNECTIONS_MAX: usize = 5_000;
/// Connections of this node that speak HTTP: pages of those in the rooms, and programs. Those past it wait.
pub const HTTP_CONNECTIONS_MAX: usize = 2_000;
/// Open files that all of them need, with some left for the database.
pub const DESCRIPTORS_WANTED: u64 = 8_192;
/// After a connection could not be taken, the next is tried after this long.
pub const ACCEPT_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// A request's headers arrive within this, the next request's on a kept connection too.
pub const HEADERS_WITHIN: Duration = Duration::from_mins(1);
/// A request is read and answered within this.
pub const REQUEST_WITHIN: Duration = Duration::from_secs(30);
/// Live rooms of this node: each has a thread and two documents.
pub const ROOMS_MAX: usize = 500;
/// Frames that wait for one reader `[W6]`.
pub const WAITING_FRAMES_MAX: usize = 256;
/// Bytes that wait for one reader `[W6]`.
pub const WAITING_BYTES_MAX: usize = 1024 * 1024;
/// News waits no longer than this to go together, whatever its reader asked for: who writes is seen to write.
pub const PACE_MAX: Duration = Duration::from_secs(1);
/// Messages in a row before news waits to go together: one who writes is seen to write as soon as ever.
pub const TOGETHER_AFTER: u32 = 4;
/// So many frames do not wait to go together: far from where their reader is dropped.
pub const TOGETHER_FRAMES_MAX: usize = WAITING_FRAMES_MAX / 4;
/// Bytes that do not wait, and that one message of several frames has.
pub const TOGETHER_BYTES_MAX: usize = 64 * 1024;
/// Bytes of records missed that may wait besides, right after `hello`: as many as a room keeps.
pub const CATCH_UP_BYTES_MAX: usize =
    loggist_room::limits::TAIL_BYTES_MAX + loggist_room::limits::FRAME_BYTES_MAX;
/// Bytes that the socket's library may hold unsent: one frame with its header, which may be over a MiB.
pub const WRITE_BUFFER_BYTES_MAX: usize = 4 * 1024 * 1024;
/// A frame that the network does not take for this long ends its connection.
pub const SEND_WITHIN: Duration = Duration::from_secs(20);
/// After `bye`, the other side has this long to close.
pub const CLOSE_WITHIN: Duration = Duration::from_secs(2);
/// Changes of one person on this node; past it the socket is read more slowly.
pub const CHANGES: Pace = Pace {
    every: Duration::from_millis(50),
    burst: 200,
};
/// Frames of one connection, changes or not; past it the socket is read more slowly.
pub const FRAMES: Pace = Pace {
    every: Duration::from_millis(10),
    burst: 500,
};
/// People whose changes are counted at once.
pub const PACES_MAX: usize = 10_000;
/// Inputs that wait for one room; past it sockets are read more slowly.
pub const ROOM_INPUTS_MAX: usize = 512;
/// A room that nobody is in is let go after this long.
pub const ROOM_IDLE_AFTER: Duration = Duration::from_mins(5);
/// A room that cannot be loaded, or an append that hangs, keeps a call over HTTP waiting this long.
pub const CALL_WITHIN: Duration = Duration::from_secs(20);
/// Records read from the store at once.
pub const READ_RECORDS: u32 = 1_000;
/// How often a node looks whether another appended to its live rooms (PostgreSQL).
pub const HEADS_EVERY: Duration = Duration::from_secs(2);
/// How often a node looks whether people were changed by another node or by the operator's commands.
pub const PEOPLE_EVERY: Duration = Duration::from_secs(2);
/// How often a node looks whether the sign-ins behind its open sockets are still good.
pub const SESSIONS_EVERY: Duration = Duration::from_secs(5);
/// Everything is stored and closed this long after the server was asked to stop.
pub const STOP_WITHIN: Duration = Duration::from_secs(8);
/// Their last words reach the connections within this.
pub const LAST_WORDS_WITHIN: Duration = Duration::from_millis(1_500);
/// `Retry-After` while the store is away, in seconds.
pub const RETRY_AFTER_SECONDS: u64 = 2;
