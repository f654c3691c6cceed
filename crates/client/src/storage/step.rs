//! What is written together.

use crate::{
    effect::RecordHash,
    outbox::{Row, TrayItem},
};
use loggist_domain::{IncidentId, IntentId, PersonId, ReplicaId};
use loggist_room::frames::Item;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// Whose replica of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Which incident.
    pub incident: IncidentId,
    /// Whose.
    pub person: PersonId,
    /// Which replica.
    pub replica: ReplicaId,
}

/// One thing to keep. A step is a list of these, kept together or not at all `[W9]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Write {
    /// Whose replica this is; first in the file.
    Identity(Identity),
    /// The recorded document as a whole; the records before it are no longer needed.
    Document {
        /// The volume.
        volume: u64,
        /// The record it stands at.
        seq: u64,
        /// That record's hash; absent at 0.
        hash: Option<RecordHash>,
        /// Output of Automerge's `save`.
        bytes: ByteBuf,
    },
    /// The next record.
    Record(Box<Item>),
    /// An intent joins the outbox, or changes in its place.
    PutRow(Row),
    /// An intent leaves the outbox.
    RemoveRow(IntentId),
    /// A refused intent goes to the tray.
    PutTray(TrayItem),
    /// The person has done with it.
    RemoveTray(IntentId),
}

impl Write {
    /// Whether a person would miss it: then it is on the disk before anything else happens.
    pub fn is_theirs(&self) -> bool {
        matches!(self, Self::PutRow(_) | Self::PutTray(_))
    }
}

/// All that was kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// Whose; absent in a new file.
    pub identity: Option<Identity>,
    /// The volume; 0 when nothing was recorded.
    pub volume: u64,
    /// The record that `document` stands at.
    pub seq: u64,
    /// Its hash.
    pub hash: Option<RecordHash>,
    /// The recorded document; empty when there is none.
    pub document: Vec<u8>,
    /// The records after it, without a gap.
    pub records: Vec<Item>,
    /// The outbox, oldest first.
    pub outbox: Vec<Row>,
    /// The tray, oldest first.
    pub tray: Vec<TrayItem>,
}

impl Kept {
    /// Takes one write into account.
    pub fn apply(&mut self, write: Write) {
        match write {
            Write::Identity(identity) => self.identity = Some(identity),
            Write::Document {
                volume,
                seq,
                hash,
                bytes,
            } => {
                (self.volume, self.seq, self.hash) = (volume, seq, hash);
                self.document = bytes.into_vec();
                self.records.clear();
            }
            Write::Record(item) => {
                let last = self.records.last().map_or(self.seq, |last| last.seq);
                if item.seq == last + 1 {
                    self.records.push(*item);
                }
            }
            Write::PutRow(row) => match self.outbox.iter_mut().find(|r| r.intent == row.intent) {
                Some(place) => *place = row,
                None => self.outbox.push(row),
            },
            Write::RemoveRow(intent) => self.outbox.retain(|row| row.intent != intent),
            Write::PutTray(item) => {
                self.tray.retain(|old| old.row.intent != item.row.intent);
                self.tray.push(item);
            }
            Write::RemoveTray(intent) => self.tray.retain(|item| item.row.intent != intent),
        }
    }

    /// The same as one step, from which it can be read again.
    pub fn into_step(self) -> Vec<Write> {
        let mut step = Vec::new();
        step.extend(self.identity.map(Write::Identity));
        step.push(Write::Document {
            volume: self.volume,
            seq: self.seq,
            hash: self.hash,
            bytes: ByteBuf::from(self.document),
        });
        step.extend(
            self.records
                .into_iter()
                .map(|item| Write::Record(Box::new(item))),
        );
        step.extend(self.outbox.into_iter().map(Write::PutRow));
        step.extend(self.tray.into_iter().map(Write::PutTray));
        step
    }
}
