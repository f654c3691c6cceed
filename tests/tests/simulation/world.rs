//! One world: what may happen in it, chosen by a seed.

use crate::{client::Client, ledger::Ledger, node::Node};
use loggist_client::Link;
use loggist_domain::{
    Directory, IncidentId, IntentId, PersonId, Profile, Role, SessionId, Timestamp, Training,
    command::{AddMember, AppendEntry, Command, Declare, Open},
};
use loggist_room::{
    ConnId, Identity, Input, Opening,
    frames::{ClientFrame, Submit, SubmitKind},
    open,
};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use std::{collections::BTreeMap, time::Duration};

/// Priya commands; the others write. Tom and Maeve are deputy and secretariat at first.
pub const PEOPLE: [&str; 5] = ["Priya", "Tom", "Maeve", "Ravi", "Hannah"];

/// What people mostly do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// They write the log; Priya changes roles.
    Log,
    /// They pass command on and work actions too.
    Command,
}

pub struct World {
    pub theme: Theme,
    pub rng: ChaCha20Rng,
    pub now: Timestamp,
    pub incident: IncidentId,
    pub people: Directory,
    pub ledger: Ledger,
    pub nodes: Vec<Node>,
    pub clients: Vec<Client>,
    pub plan: Vec<String>,
    pub counts: BTreeMap<&'static str, u64>,
    pub conns: u64,
    pub characters: u32,
}

pub fn person(n: usize) -> PersonId {
    PersonId::from_bytes([u8::try_from(n + 1).expect("few people"); 16])
}

pub fn identity(person: PersonId) -> Identity {
    let mut session = person.bytes();
    session[0] = 200;
    Identity {
        person,
        session: SessionId::from_bytes(session),
    }
}

fn people() -> Directory {
    let trainings = Role::ALL
        .map(|role| Training { role, until: None })
        .to_vec();
    PEOPLE
        .iter()
        .enumerate()
        .map(|(n, name)| {
            let profile = Profile {
                id: person(n),
                name: (*name).into(),
                organisation: String::new(),
                trainings: trainings.clone(),
                on_call_until: Some(Timestamp::from_millis(i64::MAX)),
                disabled: false,
                guest_of: None,
            };
            (person(n), profile)
        })
        .collect()
}

