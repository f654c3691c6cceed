//! Who commands, when several people act at once at two nodes over one store. Every seed is an incident of its own.
//!
//! `LOGGIST_SEED=17` runs one.

use super::{
    given::{at, signed_in},
    node::{Node, open_incident},
    place::Place,
};
use loggist_domain::{Code, CommandState, Incident, PersonId, Role, Timestamp};
use loggist_evidence::{Head, Record, chain};
use loggist_room::{
    CallId, Identity, Input,
    frames::{Outcome, Receipt, Submit, SubmitKind},
};
use loggist_store::Store;
use loggist_tests::rights::had_right;
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc, time::Duration};

on_both! {
    racing_commands_leave_one_manager_or_none_im_01,
}

const SEEDS: u64 = 500;
const ROUNDS: usize = 8;
/// Commands that are on the way at once.
const AT_ONCE: usize = 4;
const NAMES: [&str; 5] = ["Priya", "Tom", "Maeve", "Ravi", "Hannah"];

async fn racing_commands_leave_one_manager_or_none_im_01(place: Place) {
    let stores = [place.open().await, place.open().await];
    let mut people = Vec::new();
    for name in NAMES {
        let (person, session) = signed_in(&*stores[0], name).await;
        people.push(Identity {
            person: person.id,
            session: session.id,
        });
    }
    let seeds = match std::env::var("LOGGIST_SEED") {
        Ok(seed) => {
            let seed = seed.parse().expect("a number");
            seed..seed + 1
        }
        Err(_) => 0..SEEDS,
    };
    let many = seeds.end - seeds.start > 20;
    let mut did: BTreeMap<&'static str, u64> = BTreeMap::new();
    for seed in seeds {
        let mut world = World::begin(seed, &stores, &people).await;
        for _ in 0..ROUNDS {
            world.round().await;
        }
        world.check().await;
        for (what, count) in world.did {
            *did.entry(what).or_default() += count;
        }
    }
    println!("{did:?}");
    for what in [
        "conflicts",
        "accept_command",
        "step_in",
        "take_command",
        "vacate",
        "remove_member",
        "stale",
        "losers told",
    ] {
        let count = did.get(what).copied().unwrap_or(0);
        assert!(
            !many || count >= 50,
            "the races did too little: {what} {count} times"
        );
    }
}

/// What somebody sent, and the epoch that they saw.
struct Sent {
    name: &'static str,
    person: PersonId,
    epoch: u64,
}

struct World<'a> {
    seed: u64,
    rng: ChaCha20Rng,
    nodes: [Node; 2],
    people: &'a [Identity],
    now: Timestamp,
    /// Some see an epoch that is gone.
    is_late: bool,
    sent: BTreeMap<[u8; 16], Sent>,
    plan: Vec<String>,
    did: BTreeMap<&'static str, u64>,
}

impl<'a> World<'a> {
    async fn begin(seed: u64, stores: &[Arc<dyn Store>; 2], people: &'a [Identity]) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let now = at(0);
        let incident = open_incident(&*stores[0], people[0], random(&mut rng), now).await;
        let one = Node::load(&stores[0], incident, random(&mut rng), now).await;
        let two = Node::load(&stores[1], incident, random(&mut rng), now).await;
        let mut world = Self {
            seed,
            rng,
            nodes: [one, two],
            people,
            now,
            is_late: false,
            sent: BTreeMap::new(),
            plan: Vec::new(),
            did: BTreeMap::new(),
        };
        world.give(
            0,
            0,
            "declare",
            json!({"severity": 1, "category": "other", "reason": "here"}),
        );
        world.settle().await;
        for (n, role) in [
            (1, "deputy"),
            (2, "secretariat"),
            (3, "sme"),
            (4, "liaison"),
        ] {
            let add = json!({"person": people[n].person, "roles": [role], "reason": "needed"});
            world.give(0, 0, "add_member", add);
            world.settle().await;
        }
        assert_eq!(world.incident().members.len(), NAMES.len(), "seed {seed}");
        world.is_late = true;
        world
    }

