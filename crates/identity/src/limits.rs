//! Limits of accounts and sign-ins. Each has a unit and a reason.

use crate::Pace;
use std::time::Duration;

/// Characters of a password, at least (NIST SP 800-63B-4: 15 when it is the only factor).
pub const PASSWORD_CHARS_MIN: usize = 15;
/// Characters of a password, at most: room for any phrase, and hashing stays cheap.
pub const PASSWORD_CHARS_MAX: usize = 256;
/// Characters of a password that are left when the person's own names are taken out of it.
pub const PASSWORD_OWN_CHARS_MIN: usize = 8;
/// Different characters in a password, at least.
pub const PASSWORD_DIFFERENT_CHARS_MIN: usize = 5;
/// KiB of memory of one password hash (OWASP: Argon2id, 19 MiB, 2 passes, 1 lane).
pub const ARGON2_MEMORY_KIB: u32 = 19 * 1024;
/// Passes of one password hash (OWASP).
pub const ARGON2_PASSES: u32 = 2;
/// Lanes of one password hash (OWASP).
pub const ARGON2_LANES: u32 = 1;
/// Passwords hashed at once on this node: more would only take memory and each other's time.
pub const HASHES_AT_ONCE: usize = 2;

/// Bytes of an email address (RFC 5321).
pub const EMAIL_BYTES_MAX: usize = 254;

/// An access token is good for this long.
pub const ACCESS_FOR: Duration = Duration::from_mins(10);
/// A browser's session ends after this long, however often it was refreshed: a shift and the night after it.
pub const SESSION_FOR: Duration = Duration::from_hours(24);
/// A bearer token for a program is good for this long.
pub const BEARER_FOR: Duration = Duration::from_hours(90 * 24);
/// A bearer token of the demonstration is good for this long.
pub const DEMO_FOR: Duration = Duration::from_hours(12);
/// Clocks of two nodes may differ by this much.
pub const CLOCK_SKEW: Duration = Duration::from_secs(10);
/// The same refresh token gets the same answer for this long. Two tabs may use one at the same moment, and a phone asks
/// again when the answer was lost with the network. A thief gains nothing: whoever uses the token that came of it
/// second ends the session.
pub const REFRESH_REPEAT_FOR: Duration = Duration::from_secs(30);
/// Rotations remembered for that.
pub const REFRESH_REPEATS_MAX: usize = 10_000;

/// A ticket is good for this long.
pub const TICKET_FOR: Duration = Duration::from_secs(30);
/// Tickets open at once; past it the oldest are forgotten.
pub const TICKETS_MAX: usize = 10_000;

/// Sign-ins to one account from one address: five at once, then one in ten seconds.
pub const ATTEMPTS_ACCOUNT_ADDRESS: Pace = Pace {
    every: Duration::from_secs(10),
    burst: 5,
};
/// Sign-ins to one account from anywhere. Looser, or a stranger could keep its owner out.
pub const ATTEMPTS_ACCOUNT: Pace = Pace {
    every: Duration::from_secs(2),
    burst: 60,
};
/// Sign-ins to any account from one address: an office may share one.
pub const ATTEMPTS_ADDRESS: Pace = Pace {
    every: Duration::from_secs(1),
    burst: 60,
};
/// Accounts and addresses whose attempts are counted at once.
pub const ATTEMPTS_KEPT_MAX: usize = 30_000;
