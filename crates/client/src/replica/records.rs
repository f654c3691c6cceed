//! Records as they arrive.

use super::{Phase, Replica, restore::changes};
use crate::{
    effect::{End, Event, Fate},
    storage::Write,
};
use loggist_domain::Timestamp;
use loggist_room::frames::Item;

impl Replica {
    /// Applies the next records; on a gap says `hello` again `[W2]`.
    pub(super) fn records(&mut self, mut items: Vec<Item>, now: Timestamp) {
        items.retain(|item| item.seq > self.seq);
        let expected = self.seq + 1..;
        if items
            .iter()
            .zip(expected)
            .any(|(item, seq)| item.seq != seq)
        {
            if matches!(self.phase, Phase::Live | Phase::CatchingUp { .. }) {
                self.say_hello(now);
            }
            return;
        }
        let Some(last) = items.last() else {
            return;
        };
        let (seq, hash) = (last.seq, last.hash.0);
        if self.apply(&items).is_err() {
            self.end(End::Failed(format!(
                "The records up to {seq} cannot be applied. A newer loggist may be needed."
            )));
            return;
        }
        (self.seq, self.hash) = (seq, Some(hash));
        self.volume = self.volume.max(1);
        while self.reader().entry_exists(self.entries + 1) {
            self.entries += 1;
        }
        self.note(items);
        self.caught_up(now);
        self.submit(now);
    }

    fn apply(&mut self, items: &[Item]) -> Result<(), ()> {
        let changes = changes(items).map_err(drop)?;
        if let Some(working) = &mut self.working {
            working.apply_changes(changes.clone()).map_err(drop)?;
        }
        self.recorded.apply_changes(changes).map_err(drop)
    }

    /// Keeps the records and removes what they answer from the outbox, in one step `[W9]`.
    fn note(&mut self, items: Vec<Item>) {
        let mut step = Vec::with_capacity(items.len());
        let mut events = Vec::with_capacity(items.len());
        for item in items {
            let own = self.take_own(&item);
            if let Some(settled) = own {
                step.push(Write::RemoveRow(settled.intent));
                events.push(Event::Settled(settled));
                self.went_well();
            }
            step.push(Write::Record(Box::new(item.clone())));
            events.push(Event::Record(Box::new(item)));
        }
        self.store(step);
        for event in events {
            self.tell(event);
        }
    }

    /// Removes a row without a record of ours: it was refused for good, or never sent.
    pub(super) fn settle(&mut self, intent: loggist_domain::IntentId, fate: Fate) {
        self.outbox.retain(|waiting| waiting.row.intent != intent);
        self.store(vec![Write::RemoveRow(intent)]);
        self.tell(Event::Settled(crate::effect::Settled { intent, fate }));
    }
}
