//! The commands as they are sent.

use crate::{Category, Kind, ObjectId, PersonId, Role, Severity, Timestamp};
use serde::{Deserialize, Serialize};

/// A command, named in data by its variant in `snake_case`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Makes an incident of it, and its author the manager.
    Declare(Declare),
    /// Brings a person into the team.
    AddMember(AddMember),
    /// Gives and ends roles.
    SetRoles(SetRoles),
    /// A trained manager takes vacant command.
    TakeCommand(TakeCommand),
    /// Seals a draft.
    SealDraft(SealDraft),
    /// Seals an entry without a draft.
    AppendEntry(AppendEntry),
}

impl Command {
    /// The names of all commands, in the order of the variants.
    pub const NAMES: [&'static str; 6] = [
        "declare",
        "add_member",
        "set_roles",
        "take_command",
        "seal_draft",
        "append_entry",
    ];

    /// Its name in data.
    pub fn name(&self) -> &'static str {
        Self::NAMES[match self {
            Self::Declare(_) => 0,
            Self::AddMember(_) => 1,
            Self::SetRoles(_) => 2,
            Self::TakeCommand(_) => 3,
            Self::SealDraft(_) => 4,
            Self::AppendEntry(_) => 5,
        }]
    }

    /// Sealing may wait in an outbox; every other command expires, and so does the seal of a decision.
    pub fn may_wait(&self) -> bool {
        match self {
            Self::SealDraft(_) => true,
            Self::AppendEntry(append) => append.kind != Kind::Decision,
            _ => false,
        }
    }
}

/// `declare`: by a person on call as manager; by any trained manager with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declare {
    /// 1 to 4.
    pub severity: Severity,
    /// From the list.
    pub category: Category,
    /// The severity may still change.
    #[serde(default)]
    pub severity_provisional: bool,
    /// The category may still change.
    #[serde(default)]
    pub category_provisional: bool,
    /// A name that says nothing of the content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codename: Option<String>,
    /// Why someone not on call declares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `add_member`: by the manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddMember {
    /// Who.
    pub person: PersonId,
    /// Their roles; an observer, when none.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// What they can do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capability: Option<String>,
    /// The system they are expert for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Their organisation, when it is not the one on their account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Whom they report to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports_to: Option<PersonId>,
    /// Who asked for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_for_by: Option<String>,
    /// Why someone not trained is given a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `set_roles`: by the manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetRoles {
    /// Who.
    pub person: PersonId,
    /// All their roles from now on; an observer, when none.
    pub roles: Vec<Role>,
    /// Why someone not trained is given a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `take_command`: by a trained manager, when command is vacant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeCommand {
    /// Why.
    pub reason: String,
}

/// `seal_draft`: by its creator; by the secretariat; a decision by the manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealDraft {
    /// Which draft.
    pub draft: ObjectId,
    /// Hash of what the person saw, see [`crate::seal_hash`].
    pub hash: String,
}

/// `append_entry`: `seal_draft` without a draft, for bots, command line and HTTP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppendEntry {
    /// What it is.
    pub kind: Kind,
    /// What is written.
    pub text: String,
    /// A decision's reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What was considered and not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<String>,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened_at: Option<Timestamp>,
    /// `know` or `suspect`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certainty: Option<String>,
    /// The entry that it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<u64>,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Device clock when it was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_at: Option<Timestamp>,
}
