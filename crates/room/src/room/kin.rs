//! Linked rooms: what was heard of them, and the rooms that this one's links promise.

use super::{Room, Timestamp};
use crate::{Batch, load};
use loggist_domain::{IncidentId, Summary};
use std::collections::BTreeMap;

/// What was heard of linked rooms.
#[derive(Debug, Default)]
pub(super) struct Kin {
    heard: BTreeMap<IncidentId, Summary>,
    /// It is looked at again: something was heard, or what was decided on it was not stored.
    news: bool,
}

impl Kin {
    /// How another room stands now.
    pub fn hear(&mut self, summary: Summary) {
        self.heard.insert(summary.header.id, summary);
        self.news = true;
    }

    /// What was decided on it was not stored.
    pub fn again(&mut self) {
        self.news = !self.heard.is_empty();
    }

    /// What is to be looked at; nothing when it was.
    pub fn take(&mut self) -> Vec<Summary> {
        if std::mem::take(&mut self.news) {
            self.heard.values().cloned().collect()
        } else {
            Vec::new()
        }
    }
}

impl Room {
    /// How this room stands, for those that are linked with it.
    pub fn summary(&self) -> Summary {
        Summary::of(&self.fold.incident, self.fold.last_entry_at)
    }

    /// The first records of the rooms that are promised and were not heard of yet. Storing one that is there already is a
    /// conflict, and well.
    pub fn founding(&self, now: Timestamp, seed: [u8; 32]) -> Vec<Batch> {
        load::founding(&self.fold, &self.people, now, seed)
    }
}