impl World {
    pub fn new(seed: u64, theme: Theme) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let now: Timestamp = "2026-11-22T22:12:00Z".parse().expect("a time");
        let people = people();
        let incident = IncidentId::from_bytes([7; 16]);
        let mut ledger = Ledger::default();
        let opening = Opening {
            incident,
            reference: "INC-2026-0001".into(),
            by: identity(person(0)),
            profile: &people[&person(0)],
            intent: IntentId::from_bytes([9; 16]),
            written_at: now,
            now,
            seed: random(&mut rng),
        };
        let title = Open {
            title: "Court lists".into(),
            summary: None,
            security: true,
            personal_data: true,
        };
        assert!(ledger.append(&open(&title, opening).expect("opened")));
        let room = |rng: &mut ChaCha20Rng, ledger: &Ledger| {
            ledger.load(incident, &people, random(rng), now)
        };
        let mut node = Node::new(room(&mut rng, &ledger));
        let long = seed.is_multiple_of(10);
        for (n, command) in first_commands(long).into_iter().enumerate() {
            let submit = submit(n, &command, &node, now);
            node.handle(
                Input::Joined {
                    conn: ConnId(0),
                    who: identity(person(0)),
                    hello: hello(now),
                },
                now,
            );
            node.handle(
                Input::Received {
                    conn: ConnId(0),
                    frame: ClientFrame::Submit(submit),
                },
                now,
            );
            assert!(ledger.append(&node.appending.take().expect("decided")));
            node.handle(Input::Appended, now);
            node.handle(Input::Left(ConnId(0)), now);
        }
        let nodes = vec![
            Node::new(room(&mut rng, &ledger)),
            Node::new(room(&mut rng, &ledger)),
        ];
        let clients = (0..PEOPLE.len())
            .map(|n| Client::new(person(n), incident, random(&mut rng), now))
            .collect();
        Self {
            theme,
            rng,
            now,
            incident,
            people,
            ledger,
            nodes,
            clients,
            plan: Vec::new(),
            counts: BTreeMap::new(),
            conns: 0,
            characters: 0,
        }
    }

    /// Counts what the world came to.
    pub fn tally(&mut self) {
        let clients = &self.clients;
        let transplants = clients.iter().map(|c| c.transplants).sum();
        let tray = clients.iter().map(|c| c.replica.tray().len() as u64).sum();
        let repeated = clients
            .iter()
            .flat_map(|c| c.submits.values())
            .filter(|times| **times > 1)
            .count() as u64;
        let entries = self
            .ledger
            .records
            .iter()
            .filter(|record| record.number.is_some())
            .count() as u64;
        let named = |name: &str| {
            let records = self.ledger.records.iter();
            records.filter(|record| record.name == name).count() as u64
        };
        for (what, count) in [
            (
                "commands passed",
                named("accept_command") + named("step_in") + named("take_command"),
            ),
            ("actions begun", named("create_action")),
            ("reports", named("report_action")),
            ("overdue", named("overdue")),
            ("records", self.ledger.records.len() as u64),
            ("entries", entries),
            ("refused", self.ledger.refused.len() as u64),
            ("transplants", transplants),
            ("tray", tray),
            ("repeated submits", repeated),
        ] {
            *self.counts.entry(what).or_default() += count;
        }
    }

    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.rng.next_u64() % n as u64).expect("below n")
    }

    pub fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    pub(crate) fn note(&mut self, line: String) {
        self.plan.push(line);
    }

    /// One thing happens.
    pub fn step(&mut self) {
        match self.below(100) {
            0..=19 => self.act(),
            20..=43 => self.deliver_up(),
            44..=67 => self.deliver_down(),
            68..=79 => self.store_answers(true),
            80..=84 => self.read_and_save(),
            85..=90 => self.connect(),
            91..=92 => self.cut(),
            93 => self.restart_client(),
            94 if self.below(3) == 0 => self.restart_node(),
            95 => self.tell_of_records(),
            _ => self.pass_time(),
        }
    }

    /// Everything mends, and everything on the way arrives.
    pub fn settle(&mut self) {
        self.note("settles".into());
        for round in 0..4_000 {
            for client in 0..self.clients.len() {
                if self.clients[client].wire.is_none() && !self.clients[client].ended {
                    self.connect_client(client);
                }
                for _ in 0..50 {
                    self.deliver_up_of(client);
                    self.deliver_down_of(client);
                }
            }
            self.read_and_save();
            self.store_answers(false);
            if round % 4 == 0 {
                self.pass_time();
            }
            if round % 10 == 0 {
                self.tell_of_records();
            }
            if round > 40 && self.is_settled() {
                return;
            }
        }
        let stuck: Vec<String> = self
            .clients
            .iter()
            .map(|c| {
                format!(
                    "{}: {:?}, outbox {}, head {:?}",
                    c.person,
                    c.replica.link(),
                    c.replica.outbox().count(),
                    c.replica.head().0
                )
            })
            .collect();
        panic!(
            "the world does not settle: ledger {}, {stuck:#?}",
            self.ledger.records.len()
        );
    }

    pub(crate) fn is_settled(&self) -> bool {
        let head = self.ledger.records.len() as u64;
        let quiet = |node: &Node| node.appending.is_none() && node.reading.is_none();
        self.nodes.iter().all(quiet)
            && self.clients.iter().all(|client| {
                client.replica.link() == Link::Live
                    && client.replica.outbox().count() == 0
                    && client.replica.head().0 == head
                    && client
                        .wire
                        .as_ref()
                        .is_some_and(|wire| wire.up.is_empty() && wire.down.is_empty())
            })
    }
}

/// The team; in a long world also a log that a replica joins by a snapshot.
fn first_commands(long: bool) -> Vec<Command> {
    let declare: Declare =
        serde_json::from_value(serde_json::json!({"severity": 1, "category": "data_disclosure"}))
            .expect("declare");
    let mut commands = vec![Command::Declare(declare)];
    for (n, role) in (1..).zip([Role::Deputy, Role::Secretariat, Role::Sme, Role::Liaison]) {
        let add: AddMember =
            serde_json::from_value(serde_json::json!({"person": person(n), "roles": [role]}))
                .expect("add_member");
        commands.push(Command::AddMember(add));
    }
    let entry = serde_json::json!({"kind": "observation", "text": "earlier"});
    let entry: AppendEntry = serde_json::from_value(entry).expect("an entry");
    commands.extend(std::iter::repeat_n(
        Command::AppendEntry(entry),
        if long { 300 } else { 0 },
    ));
    commands
}

fn submit(n: usize, command: &Command, node: &Node, now: Timestamp) -> Submit {
    let mut intent = [1; 16];
    intent[..2].copy_from_slice(&u16::try_from(n).expect("few commands").to_be_bytes());
    let fields = serde_json::to_value(command).expect("JSON");
    Submit {
        intent: IntentId::from_bytes(intent),
        kind: SubmitKind::Command,
        name: command.name().into(),
        change: None,
        command: Some(fields[command.name()].clone()),
        epoch: Some(node.room.incident().command.epoch),
        not_after: Some(now.plus(Duration::from_secs(30))),
        written_at: now,
    }
}

fn hello(now: Timestamp) -> loggist_room::frames::Hello {
    loggist_room::frames::Hello {
        volume: 0,
        seq: 0,
        hash: Vec::new().into(),
        replica: loggist_domain::ReplicaId::from_bytes([1; 16]),
        device_time: now,
        client: "setup".into(),
        ticket: None,
        pace: None,
    }
}

pub fn random<const N: usize>(rng: &mut ChaCha20Rng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}
