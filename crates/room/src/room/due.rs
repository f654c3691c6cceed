//! What falls due: reports, and what is out of line for long. Looked for when the time of one has come, and soon after
//! anything was recorded.

use super::{Room, Timestamp};
use crate::{admission::lines, document, limits};
use loggist_domain::{ObjectId, standing_due};

/// When to look.
#[derive(Debug)]
pub(super) struct Due {
    /// The next time at which something is due, as far as was seen.
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

/// What is due now.
#[derive(Debug, Default)]
pub(super) struct Fallen {
    /// Actions whose reports are.
    pub reports: Vec<ObjectId>,
    /// Something is out of line for long, or put right.
    pub standing: bool,
}

impl Fallen {
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty() && !self.standing
    }
}

impl Room {
    /// What is due now; nothing before it is time to look.
    pub(super) fn fallen_due(&mut self, now: Timestamp) -> Fallen {
        if self.due.wake().is_none_or(|at| now < at) {
            return Fallen::default();
        }
        let (due, later): (Vec<_>, Vec<_>) = document::reports_due(&self.fold.document)
            .into_iter()
            .partition(|(_, at)| *at <= now);
        let standing = standing_due(&self.fold.incident, &lines(&self.fold.document));
        let later = later.iter().map(|(_, at)| *at).chain(standing);
        self.due = Due {
            next: later.filter(|at| now < *at).min(),
            news: false,
            looked_at: now,
        };
        Fallen {
            reports: due.into_iter().map(|(id, _)| id).collect(),
            standing: standing.is_some_and(|at| at <= now),
        }
    }
}
