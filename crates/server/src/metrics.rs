//! What is measured: counts and times, nothing of any content.

use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::{sync::OnceLock, time::Duration};

use crate::process;

const ROOMS: &str = "loggist_rooms";
const CONNECTIONS: &str = "loggist_connections";
const RECORDS: &str = "loggist_records_total";
const APPEND: &str = "loggist_append_seconds";
const APPEND_FAILED: &str = "loggist_append_failures_total";
const REFUSED: &str = "loggist_refused_total";
const DELIVERIES: &str = "loggist_broadcast_deliveries_total";
const DROPPED: &str = "loggist_dropped_readers_total";
const REBUILT: &str = "loggist_rooms_rebuilt_total";
const CPU: &str = "process_cpu_seconds_total";
const MEMORY: &str = "process_resident_memory_bytes";

/// Seconds, from a fast local disk to one that is in trouble.
const APPEND_BUCKETS: &[f64] = &[
    0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0,
];

/// The process's measurements. There is one set a process, whatever number of servers a test starts in it.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// Begins to measure.
    pub fn begin() -> Self {
        static ONCE: OnceLock<PrometheusHandle> = OnceLock::new();
        let handle = ONCE.get_or_init(|| {
            let recorder = PrometheusBuilder::new()
                .set_buckets_for_metric(Matcher::Full(APPEND.into()), APPEND_BUCKETS)
                .expect("there are buckets")
                .build_recorder();
            let handle = recorder.handle();
            // Somebody else's recorder may be there, in a program that embeds a server: then it gets the numbers.
            let _ = metrics::set_global_recorder(recorder);
            describe();
            handle
        });
        Self(handle.clone())
    }

    /// The measurements in Prometheus's text form.
    pub fn text(&self) -> String {
        let used = process::used();
        gauge!(MEMORY).set(count(used.resident_bytes));
        self.0.run_upkeep();
        // A counter of this library takes whole numbers; seconds of processor time have a fraction.
        format!(
            "{}# HELP {CPU} Processor time of this process.\n# TYPE {CPU} counter\n{CPU} {}\n",
            self.0.render(),
            used.cpu_seconds
        )
    }
}

fn describe() {
    describe_gauge!(ROOMS, "Live rooms");
    describe_gauge!(CONNECTIONS, "Open sockets");
    describe_counter!(RECORDS, "Records stored");
    describe_histogram!(APPEND, "Seconds to store a batch, with fsync");
    describe_counter!(APPEND_FAILED, "Batches not stored, by reason");
    describe_counter!(REFUSED, "Refused intents, by code");
    describe_counter!(DELIVERIES, "Frames handed to readers by broadcasts");
    describe_counter!(DROPPED, "Readers dropped because they read too slowly");
    describe_counter!(REBUILT, "Rooms rebuilt from the ledger after a panic");
    describe_gauge!(MEMORY, "Resident memory of this process");
    // All of them are there from the start, so that a query never finds nothing.
    gauge!(ROOMS).set(0.0);
    gauge!(CONNECTIONS).set(0.0);
    for name in [RECORDS, DELIVERIES, DROPPED, REBUILT] {
        counter!(name).absolute(0);
    }
}

/// A count as the library takes it; exact up to 2^53.
#[expect(clippy::cast_precision_loss, reason = "no count comes near 2^53")]
fn count(number: u64) -> f64 {
    number as f64
}

/// A live room, counted while this is held.
pub struct LiveRoom(());

impl LiveRoom {
    /// One more.
    pub fn new() -> Self {
        gauge!(ROOMS).increment(1.0);
        Self(())
    }
}

impl Drop for LiveRoom {
    fn drop(&mut self) {
        gauge!(ROOMS).decrement(1.0);
    }
}

/// An open socket, counted while this is held.
pub struct OpenSocket(());

impl OpenSocket {
    /// One more.
    pub fn new() -> Self {
        gauge!(CONNECTIONS).increment(1.0);
        Self(())
    }
}

impl Drop for OpenSocket {
    fn drop(&mut self) {
        gauge!(CONNECTIONS).decrement(1.0);
    }
}

/// A batch was stored.
pub fn appended(records: usize, refused: impl Iterator<Item = String>, took: Duration) {
    counter!(RECORDS).increment(records as u64);
    histogram!(APPEND).record(took);
    for code in refused {
        counter!(REFUSED, "code" => code).increment(1);
    }
}

/// A batch was not stored.
pub fn append_failed(reason: &'static str) {
    counter!(APPEND_FAILED, "reason" => reason).increment(1);
}

/// A broadcast was handed to so many readers.
pub fn delivered(readers: usize) {
    counter!(DELIVERIES).increment(readers as u64);
}

/// A reader was dropped.
pub fn dropped() {
    counter!(DROPPED).increment(1);
}

/// A room was rebuilt.
pub fn rebuilt() {
    counter!(REBUILT).increment(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_has_every_measurement_from_the_start() {
        let text = Metrics::begin().text();
        for name in [
            ROOMS,
            CONNECTIONS,
            RECORDS,
            DELIVERIES,
            DROPPED,
            REBUILT,
            CPU,
            MEMORY,
        ] {
            assert!(
                text.lines().any(|line| line.starts_with(name)),
                "{name} in {text}"
            );
        }
        appended(
            3,
            ["invalid".to_owned()].into_iter(),
            Duration::from_millis(3),
        );
        let text = Metrics::begin().text();
        assert!(
            text.contains("loggist_refused_total{code=\"invalid\"} 1"),
            "{text}"
        );
        assert!(
            text.contains("loggist_append_seconds_bucket{le=\"0.005\"} 1"),
            "{text}"
        );
    }
}
