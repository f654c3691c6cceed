//! One act, done on a replica.

mod edits;
mod given;
mod values;

use super::{Act, Cast, cast::Unknown};
use loggist_client::{EditError, NotSent, Replica};
use loggist_domain::{IntentId, ObjectId, PersonId, Refusal, Timestamp};

/// An act that could not even be begun.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// A name that stands for nothing.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    /// The replica does not show what is to be edited.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// It may not wait, and there is no connection.
    #[error(transparent)]
    NotSent(#[from] NotSent),
    /// A value that no detail holds.
    #[error("{0} cannot be the value of a detail")]
    Value(serde_json::Value),
    /// Fields that are not the command's.
    #[error("{}", .0.reason)]
    Unreadable(Refusal),
    /// Nobody has said it.
    #[error("nobody is in command, so nothing is done as spoken")]
    Vacant,
}

/// When and where an act is done.
pub struct Moment<'a> {
    /// This device's clock.
    pub now: Timestamp,
    /// The time that a scenario's second stands for.
    pub of: &'a dyn Fn(i64) -> Timestamp,
}

/// Does an act of somebody on their replica. `None` for what has no answer: nothing changed.
pub fn perform(
    act: &Act,
    replica: &mut Replica,
    cast: &mut Cast,
    moment: &Moment<'_>,
) -> Result<Option<IntentId>, ActError> {
    let now = moment.now;
    let intent = match act {
        Act::Say(say) => given::say(say, replica, cast, moment)?,
        Act::Command(command) => given::command(command, replica, cast, moment)?,
        Act::Seal { draft, spoken, .. } => {
            let manager = manager(*spoken, replica)?;
            replica.seal_draft_as(cast.object(draft)?, manager, now)?
        }
        Act::Answer {
            recommendation,
            answer,
            reason,
            spoken,
        } => {
            let manager = manager(*spoken, replica)?;
            let id = cast.object(recommendation)?;
            replica.answer_recommendation(id, *answer, reason.clone(), manager, now)?
        }
        act => return edits::edit(act, replica, cast, moment),
    };
    // A proposal bears the id of the intent that made it.
    if let Act::Say(super::Say { label, .. }) | Act::Command(super::Given { label, .. }) = act
        && let Some(label) = label
    {
        cast.made(label, ObjectId::from_bytes(intent.bytes()));
    }
    Ok(Some(intent))
}

/// The manager for whom something is done as spoken.
fn manager(spoken: bool, replica: &Replica) -> Result<Option<PersonId>, ActError> {
    if !spoken {
        return Ok(None);
    }
    let manager = replica.reader().command().manager;
    manager.map(Some).ok_or(ActError::Vacant)
}
