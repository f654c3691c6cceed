//! Reads a case of the table and plays it: the same edit by everybody.

use crate::ground::*;
use loggist_domain::{
    Code, Incident, Object, ObjectId, PersonId, Refusal, Role, Scalar, Timestamp, Value,
    policy::{self, Scene, Touch},
};
use serde_json::json;
use std::{collections::BTreeMap, time::Duration};

/// Made the object; an expert.
pub const CREATOR: u8 = 60;
/// Has the action; an expert.
pub const OWNER: u8 = 61;
pub const CONTACT: u8 = 70;
const AGREED: u8 = 71;
const ASKED: u8 = 72;

/// Everybody whom a case is played by, with their names in the table.
pub const TEAM: [(&str, u8); 9] = [
    ("M", 1),
    ("D", 2),
    ("S", 3),
    ("E", 4),
    ("C", 5),
    ("L", 6),
    ("O", 7),
    ("own", CREATOR),
    ("owner", OWNER),
];
pub const OUTSIDE: [(&str, u8); 2] = [("outsider", OUTSIDER), ("ex-member", EX_MEMBER)];

/// A line of the table.
pub struct Case {
    pub line: &'static str,
    pub may: Vec<&'static str>,
    code: Code,
    sentence: &'static str,
    but: BTreeMap<&'static str, (Code, &'static str)>,
}

impl Case {
    /// What somebody is refused with.
    pub fn refusal(&self, who: &str) -> (Code, &'static str) {
        self.but
            .get(who)
            .copied()
            .unwrap_or((self.code, self.sentence))
    }
}

pub fn code_named(name: &str) -> Code {
    serde_json::from_value(json!(name)).unwrap()
}

/// The cases of a table in its order.
pub fn read(table: &'static str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut sentence = "";
    let mut but = BTreeMap::new();
    for line in table.lines().filter(|line| !line.is_empty()) {
        if let Some(said) = line.strip_prefix("> ") {
            sentence = said;
        } else if let Some(exception) = line.strip_prefix('>') {
            let (who, said) = exception.split_once(": ").unwrap();
            let (who, code) = who.split_once(' ').unwrap();
            but.insert(who, (code_named(code), said));
        } else {
            let parts: Vec<&str> = line.split('|').map(str::trim).collect();
            let [case, may, code] = parts[..] else {
                panic!("a case has three parts: {line}")
            };
            cases.push(Case {
                line: case,
                may: may.split_whitespace().collect(),
                code: code_named(code),
                sentence,
                but: std::mem::take(&mut but),
            });
        }
    }
    cases
}

/// The team of the ground, with a creator and an owner.
pub fn team(phase: loggist_domain::Phase) -> Incident {
    let mut incident = incident(phase);
    for n in [CREATOR, OWNER] {
        let mut member = incident.members[&person(4)].clone();
        member.person = person(n);
        assert_eq!(member.current_roles(), [Role::Sme]);
        incident.members.insert(member.person, member);
    }
    incident
}

/// What a case does when somebody does it.
pub struct Edit {
    pub touches: Vec<Touch>,
    pub before: Option<Object>,
    pub after: Option<Object>,
    pub untouched: bool,
}

impl Edit {
    /// As the room judges it: each touch by its row, then what it leaves.
    pub fn judged(&self, incident: &Incident, by: u8) -> Result<(), Refusal> {
        self.judged_at(incident, by, [now(), now()])
    }

    /// The same by these clocks: the device's, the server's.
    pub fn judged_at(
        &self,
        incident: &Incident,
        by: u8,
        [written_at, now]: [Timestamp; 2],
    ) -> Result<(), Refusal> {
        let minutes = if self.untouched { 10 } else { 0 };
        let objects = others();
        let scene = Scene {
            incident,
            objects: &objects,
            person: person(by),
            before: self.before.as_ref(),
            touched_at: Some(Timestamp::from_millis(now.millis() - minutes * 60_000)),
            written_at,
            now,
        };
        for touch in &self.touches {
            policy::decide(touch, scene)?;
        }
        let touches: Vec<&Touch> = self.touches.iter().collect();
        policy::holds(&touches, scene, self.after.as_ref())
    }
}

