//! What the clock says, sealed: an action whose report is due and not there, and what is out of line for long.

use super::Trial;
use crate::admission::lines;
use loggist_domain::{ObjectId, Timestamp, policy, seal_standing};

/// The names of the server's own records.
const OVERDUE: &str = "overdue";
const STANDING: &str = "standing";

impl Trial<'_> {
    /// Seals every action that is overdue now and not yet said to be.
    pub fn seal_overdue(&mut self, due: impl IntoIterator<Item = ObjectId>, now: Timestamp) {
        for id in due {
            self.working();
            // Decided on what the batch leaves, not on what was seen when the clock rang.
            let effect = policy::overdue(id, &self.incident, &self.objects(), now);
            if let Some(effect) = effect {
                self.seal_own(OVERDUE, &effect, now);
            }
        }
    }

    /// Seals what is out of line for long, and what was and is put right.
    pub fn seal_standing(&mut self, now: Timestamp) {
        let lines = lines(self.working());
        let effect = seal_standing(&self.incident, &lines, now);
        if let Some(effect) = effect {
            self.seal_own(STANDING, &effect, now);
        }
    }
}
