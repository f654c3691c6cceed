//! What the tests store.

use loggist_domain::{
    Code, Header, IncidentId, IntentId, PersonId, Phase, Role, SessionId, Summary, Timestamp,
    Training,
};
use loggist_evidence::{Hash, Head, Parts, Record, RecordKey, RecordKind};
use loggist_store::{Batch, Person, Refused, Session, Store};
use std::{collections::BTreeMap, time::Duration};
use uuid::Uuid;

/// Seconds after the beginning of the tests' time.
pub fn at(seconds: u64) -> Timestamp {
    let start: Timestamp = "2026-11-22T22:12:00.000Z".parse().unwrap();
    start.plus(Duration::from_secs(seconds))
}

pub fn person(name: &str) -> Person {
    Person {
        id: PersonId(Uuid::now_v7()),
        name: name.into(),
        email: format!("{}@example.org", name.to_lowercase()),
        organisation: "Courts".into(),
        administrator: false,
        disabled: false,
        guest_of: None,
        on_call_until: None,
        trainings: vec![Training {
            role: Role::IncidentManager,
            until: None,
        }],
        created_at: at(0),
    }
}

pub fn session(person: &Person) -> Session {
    Session {
        id: SessionId(Uuid::now_v7()),
        person: person.id,
        refresh_hash: Some([1; 32]),
        created_at: at(0),
        expires_at: at(3600),
        ended_at: None,
    }
}

/// A person with an account, signed in.
pub async fn signed_in(store: &dyn Store, name: &str) -> (Person, Session) {
    let person = person(name);
    let session = session(&person);
    store.add_person(&person, None).await.unwrap();
    store.begin_session(&session).await.unwrap();
    (person, session)
}

/// A ledger as one writer sees it.
#[derive(Clone)]
pub struct Ledger {
    pub incident: IncidentId,
    pub head: Head,
}

impl Ledger {
    pub fn new() -> Self {
        Self {
            incident: IncidentId(Uuid::now_v7()),
            head: Head::default(),
        }
    }

    /// The next record, by the server itself; the ledger goes on from it.
    pub fn record(&mut self) -> Record {
        self.record_with(|_| {})
    }

    /// The next record, made into what the test needs.
    pub fn record_with(&mut self, change: impl FnOnce(&mut Record)) -> Record {
        let key = RecordKey([7; 32]);
        let mut parts = Parts::default();
        parts.insert(&key, "change", vec![1, 2, 3]);
        let mut record = Record {
            incident: self.incident.bytes(),
            seq: self.head.seq + 1,
            prev: self.head.hash,
            received_at: at(60 + self.head.seq).to_string(),
            written_at: at(59 + self.head.seq).to_string(),
            person: None,
            session: None,
            role: None,
            epoch: 0,
            policy_version: 1,
            kind: RecordKind::Edit,
            name: "edit_draft".into(),
            intent: None,
            key,
            parts,
            change_hash: None,
            actors: Vec::new(),
            created: Vec::new(),
            number: None,
        };
        change(&mut record);
        self.head = Head {
            seq: record.seq,
            hash: record.hash(),
        };
        record
    }

    /// A batch of further records, with a summary when it is the first.
    pub fn batch(&mut self, records: usize) -> Batch {
        let summary = (self.head.seq == 0).then(|| summary(self.incident));
        let records = (0..records).map(|_| self.record()).collect();
        Batch {
            records,
            refused: Vec::new(),
            summary,
        }
    }

    /// A batch of one record, made into what the test needs.
    pub fn batch_with(&mut self, change: impl FnOnce(&mut Record)) -> Batch {
        let summary = (self.head.seq == 0).then(|| summary(self.incident));
        Batch {
            records: vec![self.record_with(change)],
            refused: Vec::new(),
            summary,
        }
    }
}

/// A new ledger with some records in the store.
pub async fn ledger(store: &dyn Store, records: usize) -> Ledger {
    let mut ledger = Ledger::new();
    store.append(&ledger.batch(records)).await.unwrap();
    ledger
}

pub fn summary(incident: IncidentId) -> Summary {
    Summary {
        left: [].into(),
        invitations: Vec::new(),
        header: Header {
            id: incident,
            reference: "INC-2026-0147".into(),
            codename: None,
            title: "Court lists \u{2603}".into(),
            summary: None,
            kind: loggist_domain::RoomKind::Incident,
            phase: Phase::PreIncident,
            severity: None,
            severity_provisional: true,
            category: None,
            category_provisional: true,
            security: true,
            security_at: None,
            personal_data: true,
            personal_data_at: None,
            level: None,
            marking: None,
            opened_at: at(0),
            opened_by: PersonId(Uuid::now_v7()),
            aware_at: None,
            declared_at: None,
            next_call: None,
            next_update: None,
            regulator_due: None,
            closed_at: None,
            links: Vec::new(),
            out_of_line: Vec::new(),
        },
        manager: None,
        deputy: None,
        members: BTreeMap::new(),
        entries: 0,
        last_entry_at: None,
    }
}

pub fn refused(incident: IncidentId, person: PersonId) -> Refused {
    Refused {
        incident,
        person,
        intent: IntentId(Uuid::now_v7()),
        name: "declare".into(),
        code: Code::RoleRequired,
        reason: "Only the Incident Manager does this.".into(),
        written_at: at(10),
        refused_at: at(11),
        change: Some(vec![0, 255]),
        command: Some("{\"reason\":\"a\\u0000b\"}".into()),
    }
}

/// A hash that nothing has.
pub fn other_hash(byte: u8) -> Hash {
    Hash([byte; 32])
}