/// What else there is: a contact, and two recommendations.
pub fn others() -> Others {
    let id = |n: u8| ObjectId::from_bytes([n; 16]);
    let answered = |word: &str| object(CREATOR, &[("answer", scalar(word))]);
    Others(BTreeMap::from([
        (("contacts", id(CONTACT)), sample("contacts", CREATOR)),
        (("recommendations", id(AGREED)), answered("agreed")),
        (("recommendations", id(ASKED)), answered("question")),
    ]))
}

/// The edit of a line, done by somebody.
pub fn edit(line: &str, by: u8) -> Edit {
    let (done, given) = line.split_once(" given ").unwrap_or((line, ""));
    let (done, answer) = done
        .split_once('+')
        .map_or((done, None), |(done, answer)| (done, Some(answer.trim())));
    let mut words = done.split_whitespace();
    let (collection, act) = (words.next().unwrap(), words.next().unwrap());
    let fields: Vec<(&str, Value)> = if act == "bring" {
        Vec::new()
    } else {
        words.clone().map(|word| field(word, by)).collect()
    };
    let mut before = sample(collection, CREATOR);
    before
        .0
        .extend(pairs(given).filter(|(name, _)| name != "untouched"));
    let (touch, after) = match act {
        "create" => {
            let mut made = sample(collection, by);
            made.0.retain(|name, _| name != "number");
            made.0
                .extend(fields.iter().map(|(k, v)| ((*k).to_owned(), v.clone())));
            (Some(touch(policy::Act::Create, collection, "")), Some(made))
        }
        "delete" => (Some(touch(policy::Act::Delete, collection, "")), None),
        "splice" => {
            let place = words.next().unwrap();
            (
                Some(touch(policy::Act::Splice, collection, place)),
                Some(before.clone()),
            )
        }
        "set" => {
            let (name, to) = fields[0].clone();
            let Value::Scalar(to) = to else {
                unreachable!()
            };
            let mut after = before.clone();
            after.0.insert(name.into(), Value::Scalar(to.clone()));
            (Some(set(collection, name, to)), Some(after))
        }
        "add" => (None, Some(before.clone())),
        "reply" => (
            Some(added(collection, "replies", reply(by))),
            Some(before.clone()),
        ),
        "join" => (
            Some(added(collection, moves(collection), moved(by, by))),
            Some(before.clone()),
        ),
        "bring" => {
            let who = match words.next() {
                Some("contact") => CONTACT,
                Some(name) => TEAM.iter().find(|(one, _)| *one == name).unwrap().1,
                None => unreachable!(),
            };
            (
                Some(added(collection, moves(collection), moved(by, who))),
                Some(before.clone()),
            )
        }
        odd => panic!("there is no act {odd}"),
    };
    let mut touches: Vec<Touch> = touch.into_iter().collect();
    let mut after = after;
    if let Some(answer) = answer {
        let report = report(by, answer);
        put_item(after.as_mut().unwrap(), "reports", report.clone());
        touches.push(added(collection, "reports", report));
    }
    Edit {
        touches,
        before: (act != "create").then_some(before),
        after,
        untouched: given.contains("untouched"),
    }
}

fn pairs(words: &str) -> impl Iterator<Item = (String, Value)> {
    words.split_whitespace().map(|word| {
        let (name, value) = field(word, CREATOR);
        (name.to_owned(), value)
    })
}

/// `name=word` as a value; `by` signs a check.
fn field(word: &str, by: u8) -> (&str, Value) {
    let (name, word) = word.split_once('=').unwrap_or((word, ""));
    let later = |hours: u64| Scalar::from(now().plus(Duration::from_hours(hours)));
    let id = |n: u8| Scalar::from(person(n));
    let someone = || TEAM.iter().find(|(one, _)| *one == word);
    let value = match (name, word) {
        (_, "null") => Scalar::Null,
        (_, "soon") => later(1),
        (_, "later") => later(2),
        (_, "earlier") => Scalar::from(Timestamp::from_millis(now().millis() - 1)),
        (
            "acknowledged" | "fit" | "agreed" | "private" | "trusted" | "closed" | "staff_affected"
            | "withheld",
            word,
        ) => Scalar::Bool(word == "yes"),
        ("corrects" | "source" | "number" | "interval", number) => {
            Scalar::Int(number.parse().unwrap())
        }
        ("owner", "contact") => id(CONTACT),
        ("from" | "action" | "attachment", "agreed") => id(AGREED),
        ("from", "asked") => id(ASKED),
        ("check", verdict) => {
            Scalar::Str(json!({"by": person(by), "verdict": verdict}).to_string())
        }
        (
            "by" | "owner" | "sender" | "checked_by" | "chased_by" | "answered_by" | "asked_for_by"
            | "contacted_by" | "agreed_by" | "sent_by" | "opened_by",
            _,
        ) => id(someone().unwrap().1),
        (_, word) => Scalar::Str(word.into()),
    };
    (name, Value::Scalar(value))
}

