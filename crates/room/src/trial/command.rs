//! A command: decided by the domain, written by the server.

use super::Trial;
use crate::{
    Identity,
    admission::{self, Owner},
    document,
    frames::Submit,
    record::{self, Draft},
};
use loggist_domain::{
    ObjectId, PersonId, Refusal, Timestamp, canonical,
    command::{self, Command, Effect, Scene},
};
use loggist_evidence::{Record, RecordKind};
use serde_json::json;

impl Trial<'_> {
    pub(super) fn decide_command(
        &mut self,
        who: Identity,
        submit: &Submit,
        now: Timestamp,
    ) -> Result<Record, Refusal> {
        let command = read(submit)?;
        let by = self.profile(who)?;
        let draft_id = match &command {
            Command::SealDraft(seal) => Some(seal.draft),
            _ => None,
        };
        let working = self.working();
        let draft = match draft_id {
            Some(id) => admission::read_object(working, "drafts", id)?,
            None => None,
        };
        let actors = draft_id
            .map(|id| document::surviving_actors(working, id))
            .unwrap_or_default();
        let with = self.names_of_others(&actors, who.person);
        let scene = Scene {
            incident: &self.incident,
            by,
            people: self.people,
            draft: draft.as_ref(),
            with: &with,
            epoch: submit.epoch,
            not_after: submit.not_after,
            written_at: submit.written_at,
            now,
        };
        let effect = command::decide(&command, scene)?;
        let epoch = self.incident.command.epoch;
        let role = self.incident.roles(who.person).first().copied();
        let change = document::apply_effect(self.working(), &effect)
            .expect("the document holds the keys that the first record made");
        self.note(&change, Owner::Server);
        self.follow(&effect, draft_id);
        Ok(record::build(
            Draft {
                incident: self.fold.id,
                who,
                role,
                epoch,
                kind: RecordKind::Command,
                name: command.name(),
                intent: submit.intent,
                written_at: submit.written_at,
                now,
                change: None,
                command: Some(canonical::to_string(&command)),
                effect: Some((&change, effect.entry.as_ref())),
                created: Vec::new(),
            },
            self.head,
            self.rng,
        ))
    }

    /// The authority state after an effect.
    fn follow(&mut self, effect: &Effect, draft: Option<ObjectId>) {
        self.listed |=
            effect.header.is_some() || effect.command.is_some() || !effect.members.is_empty();
        if let Some(header) = &effect.header {
            self.incident.header = header.clone();
        }
        if let Some(command) = &effect.command {
            self.incident.command = command.clone();
        }
        for member in &effect.members {
            self.incident.members.insert(member.person, member.clone());
        }
        if let Some(entry) = &effect.entry {
            self.incident.last_number = entry.number;
        }
        self.touched.extend(draft);
    }

    /// Names of people, other than one, behind these actors.
    fn names_of_others(&self, actors: &[[u8; 16]], but: PersonId) -> Vec<String> {
        let mut people: Vec<PersonId> = Vec::new();
        for actor in actors {
            let actor = self
                .actors
                .get(actor)
                .or_else(|| self.fold.actors.get(actor));
            match actor.map(|actor| actor.owner) {
                Some(Owner::Person(person)) if person != but && !people.contains(&person) => {
                    people.push(person);
                }
                _ => {}
            }
        }
        people
            .into_iter()
            .filter_map(|person| {
                let member = self
                    .incident
                    .members
                    .get(&person)
                    .map(|member| &member.name);
                member
                    .or_else(|| self.people.get(&person).map(|profile| &profile.name))
                    .cloned()
            })
            .collect()
    }
}

/// The command that a submit holds. A name that nobody knows refuses everybody.
fn read(submit: &Submit) -> Result<Command, Refusal> {
    let fields = submit
        .command
        .as_ref()
        .ok_or_else(|| Refusal::malformed("The command has no fields."))?;
    if !Command::NAMES.contains(&submit.name.as_str()) {
        return Err(Refusal::malformed(format!(
            "There is no command \"{}\".",
            submit.name
        )));
    }
    serde_json::from_value(json!({ &submit.name: fields })).map_err(|error| {
        Refusal::malformed(format!(
            "The command \"{}\" cannot be read: {error}.",
            submit.name
        ))
    })
}
