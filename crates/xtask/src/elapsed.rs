//! How long it took, as a person reads it.

use std::fmt;
use std::time::{Duration, Instant};

/// A stopwatch that prints what it shows: `8.4 s`, `2 min 05 s`.
#[derive(Clone, Copy)]
pub struct Elapsed {
    since: Instant,
}

impl Elapsed {
    /// A stopwatch started now.
    pub fn start() -> Elapsed {
        Elapsed {
            since: Instant::now(),
        }
    }
}

impl fmt::Display for Elapsed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&worded(self.since.elapsed()))
    }
}

fn worded(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{seconds}.{} s", time.subsec_millis() / 100)
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_have_a_tenth_and_minutes_have_two_digits() {
        assert_eq!(worded(Duration::from_millis(8_449)), "8.4 s");
        assert_eq!(worded(Duration::from_secs(125)), "2 min 05 s");
    }
}
