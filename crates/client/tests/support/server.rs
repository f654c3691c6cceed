//! The room with a ledger in memory.

use super::{MAEVE, PRIYA, RAVI, TOM, incident_id, people, person, start};
use loggist_domain::{IntentId, ObjectId, PersonId, Refused, SessionId, Timestamp, command::Open};
use loggist_evidence::Record;
use loggist_room::{
    Batch, ConnId, Identity, Indexed, Input, Loaded, Opening, Output, Room,
    frames::{ClientFrame, Close, Outcome, ServerFrame, Submit, SubmitKind, decode, encode},
    open,
};
use serde_json::json;
use std::{
    collections::{BTreeMap, VecDeque},
    time::Duration,
};

pub struct Server {
    pub room: Room,
    pub ledger: Vec<Record>,
    pub refused: Vec<Refused>,
    pub now: Timestamp,
    /// Every frame that a device said.
    pub heard: Vec<ClientFrame>,
    frames: BTreeMap<ConnId, VecDeque<ServerFrame>>,
    closed: BTreeMap<ConnId, Close>,
    conns: u64,
    intents: u8,
}

fn identity(n: u8) -> Identity {
    Identity {
        person: person(n),
        session: SessionId::from_bytes([n + 100; 16]),
    }
}

impl Server {
    pub fn opened() -> Self {
        let title = Open {
            title: "Court lists".into(),
            summary: None,
            security: true,
            personal_data: true,
        };
        let opening = Opening {
            incident: incident_id(),
            reference: "INC-2026-0001".into(),
            by: identity(RAVI),
            profile: &people()[&person(RAVI)],
            intent: IntentId::from_bytes([200; 16]),
            written_at: start(),
            now: start(),
            seed: [1; 32],
        };
        let ledger = open(&title, opening).unwrap().records;
        Self {
            room: load(&ledger, &[], start(), 1),
            ledger,
            refused: vec![],
            now: start(),
            heard: vec![],
            frames: BTreeMap::new(),
            closed: BTreeMap::new(),
            conns: 0,
            intents: 0,
        }
    }

    pub fn declare(&mut self) {
        let priya = self.new_conn();
        let hello = super::device::bare_hello(self.now);
        self.hear(priya, PRIYA, true, &ClientFrame::Hello(hello));
        self.give(
            priya,
            "declare",
            json!({"severity": 1, "category": "data_disclosure"}),
        );
        self.give(
            priya,
            "add_member",
            json!({"person": person(TOM), "roles": ["deputy"]}),
        );
        self.give(
            priya,
            "add_member",
            json!({"person": person(MAEVE), "roles": ["secretariat"]}),
        );
        self.give(
            priya,
            "set_roles",
            json!({"person": person(RAVI), "roles": ["sme"]}),
        );
        self.leave(priya);
        self.heard.clear();
    }

    fn give(&mut self, conn: ConnId, name: &str, fields: serde_json::Value) {
        self.intents += 1;
        let intent = IntentId::from_bytes([self.intents; 16]);
        let submit = Submit {
            intent,
            kind: SubmitKind::Command,
            name: name.into(),
            change: None,
            command: Some(fields),
            epoch: Some(self.room.incident().command.epoch),
            not_after: Some(self.now.plus(Duration::from_secs(30))),
            written_at: self.now,
        };
        self.hear(conn, PRIYA, false, &ClientFrame::Submit(submit));
        let answered = self.frames[&conn].iter().any(|frame| {
            matches!(frame, ServerFrame::Receipt(receipt)
                if receipt.intent == intent && matches!(receipt.outcome, Outcome::Recorded { .. }))
        });
        assert!(answered, "{name}");
    }

    /// The node ends and comes back: nobody is connected, nothing is lost that was stored.
    pub fn restart(&mut self) {
        let seed = u8::try_from(self.ledger.len() % 251).unwrap();
        self.room = load(&self.ledger, &self.refused, self.now, seed);
        self.frames.clear();
    }

