//! An edit: admission, policy, apply, invariants.

use super::{BatchActors, Trial, Working};
use crate::{
    Identity,
    admission::{self, Admitted, Ground, Owner},
    frames::Submit,
    record::Draft,
};
use loggist_domain::{
    Code, Effect, Object, ObjectId, Refusal, Timestamp,
    policy::{self, Edited, Scene, Touch},
};
use loggist_evidence::{Record, RecordKind};
use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

type Place = (String, ObjectId);

/// Who edits, and when by which clock.
#[derive(Clone, Copy)]
struct Asked {
    who: Identity,
    written_at: Timestamp,
    now: Timestamp,
}

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
        let before = self.touched_objects(&admitted.touches)?;
        let asked = Asked {
            who,
            written_at: submit.written_at,
            now,
        };
        self.allowed(asked, &admitted, &before)?;
        let role = self.incident.roles(who.person).first().copied();
        let epoch = self.incident.command.epoch;
        self.apply(&admitted)?;
        let effect = self.held(asked, &admitted, &before).inspect_err(|_| {
            // The change is in the working document: drop it, the next one is made without it.
            *self.working = None;
        })?;
        let created: Vec<ObjectId> = admitted.created.iter().map(|(_, id)| *id).collect();
        self.note(&admitted.change, Owner::Person(who.person));
        self.created.extend(&created);
        self.touched.extend(before.keys().map(|(_, id)| *id));
        let change = (!effect.is_empty()).then(|| self.write(&effect));
        self.follow_effect(&effect);
        Ok(self.record(Draft {
            incident: self.fold.id,
            who: Some(who),
            role,
            epoch,
            kind: RecordKind::Edit,
            name: &submit.name,
            intent: Some(submit.intent),
            written_at: submit.written_at,
            now,
            change: Some(&admitted.change),
            command: None,
            effect: change.as_ref().map(|it| (it, effect.entry.as_ref())),
            created,
        }))
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
    fn touched_objects(
        &self,
        touches: &[Touch],
    ) -> Result<BTreeMap<Place, Option<Object>>, Refusal> {
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
        asked: Asked,
        admitted: &Admitted,
        before: &BTreeMap<Place, Option<Object>>,
    ) -> Result<(), Refusal> {
        let objects = self.objects();
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
            policy::decide(touch, self.scene(asked, &objects, id, object))?;
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

    /// What the server writes because of the edit, once every touched object holds its invariants.
    fn held(
        &self,
        asked: Asked,
        admitted: &Admitted,
        before: &BTreeMap<Place, Option<Object>>,
    ) -> Result<Effect, Refusal> {
        let objects = self.objects();
        let after = self.touched_objects(&admitted.touches)?;
        let edited: Vec<Edited<'_>> = after
            .iter()
            .map(|(place, after)| {
                let (collection, id) = place;
                let touches = admitted.touches.iter();
                let before = before.get(place).and_then(Option::as_ref);
                Edited {
                    collection,
                    id: *id,
                    scene: self.scene(asked, &objects, Some(*id), before),
                    touches: touches
                        .filter(|touch| touch.object() == (collection, Some(*id)))
                        .collect(),
                    after: after.as_ref(),
                }
            })
            .collect();
        for edited in &edited {
            policy::holds(&edited.touches, edited.scene, edited.after)?;
        }
        policy::effect(&edited)
    }

    fn scene<'s>(
        &'s self,
        asked: Asked,
        objects: &'s Working<'s>,
        id: Option<ObjectId>,
        before: Option<&'s Object>,
    ) -> Scene<'s> {
        let touched_at = id.map(|id| {
            if self.touched.contains(&id) {
                asked.now
            } else {
                self.fold.touched_at(id)
            }
        });
        Scene {
            incident: &self.incident,
            objects,
            person: asked.who.person,
            before,
            touched_at,
            written_at: asked.written_at,
            now: asked.now,
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
