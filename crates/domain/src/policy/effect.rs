//! What the server writes because of an edit: numbers, its own times, and an entry.

mod actions;
mod after;
mod calls;
mod contacts;
mod facts;

pub use calls::planned as planned_call;

use super::{Scene, Touch};
use crate::{Effect, Entry, Incident, Kind, Object, ObjectId, Objects, Put, Refusal, Scalar};

/// An object that an edit touched.
#[derive(Clone)]
pub struct Edited<'a> {
    /// The root key.
    pub collection: &'a str,
    /// Its id.
    pub id: ObjectId,
    /// What decisions about it look at.
    pub scene: Scene<'a>,
    /// What the edit does to it.
    pub touches: Vec<&'a Touch>,
    /// As it is afterwards; `None` when it is gone.
    pub after: Option<&'a Object>,
}

/// What the server writes in the record of an edit, given the objects that it touched.
///
/// # Errors
/// [`crate::Code::Invalid`] when one change touches two objects that each need the server's word.
pub fn effect(edited: &[Edited<'_>]) -> Result<Effect, Refusal> {
    let mut effect = Effect::default();
    let mut numbered = 0;
    let mut moved = Vec::new();
    for edited in edited {
        let Some(after) = edited.after else { continue };
        let it = It {
            id: edited.id,
            scene: edited.scene,
            touches: &edited.touches,
            after,
        };
        let written = match edited.collection {
            "actions" => actions::written(it),
            "recommendations" => it.numbered("recommendations", "made_at"),
            "messages" => it.message(),
            "facts" => {
                moved.extend(facts::moved(it));
                continue;
            }
            "contacts" => contacts::written(it),
            "calls" => calls::written(it),
            "lessons" => after::lesson(it),
            "checks" => after::check(it),
            "documents" => after::document(it),
            _ => continue,
        };
        if !written.is_empty() {
            numbered += 1;
            effect = written;
        }
    }
    if numbered > 1 {
        return Err(Refusal::invalid(
            "One change is for one thing that the server numbers or seals. Make it in several.",
        ));
    }
    effect.puts.extend(moved);
    Ok(effect)
}

/// An object that is still there, with what the edit did to it.
#[derive(Clone, Copy)]
struct It<'a> {
    id: ObjectId,
    scene: Scene<'a>,
    touches: &'a [&'a Touch],
    after: &'a Object,
}

impl<'a> It<'a> {
    fn created(self) -> bool {
        self.scene.before.is_none()
    }

    /// A scalar text field as it was.
    fn was(self, field: &str) -> Option<&'a str> {
        self.scene.before.and_then(|before| before.str(field))
    }

    /// What a text field became in this edit; `None` when it stayed.
    fn became(self, field: &str) -> Option<&'a str> {
        self.after
            .str(field)
            .filter(|to| Some(*to) != self.was(field))
    }

    fn put(self, collection: &'static str, field: &'static str, value: impl Into<Scalar>) -> Put {
        Put {
            collection,
            id: self.id,
            field,
            value: value.into(),
        }
    }

    /// The number of what is made, and when it was made.
    fn numbered(self, collection: &'static str, made_at: &'static str) -> Effect {
        let mut effect = Effect::default();
        if self.created() {
            effect.puts = vec![
                self.number(collection),
                self.put(collection, made_at, self.scene.now),
            ];
        }
        effect
    }

    fn number(self, collection: &'static str) -> Put {
        let number = self.scene.objects.next_number(collection);
        self.put(collection, "number", Scalar::Int(number))
    }

    /// A number when it is made; what was agreed and goes back to drafting is not agreed any more.
    fn message(self) -> Effect {
        let mut effect = Effect::default();
        if self.created() {
            effect.puts = vec![self.number("messages")];
        }
        if self.was("agreed_at").is_some() && self.became("state").is_some() {
            effect = self.sealing(
                "message",
                format!(
                    "M-{} to {} was taken back: its words are no longer agreed.",
                    self.after.int("number").unwrap_or_default(),
                    self.after.str("to").unwrap_or_default()
                ),
            );
            effect.puts = vec![
                self.put("messages", "agreed_by", Scalar::Null),
                self.put("messages", "agreed_at", Scalar::Null),
            ];
        }
        effect
    }

    /// An effect that seals an entry about it.
    fn sealing(self, what: &str, text: String) -> Effect {
        let mut entry = entry(self.scene, text);
        entry.refs.insert(what.into(), self.id);
        Effect::sealing(entry)
    }
}

/// The name of an object's owner: of a member, or of a contact.
pub(super) fn owner_name(object: &Object, incident: &Incident, objects: &dyn Objects) -> String {
    owner_name_of(object.str("owner"), incident, objects)
}

/// The name of a member or a contact.
pub fn owner_name_of(id: Option<&str>, incident: &Incident, objects: &dyn Objects) -> String {
    let member = id.and_then(|id| id.parse().ok());
    if let Some(member) = member.and_then(|id| incident.members.get(&id)) {
        return member.name.clone();
    }
    id.and_then(|id| id.parse().ok())
        .and_then(|id| objects.object("contacts", id))
        .and_then(|contact| contact.str("name").map(str::to_owned))
        .unwrap_or_else(|| "somebody".into())
}

/// An entry of the server's about what this person did.
fn entry(scene: Scene<'_>, text: String) -> Entry {
    let Scene {
        incident,
        person,
        written_at,
        now,
        ..
    } = scene;
    Entry {
        by: incident.author(person),
        ..Entry::new(incident, Kind::System, text, written_at, now)
    }
}
