//! Beginning, and beginning again after the process ended.

use super::{Phase, Replica, Waiting};
use crate::{
    Ids,
    document::Reader,
    effect::Effect,
    limits::IN_FLIGHT_MAX,
    storage::{Identity, Kept, Write},
};
use automerge::{Automerge, Change};
use loggist_domain::{IncidentId, PersonId, Timestamp};
use loggist_room::frames::Item;
use std::collections::BTreeMap;

impl Replica {
    /// The replica of a person's incident, from what was kept of it; new, when nothing was.
    ///
    /// What was kept of the document and cannot be read is fetched again; outbox and tray are kept in any case.
    pub fn open(
        incident: IncidentId,
        person: PersonId,
        kept: Kept,
        mut ids: Ids,
        now: Timestamp,
    ) -> Self {
        let known = kept.identity.filter(|known| known.incident == incident);
        let identity = known.unwrap_or_else(|| Identity {
            incident,
            person,
            replica: ids.replica(now),
        });
        let fresh = known.is_none().then(|| vec![Write::Identity(identity)]);
        let (recorded, volume, seq, hash) = match document(&kept) {
            Some(recorded) => {
                let last = kept.records.last();
                let seq = last.map_or(kept.seq, |last| last.seq);
                let hash = last.map_or(kept.hash, |last| Some(last.hash.0));
                (recorded, kept.volume.max(u64::from(seq > 0)), seq, hash)
            }
            None => (Automerge::new(), 0, 0, None),
        };
        let rebase = kept.outbox.iter().any(|row| row.refused.is_some());
        let mut replica = Self {
            identity,
            volume,
            seq,
            hash,
            entries: Reader(&recorded).entry_count(),
            recorded,
            working: None,
            actor: ids.actor(),
            outbox: kept.outbox.into_iter().map(Waiting::new).collect(),
            tray: kept.tray,
            phase: Phase::Away,
            rebase,
            rebases: 0,
            window: IN_FLIGHT_MAX,
            standing: None,
            session: None,
            present: BTreeMap::new(),
            skew_ms: 0,
            ids,
            effects: fresh.map(Effect::Store).into_iter().collect(),
        };
        replica.rebuild_working();
        replica
    }

    /// The recorded document with the outbox applied, when there is an edit in it.
    pub(super) fn rebuild_working(&mut self) {
        let edits = self
            .outbox
            .iter()
            .filter_map(|waiting| waiting.row.change());
        let changes: Vec<Change> = edits
            .filter_map(|change| Change::from_bytes(change.to_vec()).ok())
            .collect();
        self.working = None;
        if changes.is_empty() {
            return;
        }
        let mut working = self.recorded.fork().with_actor(self.actor.clone());
        // Each by itself: one that does not fit says nothing of the others.
        for change in changes {
            let _ = working.apply_changes([change]);
        }
        self.working = Some(working);
    }
}

fn document(kept: &Kept) -> Option<Automerge> {
    let mut document = if kept.document.is_empty() {
        Automerge::new()
    } else {
        Automerge::load(&kept.document).ok()?
    };
    let changes = changes(&kept.records).ok()?;
    document.apply_changes(changes).ok()?;
    Some(document)
}

/// The Automerge changes of records, in order.
pub(super) fn changes(items: &[Item]) -> Result<Vec<Change>, automerge::LoadChangeError> {
    items
        .iter()
        .flat_map(|item| [&item.change, &item.effect])
        .flatten()
        .map(|bytes| Change::from_bytes(bytes.to_vec()))
        .collect()
}
