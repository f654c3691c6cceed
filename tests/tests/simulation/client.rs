//! A person's replica, what it keeps, and its connection.

use crate::node::Down;
use loggist_client::{Effect, Event, Fate, Ids, Link, NotSent, Replica, Settled, storage::Kept};
use loggist_domain::{IncidentId, IntentId, ObjectId, PersonId, Timestamp};
use loggist_room::{
    ConnId,
    frames::{ClientFrame, decode, encode},
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

pub struct Wire {
    pub node: usize,
    pub conn: ConnId,
    pub up: VecDeque<ClientFrame>,
    pub down: VecDeque<Down>,
    pub joined: bool,
}

pub struct Client {
    pub person: PersonId,
    pub incident: IncidentId,
    pub replica: Replica,
    pub kept: Kept,
    pub wire: Option<Wire>,
    pub fetching: Option<(u64, u64, [u8; 32])>,
    /// Every act that the person was told is kept.
    pub made: BTreeSet<IntentId>,
    /// Every receipt that any process of this client got.
    pub receipts: BTreeMap<IntentId, Fate>,
    /// Every character that stood on this screen and was kept, by the draft or fact it was typed into.
    pub typed: Vec<(char, ObjectId)>,
    pub submits: BTreeMap<IntentId, u64>,
    pub drafts: Vec<ObjectId>,
    pub transplants: u64,
    pub ended: bool,
}

impl Client {
    pub fn new(person: PersonId, incident: IncidentId, seed: [u8; 32], now: Timestamp) -> Self {
        let replica = Replica::open(incident, person, Kept::default(), Ids::seeded(seed), now);
        Self {
            person,
            incident,
            replica,
            kept: Kept::default(),
            wire: None,
            fetching: None,
            made: BTreeSet::new(),
            receipts: BTreeMap::new(),
            typed: Vec::new(),
            submits: BTreeMap::new(),
            drafts: Vec::new(),
            transplants: 0,
            ended: false,
        }
    }

    /// Does what the replica asks for, at most `limit` things: the process may end between any two.
    pub fn pump(&mut self, limit: usize) {
        let refused_before = self.kept.tray.len();
        for effect in self.replica.effects().into_iter().take(limit) {
            match effect {
                Effect::Store(writes) => {
                    for write in writes {
                        self.kept.apply(write);
                    }
                }
                Effect::Send(frame) => {
                    if let ClientFrame::Submit(submit) = &*frame {
                        *self.submits.entry(submit.intent).or_default() += 1;
                    }
                    if let Some(wire) = &mut self.wire {
                        wire.up
                            .push_back(decode(&encode(&*frame)).expect("a frame"));
                    }
                }
                Effect::Fetch { volume, seq, hash } => self.fetching = Some((volume, seq, hash)),
                Effect::Reconnect => self.wire = None,
                Effect::End => {
                    self.ended = true;
                    self.wire = None;
                }
                Effect::Tell(Event::Settled(Settled { intent, fate })) => {
                    self.settled(intent, &fate);
                }
                Effect::Tell(_) => {}
            }
        }
        if self.wire.is_none() && self.replica.link() != Link::Away && !self.ended {
            self.replica.disconnected();
            self.pump(usize::MAX);
        }
        self.transplants += u64::from(self.kept.tray.len() > refused_before);
    }

    fn settled(&mut self, intent: IntentId, fate: &Fate) {
        let closed = matches!(fate, Fate::NotSent(NotSent::Closed));
        let before = self.receipts.insert(intent, fate.clone());
        if let Some(Fate::Recorded { seq, .. }) = before {
            let again = matches!(fate, Fate::Recorded { seq: now, .. } if *now == seq);
            assert!(again || closed, "a receipt never changes: {intent}");
        }
    }

    /// The process ends, wherever it stands, and another begins with what was kept.
    pub fn restart(&mut self, seed: [u8; 32], now: Timestamp) {
        self.wire = None;
        self.fetching = None;
        self.ended = false;
        let kept = self.kept.clone();
        self.replica = Replica::open(self.incident, self.person, kept, Ids::seeded(seed), now);
        self.pump(usize::MAX);
    }
}
