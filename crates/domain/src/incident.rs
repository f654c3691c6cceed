//! The authority state of an incident: header, command, members.

use crate::{
    Author, Category, CommandState, IncidentId, Invitation, Level, Link, ObjectId, PersonId, Phase,
    Profile, Role, RoomKind, Severity, Standing, Timestamp, schema,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The document's `incident`: what it is and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the plan, shown as such"
)]
pub struct Header {
    /// Its id.
    pub id: IncidentId,
    /// Its number for people, such as `INC-2026-0147`.
    pub reference: String,
    /// A name that says nothing of the content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codename: Option<String>,
    /// One line.
    pub title: String,
    /// What was known when it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What kind of room it is.
    pub kind: RoomKind,
    /// Where it stands.
    pub phase: Phase,
    /// 1 to 4; absent until declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// The severity may still change.
    pub severity_provisional: bool,
    /// Absent until declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// The category may still change.
    pub category_provisional: bool,
    /// A security incident.
    pub security: bool,
    /// When that was set anew; absent while it is as it was when the incident was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security_at: Option<Timestamp>,
    /// May involve personal data.
    pub personal_data: bool,
    /// When that was set anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal_data_at: Option<Timestamp>,
    /// Command level, when one was triggered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Protective marking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marking: Option<String>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Who opened it.
    pub opened_by: PersonId,
    /// When the organisation became aware; starts the regulator's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aware_at: Option<Timestamp>,
    /// When it was declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_at: Option<Timestamp>,
    /// When the next call starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_call: Option<Timestamp>,
    /// When the next update is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_update: Option<Timestamp>,
    /// The regulator's deadline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regulator_due: Option<Timestamp>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    /// The rooms that it is linked with, oldest first.
    pub links: Vec<Link>,
    /// What the log says is out of line, and is so still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub out_of_line: Vec<Standing>,
}

/// A role held for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Which.
    pub role: Role,
    /// From when.
    pub from: Timestamp,
    /// Until when; still held when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Trained for it when it was given.
    pub trained: bool,
}

/// A member of the team, present or past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// Name when they joined.
    pub name: String,
    /// Organisation, perhaps blank.
    pub organisation: String,
    /// Every role held here, ended ones included.
    pub roles: Vec<Held>,
    /// What they can do: `security_analyst`, `data_privacy`, or as configured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capability: Option<String>,
    /// The system they are expert for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Whom they report to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports_to: Option<PersonId>,
    /// Who asked for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_for_by: Option<String>,
    /// When they joined.
    pub joined_at: Timestamp,
    /// When they left; here when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_at: Option<Timestamp>,
}

impl Member {
    /// Somebody who joins, made from what the installation knows of them. Roles that they held before stay on record.
    pub fn joining(
        profile: &Profile,
        roles: &[Role],
        before: Option<&Self>,
        now: Timestamp,
    ) -> Self {
        let mut member = Self {
            person: profile.id,
            name: profile.name.clone(),
            organisation: profile.organisation.clone(),
            roles: before.map(|it| it.roles.clone()).unwrap_or_default(),
            capability: None,
            domain: None,
            reports_to: None,
            asked_for_by: None,
            joined_at: now,
            left_at: None,
        };
        member.set_roles(roles, profile, now);
        member
    }

    /// The same member, gone: every role has ended.
    #[must_use]
    pub fn leaving(&self, now: Timestamp) -> Self {
        let mut member = self.clone();
        for held in member.roles.iter_mut().filter(|held| held.until.is_none()) {
            held.until = Some(now);
        }
        member.left_at = Some(now);
        member
    }

    /// The roles held now, most senior first.
    pub fn current_roles(&self) -> Vec<Role> {
        let mut roles: Vec<Role> = self
            .roles
            .iter()
            .filter(|held| held.until.is_none())
            .map(|held| held.role)
            .collect();
        roles.sort();
        roles
    }

    /// Whether a role is held now.
    pub fn holds(&self, role: Role) -> bool {
        self.left_at.is_none()
            && self
                .roles
                .iter()
                .any(|h| h.until.is_none() && h.role == role)
    }

    /// Ends every role not named and starts those not yet held.
    pub fn set_roles(&mut self, roles: &[Role], profile: &Profile, now: Timestamp) {
        for held in self.roles.iter_mut().filter(|held| held.until.is_none()) {
            if !roles.contains(&held.role) {
                held.until = Some(now);
            }
        }
        for &role in roles {
            if !self.holds(role) {
                let trained = profile.is_trained(role, now);
                self.roles.push(Held {
                    role,
                    from: now,
                    until: None,
                    trained,
                });
            }
        }
    }
}

