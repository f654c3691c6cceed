//! An incident in which everything is right for a command, but perhaps who gives it.

use crate::ground::{Document, now};
use loggist_domain::{
    Challenge, Code, CommandState, Directory, Header, Held, Incident, IncidentId, IntentId,
    Invitation, Level, Link, LinkKind, Member, Object, ObjectId, Offer, Packet, PersonId, Phase,
    Profile, Proposal, Refusal, Role, Scalar, Timestamp, Training, Value,
    command::{self, Given, Scene, message_hash, recommendation_hash},
    seal_hash,
};
use serde_json::{Value as Json, json};
use std::{collections::BTreeMap, time::Duration};

/// Everybody: their name in the table, and the role that they have, or had.
pub const CAST: [(&str, Option<Role>); 15] = [
    ("M", Some(Role::IncidentManager)),
    ("D", Some(Role::Deputy)),
    ("S", Some(Role::Secretariat)),
    ("E", Some(Role::Sme)),
    ("C", Some(Role::CommsLead)),
    ("L", Some(Role::Liaison)),
    ("O", Some(Role::Observer)),
    ("own", Some(Role::Sme)),
    ("offered", Some(Role::Sme)),
    ("trained", Some(Role::Sme)),
    ("opener", Some(Role::Observer)),
    ("reader", None),
    ("outsider", None),
    ("ex", Some(Role::Deputy)),
    ("gone", Some(Role::Secretariat)),
];

pub fn person(who: &str) -> PersonId {
    let at = (1..).zip(CAST).find(|(_, (name, _))| *name == who);
    PersonId::from_bytes([at.unwrap().0; 16])
}

pub fn thing(n: u8) -> ObjectId {
    ObjectId::from_bytes([n; 16])
}

pub const ACTION: u8 = 101;
/// An incident that this one may be linked with.
const OTHER: IncidentId = IncidentId(uuid::Uuid::from_u128(2));
const RECOMMENDATION: u8 = 102;
const SYSTEM: u8 = 103;
const CHANGE: u8 = 104;
const CONCERN: u8 = 105;
const ESCALATION: u8 = 106;
const SPOKEN: u8 = 107;
const MESSAGE: u8 = 108;
const CALL: u8 = 109;
const INVITATION: u8 = 110;

fn people() -> Directory {
    let profile = |(who, _): (&str, _)| {
        let trained = ["M", "trained", "reader"].contains(&who);
        let training = Training {
            role: Role::IncidentManager,
            until: None,
        };
        let profile = Profile {
            id: person(who),
            name: format!("{who} Ground"),
            organisation: String::new(),
            trainings: trained.then_some(training).into_iter().collect(),
            on_call_until: (who == "reader").then(|| now().plus(Duration::from_hours(1))),
            disabled: false,
            guest_of: None,
        };
        (profile.id, profile)
    };
    CAST.map(profile).into()
}

/// What a command is decided against.
pub struct Stage {
    pub incident: Incident,
    pub people: Directory,
    pub objects: Document,
    pub epoch: Option<u64>,
    pub now: Timestamp,
}

impl Stage {
    /// The incident as it is when a command is given.
    pub fn when(when: &str) -> Self {
        let before = |hours: u64| {
            Timestamp::from_millis(now().millis() - i64::try_from(hours * 3_600_000).unwrap())
        };
        let member = |who: &str, role: Role| Member {
            person: person(who),
            name: format!("{who} Ground"),
            organisation: String::new(),
            roles: vec![Held {
                role,
                from: before(9),
                until: None,
                trained: true,
            }],
            capability: None,
            domain: None,
            reports_to: None,
            asked_for_by: None,
            joined_at: before(9),
            left_at: match who {
                "ex" => Some(before(24)),
                "gone" => Some(before(24 * 8)),
                _ => None,
            },
        };
        let header: Header = serde_json::from_value(json!({
            "id": "0193a1b2-0000-7000-8000-000000000001", "reference": "INC-2026-0001", "title": "t", "kind": "incident",
            "phase": Phase::Hot, "severity": 2, "severity_provisional": false, "category": "other", "category_provisional": false,
            "security": true, "personal_data": true, "opened_at": before(9), "opened_by": person("opener"), "links": [],
        })).unwrap();
        let command = CommandState {
            epoch: 3,
            manager: Some(person("M")),
            manager_since: Some(now()),
            deputy: Some(person("D")),
            ..CommandState::default()
        };
        let members = CAST
            .iter()
            .filter_map(|(who, role)| Some(member(who, (*role)?)));
        let mut incident = Incident {
            header,
            command,
            members: members.map(|member| (member.person, member)).collect(),
            invitations: [(thing(INVITATION), invitation())].into(),
            last_number: 5,
        };
        set(&mut incident, when);
        Self {
            incident,
            people: people(),
            objects: objects(),
            epoch: Some(3),
            now: now(),
        }
    }

