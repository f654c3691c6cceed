//! What a row of the policy is, and the table's form for the web app.

use super::{Touch, rows};
use crate::{Object, POLICY_VERSION, SCHEMA_VERSION, schema};
use serde::Serialize;

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Make an object.
    Create,
    /// Edit a text.
    Splice,
    /// Set a scalar.
    Set,
    /// Put an item into a map of items.
    Add,
    /// Remove an object.
    Delete,
}

/// To whom a row allows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Anyone in the team but observers.
    Members,
    /// Who opened the incident, until it is declared.
    OpenerBeforeCommand,
    /// The object's creator.
    Own,
    /// The secretariat.
    Secretariat,
    /// The secretariat, when nobody touched the object for ten minutes.
    SecretariatWhenUntouched,
    /// Manager, deputy or secretariat.
    CommandRoles,
    /// The incident manager.
    Manager,
    /// The deputy.
    Deputy,
    /// Members, when the action comes from an agreed recommendation.
    MembersFromAgreed,
    /// The action's owner.
    Owner,
    /// The liaison, when the action's owner is a contact.
    LiaisonForContact,
    /// Anyone in the team but observers and the action's owner.
    MembersButOwner,
    /// The communications lead.
    CommsLead,
    /// The liaison.
    Liaison,
    /// A subject matter expert.
    Sme,
}

/// A row of the policy.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Row {
    /// The root key.
    pub collection: &'static str,
    /// The fields it speaks of; none for the object as a whole.
    pub fields: &'static [&'static str],
    /// What is done.
    pub act: Act,
    /// The words that the field is set to, or that the created object's `kind` or `state` is; any, when none.
    pub when: &'static [&'static str],
    /// Any of these may do it.
    pub who: &'static [Who],
    /// Further conditions, in words; `policy::holds` checks them.
    pub holds: &'static str,
    /// The sentence for everybody else.
    pub refused: &'static str,
}

impl Row {
    /// A row for any word and without further conditions.
    pub(super) const fn new(
        collection: &'static str,
        act: Act,
        fields: &'static [&'static str],
        who: &'static [Who],
        refused: &'static str,
    ) -> Self {
        Self {
            collection,
            fields,
            act,
            when: &[],
            who,
            holds: "",
            refused,
        }
    }

    /// The same for these words alone.
    pub(super) const fn when(self, when: &'static [&'static str]) -> Self {
        Self { when, ..self }
    }

    /// The same with further conditions.
    pub(super) const fn holds(self, holds: &'static str) -> Self {
        Self { holds, ..self }
    }

    /// Whether the row may speak of this touch. Of a creation, its words are known once it is applied:
    /// [`Row::speaks_of`].
    pub fn matches(&self, touch: &Touch) -> bool {
        let (collection, act, field, word) = match touch {
            Touch::Create { collection, .. } => (collection, Act::Create, None, None),
            Touch::Splice {
                collection, field, ..
            } => (collection, Act::Splice, Some(field), None),
            Touch::Set {
                collection,
                field,
                value,
                ..
            } => (collection, Act::Set, Some(field), Some(value)),
            Touch::Add {
                collection, field, ..
            } => (collection, Act::Add, Some(field), None),
            Touch::Delete { collection, .. } => (collection, Act::Delete, None, None),
            Touch::Other { .. } => return false,
        };
        self.collection == collection
            && self.act == act
            && field.is_none_or(|field| self.fields.contains(&field.as_str()))
            && word.is_none_or(|word| self.says(word.str()))
    }

    /// Whether a row for creations speaks of the object that was created.
    pub fn speaks_of(&self, created: &Object) -> bool {
        let word = ["kind", "state"]
            .into_iter()
            .find_map(|field| created.str(field));
        self.says(word)
    }

    fn says(&self, word: Option<&str>) -> bool {
        self.when.is_empty() || word.is_some_and(|word| self.when.contains(&word))
    }
}

/// The policy as JSON for the web app: versions, collections, rows, and what an end asks for.
pub fn exported() -> serde_json::Value {
    serde_json::json!({
        "policy_version": POLICY_VERSION,
        "schema_version": SCHEMA_VERSION,
        "server_scalars": schema::SERVER_SCALARS,
        "server_maps": schema::SERVER_MAPS,
        "collections": schema::COLLECTIONS,
        "draft_kinds": schema::DRAFT_KINDS,
        "rows": rows().collect::<Vec<_>>(),
        "commands": crate::command::COMMANDS,
        "duties": crate::duty::DUTIES,
        "documents": crate::duty::DOCUMENTS,
    })
}
