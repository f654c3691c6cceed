//! Making a record.

use crate::Identity;
use automerge::Change;
use loggist_domain::{Entry, IncidentId, IntentId, ObjectId, POLICY_VERSION, Role, Timestamp};
use loggist_evidence::{Hash, Head, Parts, Record, RecordKey, RecordKind};
use rand_chacha::{ChaCha20Rng, rand_core::Rng};

/// What a record is made of.
pub struct Draft<'a> {
    pub incident: IncidentId,
    /// Who; `None` for what the server noticed by itself.
    pub who: Option<Identity>,
    pub role: Option<Role>,
    pub epoch: u64,
    pub kind: RecordKind,
    pub name: &'a str,
    pub intent: Option<IntentId>,
    pub written_at: Timestamp,
    pub now: Timestamp,
    /// The person's change.
    pub change: Option<&'a Change>,
    /// The command as canonical JSON.
    pub command: Option<String>,
    /// The server's change, and the entry that it seals.
    pub effect: Option<(&'a Change, Option<&'a Entry>)>,
    pub created: Vec<ObjectId>,
}

/// The record that follows `head`.
pub fn build(draft: Draft<'_>, head: Head, rng: &mut ChaCha20Rng) -> Record {
    let key = RecordKey(random(rng));
    let mut parts = Parts::default();
    let mut actors = Vec::new();
    let actor = |change: &Change| <[u8; 16]>::try_from(change.actor_id().to_bytes()).ok();
    if let Some(change) = draft.change {
        parts.insert(&key, "change", change.raw_bytes().to_vec());
        actors.extend(actor(change).map(|actor| (actor, false)));
    }
    if let Some(command) = draft.command {
        parts.insert(&key, "command", command.into_bytes());
    }
    let entry = draft.effect.and_then(|(_, entry)| entry);
    if let Some((change, entry)) = draft.effect {
        parts.insert(&key, "effect", change.raw_bytes().to_vec());
        actors.extend(actor(change).map(|actor| (actor, true)));
        for (label, bytes) in entry.map(Entry::parts).unwrap_or_default() {
            parts.insert(&key, label, bytes);
        }
    }
    Record {
        incident: draft.incident.bytes(),
        seq: head.seq + 1,
        prev: head.hash,
        received_at: draft.now.to_string(),
        written_at: draft.written_at.to_string(),
        person: draft.who.map(|who| who.person.bytes()),
        session: draft.who.map(|who| who.session.bytes()),
        role: draft.role.map(|role| role.name().to_owned()),
        epoch: draft.epoch,
        policy_version: POLICY_VERSION,
        kind: draft.kind,
        name: draft.name.to_owned(),
        intent: draft.intent.map(IntentId::bytes),
        key,
        parts,
        change_hash: draft.change.map(|change| Hash(change.hash().0)),
        actors,
        created: draft.created.into_iter().map(ObjectId::bytes).collect(),
        number: entry.map(|entry| entry.number),
    }
}

/// Random bytes from the room's own generator.
pub fn random<const N: usize>(rng: &mut ChaCha20Rng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}
