//! Receipts: what the server made of our intents.

use super::{Phase, Replica};
use crate::{
    effect::{Event, Fate, Settled},
    limits::IN_FLIGHT_MAX,
    outbox::{Refusal, TrayItem},
    storage::Write,
};
use loggist_domain::{Code, IntentId, Timestamp};
use loggist_room::frames::{Outcome, Receipt};

impl Replica {
    pub(super) fn receipt(&mut self, receipt: Receipt, now: Timestamp) {
        let intent = receipt.intent;
        let Some(waiting) = self.outbox.iter_mut().find(|w| w.row.intent == intent) else {
            // The record came before it, and was answer enough.
            return;
        };
        waiting.in_flight = false;
        match receipt.outcome {
            Outcome::Recorded {
                seq,
                received_at,
                hash,
                number,
            } => {
                if seq <= self.seq {
                    self.went_well();
                    let fate = Fate::Recorded {
                        seq,
                        received_at,
                        hash: hash.0,
                        number,
                    };
                    self.settle(intent, fate);
                } else if matches!(self.phase, Phase::Live | Phase::CatchingUp { .. }) {
                    // Records go before their receipts: one was lost.
                    self.say_hello(now);
                }
            }
            Outcome::Refused { code, .. } if code.is_transient() => self.drain(),
            Outcome::Refused { code, reason } => self.refused(intent, code, reason, now),
        }
        self.after_drain(now);
        self.submit(now);
    }

    fn refused(&mut self, intent: IntentId, code: Code, reason: String, now: Timestamp) {
        let Some(at) = self.outbox.iter().position(|w| w.row.intent == intent) else {
            return;
        };
        let refusal = Refusal {
            code,
            reason: reason.clone(),
            at: now,
        };
        let is_edit = self.outbox[at].row.change().is_some();
        if is_edit {
            // It stays until those that depend on it were moved.
            let row = &mut self.outbox[at].row;
            row.refused = Some(refusal);
            let row = row.clone();
            self.store(vec![Write::PutRow(row)]);
            // One refusal less to come: no loop.
            self.rebases = 0;
            self.drain();
        } else {
            let row = self.outbox.remove(at).row;
            let item = TrayItem { row, refusal };
            self.tray.push(item.clone());
            self.store(vec![Write::RemoveRow(intent), Write::PutTray(item)]);
        }
        let fate = Fate::Refused { code, reason };
        self.tell(Event::Settled(Settled { intent, fate }));
    }

    /// Something of ours was recorded: more may be sent at once again.
    pub(super) fn went_well(&mut self) {
        self.rebases = 0;
        self.window = (self.window * 2).min(IN_FLIGHT_MAX);
    }

    /// Sends nothing more until everything in flight is answered `[W10]`.
    fn drain(&mut self) {
        self.rebase = true;
        self.window = 1;
        if !matches!(self.phase, Phase::Away | Phase::Ended(_)) {
            self.enter(Phase::Draining);
        }
    }

    fn after_drain(&mut self, now: Timestamp) {
        let drained = !self.outbox.iter().any(|waiting| waiting.in_flight);
        if self.phase == Phase::Draining && drained {
            self.say_hello(now);
        }
    }
}
