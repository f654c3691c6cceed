//! A moment, in whole milliseconds.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, time::Duration};

/// A moment in milliseconds since 1970, UTC. Written as RFC 3339 with three decimals and `Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// The text is not an RFC 3339 time between the years 0 and 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an RFC 3339 time")]
pub struct ParseTimestampError;

/// 0000-01-01 and 9999-12-30, the bounds of what RFC 3339 can write and the calendar library can hold.
const BOUNDS_MS: std::ops::RangeInclusive<i64> = -62_167_219_200_000..=253_402_207_200_000;

impl Timestamp {
    /// The moment that many milliseconds after 1970-01-01T00:00Z, kept within the years 0 to 9999.
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(*BOUNDS_MS.start(), *BOUNDS_MS.end()))
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// The moment `by` later.
    #[must_use]
    pub fn plus(self, by: Duration) -> Self {
        Self::from_millis(
            self.0
                .saturating_add(i64::try_from(by.as_millis()).unwrap_or(i64::MAX)),
        )
    }

    /// How long after `earlier` this is; zero when it is not after it.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The year, in UTC.
    pub fn year(self) -> i16 {
        self.calendar().to_zoned(jiff::tz::TimeZone::UTC).year()
    }

    /// For a sentence: `02:40 UTC on 23 November 2026`.
    pub fn in_words(self) -> String {
        self.calendar()
            .strftime("%H:%M UTC on %-d %B %Y")
            .to_string()
    }

    fn calendar(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.calendar())
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let time: jiff::Timestamp = text.parse().map_err(|_| ParseTimestampError)?;
        let millis = time.as_millisecond();
        if BOUNDS_MS.contains(&millis) {
            Ok(Self(millis))
        } else {
            Err(ParseTimestampError)
        }
    }
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_with_three_decimals() {
        let time: Timestamp = "2026-11-23T02:28:05Z".parse().unwrap();
        assert_eq!(time.to_string(), "2026-11-23T02:28:05.000Z");
        assert_eq!(time.to_string().parse(), Ok(time));
        assert_eq!(time.year(), 2026);
        assert_eq!("yesterday".parse::<Timestamp>(), Err(ParseTimestampError));
    }

    #[test]
    fn arithmetic_never_leaves_the_calendar() {
        let end = Timestamp::from_millis(i64::MAX).plus(Duration::from_secs(u64::MAX));
        assert_eq!(end.to_string().parse(), Ok(end));
        let start = Timestamp::from_millis(i64::MIN);
        assert_eq!(start.since(end), Duration::ZERO);
    }
}
