//! What was measured.

use anyhow::Context as _;
use serde::Serialize;
use std::time::Duration;

/// One line of results. What does not apply is absent.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figures {
    /// The scenario, with `.warm` or `.restarted` where it matters.
    pub name: String,
    /// Readers, or people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readers: Option<usize>,
    /// Entries that were written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<u64>,
    /// Deliveries that had to be made, or answers that had to hold.
    pub expected: u64,
    /// Those that were.
    pub made: u64,
    /// Milliseconds from submit to a reader's receipt of the record.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub latency: Option<Percentiles>,
    /// Milliseconds until the last byte was here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_byte_ms: Option<f64>,
    /// Milliseconds until it was applied too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applied_ms: Option<f64>,
    /// Bytes of the saved document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<usize>,
    /// Processor time of the server for one delivery, in microseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpu_us_per_delivery: Option<f64>,
    /// Processor time of the server for one entry, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpu_ms_per_entry: Option<f64>,
    /// Resident memory of the server afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory_mib: Option<f64>,
    /// All replicas hold the same in the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equal: Option<bool>,
    /// Whole milliseconds from the last submit until they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equal_after_ms: Option<u64>,
    /// Kills after which something was missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kills_with_loss: Option<u64>,
}

/// Milliseconds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Percentiles {
    /// Half are below.
    #[serde(rename = "p50_ms")]
    pub p50: f64,
    /// 95 of a hundred are below.
    #[serde(rename = "p95_ms")]
    pub p95: f64,
    /// 99 of a hundred are below.
    #[serde(rename = "p99_ms")]
    pub p99: f64,
    /// The longest.
    #[serde(rename = "max_ms")]
    pub max: f64,
}

impl Percentiles {
    /// Of these times; `None` of none.
    pub fn of(mut times: Vec<Duration>) -> Option<Self> {
        times.sort_unstable();
        let last = times.len().checked_sub(1)?;
        let at = |per_mille: usize| millis(times[last * per_mille / 1000]);
        Some(Self {
            p50: at(500),
            p95: at(950),
            p99: at(990),
            max: at(1000),
        })
    }
}

/// Milliseconds to a hundredth.
pub fn millis(time: Duration) -> f64 {
    hundredths(time.as_secs_f64() * 1e3)
}

/// To a hundredth.
pub fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// A count as a fraction's part.
#[expect(clippy::cast_precision_loss, reason = "no count comes near 2^53")]
pub fn count(number: u64) -> f64 {
    number as f64
}

impl Figures {
    /// Whether something is missing that had to be there.
    pub fn is_wanting(&self) -> bool {
        self.made < self.expected || self.equal == Some(false)
    }

    /// Prints it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn print(&self) -> anyhow::Result<()> {
        println!(
            "{}",
            serde_json::to_string(self).context("Could not write JSON")?
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_sorted_times() {
        let times = (0..=1000).rev().map(Duration::from_millis).collect();
        let found = Percentiles::of(times).unwrap();
        let found = serde_json::to_value(found).unwrap();
        let expected = serde_json::json!({"p50_ms": 500.0, "p95_ms": 950.0, "p99_ms": 990.0, "max_ms": 1000.0});
        assert_eq!(found, expected);
        assert!(Percentiles::of(vec![]).is_none());
    }
}
