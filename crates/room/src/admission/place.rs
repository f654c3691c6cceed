//! Where an object is, in words of the schema.

use automerge::ObjType;
use loggist_domain::{ObjectId, Scalar, policy::Touch, schema};

/// A place that holds keys or characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The root of the document.
    Root,
    /// A map of objects that people write.
    Collection(String),
    /// An object that people write.
    Object(String, ObjectId),
    /// A text of such an object.
    Text(String, ObjectId, String),
    /// A map of items in such an object, each put once.
    Items(String, ObjectId, String),
    /// Any other place, under this root key.
    Elsewhere(String),
}

/// What is done under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A scalar is set, or the winner of a conflict is kept.
    Set(Scalar),
    /// An object is made.
    Make(ObjType),
    /// What is there is removed.
    Delete,
}

impl Place {
    /// The place of an object of this type under a key of this place.
    pub fn of(&self, key: &str, is: ObjType) -> Self {
        match (self, is) {
            (Self::Root, ObjType::Map) if schema::COLLECTIONS.contains(&key) => {
                Self::Collection(key.into())
            }
            (Self::Root, _) => Self::Elsewhere(key.into()),
            (Self::Collection(collection), ObjType::Map) => match key.parse() {
                Ok(id) => Self::Object(collection.clone(), id),
                Err(_) => self.elsewhere(),
            },
            (Self::Object(collection, id), ObjType::Text) => {
                Self::Text(collection.clone(), *id, key.into())
            }
            (Self::Object(collection, id), ObjType::Map) if holds_items(collection, key) => {
                Self::Items(collection.clone(), *id, key.into())
            }
            _ => self.elsewhere(),
        }
    }

    /// A place below this one that the schema does not know.
    pub fn elsewhere(&self) -> Self {
        Self::Elsewhere(self.root_key().into())
    }

    /// What an act under a key of this place is for the policy.
    pub fn touch(&self, key: &str, act: Act) -> Touch {
        match (self, act) {
            (Self::Root, _) => Touch::Other {
                collection: key.into(),
            },
            (Self::Collection(collection), Act::Delete) => match key.parse() {
                Ok(id) => Touch::Delete {
                    collection: collection.clone(),
                    id,
                },
                Err(_) => self.other(),
            },
            (Self::Collection(collection), Act::Make(ObjType::Map)) => match key.parse() {
                Ok(id) => Touch::Create {
                    collection: collection.clone(),
                    id,
                },
                Err(_) => self.other(),
            },
            (Self::Object(collection, id), Act::Set(value)) => Touch::Set {
                collection: collection.clone(),
                id: *id,
                field: key.into(),
                value,
            },
            _ => self.other(),
        }
    }

    /// What an edit of the characters at this place is for the policy.
    pub fn splice(&self) -> Touch {
        match self {
            Self::Text(collection, id, field) => Touch::Splice {
                collection: collection.clone(),
                id: *id,
                field: field.clone(),
            },
            _ => self.other(),
        }
    }

    /// What the schema has no word for.
    pub fn other(&self) -> Touch {
        Touch::Other {
            collection: self.root_key().into(),
        }
    }

    fn root_key(&self) -> &str {
        match self {
            Self::Root => "",
            Self::Collection(key)
            | Self::Object(key, _)
            | Self::Text(key, ..)
            | Self::Items(key, ..)
            | Self::Elsewhere(key) => key,
        }
    }
}

/// Whether a field of a collection's objects is a map of items.
pub fn holds_items(collection: &str, field: &str) -> bool {
    schema::field_type(collection, field).is_some_and(schema::Type::is_items)
}
