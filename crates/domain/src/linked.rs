//! Rooms that belong together. One document is one audience: whatever needs another audience is another incident, linked.
//!
//! A link in a room's header is a promise that the server keeps: it makes the room that the link names, when there is none
//! yet ([`found`]), and it tells each of two linked rooms how the other stands, on which a room decides for itself
//! ([`follow`]). Both are decided from what is there, so that doing them once more does nothing, and what a crash left undone
//! is done when the room is next loaded.

mod aside;
mod follow;
mod found;
mod team;

pub use follow::{Here, follow};
pub use found::{Founding, found};
pub use team::moves;

use crate::{IncidentId, ObjectId, PersonId, Phase, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What kind of room an incident is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// An incident.
    Incident,
    /// The manager and the deputy, apart; its members follow command (IM-10).
    Aside,
    /// A team that was split off, with a lead of its own (IM-13).
    Team,
    /// A silver command over several incidents, with a commander of its own (CMD-04).
    Silver,
}

/// What the other room is to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// The aside room of this one.
    Aside,
    /// A team that was split off from this one.
    Team,
    /// The room that this aside or team belongs to.
    Parent,
    /// The silver command over this incident.
    Silver,
    /// An incident under this silver command.
    Incident,
    /// An incident that may be related; the logs stay apart (CMD-05).
    Related,
}

impl LinkKind {
    /// The same link as the other room has it.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Aside | Self::Team => Self::Parent,
            Self::Silver => Self::Incident,
            Self::Incident => Self::Silver,
            // A parent is linked by what it made, never by what belongs to it.
            Self::Parent | Self::Related => Self::Related,
        }
    }

    /// What the other room is, in a sentence.
    pub fn title(self) -> &'static str {
        match self {
            Self::Aside => "the room of the Incident Manager and the Deputy",
            Self::Team => "a team that was split off",
            Self::Parent => "the room that this one belongs to",
            Self::Silver => "the silver command over this incident",
            Self::Incident => "an incident under this silver command",
            Self::Related => "an incident that may be related",
        }
    }
}

/// An action that goes to a team with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Which.
    pub action: ObjectId,
    /// The state that it was in.
    pub state: String,
}

/// A link to another room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The other room.
    pub room: IncidentId,
    /// What it is to this one.
    pub kind: LinkKind,
    /// Its reference for people.
    pub reference: String,
    /// Its title; blank until the other room was heard of.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Who made the link.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Who commands there, as last heard; for a room that is to be made, who will.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<PersonId>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_name: Option<String>,
    /// Where the other room stands, as last heard; absent until it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// Who goes to a team with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<PersonId>,
    /// The actions that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Moved>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it was taken back; in force when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

impl Link {
    /// A link that is made now; what more it says is set by who makes it.
    pub fn new(
        room: IncidentId,
        kind: LinkKind,
        reference: String,
        by: PersonId,
        at: Timestamp,
    ) -> Self {
        Self {
            room,
            kind,
            reference,
            title: String::new(),
            by,
            at,
            lead: None,
            lead_name: None,
            phase: None,
            members: Vec::new(),
            actions: Vec::new(),
            reason: None,
            ended_at: None,
        }
    }

    /// Whether it is in force.
    pub fn holds(&self) -> bool {
        self.ended_at.is_none()
    }

    /// Whether the server makes the room that it names: it was never heard of, and nobody else makes it.
    pub fn founds(&self) -> bool {
        matches!(
            self.kind,
            LinkKind::Aside | LinkKind::Team | LinkKind::Silver
        ) && self.lead.is_some()
            && self.phase.is_none()
    }
}

/// The state that each moved action was in.
fn states(moved: &[Moved]) -> BTreeMap<ObjectId, &str> {
    moved
        .iter()
        .map(|it| (it.action, it.state.as_str()))
        .collect()
}
