//! Times as people type them.

use jiff::{Span, Zoned, civil::Time, tz::TimeZone};
use loggist_domain::Timestamp;
use std::time::Duration;

/// Which of the days a time of day is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// The next time that the clock shows it.
    Next,
    /// The last time that it did.
    Last,
}

/// A time as RFC 3339, as `+30m` from now, or as `02:40` in a zone; `None` for anything else.
pub fn read(text: &str, day: Day, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    if let Ok(time) = text.parse() {
        return Some(time);
    }
    if let Some(length) = text.strip_prefix('+') {
        return Some(now.plus(duration(length)?));
    }
    let time = Time::strptime("%H:%M", text).ok()?;
    let here = jiff::Timestamp::from_millisecond(now.millis()).ok()?;
    let here = here.to_zoned(zone.clone());
    let today = on(&here, time)?;
    let moved = match day {
        Day::Next if today <= here => here.checked_add(Span::new().days(1)).ok()?,
        Day::Last if today > here => here.checked_sub(Span::new().days(1)).ok()?,
        _ => here,
    };
    let at = on(&moved, time)?;
    Some(Timestamp::from_millis(at.timestamp().as_millisecond()))
}

fn on(day: &Zoned, time: Time) -> Option<Zoned> {
    day.date()
        .to_datetime(time)
        .to_zoned(day.time_zone().clone())
        .ok()
}

/// `30m`, `2h`, `1h30m`, `1d`.
fn duration(text: &str) -> Option<Duration> {
    let mut seconds: u64 = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let count: u64 = rest[..end].parse().ok()?;
        let unit = rest[end..].chars().next()?;
        let each = match unit {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => return None,
        };
        seconds = seconds.checked_add(count.checked_mul(each)?)?;
        rest = &rest[end + unit.len_utf8()..];
    }
    (!text.is_empty()).then(|| Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn london(text: &str, day: Day) -> Option<String> {
        let now = "2026-11-23T02:31:00Z".parse().unwrap();
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        read(text, day, now, &zone).map(|time| time.to_string())
    }

    #[test]
    fn a_time_is_absolute_or_from_now_or_of_the_clock() {
        let ahead = |text| london(text, Day::Next);
        let at = |text: &str| Some(text.to_owned());
        assert_eq!(
            ahead("2026-11-25T22:12:00Z"),
            at("2026-11-25T22:12:00.000Z")
        );
        assert_eq!(ahead("+30m"), at("2026-11-23T03:01:00.000Z"));
        assert_eq!(ahead("+1h30m"), at("2026-11-23T04:01:00.000Z"));
        assert_eq!(ahead("+1d"), at("2026-11-24T02:31:00.000Z"));
        // The clock shows 03:31 there.
        assert_eq!(ahead("03:40"), at("2026-11-23T02:40:00.000Z"));
        assert_eq!(ahead("02:40"), at("2026-11-24T01:40:00.000Z"));
        assert_eq!(london("02:40", Day::Last), at("2026-11-23T01:40:00.000Z"));
        assert_eq!(london("23:40", Day::Last), at("2026-11-22T22:40:00.000Z"));
        for wrong in [
            "",
            "+",
            "+30",
            "+30x",
            "soon",
            "25:00",
            "2:40 pm",
            "+9999999999999999d",
        ] {
            assert_eq!(ahead(wrong), None, "{wrong}");
        }
    }
}
