//! One world: what may happen in it, chosen by a seed.

use crate::{
    client::{Client, Wire},
    ledger::Ledger,
    node::{Down, Node},
};
use loggist_client::{Link, NewDraft, NewFact};
use loggist_domain::{
    Directory, IncidentId, IntentId, ObjectId, PersonId, Profile, Role, SessionId, Timestamp,
    Training,
    command::{AddMember, AppendEntry, Command, Declare, Open, SetRoles},
};
use loggist_room::{
    AppendFailure, ConnId, Identity, Input, Opening, Saved,
    frames::{ClientFrame, Submit, SubmitKind},
    open,
};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

/// Priya commands; the others write. Tom and Maeve are deputy and secretariat at first.
pub const PEOPLE: [&str; 5] = ["Priya", "Tom", "Maeve", "Ravi", "Hannah"];

pub struct World {
    rng: ChaCha20Rng,
    pub now: Timestamp,
    pub incident: IncidentId,
    pub people: Directory,
    pub ledger: Ledger,
    pub nodes: Vec<Node>,
    pub clients: Vec<Client>,
    pub plan: Vec<String>,
    pub counts: BTreeMap<&'static str, u64>,
    conns: u64,
    characters: u32,
}

pub fn person(n: usize) -> PersonId {
    PersonId::from_bytes([u8::try_from(n + 1).expect("few people"); 16])
}

fn identity(person: PersonId) -> Identity {
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
            };
            (person(n), profile)
        })
        .collect()
}

