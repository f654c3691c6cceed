//! The connection: `hello`, `welcome`, snapshots, pings, and its end.

use super::{Phase, Replica};
use crate::{
    document::Reader,
    effect::{Effect, End, Event, Fate, NotSent, RecordHash, Standing},
    storage::Write,
};
use automerge::Automerge;
use loggist_domain::{IntentId, Timestamp};
use loggist_room::frames::{ClientFrame, Close, Hello, PresenceRow, ServerFrame, Welcome};
use serde_bytes::ByteBuf;

impl Replica {
    /// A connection stands: says `hello`.
    pub fn connected(&mut self, now: Timestamp) {
        if !matches!(self.phase, Phase::Ended(_)) {
            self.forget_flights();
            self.say_hello(now);
        }
    }

    /// The connection is gone.
    pub fn disconnected(&mut self) {
        self.forget_flights();
        self.present.clear();
        if matches!(self.phase, Phase::Ended(_)) {
            return;
        }
        self.enter(Phase::Away);
        let never_sent = self
            .outbox
            .iter()
            .filter(|w| !w.sent && w.row.not_after().is_some());
        let never_sent: Vec<IntentId> = never_sent.map(|waiting| waiting.row.intent).collect();
        for intent in never_sent {
            self.settle(intent, Fate::NotSent(NotSent::Offline));
        }
    }

    /// The socket was closed with this code and reason.
    pub fn closed(&mut self, code: u16, reason: &str) {
        self.bye(code, reason);
        self.disconnected();
    }

    /// Something that the connection cannot go on with.
    pub fn fail(&mut self, end: End) {
        if !matches!(self.phase, Phase::Ended(_)) {
            self.end(end);
        }
    }

    /// The person signed in again: a connection may be tried.
    pub fn signed_in(&mut self) {
        if matches!(self.phase, Phase::Ended(End::SignedOut(_))) {
            self.enter(Phase::Away);
        }
    }

    /// A frame arrived.
    pub fn receive(&mut self, frame: ServerFrame, now: Timestamp) {
        if matches!(self.phase, Phase::Ended(_)) {
            return;
        }
        match frame {
            ServerFrame::Welcome(welcome) => self.welcome(welcome, now),
            ServerFrame::Snapshot {
                volume, seq, hash, ..
            } => {
                if self.phase == Phase::Greeting {
                    self.fetch(volume, seq, hash.0);
                }
            }
            ServerFrame::Records { items, .. } => self.records(items, now),
            ServerFrame::Receipt(receipt) => self.receipt(receipt, now),
            ServerFrame::Authority { epoch, roles, .. } => {
                self.stand(Standing {
                    person: self.identity.person,
                    roles,
                    epoch,
                });
            }
            ServerFrame::Volume {
                volume, seq, hash, ..
            } => self.new_volume(volume, seq, hash.0),
            ServerFrame::Presence { rows, left } => self.presence_changed(rows, &left),
            ServerFrame::Ping {
                n,
                server_time,
                seq,
            } => {
                self.learn_clock(server_time, now);
                let pong = ClientFrame::Pong {
                    n,
                    device_time: now,
                };
                self.effects.push(Effect::Send(Box::new(pong)));
                if seq > self.seq && self.phase == Phase::Live {
                    self.say_hello(now);
                }
            }
            ServerFrame::Bye { code, reason, .. } => self.bye(code, &reason),
        }
    }

    /// The snapshot that was asked for is here: loads it and says `hello` again.
    pub fn loaded(
        &mut self,
        volume: u64,
        seq: u64,
        hash: RecordHash,
        bytes: &[u8],
        now: Timestamp,
    ) {
        if self.phase != Phase::Fetching {
            return;
        }
        if (volume, seq) > (self.volume, self.seq) {
            let Ok(recorded) = Automerge::load(bytes) else {
                self.end(End::Failed("The server's snapshot cannot be read.".into()));
                return;
            };
            self.entries = Reader(&recorded).entry_count();
            self.recorded = recorded;
            (self.volume, self.seq, self.hash) = (volume, seq, Some(hash));
            self.rebuild_working();
            self.store(vec![Write::Document {
                volume,
                seq,
                hash: Some(hash),
                bytes: ByteBuf::from(bytes.to_vec()),
            }]);
            self.tell(Event::Snapshot { seq });
        }
        self.say_hello(now);
    }

