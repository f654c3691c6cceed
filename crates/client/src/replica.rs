//! A replica: the recorded document, the outbox, and what was agreed with the server. It knows no socket, no file and
//! no clock; what it wants done comes out of [`Replica::effects`].

mod acts;
mod connection;
mod own;
mod rebase;
mod receipts;
mod records;
mod restore;

use crate::{
    Ids,
    document::{Reader, View},
    effect::{Effect, Event, Link, RecordHash, Standing},
    outbox::{Row, TrayItem},
    storage::{Identity, Kept, Write},
};
use automerge::{ActorId, Automerge};
use loggist_domain::{Entry, Object, ObjectId, Timestamp};
use loggist_room::frames::PresenceRow;
use std::{collections::BTreeMap, time::Duration};

/// One incident as this process holds it.
#[derive(Debug)]
pub struct Replica {
    identity: Identity,
    volume: u64,
    seq: u64,
    hash: Option<RecordHash>,
    recorded: Automerge,
    /// The recorded document with the outbox applied, once this replica edits; a reader has no use for it.
    working: Option<Automerge>,
    /// Fresh in this process, and again after each rebase `[W4]`.
    actor: ActorId,
    entries: u64,
    outbox: Vec<Waiting>,
    tray: Vec<TrayItem>,
    phase: Phase,
    /// What waits must be moved to a fresh actor before anything more is sent.
    rebase: bool,
    rebases: u32,
    /// Submits that may be in flight now: few after a refusal, because each refusal wastes those behind it.
    window: usize,
    standing: Option<Standing>,
    session: Option<String>,
    present: BTreeMap<String, PresenceRow>,
    /// Server clock minus device clock, in milliseconds.
    skew_ms: i64,
    ids: Ids,
    effects: Vec<Effect>,
}

/// A row of the outbox.
#[derive(Clone, Debug)]
struct Waiting {
    row: Row,
    /// Sent on this connection and not answered.
    in_flight: bool,
    /// Sent on any connection of this process: the server may know it.
    sent: bool,
}

impl Waiting {
    fn new(row: Row) -> Self {
        Self {
            row,
            in_flight: false,
            sent: false,
        }
    }
}

/// Where the connection stands, in detail.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Phase {
    Away,
    /// `hello` was said.
    Greeting,
    /// A snapshot is on its way.
    Fetching,
    /// Records up to here are on their way.
    CatchingUp {
        to: u64,
    },
    Live,
    /// An edit was refused: nothing more is sent until all that is in flight is answered; then `hello` again `[W10]`.
    Draining,
    Ended(crate::effect::End),
}

impl Replica {
    /// What is to be done now, in order.
    pub fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The document with the outbox applied, sealed entries left out.
    pub fn view(&self) -> View {
        let view = self.reader().view();
        View {
            entries: self.entries,
            ..view
        }
    }

    /// How many entries are sealed.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// The sealed entries after a number, in order.
    pub fn entries_after(&self, number: u64) -> Vec<Entry> {
        let numbers = number + 1..=self.entries;
        numbers
            .filter_map(|number| self.reader().entry(number))
            .collect()
    }

    /// A sealed entry.
    pub fn entry(&self, number: u64) -> Option<Entry> {
        self.reader().entry(number)
    }

    /// A draft, as this replica shows it.
    pub fn draft(&self, id: ObjectId) -> Option<Object> {
        self.reader().object("drafts", id)
    }

    /// Reads the document with the outbox applied.
    pub fn reader(&self) -> Reader<'_, Automerge> {
        Reader(self.document())
    }

    /// The recorded document, without the outbox.
    pub fn recorded(&self) -> &Automerge {
        &self.recorded
    }

    /// The last record that this replica holds, and its hash.
    pub fn head(&self) -> (u64, Option<RecordHash>) {
        (self.seq, self.hash)
    }

    /// What waits for its receipt, oldest first.
    pub fn outbox(&self) -> impl Iterator<Item = &Row> {
        self.outbox.iter().map(|waiting| &waiting.row)
    }

    /// What was refused and is kept, oldest first.
    pub fn tray(&self) -> &[TrayItem] {
        &self.tray
    }

    /// What this person is in the incident, by the server's last word.
    pub fn standing(&self) -> Option<&Standing> {
        self.standing.as_ref()
    }

    /// This connection's name in presence, once it was welcomed.
    pub fn session(&self) -> Option<&str> {
        self.session.as_deref()
    }

    /// The other connections of the incident, by the server's last word.
    pub fn present(&self) -> impl Iterator<Item = &PresenceRow> {
        let own = self.session.as_deref();
        self.present
            .values()
            .filter(move |row| Some(row.session.as_str()) != own)
    }

    /// Where the connection stands.
    pub fn link(&self) -> Link {
        match &self.phase {
            Phase::Away => Link::Away,
            Phase::Live => Link::Live,
            Phase::Ended(end) => Link::Ended(end.clone()),
            Phase::Greeting | Phase::Fetching | Phase::CatchingUp { .. } | Phase::Draining => {
                Link::Joining
            }
        }
    }

    /// Whose replica of what.
    pub fn identity(&self) -> Identity {
        self.identity
    }

    /// Everything to keep, for a file that is written anew.
    pub fn kept(&self) -> Kept {
        Kept {
            identity: Some(self.identity),
            volume: self.volume,
            seq: self.seq,
            hash: self.hash,
            document: self.recorded.save(),
            records: Vec::new(),
            outbox: self.outbox().cloned().collect(),
            tray: self.tray.clone(),
        }
    }

    /// The server's clock, as far as it is known.
    pub fn server_now(&self, now: Timestamp) -> Timestamp {
        Timestamp::from_millis(now.millis().saturating_add(self.skew_ms))
    }

    fn learn_clock(&mut self, server: Timestamp, now: Timestamp) {
        self.skew_ms = server.millis().saturating_sub(now.millis());
    }

    fn document(&self) -> &Automerge {
        self.working.as_ref().unwrap_or(&self.recorded)
    }

    fn store(&mut self, step: Vec<Write>) {
        if !step.is_empty() {
            self.effects.push(Effect::Store(step));
        }
    }

    fn tell(&mut self, event: Event) {
        self.effects.push(Effect::Tell(event));
    }

    fn enter(&mut self, phase: Phase) {
        let before = self.link();
        self.phase = phase;
        let after = self.link();
        if before != after {
            self.tell(Event::Link(after));
        }
    }
}

/// How long a command stays good, in server time.
const GOOD_FOR: Duration = loggist_domain::limits::COMMAND_GOOD_FOR;
