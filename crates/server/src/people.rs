//! Everyone with an account, at hand for the rooms.

use loggist_domain::Directory;
use loggist_store::{Person, Store, StoreError};
use std::sync::Arc;
use tokio::sync::{Mutex, watch};

/// Everyone with an account, as last read.
pub struct People {
    store: Arc<dyn Store>,
    directory: watch::Sender<Arc<Directory>>,
    /// Held by whoever reads: what was read earlier never takes the place of what was read later.
    reading: Mutex<()>,
}

impl People {
    /// Reads everyone.
    ///
    /// # Errors
    /// The store's.
    pub async fn of(store: Arc<dyn Store>) -> Result<Self, StoreError> {
        let people = Self {
            store,
            directory: watch::Sender::default(),
            reading: Mutex::default(),
        };
        people.read().await?;
        Ok(people)
    }

    /// Everyone.
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.directory.borrow())
    }

    /// Everyone, and word of each change from now on.
    pub fn watch(&self) -> watch::Receiver<Arc<Directory>> {
        self.directory.subscribe()
    }

    /// Whether what is at hand of this person is what the store just said.
    pub fn knows(&self, person: &Person) -> bool {
        self.directory().get(&person.id) == Some(&person.profile())
    }

    /// Reads everyone again; whoever watches is told when anything changed.
    ///
    /// # Errors
    /// The store's.
    pub async fn read(&self) -> Result<(), StoreError> {
        self.renew(self.store.people()).await
    }

    async fn renew(
        &self,
        all: impl Future<Output = Result<Vec<Person>, StoreError>>,
    ) -> Result<(), StoreError> {
        let _alone = self.reading.lock().await;
        let new: Directory = all.await?.iter().map(|p| (p.id, p.profile())).collect();
        self.directory.send_if_modified(|kept| {
            let changed = **kept != new;
            if changed {
                *kept = Arc::new(new);
            }
            changed
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use loggist_identity::{Accounts, NewPerson, RealSurroundings};
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn what_was_read_before_never_takes_the_place_of_what_was_read_after() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("loggist.db").display());
        let store = loggist_store::open(&address).await.unwrap();
        let accounts = Accounts::open(Arc::clone(&store), Arc::new(RealSurroundings))
            .await
            .unwrap();
        let people = People::of(store).await.unwrap();
        let mut watched = people.watch();
        let new = NewPerson {
            name: "Priya".into(),
            email: "priya@example.org".into(),
            ..NewPerson::default()
        };
        let added = accounts.add(new).await.unwrap();
        let (answer, slow) = oneshot::channel();
        let before = people.renew(async {
            slow.await.unwrap();
            Ok(Vec::new())
        });
        let after = people.renew(async { Ok(vec![added.clone()]) });
        // In this order, so that the later one has its answer first.
        let (before, after, ()) = tokio::join!(before, after, async { answer.send(()).unwrap() });
        before.unwrap();
        after.unwrap();
        assert!(people.knows(&added));
        assert!(watched.has_changed().unwrap());
        assert!(watched.borrow_and_update().contains_key(&added.id));
    }
}
