//! The rules for edits, as data: each operation matches one row, then each touched object must hold its invariants.
//!
//! Rows are read from the operations, never from the visible difference; what matches no row is refused.

mod holds;
mod table;
mod touch;

pub use holds::holds;
pub use table::{Act, Row, TABLE, Who, exported};
pub use touch::Touch;

use crate::{Code, Incident, Object, PersonId, Phase, Refusal, Role, Timestamp, limits, schema};

/// What a decision about one touch may look at besides the incident.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The authority state at the sequence number before.
    pub incident: &'a Incident,
    /// Who made the edit.
    pub person: PersonId,
    /// The object before the edit; `None` when the edit creates it.
    pub before: Option<&'a Object>,
    /// When anybody last touched the object.
    pub touched_at: Option<Timestamp>,
    /// Server time.
    pub now: Timestamp,
}

/// Whether a touch is allowed to this person by its row.
///
/// # Errors
/// The refusal, with its sentence.
pub fn decide(touch: &Touch, scene: Scene<'_>) -> Result<(), Refusal> {
    let (collection, _) = touch.object();
    if schema::SERVER_SCALARS.contains(&collection) || schema::SERVER_MAPS.contains(&collection) {
        let sealed = collection == "log";
        return Err(if sealed {
            Refusal::new(
                Code::Sealed,
                "A sealed entry is never changed. Write a correction that names it.",
            )
        } else {
            Refusal::new(
                Code::ServerOwned,
                "Only the server writes this part of the incident.",
            )
        });
    }
    member(scene)?;
    let Some(row) = TABLE.iter().find(|row| row.matches(touch)) else {
        return Err(Refusal::invalid(
            "No rule allows this edit, so it is refused.",
        ));
    };
    phase(touch, scene)?;
    if row.who.iter().any(|who| allows(*who, scene)) {
        Ok(())
    } else {
        Err(Refusal::role_required(row.refused))
    }
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

/// `cold` takes corrections among the drafts; `closed` takes none of the collections that have rows now.
fn phase(touch: &Touch, scene: Scene<'_>) -> Result<(), Refusal> {
    let (collection, _) = touch.object();
    match scene.incident.header.phase {
        Phase::PreIncident | Phase::Hot | Phase::Warm => Ok(()),
        Phase::Cold if collection == "drafts" => Ok(()),
        Phase::Cold => Err(Refusal::new(
            Code::Closed,
            "The incident is in review and no longer takes this.",
        )),
        Phase::Closed => Err(Refusal::new(Code::Closed, "The incident is closed.")),
    }
}

fn allows(who: Who, scene: Scene<'_>) -> bool {
    let Scene {
        incident,
        person,
        before,
        touched_at,
        now,
    } = scene;
    match who {
        Who::Members => incident.is_writer(person),
        Who::OpenerBeforeCommand => incident.is_opener_before_command(person),
        Who::Own => {
            (incident.is_writer(person) || incident.is_opener_before_command(person))
                && before.and_then(Object::by) == Some(person)
        }
        Who::Secretariat => incident.holds(person, Role::Secretariat),
        Who::SecretariatWhenUntouched => {
            incident.holds(person, Role::Secretariat)
                && touched_at.is_some_and(|at| now.since(at) >= limits::DRAFT_UNTOUCHED)
        }
    }
}
