//! Admission: what a person's change must be before any byte of it reaches a document, rules `[A2]` to `[A7]`.
//!
//! The tour: [`chunk`], [`columns`] and [`runs`] bound the bytes without building anything `[A2]`, [`form`] has Automerge
//! read them and write them again `[A3]`, [`ancestry`] places the change in the history `[A4]` `[A5]`, [`operations`] goes
//! through its operations with [`targets`], [`registers`] and [`elements`] `[A6]` `[A7]`, and [`found`] says what they do
//! in words of the policy, by [`place`]. Nothing here changes a document, and nothing here walks along the whole of it.

mod ancestry;
mod chunk;
mod columns;
mod elements;
mod form;
mod found;
mod operations;
mod place;
mod read;
mod registers;
mod runs;
mod targets;

pub use read::{Unreadable, lines, read_object, read_objects};

use crate::limits;
use automerge::{Automerge, Change, ChangeHash};
use loggist_domain::{Code, ObjectId, PersonId, Refusal, policy::Touch};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whose an Automerge actor is, for ever `[W4]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The person who first used it in this incident.
    Person(PersonId),
    /// The server.
    Server,
}

/// What is known of the actors of an incident, the batch being decided included.
pub trait Actors {
    /// Whose it is; `None` when it was never used.
    fn owner(&self, actor: &[u8; 16]) -> Option<Owner>;
    /// Number and hash of its last change; `None` when it made none.
    fn last(&self, actor: &[u8; 16]) -> Option<(u64, ChangeHash)>;
}

/// What admission needs to know besides the change.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The working document of the batch.
    pub document: &'a Automerge,
    /// Who owns which actor, and its last change.
    pub actors: &'a dyn Actors,
    /// Whether an object with this id was ever created in this incident.
    pub used: &'a dyn Fn(ObjectId) -> bool,
    /// The document's highest operation.
    pub max_op: u64,
}

/// A change that may go before the policy.
#[derive(Clone, Debug)]
pub struct Admitted {
    /// The change.
    pub change: Change,
    /// Its actor.
    pub actor: [u8; 16],
    /// What it does, in order, each act once.
    pub touches: Vec<Touch>,
    /// The objects that it creates, by root key, in order.
    pub created: Vec<(String, ObjectId)>,
}

/// Judges the bytes of a person's change.
///
/// # Errors
/// The refusal: `malformed`, `too_large`, `rebase`, `actor_taken` or `invalid`.
pub fn admit(bytes: &[u8], person: PersonId, ground: &Ground<'_>) -> Result<Admitted, Refusal> {
    // The library panics on some inputs; the rules below are there so that none of those is left.
    catch_unwind(AssertUnwindSafe(|| judge(bytes, person, ground))).unwrap_or_else(|_| {
        Err(malformed(
            "the library that holds the document gives up on it",
        ))
    })
}

fn judge(bytes: &[u8], person: PersonId, ground: &Ground<'_>) -> Result<Admitted, Refusal> {
    chunk::check(bytes)?;
    let (change, expanded) = form::read(bytes)?;
    let actor = form::actor(&change)?;
    let ancestry = ancestry::check(&change, actor, person, ground)?;
    let found = operations::walk(&expanded, ground, &ancestry)?;
    Ok(Admitted {
        change,
        actor,
        touches: found.touches,
        created: found.created,
    })
}

fn malformed(what: &str) -> Refusal {
    Refusal::malformed(format!("The change is not well formed: {what}."))
}

fn too_large(what: &str) -> Refusal {
    Refusal::new(Code::TooLarge, format!("The change is too large: {what}."))
}
