//! Limits of an incident's content. Each has a unit and a reason.

use std::time::Duration;

/// Bytes of one scalar text `[A7]`: a field is a line, not a document.
pub const SCALAR_BYTES_MAX: usize = 32 * 1024;
/// Characters of one collaborative text: a longer paste becomes an attachment.
pub const TEXT_CHARS_MAX: usize = 20_000;
/// Characters of a name, title, role, domain or other single line.
pub const LINE_CHARS_MAX: usize = 300;
/// People in one incident, those who left included.
pub const MEMBERS_MAX: usize = 200;
/// An entry received this long after it was written is marked late.
pub const LATE_AFTER: Duration = Duration::from_mins(2);
/// The secretariat may clear away another person's draft that nobody touched for this long.
pub const DRAFT_UNTOUCHED: Duration = Duration::from_mins(10);
/// How long a command stays good after the person gave it, in server time.
pub const COMMAND_GOOD_FOR: Duration = Duration::from_secs(30);
