//! What the interface shows of people and incidents.

use loggist_domain::{
    Category, IncidentId, Level, Link, LinkKind, Named, PersonId, Phase, Role, RoomKind, Severity,
    Summary, Timestamp, Training,
};
use loggist_store::Person;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::schema;

/// Suitably trained for a role.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrainingView {
    /// The role.
    #[schema(schema_with = schema::role)]
    pub role: Role,
    /// When it runs out; never, when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Timestamp>,
}

impl From<&Training> for TrainingView {
    fn from(training: &Training) -> Self {
        Self {
            role: training.role,
            until: training.until,
        }
    }
}

impl From<TrainingView> for Training {
    fn from(view: TrainingView) -> Self {
        Self {
            role: view.role,
            until: view.until,
        }
    }
}

/// A person with an account.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonView {
    /// Who.
    #[schema(value_type = String)]
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Administrators see it, and the person themself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Organisation, perhaps blank.
    pub organisation: String,
    /// May add people.
    pub administrator: bool,
    /// On call as incident manager until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub on_call_until: Option<Timestamp>,
    /// Roles trained for.
    pub trainings: Vec<TrainingView>,
    /// The account is shut.
    pub disabled: bool,
    /// From outside the organisation: in one incident alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    pub guest: bool,
}

impl PersonView {
    /// What this viewer sees of a person.
    pub fn of(person: &Person, viewer: &Person) -> Self {
        let sees_email = viewer.administrator || viewer.id == person.id;
        Self {
            id: person.id,
            name: person.name.clone(),
            email: sees_email.then(|| person.email.clone()),
            organisation: person.organisation.clone(),
            administrator: person.administrator,
            on_call_until: person.on_call_until,
            trainings: person.trainings.iter().map(TrainingView::from).collect(),
            disabled: person.disabled,
            guest: person.guest_of.is_some(),
        }
    }
}

/// A person by id and name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedView {
    /// Who.
    #[schema(value_type = String)]
    pub person: PersonId,
    /// Name.
    pub name: String,
}

impl From<&Named> for NamedView {
    fn from(named: &Named) -> Self {
        Self {
            person: named.person,
            name: named.name.clone(),
        }
    }
}

/// A room that an incident is linked with.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LinkView {
    /// The other room.
    #[schema(value_type = String)]
    pub room: IncidentId,
    /// What it is to this one.
    #[schema(schema_with = schema::link_kind)]
    pub kind: LinkKind,
    /// Its reference.
    pub reference: String,
    /// Its title; blank until it was heard of.
    pub title: String,
}

impl From<&Link> for LinkView {
    fn from(link: &Link) -> Self {
        Self {
            room: link.room,
            kind: link.kind,
            reference: link.reference.clone(),
            title: link.title.clone(),
        }
    }
}

/// An incident in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IncidentView {
    /// Which.
    #[schema(value_type = String)]
    pub id: IncidentId,
    /// Its number for people.
    pub reference: String,
    /// One line.
    pub title: String,
    /// What kind of room it is.
    #[schema(schema_with = schema::room_kind)]
    pub kind: RoomKind,
    /// Where it stands.
    #[schema(schema_with = schema::phase)]
    pub phase: Phase,
    /// 1 to 4; absent until declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = schema::severity, required = false)]
    pub severity: Option<Severity>,
    /// The severity may still change.
    pub severity_provisional: bool,
    /// Absent until declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = schema::category, required = false)]
    pub category: Option<Category>,
    /// A security incident.
    pub security: bool,
    /// May involve personal data.
    pub personal_data: bool,
    /// Command level, when one was triggered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = schema::level, required = false)]
    pub level: Option<Level>,
    /// When the next call starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_call: Option<Timestamp>,
    /// When the next update is promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub next_update: Option<Timestamp>,
    /// The regulator's deadline.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub regulator_due: Option<Timestamp>,
    /// The rooms that it is linked with, oldest first.
    pub links: Vec<LinkView>,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub opened_at: Timestamp,
    /// When it was declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub declared_at: Option<Timestamp>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Timestamp>,
    /// Who commands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager: Option<NamedView>,
    /// The deputy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deputy: Option<NamedView>,
    /// The viewer's own roles, most senior first.
    #[schema(value_type = Vec<String>)]
    pub my_roles: Vec<Role>,
    /// How many entries are sealed.
    pub entries: u64,
    /// When the last one was sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_entry_at: Option<Timestamp>,
}

impl IncidentView {
    /// What this person sees of an incident.
    pub fn of(summary: &Summary, viewer: PersonId) -> Self {
        let header = &summary.header;
        Self {
            id: header.id,
            reference: header.reference.clone(),
            title: header.title.clone(),
            kind: header.kind,
            level: header.level,
            next_call: header.next_call,
            next_update: header.next_update,
            regulator_due: header.regulator_due,
            links: header
                .links
                .iter()
                .filter(|it| it.holds())
                .map(LinkView::from)
                .collect(),
            phase: header.phase,
            severity: header.severity,
            severity_provisional: header.severity_provisional,
            category: header.category,
            security: header.security,
            personal_data: header.personal_data,
            opened_at: header.opened_at,
            declared_at: header.declared_at,
            closed_at: header.closed_at,
            manager: summary.manager.as_ref().map(NamedView::from),
            deputy: summary.deputy.as_ref().map(NamedView::from),
            my_roles: summary.members.get(&viewer).cloned().unwrap_or_default(),
            entries: summary.entries,
            last_entry_at: summary.last_entry_at,
        }
    }
}
