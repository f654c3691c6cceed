//! An incident that follows the effects of its commands, and people for it.

use loggist_domain::{
    Code, Directory, Effect, Entry, Incident, IncidentId, IntentId, Object, ObjectId, Objects,
    PersonId, Profile, Proposal, ProposalState, Refusal, Role, Scalar, Timestamp, Training, Value,
    command::{Given, Open, Scene, decide, open},
    policy::{ACTIVE, owner},
};
use serde_json::json;
use std::{collections::BTreeMap, time::Duration};

pub const PRIYA: u8 = 1;
pub const TOM: u8 = 2;
pub const MAEVE: u8 = 3;
pub const RAVI: u8 = 4;
pub const OUTSIDER: u8 = 9;

/// Ids are far from each other, as random ones are: what is handed in takes those that follow.
const BETWEEN_INTENTS: u128 = 1 << 64;

pub fn id(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

pub fn now() -> Timestamp {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

/// Priya is on call, Tom trained as manager and deputy, Maeve as secretariat, Ravi as expert.
pub fn people() -> Directory {
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
            on_call_until: on_call.then(|| now().plus(Duration::from_hours(1))),
            disabled: false,
            guest_of: None,
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
pub struct Play {
    pub incident: Incident,
    pub people: Directory,
    pub objects: Document,
    pub epoch: Option<u64>,
    pub waits: Duration,
    intents: u128,
}

/// What people write, and proposals.
#[derive(Default)]
pub struct Document {
    pub draft: Option<Object>,
    pub others: BTreeMap<(&'static str, ObjectId), Object>,
    pub proposals: BTreeMap<ObjectId, Proposal>,
}

impl Objects for Document {
    fn object(&self, collection: &str, id: ObjectId) -> Option<Object> {
        if collection == "drafts" {
            return self.draft.clone();
        }
        self.objects(collection).remove(&id)
    }

    fn objects(&self, collection: &str) -> BTreeMap<ObjectId, Object> {
        let all = self
            .others
            .iter()
            .filter(|((name, _), _)| *name == collection);
        all.map(|((_, id), object)| (*id, object.clone())).collect()
    }

    fn proposal(&self, id: ObjectId) -> Option<Proposal> {
        self.proposals.get(&id).cloned()
    }

    fn co_writers(&self, _: ObjectId, _: PersonId) -> Vec<String> {
        vec!["Tom Okafor".into()]
    }
}

impl Play {
    pub fn opened_by(n: u8) -> Self {
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
            IntentId::from_bytes([1; 16]),
            now(),
            now(),
        )
        .unwrap();
        assert_eq!(effect.entry.unwrap().number, 1);
        Self {
            incident,
            people,
            objects: Document::default(),
            epoch: None,
            waits: Duration::ZERO,
            intents: 1,
        }
    }

    /// Declared by Priya, with Tom as deputy, Maeve as secretariat, Ravi as expert.
    pub fn declared() -> Self {
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

    pub fn give(
        &mut self,
        by: u8,
        name: &str,
        fields: serde_json::Value,
    ) -> Result<Entry, Refusal> {
        let given = Given::read(name, &fields)?;
        let epoch = self.epoch.unwrap_or(self.incident.command.epoch);
        self.intents += BETWEEN_INTENTS;
        let scene = Scene {
            incident: &self.incident,
            objects: &self.objects,
            by: &self.people[&id(by)],
            spoken_by: given.spoken_by,
            people: &self.people,
            intent: IntentId::from_bytes(self.intents.to_be_bytes()),
            epoch: Some(epoch),
            not_after: Some(now().plus(Duration::from_secs(30))),
            written_at: now(),
            now: now().plus(self.waits),
        };
        let effect = decide(&given.command, scene)?;
        Ok(self.follow(effect))
    }

    /// Lets the incident follow an effect, and gives its entry back.
    pub fn follow(&mut self, effect: Effect) -> Entry {
        let Effect {
            header,
            command,
            members,
            entry,
            puts,
            proposals,
            invitations,
            ..
        } = effect;
        self.incident.header = header.unwrap_or_else(|| self.incident.header.clone());
        self.incident.command = command.unwrap_or_else(|| self.incident.command.clone());
        self.incident
            .members
            .extend(members.into_iter().map(|member| (member.person, member)));
        for put in puts {
            let object = self.objects.others.get_mut(&(put.collection, put.id));
            let fields = &mut object.expect("the server writes in what is there").0;
            fields.insert(put.field.into(), Value::Scalar(put.value));
        }
        for invitation in invitations {
            self.incident.invitations.insert(invitation.id, invitation);
        }
        for proposal in proposals {
            self.objects.proposals.insert(proposal.id, proposal);
        }
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
        self.check();
        entry
    }

    /// What must never be is not: an open action without an owner who may own it, or without a time.
    pub fn check(&self) {
        for action in self.objects.objects("actions").values() {
            let is_open = ACTIVE.contains(&action.str("state").unwrap());
            let who = owner(action);
            let is_contact = who.is_some_and(|it| !self.incident.members.contains_key(&it));
            let may_own = who.is_some_and(|it| self.incident.may_own(it));
            assert!(
                !is_open || may_own || is_contact,
                "an open action has an owner: {action:?}"
            );
            assert!(!is_open || action.time("report_by").is_some());
        }
    }

    /// Gives a command for the manager who said it.
    pub fn speak(
        &mut self,
        by: u8,
        name: &str,
        fields: serde_json::Value,
    ) -> Result<Entry, Refusal> {
        let mut fields = fields;
        fields["spoken_by"] = json!(self.incident.command.manager);
        self.give(by, name, fields)
    }

    /// Lets the next command bear the id of an earlier one.
    pub fn again(&mut self, id: ObjectId) {
        self.intents = u128::from_be_bytes(id.bytes()) - BETWEEN_INTENTS;
    }

    /// The id of the proposal that the last command made.
    pub fn proposed(&self) -> ObjectId {
        ObjectId::from_bytes(self.intents.to_be_bytes())
    }

    /// The proposal that the last command made.
    pub fn proposal(&self) -> &Proposal {
        &self.objects.proposals[&self.proposed()]
    }

    /// What a proposal is now.
    pub fn state(&self, id: ObjectId) -> ProposalState {
        self.objects.proposals[&id].state
    }

    /// Puts an object into the document, as people wrote it.
    pub fn put(&mut self, collection: &'static str, n: u8, fields: &[(&str, Value)]) -> ObjectId {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()));
        self.objects
            .others
            .insert((collection, thing(n)), Object(fields.collect()));
        thing(n)
    }

    /// Puts an action of somebody's into the document.
    pub fn action(&mut self, n: u8, owner: u8, state: &str) -> ObjectId {
        let fields = [
            ("by", word(&id(PRIYA).to_string())),
            ("title", word(&format!("Trace {n}"))),
            ("state", word(state)),
            ("owner", word(&id(owner).to_string())),
            ("report_by", word("2026-11-23T03:00:00.000Z")),
            ("acknowledged", Value::Scalar(Scalar::Bool(true))),
            ("number", Value::Scalar(Scalar::Int(i64::from(n)))),
        ];
        self.put("actions", n, &fields)
    }

    /// A field of an object as text, when it is there and not null.
    pub fn says(&self, collection: &str, id: ObjectId, field: &str) -> Option<String> {
        self.objects
            .object(collection, id)?
            .str(field)
            .map(str::to_owned)
    }

    pub fn refused(&mut self, by: u8, name: &str, fields: serde_json::Value) -> (Code, String) {
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

pub fn word(text: &str) -> Value {
    Value::Scalar(text.into())
}

pub fn thing(n: u8) -> ObjectId {
    ObjectId::from_bytes([n; 16])
}

pub fn say(kind: &str) -> serde_json::Value {
    json!({"kind": kind, "text": "words"})
}
