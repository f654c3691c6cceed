//! The rules for edits, as data: each operation matches one row, then each touched object must hold its invariants.
//!
//! Rows are read from the operations, never from the visible difference; what matches no row is refused. The tour:
//! [`rows`] are the rules, [`decide`] finds the row of a touch, `who` says whom it allows, [`holds`] checks what the edit
//! leaves, [`effect`] is what the server writes because of it, [`page`] shows the rules to people.

mod effect;
mod holds;
mod overdue;
mod page;
mod rows;
mod table;
mod touch;
mod who;

pub use effect::{Edited, effect};
pub(crate) use effect::{owner_name_of, planned_call};
pub use holds::{ACTIVE, holds};
pub use overdue::{due_at, overdue};
pub use page::page;
pub use rows::rows;
pub use table::{Act, Row, Who, exported};
pub use touch::Touch;
pub use who::owner;

use crate::{
    Code, Incident, Object, Objects, PersonId, Phase, Refusal, Timestamp,
    schema::{self, Type},
};
use who::allows;

/// What a decision about one touch may look at besides the incident.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The authority state at the sequence number before.
    pub incident: &'a Incident,
    /// The document, for other objects than the touched one.
    pub objects: &'a dyn Objects,
    /// Who made the edit.
    pub person: PersonId,
    /// The object before the edit; `None` when the edit creates it.
    pub before: Option<&'a Object>,
    /// When anybody last touched the object.
    pub touched_at: Option<Timestamp>,
    /// The person's device clock.
    pub written_at: Timestamp,
    /// Server time.
    pub now: Timestamp,
}

/// Whether a touch is allowed to this person by its row. What a creation says is judged once it can be
/// read, by [`holds`].
///
/// # Errors
/// The refusal, with its sentence.
pub fn decide(touch: &Touch, scene: Scene<'_>) -> Result<(), Refusal> {
    let (collection, _) = touch.object();
    if schema::SERVER_SCALARS.contains(&collection) || schema::SERVER_MAPS.contains(&collection) {
        return Err(if collection == "log" {
            Refusal::new(
                Code::Sealed,
                "A sealed entry is never changed. Write a correction that names it.",
            )
        } else {
            server_owned()
        });
    }
    member(scene)?;
    if let Touch::Set {
        collection, field, ..
    } = touch
        && schema::field_type(collection, field) == Some(Type::Server)
    {
        return Err(server_owned());
    }
    phase(touch, scene)?;
    let matching = rows().filter(|row| row.matches(touch));
    allowed(matching, |row| {
        row.who.iter().any(|who| allows(*who, scene, scene.before))
    })
}

/// One of the rows allows it; else the first one's sentence.
fn allowed(
    mut rows: impl Iterator<Item = &'static Row> + Clone,
    allows: impl Fn(&Row) -> bool,
) -> Result<(), Refusal> {
    let Some(first) = rows.clone().next() else {
        return Err(Refusal::invalid(
            "No rule allows this edit, so it is refused.",
        ));
    };
    if rows.any(allows) {
        Ok(())
    } else {
        Err(Refusal::role_required(first.refused))
    }
}

fn server_owned() -> Refusal {
    Refusal::new(
        Code::ServerOwned,
        "Only the server writes this part of the incident.",
    )
}

fn member(scene: Scene<'_>) -> Result<(), Refusal> {
    if scene.incident.member(scene.person).is_some() {
        Ok(())
    } else {
        Err(Refusal::new(
            Code::NotMember,
            "You are not in this incident.",
        ))
    }
}

/// `cold` takes corrections among the drafts, the progress of actions that are open, and what the review needs; `closed`
/// takes the progress of lessons, which outlive the incident (IM-16).
fn phase(touch: &Touch, scene: Scene<'_>) -> Result<(), Refusal> {
    let (collection, _) = touch.object();
    let creates = matches!(touch, Touch::Create { .. });
    let goes_on = match collection {
        "actions" => !creates,
        "drafts" | "messages" | "contacts" | "channels" | "calls" | "lessons" | "checks"
        | "documents" | "attachments" => true,
        _ => false,
    };
    match scene.incident.header.phase {
        Phase::PreIncident if collection != "drafts" && collection != "facts" => Err(
            Refusal::invalid("The incident is not declared yet. Declaring it makes this possible."),
        ),
        Phase::PreIncident | Phase::Hot | Phase::Warm => Ok(()),
        Phase::Cold if goes_on => Ok(()),
        Phase::Cold => Err(Refusal::new(
            Code::Closed,
            "The incident is in review and no longer takes this.",
        )),
        Phase::Closed if collection == "lessons" && !creates => Ok(()),
        Phase::Closed => Err(Refusal::new(Code::Closed, "The incident is closed.")),
    }
}
