//! Limits of the store. Each has a unit and a reason.

use std::time::Duration;

/// SQLite connections that read, a thread each; one more writes.
pub const SQLITE_READERS_MAX: u32 = 4;
/// How long a write waits for another program that holds the SQLite file, such as a backup.
pub const SQLITE_BUSY_WAIT: Duration = Duration::from_secs(5);
/// PostgreSQL connections of one node: its default takes 100 of all nodes together.
pub const POSTGRES_CONNECTIONS_MAX: u32 = 16;
/// How long a write waits for those before it: SQLite has one writer at a time.
pub const SQLITE_QUEUE_WAIT: Duration = Duration::from_secs(15);
/// How long a call waits for a free connection to PostgreSQL, or for one to be made.
pub const CONNECTION_WAIT: Duration = Duration::from_secs(5);
/// How long a call waits for PostgreSQL's answer before it counts as away: the network may swallow packets.
pub const ANSWER_WAIT: Duration = Duration::from_secs(15);
/// How long a connection may take to show that it still works before it is lent again.
pub const RELEASE_WAIT: Duration = Duration::from_secs(2);
/// How long PostgreSQL lets an append wait for another node's append to the same incident.
pub const LOCK_WAIT: Duration = Duration::from_secs(5);
/// After this long without a word PostgreSQL ends a transaction of a node that was cut off, and what it holds.
pub const SILENCE_MAX: Duration = Duration::from_secs(10);
