//! Doing what a room asks for.

use super::{
    host::{Answer, Host},
    load::records,
    save::save,
};
use crate::{live::Traffic, metrics};
use bytes::Bytes;
use loggist_domain::IncidentId;
use loggist_room::{AppendFailure, Batch, ConnId, Input, Output, frames::Close};
use loggist_store::{AppendError, Store};
use std::{sync::Arc, time::Instant};

impl Host {
    /// Does what the room asked for, in order; what that makes happen at once is given back.
    pub(super) fn perform(&mut self, outputs: Vec<Output>) -> Vec<Input> {
        let mut inputs = Vec::new();
        for output in outputs {
            match output {
                Output::Append(batch) => self.append(*batch),
                Output::Read { after } => self.read(after),
                Output::Send { conn, frame } => {
                    inputs.extend(self.send(conn, frame, Traffic::Answer));
                }
                Output::Broadcast { conns, frame } => {
                    metrics::delivered(conns.len());
                    for conn in conns {
                        inputs.extend(self.send(conn, frame.clone(), Traffic::News));
                    }
                }
                Output::Answer { call, receipt } => {
                    if let Some(reply) = self.calls.remove(&call) {
                        // The caller went away; the receipt is the same when they ask again `[W3]`.
                        let _ = reply.send(Ok(receipt));
                    }
                }
                Output::Hangup { call, close } => {
                    if let Some(reply) = self.calls.remove(&call) {
                        // The caller went away.
                        let _ = reply.send(Err(close));
                    }
                }
                Output::Close { conn, close } => {
                    if let Some(conn) = self.conns.remove(&conn) {
                        conn.outbox.close(close);
                    }
                }
                Output::Save {
                    volume,
                    seq,
                    document,
                } => {
                    let (ground, incident) = (Arc::clone(&self.ground), self.incident);
                    self.begin(async move {
                        let saved = save(&ground, incident, (volume, seq), document).await;
                        saved.map_or(Answer::Unsound, |bytes| {
                            Answer::Input(Input::Saved { seq, bytes })
                        })
                    });
                }
                Output::WakeAt(at) => self.wake_at = Some(at),
                Output::Stopped => self.stopped = true,
            }
        }
        inputs
    }

    /// Hands a frame to a connection; one that does not keep up is closed, and the room hears that it left `[W6]`.
    fn send(&mut self, conn: ConnId, frame: Bytes, traffic: Traffic) -> Option<Input> {
        let outbox = &self.conns.get(&conn)?.outbox;
        if outbox.push(frame, traffic) {
            return None;
        }
        metrics::dropped();
        outbox.close_now(Close::Resume);
        self.conns.remove(&conn);
        Some(Input::Left(conn))
    }

    fn append(&mut self, batch: Batch) {
        let (ground, incident) = (Arc::clone(&self.ground), self.incident);
        self.begin(async move { Answer::Input(append(&*ground.store, incident, batch).await) });
    }

    fn read(&mut self, after: u64) {
        let (ground, incident) = (Arc::clone(&self.ground), self.incident);
        self.begin(async move {
            Answer::Input(match records(&*ground.store, incident, after, None).await {
                Ok(records) => Input::Ledger(records),
                Err(error) => {
                    tracing::error!(%incident, %error, "the ledger cannot be read");
                    Input::LedgerAway
                }
            })
        });
    }

    fn begin(&mut self, work: impl Future<Output = Answer> + Send + 'static) {
        let answers = self.answers.0.clone();
        self.work.spawn(async move {
            // The room was built anew meanwhile: it has read the ledger itself.
            let _ = answers.send(work.await);
        });
    }
}

async fn append(store: &dyn Store, incident: IncidentId, batch: Batch) -> Input {
    let batch = loggist_store::Batch {
        records: batch.records,
        refused: batch.refused,
        summary: batch.summary,
    };
    let begun = Instant::now();
    let failure = match store.append(&batch).await {
        Ok(()) => {
            let codes = batch.refused.iter().map(|refused| refused.code);
            let codes = codes.filter_map(|code| {
                let name = serde_json::to_value(code).ok()?;
                name.as_str().map(str::to_owned)
            });
            metrics::appended(batch.records.len(), codes, begun.elapsed());
            return Input::Appended;
        }
        Err(AppendError::Conflict) => {
            metrics::append_failed("conflict");
            AppendFailure::Conflict
        }
        Err(AppendError::Revoked(sessions)) => {
            metrics::append_failed("revoked");
            AppendFailure::Revoked(sessions)
        }
        Err(error @ AppendError::Away(_)) => {
            metrics::append_failed("away");
            tracing::error!(%incident, %error, "a batch was not stored");
            AppendFailure::Away
        }
        Err(error @ AppendError::Unknown(_)) => {
            metrics::append_failed("unknown");
            tracing::error!(%incident, %error, "it is not known whether a batch was stored");
            AppendFailure::Unknown
        }
    };
    Input::AppendFailed(failure)
}
