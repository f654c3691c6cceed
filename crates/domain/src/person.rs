//! A person as the installation knows them.

use crate::{IncidentId, PersonId, Role, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Suitably trained for a role (GEN-03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// The role trained for.
    pub role: Role,
    /// When the training runs out; never, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// What decisions in an incident need to know of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Who.
    pub id: PersonId,
    /// Name on screens and in entries.
    pub name: String,
    /// Organisation, perhaps blank.
    pub organisation: String,
    /// Roles they are trained for.
    #[serde(default)]
    pub trainings: Vec<Training>,
    /// On call as incident manager until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_call_until: Option<Timestamp>,
    /// The account is shut.
    #[serde(default)]
    pub disabled: bool,
    /// From outside the organisation: the one incident that they may ever be in (GEN-07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest_of: Option<IncidentId>,
}

impl Profile {
    /// Whether the person is trained for a role at a moment. Everyone is trained to observe.
    pub fn is_trained(&self, role: Role, now: Timestamp) -> bool {
        role == Role::Observer
            || self
                .trainings
                .iter()
                .any(|t| t.role == role && t.until.is_none_or(|until| now < until))
    }

    /// Whether the person is on call as incident manager at a moment.
    pub fn is_on_call(&self, now: Timestamp) -> bool {
        self.on_call_until.is_some_and(|until| now < until)
    }
}

/// Everyone with an account, by id.
pub type Directory = BTreeMap<PersonId, Profile>;
