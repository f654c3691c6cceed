//! What became of the batch in flight.

use super::{AppendFailure, Output, Room, Waiter, answer, deciding::Settling};
use crate::{
    conn::{Authority, Phase},
    fold,
    frames::{Close, Item, Outcome, Receipt},
    tail,
};
use loggist_domain::{IntentId, PersonId, Timestamp};
use loggist_evidence::Record;

impl Room {
    /// The batch is durable: it becomes recorded, readers get it, then receipts go out `[W1]`.
    pub(super) fn appended(&mut self, out: &mut Vec<Output>) {
        let Some(flight) = self.flight.take() else {
            return;
        };
        let items: Vec<Item> = flight
            .records
            .iter()
            .map(|record| self.fold_in(record))
            .collect();
        self.publish(&items, out);
        for settling in flight.settling {
            match settling {
                Settling::Recorded(queued) => {
                    self.settle((queued.who.person, queued.submit.intent), out);
                }
                Settling::Refused {
                    queued, refusal, ..
                } => {
                    let key = (queued.who.person, queued.submit.intent);
                    let outcome = Outcome::Refused {
                        code: refusal.code,
                        reason: refusal.reason.clone(),
                    };
                    let receipt = Receipt {
                        intent: queued.submit.intent,
                        outcome,
                    };
                    if !refusal.code.is_transient() {
                        self.refused.insert(key, refusal);
                    }
                    for waiter in self.waiting.remove(&key).unwrap_or_default() {
                        answer(waiter, receipt.clone(), out);
                    }
                }
            }
        }
    }

    pub(super) fn append_failed(&mut self, failure: AppendFailure, out: &mut Vec<Output>) {
        match failure {
            AppendFailure::Conflict | AppendFailure::Unknown => {
                // What is in flight is settled by the ledger, and decided again when it is not there.
                self.unsure = true;
                self.reading = true;
                out.push(Output::Read {
                    after: self.fold.head.seq,
                });
            }
            AppendFailure::Revoked(sessions) => {
                self.requeue();
                self.sessions_ended(&sessions, out);
            }
            AppendFailure::Away => self.away(out),
        }
    }

    /// The ledger after the head: what is ours is settled, what is not there is decided again.
    pub(super) fn ledger(&mut self, records: &[Record], now: Timestamp, out: &mut Vec<Output>) {
        self.reading = false;
        self.unsure = false;
        // The batch in flight was decided on a head that may be gone.
        self.requeue();
        let mut items = Vec::with_capacity(records.len());
        for record in records {
            if record.seq <= self.fold.head.seq {
                continue;
            }
            items.push(self.fold_in(record));
            self.working = None;
        }
        self.publish(&items, out);
        let recorded: Vec<_> = self
            .waiting
            .keys()
            .filter(|key| self.fold.intents.contains_key(key))
            .copied()
            .collect();
        for key in recorded {
            self.queue
                .retain(|queued| (queued.who.person, queued.submit.intent) != key);
            self.settle(key, out);
        }
        self.greet_waiting(now, out);
    }

    /// The store is away: what waits stays in the outboxes of those who wrote it.
    pub(super) fn away(&mut self, out: &mut Vec<Output>) {
        self.reading = false;
        // A batch whose fate is unknown is settled by the ledger, read before anything is decided again.
        self.unsure = self.unsure || self.flight.is_some();
        self.requeue();
        for queued in std::mem::take(&mut self.queue) {
            self.hang_up(
                (queued.who.person, queued.submit.intent),
                Close::StoreAway,
                out,
            );
        }
        self.close_all(Close::StoreAway, out);
    }

    /// Takes the batch in flight back into the queue, in order, and drops the working document.
    fn requeue(&mut self) {
        let Some(flight) = self.flight.take() else {
            return;
        };
        self.working = None;
        self.due.news();
        self.kin.again();
        for settling in flight.settling.into_iter().rev() {
            let queued = match settling {
                Settling::Recorded(queued) => queued,
                Settling::Refused {
                    queued, strands, ..
                } => {
                    let conn = queued.conn.filter(|_| strands);
                    if let Some(conn) = conn.and_then(|id| self.conns.get_mut(&id)) {
                        conn.rebasing = false;
                    }
                    queued
                }
            };
            self.queue.push_front(queued);
        }
    }

    /// Folds a record in. What the ledger holds can be applied: it was, by whoever wrote it.
    fn fold_in(&mut self, record: &Record) -> Item {
        self.fold
            .apply(record)
            .expect("the ledger holds what was applied before it was stored");
        let row = self
            .fold
            .rows
            .last()
            .copied()
            .expect("a record leaves a row");
        let item = fold::item(record, row);
        self.tail.push(item.clone());
        self.due.news();
        item
    }

    fn publish(&self, items: &[Item], out: &mut Vec<Output>) {
        let items: Vec<&Item> = items.iter().collect();
        if items.is_empty() || !self.conns.values().any(|conn| conn.phase == Phase::Live) {
            return;
        }
        for frame in tail::frames(&items, self.max_op()) {
            self.broadcast(frame, out);
        }
    }

    /// The receipt of an intent that was decided for good.
    pub(super) fn settled(&self, key: (PersonId, IntentId)) -> Option<Receipt> {
        let outcome = if let Some(&seq) = self.fold.intents.get(&key) {
            let row = self
                .fold
                .rows
                .get(usize::try_from(seq).ok()?.checked_sub(1)?)?;
            Outcome::Recorded {
                seq,
                received_at: row.received_at,
                hash: row.hash,
                number: row.number,
            }
        } else {
            let refusal = self.refused.get(&key)?;
            Outcome::Refused {
                code: refusal.code,
                reason: refusal.reason.clone(),
            }
        };
        Some(Receipt {
            intent: key.1,
            outcome,
        })
    }

    fn settle(&mut self, key: (PersonId, IntentId), out: &mut Vec<Output>) {
        let Some(receipt) = self.settled(key) else {
            return;
        };
        for waiter in self.waiting.remove(&key).unwrap_or_default() {
            match waiter {
                Waiter::Conn(conn) if !self.conns.contains_key(&conn) => {}
                waiter => answer(waiter, receipt.clone(), out),
            }
        }
    }

    /// Tells everyone whose authority changed, and closes those who may no longer read.
    pub(super) fn tell_authority(&mut self, now: Timestamp, out: &mut Vec<Output>) {
        let incident = &self.fold.incident;
        let mut removed = Vec::new();
        for (id, conn) in &mut self.conns {
            let authority = Authority {
                epoch: incident.command.epoch,
                roles: incident.roles(conn.who.person),
                manager: incident.command.manager,
                deputy: incident.command.deputy,
            };
            if conn.told.as_ref() == Some(&authority) {
                continue;
            }
            let readable = self
                .people
                .get(&conn.who.person)
                .is_some_and(|profile| !profile.disabled && incident.may_read(profile, now));
            if conn.told.is_some() {
                let frame = crate::frames::encode(&authority.frame()).into();
                out.push(Output::Send { conn: *id, frame });
            }
            conn.told = Some(authority);
            if !readable {
                removed.push(*id);
            }
        }
        for id in removed {
            self.close(id, Close::Removed, out);
        }
    }
}
