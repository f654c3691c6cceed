//! Everyone with an account, at hand for the rooms.

use loggist_domain::Directory;
use loggist_store::{Person, Store, StoreError};
use std::sync::{Arc, PoisonError, RwLock};

/// Everyone with an account, as last read.
pub struct People {
    store: Arc<dyn Store>,
    directory: RwLock<Arc<Directory>>,
}

impl People {
    /// Reads everyone.
    ///
    /// # Errors
    /// The store's.
    pub async fn of(store: Arc<dyn Store>) -> Result<Self, StoreError> {
        let people = Self {
            store,
            directory: RwLock::default(),
        };
        people.read().await?;
        Ok(people)
    }

    /// Everyone.
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(
            &self
                .directory
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Whether what is at hand of this person is what the store just said.
    pub fn knows(&self, person: &Person) -> bool {
        self.directory().get(&person.id) == Some(&person.profile())
    }

    /// Reads everyone again; the new directory when anything changed.
    ///
    /// # Errors
    /// The store's.
    pub async fn read(&self) -> Result<Option<Arc<Directory>>, StoreError> {
        let all = self.store.people().await?;
        let new: Directory = all.iter().map(|p| (p.id, p.profile())).collect();
        let mut kept = self
            .directory
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if **kept == new {
            return Ok(None);
        }
        *kept = Arc::new(new);
        Ok(Some(Arc::clone(&kept)))
    }
}
