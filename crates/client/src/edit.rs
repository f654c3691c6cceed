//! An edit: what one change of this replica may do.

mod actions;
mod contacts;
mod drafts;
mod facts;
mod recommendations;
mod systems;
mod things;

pub use actions::{NewAction, NewReport, Owner};
pub use contacts::NewContact;
pub use drafts::NewDraft;
pub use facts::NewFact;
pub use recommendations::NewRecommendation;
pub use systems::NewSystem;

use crate::{
    Ids,
    document::{Reader, to_scalar},
};
use automerge::{
    AutomergeError, ObjId, ObjType, ReadDoc, Value,
    transaction::{Transactable, Transaction},
};
use loggist_domain::{ObjectId, PersonId, Scalar, Timestamp};
use loggist_room::limits::{CHANGE_BYTES_MAX, CHANGE_OPS_MAX};

/// Bytes of a change that one operation takes at most beside its value: columns of counters, most of them runs.
const OPERATION_BYTES: usize = 12;

/// Why an edit was not made. The document is as it was.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The object is not there, or not any more.
    #[error("there is no {collection}/{id} here: it was sealed or removed, or never was")]
    Gone {
        /// The root key.
        collection: &'static str,
        /// Its id.
        id: ObjectId,
    },
    /// The object holds no such items: it is not one of this version's.
    #[error("there are no {field} in {collection}/{id}")]
    NoItems {
        /// The root key.
        collection: &'static str,
        /// The object.
        id: ObjectId,
        /// The field.
        field: &'static str,
    },
    /// No such field.
    #[error("there is no field {field} in {collection}")]
    NoField {
        /// The root key.
        collection: &'static str,
        /// What was named.
        field: String,
    },
    /// No text under that name.
    #[error("there is no text {0:?} to edit")]
    NoText(String),
    /// Beyond what one change may hold `[A2]`.
    #[error("this is more than one change may hold; make it in several")]
    TooLarge,
    /// Nothing of the incident is here yet.
    #[error("the incident has not been loaded yet")]
    NotLoaded,
    /// The library refuses.
    #[error(transparent)]
    Automerge(#[from] AutomergeError),
}

/// One change in the making: texts by splice, scalars by put, objects complete.
pub struct Edit<'a, 'd> {
    tx: &'a mut Transaction<'d>,
    ids: &'a mut Ids,
    person: PersonId,
    now: Timestamp,
    /// Bytes that the change takes at most.
    weight: usize,
}

impl<'a, 'd> Edit<'a, 'd> {
    pub(crate) fn new(
        tx: &'a mut Transaction<'d>,
        ids: &'a mut Ids,
        person: PersonId,
        now: Timestamp,
    ) -> Self {
        Self {
            tx,
            ids,
            person,
            now,
            weight: 0,
        }
    }

    /// Whether the change so far is one that the server takes `[A2]`.
    pub(crate) fn fits(&self) -> Result<(), EditError> {
        let operations = self.tx.pending_ops();
        let bytes = self.weight + operations * OPERATION_BYTES;
        if operations > CHANGE_OPS_MAX || bytes > CHANGE_BYTES_MAX {
            return Err(EditError::TooLarge);
        }
        Ok(())
    }

    /// The map of an object that is there.
    fn object(&self, collection: &'static str, id: ObjectId) -> Result<ObjId, EditError> {
        Reader(&*self.tx)
            .object_id(collection, id)?
            .ok_or(EditError::Gone { collection, id })
    }

    fn collection(&self, collection: &str) -> Result<ObjId, EditError> {
        Reader(&*self.tx)
            .map(collection)
            .ok_or(EditError::NotLoaded)
    }

    /// A new map in a collection, with its creator.
    fn create(&mut self, collection: &'static str) -> Result<(ObjectId, ObjId), EditError> {
        let id = self.ids.object(self.now);
        let map = self.collection(collection)?;
        let object = self.tx.put_object(&map, id.to_string(), ObjType::Map)?;
        self.put(&object, "by", Scalar::Str(self.person.to_string()))?;
        Ok((id, object))
    }

    fn put(&mut self, object: &ObjId, field: &str, value: Scalar) -> Result<(), EditError> {
        if let Scalar::Str(text) = &value {
            self.weight += text.len();
        }
        self.weight += field.len();
        Ok(self.tx.put(object, field, to_scalar(value))?)
    }

    /// Puts those fields that have a value.
    fn put_all<const N: usize>(
        &mut self,
        object: &ObjId,
        fields: [(&str, Option<Scalar>); N],
    ) -> Result<(), EditError> {
        for (field, value) in fields {
            if let Some(value) = value {
                self.put(object, field, value)?;
            }
        }
        Ok(())
    }

    /// An empty map for items that are put once.
    fn put_items(&mut self, object: &ObjId, field: &str) -> Result<(), EditError> {
        self.weight += field.len();
        self.tx.put_object(object, field, ObjType::Map)?;
        Ok(())
    }

    /// Puts an item, which nobody changes afterwards.
    fn add(
        &mut self,
        collection: &'static str,
        id: ObjectId,
        field: &'static str,
        item: String,
    ) -> Result<ObjectId, EditError> {
        let object = self.object(collection, id)?;
        let Some((Value::Object(ObjType::Map), items)) = self.tx.get(&object, field)? else {
            return Err(EditError::NoItems {
                collection,
                id,
                field,
            });
        };
        let key = self.ids.object(self.now);
        self.put(&items, &key.to_string(), Scalar::Str(item))?;
        Ok(key)
    }

    fn put_text(&mut self, object: &ObjId, field: &str, text: &str) -> Result<(), EditError> {
        self.weight += field.len() + text.len();
        let place = self.tx.put_object(object, field, ObjType::Text)?;
        Ok(self.tx.splice_text(&place, 0, 0, text)?)
    }

    /// Replaces `deleted` characters at `at` of a text by `inserted`; beyond the end means at the end.
    fn splice_text(
        &mut self,
        object: &ObjId,
        field: &str,
        at: usize,
        deleted: usize,
        inserted: &str,
    ) -> Result<(), EditError> {
        let Some((Value::Object(ObjType::Text), text)) = self.tx.get(object, field)? else {
            return Err(EditError::NoText(field.to_owned()));
        };
        let length = self.tx.length(&text);
        let at = at.min(length);
        let deleted = isize::try_from(deleted.min(length - at)).unwrap_or(isize::MAX);
        self.weight += inserted.len();
        Ok(self.tx.splice_text(&text, at, deleted, inserted)?)
    }

    /// Sets a field as a whole; `Null` clears an optional one.
    fn set(
        &mut self,
        collection: &'static str,
        id: ObjectId,
        field: &str,
        value: Scalar,
    ) -> Result<(), EditError> {
        let object = self.object(collection, id)?;
        self.put(&object, field, value)
    }

    /// The document as this change leaves it so far, for what the named acts do not cover.
    pub fn raw(&mut self) -> &mut Transaction<'d> {
        self.tx
    }
}
