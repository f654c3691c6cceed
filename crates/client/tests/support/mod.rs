//! A room in memory, and devices whose network can be cut and whose process can end at any moment.
#![expect(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses a part of it; a test that cannot go on panics"
)]

mod device;
mod server;

pub use device::Device;
pub use server::Server;

use loggist_client::{Effect, Fate, Settled};
use loggist_domain::{
    Code, Directory, IncidentId, IntentId, Kind, PersonId, Profile, Role, Timestamp, Training,
    command::{AppendEntry, Command},
};
use loggist_room::frames::{ClientFrame, Close, ServerFrame};
use std::time::Duration;

pub const PRIYA: u8 = 1;
pub const TOM: u8 = 2;
pub const MAEVE: u8 = 3;
pub const RAVI: u8 = 4;
pub const OLU: u8 = 9;

pub fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

pub fn incident_id() -> IncidentId {
    "0193a1b2-0000-7000-8000-000000000001".parse().unwrap()
}

pub fn start() -> Timestamp {
    "2026-11-22T22:12:00Z".parse().unwrap()
}

pub fn people() -> Directory {
    let everything = Role::ALL.map(|role| Training { role, until: None });
    let names = [
        (PRIYA, "Priya Nair"),
        (TOM, "Tom Okafor"),
        (MAEVE, "Maeve Lindqvist"),
        (RAVI, "Ravi Menon"),
        (OLU, "Olu Outside"),
    ];
    names
        .map(|(n, name)| {
            let profile = Profile {
                id: person(n),
                name: name.into(),
                organisation: "Ministry".into(),
                trainings: if n == OLU {
                    vec![]
                } else {
                    everything.to_vec()
                },
                on_call_until: (n == PRIYA).then(|| Timestamp::from_millis(i64::MAX)),
                disabled: false,
                guest_of: None,
            };
            (person(n), profile)
        })
        .into()
}

pub fn entry(text: &str) -> AppendEntry {
    AppendEntry {
        kind: Kind::Observation,
        text: text.into(),
        why: None,
        set_aside: None,
        said_by: None,
        happened_at: None,
        certainty: None,
        corrects: None,
        answers: None,
        about: None,
        begun_at: None,
    }
}

/// A server, devices, and the network between them.
pub struct World {
    pub server: Server,
    pub devices: Vec<Device>,
    /// Frames to devices that are lost on the way, asked of each: device, frame.
    pub lose: Option<fn(usize, &ServerFrame) -> bool>,
}

impl World {
    /// Declared by Priya, with Tom, Maeve and Ravi in their roles; a device for each of `owners`, away.
    pub fn declared(owners: &[u8]) -> Self {
        let mut world = Self {
            server: Server::opened(),
            devices: vec![],
            lose: None,
        };
        world.server.declare();
        for (at, n) in owners.iter().enumerate() {
            world.devices.push(Device::new(*n, at, world.server.now));
        }
        world
    }

    /// The same with everyone connected.
    pub fn live(owners: &[u8]) -> Self {
        let mut world = Self::declared(owners);
        for at in 0..world.devices.len() {
            world.connect(at);
        }
        world
    }

    pub fn connect(&mut self, at: usize) {
        let now = self.server.now;
        let device = &mut self.devices[at];
        device.conn = Some(self.server.new_conn());
        device.joined = false;
        device.replica.connected(now);
        self.run();
    }

    pub fn cut(&mut self, at: usize) {
        if let Some(conn) = self.devices[at].conn.take() {
            self.server.leave(conn);
        }
        self.devices[at].replica.disconnected();
        self.run();
    }

    /// Does one thing that is to be done; false when there is none. `false` too for a device whose process ended.
    pub fn step(&mut self) -> bool {
        for at in 0..self.devices.len() {
            if let Some(effect) = self.devices[at].next_effect() {
                self.perform(at, effect);
                return true;
            }
        }
        for at in 0..self.devices.len() {
            if self.deliver(at) {
                return true;
            }
        }
        false
    }

