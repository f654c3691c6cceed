//! The room: inputs in, outputs out.

mod deciding;
mod due;
mod greeting;
mod kin;
mod settling;
mod timers;

use crate::{
    AppendFailure, CallId, ConnId, Identity, Input, LoadError, Loaded, Output,
    conn::{Conn, Phase},
    document,
    fold::Fold,
    frames::{ClientFrame, Close, Receipt, ServerFrame, Submit, encode},
    load, record,
    tail::Tail,
};
use automerge::Automerge;
use bytes::Bytes;
use deciding::Flight;
use due::Due;
use greeting::Lobby;
use kin::Kin;
use loggist_domain::{Directory, Incident, IntentId, PersonId, Refusal, SessionId, Timestamp};
use loggist_evidence::Head;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use std::collections::{BTreeMap, HashMap, VecDeque};
use timers::Timers;

/// Who waits for a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiter {
    Conn(ConnId),
    Call(CallId),
}

/// An intent that waits to be decided.
#[derive(Clone, Debug)]
struct Queued {
    who: Identity,
    submit: Submit,
    /// The connection it came on; none for a call.
    conn: Option<ConnId>,
}

/// A saved document, for those who join.
#[derive(Clone, Debug)]
struct Snapshot {
    seq: u64,
    bytes: Bytes,
}

/// One live incident. It knows no socket, no database and no clock.
pub struct Room {
    fold: Fold,
    /// Beside the recorded document; holds the batch in flight too.
    working: Option<Automerge>,
    server_actor: [u8; 16],
    rng: ChaCha20Rng,
    people: Directory,
    /// Final refusals by intent.
    refused: HashMap<(PersonId, IntentId), Refusal>,
    conns: BTreeMap<ConnId, Conn>,
    queue: VecDeque<Queued>,
    /// Who waits for each intent that is queued or in flight `[W3]`.
    waiting: HashMap<(PersonId, IntentId), Vec<Waiter>>,
    flight: Option<Flight>,
    /// The ledger must be read before anything more is decided.
    unsure: bool,
    /// A read was asked for and is not answered.
    reading: bool,
    stopping: bool,
    tail: Tail,
    /// The newest first; the one before is kept for those who were told of it.
    snapshots: VecDeque<Snapshot>,
    timers: Timers,
    due: Due,
    lobby: Lobby,
    kin: Kin,
    volume: u64,
}

impl Room {
    /// A room from what the store holds.
    ///
    /// # Errors
    /// [`LoadError`]: on `Snapshot`, try the snapshot before, or none.
    pub fn load(loaded: &Loaded) -> Result<Self, LoadError> {
        let fold = load::fold(loaded)?;
        let mut rng = ChaCha20Rng::from_seed(loaded.seed);
        let mut tail = Tail::default();
        for record in &loaded.records {
            let at = usize::try_from(record.seq - 1).unwrap_or(usize::MAX);
            if let Some(row) = fold.rows.get(at) {
                tail.push(crate::fold::item(record, *row));
            }
        }
        let refused = loaded
            .refused
            .iter()
            .map(|r| ((r.person, r.intent), Refusal::new(r.code, r.reason.clone())))
            .collect();
        let snapshots = loaded
            .snapshot
            .iter()
            .map(|saved| Snapshot {
                seq: saved.seq,
                bytes: Bytes::from(saved.bytes.clone()),
            })
            .collect();
        Ok(Self {
            timers: Timers::new(
                loaded.now,
                loaded.snapshot.as_ref().map_or(0, |saved| saved.seq),
            ),
            due: Due::new(loaded.now),
            server_actor: record::random(&mut rng),
            fold,
            working: None,
            rng,
            people: loaded.people.clone(),
            refused,
            conns: BTreeMap::new(),
            queue: VecDeque::new(),
            waiting: HashMap::new(),
            flight: None,
            unsure: false,
            reading: false,
            stopping: false,
            tail,
            snapshots,
            lobby: Lobby::default(),
            kin: Kin::default(),
            volume: 1,
        })
    }

