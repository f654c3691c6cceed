//! What other servers measured, in the same scenarios by one harness: entries of about eight fields with 200 characters of
//! collaborative text, servers as a user would install them, on a machine of two cores, all on loopback. None of them
//! authorises operations, and none stores before it acknowledges.

use super::figures::Figures;
use anyhow::Context as _;
use serde::Serialize;

/// Another server.
#[derive(Debug)]
pub struct Peer {
    name: &'static str,
    title: &'static str,
    /// Readers; p50, p95, p99.
    readers: [(usize, [f64; 3]); 3],
    /// Microseconds a delivery, at 200 readers.
    delivery_us: f64,
    /// p50, p95, p99.
    team: [f64; 3],
    /// Milliseconds of processor time a change.
    change_ms: f64,
    /// Last byte and applied, warm and after a restart.
    join: [[f64; 2]; 2],
    /// Acknowledged, and missing of these.
    crash: [u64; 2],
}

const PEERS: [Peer; 5] = [
    Peer {
        name: "automerge-repo-sync-server",
        title: "automerge-repo-sync-server 0.2.8",
        readers: [
            (10, [41.0, 94.0, 99.0]),
            (50, [68.0, 85.0, 88.0]),
            (200, [54.0, 116.0, 139.0]),
        ],
        delivery_us: 448.0,
        team: [7965.0, 37_708.0, 40_985.0],
        change_ms: 31.0,
        join: [[812.0, 2196.0], [10_971.0, 12_280.0]],
        crash: [1054, 22],
    },
    Peer {
        name: "automerge-repo",
        title: "automerge-repo 2.5.6 websocket server on NodeFS",
        readers: [
            (10, [58.0, 102.0, 114.0]),
            (50, [56.0, 114.0, 123.0]),
            (200, [175.0, 322.0, 377.0]),
        ],
        delivery_us: 570.0,
        team: [4490.0, 24_174.0, 33_106.0],
        change_ms: 34.0,
        join: [[183.0, 1419.0], [4725.0, 5796.0]],
        crash: [1181, 22],
    },
    Peer {
        name: "samod",
        title: "samod 0.16 (Rust) on files",
        readers: [
            (10, [4.0, 6.0, 7.0]),
            (50, [8.0, 11.0, 11.0]),
            (200, [2600.0, 9164.0, 9848.0]),
        ],
        delivery_us: 1210.0,
        team: [26_131.0, 66_215.0, 70_287.0],
        change_ms: 39.0,
        join: [[116.0, 1355.0], [2272.0, 3454.0]],
        crash: [1367, 2],
    },
    Peer {
        name: "hocuspocus",
        title: "Hocuspocus 4.7 with SQLite (Yjs)",
        readers: [
            (10, [1.6, 4.4, 6.7]),
            (50, [2.1, 3.5, 5.6]),
            (200, [4.3, 6.9, 9.9]),
        ],
        delivery_us: 22.0,
        team: [1.8, 3.2, 4.6],
        change_ms: 1.2,
        join: [[88.0, 144.0], [573.0, 687.0]],
        crash: [1179, 1179],
    },
    Peer {
        name: "y-sweet",
        title: "y-sweet (Rust, Yjs)",
        readers: [
            (10, [0.8, 2.2, 2.8]),
            (50, [1.5, 2.3, 2.6]),
            (200, [2.9, 4.7, 6.2]),
        ],
        delivery_us: 18.0,
        team: [829.0, 16_900.0, 18_647.0],
        change_ms: 14.0,
        join: [[20.0, 86.0], [199.0, 263.0]],
        crash: [1372, 1372],
    },
];

/// The peer of this name.
pub fn parse(name: &str) -> Result<&'static Peer, String> {
    PEERS.iter().find(|peer| peer.name == name).ok_or_else(|| {
        let names: Vec<&str> = PEERS.iter().map(|peer| peer.name).collect();
        format!("a peer is one of: {}", names.join(", "))
    })
}

/// A peer's figures beside ours.
#[derive(Debug, Default, Serialize)]
struct Line {
    name: String,
    peer: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    readers: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p50_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p95_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p99_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cpu_us_per_delivery: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cpu_ms_per_entry: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_byte_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    applied_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    made: Option<u64>,
}

impl Peer {
    /// Prints what it measured where ours says this; nothing where it was not measured.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn print(&self, ours: &Figures) -> anyhow::Result<()> {
        let Some(line) = self.line(ours) else {
            return Ok(());
        };
        println!(
            "{}",
            serde_json::to_string(&line).context("Could not write JSON")?
        );
        Ok(())
    }

    fn line(&self, ours: &Figures) -> Option<Line> {
        let line = Line {
            name: ours.name.clone(),
            peer: self.title,
            readers: ours.readers,
            ..Line::default()
        };
        let times = |line: Line, [p50, p95, p99]: [f64; 3]| Line {
            p50_ms: Some(p50),
            p95_ms: Some(p95),
            p99_ms: Some(p99),
            ..line
        };
        let joined = |line: Line, [last_byte, applied]: [f64; 2]| Line {
            last_byte_ms: Some(last_byte),
            applied_ms: Some(applied),
            ..line
        };
        Some(match ours.name.as_str() {
            "readers" => {
                let (readers, measured) = self
                    .readers
                    .iter()
                    .find(|(n, _)| Some(*n) == ours.readers)?;
                Line {
                    cpu_us_per_delivery: (*readers == 200).then_some(self.delivery_us),
                    ..times(line, *measured)
                }
            }
            "team" => Line {
                cpu_ms_per_entry: Some(self.change_ms),
                ..times(line, self.team)
            },
            "join.warm" => joined(line, self.join[0]),
            "join.restarted" => joined(line, self.join[1]),
            "crash" => Line {
                readers: None,
                expected: Some(self.crash[0]),
                made: Some(self.crash[0] - self.crash[1]),
                ..line
            },
            _ => return None,
        })
    }
}
