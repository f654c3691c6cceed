//! Our own intents among the records: the record itself is the best receipt.

use super::Replica;
use crate::effect::{Fate, Settled};
use automerge::{
    Change,
    legacy::{Key, OpType},
};
use loggist_domain::Entry;
use loggist_room::frames::Item;

impl Replica {
    /// Takes the row that a record answers out of the outbox.
    pub(super) fn take_own(&mut self, item: &Item) -> Option<Settled> {
        let intent = item.intent?;
        if item.person != Some(self.identity.person) {
            return None;
        }
        let at = self.outbox.iter().position(|w| w.row.intent == intent)?;
        self.outbox.remove(at);
        Some(Settled {
            intent,
            fate: Fate::Recorded {
                seq: item.seq,
                received_at: item.received_at,
                hash: item.hash.0,
                number: sealed_number(item),
            },
        })
    }
}

/// The number of the entry that a record's effect writes into the log.
fn sealed_number(item: &Item) -> Option<u64> {
    let effect = Change::from_bytes(item.effect.as_ref()?.to_vec()).ok()?;
    effect.decode().operations.into_iter().find_map(|op| {
        let (Key::Map(key), OpType::Put(value)) = (&op.key, &op.action) else {
            return None;
        };
        // Ids and field names are no numbers; an entry's key is one, and is in the entry.
        key.parse::<u64>().ok()?;
        let entry: Entry = serde_json::from_str(value.as_str()?).ok()?;
        (entry.key() == key.as_str()).then_some(entry.number)
    })
}
