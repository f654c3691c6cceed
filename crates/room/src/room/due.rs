//! Reports that are due: looked for when the time of one has come, and soon after anything was recorded.

use super::{Room, Timestamp};
use crate::{document, limits};
use loggist_domain::ObjectId;

/// When to look.
#[derive(Debug)]
pub(super) struct Due {
    /// The next time at which a report is due, as far as was seen.
    next: Option<Timestamp>,
    /// Something was recorded since.
    news: bool,
    looked_at: Timestamp,
}

impl Due {
    /// Looks at once: what fell due while nobody had the room open is sealed now.
    pub fn new(now: Timestamp) -> Self {
        Self {
            next: Some(now),
            news: true,
            looked_at: now,
        }
    }

    /// Something was recorded, or what was decided was not.
    pub fn news(&mut self) {
        self.news = true;
    }

    /// When to look next.
    pub fn wake(&self) -> Option<Timestamp> {
        let after_news = self
            .news
            .then(|| self.looked_at.plus(limits::DUE_LOOKED_EVERY));
        [self.next, after_news].into_iter().flatten().min()
    }
}

impl Room {
    /// The actions whose reports are due now; none before it is time to look.
    pub(super) fn overdue(&mut self, now: Timestamp) -> Vec<ObjectId> {
        if self.due.wake().is_none_or(|at| now < at) {
            return Vec::new();
        }
        let (due, later): (Vec<_>, Vec<_>) = document::reports_due(&self.fold.document)
            .into_iter()
            .partition(|(_, at)| *at <= now);
        self.due = Due {
            next: later.iter().map(|(_, at)| *at).min(),
            news: false,
            looked_at: now,
        };
        due.into_iter().map(|(id, _)| id).collect()
    }
}
