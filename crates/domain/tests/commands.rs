//! Commands: who may give them, and what they leave.

use loggist_domain::{
    Code, CommandState, Directory, Entry, Incident, IncidentId, Kind, Object, PersonId, Phase,
    Profile, Refusal, Role, Scalar, Timestamp, Training, Value,
    command::{Command, Effect, Open, Scene, decide, open},
    seal_hash,
};
use serde_json::json;
use std::time::Duration;

const PRIYA: u8 = 1;
const TOM: u8 = 2;
const MAEVE: u8 = 3;
const RAVI: u8 = 4;
const OUTSIDER: u8 = 9;

fn id(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

fn now() -> Timestamp {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

/// Priya is on call, Tom trained as manager and deputy, Maeve as secretariat, Ravi as expert.
fn people() -> Directory {
    let person = |n: u8, name: &str, roles: &[Role], on_call: bool| {
        let profile = Profile {
            id: id(n),
            name: name.into(),
            organisation: "Ministry".into(),
            trainings: roles
                .iter()
                .map(|role| Training {
                    role: *role,
                    until: None,
                })
                .collect(),
            on_call_until: on_call.then(|| now().plus(Duration::from_secs(3600))),
            disabled: false,
        };
        (id(n), profile)
    };
    Directory::from([
        person(PRIYA, "Priya Nair", &[Role::IncidentManager], true),
        person(
            TOM,
            "Tom Okafor",
            &[Role::IncidentManager, Role::Deputy],
            false,
        ),
        person(MAEVE, "Maeve Lindqvist", &[Role::Secretariat], false),
        person(RAVI, "Ravi Menon", &[Role::Sme], false),
        person(OUTSIDER, "Olu Outside", &[], false),
    ])
}

/// An incident that follows the effects of its commands.
struct Play {
    incident: Incident,
    people: Directory,
    draft: Option<Object>,
    epoch: Option<u64>,
    waits: Duration,
}

impl Play {
    fn opened_by(n: u8) -> Self {
        let people = people();
        let title = Open {
            title: "Court lists".into(),
            summary: None,
            security: true,
            personal_data: true,
        };
        let (incident, effect) = open(
            &title,
            IncidentId::from_bytes([7; 16]),
            "INC-2026-0001".into(),
            &people[&id(n)],
            now(),
            now(),
        )
        .unwrap();
        assert_eq!(effect.entry.unwrap().number, 1);
        Self {
            incident,
            people,
            draft: None,
            epoch: None,
            waits: Duration::ZERO,
        }
    }

    /// Declared by Priya, with Tom as deputy, Maeve as secretariat, Ravi as expert.
    fn declared() -> Self {
        let mut play = Self::opened_by(RAVI);
        play.give(
            PRIYA,
            "declare",
            json!({"severity": 1, "category": "data_disclosure"}),
        )
        .unwrap();
        play.give(
            PRIYA,
            "add_member",
            json!({"person": id(TOM), "roles": ["deputy"]}),
        )
        .unwrap();
        play.give(
            PRIYA,
            "add_member",
            json!({"person": id(MAEVE), "roles": ["secretariat"]}),
        )
        .unwrap();
        play.give(
            PRIYA,
            "set_roles",
            json!({"person": id(RAVI), "roles": ["sme"]}),
        )
        .unwrap();
        play
    }

    fn give(&mut self, by: u8, name: &str, fields: serde_json::Value) -> Result<Entry, Refusal> {
        let command: Command = serde_json::from_value(json!({ name: fields })).unwrap();
        assert_eq!(command.name(), name);
        let epoch = self.epoch.unwrap_or(self.incident.command.epoch);
        let scene = Scene {
            incident: &self.incident,
            by: &self.people[&id(by)],
            people: &self.people,
            draft: self.draft.as_ref(),
            with: &["Tom Okafor".to_owned()],
            epoch: Some(epoch),
            not_after: Some(now().plus(Duration::from_secs(30))),
            written_at: now(),
            now: now().plus(self.waits),
        };
        let Effect {
            header,
            command,
            members,
            entry,
            ..
        } = decide(&command, scene)?;
        self.incident.header = header.unwrap_or_else(|| self.incident.header.clone());
        self.incident.command = command.unwrap_or_else(|| self.incident.command.clone());
        self.incident
            .members
            .extend(members.into_iter().map(|member| (member.person, member)));
        let entry = entry.unwrap();
        assert_eq!(
            entry.number,
            self.incident.last_number + 1,
            "numbers have no gaps"
        );
        self.incident.last_number = entry.number;
        let managers = self
            .incident
            .members
            .values()
            .filter(|m| m.holds(Role::IncidentManager))
            .count();
        assert_eq!(
            managers,
            usize::from(self.incident.command.manager.is_some()),
            "one manager or none"
        );
        Ok(entry)
    }

    fn refused(&mut self, by: u8, name: &str, fields: serde_json::Value) -> (Code, String) {
        let before = self.incident.clone();
        let refusal = self.give(by, name, fields).expect_err("this is refused");
        assert_eq!(before, self.incident);
        assert!(
            refusal.reason.ends_with('.') || refusal.reason.ends_with(": "),
            "a sentence: {}",
            refusal.reason
        );
        (refusal.code, refusal.reason)
    }
}

fn say(kind: &str) -> serde_json::Value {
    json!({"kind": kind, "text": "words"})
}

#[test]
fn a_person_on_call_declares_and_commands() {
    let mut play = Play::opened_by(RAVI);
    let entry = play
        .give(
            PRIYA,
            "declare",
            json!({"severity": 1, "category": "data_disclosure", "severity_provisional": true}),
        )
        .unwrap();
    assert_eq!(entry.kind, Kind::Command);
    assert_eq!(entry.epoch, 1);
    assert_eq!(
        entry.text,
        "Priya Nair declared the incident and is Incident Manager. Severity 1, provisional. Category: data disclosure."
    );
    assert_eq!(play.incident.header.phase, Phase::Hot);
    assert_eq!(play.incident.command.manager, Some(id(PRIYA)));
    assert_eq!(play.incident.roles(id(PRIYA)), [Role::IncidentManager]);
    assert_eq!(
        play.refused(TOM, "declare", json!({"severity": 1, "category": "other"}))
            .0,
        Code::NotMember
    );
    let (code, reason) = play.refused(
        PRIYA,
        "declare",
        json!({"severity": 1, "category": "other"}),
    );
    assert_eq!(
        (code, reason.as_str()),
        (
            Code::Invalid,
            "The incident is already declared. In command: Priya Nair."
        )
    );
}

#[test]
fn another_trained_manager_declares_with_a_reason_and_nobody_else_does() {
    let mut play = Play::opened_by(RAVI);
    let (code, _) = play.refused(
        TOM,
        "declare",
        json!({"severity": 2, "category": "malware"}),
    );
    assert_eq!(code, Code::Invalid);
    assert_eq!(
        play.refused(
            RAVI,
            "declare",
            json!({"severity": 2, "category": "malware", "reason": "late"})
        )
        .0,
        Code::RoleRequired
    );
    assert_eq!(
        play.refused(
            OUTSIDER,
            "declare",
            json!({"severity": 2, "category": "malware", "reason": "late"})
        )
        .0,
        Code::NotMember
    );
    let entry = play
        .give(
            TOM,
            "declare",
            json!({"severity": 2, "category": "malware", "reason": "Nobody on call answers."}),
        )
        .unwrap();
    assert!(entry.text.contains("Not on call: Nobody on call answers."));
}

#[test]
fn severity_and_category_are_from_their_lists() {
    for fields in [
        json!({"severity": 5, "category": "other"}),
        json!({"severity": 1, "category": "weather"}),
        json!({"severity": 1}),
    ] {
        assert!(serde_json::from_value::<Command>(json!({"declare": fields})).is_err());
    }
}

#[test]
fn the_manager_alone_builds_the_team() {
    let mut play = Play::declared();
    for by in [TOM, MAEVE, RAVI] {
        let (code, reason) = play.refused(
            by,
            "add_member",
            json!({"person": id(OUTSIDER), "roles": []}),
        );
        assert_eq!(
            (code, reason.as_str()),
            (
                Code::RoleRequired,
                "Only the Incident Manager does this. Priya Nair is Incident Manager."
            )
        );
        assert_eq!(
            play.refused(
                by,
                "set_roles",
                json!({"person": id(RAVI), "roles": ["liaison"]})
            )
            .0,
            Code::RoleRequired
        );
    }
    assert_eq!(
        play.refused(
            OUTSIDER,
            "set_roles",
            json!({"person": id(RAVI), "roles": []})
        )
        .0,
        Code::NotMember
    );
    play.give(
        PRIYA,
        "add_member",
        json!({"person": id(OUTSIDER), "roles": []}),
    )
    .unwrap();
    assert_eq!(play.incident.roles(id(OUTSIDER)), [Role::Observer]);
}

#[test]
fn an_untrained_person_takes_a_role_for_a_reason_and_the_entry_is_flagged() {
    let mut play = Play::declared();
    let fields = json!({"person": id(OUTSIDER), "roles": ["liaison"]});
    assert_eq!(
        play.refused(PRIYA, "add_member", fields.clone()).0,
        Code::Invalid
    );
    let mut fields = fields;
    fields["reason"] = json!("Knows the courts.");
    let entry = play.give(PRIYA, "add_member", fields).unwrap();
    assert_eq!(entry.flags, ["untrained"]);
    assert!(
        entry
            .text
            .ends_with("Not trained as Liaison. Reason: Knows the courts.")
    );
    assert!(!play.incident.members[&id(OUTSIDER)].roles[0].trained);
}

#[test]
fn there_is_one_deputy_and_command_is_no_role_to_give() {
    let mut play = Play::declared();
    assert_eq!(play.incident.command.deputy, Some(id(TOM)));
    let (_, reason) = play.refused(
        PRIYA,
        "set_roles",
        json!({"person": id(RAVI), "roles": ["deputy"], "reason": "x"}),
    );
    assert_eq!(
        reason,
        "Tom Okafor is Deputy. Give Tom Okafor another role first."
    );
    assert_eq!(
        play.refused(
            PRIYA,
            "set_roles",
            json!({"person": id(TOM), "roles": ["incident_manager"]})
        )
        .0,
        Code::Invalid
    );
    assert_eq!(
        play.refused(
            PRIYA,
            "set_roles",
            json!({"person": id(PRIYA), "roles": ["sme"]})
        )
        .0,
        Code::Invalid
    );
    play.give(
        PRIYA,
        "set_roles",
        json!({"person": id(TOM), "roles": ["liaison"], "reason": "Needed there."}),
    )
    .unwrap();
    assert_eq!(play.incident.command.deputy, None);
    assert_eq!(
        play.incident.members[&id(TOM)].roles.len(),
        2,
        "ended roles stay on record"
    );
    play.give(
        PRIYA,
        "set_roles",
        json!({"person": id(RAVI), "roles": ["deputy"], "reason": "Only one left."}),
    )
    .unwrap();
    assert_eq!(play.incident.command.deputy, Some(id(RAVI)));
}

#[test]
fn a_command_under_a_stale_epoch_or_after_its_time_is_refused() {
    let mut play = Play::declared();
    play.epoch = Some(0);
    assert_eq!(
        play.refused(
            PRIYA,
            "add_member",
            json!({"person": id(OUTSIDER), "roles": []})
        )
        .0,
        Code::StaleEpoch
    );
    play.epoch = None;
    play.waits = Duration::from_secs(31);
    assert_eq!(
        play.refused(
            PRIYA,
            "add_member",
            json!({"person": id(OUTSIDER), "roles": []})
        )
        .0,
        Code::Expired
    );
    assert_eq!(
        play.refused(PRIYA, "append_entry", say("decision")).0,
        Code::Expired
    );
    assert!(
        play.give(PRIYA, "append_entry", say("observation")).is_ok(),
        "sealing may wait"
    );
}

#[test]
fn vacant_command_is_taken_by_a_trained_manager_in_the_team() {
    let mut play = Play::declared();
    let (_, reason) = play.refused(TOM, "take_command", json!({"reason": "ill"}));
    assert!(reason.starts_with("Priya Nair has been in command since "));
    play.incident.command = CommandState {
        manager: None,
        manager_since: None,
        ..play.incident.command
    };
    let now_observer = [Role::Observer];
    let profile = play.people[&id(PRIYA)].clone();
    play.incident
        .members
        .get_mut(&id(PRIYA))
        .unwrap()
        .set_roles(&now_observer, &profile, now());
    assert_eq!(
        play.refused(RAVI, "take_command", json!({"reason": "ill"}))
            .0,
        Code::RoleRequired
    );
    assert_eq!(
        play.refused(TOM, "take_command", json!({"reason": " "})).0,
        Code::Invalid
    );
    let entry = play
        .give(TOM, "take_command", json!({"reason": "Priya is ill."}))
        .unwrap();
    assert_eq!((entry.kind, entry.epoch), (Kind::Handover, 2));
    assert_eq!(
        play.incident.roles(id(TOM)),
        [Role::IncidentManager],
        "the manager holds no other role"
    );
    assert_eq!(play.incident.command.deputy, None);
}

#[test]
fn entries_carry_author_times_and_number() {
    let mut play = Play::declared();
    play.waits = Duration::from_secs(121);
    let mut fields = say("observation");
    fields["said_by"] = json!("Gateway team");
    fields["certainty"] = json!("suspect");
    fields["happened_at"] = json!("2026-11-22T21:46:00Z");
    let entry = play.give(RAVI, "append_entry", fields).unwrap();
    assert!(entry.late);
    assert_eq!(entry.by.role, Some(Role::Sme));
    assert_eq!(entry.by.organisation, "Ministry");
    assert_eq!(entry.received_at, now().plus(Duration::from_secs(121)));
    assert_eq!(entry.key().len(), 6);
    let read: Entry = serde_json::from_str(&entry.to_canonical()).unwrap();
    assert_eq!(read, entry);
    assert_eq!(
        entry.parts()[&format!("entry.{}.said_by", entry.key())],
        b"\"Gateway team\""
    );
}

#[test]
fn who_may_seal_what() {
    let mut play = Play::declared();
    for kind in ["observation", "action", "comms", "before_command"] {
        for by in [PRIYA, TOM, MAEVE, RAVI] {
            assert!(
                play.give(by, "append_entry", say(kind)).is_ok(),
                "{kind} by {by}"
            );
        }
    }
    for by in [TOM, MAEVE, RAVI] {
        assert_eq!(
            play.refused(by, "append_entry", say("decision")).0,
            Code::RoleRequired
        );
    }
    assert!(play.give(PRIYA, "append_entry", say("decision")).is_ok());
    for kind in ["command", "handover", "system"] {
        assert_eq!(
            play.refused(PRIYA, "append_entry", say(kind)).0,
            Code::ServerOwned
        );
    }
    play.give(PRIYA, "set_roles", json!({"person": id(RAVI), "roles": []}))
        .unwrap();
    assert_eq!(
        play.refused(RAVI, "append_entry", say("observation")).0,
        Code::RoleRequired
    );
}

#[test]
fn a_correction_names_an_entry_that_is_there_and_blank_text_is_no_entry() {
    let mut play = Play::declared();
    assert_eq!(
        play.refused(RAVI, "append_entry", say("correction")).0,
        Code::Invalid
    );
    for number in [0, 999] {
        let mut fields = say("correction");
        fields["corrects"] = json!(number);
        assert_eq!(play.refused(RAVI, "append_entry", fields).0, Code::Invalid);
    }
    let mut fields = say("observation");
    fields["corrects"] = json!(1);
    assert_eq!(play.refused(RAVI, "append_entry", fields).0, Code::Invalid);
    let mut fields = say("correction");
    fields["corrects"] = json!(1);
    assert_eq!(
        play.give(RAVI, "append_entry", fields).unwrap().corrects,
        Some(1)
    );
    assert_eq!(
        play.refused(
            RAVI,
            "append_entry",
            json!({"kind": "observation", "text": " \n"})
        )
        .0,
        Code::Invalid
    );
}

#[test]
fn before_the_declaration_the_opener_writes_what_happened_before_command() {
    let mut play = Play::opened_by(RAVI);
    assert!(
        play.give(RAVI, "append_entry", say("before_command"))
            .is_ok()
    );
    assert_eq!(
        play.refused(RAVI, "append_entry", say("observation")).0,
        Code::RoleRequired
    );
    assert_eq!(
        play.refused(TOM, "append_entry", say("before_command")).0,
        Code::NotMember
    );
    play.give(
        PRIYA,
        "declare",
        json!({"severity": 1, "category": "other"}),
    )
    .unwrap();
    assert_eq!(
        play.refused(RAVI, "append_entry", say("before_command")).0,
        Code::RoleRequired
    );
}

fn draft(by: u8, kind: &str, text: &str) -> Object {
    let scalar = |text: &str| Value::Scalar(Scalar::Str(text.into()));
    Object(
        [
            ("by", scalar(&id(by).to_string())),
            ("begun_at", scalar("2026-11-23T01:59:00.000Z")),
            ("kind", scalar(kind)),
            ("text", Value::Text(text.into())),
            ("why", Value::Text(String::new())),
            ("set_aside", Value::Text(String::new())),
        ]
        .map(|(key, value)| (key.to_owned(), value))
        .into(),
    )
}

#[test]
fn a_draft_is_sealed_as_it_was_seen_or_not_at_all() {
    let mut play = Play::declared();
    let seal = |draft: &Object| json!({"draft": "0193a1b2-0000-7000-8000-00000000abcd", "hash": seal_hash(draft)});
    let ravis = draft(RAVI, "observation", "Gateway trace complete.");
    assert_eq!(play.refused(RAVI, "seal_draft", seal(&ravis)).0, Code::Gone);
    play.draft = Some(ravis.clone());
    assert_eq!(
        play.refused(TOM, "seal_draft", seal(&ravis)).0,
        Code::RoleRequired
    );
    let other = draft(RAVI, "observation", "Gateway trace complete!");
    assert_eq!(
        play.refused(RAVI, "seal_draft", seal(&other)).0,
        Code::ChangedWhileSealing
    );
    let entry = play.give(RAVI, "seal_draft", seal(&ravis)).unwrap();
    assert_eq!(entry.text, "Gateway trace complete.");
    assert_eq!(entry.with, ["Tom Okafor"]);
    assert_eq!(
        entry.begun_at,
        Some("2026-11-23T01:59:00Z".parse().unwrap())
    );
    assert!(
        play.give(MAEVE, "seal_draft", seal(&ravis)).is_ok(),
        "the secretariat seals any"
    );

    let decision = draft(MAEVE, "decision", "Recall the message.");
    play.draft = Some(decision.clone());
    assert_eq!(
        play.refused(MAEVE, "seal_draft", seal(&decision)).0,
        Code::RoleRequired
    );
    assert_eq!(
        play.give(PRIYA, "seal_draft", seal(&decision))
            .unwrap()
            .by
            .name,
        "Priya Nair"
    );

    let blank = draft(RAVI, "observation", "  ");
    play.draft = Some(blank.clone());
    assert_eq!(
        play.refused(RAVI, "seal_draft", seal(&blank)).0,
        Code::Invalid
    );
}