    pub(super) fn say_hello(&mut self, now: Timestamp) {
        let hello = Hello {
            volume: self.volume,
            seq: self.seq,
            hash: ByteBuf::from(self.hash.map_or(Vec::new(), |hash| hash.to_vec())),
            replica: self.identity.replica,
            device_time: now,
            client: concat!("loggist-client ", env!("CARGO_PKG_VERSION")).into(),
            ticket: None,
            pace: None,
        };
        self.effects
            .push(Effect::Send(Box::new(ClientFrame::Hello(hello))));
        self.enter(Phase::Greeting);
    }

    pub(super) fn end(&mut self, end: End) {
        self.effects.push(Effect::End);
        self.enter(Phase::Ended(end));
    }

    fn forget_flights(&mut self) {
        for waiting in &mut self.outbox {
            waiting.in_flight = false;
        }
    }

    fn welcome(&mut self, welcome: Welcome, now: Timestamp) {
        if welcome.member != self.identity.person {
            self.end(End::Failed(
                "The sign-in is another person's than the one whose writing is kept here.".into(),
            ));
            return;
        }
        self.learn_clock(welcome.server_time, now);
        self.session = Some(welcome.session);
        self.present = welcome
            .present
            .into_iter()
            .map(|row| (row.session.clone(), row))
            .collect();
        self.stand(Standing {
            person: welcome.member,
            roles: welcome.roles,
            epoch: welcome.epoch,
        });
        if self.phase != Phase::Greeting {
            return;
        }
        if welcome.seq < self.seq || welcome.volume < self.volume {
            self.end(End::Forked(Close::Forked.reason().into()));
            return;
        }
        self.volume = welcome.volume;
        self.enter(Phase::CatchingUp { to: welcome.seq });
        self.caught_up(now);
    }

    /// Goes on once everything that was missed is here.
    pub(super) fn caught_up(&mut self, now: Timestamp) {
        let Phase::CatchingUp { to } = self.phase else {
            return;
        };
        if self.seq < to {
            return;
        }
        if self.rebase {
            self.transplant(now);
        }
        self.enter(Phase::Live);
        self.submit(now);
    }

    fn stand(&mut self, standing: Standing) {
        if self.standing.as_ref() != Some(&standing) {
            self.standing = Some(standing.clone());
            self.tell(Event::Authority(standing));
        }
    }

    fn presence_changed(&mut self, rows: Vec<PresenceRow>, left: &[String]) {
        for session in left {
            self.present.remove(session);
        }
        for row in rows {
            self.present.insert(row.session.clone(), row);
        }
        let present = self.present().cloned().collect();
        self.tell(Event::Presence(present));
    }

    fn fetch(&mut self, volume: u64, seq: u64, hash: RecordHash) {
        self.enter(Phase::Fetching);
        self.effects.push(Effect::Fetch { volume, seq, hash });
    }

    /// With nothing unsent the new volume is loaded.
    fn new_volume(&mut self, volume: u64, seq: u64, hash: RecordHash) {
        let unsent = self
            .outbox
            .iter()
            .any(|waiting| waiting.row.change().is_some());
        if unsent {
            self.end(End::Failed(
                "A new volume has begun and this version cannot carry unsent writing into it. It is kept on this device.".into(),
            ));
        } else if volume > self.volume {
            self.fetch(volume, seq, hash);
        }
    }

    fn bye(&mut self, code: u16, reason: &str) {
        if matches!(self.phase, Phase::Ended(_)) {
            return;
        }
        let close = LASTING.into_iter().find(|close| close.code() == code);
        let Some(close) = close else {
            return;
        };
        let words = if reason.is_empty() {
            close.reason().to_owned()
        } else {
            reason.to_owned()
        };
        self.end(match close {
            Close::Forked => End::Forked(words),
            Close::Removed => End::Removed(words),
            Close::NotFound => End::NotFound(words),
            Close::SignIn => End::SignedOut(words),
            _ => End::Failed(words),
        });
    }
}

/// What coming back does not mend.
const LASTING: [Close; 6] = [
    Close::Forked,
    Close::Removed,
    Close::NotFound,
    Close::SignIn,
    Close::Malformed,
    Close::TooLarge,
];
