//! What one change does to one place of the document.

use crate::{ObjectId, Scalar};

/// One act on one object or field, as read from a change's operations.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Touch {
    /// An object is made, with every operation inside it in the same change.
    Create {
        /// The root key.
        collection: String,
        /// Its id.
        id: ObjectId,
    },
    /// Characters are put into or taken out of a text.
    Splice {
        /// The root key.
        collection: String,
        /// The object's id.
        id: ObjectId,
        /// The text's key.
        field: String,
    },
    /// A scalar is set.
    Set {
        /// The root key.
        collection: String,
        /// The object's id.
        id: ObjectId,
        /// The scalar's key.
        field: String,
        /// To what: judged as it is, whether or not it wins.
        value: Scalar,
    },
    /// An item is put into a map of items, under an id that was never used.
    Add {
        /// The root key.
        collection: String,
        /// The object's id.
        id: ObjectId,
        /// The key of the map of items.
        field: String,
        /// The item's id.
        item: ObjectId,
        /// The item.
        value: Scalar,
    },
    /// The object is removed.
    Delete {
        /// The root key.
        collection: String,
        /// The object's id.
        id: ObjectId,
    },
    /// Anything else: a root key, an entry of the log, a deeper or unknown place.
    Other {
        /// The root key, or a blank.
        collection: String,
    },
}

impl Touch {
    /// The collection, and the object when the touch is on one.
    pub fn object(&self) -> (&str, Option<ObjectId>) {
        match self {
            Self::Create { collection, id }
            | Self::Splice { collection, id, .. }
            | Self::Set { collection, id, .. }
            | Self::Add { collection, id, .. }
            | Self::Delete { collection, id } => (collection, Some(*id)),
            Self::Other { collection } => (collection, None),
        }
    }
}
