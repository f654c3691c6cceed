//! From the queue to a batch in flight.

use super::{Output, Queued, Room};
use crate::{
    frames::SubmitKind,
    limits,
    trial::{Decided, Trial},
};
use loggist_domain::{Code, Refusal, Timestamp, command};
use loggist_evidence::Record;

/// What was decided of one intent of the batch in flight, in order.
#[derive(Debug)]
pub(super) enum Settling {
    /// It is a record of the batch.
    Recorded(Queued),
    /// It is refused.
    Refused {
        queued: Queued,
        refusal: Refusal,
        /// Later submits of its connection are answered `rebase` because of it `[W10]`.
        strands: bool,
    },
}

/// The batch in flight: nobody hears of it before it is durable `[W1]`.
#[derive(Debug)]
pub(super) struct Flight {
    pub records: Vec<Record>,
    pub settling: Vec<Settling>,
}

impl Room {
    /// Decides what waits, together, when nothing is in flight and the ledger is known.
    pub(super) fn decide_next(&mut self, now: Timestamp, out: &mut Vec<Output>) {
        if self.flight.is_some() || self.reading {
            return;
        }
        if self.unsure {
            // With nobody here and nothing to decide it can wait: a store that is away is not asked in a circle.
            if self.queue.is_empty() && self.conns.is_empty() {
                return;
            }
            self.reading = true;
            out.push(Output::Read {
                after: self.fold.head.seq,
            });
            return;
        }
        if self.stopping {
            return;
        }
        let fallen = self.fallen_due(now);
        let linked = self.kin.take();
        if self.queue.is_empty() && fallen.is_empty() && linked.is_empty() {
            return;
        }
        let take = self.queue.len().min(limits::BATCH_INTENTS_MAX);
        let queued: Vec<Queued> = self.queue.drain(..take).collect();
        let mut trial = Trial::new(
            &self.fold,
            &mut self.working,
            self.server_actor,
            &self.people,
            &mut self.rng,
        );
        trial.seal_overdue(fallen.reports, now);
        if fallen.standing {
            trial.seal_standing(now);
        }
        for news in &linked {
            trial.follow(news, now);
        }
        let mut settling = Vec::with_capacity(queued.len());
        for queued in queued {
            let conn = queued.conn.and_then(|id| self.conns.get_mut(&id));
            if conn.as_ref().is_some_and(|conn| conn.rebasing) {
                settling.push(Settling::Refused {
                    queued,
                    refusal: rebase(),
                    strands: false,
                });
                continue;
            }
            if conn.is_some() && command::has_own_route(&queued.submit.name) {
                settling.push(Settling::Refused {
                    queued,
                    refusal: elsewhere(),
                    strands: false,
                });
                continue;
            }
            match trial.decide(queued.who, &queued.submit, now) {
                Decided::Recorded => settling.push(Settling::Recorded(queued)),
                Decided::Refused(refusal) => {
                    let strands = queued.submit.kind == SubmitKind::Edit;
                    if let Some(conn) = conn.filter(|_| strands) {
                        conn.rebasing = true;
                    }
                    settling.push(Settling::Refused {
                        queued,
                        refusal,
                        strands,
                    });
                }
            }
        }
        let batch = trial.finish(now);
        let stored = !batch.records.is_empty() || !batch.refused.is_empty();
        self.flight = Some(Flight {
            records: batch.records.clone(),
            settling,
        });
        if stored {
            out.push(Output::Append(Box::new(batch)));
        } else {
            // Only transient refusals: there is nothing to store.
            self.appended(out);
        }
    }
}

fn elsewhere() -> Refusal {
    Refusal::malformed("This is asked for at an address of its own, not in the live room.")
}

fn rebase() -> Refusal {
    Refusal::new(
        Code::Rebase,
        "An earlier edit was refused; this one is sent again without it.",
    )
}
