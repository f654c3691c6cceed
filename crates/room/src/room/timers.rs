//! What the room does by the clock: presence, pings, silence, snapshots.

use super::{ConnId, Output, Room, Timestamp};
use crate::{
    frames::{Close, PresenceRow, ServerFrame, encode},
    limits,
};
use std::collections::BTreeSet;

/// When what is due, in server time.
#[derive(Debug)]
pub(super) struct Timers {
    presence_changed: BTreeSet<ConnId>,
    presence_left: Vec<String>,
    presence_sent_at: Timestamp,
    ping_number: u32,
    pinged_at: Timestamp,
    /// The record of the newest snapshot.
    saved_seq: u64,
    saved_at: Timestamp,
    /// A document is being saved.
    saving: bool,
    woken_for: Option<Timestamp>,
}

impl Timers {
    pub fn new(now: Timestamp, saved_seq: u64) -> Self {
        Self {
            presence_changed: BTreeSet::new(),
            presence_left: Vec::new(),
            presence_sent_at: now,
            ping_number: 0,
            pinged_at: now,
            saved_seq,
            saved_at: now,
            saving: false,
            woken_for: None,
        }
    }

    pub fn presence_changed(&mut self, id: ConnId) {
        self.presence_changed.insert(id);
    }

    pub fn presence_left(&mut self, id: ConnId) {
        self.presence_changed.remove(&id);
        self.presence_left.push(id.0.to_string());
    }

    pub fn saved(&mut self, seq: u64, now: Timestamp) {
        self.saving = false;
        self.saved_seq = self.saved_seq.max(seq);
        self.saved_at = now;
    }
}

impl Room {
    pub(super) fn run_timers(&mut self, now: Timestamp, out: &mut Vec<Output>) {
        self.close_silent(now, out);
        self.ping(now, out);
        self.send_presence(now, out);
        let head = self.fold.head.seq;
        let news = head - self.timers.saved_seq.min(head);
        let due = now >= self.timers.saved_at.plus(limits::SNAPSHOT_EVERY);
        if news >= limits::SNAPSHOT_RECORDS || (news > 0 && due) {
            self.save(out);
        }
        self.wake(now, out);
    }

    fn close_silent(&mut self, now: Timestamp, out: &mut Vec<Output>) {
        let silent: Vec<ConnId> = self
            .conns
            .iter()
            .filter(|(_, conn)| now.since(conn.heard_at) >= limits::SILENCE_MAX)
            .map(|(id, _)| *id)
            .collect();
        for id in silent {
            self.close(id, Close::Resume, out);
        }
    }

    fn ping(&mut self, now: Timestamp, out: &mut Vec<Output>) {
        if self.conns.is_empty() || now < self.timers.pinged_at.plus(limits::PING_EVERY) {
            return;
        }
        self.timers.pinged_at = now;
        self.timers.ping_number = self.timers.ping_number.wrapping_add(1);
        let frame = ServerFrame::Ping {
            n: self.timers.ping_number,
            server_time: now,
            seq: self.fold.head.seq,
        };
        let conns = self.conns.keys().copied().collect();
        out.push(Output::Broadcast {
            conns,
            frame: encode(&frame).into(),
        });
    }

    fn presence_due(&self) -> Option<Timestamp> {
        if self.timers.presence_changed.is_empty() && self.timers.presence_left.is_empty() {
            return None;
        }
        let every = if self.conns.len() > limits::PRESENCE_CROWD {
            limits::PRESENCE_EVERY_CROWDED
        } else {
            limits::PRESENCE_EVERY
        };
        Some(self.timers.presence_sent_at.plus(every))
    }

    fn send_presence(&mut self, now: Timestamp, out: &mut Vec<Output>) {
        if self.presence_due().is_none_or(|due| now < due) {
            return;
        }
        self.timers.presence_sent_at = now;
        let rows: Vec<PresenceRow> = std::mem::take(&mut self.timers.presence_changed)
            .into_iter()
            .filter_map(|id| Some(self.conns.get(&id)?.row.clone()))
            .collect();
        let left = std::mem::take(&mut self.timers.presence_left);
        self.broadcast(encode(&ServerFrame::Presence { rows, left }).into(), out);
    }

    /// Asks for the recorded document to be saved; one save is under way at a time.
    pub(super) fn save(&mut self, out: &mut Vec<Output>) {
        if self.timers.saving {
            return;
        }
        self.timers.saving = true;
        out.push(Output::Save {
            volume: self.volume,
            seq: self.fold.head.seq,
            document: Box::new(self.fold.document.fork()),
        });
    }

    pub(super) fn save_if_newer(&mut self, out: &mut Vec<Output>) {
        if self.fold.head.seq > self.timers.saved_seq {
            self.save(out);
        }
    }

    fn wake(&mut self, now: Timestamp, out: &mut Vec<Output>) {
        let silence = self
            .conns
            .values()
            .map(|conn| conn.heard_at.plus(limits::SILENCE_MAX))
            .min();
        let ping = (!self.conns.is_empty()).then(|| self.timers.pinged_at.plus(limits::PING_EVERY));
        let unsaved = self.fold.head.seq > self.timers.saved_seq && !self.timers.saving;
        let save = unsaved.then(|| self.timers.saved_at.plus(limits::SNAPSHOT_EVERY));
        // While nothing is decided there is no use in waking: an answer is the next thing that happens.
        let waits = self.flight.is_some() || self.reading || self.unsure || self.stopping;
        let due = self.due.wake().filter(|_| !waits);
        let next = [silence, ping, self.presence_due(), save, due]
            .into_iter()
            .flatten()
            .min();
        if let Some(next) = next.map(|next| next.max(now))
            && self.timers.woken_for != Some(next)
        {
            self.timers.woken_for = Some(next);
            out.push(Output::WakeAt(next));
        }
    }
}
