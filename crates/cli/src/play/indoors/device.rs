//! Somebody's device: a replica without a socket.

use super::house::{News, Said};
use loggist_client::{Effect, Event, Fate, Ids, Replica, storage::Kept};
use loggist_domain::{IncidentId, IntentId, PersonId, Timestamp};
use loggist_room::{ConnId, frames::ClientFrame};
use std::collections::{HashMap, VecDeque};

pub(super) struct Device {
    person: PersonId,
    replica: Replica,
    conn: Option<ConnId>,
    /// Its network is away.
    is_cut: bool,
    /// It has said its first `hello` on this connection.
    is_known: bool,
    effects: VecDeque<Effect>,
    fates: HashMap<IntentId, Fate>,
}

impl Device {
    pub(super) fn new(incident: IncidentId, person: PersonId, now: Timestamp) -> Self {
        Self {
            person,
            replica: Replica::open(incident, person, Kept::default(), Ids::fresh(), now),
            conn: None,
            is_cut: false,
            is_known: false,
            effects: VecDeque::new(),
            fates: HashMap::new(),
        }
    }

    pub(super) fn replica(&mut self) -> &mut Replica {
        &mut self.replica
    }

    pub(super) fn conn(&self) -> Option<ConnId> {
        self.conn
    }

    pub(super) fn connect(&mut self, conn: ConnId, now: Timestamp) {
        if self.conn.is_none() && !self.is_cut {
            self.conn = Some(conn);
            self.is_known = false;
            self.replica.connected(now);
        }
    }

    /// The connection that it leaves, if it has one.
    pub(super) fn leave(&mut self) -> Option<ConnId> {
        let conn = self.conn.take()?;
        self.replica.disconnected();
        Some(conn)
    }

    pub(super) fn cut(&mut self) -> Option<ConnId> {
        self.is_cut = true;
        self.leave()
    }

    pub(super) fn mend(&mut self) {
        self.is_cut = false;
    }

    /// What became of an act, told once.
    pub(super) fn fate(&mut self, intent: IntentId) -> Option<Fate> {
        self.fates.remove(&intent)
    }

    /// What it wants of the world next: to send a frame, or to get a snapshot.
    pub(super) fn next(&mut self) -> Option<Effect> {
        loop {
            self.effects.extend(self.replica.effects());
            match self.effects.pop_front()? {
                Effect::Tell(Event::Settled(settled)) => {
                    self.fates.insert(settled.intent, settled.fate);
                }
                Effect::Tell(_) | Effect::Store(_) | Effect::Reconnect | Effect::End => {}
                wanted => return Some(wanted),
            }
        }
    }

    /// A frame of this device, addressed; `None` while it is not connected.
    pub(super) fn says(&mut self, frame: ClientFrame) -> Option<Said> {
        Some(Said {
            conn: self.conn?,
            person: self.person,
            is_first: !std::mem::replace(&mut self.is_known, true),
            frame,
        })
    }

    pub(super) fn hears(&mut self, news: News, now: Timestamp) {
        match news {
            News::Frame(frame) => self.replica.receive(*frame, now),
            News::Closed(close) => {
                self.conn = None;
                self.replica.closed(close.code(), close.reason());
            }
        }
    }
}