/// An object of a collection with which everything is right.
pub fn sample(collection: &str, by: u8) -> Object {
    let soon = scalar(&now().plus(Duration::from_hours(1)).to_string());
    let items = || Value::Items(BTreeMap::new());
    let words = || Value::Text("words".into());
    match collection {
        "drafts" => draft(by, "observation"),
        "facts" => fact(by, "suspected", &[]),
        "actions" => object(
            by,
            &[
                ("title", scalar("Trace it")),
                ("instruction", words()),
                ("owner", scalar(&person(OWNER).to_string())),
                ("report_by", soon),
                ("state", scalar("open")),
                ("reports", items()),
                ("number", Value::Scalar(Scalar::Int(1))),
            ],
        ),
        "recommendations" => object(by, &[("text", words()), ("replies", items())]),
        "contacts" => object(by, &[("name", scalar("Vera")), ("state", scalar("asked"))]),
        "systems" => object(
            by,
            &[("name", scalar("Lists")), ("state", scalar("affected"))],
        ),
        "messages" => object(
            by,
            &[
                ("kind", scalar("update")),
                ("audience", scalar("external")),
                ("to", scalar("Chambers")),
                ("text", words()),
                ("state", scalar("drafting")),
                ("replies", items()),
            ],
        ),
        "channels" => object(
            by,
            &[
                ("name", scalar("Team")),
                ("kind", scalar("chat")),
                ("moves", items()),
            ],
        ),
        "calls" => object(
            by,
            &[
                ("starts_at", soon),
                ("agenda", words()),
                ("attendance", items()),
            ],
        ),
        "lessons" => object(
            by,
            &[
                ("text", words()),
                ("side", scalar("even_better_if")),
                ("state", scalar("noted")),
            ],
        ),
        "checks" => object(
            by,
            &[("duty", scalar("contained")), ("state", scalar("done"))],
        ),
        "documents" => object(
            by,
            &[("name", scalar("Chat")), ("state", scalar("missing"))],
        ),
        "attachments" => object(
            by,
            &[
                ("name", scalar("list.pdf")),
                ("media_type", scalar("application/pdf")),
                ("size", Value::Scalar(Scalar::Int(4))),
                ("sha256", scalar(&"0f".repeat(32))),
            ],
        ),
        other => object(by, &[("title", scalar(other))]),
    }
}

pub fn set(collection: &str, field: &str, value: Scalar) -> Touch {
    Touch::Set {
        collection: collection.into(),
        id: ObjectId::from_bytes([5; 16]),
        field: field.into(),
        value,
    }
}

pub fn added(collection: &str, field: &str, value: Scalar) -> Touch {
    Touch::Add {
        collection: collection.into(),
        id: ObjectId::from_bytes([5; 16]),
        field: field.into(),
        item: ObjectId::from_bytes([6; 16]),
        value,
    }
}

pub fn put_item(object: &mut Object, field: &str, value: Scalar) {
    let Some(Value::Items(items)) = object.0.get_mut(field) else {
        panic!("there are no {field}")
    };
    items.insert(ObjectId::from_bytes([6; 16]).to_string(), value);
}

/// A report with this answer, signed.
pub fn report(by: u8, answer: &str) -> Scalar {
    let by: PersonId = person(by);
    let later = now().plus(Duration::from_hours(2));
    let report = match answer {
        "more_time" => json!({"by": by, "answer": answer, "report_by": later}),
        _ => json!({"by": by, "answer": answer, "text": "In words."}),
    };
    Scalar::Str(report.to_string())
}

fn moves(collection: &str) -> &'static str {
    if collection == "calls" {
        "attendance"
    } else {
        "moves"
    }
}

/// Somebody comes; said by somebody.
fn moved(by: u8, who: u8) -> Scalar {
    Scalar::Str(
        json!({"by": person(by), "who": person(who), "is_in": true, "at": now()}).to_string(),
    )
}

fn reply(by: u8) -> Scalar {
    Scalar::Str(json!({"by": person(by), "text": "I agree."}).to_string())
}
