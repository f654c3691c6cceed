//! Limits of a room and its protocol. Each has a unit and a reason.

use std::time::Duration;

/// Bytes of one frame `[A1]`: four changes of the largest size, or a cursor a thousand times over.
pub const FRAME_BYTES_MAX: usize = 1024 * 1024;
/// Depth of CBOR in a frame `[A1]`: a command has three levels.
pub const FRAME_DEPTH_MAX: usize = 8;
/// Characters of an intent's name: a word such as `append_entry`.
pub const NAME_CHARS_MAX: usize = 64;
/// Bytes of one change `[A2]`: a paste of 4,000 characters takes under 100 KiB.
pub const CHANGE_BYTES_MAX: usize = 256 * 1024;
/// Operations of one change `[A2]`.
pub const CHANGE_OPS_MAX: usize = 20_000;
/// Highest operation number of a document `[A5]`: beyond it, counters are at risk.
pub const DOCUMENT_OP_MAX: u64 = 1 << 31;
/// Depth of an object below the root `[A7]`.
pub const OBJECT_DEPTH_MAX: usize = 6;
/// Bytes of a cursor in a presence frame.
pub const CURSOR_BYTES_MAX: usize = 256;
/// Characters of `viewing` in a presence frame.
pub const VIEWING_CHARS_MAX: usize = 64;
/// How long a connection may take to say `hello`.
pub const HELLO_WITHIN: Duration = Duration::from_secs(5);
/// The server pings this often.
pub const PING_EVERY: Duration = Duration::from_secs(10);
/// A side that heard nothing for this long closes `[W7]`.
pub const SILENCE_MAX: Duration = Duration::from_secs(25);
/// Presence goes out this often in a room of up to [`PRESENCE_CROWD`] people.
pub const PRESENCE_EVERY: Duration = Duration::from_millis(100);
/// Presence goes out this often in a larger room.
pub const PRESENCE_EVERY_CROWDED: Duration = Duration::from_millis(500);
/// From this many connections on, presence goes out less often.
pub const PRESENCE_CROWD: usize = 50;
/// Intents that are decided together; the rest waits for the next batch.
pub const BATCH_INTENTS_MAX: usize = 256;
/// Records kept in memory, encoded, for readers who come back; older ones come with a snapshot.
pub const TAIL_RECORDS_MAX: usize = 4_096;
/// Bytes of those records.
pub const TAIL_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Records that a reader is sent rather than a snapshot, when both are at hand.
pub const CATCH_UP_RECORDS_MAX: u64 = 256;
/// A snapshot is stored after this many records.
pub const SNAPSHOT_RECORDS: u64 = 500;
/// A snapshot is stored after this much time with new records.
pub const SNAPSHOT_EVERY: Duration = Duration::from_mins(2);
/// Dependencies of one change: more than the tabs of everyone in an incident.
pub const CHANGE_DEPENDENCIES_MAX: usize = 1_024;
/// Actors that one change names: those whose characters it deletes or writes behind.
pub const CHANGE_ACTORS_MAX: u64 = 4_096;
/// Predecessors of all operations of one change: a delete has one, a set of a field in conflict a few.
pub const CHANGE_PREDECESSORS_MAX: u64 = 40_000;
/// Keys of objects that were there before, looked up for one change: each is a search in the document, and at many
/// dependencies a costly one.
pub const CHANGE_LOOKUPS_MAX: usize = 128;
/// Bytes of a map key: a root key, an id or the name of a field.
pub const KEY_BYTES_MAX: u64 = 64;
/// Characters that a change takes out before the whole text is read at once instead.
pub const CHARACTERS_ONE_BY_ONE_MAX: usize = 256;
/// Reports that are due are looked for this often at most while things are recorded: a look reads every action.
pub const DUE_LOOKED_EVERY: Duration = Duration::from_secs(1);
