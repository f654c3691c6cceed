//! A steady allowance with a burst.

use loggist_domain::Timestamp;
use std::time::Duration;

/// So many at once, then one each so often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// One more is allowed after this long; at least a millisecond.
    pub every: Duration,
    /// So many at once.
    pub burst: u32,
}

/// What one user of a [`Pace`] has used: when all of it will be there again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used(Timestamp);

impl Used {
    /// Nothing used yet.
    pub fn nothing(now: Timestamp) -> Self {
        Self(now)
    }

    /// Whether it makes no difference any more.
    pub fn is_over(self, now: Timestamp) -> bool {
        self.0 <= now
    }

    /// When all of it will be there again.
    pub fn over_at(self) -> Timestamp {
        self.0
    }
}

impl Pace {
    /// Takes one, or says how long to wait for it.
    ///
    /// # Errors
    /// The time to wait.
    pub fn take(self, used: &mut Used, now: Timestamp) -> Result<(), Duration> {
        let over_at = self.over_at(*used, now);
        let wait = over_at
            .since(now)
            .saturating_sub(self.every * (self.burst - 1));
        if wait.is_zero() {
            *used = Used(over_at.plus(self.every));
            Ok(())
        } else {
            Err(wait)
        }
    }

    /// Never further off than a whole burst, so that a clock set back does not shut anybody out.
    fn over_at(self, used: Used, now: Timestamp) -> Timestamp {
        used.0.max(now).min(now.plus(self.every * self.burst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace {
        every: Duration::from_secs(10),
        burst: 3,
    };

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000 + seconds * 1000)
    }

    #[test]
    fn a_burst_then_one_each_so_often() {
        let mut used = Used::nothing(at(0));
        for _ in 0..3 {
            assert_eq!(PACE.take(&mut used, at(0)), Ok(()));
        }
        assert_eq!(PACE.take(&mut used, at(0)), Err(Duration::from_secs(10)));
        assert_eq!(PACE.take(&mut used, at(4)), Err(Duration::from_secs(6)));
        assert_eq!(PACE.take(&mut used, at(10)), Ok(()));
        assert!(PACE.take(&mut used, at(10)).is_err());
        assert!(used.is_over(at(40)) && !used.is_over(at(39)));
    }

    #[test]
    fn a_clock_set_back_shuts_nobody_out() {
        let mut used = Used::nothing(at(3600));
        assert_eq!(PACE.take(&mut used, at(0)), Err(Duration::from_secs(10)));
    }
}