    /// The authority state that the first node shows.
    fn incident(&self) -> &Incident {
        self.nodes[0].room.incident()
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.rng.next_u64() % n as u64).expect("below n")
    }

    /// Several people act at once, at either node; some saw an epoch that is gone.
    async fn round(&mut self) {
        let minutes = [0, 0, 1, 6][self.below(4)];
        self.now = self.now.plus(Duration::from_mins(minutes));
        for node in &mut self.nodes {
            node.input(Input::RecordsElsewhere, self.now);
        }
        self.settle().await;
        let command = self.incident().command.clone();
        for _ in 0..AT_ONCE {
            let (by, name, fields) = self.choose(&command);
            let node = self.below(2);
            self.give(node, by, name, fields);
        }
        self.settle().await;
    }

    /// Mostly what somebody may do, by the one who may; sometimes by anybody.
    fn choose(&mut self, command: &CommandState) -> (usize, &'static str, Value) {
        let anybody = self.below(NAMES.len());
        let other = self.below(NAMES.len());
        let holder = |person: Option<PersonId>| {
            let place = self.people.iter().position(|it| Some(it.person) == person);
            place.unwrap_or(anybody)
        };
        let manager = holder(command.manager);
        let offered = holder(command.offer.as_ref().map(|offer| offer.to));
        let deputy = holder(command.deputy);
        let person = self.people[other].person;
        let because = json!({"reason": "as the night asks"});
        match self.below(14) {
            0..=2 => (
                manager,
                "offer_command",
                json!({"to": person, "reason": "trusted"}),
            ),
            3..=5 => (offered, "accept_command", json!({})),
            6 => (manager, "withdraw_offer", json!({})),
            7 => (deputy, "step_in", because),
            8 => (anybody, "challenge", because),
            9 => (anybody, "take_command", because),
            10 => (manager, "vacate", because),
            11 => (manager, "remove_member", json!({"person": person})),
            12 => (
                manager,
                "add_member",
                json!({"person": person, "roles": ["sme"], "reason": "needed"}),
            ),
            _ => (
                manager,
                "set_roles",
                json!({"person": person, "roles": ["deputy"], "reason": "needed"}),
            ),
        }
    }

    fn give(&mut self, node: usize, by: usize, name: &'static str, command: Value) {
        let intent = loggist_domain::IntentId::from_bytes(random(&mut self.rng));
        let shown = self.incident().command.epoch;
        let late = self.is_late && self.below(5) == 0;
        let epoch = shown.saturating_sub(u64::from(late));
        let who = self.people[by];
        self.plan.push(format!(
            "{} at node {node}: {name} {command}, epoch {epoch}",
            NAMES[by]
        ));
        self.sent.insert(
            intent.bytes(),
            Sent {
                name,
                person: who.person,
                epoch,
            },
        );
        let submit = Submit {
            intent,
            kind: SubmitKind::Command,
            name: name.into(),
            change: None,
            command: Some(command),
            epoch: Some(epoch),
            not_after: Some(self.now.plus(Duration::from_secs(30))),
            written_at: self.now,
        };
        let call = CallId(self.sent.len() as u64);
        self.nodes[node].input(Input::Called { call, who, submit }, self.now);
    }

    /// Both nodes append what they decided at the same time, until nothing is left to decide.
    async fn settle(&mut self) {
        let now = self.now;
        while self.nodes.iter().any(Node::is_busy) {
            let [one, two] = &mut self.nodes;
            let conflicts = tokio::join!(one.work(now), two.work(now));
            *self.did.entry("conflicts").or_default() +=
                u64::from(conflicts.0) + u64::from(conflicts.1);
        }
        let receipts: Vec<Receipt> = self
            .nodes
            .iter_mut()
            .flat_map(|node| std::mem::take(&mut node.receipts))
            .collect();
        for receipt in receipts {
            self.told(&receipt);
        }
    }

    /// Whoever is refused because command is elsewhere is told where.
    fn told(&mut self, receipt: &Receipt) {
        let sent = &self.sent[&receipt.intent.bytes()];
        let Outcome::Refused { code, reason } = &receipt.outcome else {
            *self.did.entry(sent.name).or_default() += 1;
            return;
        };
        self.plan.push(format!(
            "{} of {} refused: {reason}",
            sent.name, sent.person
        ));
        if *code == Code::StaleEpoch {
            *self.did.entry("stale").or_default() += 1;
        }
        let lost = match code {
            Code::StaleEpoch => true,
            Code::RoleRequired => !reason.starts_with("Observers"),
            Code::Invalid => sent.name == "take_command" && !reason.starts_with("You are"),
            _ => false,
        };
        if lost {
            *self.did.entry("losers told").or_default() += 1;
            let says = reason.contains("has been Incident Manager since")
                || reason.contains("Nobody is in command");
            if !says {
                self.fail(&format!("{} is refused with: {reason}", sent.name));
            }
        }
    }

    fn fail(&self, what: &str) -> ! {
        eprintln!("seed {} after this plan:", self.seed);
        self.plan.iter().for_each(|line| eprintln!("  {line}"));
        panic!("seed {}: {what}", self.seed);
    }

    /// The ledger, record by record.
    async fn check(&self) {
        let failed = |what: &str, record: &Record| -> ! {
            self.fail(&format!("record {} {}: {what}", record.seq, record.name))
        };
        let records = self.nodes[0].ledger().await;
        chain(Head::default(), &records).expect("the chain holds");
        let mut states = Node::states(&records).into_iter();
        let mut before = states.next().expect("it was opened");
        for (record, after) in records.iter().skip(1).zip(states) {
            let managers = after
                .members
                .values()
                .filter(|it| it.holds(Role::IncidentManager));
            let managers: Vec<PersonId> = managers.map(|it| it.person).collect();
            if managers != after.command.manager.into_iter().collect::<Vec<_>>() {
                failed("not exactly one manager, or none", record);
            }
            if record.epoch != before.command.epoch {
                failed(
                    "recorded under another epoch than the one before it",
                    record,
                );
            }
            // What the server seals by itself about the team gives nobody anything.
            if record.name == "standing" {
                if (&after.command, &after.members) != (&before.command, &before.members) {
                    failed("the server's own record changed who commands", record);
                }
                before = after;
                continue;
            }
            let sent = record.intent.and_then(|intent| self.sent.get(&intent));
            let Some(sent) = sent else {
                failed("nobody sent it", record)
            };
            let free = ["declare", "take_command"].contains(&sent.name);
            if !free && sent.epoch != before.command.epoch {
                failed("given under a stale epoch", record);
            }
            let at: Timestamp = record.received_at.parse().expect("a time");
            if !had_right(sent.name, sent.person, &before, at) {
                failed("by somebody who had no right to it", record);
            }
            before = after;
        }
    }
}

fn random<const N: usize>(rng: &mut ChaCha20Rng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}
