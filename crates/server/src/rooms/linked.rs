//! Linked rooms: those that a room's links promise are made, and each hears how the others stand.
//!
//! It starts from what is stored and ends where nothing changes any more, so that whatever a crash left undone is done when one
//! of the rooms is loaded the next time.

use super::{Rooms, door::News, host::Host, load::Unloaded};
use loggist_domain::{IncidentId, Link, Summary};
use loggist_room::{Batch, Input};
use loggist_store::AppendError;
use std::time::Duration;

/// How long to wait before each further try to store a room's first record.
const TRY_AGAIN: [Duration; 5] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
    Duration::from_secs(16),
];

impl Host {
    /// Reads how the rooms linked with this one stand: it may have been away when they changed.
    pub(super) fn hear_linked(&self) {
        let (ground, door) = (self.ground.clone(), self.door.clone());
        let linked = linked(&self.room.summary());
        if linked.is_empty() {
            return;
        }
        tokio::spawn(async move {
            for id in linked {
                match ground.store.incident(id).await {
                    Ok(Some(summary)) => door.hear(Input::Linked(Box::new(summary))),
                    Ok(None) => {}
                    Err(error) => {
                        tracing::warn!(incident = %id, %error, "a linked room cannot be read");
                    }
                }
            }
        });
    }

    /// Makes the rooms that are promised and tells those that are linked, when something has changed that concerns them.
    pub(super) fn tell_linked(&mut self) {
        if self.room.incident().header.links.is_empty() {
            return;
        }
        let told = Summary {
            entries: 0,
            last_entry_at: None,
            ..self.room.summary()
        };
        if self.told.as_ref() == Some(&told) {
            return;
        }
        let surroundings = &self.ground.surroundings;
        let promised = self
            .room
            .founding(surroundings.now(), surroundings.random());
        self.told = Some(told.clone());
        tokio::spawn(keep(self.rooms.clone(), told, promised));
    }
}

/// Loads each room that promises another which was never heard of: a server may have stopped between the two.
pub async fn keep_promises(rooms: Rooms) {
    let store = &rooms.ground().store;
    let open = match store.open_incidents().await {
        Ok(open) => open,
        Err(error) => {
            tracing::warn!(%error, "it cannot be seen which linked rooms are still to be made");
            return;
        }
    };
    for id in open {
        let summary = store.incident(id).await.ok().flatten();
        let promises = summary.is_some_and(|it| it.header.links.iter().any(Link::founds));
        if promises && let Err(error) = rooms.door(id).await {
            tracing::warn!(incident = %id, %error, "a room that promises another was not loaded");
        }
    }
}

/// The rooms that a room is or was linked with.
fn linked(summary: &Summary) -> Vec<IncidentId> {
    let mut linked: Vec<IncidentId> = summary.header.links.iter().map(|it| it.room).collect();
    linked.sort();
    linked.dedup();
    linked
}

async fn keep(rooms: Rooms, summary: Summary, promised: Vec<Batch>) {
    for batch in promised {
        if let Err(error) = found(&rooms, batch).await {
            tracing::error!(of = %summary.header.id, %error, "a linked room was not made; it is made when this one is next loaded");
        }
    }
    for id in linked(&summary) {
        match rooms.door(id).await {
            Ok(door) => door.tell(News::Input(Input::Linked(Box::new(summary.clone())))),
            // A link may name what is not there: whoever made it could not know.
            Err(Unloaded::NotFound | Unloaded::Stopping) => {}
            Err(error) => {
                tracing::warn!(incident = %id, %error, "a linked room was not told; it reads the news when it is next loaded");
            }
        }
    }
}

/// Stores the first record of a room, unless it is there.
async fn found(rooms: &Rooms, batch: Batch) -> Result<(), AppendError> {
    let batch = loggist_store::Batch {
        records: batch.records,
        refused: batch.refused,
        summary: batch.summary,
    };
    let mut waits = TRY_AGAIN.into_iter();
    loop {
        match rooms.ground().store.append(&batch).await {
            Ok(()) => {
                tracing::info!("a linked room was made");
                return Ok(());
            }
            Err(AppendError::Conflict) => return Ok(()),
            Err(error) => match waits.next() {
                Some(wait) => tokio::time::sleep(wait).await,
                None => return Err(error),
            },
        }
    }
}
