//! A device: a replica, its file's bytes, and a process that may end.

use super::{entry, incident_id, person};
use loggist_client::{
    Effect, Event, Ids, NewDraft, Replica, Settled,
    storage::{Journal, Write},
};
use loggist_domain::{IntentId, ObjectId, ReplicaId, Scalar, Timestamp};
use loggist_room::{ConnId, frames::Hello};
use serde_bytes::ByteBuf;
use std::collections::VecDeque;

pub struct Device {
    pub owner: u8,
    pub replica: Replica,
    pub disk: Vec<u8>,
    pub conn: Option<ConnId>,
    pub joined: bool,
    pub events: Vec<Event>,
    /// Effects that are yet to be performed.
    queue: VecDeque<Effect>,
    /// Performed so far.
    pub effects: usize,
    processes: u16,
    /// The last thing done was to write, so that it may have been cut short.
    writing: bool,
    number: u8,
}

impl Device {
    pub fn new(owner: u8, number: usize, now: Timestamp) -> Self {
        let number = u8::try_from(number).unwrap();
        Self {
            owner,
            replica: open(owner, &[], number, 0, now),
            disk: vec![],
            conn: None,
            joined: false,
            events: vec![],
            queue: VecDeque::new(),
            effects: 0,
            processes: 0,
            writing: false,
            number,
        }
    }

    pub fn next_effect(&mut self) -> Option<Effect> {
        self.queue.extend(self.replica.effects());
        let effect = self.queue.pop_front()?;
        self.effects += 1;
        self.writing = matches!(effect, Effect::Store(_));
        Some(effect)
    }

    pub fn wants_to_keep(&mut self) -> bool {
        self.queue.extend(self.replica.effects());
        self.queue
            .iter()
            .any(|effect| matches!(effect, Effect::Store(_)))
    }

    pub fn keep(&mut self, step: &[Write]) {
        if self.disk.is_empty() {
            self.disk = Journal::whole(step).unwrap();
        } else {
            self.disk.extend(Journal::step(step).unwrap());
        }
    }

    /// The process ends now and begins again from the disk, of which the last `torn` bytes were not written if it
    /// was writing.
    pub fn restart(&mut self, torn: usize, now: Timestamp) {
        if self.writing {
            self.disk.truncate(self.disk.len().saturating_sub(torn));
        }
        self.queue.clear();
        self.processes += 1;
        self.conn = None;
        let (_, end) = Journal::read(&self.disk).expect("our own file");
        self.disk.truncate(end);
        self.replica = open(self.owner, &self.disk, self.number, self.processes, now);
    }

    pub fn settled(&self) -> impl DoubleEndedIterator<Item = &Settled> {
        self.events.iter().filter_map(|event| match event {
            Event::Settled(settled) => Some(settled),
            _ => None,
        })
    }

    pub fn begin(&mut self, kind: &str, text: &str, now: Timestamp) -> ObjectId {
        let new = NewDraft {
            text: text.into(),
            ..NewDraft::of(kind)
        };
        let made = self
            .replica
            .edit("create_draft", now, |edit| edit.create_draft(&new));
        made.unwrap().1
    }

    pub fn write(&mut self, draft: ObjectId, text: &str, now: Timestamp) -> IntentId {
        let made = self
            .replica
            .edit("edit_draft", now, |edit| edit.append(draft, "text", text));
        made.unwrap().0.unwrap()
    }

    pub fn set(
        &mut self,
        draft: ObjectId,
        field: &str,
        value: &str,
        now: Timestamp,
    ) -> Option<IntentId> {
        let value = Scalar::Str(value.into());
        let made = self
            .replica
            .edit("set_draft", now, |edit| edit.set_draft(draft, field, value));
        made.unwrap().0
    }

    pub fn seal(&mut self, draft: ObjectId, now: Timestamp) -> IntentId {
        self.replica.seal_draft(draft, now).unwrap()
    }

    pub fn say(&mut self, text: &str, now: Timestamp) -> IntentId {
        self.replica.append_entry(entry(text), now).unwrap()
    }

    pub fn text(&self, draft: ObjectId) -> Option<String> {
        Some(self.replica.draft(draft)?.text("text").to_owned())
    }
}

fn open(owner: u8, disk: &[u8], number: u8, process: u16, now: Timestamp) -> Replica {
    let (kept, _) = Journal::read(disk).expect("our own file");
    let mut bytes = [owner; 32];
    bytes[0] = number;
    bytes[1..3].copy_from_slice(&process.to_le_bytes());
    Replica::open(incident_id(), person(owner), kept, Ids::seeded(bytes), now)
}

pub fn bare_hello(now: Timestamp) -> Hello {
    Hello {
        volume: 0,
        seq: 0,
        hash: ByteBuf::new(),
        replica: ReplicaId::from_bytes([1; 16]),
        device_time: now,
        client: "test".into(),
        ticket: None,
        pace: None,
    }
}