    pub fn run(&mut self) {
        let mut steps = 0;
        while self.step() {
            steps += 1;
            assert!(steps < 200_000, "it never comes to rest");
        }
    }

    fn deliver(&mut self, at: usize) -> bool {
        let Some(conn) = self.devices[at].conn else {
            return false;
        };
        let now = self.server.now;
        if let Some(frame) = self.server.next_frame(conn) {
            if !self.lose.is_some_and(|lose| lose(at, &frame)) {
                self.devices[at].replica.receive(frame, now);
            }
            return true;
        }
        if let Some(close) = self.server.closed(conn) {
            self.devices[at].conn = None;
            self.devices[at]
                .replica
                .closed(close.code(), close.reason());
            return true;
        }
        false
    }

    fn perform(&mut self, at: usize, effect: Effect) {
        let now = self.server.now;
        let device = &mut self.devices[at];
        match effect {
            Effect::Store(step) => device.keep(&step),
            Effect::Send(frame) => {
                if let Some(conn) = device.conn {
                    let first = !device.joined;
                    device.joined = true;
                    self.server.hear(conn, device.owner, first, &frame);
                }
            }
            Effect::Fetch { volume, seq, hash } => {
                let bytes = self.server.room.snapshot(volume, seq).expect("a snapshot");
                device.replica.loaded(volume, seq, hash, &bytes, now);
            }
            Effect::Reconnect => {
                if let Some(conn) = device.conn.take() {
                    self.server.leave(conn);
                }
                device.replica.disconnected();
            }
            Effect::End => {
                if let Some(conn) = device.conn.take() {
                    self.server.leave(conn);
                }
            }
            Effect::Tell(event) => device.events.push(event),
        }
    }

    /// Does what a device wants done, up to the last that it wants kept: its person was told that it is.
    pub fn perform_stores(&mut self, at: usize) {
        while self.devices[at].wants_to_keep() {
            if let Some(effect) = self.devices[at].next_effect() {
                self.perform(at, effect);
            }
        }
    }

    /// The node ends and comes back; everyone's connection is lost.
    pub fn server_restart(&mut self) {
        self.server.restart();
        for at in 0..self.devices.len() {
            self.devices[at].conn = None;
            self.devices[at].replica.disconnected();
        }
        self.run();
    }

    pub fn fate(&self, at: usize, intent: IntentId) -> Option<Fate> {
        self.devices[at]
            .settled()
            .filter(|settled: &&Settled| settled.intent == intent)
            .map(|settled| settled.fate.clone())
            .next_back()
    }

    /// Gives a command that must be recorded.
    pub fn command(&mut self, at: usize, command: &Command) {
        let intent = self.devices[at]
            .replica
            .command(&command.clone().into(), self.server.now)
            .unwrap();
        self.run();
        let fate = self.fate(at, intent);
        assert!(matches!(fate, Some(Fate::Recorded { .. })), "{fate:?}");
    }

    pub fn wait(&mut self, time: Duration) {
        self.server.wait(time);
        self.run();
    }

    /// Everyone connected holds what the server holds.
    pub fn assert_equal(&self) {
        let heads = self.server.room.document().get_heads();
        for device in &self.devices {
            assert_eq!(device.replica.recorded().get_heads(), heads);
        }
    }
}

/// A frame's content, for asserting on what was sent.
pub fn submitted(frames: &[ClientFrame]) -> Vec<IntentId> {
    frames
        .iter()
        .filter_map(|frame| match frame {
            ClientFrame::Submit(submit) => Some(submit.intent),
            _ => None,
        })
        .collect()
}

pub fn bye(close: Close) -> ServerFrame {
    close.frame()
}

/// The number of the entry that a recorded intent sealed.
pub fn number(fate: Option<Fate>) -> Option<u64> {
    match fate {
        Some(Fate::Recorded { number, .. }) => number,
        other => panic!("{other:?}"),
    }
}

/// It was refused with this code.
pub fn assert_refused(fate: Option<&Fate>, expected: Code) {
    assert!(
        matches!(fate, Some(Fate::Refused { code, .. }) if *code == expected),
        "{fate:?}"
    );
}
