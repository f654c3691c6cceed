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
/// A challenge that the manager has not answered for this long lets a trained manager take command.
pub const CHALLENGE_ANSWERED_WITHIN: Duration = Duration::from_mins(5);
/// Characters of a reason, a report or a part of a hand-over packet: some paragraphs, not a document.
pub const PARAGRAPH_CHARS_MAX: usize = 4_000;
/// What is out of line is sealed when it has lasted this long (TEAM-01, DEP-07): a team needs minutes to form.
pub const STANDING_SEALED_AFTER: Duration = Duration::from_mins(5);
/// People who report to one manager at most, by the plan (CMD-06).
pub const DIRECT_REPORTS_MAX: usize = 7;
/// Someone who has left may hand in what they had written for this long.
pub const SURRENDER_WITHIN: Duration = Duration::from_hours(7 * 24);
/// Items that are handed in at once: an outbox of one night.
pub const SURRENDER_ITEMS_MAX: usize = 200;
/// Rooms that one is linked with, those whose link has ended included.
pub const LINKS_MAX: usize = 50;
/// Invitations of one incident that are open at once.
pub const INVITATIONS_OPEN_MAX: usize = 50;
/// Minutes that an invitation is good for, at most: a day.
pub const INVITATION_MINUTES_MAX: u32 = 24 * 60;
/// People who may take up one invitation, at most.
pub const INVITATION_PEOPLE_MAX: u32 = 50;
/// Bytes of one attachment: a picture, a letter, an excerpt of a log.
pub const ATTACHMENT_BYTES_MAX: i64 = 25 * 1024 * 1024;
/// Minutes between two calls: a week.
pub const MINUTES_MAX: i64 = 7 * 24 * 60;
