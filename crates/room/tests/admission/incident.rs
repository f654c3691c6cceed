//! An incident to write in: its document, whose actors are whose, and which ids were used.

use automerge::{
    ActorId, Automerge, Change, ChangeHash, ExpandedChange, ObjType, ROOT, ScalarValue,
    transaction::{CommitOptions, Transactable, Transaction},
};
use loggist_domain::{Code, ObjectId, PersonId, schema};
use loggist_room::admission::{Actors, Admitted, Ground, Owner, admit};
use std::collections::{HashMap, HashSet};

pub const PRIYA: u8 = 1;
pub const TOM: u8 = 2;
const SERVER: u8 = 99;

/// An incident as the room knows it.
#[derive(Clone)]
pub struct Incident {
    pub document: Automerge,
    pub actors: Known,
    pub used: HashSet<ObjectId>,
}

/// Owner and last change of each actor.
#[derive(Clone, Default)]
pub struct Known(HashMap<[u8; 16], Actor>);

type Actor = (Owner, Option<(u64, ChangeHash)>);

impl Actors for Known {
    fn owner(&self, actor: &[u8; 16]) -> Option<Owner> {
        self.0.get(actor).map(|(owner, _)| *owner)
    }

    fn last(&self, actor: &[u8; 16]) -> Option<(u64, ChangeHash)> {
        self.0.get(actor)?.1
    }
}

pub fn person(number: u8) -> PersonId {
    PersonId::from_bytes([number; 16])
}

pub fn object(number: u8) -> ObjectId {
    ObjectId::from_bytes([
        0xa0, number, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, number,
    ])
}

pub fn text(text: &str) -> ScalarValue {
    ScalarValue::Str(text.into())
}

impl Incident {
    /// With every root key and one sealed entry, all by the server.
    pub fn new() -> Self {
        let mut document = Automerge::new().with_actor(ActorId::from([SERVER; 16]));
        change(&mut document, |tx| {
            tx.put(ROOT, "v", 1).unwrap();
            for key in schema::SERVER_SCALARS {
                tx.put(ROOT, key, text("{}")).unwrap();
            }
            for key in schema::SERVER_MAPS.into_iter().chain(schema::COLLECTIONS) {
                let map = tx.put_object(ROOT, key, ObjType::Map).unwrap();
                if key == "log" {
                    tx.put(&map, "000001", text("{}")).unwrap();
                }
            }
        });
        Self::around(document)
    }

    /// Around a document whose changes are all the server's.
    pub fn around(document: Automerge) -> Self {
        let mut actors = Known::default();
        for change in document.get_changes_meta(&[]) {
            let actor = <[u8; 16]>::try_from(change.actor.to_bytes()).unwrap();
            actors
                .0
                .insert(actor, (Owner::Server, Some((change.seq, change.hash))));
        }
        Self {
            document,
            actors,
            used: HashSet::new(),
        }
    }

    /// A replica of what is recorded, under an actor of its own.
    pub fn replica(&self, actor: u8) -> Automerge {
        self.document.fork().with_actor(ActorId::from([actor; 16]))
    }

    pub fn max_op(&self) -> u64 {
        let heads = self.document.get_heads();
        let highest = |hash| {
            self.document
                .get_change_meta_by_hash(hash)
                .map(|meta| meta.max_op)
        };
        heads.iter().filter_map(highest).max().unwrap_or(0)
    }

    pub fn admit(&self, bytes: &[u8], by: u8) -> Result<Admitted, loggist_domain::Refusal> {
        let used = |id| self.used.contains(&id);
        let ground = Ground {
            document: &self.document,
            actors: &self.actors,
            used: &used,
            max_op: self.max_op(),
        };
        admit(bytes, person(by), &ground)
    }

    /// The code and the sentence of the refusal.
    pub fn refusal(&self, bytes: &[u8], by: u8) -> (Code, String) {
        let refusal = self.admit(bytes, by).expect_err("it is to be refused");
        assert!(refusal.reason.ends_with('.'), "{}", refusal.reason);
        (refusal.code, refusal.reason)
    }

    /// The sentence of a refusal for malformed bytes.
    pub fn malformed(&self, bytes: &[u8], by: u8) -> String {
        let (code, reason) = self.refusal(bytes, by);
        assert_eq!(code, Code::Malformed, "{reason}");
        reason
    }

    /// Admits a change and records it.
    pub fn record(&mut self, bytes: &[u8], by: u8) -> Admitted {
        let admitted = self.admit(bytes, by).unwrap();
        self.used.extend(admitted.created.iter().map(|(_, id)| *id));
        self.actors.0.insert(
            admitted.actor,
            (
                Owner::Person(person(by)),
                Some((admitted.change.seq(), admitted.change.hash())),
            ),
        );
        self.document
            .apply_changes([admitted.change.clone()])
            .unwrap();
        admitted
    }

    /// The server writes, as it does for a command.
    pub fn server(&mut self, edit: impl FnOnce(&mut Transaction<'_>)) {
        self.document.set_actor(ActorId::from([SERVER; 16]));
        let made = Change::try_from(&change(&mut self.document, edit)[..]).unwrap();
        self.actors.0.insert(
            [SERVER; 16],
            (Owner::Server, Some((made.seq(), made.hash()))),
        );
    }

    /// Says that an actor is the server's.
    pub fn claim_for_server(&mut self, actor: u8) {
        self.actors.0.insert([actor; 16], (Owner::Server, None));
    }
}

/// Edits a document in one change; its bytes as they go over the wire.
pub fn change(document: &mut Automerge, edit: impl FnOnce(&mut Transaction<'_>)) -> Vec<u8> {
    let mut tx = document.transaction();
    edit(&mut tx);
    tx.commit_with(CommitOptions::default().with_time(0));
    document
        .get_last_local_change()
        .unwrap()
        .raw_bytes()
        .to_vec()
}

/// A change with something else in it.
pub fn altered(bytes: &[u8], alter: impl FnOnce(&mut ExpandedChange)) -> Vec<u8> {
    let mut expanded = Change::try_from(bytes).unwrap().decode();
    alter(&mut expanded);
    Change::from(expanded).raw_bytes().to_vec()
}
