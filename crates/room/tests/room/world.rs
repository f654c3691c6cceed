//! A room with a ledger in memory, and people who write in it.

use automerge::{Automerge, ROOT, ReadDoc, Value};
use loggist_domain::{
    Directory, Entry, IncidentId, IntentId, ObjectId, PersonId, Profile, ReplicaId, Role,
    SessionId, Timestamp, Training, command::Open,
};
use loggist_evidence::Record;
use loggist_room::{
    AppendFailure, ConnId, Identity, Indexed, Input, Loaded, Opening, Output, Room, Saved,
    frames::{
        ClientFrame, Close, Hello, Outcome, Receipt, ServerFrame, Submit, SubmitKind, decode,
    },
    open,
};
use serde_bytes::ByteBuf;
use std::{collections::BTreeMap, time::Duration};

pub const PRIYA: u8 = 1;
pub const TOM: u8 = 2;
pub const MAEVE: u8 = 3;
pub const RAVI: u8 = 4;
pub const OUTSIDER: u8 = 9;

pub fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

pub fn identity(n: u8) -> Identity {
    Identity {
        person: person(n),
        session: SessionId::from_bytes([n + 100; 16]),
    }
}

pub fn people() -> Directory {
    let everything = Role::ALL.map(|role| Training { role, until: None });
    [
        (PRIYA, "Priya Nair"),
        (TOM, "Tom Okafor"),
        (MAEVE, "Maeve Lindqvist"),
        (RAVI, "Ravi Menon"),
        (OUTSIDER, "Olu Outside"),
    ]
    .map(|(n, name)| {
        let profile = Profile {
            id: person(n),
            name: name.into(),
            organisation: "Ministry".into(),
            trainings: if n == OUTSIDER {
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

/// How the store answers the next append.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Stored,
    /// Stored, but the answer is lost.
    StoredUnknown,
    /// Not stored, and the answer is lost.
    LostUnknown,
    Away,
    Revoked(u8),
}

pub struct World {
    pub room: Room,
    pub ledger: Vec<Record>,
    pub saved: Option<Saved>,
    pub now: Timestamp,
    pub frames: BTreeMap<ConnId, Vec<ServerFrame>>,
    pub closed: BTreeMap<ConnId, Close>,
    pub answers: Vec<Receipt>,
    pub appended: usize,
    pub refused: Vec<loggist_domain::Refused>,
    pub fates: Vec<Fate>,
    /// Appends wait here until `settle`, when set.
    pub hold: bool,
    pub held: Vec<loggist_room::Batch>,
    pub stopped: bool,
    pub wake_at: Option<Timestamp>,
    intents: u32,
    conns: u64,
}

pub fn incident_id() -> IncidentId {
    "0193a1b2-0000-7000-8000-000000000001".parse().unwrap()
}

fn start() -> Timestamp {
    "2026-11-22T22:12:00Z".parse().unwrap()
}

pub fn load(
    ledger: &[Record],
    saved: Option<&Saved>,
    refused: &[loggist_domain::Refused],
    now: Timestamp,
) -> Result<Room, loggist_room::LoadError> {
    let after = saved.map_or(0, |saved| saved.seq);
    let person = |p: Option<[u8; 16]>| p.map(PersonId::from_bytes);
    Room::load(&Loaded {
        incident: incident_id(),
        snapshot: saved.cloned(),
        index: ledger
            .iter()
            .map(|r| Indexed {
                seq: r.seq,
                hash: r.hash(),
                person: person(r.person),
                intent: r.intent.map(IntentId::from_bytes),
                received_at: r.received_at.parse().unwrap(),
                number: r.number,
                created: r
                    .created
                    .iter()
                    .copied()
                    .map(ObjectId::from_bytes)
                    .collect(),
            })
            .collect(),
        actors: ledger
            .iter()
            .flat_map(|r| {
                r.actors
                    .iter()
                    .map(move |(a, server)| (*a, if *server { None } else { person(r.person) }))
            })
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .collect(),
        refused: refused.to_vec(),
        records: ledger.iter().filter(|r| r.seq > after).cloned().collect(),
        people: people(),
        seed: [after.to_le_bytes()[0].wrapping_add(9); 32],
        now,
    })
}

impl World {
    /// Opened by Ravi.
    pub fn opened() -> Self {
        let title = Open {
            title: "Court lists".into(),
            summary: None,
            security: true,
            personal_data: true,
        };
        let batch = open(
            &title,
            Opening {
                incident: incident_id(),
                reference: "INC-2026-0001".into(),
                by: identity(RAVI),
                profile: &people()[&person(RAVI)],
                intent: IntentId::from_bytes([200; 16]),
                written_at: start(),
                now: start(),
                seed: [1; 32],
            },
        )
        .unwrap();
        let ledger = batch.records;
        Self {
            room: load(&ledger, None, &[], start()).unwrap(),
            ledger,
            saved: None,
            now: start(),
            frames: BTreeMap::new(),
            closed: BTreeMap::new(),
            answers: vec![],
            appended: 0,
            refused: vec![],
            fates: vec![],
            hold: false,
            held: vec![],
            stopped: false,
            wake_at: None,
            intents: 0,
            conns: 0,
        }
    }

    /// Declared by Priya, with Tom, Maeve and Ravi in their roles.
    pub fn declared() -> Self {
        let mut world = Self::opened();
        let priya = world.join(PRIYA);
        for (name, fields) in [
            (
                "declare",
                serde_json::json!({"severity": 1, "category": "data_disclosure"}),
            ),
            (
                "add_member",
                serde_json::json!({"person": person(TOM), "roles": ["deputy"]}),
            ),
            (
                "add_member",
                serde_json::json!({"person": person(MAEVE), "roles": ["secretariat"]}),
            ),
            (
                "set_roles",
                serde_json::json!({"person": person(RAVI), "roles": ["sme"]}),
            ),
        ] {
            let receipt = world.command(priya, name, fields);
            assert!(
                matches!(receipt, Outcome::Recorded { .. }),
                "{name}: {receipt:?}"
            );
        }
        world.input(Input::Left(priya));
        world
    }

    pub fn input(&mut self, input: Input) {
        let mut inputs = vec![input];
        while let Some(input) = inputs.pop() {
            let outputs = self.room.handle(input, self.now);
            for output in outputs {
                self.output(output, &mut inputs);
            }
        }
    }

    fn output(&mut self, output: Output, inputs: &mut Vec<Input>) {
        match output {
            Output::Append(batch) if self.hold => self.held.push(*batch),
            Output::Append(batch) => inputs.insert(0, self.store(*batch)),
            Output::Read { after } => {
                let records = self
                    .ledger
                    .iter()
                    .filter(|r| r.seq > after)
                    .cloned()
                    .collect();
                inputs.insert(0, Input::Ledger(records));
            }
            Output::Send { conn, frame } => self
                .frames
                .entry(conn)
                .or_default()
                .push(decode(&frame).unwrap()),
            Output::Broadcast { conns, frame } => {
                let frame: ServerFrame = decode(&frame).unwrap();
                for conn in conns {
                    self.frames.entry(conn).or_default().push(frame.clone());
                }
            }
            Output::Answer { receipt, .. } => self.answers.push(receipt),
            Output::Hangup { .. } => {}
            Output::Close { conn, close } => {
                self.closed.insert(conn, close);
            }
            Output::Save {
                volume,
                seq,
                document,
            } => {
                let bytes = document.save();
                self.saved = Some(Saved {
                    volume,
                    seq,
                    bytes: bytes.clone(),
                });
                inputs.insert(
                    0,
                    Input::Saved {
                        seq,
                        bytes: bytes.into(),
                    },
                );
            }
            Output::WakeAt(at) => self.wake_at = Some(at),
            Output::Stopped => self.stopped = true,
        }
    }

    fn store(&mut self, batch: loggist_room::Batch) -> Input {
        let fate = if self.fates.is_empty() {
            Fate::Stored
        } else {
            self.fates.remove(0)
        };
        let fits = batch
            .records
            .first()
            .is_none_or(|r| r.seq == self.ledger.len() as u64 + 1);
        match fate {
            Fate::Away => Input::AppendFailed(AppendFailure::Away),
            Fate::Revoked(n) => {
                Input::AppendFailed(AppendFailure::Revoked(vec![identity(n).session]))
            }
            Fate::LostUnknown => Input::AppendFailed(AppendFailure::Unknown),
            _ if !fits => Input::AppendFailed(AppendFailure::Conflict),
            fate => {
                self.appended += batch.records.len();
                self.ledger.extend(batch.records);
                self.refused.extend(batch.refused);
                if fate == Fate::StoredUnknown {
                    Input::AppendFailed(AppendFailure::Unknown)
                } else {
                    Input::Appended
                }
            }
        }
    }

    /// Lets the held append happen.
    pub fn release(&mut self) {
        self.hold = false;
        for batch in std::mem::take(&mut self.held) {
            let answer = self.store(batch);
            self.input(answer);
        }
    }

    pub fn tick(&mut self, after: Duration) {
        self.now = self.now.plus(after);
        self.input(Input::Tick);
    }

    pub fn next_intent(&mut self) -> IntentId {
        self.intents += 1;
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&self.intents.to_be_bytes());
        bytes[15] = 1;
        IntentId::from_bytes(bytes)
    }

    pub fn join_at(&mut self, n: u8, seq: u64, hash: &[u8]) -> ConnId {
        self.conns += 1;
        let conn = ConnId(self.conns);
        self.input(Input::Joined {
            conn,
            who: identity(n),
            hello: hello(seq, hash, self.now),
        });
        conn
    }

    pub fn join(&mut self, n: u8) -> ConnId {
        self.join_at(n, 0, &[])
    }

    pub fn say(&mut self, conn: ConnId, frame: ClientFrame) {
        self.input(Input::Received { conn, frame });
    }

    pub fn submit_command(&mut self, name: &str, fields: serde_json::Value) -> Submit {
        Submit {
            intent: self.next_intent(),
            kind: SubmitKind::Command,
            name: name.into(),
            change: None,
            command: Some(fields),
            epoch: Some(self.room.incident().command.epoch),
            not_after: Some(self.now.plus(Duration::from_secs(30))),
            written_at: self.now,
        }
    }

    /// Gives a command and returns what became of it.
    pub fn command(&mut self, conn: ConnId, name: &str, fields: serde_json::Value) -> Outcome {
        let submit = self.submit_command(name, fields);
        let intent = submit.intent;
        self.say(conn, ClientFrame::Submit(submit));
        self.receipt(conn, intent).expect("a receipt")
    }

    pub fn receipt(&self, conn: ConnId, intent: IntentId) -> Option<Outcome> {
        self.frames
            .get(&conn)?
            .iter()
            .rev()
            .find_map(|frame| match frame {
                ServerFrame::Receipt(receipt) if receipt.intent == intent => {
                    Some(receipt.outcome.clone())
                }
                _ => None,
            })
    }

    pub fn submit_edit(&mut self, name: &str, change: Vec<u8>) -> Submit {
        Submit {
            intent: self.next_intent(),
            kind: SubmitKind::Edit,
            name: name.into(),
            change: Some(ByteBuf::from(change)),
            command: None,
            epoch: None,
            not_after: None,
            written_at: self.now,
        }
    }

    pub fn edit(&mut self, conn: ConnId, change: Vec<u8>) -> Outcome {
        let submit = self.submit_edit("edit", change);
        let intent = submit.intent;
        self.say(conn, ClientFrame::Submit(submit));
        self.receipt(conn, intent).expect("a receipt")
    }

    pub fn entries(&self) -> Vec<Entry> {
        entries(self.room.document())
    }

    /// The room again, from the ledger alone.
    pub fn reloaded(&self) -> Room {
        load(&self.ledger, None, &self.refused, self.now).unwrap()
    }
}

pub fn hello(seq: u64, hash: &[u8], now: Timestamp) -> Hello {
    Hello {
        volume: u64::from(seq > 0),
        seq,
        hash: ByteBuf::from(hash.to_vec()),
        replica: ReplicaId::from_bytes([1; 16]),
        device_time: now,
        client: "test".into(),
        ticket: None,
        pace: None,
    }
}

pub fn entries(document: &Automerge) -> Vec<Entry> {
    let (_, log) = document.get(ROOT, "log").unwrap().unwrap();
    let keys: Vec<String> = document.keys(&log).collect();
    keys.iter()
        .map(
            |key| match document.get(&log, key.as_str()).unwrap().unwrap().0 {
                Value::Scalar(text) => serde_json::from_str(text.as_str().unwrap()).unwrap(),
                Value::Object(_) => panic!("an entry is a scalar"),
            },
        )
        .collect()
}