/// Who may do what is decided against this, and nothing else, at the commit point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// What it is and where it stands.
    pub header: Header,
    /// Who commands.
    pub command: CommandState,
    /// Everybody who is or was in the team.
    pub members: BTreeMap<PersonId, Member>,
    /// Every invitation ever made.
    pub invitations: BTreeMap<ObjectId, Invitation>,
    /// The number of the last sealed entry; entries are numbered from 1 without gaps.
    pub last_number: u64,
}

impl Incident {
    /// A member who has not left.
    pub fn member(&self, person: PersonId) -> Option<&Member> {
        self.members
            .get(&person)
            .filter(|member| member.left_at.is_none())
    }

    /// The invitations that are good at a moment. One ends when whoever made it leaves the team.
    pub fn open_invitations(&self, now: Timestamp) -> impl Iterator<Item = &Invitation> {
        self.invitations
            .values()
            .filter(move |it| it.is_open(now) && self.member(it.by).is_some())
    }

    /// Whether the person holds the role now.
    pub fn holds(&self, person: PersonId, role: Role) -> bool {
        self.members
            .get(&person)
            .is_some_and(|member| member.holds(role))
    }

    /// The person's current roles, most senior first; empty for an outsider.
    pub fn roles(&self, person: PersonId) -> Vec<Role> {
        self.member(person)
            .map(Member::current_roles)
            .unwrap_or_default()
    }

    /// In the team with a role other than observer.
    pub fn is_writer(&self, person: PersonId) -> bool {
        self.roles(person)
            .iter()
            .any(|role| *role != Role::Observer)
    }

    /// Manager, deputy or secretariat.
    pub fn is_command(&self, person: PersonId) -> bool {
        self.roles(person).iter().any(|role| role.is_command())
    }

    /// May own an action: in the team, with a role other than observer, and not in command (IM-03).
    pub fn may_own(&self, person: PersonId) -> bool {
        self.is_writer(person) && self.command.manager != Some(person)
    }

    /// The name of a present or past member.
    pub fn name(&self, person: PersonId) -> &str {
        self.members
            .get(&person)
            .map_or("Somebody", |member| member.name.as_str())
    }

    /// A person as an entry names them now.
    pub fn author(&self, person: PersonId) -> Author {
        let member = self.members.get(&person);
        Author {
            person: Some(person),
            name: self.name(person).to_owned(),
            role: self.roles(person).first().copied(),
            organisation: member
                .map(|member| member.organisation.clone())
                .unwrap_or_default(),
        }
    }

    /// Who opened it may still draft and seal what happened before command existed.
    pub fn is_opener_before_command(&self, person: PersonId) -> bool {
        self.header.phase == Phase::PreIncident && self.header.opened_by == person
    }

    /// Whether the person may read: members; before the declaration also everyone trained as manager.
    pub fn may_read(&self, profile: &Profile, now: Timestamp) -> bool {
        self.member(profile.id).is_some()
            || (self.header.phase == Phase::PreIncident
                && profile.guest_of.is_none()
                && profile.is_trained(Role::IncidentManager, now))
    }

    /// The state that a document's S values spell, or what is wrong with them.
    ///
    /// # Errors
    /// A sentence naming the value that is not what this version writes.
    pub fn from_document(
        header: &str,
        command: &str,
        members: impl IntoIterator<Item = (String, String)>,
        invitations: impl IntoIterator<Item = (String, String)>,
        last_number: u64,
    ) -> Result<Self, String> {
        let odd = |what: &str, error: serde_json::Error| format!("the document's {what}: {error}");
        let members = members.into_iter().map(|(id, text)| {
            let member: Member = serde_json::from_str(&text).map_err(|e| odd("members", e))?;
            if member.person.to_string() == id {
                Ok((member.person, member))
            } else {
                Err(format!("member {id} holds another id"))
            }
        });
        let invitations = invitations.into_iter().map(|(id, text)| {
            let invitation: Invitation =
                serde_json::from_str(&text).map_err(|e| odd("invitations", e))?;
            if invitation.id.to_string() == id {
                Ok((invitation.id, invitation))
            } else {
                Err(format!("invitation {id} holds another id"))
            }
        });
        Ok(Self {
            header: serde_json::from_str(header).map_err(|e| odd(schema::SERVER_SCALARS[0], e))?,
            command: serde_json::from_str(command)
                .map_err(|e| odd(schema::SERVER_SCALARS[1], e))?,
            members: members.collect::<Result<_, String>>()?,
            invitations: invitations.collect::<Result<_, String>>()?,
            last_number,
        })
    }
}
