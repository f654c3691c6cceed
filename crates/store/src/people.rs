//! People and their sign-ins, as stored.

use loggist_domain::{IncidentId, PersonId, Profile, SessionId, Timestamp, Training};
use serde::{Deserialize, Serialize};

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Name on screens.
    pub name: String,
    /// Lower-case, unique.
    pub email: String,
    /// Organisation, perhaps blank.
    pub organisation: String,
    /// May add people and change settings; no right in any incident.
    pub administrator: bool,
    /// The account is shut.
    pub disabled: bool,
    /// On call as incident manager until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_call_until: Option<Timestamp>,
    /// Roles trained for.
    pub trainings: Vec<Training>,
    /// From outside the organisation: the one incident that they may ever be in (GEN-07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest_of: Option<IncidentId>,
    /// When the account was made.
    pub created_at: Timestamp,
}

impl Person {
    /// What decisions in an incident need to know.
    pub fn profile(&self) -> Profile {
        Profile {
            id: self.id,
            name: self.name.clone(),
            organisation: self.organisation.clone(),
            trainings: self.trainings.clone(),
            on_call_until: self.on_call_until,
            disabled: self.disabled,
            guest_of: self.guest_of,
        }
    }
}

/// A sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub person: PersonId,
    /// SHA-256 of the refresh token that is good now; absent for sessions that cannot be refreshed.
    pub refresh_hash: Option<[u8; 32]>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

/// What became of a refresh token `[S10]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// It was good, and the new one is good now.
    Rotated,
    /// It was used before: the session is ended.
    Reused,
    /// No such session, or it has ended, or the token was never good.
    Gone,
}
