//! The policy table, row by row and role by role.

use loggist_domain::{
    Code, CommandState, Header, Held, Incident, Member, Object, ObjectId, PersonId, Phase, Role,
    Scalar, Timestamp, Value,
    policy::{self, Act, Scene, TABLE, Touch},
    schema,
};
use std::time::Duration;

fn now() -> Timestamp {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

const OPENER: u8 = 90;
const OUTSIDER: u8 = 91;
const EX_MEMBER: u8 = 92;

/// One member for each role, `1 + position`; an ex-member; the opener is an observer.
fn incident(phase: Phase) -> Incident {
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
        },
        members: members
            .into_iter()
            .map(|member| (member.person, member))
            .collect(),
        last_number: 5,
    }
}

fn object(by: u8, fields: &[(&str, Value)]) -> Object {
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

fn scalar(text: &str) -> Value {
    Value::Scalar(Scalar::Str(text.into()))
}

fn draft(by: u8, kind: &str) -> Object {
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

fn fact(by: u8, standing: &str, more: &[(&str, Value)]) -> Object {
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

fn touch(act: Act, collection: &str, field: &str) -> Touch {
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
        },
        Act::Delete => Touch::Delete { collection, id },
    }
}

fn code(result: Result<(), loggist_domain::Refusal>) -> Option<Code> {
    result.err().map(|refusal| {
        assert!(refusal.reason.ends_with('.'), "{}", refusal.reason);
        refusal.code
    })
}

/// Every row, for every role, observer, outsider and ex-member, on an object of their own and of somebody else.
#[test]
fn every_row_is_for_those_it_names_and_for_nobody_else() {
    let incident = incident(Phase::Hot);
    let mut decided = 0;
    for row in TABLE {
        let fields = if row.fields.is_empty() {
            &[""][..]
        } else {
            row.fields
        };
        for field in fields {
            let touch = touch(row.act, row.collection, field);
            for (n, role) in (1..)
                .zip(Role::ALL)
                .chain([(OUTSIDER, Role::Sme), (EX_MEMBER, Role::Sme)])
            {
                for own in [true, false] {
                    let by = if own { n } else { 50 };
                    let before = if row.collection == "drafts" {
                        draft(by, "observation")
                    } else {
                        fact(by, "suspected", &[])
                    };
                    let before = (row.act != Act::Create).then_some(&before);
                    let scene = Scene {
                        incident: &incident,
                        person: person(n),
                        before,
                        touched_at: Some(now()),
                        now: now(),
                    };
                    let writer = role != Role::Observer;
                    let sets_draft = row.collection == "drafts" && row.act == Act::Set;
                    let expected = match (n, row.act) {
                        (OUTSIDER | EX_MEMBER, _) => Some(Code::NotMember),
                        _ if !writer => Some(Code::RoleRequired),
                        _ if sets_draft => {
                            (!own && role != Role::Secretariat).then_some(Code::RoleRequired)
                        }
                        (_, Act::Delete) => (!own).then_some(Code::RoleRequired),
                        _ => None,
                    };
                    assert_eq!(
                        code(policy::decide(&touch, scene)),
                        expected,
                        "{touch:?} by {role:?}, own: {own}"
                    );
                    decided += 1;
                }
            }
        }
    }
    assert_eq!(
        decided,
        18 * 9 * 2 + 36,
        "rows times people times own or not"
    );
}

#[test]
fn what_the_server_writes_and_what_no_row_names_is_refused_to_everybody() {
    let incident = incident(Phase::Hot);
    for (n, _) in (1..).zip(Role::ALL) {
        let scene = Scene {
            incident: &incident,
            person: person(n),
            before: None,
            touched_at: None,
            now: now(),
        };
        let other = |collection: &str| {
            code(policy::decide(
                &Touch::Other {
                    collection: collection.into(),
                },
                scene,
            ))
        };
        assert_eq!(other("log"), Some(Code::Sealed));
        for key in ["incident", "command", "members", "teams", "proposals"] {
            assert_eq!(other(key), Some(Code::ServerOwned), "{key}");
        }
        assert!(other("drafts").is_some() && other("nowhere").is_some() && other("v").is_some());
        for collection in schema::COLLECTIONS
            .iter()
            .filter(|c| !["drafts", "facts"].contains(c))
        {
            for act in [Act::Create, Act::Splice, Act::Set, Act::Delete] {
                assert!(
                    policy::decide(&touch(act, collection, "title"), scene).is_err(),
                    "{collection}"
                );
            }
        }
        for field in ["by", "begun_at", "text", "colour"] {
            assert!(
                policy::decide(&touch(Act::Set, "drafts", field), scene).is_err(),
                "{field}"
            );
        }
        assert!(policy::decide(&touch(Act::Delete, "facts", ""), scene).is_err());
    }
}

#[test]
fn the_secretariat_clears_a_draft_that_nobody_touched_for_ten_minutes() {
    let incident = incident(Phase::Hot);
    let before = draft(4, "observation");
    let decide = |n: u8, minutes: u64| {
        let touched =
            Timestamp::from_millis(now().millis() - i64::try_from(minutes * 60_000).unwrap());
        let scene = Scene {
            incident: &incident,
            person: person(n),
            before: Some(&before),
            touched_at: Some(touched),
            now: now(),
        };
        code(policy::decide(&touch(Act::Delete, "drafts", ""), scene))
    };
    assert_eq!(decide(3, 10), None);
    assert_eq!(decide(3, 9), Some(Code::RoleRequired));
    assert_eq!(decide(2, 60), Some(Code::RoleRequired));
    assert_eq!(decide(4, 0), None, "its creator at any time");
}

#[test]
fn a_closed_incident_takes_nothing_and_a_cold_one_corrections() {
    for (phase, corrections, others) in [
        (Phase::Warm, true, true),
        (Phase::Cold, true, false),
        (Phase::Closed, false, false),
    ] {
        let incident = incident(phase);
        for (kind, taken) in [("correction", corrections), ("observation", others)] {
            let draft = draft(4, kind);
            let create = touch(Act::Create, "drafts", "");
            let scene = Scene {
                incident: &incident,
                person: person(4),
                before: None,
                touched_at: None,
                now: now(),
            };
            let decided = policy::decide(&create, scene)
                .and_then(|()| policy::holds(&[&create], scene, Some(&draft)));
            assert_eq!(
                code(decided),
                (!taken).then_some(Code::Closed),
                "{phase:?} {kind}"
            );
        }
        let fact = touch(Act::Create, "facts", "");
        let scene = Scene {
            incident: &incident,
            person: person(4),
            before: None,
            touched_at: None,
            now: now(),
        };
        assert_eq!(policy::decide(&fact, scene).is_ok(), others);
    }
}

fn holds(
    n: u8,
    touches: &[Touch],
    before: Option<&Object>,
    after: Option<&Object>,
) -> Option<Code> {
    let incident = incident(Phase::Hot);
    let touches: Vec<&Touch> = touches.iter().collect();
    let scene = Scene {
        incident: &incident,
        person: person(n),
        before,
        touched_at: None,
        now: now(),
    };
    code(policy::holds(&touches, scene, after))
}

#[test]
fn a_decision_is_drafted_by_command_roles() {
    let create = [touch(Act::Create, "drafts", "")];
    let set = [touch(Act::Set, "drafts", "kind")];
    let splice = [touch(Act::Splice, "drafts", "text")];
    for (n, role) in (1..)
        .zip(Role::ALL)
        .filter(|(_, role)| *role != Role::Observer)
    {
        let expected = (!role.is_command()).then_some(Code::RoleRequired);
        let decision = draft(n, "decision");
        assert_eq!(
            holds(n, &create, None, Some(&decision)),
            expected,
            "{role:?}"
        );
        assert_eq!(
            holds(n, &set, Some(&draft(n, "observation")), Some(&decision)),
            expected
        );
        assert_eq!(
            holds(n, &splice, Some(&decision), Some(&decision)),
            None,
            "anyone helps to word it"
        );
    }
}

#[test]
fn an_object_is_complete_and_bears_its_creator() {
    let create = [touch(Act::Create, "drafts", "")];
    assert_eq!(
        holds(4, &create, None, Some(&draft(3, "observation"))),
        Some(Code::Invalid)
    );
    for missing in ["by", "begun_at", "kind", "text", "why", "set_aside"] {
        let mut partial = draft(4, "observation");
        partial.0.remove(missing);
        assert_eq!(
            holds(4, &create, None, Some(&partial)),
            Some(Code::Invalid),
            "{missing}"
        );
    }
    for (field, value) in [
        ("kind", scalar("command")),
        ("certainty", scalar("perhaps")),
        ("happened_at", scalar("yesterday")),
        ("corrects", Value::Scalar(Scalar::Int(6))),
        ("corrects", Value::Scalar(Scalar::Int(0))),
        ("said_by", scalar(&"x".repeat(301))),
        ("colour", scalar("red")),
        ("text", scalar("not collaborative")),
    ] {
        let mut odd = draft(4, "observation");
        odd.0.insert(field.into(), value);
        assert_eq!(
            holds(4, &create, None, Some(&odd)),
            Some(Code::Invalid),
            "{field}"
        );
    }
    let mut cleared = draft(4, "observation");
    cleared
        .0
        .insert("said_by".into(), Value::Scalar(Scalar::Null));
    assert_eq!(
        holds(4, &create, None, Some(&cleared)),
        None,
        "an optional scalar is cleared by null"
    );
    cleared.0.insert("kind".into(), Value::Scalar(Scalar::Null));
    assert_eq!(holds(4, &create, None, Some(&cleared)), Some(Code::Invalid));
}

#[test]
fn what_is_gone_takes_no_edit() {
    let splice = [touch(Act::Splice, "drafts", "text")];
    assert_eq!(
        holds(4, &splice, Some(&draft(4, "observation")), None),
        Some(Code::Gone)
    );
    let delete = [touch(Act::Delete, "drafts", "")];
    assert_eq!(
        holds(4, &delete, Some(&draft(4, "observation")), None),
        None
    );
}

#[test]
fn a_fact_is_settled_by_its_checker_or_command_with_a_source() {
    let set = [touch(Act::Set, "facts", "standing")];
    let source = ("source", Value::Scalar(Scalar::Int(5)));
    let checker = ("checked_by", scalar(&person(5).to_string()));
    let before = fact(4, "suspected", std::slice::from_ref(&checker));
    let known = fact(4, "known", &[source.clone(), checker.clone()]);
    assert_eq!(
        holds(4, &set, Some(&before), Some(&known)),
        Some(Code::RoleRequired),
        "its author does not"
    );
    assert_eq!(
        holds(5, &set, Some(&before), Some(&known)),
        None,
        "its checker does"
    );
    assert_eq!(
        holds(3, &set, Some(&before), Some(&known)),
        None,
        "command does"
    );
    assert_eq!(
        holds(
            5,
            &set,
            Some(&before),
            Some(&fact(4, "known", &[checker.clone()]))
        ),
        Some(Code::Invalid)
    );
    let refuted = fact(
        4,
        "suspected",
        &[source, checker, ("outcome", scalar("refuted"))],
    );
    assert_eq!(
        holds(4, &set, Some(&before), Some(&refuted)),
        Some(Code::RoleRequired)
    );
    assert_eq!(holds(5, &set, Some(&before), Some(&refuted)), None);
}

#[test]
fn before_the_declaration_the_opener_drafts_and_trained_readers_do_not() {
    let incident = incident(Phase::PreIncident);
    let create = touch(Act::Create, "drafts", "");
    let scene = Scene {
        incident: &incident,
        person: person(OPENER),
        before: None,
        touched_at: None,
        now: now(),
    };
    assert!(policy::decide(&create, scene).is_ok());
    assert_eq!(
        code(policy::holds(
            &[&create],
            scene,
            Some(&draft(OPENER, "before_command"))
        )),
        None
    );
    assert_eq!(
        code(policy::holds(
            &[&create],
            scene,
            Some(&draft(OPENER, "observation"))
        )),
        Some(Code::RoleRequired)
    );
    let fact = touch(Act::Create, "facts", "");
    assert_eq!(code(policy::decide(&fact, scene)), Some(Code::RoleRequired));
    let later = now().plus(Duration::from_secs(1));
    let reader = Scene {
        person: person(OUTSIDER),
        now: later,
        ..scene
    };
    assert_eq!(code(policy::decide(&create, reader)), Some(Code::NotMember));
}

#[test]
fn the_exported_table_names_every_row() {
    let exported = policy::exported();
    assert_eq!(exported["rows"].as_array().unwrap().len(), TABLE.len());
    assert_eq!(
        exported["rows"][0]["who"],
        serde_json::json!(["members", "opener_before_command"])
    );
}
