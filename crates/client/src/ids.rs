//! Where ids and actors come from: a seed, so that a run can be repeated.

use automerge::ActorId;
use loggist_domain::{IntentId, ObjectId, PersonId, ReplicaId, SessionId, Timestamp};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use uuid::Uuid;

/// A source of fresh ids and Automerge actors.
#[derive(Debug)]
pub struct Ids(ChaCha20Rng);

impl Ids {
    /// From a seed that no other process was given.
    pub fn seeded(seed: [u8; 32]) -> Self {
        Self(ChaCha20Rng::from_seed(seed))
    }

    /// From the operating system's randomness.
    pub fn fresh() -> Self {
        Self::seeded(rand::random())
    }

    /// An id for an act of a person.
    pub fn intent(&mut self, now: Timestamp) -> IntentId {
        IntentId(self.v7(now))
    }

    /// An id for an object that a person creates.
    pub fn object(&mut self, now: Timestamp) -> ObjectId {
        ObjectId(self.v7(now))
    }

    /// An id for a replica.
    pub fn replica(&mut self, now: Timestamp) -> ReplicaId {
        ReplicaId(self.v7(now))
    }

    /// An id for a person.
    pub fn person(&mut self, now: Timestamp) -> PersonId {
        PersonId(self.v7(now))
    }

    /// An id for a sign-in.
    pub fn session(&mut self, now: Timestamp) -> SessionId {
        SessionId(self.v7(now))
    }

    /// An actor that nobody used yet `[W4]`.
    pub fn actor(&mut self) -> ActorId {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        ActorId::from(bytes)
    }

    fn v7(&mut self, now: Timestamp) -> Uuid {
        let mut random = [0; 10];
        self.0.fill_bytes(&mut random);
        let millis = u64::try_from(now.millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
