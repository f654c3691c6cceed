//! What a linked room leads to here: a record of the server's own.

use super::Trial;
use loggist_domain::{
    Summary, Timestamp,
    linked::{self, Here},
};

/// The name of the server's own record.
const NAME: &str = "follow";

impl Trial<'_> {
    /// Follows how another room stands, when there is something to follow.
    pub fn follow(&mut self, news: &Summary, now: Timestamp) {
        self.working();
        let here = Here {
            incident: &self.incident,
            objects: &self.objects(),
            people: self.people,
            now,
        };
        if let Some(effect) = linked::follow(news, here) {
            self.seal_own(NAME, &effect, now);
        }
    }
}