    /// What comes of a command.
    pub fn give(
        &self,
        who: &str,
        name: &str,
        fields: &Json,
    ) -> Result<loggist_domain::Effect, Refusal> {
        let given = Given::read(name, fields)?;
        let scene = Scene {
            incident: &self.incident,
            objects: &self.objects,
            by: &self.people[&person(who)],
            spoken_by: given.spoken_by,
            people: &self.people,
            intent: IntentId::from_bytes([200; 16]),
            epoch: self.epoch,
            not_after: Some(now().plus(Duration::from_secs(30))),
            written_at: now(),
            now: self.now,
        };
        command::decide(&given.command, scene)
    }
}

fn set(incident: &mut Incident, when: &str) {
    let asked_at = Timestamp::from_millis(now().millis() - 300_000);
    match when {
        "" => {}
        "undeclared" => {
            incident.header.phase = Phase::PreIncident;
            incident.command = CommandState {
                epoch: 3,
                ..CommandState::default()
            };
            incident.members.retain(|id, _| *id == person("opener"));
        }
        "vacant" => {
            incident.command.manager = None;
            let manager = incident.members.get_mut(&person("M")).unwrap();
            manager.roles[0].role = Role::Sme;
        }
        "challenged" => {
            incident.command.challenge = Some(Challenge {
                by: person("E"),
                asked_at,
                reason: "Silent.".into(),
            });
        }
        "offered" => {
            let (to, by) = (person("offered"), person("M"));
            incident.command.offer = Some(Offer {
                to,
                by,
                offered_at: now(),
                packet: Packet::default(),
            });
        }
        "warm" => incident.header.phase = Phase::Warm,
        "cold" => incident.header.phase = Phase::Cold,
        "closed" => incident.header.phase = Phase::Closed,
        "silver" => {
            incident.header.level = Some(Level::Silver);
            incident.header.links = vec![Link::new(
                OTHER,
                LinkKind::Related,
                "INC-2026-0002".into(),
                person("M"),
                now(),
            )];
        }
        odd => panic!("there is no scene {odd}"),
    }
}

pub fn object(by: &str, fields: &[(&str, &str)]) -> Object {
    let scalar = |text: &str| Value::Scalar(Scalar::Str(text.into()));
    let mut object: BTreeMap<String, Value> = fields
        .iter()
        .map(|(name, text)| ((*name).to_owned(), scalar(text)))
        .collect();
    object.insert("by".into(), scalar(&person(by).to_string()));
    Object(object)
}

fn invitation() -> Invitation {
    serde_json::from_value(json!({
        "id": thing(INVITATION), "role": "sme", "outside": false, "by": person("M"), "name": "M", "made_at": now(),
        "expires_at": now().plus(Duration::from_mins(30)), "people": 1,
    }))
    .unwrap()
}

pub fn draft(kind: &str) -> Object {
    let mut draft = object(
        "own",
        &[("kind", kind), ("begun_at", "2026-11-23T01:00:00.000Z")],
    );
    for (field, words) in [("text", "Words."), ("why", ""), ("set_aside", "")] {
        draft.0.insert(field.into(), Value::Text(words.into()));
    }
    draft
}

fn recommendation() -> Object {
    let mut it = object("own", &[]);
    it.0.insert("text".into(), Value::Text("Recall it.".into()));
    it
}

fn message() -> Object {
    let mut it = object("C", &[("to", "Chambers"), ("kind", "update")]);
    it.0.insert("text".into(), Value::Text("It is recalled.".into()));
    it
}

fn proposal(n: u8, kind: &str) -> Proposal {
    let mut proposal: Proposal = serde_json::from_value(json!({
        "id": thing(n), "kind": kind, "state": "open", "by": person("own"), "name": "own Ground", "made_at": now(), "text": "Words.",
    })).unwrap();
    proposal.level = (kind == "escalation").then_some(Level::Silver);
    proposal.said_by = (kind == "spoken").then(|| person("M"));
    proposal
}

