//! `hello`: who may come in, and what they miss.

use super::{ConnId, Identity, Output, Room, Snapshot, Timestamp};
use crate::{
    conn::{Conn, Phase},
    frames::{Close, Hello, PresenceRow, ServerFrame, Welcome, encode},
    limits,
};
use bytes::Bytes;
use loggist_domain::POLICY_VERSION;
use loggist_evidence::Hash;
use std::collections::BTreeMap;

/// Those who said `hello` and wait for an answer.
#[derive(Debug, Default)]
pub(super) struct Lobby {
    /// They stand beyond the head that this node knows.
    greet_later: Vec<(ConnId, Hello)>,
    /// They are told of the next snapshot.
    want_snapshot: Vec<ConnId>,
}

impl Room {
    pub(super) fn joined(
        &mut self,
        id: ConnId,
        who: Identity,
        hello: &Hello,
        now: Timestamp,
        out: &mut Vec<Output>,
    ) {
        if self.stopping {
            out.push(Output::Close {
                conn: id,
                close: Close::Stopping,
            });
            return;
        }
        if !self.may_read(who.person, now) {
            let was_here = self.fold.incident.members.contains_key(&who.person);
            let close = if was_here {
                Close::Removed
            } else {
                Close::NotFound
            };
            out.push(Output::Close { conn: id, close });
            return;
        }
        let name = self
            .people
            .get(&who.person)
            .map(|profile| profile.name.clone())
            .unwrap_or_default();
        let row = PresenceRow {
            session: id.0.to_string(),
            person: who.person,
            name,
            viewing: None,
            draft: None,
            cursor: None,
            typing: None,
        };
        let conn = Conn {
            who,
            phase: Phase::Loading,
            rebasing: false,
            heard_at: now,
            told: None,
            row,
        };
        self.conns.insert(id, conn);
        self.timers.presence_changed(id);
        self.greet(id, hello, false, now, out);
    }

    /// Answers a `hello`: forked, a snapshot, or welcome with the records that are missed.
    ///
    /// `fresh`: the ledger was read since the replica spoke.
    pub(super) fn greet(
        &mut self,
        id: ConnId,
        hello: &Hello,
        fresh: bool,
        now: Timestamp,
        out: &mut Vec<Output>,
    ) {
        let head = self.fold.head.seq;
        if hello.seq > head && !fresh {
            // Another node may be ahead of this one: the ledger decides.
            if let Some(conn) = self.conns.get_mut(&id) {
                conn.phase = Phase::Greeting;
            }
            self.lobby.greet_later.push((id, hello.clone()));
            self.unsure = true;
            return;
        }
        if !self.holds(hello) {
            self.close(id, Close::Forked, out);
            return;
        }
        let Some(conn) = self.conns.get_mut(&id) else {
            return;
        };
        conn.rebasing = false;
        conn.phase = Phase::Loading;
        let misses = head - hello.seq;
        if misses <= limits::CATCH_UP_RECORDS_MAX && self.tail.reaches(hello.seq, head) {
            self.welcome(id, hello.seq, now, out);
            return;
        }
        let usable = self.snapshots.front().filter(|snapshot| {
            head - snapshot.seq <= limits::CATCH_UP_RECORDS_MAX
                && self.tail.reaches(snapshot.seq, head)
        });
        if let Some(snapshot) = usable {
            self.announce(id, &snapshot.clone(), out);
        } else {
            self.lobby.want_snapshot.push(id);
            self.save(out);
        }
    }

    /// Whether the ledger holds the record that the replica stands at.
    fn holds(&self, hello: &Hello) -> bool {
        let Some(at) = hello.seq.checked_sub(1) else {
            return true;
        };
        let row = usize::try_from(at)
            .ok()
            .and_then(|at| self.fold.rows.get(at));
        hello.volume <= self.volume
            && row.is_some_and(|row| Hash::from_slice(&hello.hash) == Some(row.hash))
    }

    /// Those whose `hello` waited for the ledger.
    pub(super) fn greet_waiting(&mut self, now: Timestamp, out: &mut Vec<Output>) {
        for (id, hello) in std::mem::take(&mut self.lobby.greet_later) {
            if self.conns.contains_key(&id) {
                self.greet(id, &hello, true, now, out);
            }
        }
    }

    /// A document was saved: those who waited for it are told.
    pub(super) fn saved(&mut self, seq: u64, bytes: Bytes, now: Timestamp, out: &mut Vec<Output>) {
        let snapshot = Snapshot { seq, bytes };
        self.timers.saved(seq, now);
        self.snapshots.push_front(snapshot.clone());
        self.snapshots.truncate(2);
        for id in std::mem::take(&mut self.lobby.want_snapshot) {
            if self.conns.contains_key(&id) {
                self.announce(id, &snapshot, out);
            }
        }
    }

    fn announce(&self, id: ConnId, snapshot: &Snapshot, out: &mut Vec<Output>) {
        let hash = usize::try_from(snapshot.seq - 1)
            .ok()
            .and_then(|at| self.fold.rows.get(at))
            .map_or(Hash::ZERO, |row| row.hash);
        let frame = ServerFrame::Snapshot {
            volume: self.volume,
            seq: snapshot.seq,
            hash,
            size: snapshot.bytes.len() as u64,
        };
        out.push(Output::Send {
            conn: id,
            frame: encode(&frame).into(),
        });
    }

    fn welcome(&mut self, id: ConnId, seq: u64, now: Timestamp, out: &mut Vec<Output>) {
        let incident = &self.fold.incident;
        let max_op = self.max_op();
        let present = self.conns.values().map(|conn| conn.row.clone()).collect();
        let Some(conn) = self.conns.get_mut(&id) else {
            return;
        };
        conn.phase = Phase::Live;
        let frame = ServerFrame::Welcome(Welcome {
            session: conn.row.session.clone(),
            member: conn.who.person,
            roles: incident.roles(conn.who.person),
            epoch: incident.command.epoch,
            volume: self.volume,
            seq: self.fold.head.seq,
            max_op,
            server_time: now,
            policy_version: POLICY_VERSION,
            limits: limits_by_name(),
            present,
        });
        out.push(Output::Send {
            conn: id,
            frame: encode(&frame).into(),
        });
        for frame in self.tail.after(seq, max_op) {
            out.push(Output::Send { conn: id, frame });
        }
    }
}

fn limits_by_name() -> BTreeMap<String, u64> {
    let millis =
        |duration: std::time::Duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    [
        ("frame_bytes", limits::FRAME_BYTES_MAX as u64),
        ("change_bytes", limits::CHANGE_BYTES_MAX as u64),
        ("change_operations", limits::CHANGE_OPS_MAX as u64),
        (
            "text_characters",
            loggist_domain::limits::TEXT_CHARS_MAX as u64,
        ),
        (
            "scalar_bytes",
            loggist_domain::limits::SCALAR_BYTES_MAX as u64,
        ),
        (
            "command_good_for_ms",
            millis(loggist_domain::limits::COMMAND_GOOD_FOR),
        ),
        ("silence_ms", millis(limits::SILENCE_MAX)),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}
