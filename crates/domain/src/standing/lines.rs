//! Communication lines: who of the team is missing from the private ones, and who is there and is not of the team.

use crate::{Incident, Object, ObjectId, PersonId, Timestamp, schema::Move};
use std::collections::{BTreeMap, BTreeSet};

/// The lines that are open, and the contacts that joined the response.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    open: Vec<Line>,
    joined: BTreeSet<ObjectId>,
}

#[derive(Clone, Debug)]
struct Line {
    private: bool,
    /// When the first came.
    begun: Timestamp,
    /// The last move of each.
    moves: BTreeMap<ObjectId, Move>,
}

impl Lines {
    /// Of all `channels` and `contacts` of a document.
    pub fn of(
        channels: &BTreeMap<ObjectId, Object>,
        contacts: &BTreeMap<ObjectId, Object>,
    ) -> Self {
        let joined = contacts
            .iter()
            .filter(|(_, contact)| contact.time("joined_at").is_some());
        Self {
            open: channels.values().filter_map(Line::of).collect(),
            joined: joined.map(|(id, _)| *id).collect(),
        }
    }

    /// Since when somebody of the team is not in a private line, at the earliest when the first came into it.
    pub(super) fn missing_since(&self, incident: &Incident) -> Option<Timestamp> {
        let private = self.open.iter().filter(|line| line.private);
        let missing = private.flat_map(|line| {
            let team = incident.members.values();
            team.filter(|it| it.left_at.is_none() && incident.is_writer(it.person))
                .filter_map(|it| Some(line.out_since(it.person)?.max(it.joined_at)))
        });
        missing.min()
    }

    /// Since when somebody is in a line who has left the team, or never joined.
    pub(super) fn stranger_since(&self, incident: &Incident) -> Option<Timestamp> {
        let there = self.open.iter().flat_map(Line::there);
        let strangers = there.filter_map(|(who, came)| {
            match incident.members.get(&PersonId::from_bytes(who.bytes())) {
                Some(member) => member.left_at.map(|left| left.max(came)),
                None => (!self.joined.contains(&who)).then_some(came),
            }
        });
        strangers.min()
    }
}

impl Line {
    /// `None` of one that is closed, or that nobody came into yet.
    fn of(channel: &Object) -> Option<Self> {
        if channel.is("closed") {
            return None;
        }
        let said: BTreeMap<String, Move> = channel.items("moves");
        let mut moves: Vec<_> = said.into_values().collect();
        // At one time, in the order in which they were said: by id.
        moves.sort_by_key(|it| it.at);
        Some(Self {
            private: channel.is("private"),
            begun: moves.iter().find(|it| it.is_in)?.at,
            moves: moves.into_iter().map(|it| (it.who, it)).collect(),
        })
    }

    fn out_since(&self, person: PersonId) -> Option<Timestamp> {
        match self.moves.get(&ObjectId::from_bytes(person.bytes())) {
            Some(it) if it.is_in => None,
            Some(it) => Some(it.at),
            None => Some(self.begun),
        }
    }

    fn there(&self) -> impl Iterator<Item = (ObjectId, Timestamp)> {
        let there = self.moves.iter().filter(|(_, it)| it.is_in);
        there.map(|(who, it)| (*who, it.at))
    }
}
