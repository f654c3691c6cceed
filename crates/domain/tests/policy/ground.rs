//! An incident with a member for each role, and objects for them to touch.

use std::collections::BTreeMap;

use loggist_domain::{
    Code, CommandState, Header, Held, Incident, Member, Object, ObjectId, Objects, PersonId, Phase,
    Proposal, Role, Scalar, Timestamp, Value,
    policy::{Act, Touch},
};

pub fn now() -> Timestamp {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

pub fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

pub const OPENER: u8 = 90;
pub const OUTSIDER: u8 = 91;
pub const EX_MEMBER: u8 = 92;

/// One member for each role, `1 + position`; an ex-member; the opener is an observer.
pub fn incident(phase: Phase) -> Incident {
    let member = |n: u8, role: Role, left: bool| Member {
        person: person(n),
        name: format!("Person {n}"),
        organisation: String::new(),
        roles: vec![Held {
            role,
            from: now(),
            until: None,
            trained: true,
        }],
        capability: None,
        domain: None,
        reports_to: None,
        asked_for_by: None,
        joined_at: now(),
        left_at: left.then(now),
    };
    let mut members: Vec<Member> = Role::ALL
        .iter()
        .zip(1..)
        .map(|(role, n)| member(n, *role, false))
        .collect();
    members.push(member(OPENER, Role::Observer, false));
    members.push(member(EX_MEMBER, Role::Sme, true));
    let header: Header = serde_json::from_value(serde_json::json!({
        "id": "0193a1b2-0000-7000-8000-000000000001", "reference": "INC-2026-0001", "title": "t", "kind": "incident",
        "phase": phase, "severity_provisional": false, "category_provisional": false, "security": true,
        "personal_data": true, "opened_at": now(), "opened_by": person(OPENER), "links": [],
    }))
    .unwrap();
    Incident {
        header,
        command: CommandState {
            epoch: 1,
            manager: Some(person(1)),
            manager_since: Some(now()),
            deputy: Some(person(2)),
            ..CommandState::default()
        },
        members: members
            .into_iter()
            .map(|member| (member.person, member))
            .collect(),
        invitations: [].into(),
        last_number: 5,
    }
}

pub fn object(by: u8, fields: &[(&str, Value)]) -> Object {
    let mut object = Object::default();
    object
        .0
        .insert("by".into(), scalar(&person(by).to_string()));
    object.0.extend(
        fields
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone())),
    );
    object
}

pub fn scalar(text: &str) -> Value {
    Value::Scalar(Scalar::Str(text.into()))
}

pub fn draft(by: u8, kind: &str) -> Object {
    let text = || Value::Text(String::new());
    let begun = scalar("2026-11-23T01:00:00.000Z");
    object(
        by,
        &[
            ("begun_at", begun),
            ("kind", scalar(kind)),
            ("text", text()),
            ("why", text()),
            ("set_aside", text()),
        ],
    )
}

pub fn fact(by: u8, standing: &str, more: &[(&str, Value)]) -> Object {
    let mut fact = object(
        by,
        &[
            ("statement", Value::Text("words".into())),
            ("standing", scalar(standing)),
        ],
    );
    fact.0.extend(
        more.iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone())),
    );
    fact
}

pub fn touch(act: Act, collection: &str, field: &str) -> Touch {
    let (collection, field, id) = (
        collection.to_owned(),
        field.to_owned(),
        ObjectId::from_bytes([5; 16]),
    );
    match act {
        Act::Create => Touch::Create { collection, id },
        Act::Splice => Touch::Splice {
            collection,
            id,
            field,
        },
        Act::Set => Touch::Set {
            collection,
            id,
            field,
            value: Scalar::Null,
        },
        Act::Add => Touch::Add {
            collection,
            id,
            field,
            item: ObjectId::from_bytes([6; 16]),
            value: Scalar::Null,
        },
        Act::Delete => Touch::Delete { collection, id },
    }
}

pub fn code(result: Result<(), loggist_domain::Refusal>) -> Option<Code> {
    result.err().map(|refusal| {
        assert!(refusal.reason.ends_with('.'), "{}", refusal.reason);
        refusal.code
    })
}

/// Other objects that a decision may look up.
#[derive(Default)]
pub struct Others(pub BTreeMap<(&'static str, ObjectId), Object>);

impl Objects for Others {
    fn object(&self, collection: &str, id: ObjectId) -> Option<Object> {
        let found = self
            .0
            .iter()
            .find(|((name, one), _)| *name == collection && *one == id);
        found.map(|(_, object)| object.clone())
    }

    fn objects(&self, collection: &str) -> BTreeMap<ObjectId, Object> {
        let all = self.0.iter().filter(|((name, _), _)| *name == collection);
        all.map(|((_, id), object)| (*id, object.clone())).collect()
    }

    fn proposal(&self, _: ObjectId) -> Option<Proposal> {
        None
    }

    fn co_writers(&self, _: ObjectId, _: PersonId) -> Vec<String> {
        Vec::new()
    }
}

/// Sets a field to a word.
pub fn sets(collection: &str, field: &str, word: &str) -> Touch {
    Touch::Set {
        collection: collection.into(),
        id: ObjectId::from_bytes([5; 16]),
        field: field.into(),
        value: word.into(),
    }
}
