//! Limits of one change, beside those in [`crate::limits`]. Each has a unit and a reason.

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
