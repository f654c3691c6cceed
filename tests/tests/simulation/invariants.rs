//! What must hold in every world.

use crate::{ledger::Ledger, node::Down, world::World};
use automerge::{Automerge, Change, ROOT, ReadDoc, Value};
use loggist_client::Fate;
use loggist_domain::{Incident, Member, PersonId, Role, Timestamp};
use loggist_evidence::{Head, Record, RecordKind, chain};
use loggist_room::frames::{Outcome, ServerFrame};
use loggist_tests::rights::had_right;
use std::collections::{BTreeMap, BTreeSet};

/// `W1`: nothing is said of a record, or of an intent as recorded, that the ledger does not hold.
pub fn said(ledger: &Ledger, down: &Down) {
    let held = |seq: u64| usize::try_from(seq - 1).expect("a number");
    match down {
        Down::Frame(ServerFrame::Records { items, .. }) => {
            for item in items {
                let hash = ledger
                    .hashes
                    .get(held(item.seq))
                    .expect("[W1] a record is durable before anyone hears of it");
                assert_eq!(
                    *hash, item.hash,
                    "[W1] the record that is told is the record that is kept"
                );
            }
        }
        Down::Frame(ServerFrame::Receipt(receipt)) => {
            if let Outcome::Recorded { seq, hash, .. } = &receipt.outcome {
                let kept = ledger
                    .hashes
                    .get(held(*seq))
                    .expect("[W1] a receipt comes after the commit");
                assert_eq!(kept, hash);
                assert_eq!(
                    ledger.records[held(*seq)].intent,
                    Some(receipt.intent.bytes())
                );
            }
        }
        Down::Frame(_) | Down::Close(_) => {}
    }
}

pub fn check(world: &World) {
    let records = &world.ledger.records;
    ledger_is_whole(records);
    let document = authority_held_at_every_record(records);
    numbers_have_no_gaps(&document);
    intents_are_recorded_once(records);
    receipts_are_kept(world);
    replicas_are_equal(world, &document);
    acts_are_accounted_for(world);
    characters_are_accounted_for(world, &document);
}

/// Chained, without a gap, every part as committed.
fn ledger_is_whole(records: &[Record]) {
    let head = chain(Head::default(), records).expect("the chain holds");
    assert_eq!(head.seq, records.len() as u64);
}

/// At every sequence number there is exactly one manager, and each record's author had the right to it at the number
/// before: edits and entries take a role other than observer, changes of the team take command.
fn authority_held_at_every_record(records: &[Record]) -> Automerge {
    let mut document = Automerge::new();
    let mut before: Option<Incident> = None;
    for record in records {
        if let Some(incident) = &before {
            rightful(record, incident);
        }
        let changes = ["change", "effect"]
            .into_iter()
            .filter_map(|label| record.parts.bytes(label));
        let changes: Vec<Change> = changes
            .map(|bytes| Change::from_bytes(bytes.to_vec()).expect("a change"))
            .collect();
        document
            .apply_changes(changes)
            .expect("every record applies");
        if record.kind == RecordKind::Command {
            let incident = incident(&document);
            let managers = incident
                .members
                .values()
                .filter(|member| member.holds(Role::IncidentManager))
                .count();
            assert_eq!(
                managers,
                usize::from(incident.command.manager.is_some()),
                "record {}",
                record.seq
            );
            before = Some(incident);
        }
        if let Some(incident) = &before {
            actions_are_bound(&document, incident, record.seq);
        }
    }
    let saved = Automerge::load(&document.save()).expect("the document loads");
    assert_eq!(saved.get_heads(), document.get_heads());
    document
}

/// Its author had the right to it against the state before, and it stands under that state's epoch.
fn rightful(record: &Record, incident: &Incident) {
    assert_eq!(record.epoch, incident.command.epoch);
    let Some(person) = record.person.map(PersonId::from_bytes) else {
        assert_eq!(record.name, "overdue", "what the server notices by itself");
        return;
    };
    let at: Timestamp = record.received_at.parse().expect("a time");
    let right = match record.kind {
        RecordKind::Edit => incident.is_writer(person),
        _ => had_right(&record.name, person, incident, at),
    };
    assert!(right, "record {}: {} by {person}", record.seq, record.name);
}

/// `SEC-09` and `IM-03`: at no sequence number is there an open action without an owner who may own it, without a time to
/// report back, or of the incident manager.
fn actions_are_bound(document: &Automerge, incident: &Incident, seq: u64) {
    let (_, actions) = document
        .get(ROOT, "actions")
        .expect("readable")
        .expect("actions");
    for item in document.map_range(&actions, ..) {
        let field = |name: &str| {
            let (value, _) = document.get(item.id(), name).expect("readable")?;
            value.as_str().map(str::to_owned)
        };
        let state = field("state").expect("an action has a state");
        if !["open", "doing", "blocked"].contains(&state.as_str()) {
            continue;
        }
        let told = format!("record {seq}: {state} action {}", item.key);
        let owner: PersonId = field("owner").expect(&told).parse().expect(&told);
        assert!(incident.is_writer(owner), "{told}: {owner} is no writer");
        assert_ne!(incident.command.manager, Some(owner), "{told}");
        let due: Timestamp = field("report_by").expect(&told).parse().expect(&told);
        assert!(due > Timestamp::from_millis(0), "{told}");
    }
}

