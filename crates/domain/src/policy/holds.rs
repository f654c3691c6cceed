//! Invariants of a touched object, on the winning values after the merge.

mod actions;
mod after;
mod drafts;
mod facts;
mod outward;

pub use actions::ACTIVE;

use super::{Scene, Touch, allowed, allows, rows, server_owned};
use crate::{Code, Object, ObjectId, Refusal, Scalar, Value, schema};
use schema::Type;

/// An object as an edit leaves it, with what the edit did to it.
#[derive(Clone, Copy)]
struct Edited<'a> {
    touches: &'a [&'a Touch],
    created: bool,
    scene: Scene<'a>,
    after: &'a Object,
}

/// Whether an object, as the edit leaves it, holds what its rows ask.
///
/// `touches` are the touches of the change on this object.
///
/// # Errors
/// The refusal, with its sentence.
pub fn holds(touches: &[&Touch], scene: Scene<'_>, after: Option<&Object>) -> Result<(), Refusal> {
    let Some((collection, _)) = touches.first().map(|touch| touch.object()) else {
        return Ok(());
    };
    let Some(after) = after else {
        // Gone: by this very change, or by a delete that the change did not know of.
        return if touches
            .iter()
            .any(|touch| matches!(touch, Touch::Delete { .. }))
        {
            Ok(())
        } else {
            Err(Refusal::new(
                Code::Gone,
                "This is no longer there: it was sealed or removed meanwhile.",
            ))
        };
    };
    let flaw = |object: &Object| schema::flaw(collection, object, scene.incident.last_number);
    if let Some(flaw) = flaw(after).or_else(|| as_set(touches, after).find_map(|it| flaw(&it))) {
        return Err(Refusal::invalid(flaw));
    }
    let creation = touches
        .iter()
        .find(|touch| matches!(touch, Touch::Create { .. }));
    if let Some(creation) = creation {
        created(collection, creation, scene, after)?;
    }
    let edited = Edited {
        touches,
        created: creation.is_some(),
        scene,
        after,
    };
    match collection {
        "drafts" => drafts::hold(edited),
        "facts" => facts::hold(edited),
        "actions" => actions::hold(edited),
        "recommendations" => edited.recommendation(),
        "messages" => outward::message(edited),
        "contacts" => outward::contact(edited),
        "channels" => outward::channel(edited),
        "calls" => outward::call(edited),
        "lessons" => after::lesson(edited),
        "checks" => after::check(edited),
        "documents" => after::document(edited),
        "attachments" => edited.named(),
        _ => edited.system(),
    }
}

/// The object with each value that the edit sets and that did not win: it is kept and shown, too.
fn as_set<'a>(touches: &'a [&'a Touch], after: &'a Object) -> impl Iterator<Item = Object> + 'a {
    touches.iter().filter_map(|touch| match touch {
        Touch::Set { field, value, .. } => {
            let value = Value::Scalar(value.clone());
            (after.0.get(field) != Some(&value)).then(|| {
                let mut object = after.clone();
                object.0.insert(field.clone(), value);
                object
            })
        }
        _ => None,
    })
}

/// A created object bears its creator, nothing of the server's, and says what a row allows them to say.
fn created(
    collection: &str,
    touch: &Touch,
    scene: Scene<'_>,
    after: &Object,
) -> Result<(), Refusal> {
    if after.by() != Some(scene.person) {
        return Err(Refusal::invalid(
            "What a person creates carries that person's id.",
        ));
    }
    let of_server = |field: &String| schema::field_type(collection, field) == Some(Type::Server);
    if after.0.keys().any(of_server) {
        return Err(server_owned());
    }
    let holds = |value: &Value| matches!(value, Value::Items(items) if !items.is_empty());
    if after.0.values().any(holds) {
        return Err(Refusal::invalid(
            "What is new has no reports, no replies and nobody in it yet.",
        ));
    }
    let matching = rows().filter(|row| row.matches(touch) && row.speaks_of(after));
    allowed(matching, |row| {
        row.who.iter().any(|who| allows(*who, scene, Some(after)))
    })
}

impl<'a> Edited<'a> {
    /// The values that the edit sets a field to.
    fn sets(self, name: &'a str) -> impl Iterator<Item = &'a Scalar> {
        self.touches.iter().filter_map(move |touch| match touch {
            Touch::Set { field, value, .. } if field == name => Some(value),
            _ => None,
        })
    }

    /// The items that the edit puts into a field.
    fn adds(self, name: &'a str) -> impl Iterator<Item = (ObjectId, &'a Scalar)> {
        self.touches.iter().filter_map(move |touch| match touch {
            Touch::Add {
                field, item, value, ..
            } if field == name => Some((*item, value)),
            _ => None,
        })
    }

    /// Before and after, a text field or none.
    fn was(self, field: &str) -> Option<&'a str> {
        self.scene.before.and_then(|before| before.str(field))
    }

    fn recommendation(self) -> Result<(), Refusal> {
        let answered = matches!(self.was("answer"), Some("agreed" | "declined"));
        let splices = |touch: &&Touch| matches!(touch, Touch::Splice { .. });
        if answered && self.touches.iter().any(splices) {
            return Err(Refusal::invalid(
                "This recommendation has its answer, so its words stay. Make a new one.",
            ));
        }
        if self.created && self.after.text("text").trim().is_empty() {
            return Err(Refusal::invalid("Say what you recommend."));
        }
        self.replies()
    }

    /// It has a name.
    fn named(self) -> Result<(), Refusal> {
        let name = self.after.str("name");
        if name.is_none_or(|name| name.trim().is_empty()) {
            return Err(Refusal::invalid("Give it a name."));
        }
        Ok(())
    }

    /// Replies are signed.
    fn replies(self) -> Result<(), Refusal> {
        for (_, reply) in self.adds("replies") {
            let reply: Option<schema::Reply> = reply.json();
            if reply.is_none_or(|reply| reply.by != self.scene.person) {
                return Err(signed());
            }
        }
        Ok(())
    }

    /// Only an expert says that a new system is fit.
    fn system(self) -> Result<(), Refusal> {
        let Self { scene, after, .. } = self;
        self.named()?;
        if self.created && after.is("fit") && !scene.incident.holds(scene.person, crate::Role::Sme)
        {
            return Err(Refusal::role_required(
                "A Subject Matter Expert says whether a system is clean and fit.",
            ));
        }
        Ok(())
    }
}

fn signed() -> Refusal {
    Refusal::invalid("What a person adds carries that person's id and what they say.")
}
