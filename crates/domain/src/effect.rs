//! What a command or an edit makes the server write.

use crate::{CommandState, Entry, Header, Member, ObjectId, Proposal, Put};

/// Written by the server in the record of what caused it: all of it, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// The header, when it changes.
    pub header: Option<Header>,
    /// Who commands, when it changes.
    pub command: Option<CommandState>,
    /// Members who join, change or leave.
    pub members: Vec<Member>,
    /// The entry that is sealed.
    pub entry: Option<Entry>,
    /// The draft that the entry was sealed from.
    pub removes_draft: Option<ObjectId>,
    /// Values in objects of people's.
    pub puts: Vec<Put>,
    /// Proposals that are made or settled.
    pub proposals: Vec<Proposal>,
}

impl Effect {
    /// An effect that seals an entry and does nothing else yet.
    pub fn sealing(entry: Entry) -> Self {
        Self {
            entry: Some(entry),
            ..Self::default()
        }
    }

    /// Whether the server has nothing to write.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
