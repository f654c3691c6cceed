//! What the clock says: an action whose report is due and not there is overdue, and that is sealed.

use super::Trial;
use loggist_domain::{ObjectId, Timestamp, policy};

/// The name of the server's own record.
const NAME: &str = "overdue";

impl Trial<'_> {
    /// Seals every action that is overdue now and not yet said to be.
    pub fn seal_overdue(&mut self, due: impl IntoIterator<Item = ObjectId>, now: Timestamp) {
        for id in due {
            self.working();
            // Decided on what the batch leaves, not on what was seen when the clock rang.
            let effect = policy::overdue(id, &self.incident, &self.objects(), now);
            if let Some(effect) = effect {
                self.seal_own(NAME, &effect, now);
            }
        }
    }
}