fn incident(document: &Automerge) -> Incident {
    let text = |key: &str| match document.get(ROOT, key).expect("readable") {
        Some((Value::Scalar(value), _)) => value.as_str().expect("text").to_owned(),
        _ => panic!("{key} is there"),
    };
    let (_, members) = document
        .get(ROOT, "members")
        .expect("readable")
        .expect("members");
    let members: Vec<(String, String)> = document
        .keys(&members)
        .map(|key| {
            let (value, _) = document
                .get(&members, key.as_str())
                .expect("readable")
                .expect("there");
            let text = value
                .as_scalar()
                .and_then(|value| value.as_str())
                .expect("text")
                .to_owned();
            assert!(serde_json::from_str::<Member>(&text).is_ok());
            (key, text)
        })
        .collect();
    Incident::from_document(&text("incident"), &text("command"), members, [], 0)
        .expect("an incident")
}

fn log(document: &Automerge) -> BTreeMap<u64, String> {
    let (_, log) = document.get(ROOT, "log").expect("readable").expect("log");
    document
        .keys(&log)
        .map(|key| {
            let (value, _) = document
                .get(&log, key.as_str())
                .expect("readable")
                .expect("there");
            let text = value
                .as_scalar()
                .and_then(|value| value.as_str())
                .expect("text")
                .to_owned();
            let entry: loggist_domain::Entry = serde_json::from_str(&text).expect("an entry");
            assert_eq!(entry.key(), key);
            (entry.number, entry.text)
        })
        .collect()
}

fn numbers_have_no_gaps(document: &Automerge) {
    let numbers: Vec<u64> = log(document).into_keys().collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<u64>>());
}

/// `W3`.
fn intents_are_recorded_once(records: &[Record]) {
    let mut seen = BTreeSet::new();
    for record in records.iter().filter(|record| record.intent.is_some()) {
        assert!(
            seen.insert((record.person, record.intent)),
            "record {} repeats an intent",
            record.seq
        );
    }
}

/// Every receipt that any client ever got is true of the ledger.
fn receipts_are_kept(world: &World) {
    for client in &world.clients {
        for (intent, fate) in &client.receipts {
            if let Fate::Recorded { seq, hash, .. } = fate {
                let record = &world.ledger.records[usize::try_from(*seq - 1).expect("a number")];
                assert_eq!(record.hash().0, *hash, "a receipt is for ever");
                assert_eq!(record.intent, Some(intent.bytes()));
            }
        }
    }
}

fn replicas_are_equal(world: &World, document: &Automerge) {
    let heads = |document: &Automerge| {
        let mut heads = document.get_heads();
        heads.sort();
        heads
    };
    for node in &world.nodes {
        if node.room.head().seq == world.ledger.records.len() as u64 {
            assert_eq!(heads(node.room.document()), heads(document));
        }
    }
    for client in &world.clients {
        assert_eq!(
            heads(client.replica.recorded()),
            heads(document),
            "{} differs",
            client.person
        );
    }
}

/// Every act that was kept on a device is recorded, refused into the tray, or its person was told that it was not sent.
fn acts_are_accounted_for(world: &World) {
    for client in &world.clients {
        let recorded: BTreeSet<_> = world
            .ledger
            .records
            .iter()
            .filter(|record| record.person == Some(client.person.bytes()))
            .filter_map(|record| record.intent)
            .collect();
        for intent in &client.made {
            let in_tray = client
                .replica
                .tray()
                .iter()
                .any(|item| item.row.intent == *intent);
            let told = client.receipts.contains_key(intent);
            assert!(
                recorded.contains(&intent.bytes()) || in_tray || told,
                "{} lost {intent}",
                client.person
            );
        }
    }
}

/// Every character that stood on a screen is in the log, a draft, a fact or the tray; those of a draft that somebody
/// discarded went with it.
fn characters_are_accounted_for(world: &World, document: &Automerge) {
    let mut kept: BTreeSet<char> = log(document)
        .into_values()
        .flat_map(|text| text.chars().collect::<Vec<_>>())
        .collect();
    let someone = &world.clients[0];
    let view = someone.replica.view();
    view.drafts
        .values()
        .for_each(|draft| kept.extend(draft.text("text").chars()));
    view.facts
        .values()
        .for_each(|fact| kept.extend(fact.text("statement").chars()));
    let gone = discarded(&world.ledger);
    for client in &world.clients {
        let tray: BTreeSet<char> = client
            .replica
            .tray()
            .iter()
            .flat_map(|item| item.text().chars().collect::<Vec<_>>())
            .collect();
        for (typed, object) in &client.typed {
            assert!(
                kept.contains(typed) || tray.contains(typed) || gone.contains(&object.to_string()),
                "{} typed {typed} and it is nowhere",
                client.person
            );
        }
    }
}

/// Ids of drafts that a person's recorded edit removed.
fn discarded(ledger: &Ledger) -> BTreeSet<String> {
    let mut gone = BTreeSet::new();
    for record in ledger
        .records
        .iter()
        .filter(|record| record.name == "discard_draft")
    {
        let change = Change::from_bytes(record.parts.bytes("change").expect("an edit").to_vec())
            .expect("a change");
        for op in change.decode().operations {
            if let (automerge::legacy::OpType::Delete, automerge::legacy::Key::Map(key)) =
                (&op.action, &op.key)
            {
                gone.insert(key.to_string());
            }
        }
    }
    gone
}