fn objects() -> Document {
    let owner = person("E").to_string();
    let action = object(
        "M",
        &[
            ("title", "Trace it"),
            ("state", "open"),
            ("owner", &owner),
            ("report_by", "2026-11-23T03:00:00.000Z"),
        ],
    );
    let kinds = [
        (CHANGE, "change"),
        (CONCERN, "concern"),
        (ESCALATION, "escalation"),
        (SPOKEN, "spoken"),
    ];
    Document {
        draft: None,
        others: BTreeMap::from([
            (("actions", thing(ACTION)), action),
            (("recommendations", thing(RECOMMENDATION)), recommendation()),
            (
                ("systems", thing(SYSTEM)),
                object("E", &[("name", "Lists"), ("state", "recovered")]),
            ),
            (("messages", thing(MESSAGE)), message()),
            (
                ("calls", thing(CALL)),
                object("S", &[("starts_at", "2026-11-23T02:15:00.000Z")]),
            ),
        ]),
        proposals: kinds.map(|(n, kind)| (thing(n), proposal(n, kind))).into(),
    }
}

/// The fields of a command with which nothing is wrong.
pub fn fields(name: &str, of: &str) -> Json {
    let reason = || json!({"reason": "It is so."});
    let proposal = match of {
        "change" => thing(CHANGE),
        "concern" => thing(CONCERN),
        "escalation" => thing(ESCALATION),
        _ => thing(SPOKEN),
    };
    match name {
        "declare" => {
            json!({"severity": 2, "category": "malware", "reason": "Nobody on call answers."})
        }
        "offer_command" => json!({"to": person("trained")}),
        "set_phase" => json!({"phase": "cold"}),
        "set_severity" => json!({"severity": 1}),
        "set_category" => json!({"category": "malware"}),
        "set_flags" => json!({"security": false, "personal_data": true}),
        "set_clocks" => json!({"next_call": "2026-11-23T02:30:00.000Z"}),
        "add_member" => json!({"person": person("outsider"), "roles": []}),
        "set_roles" => {
            json!({"person": person("E"), "roles": ["liaison"], "reason": "Needed there."})
        }
        "answer_recommendation" => json!({
            "recommendation": thing(RECOMMENDATION), "hash": recommendation_hash(&recommendation()), "answer": "agreed",
        }),
        "green_light" => json!({"system": thing(SYSTEM)}),
        "agree_message" | "mark_sent" => {
            json!({"message": thing(MESSAGE), "hash": message_hash(&message())})
        }
        "open_call" => json!({"call": thing(CALL)}),
        "invite" => json!({"role": of, "minutes": 30}),
        "revoke_invitation" => json!({"invitation": thing(INVITATION)}),
        "remove_member" => json!({"person": person("E")}),
        "set_level" => json!({"level": "silver", "because": "severity", "reason": "It grows."}),
        "suggest_escalation" => {
            json!({"level": "silver", "because": "complexity", "reason": "It grows."})
        }
        "split_team" => json!({"title": "Network", "lead": person("E")}),
        "open_silver" => json!({"title": "Both courts", "commander": person("reader")}),
        "link_incident" => {
            json!({"incident": OTHER, "reference": "INC-2026-0002", "kind": "related", "reason": "Same sender."})
        }
        "unlink_incident" => json!({"incident": OTHER, "reason": "Another sender."}),
        "reopen" => json!({"phase": "warm", "reason": "It came back."}),
        "chase" => json!({"action": thing(ACTION)}),
        "raise_concern" | "propose" => json!({"text": "Words."}),
        "surrender" => json!({"items": [{"text": "Words."}]}),
        "seal_draft" => json!({"draft": thing(100), "hash": seal_hash(&draft(of))}),
        "append_entry" if of == "correction" => {
            json!({"kind": of, "text": "Words.", "corrects": 1})
        }
        "append_entry" => json!({"kind": of, "text": "Words."}),
        "adopt_proposal" | "confirm_spoken" | "revoke_spoken" => json!({"proposal": proposal}),
        "decline_proposal" => json!({"proposal": proposal, "reason": "Not now."}),
        "answer_challenge" | "withdraw_offer" | "accept_command" | "open_aside" => json!({}),
        _ => reason(),
    }
}

pub fn code_named(name: &str) -> Code {
    serde_json::from_value(json!(name)).unwrap()
}
