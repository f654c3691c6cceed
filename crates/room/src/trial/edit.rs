//! An edit: admission, policy, apply, invariants.

use super::{BatchActors, Trial};
use crate::{
    Identity,
    admission::{self, Admitted, Ground, Owner},
    frames::Submit,
    record::{self, Draft},
};
use loggist_domain::{
    Code, Object, ObjectId, Refusal, Timestamp,
    policy::{self, Scene, Touch},
};
use loggist_evidence::{Record, RecordKind};
use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

type Place = (String, ObjectId);

impl Trial<'_> {
    pub(super) fn decide_edit(
        &mut self,
        who: Identity,
        submit: &Submit,
        now: Timestamp,
    ) -> Result<Record, Refusal> {
        let bytes = submit
            .change
            .as_ref()
            .ok_or_else(|| Refusal::malformed("The edit holds no change."))?;
        self.profile(who)?;
        self.working();
        let admitted = self.admit(who, bytes)?;
        let before = self.objects(&admitted.touches)?;
        self.allowed(who, &admitted, &before, now)?;
        self.apply(&admitted)?;
        if let Err(refusal) = self.holds(who, &admitted, &before, now) {
            // The change is in the working document: drop it, the next one is made without it.
            *self.working = None;
            return Err(refusal);
        }
        let created: Vec<ObjectId> = admitted.created.iter().map(|(_, id)| *id).collect();
        self.note(&admitted.change, Owner::Person(who.person));
        self.created.extend(&created);
        self.touched.extend(before.keys().map(|(_, id)| *id));
        Ok(record::build(
            Draft {
                incident: self.fold.id,
                who,
                role: self.incident.roles(who.person).first().copied(),
                epoch: self.incident.command.epoch,
                kind: RecordKind::Edit,
                name: &submit.name,
                intent: submit.intent,
                written_at: submit.written_at,
                now,
                change: Some(&admitted.change),
                command: None,
                effect: None,
                created,
            },
            self.head,
            self.rng,
        ))
    }

    fn admit(&self, who: Identity, bytes: &[u8]) -> Result<Admitted, Refusal> {
        let document = self.working.as_ref().expect("made before admission");
        let actors = BatchActors {
            batch: &self.actors,
            recorded: &self.fold.actors,
        };
        let used = |id: ObjectId| self.fold.used.contains(&id) || self.created.contains(&id);
        let ground = Ground {
            document,
            actors: &actors,
            used: &used,
            max_op: self.max_op,
        };
        admission::admit(bytes, who.person, &ground)
    }

    /// The touched objects as they are in the working document.
    fn objects(&self, touches: &[Touch]) -> Result<BTreeMap<Place, Option<Object>>, Refusal> {
        let document = self.working.as_ref().expect("made before admission");
        let mut objects = BTreeMap::new();
        for touch in touches {
            let (collection, Some(id)) = touch.object() else {
                continue;
            };
            let place = (collection.to_owned(), id);
            if let std::collections::btree_map::Entry::Vacant(vacant) = objects.entry(place) {
                vacant.insert(admission::read_object(document, collection, id)?);
            }
        }
        Ok(objects)
    }

    fn allowed(
        &self,
        who: Identity,
        admitted: &Admitted,
        before: &BTreeMap<Place, Option<Object>>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        for touch in &admitted.touches {
            let (collection, id) = touch.object();
            let object = id.and_then(|id| before.get(&(collection.to_owned(), id))?.as_ref());
            if id.is_some()
                && object.is_none()
                && !matches!(touch, Touch::Create { .. })
                && !created(admitted, touch)
            {
                return Err(gone());
            }
            policy::decide(touch, self.scene(who, id, object, now))?;
        }
        Ok(())
    }

    fn apply(&mut self, admitted: &Admitted) -> Result<(), Refusal> {
        let working = self.working.as_mut().expect("made before admission");
        let change = admitted.change.clone();
        let applied = catch_unwind(AssertUnwindSafe(|| working.apply_changes([change])));
        if matches!(applied, Ok(Ok(()))) {
            return Ok(());
        }
        *self.working = None;
        Err(Refusal::malformed(
            "The change cannot be applied to this incident.",
        ))
    }

    fn holds(
        &self,
        who: Identity,
        admitted: &Admitted,
        before: &BTreeMap<Place, Option<Object>>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let after = self.objects(&admitted.touches)?;
        for ((collection, id), after) in &after {
            let touches: Vec<&Touch> = admitted
                .touches
                .iter()
                .filter(|t| t.object() == (collection, Some(*id)))
                .collect();
            let before = before
                .get(&(collection.clone(), *id))
                .and_then(Option::as_ref);
            policy::holds(
                &touches,
                self.scene(who, Some(*id), before, now),
                after.as_ref(),
            )?;
        }
        Ok(())
    }

    fn scene<'s>(
        &'s self,
        who: Identity,
        id: Option<ObjectId>,
        before: Option<&'s Object>,
        now: Timestamp,
    ) -> Scene<'s> {
        let touched_at = id.map(|id| {
            if self.touched.contains(&id) {
                now
            } else {
                self.fold.touched_at(id)
            }
        });
        Scene {
            incident: &self.incident,
            person: who.person,
            before,
            touched_at,
            now,
        }
    }
}

fn created(admitted: &Admitted, touch: &Touch) -> bool {
    let (_, id) = touch.object();
    admitted
        .created
        .iter()
        .any(|(_, created)| Some(*created) == id)
}

fn gone() -> Refusal {
    Refusal::new(
        Code::Gone,
        "This is no longer there: it was sealed or removed meanwhile.",
    )
}
