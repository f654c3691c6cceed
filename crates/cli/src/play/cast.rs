//! What the names of a scenario stand for, as far as it has been played.

use loggist_domain::{ObjectId, PersonId};
use std::collections::BTreeMap;

/// People by their names in the scenario, and what was made of its labels.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    people: BTreeMap<String, PersonId>,
    entries: BTreeMap<String, u64>,
    objects: BTreeMap<String, ObjectId>,
}

/// A name that stands for nothing yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} {name:?} is not there")]
pub struct Unknown {
    what: &'static str,
    name: String,
}

impl Cast {
    /// These people.
    pub fn of(people: impl IntoIterator<Item = (String, PersonId)>) -> Self {
        Self {
            people: people.into_iter().collect(),
            ..Self::default()
        }
    }

    /// A person's id.
    ///
    /// # Errors
    /// [`Unknown`]
    pub fn person(&self, key: &str) -> Result<PersonId, Unknown> {
        find(&self.people, "the person", key)
    }

    /// The number of an entry that was sealed under a name.
    ///
    /// # Errors
    /// [`Unknown`]
    pub fn entry(&self, label: &str) -> Result<u64, Unknown> {
        find(&self.entries, "the entry", label)
    }

    /// An object that people write, or a proposal.
    ///
    /// # Errors
    /// [`Unknown`]
    pub fn object(&self, label: &str) -> Result<ObjectId, Unknown> {
        find(&self.objects, "the object", label)
    }

    /// An entry has its number.
    pub fn sealed(&mut self, label: &str, number: u64) {
        self.entries.insert(label.to_owned(), number);
    }

    /// An object or a proposal was made.
    pub fn made(&mut self, label: &str, id: ObjectId) {
        self.objects.insert(label.to_owned(), id);
    }
}

fn find<T: Copy>(map: &BTreeMap<String, T>, what: &'static str, name: &str) -> Result<T, Unknown> {
    map.get(name).copied().ok_or_else(|| Unknown {
        what,
        name: name.to_owned(),
    })
}
