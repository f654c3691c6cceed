//! A line of the table, and what it says of everybody.

use super::stage::{self, Stage, code_named, person};
use loggist_domain::{Code, Refusal};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

const NOT_MEMBER: (Code, &str) = (Code::NotMember, "You are not in this incident.");
const NEVER_SPOKEN: (Code, &str) = (
    Code::RoleRequired,
    "The Incident Manager gives this themselves; it is never given as spoken.",
);
const WRITES_DOWN: (Code, &str) = (
    Code::RoleRequired,
    "The Deputy or the Secretariat writes down what the Incident Manager says on a call.",
);

type Said = (Code, &'static str);

/// A line of the table.
pub struct Case {
    pub name: &'static str,
    pub of: &'static str,
    pub when: &'static str,
    pub may: Vec<&'static str>,
    pub refused: Said,
    pub but: BTreeMap<&'static str, Said>,
    pub is_spoken: bool,
    pub speaks: BTreeMap<&'static str, Said>,
    pub epoch: bool,
    pub waits: bool,
}

/// The cases of the table in its order.
pub fn read(table: &'static str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut sentence = "";
    let mut but = BTreeMap::new();
    let mut speaks = BTreeMap::new();
    for line in table.lines().filter(|line| !line.is_empty()) {
        if let Some(said) = line.strip_prefix("> ") {
            sentence = said;
        } else if let Some(said) = line.strip_prefix(">>") {
            let (code, said) = said.split_once(": ").unwrap();
            let (who, code) = code.split_once(' ').unwrap_or(("", code));
            speaks.insert(who, (code_named(code), said));
        } else if let Some(exception) = line.strip_prefix('>') {
            let (who, said) = exception.split_once(": ").unwrap();
            let (who, code) = who.split_once(' ').unwrap();
            but.insert(who, (code_named(code), said));
        } else {
            let parts: Vec<&str> = line.split('|').map(str::trim).collect();
            let [command, may, code, with] = parts[..] else {
                panic!("a case has four parts: {line}")
            };
            let (command, when) = command.split_once(", ").unwrap_or((command, ""));
            let (name, of) = command.split_once(' ').unwrap_or((command, ""));
            cases.push(Case {
                name,
                of,
                when,
                may: may.split_whitespace().collect(),
                refused: (code_named(code), sentence),
                but: std::mem::take(&mut but),
                is_spoken: with.contains("(s)") || !speaks.is_empty(),
                speaks: std::mem::take(&mut speaks),
                epoch: with.contains("epoch"),
                waits: with.contains("waits"),
            });
        }
    }
    cases
}

impl Case {
    pub fn stage(&self) -> Stage {
        let mut stage = Stage::when(self.when);
        stage.objects.draft = (self.name == "seal_draft").then(|| stage::draft(self.of));
        stage
    }

    pub fn fields(&self) -> Json {
        stage::fields(self.name, self.of)
    }

    pub fn give(&self, stage: &Stage, who: &str) -> Result<(), Refusal> {
        let given = stage.give(who, self.name, &self.fields());
        given.map(|effect| {
            assert!(
                effect.entry.is_some(),
                "{}: every command is in the log",
                self.name
            );
        })
    }

    pub fn speak(&self, stage: &Stage, who: &str, manager: &str) -> Result<(), Refusal> {
        let mut fields = self.fields();
        fields["spoken_by"] = json!(person(manager));
        let effect = stage.give(who, self.name, &fields)?;
        let entry = effect.entry.as_ref().unwrap();
        assert!(
            entry.flags.iter().any(|flag| flag == "spoken"),
            "{}",
            self.name
        );
        assert_eq!(
            effect.proposals.len(),
            1,
            "{} waits for the manager's word",
            self.name
        );
        Ok(())
    }

    pub fn expected(&self, stage: &Stage, who: &str) -> Result<(), Said> {
        let here = stage.incident.member(person(who)).is_some();
        match self.but.get(who) {
            _ if self.may.contains(&who) => Ok(()),
            Some(said) => Err(*said),
            None if here || self.name == "surrender" => Err(self.refused),
            // Who may read before the declaration hears why; nobody else does.
            None => Err(NOT_MEMBER),
        }
    }

    pub fn expected_spoken(&self, stage: &Stage, who: &str) -> Result<(), Said> {
        let here = stage.incident.member(person(who)).is_some();
        let reads = self.name == "declare" && ["M", "trained", "reader"].contains(&who);
        let refused = self.speaks.get(who).or(self.speaks.get(""));
        match who {
            _ if !here && !reads && self.name != "surrender" => Err(NOT_MEMBER),
            _ if !self.is_spoken => Err(NEVER_SPOKEN),
            "D" | "S" => refused.map_or(Ok(()), |said| Err(*said)),
            _ => Err(WRITES_DOWN),
        }
    }
}
