//! An incident's place in lists.

use crate::{Header, Incident, Invitation, PersonId, Role, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A person by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
}

/// What a list shows of an incident to those who may read it. Written beside the records that change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The header.
    pub header: Header,
    /// Who commands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<Named>,
    /// The deputy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<Named>,
    /// Everyone in the team now, with their roles.
    pub members: BTreeMap<PersonId, Vec<Role>>,
    /// Who has left, and when: for a while they may still hand in what they had written.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left: BTreeMap<PersonId, Timestamp>,
    /// Invitations that may still be taken up, while they have not expired.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invitations: Vec<Invitation>,
    /// How many entries are sealed.
    pub entries: u64,
    /// When the last one was sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_entry_at: Option<Timestamp>,
}

impl Summary {
    /// The summary of an incident.
    pub fn of(incident: &Incident, last_entry_at: Option<Timestamp>) -> Self {
        let named = |person: Option<PersonId>| {
            let member = incident.members.get(&person?)?;
            Some(Named {
                person: member.person,
                name: member.name.clone(),
            })
        };
        Self {
            header: incident.header.clone(),
            manager: named(incident.command.manager),
            deputy: named(incident.command.deputy),
            members: incident
                .members
                .values()
                .filter(|member| member.left_at.is_none())
                .map(|member| (member.person, member.current_roles()))
                .collect(),
            left: incident
                .members
                .values()
                .filter_map(|member| Some((member.person, member.left_at?)))
                .collect(),
            invitations: incident
                .invitations
                .values()
                .filter(|it| it.is_left() && incident.member(it.by).is_some())
                .cloned()
                .collect(),
            entries: incident.last_number,
            last_entry_at,
        }
    }
}