    /// The ledger as it was at `seq`: an old backup is restored.
    pub fn restore(&mut self, seq: usize) {
        self.ledger.truncate(seq);
        self.restart();
    }

    pub fn new_conn(&mut self) -> ConnId {
        self.conns += 1;
        ConnId(self.conns)
    }

    pub fn hear(&mut self, conn: ConnId, n: u8, first: bool, frame: &ClientFrame) {
        // Over the wire and back: what cannot be encoded would only show here.
        let frame: ClientFrame = decode(&encode(frame)).unwrap();
        self.heard.push(frame.clone());
        match frame {
            ClientFrame::Hello(hello) if first => self.input(Input::Joined {
                conn,
                who: identity(n),
                hello,
            }),
            frame => self.input(Input::Received { conn, frame }),
        }
    }

    pub fn leave(&mut self, conn: ConnId) {
        self.frames.remove(&conn);
        self.input(Input::Left(conn));
    }

    pub fn next_frame(&mut self, conn: ConnId) -> Option<ServerFrame> {
        self.frames.get_mut(&conn)?.pop_front()
    }

    pub fn closed(&mut self, conn: ConnId) -> Option<Close> {
        self.closed.remove(&conn)
    }

    /// Time passes; the room's timers fire.
    pub fn wait(&mut self, time: Duration) {
        self.now = self.now.plus(time);
        self.input(Input::Tick);
    }

    pub fn input(&mut self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for output in self.room.handle(input, self.now) {
                if let Some(answer) = self.output(output) {
                    inputs.push_back(answer);
                }
            }
        }
    }

    fn output(&mut self, output: Output) -> Option<Input> {
        match output {
            Output::Append(batch) => return Some(self.store(*batch)),
            Output::Read { after } => {
                let after = self.ledger.iter().filter(|record| record.seq > after);
                return Some(Input::Ledger(after.cloned().collect()));
            }
            Output::Send { conn, frame } => self.push(conn, &frame),
            Output::Broadcast { conns, frame } => {
                for conn in conns {
                    self.push(conn, &frame);
                }
            }
            Output::Close { conn, close } => {
                self.closed.insert(conn, close);
            }
            Output::Save { seq, document, .. } => {
                return Some(Input::Saved {
                    seq,
                    bytes: document.save().into(),
                });
            }
            Output::Answer { .. } | Output::Hangup { .. } | Output::WakeAt(_) | Output::Stopped => {
            }
        }
        None
    }

    fn push(&mut self, conn: ConnId, frame: &[u8]) {
        let frame = decode(frame).unwrap();
        self.frames.entry(conn).or_default().push_back(frame);
    }

    fn store(&mut self, batch: Batch) -> Input {
        self.ledger.extend(batch.records);
        self.refused.extend(batch.refused);
        Input::Appended
    }
}

fn load(ledger: &[Record], refused: &[Refused], now: Timestamp, seed: u8) -> Room {
    let person = |p: Option<[u8; 16]>| p.map(PersonId::from_bytes);
    let index = ledger.iter().map(|record| Indexed {
        seq: record.seq,
        hash: record.hash(),
        person: person(record.person),
        intent: record.intent.map(IntentId::from_bytes),
        received_at: record.received_at.parse().unwrap(),
        number: record.number,
        created: record
            .created
            .iter()
            .copied()
            .map(ObjectId::from_bytes)
            .collect(),
    });
    let actors = ledger.iter().flat_map(|record| {
        let whose = move |server| if server { None } else { person(record.person) };
        record
            .actors
            .iter()
            .map(move |(actor, server)| (*actor, whose(*server)))
    });
    Room::load(&Loaded {
        incident: incident_id(),
        snapshot: None,
        index: index.collect(),
        actors: actors.collect::<BTreeMap<_, _>>().into_iter().collect(),
        refused: refused.to_vec(),
        records: ledger.to_vec(),
        people: people(),
        seed: [seed; 32],
        now,
    })
    .unwrap()
}