impl World {
    pub fn new(seed: u64) -> Self {
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
        let long = seed % 10 == 0;
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
        for (what, count) in [
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

    fn note(&mut self, line: String) {
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

    fn is_settled(&self) -> bool {
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

    fn act(&mut self) {
        let n = self.below(self.clients.len());
        let now = self.now;
        let typed_before = self.clients[n].typed.len();
        match self.below(20) {
            0..=2 => self.begin_draft(n),
            3..=12 => self.type_in_draft(n),
            13..=14 => self.seal(n),
            15 => self.discard(n),
            16 => self.say(n),
            17 => self.fact(n),
            18 => self.set_kind(n),
            _ => self.change_roles(now),
        }
        // The process may end between any two things that its replica asks for.
        if self.below(60) == 0 {
            let limit = self.below(3);
            self.note(format!("{} ends in the middle of an act", PEOPLE[n]));
            self.clients[n].pump(limit);
            self.restart(n);
            // What the process had not kept when it ended was on no screen that anybody could read.
            let screen: BTreeSet<char> = screen(&self.clients[n]);
            let client = &mut self.clients[n];
            let old = client.typed.split_off(typed_before);
            client
                .typed
                .extend(old.into_iter().filter(|(typed, _)| screen.contains(typed)));
        } else {
            self.clients[n].pump(usize::MAX);
        }
        let kept: Vec<IntentId> = self.clients[n]
            .kept
            .outbox
            .iter()
            .map(|row| row.intent)
            .collect();
        self.clients[n].made.extend(kept);
    }

    /// A character that nobody typed before.
    fn character(&mut self) -> char {
        self.characters += 1;
        char::from_u32(0x4E00 + self.characters).expect("a character")
    }

    fn begin_draft(&mut self, n: usize) {
        let kind = ["observation", "action", "comms", "decision"][self.below(4)];
        let typed = self.character();
        let now = self.now;
        let new = NewDraft {
            text: typed.to_string(),
            ..NewDraft::of(kind)
        };
        let made = self.clients[n]
            .replica
            .edit("create_draft", now, |edit| edit.create_draft(&new));
        self.note(format!(
            "{} begins a {kind} draft: {}",
            PEOPLE[n],
            made.is_ok()
        ));
        if let Ok((_, id)) = made {
            self.clients[n].drafts.push(id);
            self.typed(n, typed, id);
        }
    }

    /// What was typed counts once it is kept: the pump after the act keeps it, unless the process ends before.
    fn typed(&mut self, n: usize, typed: char, id: ObjectId) {
        self.clients[n].typed.push((typed, id));
    }

    fn some_draft(&mut self, n: usize) -> Option<ObjectId> {
        let drafts: Vec<ObjectId> = self.clients[n]
            .replica
            .view()
            .drafts
            .keys()
            .copied()
            .collect();
        if drafts.is_empty() {
            return None;
        }
        let at = self.below(drafts.len());
        Some(drafts[at])
    }

    fn type_in_draft(&mut self, n: usize) {
        let Some(id) = self.some_draft(n) else { return };
        let typed = self.character();
        let length = self.clients[n]
            .replica
            .draft(id)
            .map_or(0, |draft| draft.text("text").chars().count());
        let at = self.below(length + 1);
        let now = self.now;
        let done = self.clients[n].replica.edit("edit_draft", now, |edit| {
            edit.splice(id, "text", at, 0, &typed.to_string())
        });
        self.note(format!(
            "{} types {typed} at {at}: {}",
            PEOPLE[n],
            done.is_ok()
        ));
        if done.is_ok() {
            self.typed(n, typed, id);
        }
    }

    fn seal(&mut self, n: usize) {
        let Some(id) = self.some_draft(n) else { return };
        let now = self.now;
        let sealed = self.clients[n].replica.seal_draft(id, now);
        self.note(format!("{} seals: {}", PEOPLE[n], sealed.is_ok()));
    }

    fn discard(&mut self, n: usize) {
        let Some(id) = self.clients[n].drafts.pop() else {
            return;
        };
        let now = self.now;
        let done = self.clients[n]
            .replica
            .edit("discard_draft", now, |edit| edit.discard_draft(id));
        self.note(format!("{} discards: {}", PEOPLE[n], done.is_ok()));
    }

    fn say(&mut self, n: usize) {
        let text = self.character().to_string();
        let now = self.now;
        let fields = serde_json::json!({"kind": "observation", "text": text});
        let entry: AppendEntry = serde_json::from_value(fields).expect("an entry");
        let said = self.clients[n].replica.append_entry(entry, now);
        self.note(format!("{} says {text}: {}", PEOPLE[n], said.is_ok()));
    }

    fn fact(&mut self, n: usize) {
        let typed = self.character();
        let new = NewFact {
            statement: typed.to_string(),
            standing: "suspected".into(),
            ..NewFact::default()
        };
        let now = self.now;
        let made = self.clients[n]
            .replica
            .edit("create_fact", now, |edit| edit.create_fact(&new));
        self.note(format!("{} suspects {typed}: {}", PEOPLE[n], made.is_ok()));
        if let Ok((_, id)) = made {
            self.typed(n, typed, id);
        }
    }

    fn set_kind(&mut self, n: usize) {
        let Some(id) = self.some_draft(n) else { return };
        let kind = ["observation", "decision", "comms"][self.below(3)];
        let now = self.now;
        let value = loggist_domain::Scalar::Str(kind.into());
        let done = self.clients[n]
            .replica
            .edit("set_draft", now, |edit| edit.set_draft(id, "kind", value));
        self.note(format!(
            "{} makes a draft a {kind}: {}",
            PEOPLE[n],
            done.is_ok()
        ));
    }

    fn change_roles(&mut self, now: Timestamp) {
        let whom = 1 + self.below(PEOPLE.len() - 1);
        let role = [
            Role::Observer,
            Role::Sme,
            Role::Secretariat,
            Role::Liaison,
            Role::Deputy,
        ][self.below(5)];
        let set = SetRoles {
            person: person(whom),
            roles: vec![role],
            reason: None,
        };
        let given = self.clients[0]
            .replica
            .command(&Command::SetRoles(set), now);
        self.note(format!(
            "Priya makes {} {role:?}: {}",
            PEOPLE[whom],
            given.is_ok()
        ));
        if given.is_ok() {
            self.count("role changes");
        }
        self.clients[0].pump(usize::MAX);
    }

    fn connect(&mut self) {
        let n = self.below(self.clients.len());
        if self.clients[n].wire.is_none() && !self.clients[n].ended {
            self.connect_client(n);
        }
    }

    fn connect_client(&mut self, n: usize) {
        self.conns += 1;
        let node = self.below(self.nodes.len());
        let conn = ConnId(self.conns);
        self.note(format!("{} connects to node {node}", PEOPLE[n]));
        let now = self.now;
        let client = &mut self.clients[n];
        client.wire = Some(Wire {
            node,
            conn,
            up: [].into(),
            down: [].into(),
            joined: false,
        });
        client.replica.connected(now);
        client.pump(usize::MAX);
    }

    fn cut(&mut self) {
        let n = self.below(self.clients.len());
        let Some(wire) = self.clients[n].wire.take() else {
            return;
        };
        self.count("cuts");
        self.note(format!("{} is cut off", PEOPLE[n]));
        self.clients[n].replica.disconnected();
        self.clients[n].pump(usize::MAX);
        self.hand(wire.node, Input::Left(wire.conn));
    }

    fn restart_client(&mut self) {
        let n = self.below(self.clients.len());
        self.restart(n);
    }

    fn restart(&mut self, n: usize) {
        self.count("client restarts");
        self.note(format!("{} starts again", PEOPLE[n]));
        let seed = random(&mut self.rng);
        let wire = self.clients[n].wire.take();
        let now = self.now;
        self.clients[n].restart(seed, now);
        if let Some(wire) = wire {
            self.hand(wire.node, Input::Left(wire.conn));
        }
    }

    fn restart_node(&mut self) {
        let at = self.below(self.nodes.len());
        self.count("node restarts");
        self.note(format!("node {at} is killed"));
        let seed = random(&mut self.rng);
        let room = self
            .ledger
            .load(self.incident, &self.people, seed, self.now);
        self.nodes[at] = Node::new(room);
        for n in 0..self.clients.len() {
            if self.clients[n]
                .wire
                .as_ref()
                .is_some_and(|wire| wire.node == at)
            {
                self.clients[n].wire = None;
                self.clients[n].replica.disconnected();
                self.clients[n].pump(usize::MAX);
            }
        }
    }

    fn tell_of_records(&mut self) {
        for node in 0..self.nodes.len() {
            self.hand(node, Input::RecordsElsewhere);
        }
    }

    fn pass_time(&mut self) {
        let millis = 1 + self.below(1_500) as u64;
        self.now = self.now.plus(Duration::from_millis(millis));
        for node in 0..self.nodes.len() {
            if self.nodes[node].wake_at.is_some_and(|at| at <= self.now) {
                self.hand(node, Input::Tick);
            }
        }
    }

    fn deliver_up(&mut self) {
        let n = self.below(self.clients.len());
        self.deliver_up_of(n);
    }

    fn deliver_up_of(&mut self, n: usize) {
        let person = self.clients[n].person;
        let Some(wire) = &mut self.clients[n].wire else {
            return;
        };
        let Some(frame) = wire.up.pop_front() else {
            return;
        };
        let (node, conn) = (wire.node, wire.conn);
        let input = match frame {
            ClientFrame::Hello(hello) if !wire.joined => {
                wire.joined = true;
                Input::Joined {
                    conn,
                    who: identity(person),
                    hello,
                }
            }
            frame => Input::Received { conn, frame },
        };
        self.hand(node, input);
    }

    fn deliver_down(&mut self) {
        let n = self.below(self.clients.len());
        self.deliver_down_of(n);
    }

    fn deliver_down_of(&mut self, n: usize) {
        let now = self.now;
        if let Some((volume, seq, hash)) = self.clients[n].fetching.take() {
            let node = self.clients[n].wire.as_ref().map(|wire| wire.node);
            let bytes = node.and_then(|node| self.nodes[node].room.snapshot(volume, seq));
            if let Some(bytes) = bytes {
                self.count("snapshots fetched");
                self.clients[n]
                    .replica
                    .loaded(volume, seq, hash, &bytes, now);
                self.clients[n].pump(usize::MAX);
            }
        }
        let Some(wire) = &mut self.clients[n].wire else {
            return;
        };
        match wire.down.pop_front() {
            None => return,
            Some(Down::Frame(frame)) => self.clients[n].replica.receive(frame, now),
            Some(Down::Close(close)) => {
                self.clients[n].wire = None;
                self.clients[n].replica.closed(close.code(), close.reason());
            }
        }
        self.clients[n].pump(usize::MAX);
    }

    fn read_and_save(&mut self) {
        for at in 0..self.nodes.len() {
            if let Some(after) = self.nodes[at].reading.take() {
                let records = self.ledger.after(after);
                self.hand(at, Input::Ledger(records));
            }
            if let Some((seq, document)) = self.nodes[at].saving.take() {
                let bytes = document.save();
                if self
                    .ledger
                    .saved
                    .as_ref()
                    .is_none_or(|saved| saved.seq < seq)
                {
                    self.ledger.saved = Some(Saved {
                        volume: 1,
                        seq,
                        bytes: bytes.clone(),
                    });
                }
                self.hand(
                    at,
                    Input::Saved {
                        seq,
                        bytes: bytes.into(),
                    },
                );
            }
        }
    }

    fn store_answers(&mut self, faults: bool) {
        for at in 0..self.nodes.len() {
            let Some(batch) = self.nodes[at].appending.take() else {
                continue;
            };
            let fate = if faults { self.below(40) } else { 39 };
            let answer = match fate {
                0 => {
                    self.count("store away");
                    Input::AppendFailed(AppendFailure::Away)
                }
                1..=2 => {
                    self.count("unknown and lost");
                    Input::AppendFailed(AppendFailure::Unknown)
                }
                fate => {
                    let stored = self.ledger.append(&batch);
                    if !stored {
                        self.count("conflicts");
                        Input::AppendFailed(AppendFailure::Conflict)
                    } else if (3..=5).contains(&fate) {
                        self.count("unknown and stored");
                        Input::AppendFailed(AppendFailure::Unknown)
                    } else {
                        Input::Appended
                    }
                }
            };
            self.note(format!(
                "node {at}: {} records, {answer:?}",
                batch.records.len()
            ));
            self.hand(at, answer);
        }
    }

    /// Hands a node something; what it says goes on the wires. It says nothing of what is not in the ledger `[W1]`.
    fn hand(&mut self, at: usize, input: Input) {
        let out = self.nodes[at].handle(input, self.now);
        for (conn, down) in out {
            crate::invariants::said(&self.ledger, &down);
            let wire = self.clients.iter_mut().find_map(|client| {
                client
                    .wire
                    .as_mut()
                    .filter(|wire| wire.node == at && wire.conn == conn)
            });
            if let Some(wire) = wire {
                wire.down.push_back(down);
            }
        }
    }
}

/// The characters that stand on a client's screen: drafts, facts, tray.
fn screen(client: &Client) -> BTreeSet<char> {
    let view = client.replica.view();
    let mut text = String::new();
    view.drafts
        .values()
        .for_each(|draft| text.push_str(draft.text("text")));
    view.facts
        .values()
        .for_each(|fact| text.push_str(fact.text("statement")));
    client
        .replica
        .tray()
        .iter()
        .for_each(|item| text.push_str(&item.text()));
    for entry in client.replica.entries_after(0) {
        text.push_str(&entry.text);
    }
    text.chars().collect()
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
    }
}

fn random<const N: usize>(rng: &mut ChaCha20Rng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}