    /// What happens, and what the room asks for in answer.
    pub fn handle(&mut self, input: Input, now: Timestamp) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Joined { conn, who, hello } => self.joined(conn, who, &hello, now, &mut out),
            Input::Received { conn, frame } => self.received(conn, frame, now, &mut out),
            Input::Called { call, who, submit } => {
                self.submitted(Waiter::Call(call), who, submit, &mut out);
            }
            Input::Appended => self.appended(&mut out),
            Input::AppendFailed(failure) => self.append_failed(failure, &mut out),
            Input::Ledger(records) => self.ledger(&records, now, &mut out),
            Input::LedgerAway => self.away(&mut out),
            Input::Linked(summary) => self.kin.hear(*summary),
            Input::RecordsElsewhere => self.unsure = true,
            Input::AuthorityLost(sessions) => self.sessions_ended(&sessions, &mut out),
            Input::People(people) => {
                self.people = people;
                self.tell_authority(now, &mut out);
            }
            Input::Left(conn) => self.left(conn),
            Input::Tick => {}
            Input::Saved { seq, bytes } => self.saved(seq, bytes, now, &mut out),
            Input::Stop => self.stopping = true,
        }
        self.decide_next(now, &mut out);
        self.tell_authority(now, &mut out);
        self.run_timers(now, &mut out);
        self.stop_when_settled(&mut out);
        out
    }

    /// The authority state at the head.
    pub fn incident(&self) -> &Incident {
        &self.fold.incident
    }

    /// The last record.
    pub fn head(&self) -> Head {
        self.fold.head
    }

    /// Whether the person may read this incident now.
    pub fn may_read(&self, person: PersonId, now: Timestamp) -> bool {
        self.people
            .get(&person)
            .is_some_and(|profile| !profile.disabled && self.fold.incident.may_read(profile, now))
    }

    /// A snapshot that was announced to somebody.
    pub fn snapshot(&self, volume: u64, seq: u64) -> Option<Bytes> {
        let found = self
            .snapshots
            .iter()
            .find(|snapshot| volume == self.volume && snapshot.seq == seq);
        found.map(|snapshot| snapshot.bytes.clone())
    }

    /// Whether people have withheld the attachment of this hash.
    pub fn withholds(&self, sha256: &str) -> bool {
        document::is_withheld(&self.fold.document, sha256)
    }

    /// Nobody is here and nothing is under way.
    pub fn is_idle(&self) -> bool {
        self.conns.is_empty() && self.waiting.is_empty() && self.flight.is_none() && !self.reading
    }

    /// The recorded document, for checks and for reading over HTTP.
    pub fn document(&self) -> &Automerge {
        &self.fold.document
    }

    fn received(&mut self, id: ConnId, frame: ClientFrame, now: Timestamp, out: &mut Vec<Output>) {
        let Some(conn) = self.conns.get_mut(&id) else {
            return;
        };
        conn.heard_at = now;
        let who = conn.who;
        match frame {
            ClientFrame::Hello(hello) => self.greet(id, &hello, false, now, out),
            ClientFrame::Submit(submit) => self.submitted(Waiter::Conn(id), who, submit, out),
            ClientFrame::Presence(update) => {
                if conn.update(update) {
                    self.timers.presence_changed(id);
                }
            }
            ClientFrame::Pong { .. } => {}
        }
    }

    /// An intent: answered if it was decided before, joined if it waits, queued if it is new `[W3]`.
    fn submitted(&mut self, waiter: Waiter, who: Identity, submit: Submit, out: &mut Vec<Output>) {
        let key = (who.person, submit.intent);
        if let Some(receipt) = self.settled(key) {
            answer(waiter, receipt, out);
            return;
        }
        if let Some(waiters) = self.waiting.get_mut(&key) {
            if !waiters.contains(&waiter) {
                waiters.push(waiter);
            }
            return;
        }
        if self.stopping {
            if let Waiter::Call(call) = waiter {
                out.push(Output::Hangup {
                    call,
                    close: Close::Stopping,
                });
            }
            return;
        }
        self.waiting.insert(key, vec![waiter]);
        let conn = match waiter {
            Waiter::Conn(conn) => Some(conn),
            Waiter::Call(_) => None,
        };
        self.queue.push_back(Queued { who, submit, conn });
    }

    fn left(&mut self, id: ConnId) {
        if self.conns.remove(&id).is_some() {
            self.timers.presence_left(id);
        }
    }

    /// Forgets a connection and asks for it to be closed.
    fn close(&mut self, id: ConnId, close: Close, out: &mut Vec<Output>) {
        self.left(id);
        out.push(Output::Close { conn: id, close });
    }

    fn close_all(&mut self, close: Close, out: &mut Vec<Output>) {
        let ids: Vec<ConnId> = self.conns.keys().copied().collect();
        for id in ids {
            self.close(id, close, out);
        }
    }

    /// Ended sign-ins: their connections close, and what they queued is not decided `[W8]`.
    fn sessions_ended(&mut self, sessions: &[SessionId], out: &mut Vec<Output>) {
        let ended: Vec<ConnId> = self
            .conns
            .iter()
            .filter(|(_, conn)| sessions.contains(&conn.who.session))
            .map(|(id, _)| *id)
            .collect();
        for id in ended {
            self.close(id, Close::SignIn, out);
        }
        let (ended, kept): (Vec<Queued>, Vec<Queued>) = self
            .queue
            .drain(..)
            .partition(|queued| sessions.contains(&queued.who.session));
        self.queue = kept.into();
        for queued in ended {
            self.hang_up(
                (queued.who.person, queued.submit.intent),
                Close::SignIn,
                out,
            );
        }
    }

    /// Drops those who wait for an intent that is not decided now; a connection's replica submits it again.
    fn hang_up(&mut self, key: (PersonId, IntentId), close: Close, out: &mut Vec<Output>) {
        for waiter in self.waiting.remove(&key).unwrap_or_default() {
            if let Waiter::Call(call) = waiter {
                out.push(Output::Hangup { call, close });
            }
        }
    }

    /// Frames to everyone who follows the records.
    fn broadcast(&self, frame: Bytes, out: &mut Vec<Output>) {
        let conns: Vec<ConnId> = self
            .conns
            .iter()
            .filter(|(_, conn)| conn.phase == Phase::Live)
            .map(|(id, _)| *id)
            .collect();
        if !conns.is_empty() {
            out.push(Output::Broadcast { conns, frame });
        }
    }

    fn max_op(&self) -> u64 {
        document::max_op(&self.fold.document)
    }

    fn stop_when_settled(&mut self, out: &mut Vec<Output>) {
        if !self.stopping || self.flight.is_some() || self.reading {
            return;
        }
        for queued in std::mem::take(&mut self.queue) {
            self.hang_up(
                (queued.who.person, queued.submit.intent),
                Close::Stopping,
                out,
            );
        }
        self.close_all(Close::Stopping, out);
        self.save_if_newer(out);
        out.push(Output::Stopped);
    }
}

fn answer(waiter: Waiter, receipt: Receipt, out: &mut Vec<Output>) {
    match waiter {
        Waiter::Conn(conn) => {
            let frame = Bytes::from(encode(&ServerFrame::Receipt(receipt)));
            out.push(Output::Send { conn, frame });
        }
        Waiter::Call(call) => out.push(Output::Answer { call, receipt }),
    }
}
