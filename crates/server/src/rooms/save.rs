//! Saving a room's document: in the background, and only what loads again.

use super::Ground;
use automerge::Automerge;
use bytes::Bytes;
use loggist_domain::IncidentId;
use loggist_store::Snapshot;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokio::task::spawn_blocking;

/// Saves a document, loads it again to see that it is whole, and stores it. `None` when it does not load.
///
/// A store that is away does not matter here: snapshots are a cache, and readers can have this one all the same.
pub async fn save(
    ground: &Ground,
    incident: IncidentId,
    (volume, seq): (u64, u64),
    document: Box<Automerge>,
) -> Option<Bytes> {
    let saved = spawn_blocking(move || saved(&document))
        .await
        .ok()
        .flatten();
    let Some(bytes) = saved else {
        tracing::error!(%incident, seq, "a saved document does not load again; it is not kept");
        return None;
    };
    let snapshot = Snapshot {
        volume,
        seq,
        bytes: bytes.to_vec(),
    };
    let now = ground.surroundings.now();
    if let Err(error) = ground.store.put_snapshot(incident, &snapshot, now).await {
        tracing::warn!(%incident, seq, %error, "a snapshot could not be stored");
    }
    Some(bytes)
}

fn saved(document: &Automerge) -> Option<Bytes> {
    catch_unwind(AssertUnwindSafe(|| {
        let bytes = document.save();
        let again = Automerge::load(&bytes).ok()?;
        (again.get_heads() == document.get_heads()).then(|| Bytes::from(bytes))
    }))
    .ok()
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use automerge::{ActorId, AutoCommit, ROOT, transaction::Transactable as _};

    #[test]
    fn what_is_saved_loads_again() {
        let mut document = AutoCommit::new().with_actor(ActorId::from([1; 16]));
        document.put(ROOT, "v", 1).unwrap();
        let heads = document.get_heads();
        let bytes = saved(document.document()).unwrap();
        let again = Automerge::load(&bytes).unwrap();
        assert_eq!(again.get_heads(), heads);
    }
}
