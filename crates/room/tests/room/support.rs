//! A person's replica, as bare as can be, and short words for what the room says.

use crate::world::{World, person};
use automerge::{
    ActorId, Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue,
    transaction::{CommitOptions, Transactable, Transaction},
};
use loggist_domain::{Code, ObjectId, Timestamp, seal_hash};
use loggist_room::{
    admission,
    frames::{Outcome, ServerFrame},
};

impl World {
    /// A writer whose document is the recorded one.
    pub fn writer(&self, n: u8, actor: u8) -> Writer {
        let mut id = [n; 16];
        id[0] = actor;
        Writer {
            n,
            document: self.room.document().fork().with_actor(ActorId::from(id)),
            begun: self.now,
        }
    }
}

pub fn draft_id(n: u8) -> ObjectId {
    ObjectId::from_bytes([n; 16])
}

/// A person's replica, as bare as can be.
pub struct Writer {
    pub n: u8,
    pub document: Automerge,
    begun: Timestamp,
}

pub fn scalar(text: impl ToString) -> ScalarValue {
    ScalarValue::Str(text.to_string().into())
}

impl Writer {
    pub fn change(&mut self, edit: impl FnOnce(&mut Transaction<'_>)) -> Vec<u8> {
        let mut tx = self.document.transaction();
        edit(&mut tx);
        tx.commit_with(CommitOptions::default().with_time(0));
        self.document
            .get_last_local_change()
            .unwrap()
            .raw_bytes()
            .to_vec()
    }

    pub fn create_draft(&mut self, id: ObjectId, kind: &str, text: &str) -> Vec<u8> {
        let (by, begun) = (person(self.n), self.begun);
        self.change(|tx| {
            let (_, drafts) = tx.get(ROOT, "drafts").unwrap().unwrap();
            let draft = tx
                .put_object(&drafts, id.to_string(), ObjType::Map)
                .unwrap();
            tx.put(&draft, "by", scalar(by)).unwrap();
            tx.put(&draft, "begun_at", scalar(begun)).unwrap();
            tx.put(&draft, "kind", scalar(kind)).unwrap();
            for field in ["text", "why", "set_aside"] {
                let object = tx.put_object(&draft, field, ObjType::Text).unwrap();
                if field == "text" {
                    tx.splice_text(&object, 0, 0, text).unwrap();
                }
            }
        })
    }

    pub fn splice(&mut self, id: ObjectId, at: usize, delete: isize, text: &str) -> Vec<u8> {
        self.change(|tx| {
            let (_, drafts) = tx.get(ROOT, "drafts").unwrap().unwrap();
            let (_, draft) = tx.get(&drafts, id.to_string()).unwrap().unwrap();
            let (_, object) = tx.get(&draft, "text").unwrap().unwrap();
            tx.splice_text(&object, at, delete, text).unwrap();
        })
    }
}

pub fn code(outcome: &Outcome) -> Option<Code> {
    match outcome {
        Outcome::Recorded { .. } => None,
        Outcome::Refused { code, .. } => Some(*code),
    }
}

pub fn kinds(frames: &[ServerFrame]) -> Vec<&'static str> {
    frames
        .iter()
        .map(|frame| match frame {
            ServerFrame::Welcome(_) => "welcome",
            ServerFrame::Records { .. } => "records",
            ServerFrame::Receipt(_) => "receipt",
            ServerFrame::Snapshot { .. } => "snapshot",
            ServerFrame::Authority { .. } => "authority",
            ServerFrame::Presence { .. } => "presence",
            ServerFrame::Ping { .. } => "ping",
            ServerFrame::Volume { .. } => "volume",
            ServerFrame::Bye { .. } => "bye",
        })
        .collect()
}

pub fn hash_of(world: &World, draft: ObjectId) -> String {
    seal_hash(
        &admission::read_object(world.room.document(), "drafts", draft)
            .unwrap()
            .unwrap(),
    )
}

/// The map of an object that people write.
fn object(tx: &Transaction<'_>, collection: &str, id: ObjectId) -> ObjId {
    let (_, map) = tx.get(ROOT, collection).unwrap().unwrap();
    tx.get(&map, id.to_string()).unwrap().unwrap().1
}

impl Writer {
    /// An action in one change; the times and people it needs are among the fields.
    pub fn create_action(&mut self, id: ObjectId, fields: &[(&str, ScalarValue)]) -> Vec<u8> {
        let by = person(self.n);
        self.change(|tx| {
            let (_, actions) = tx.get(ROOT, "actions").unwrap().unwrap();
            let action = tx
                .put_object(&actions, id.to_string(), ObjType::Map)
                .unwrap();
            tx.put(&action, "by", scalar(by)).unwrap();
            tx.put(&action, "title", scalar("Ring the clerk")).unwrap();
            tx.put_object(&action, "instruction", ObjType::Text)
                .unwrap();
            tx.put_object(&action, "reports", ObjType::Map).unwrap();
            for (field, value) in fields {
                tx.put(&action, *field, value.clone()).unwrap();
            }
        })
    }

    /// Sets fields of an object in one change.
    pub fn set(
        &mut self,
        collection: &str,
        id: ObjectId,
        fields: &[(&str, ScalarValue)],
    ) -> Vec<u8> {
        self.change(|tx| {
            let object = object(tx, collection, id);
            for (field, value) in fields {
                tx.put(&object, *field, value.clone()).unwrap();
            }
        })
    }

    /// A report, with fields that are set in the same change.
    pub fn report(
        &mut self,
        id: ObjectId,
        item: ObjectId,
        report: &serde_json::Value,
        fields: &[(&str, ScalarValue)],
    ) -> Vec<u8> {
        self.change(|tx| {
            let action = object(tx, "actions", id);
            let (_, reports) = tx.get(&action, "reports").unwrap().unwrap();
            tx.put(&reports, item.to_string(), scalar(report)).unwrap();
            for (field, value) in fields {
                tx.put(&action, *field, value.clone()).unwrap();
            }
        })
    }
}

/// An open action of somebody, to be reported on at a time.
pub fn open_action(owner: u8, report_by: Timestamp) -> [(&'static str, ScalarValue); 3] {
    [
        ("state", scalar("open")),
        ("owner", scalar(person(owner))),
        ("report_by", scalar(report_by)),
    ]
}

/// An action as it is recorded.
pub fn action(world: &World, id: ObjectId) -> loggist_domain::Object {
    admission::read_object(world.room.document(), "actions", id)
        .unwrap()
        .unwrap()
}
