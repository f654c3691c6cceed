//! What a decision looks up in the working document.

use super::BatchActors;
use crate::{
    admission::{Actors, Owner, read_object, read_objects},
    document,
};
use automerge::{Automerge, ReadDoc};
use loggist_domain::{Directory, Incident, Object, ObjectId, Objects, PersonId, Proposal};
use std::collections::BTreeMap;

/// The working document, as decisions ask for it.
pub struct Working<'a> {
    pub document: &'a Automerge,
    pub incident: &'a Incident,
    pub people: &'a Directory,
    pub actors: BatchActors<'a>,
}

impl Objects for Working<'_> {
    fn object(&self, collection: &str, id: ObjectId) -> Option<Object> {
        read_object(self.document, collection, id).ok().flatten()
    }

    fn objects(&self, collection: &str) -> BTreeMap<ObjectId, Object> {
        read_objects(self.document, collection)
    }

    fn proposal(&self, id: ObjectId) -> Option<Proposal> {
        let proposals = document::map(self.document, "proposals").ok()?;
        let (value, _) = self.document.get(&proposals, id.to_string()).ok()??;
        serde_json::from_str(value.as_str()?).ok()
    }

    fn co_writers(&self, draft: ObjectId, but: PersonId) -> Vec<String> {
        let mut people: Vec<PersonId> = Vec::new();
        for actor in document::surviving_actors(self.document, draft) {
            match self.actors.owner(&actor) {
                Some(Owner::Person(person)) if person != but && !people.contains(&person) => {
                    people.push(person);
                }
                _ => {}
            }
        }
        let name = |person: PersonId| {
            let member = self.incident.members.get(&person).map(|it| &it.name);
            member
                .or_else(|| self.people.get(&person).map(|it| &it.name))
                .cloned()
        };
        people.into_iter().filter_map(name).collect()
    }
}
