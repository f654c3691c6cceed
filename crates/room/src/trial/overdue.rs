//! What the clock says: an action whose report is due and not there is overdue, and that is sealed.

use super::Trial;
use crate::record::Draft;
use loggist_domain::{Effect, ObjectId, Timestamp, policy};
use loggist_evidence::RecordKind;

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
                self.seal_own(&effect, now);
            }
        }
    }

    fn seal_own(&mut self, effect: &Effect, now: Timestamp) {
        let epoch = self.incident.command.epoch;
        let change = self.write(effect);
        self.follow(effect);
        let record = self.record(Draft {
            incident: self.fold.id,
            who: None,
            role: None,
            epoch,
            kind: RecordKind::Command,
            name: NAME,
            intent: None,
            written_at: now,
            now,
            change: None,
            command: None,
            effect: Some((&change, effect.entry.as_ref())),
            created: Vec::new(),
        });
        self.push(record);
    }
}
