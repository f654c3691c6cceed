//! Moving what waits past what was refused.

use super::Replica;
use crate::{
    effect::{Effect, Event, Fate, NotSent, Settled},
    limits::REBASES_MAX,
    outbox::{Act, Refusal, TrayItem},
    storage::Write,
    transplant::{Pending, TransplantError, Transplanted, transplant},
};
use automerge::Change;
use loggist_domain::{Code, IntentId, Timestamp};
use serde_bytes::ByteBuf;
use std::collections::BTreeSet;

impl Replica {
    /// Rewrites the pending edits without the refused ones under a fresh actor; in one step on the device, so that a
    /// process may end before or after it and never in between.
    pub(super) fn transplant(&mut self, now: Timestamp) {
        self.rebase = false;
        self.rebases += 1;
        if self.rebases > REBASES_MAX {
            self.rebases = 0;
            self.effects.push(Effect::Reconnect);
        }
        let pending = self.pending();
        if pending.is_empty() {
            return;
        }
        let moved = self.move_all(&pending, now);
        let mut step = Vec::new();
        let mut events = Vec::new();
        for Pending { intent, change } in moved.submitted {
            let row = self.outbox.iter_mut().find(|w| w.row.intent == intent);
            if let Some(waiting) = row {
                waiting.row.act = Act::Edit(ByteBuf::from(change));
                waiting.sent = false;
                step.push(Write::PutRow(waiting.row.clone()));
            }
        }
        for intent in moved.vanished {
            self.outbox.retain(|waiting| waiting.row.intent != intent);
            step.push(Write::RemoveRow(intent));
            let fate = Fate::NotSent(NotSent::Vanished);
            events.push(Event::Settled(Settled { intent, fate }));
        }
        for intent in moved.tray {
            let Some(at) = self.outbox.iter().position(|w| w.row.intent == intent) else {
                continue;
            };
            let row = self.outbox.remove(at).row;
            let refusal = row.refused.clone().unwrap_or_else(|| {
                let refusal = stranded(now);
                let (code, reason) = (refusal.code, refusal.reason.clone());
                let fate = Fate::Refused { code, reason };
                events.push(Event::Settled(Settled { intent, fate }));
                refusal
            });
            let item = TrayItem { row, refusal };
            self.tray.push(item.clone());
            step.extend([Write::RemoveRow(intent), Write::PutTray(item)]);
        }
        self.working = Some(moved.document);
        self.store(step);
        for event in events {
            self.tell(event);
        }
    }

    /// The edits of the outbox that are not recorded.
    fn pending(&self) -> Vec<Pending> {
        let edits = self.outbox.iter().filter_map(|waiting| {
            let change = waiting.row.change()?;
            Some(Pending {
                intent: waiting.row.intent,
                change: change.to_vec(),
            })
        });
        edits.filter(|edit| !self.is_recorded(edit)).collect()
    }

    /// A record that came with a snapshot answers no intent; its change is there all the same.
    fn is_recorded(&self, edit: &Pending) -> bool {
        Change::from_bytes(edit.change.clone()).is_ok_and(|change| {
            self.recorded
                .get_change_meta_by_hash(&change.hash())
                .is_some()
        })
    }

    fn move_all(&mut self, pending: &[Pending], now: Timestamp) -> Transplanted {
        loop {
            let refused: BTreeSet<IntentId> = self
                .outbox()
                .filter(|row| row.refused.is_some())
                .map(|row| row.intent)
                .collect();
            self.actor = self.ids.actor();
            match transplant(&self.recorded, pending, &refused, self.actor.clone()) {
                Ok(moved) => return moved,
                Err(
                    TransplantError::Unreadable(intent) | TransplantError::Unfit { intent, .. },
                ) => self.give_up(intent, now),
            }
        }
    }

    /// Bytes that no replica of ours made go to the tray like a refusal, for whoever can read them.
    fn give_up(&mut self, intent: IntentId, now: Timestamp) {
        for waiting in &mut self.outbox {
            if waiting.row.intent == intent {
                waiting.row.refused = Some(Refusal {
                    code: Code::Malformed,
                    reason: "This edit cannot be read any more.".into(),
                    at: now,
                });
            }
        }
    }
}

fn stranded(now: Timestamp) -> Refusal {
    Refusal {
        code: Code::Gone,
        reason: "This was written inside something that was itself refused.".into(),
        at: now,
    }
}
