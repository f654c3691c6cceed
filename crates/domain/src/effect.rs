//! What a command or an edit makes the server write.

use crate::{CommandState, Entry, Header, Invitation, Member, Object, ObjectId, Proposal, Put};

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
    /// Objects that come from a linked room.
    pub brought: Vec<Brought>,
    /// Values in objects of people's.
    pub puts: Vec<Put>,
    /// Proposals that are made or settled.
    pub proposals: Vec<Proposal>,
    /// Invitations that are made, taken up or taken back.
    pub invitations: Vec<Invitation>,
}

/// An object that is written by the server because it comes from a linked room; its creator stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The root key.
    pub collection: &'static str,
    /// Its id, the same as in the room that it comes from.
    pub id: ObjectId,
    /// Its fields.
    pub object: Object,
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
