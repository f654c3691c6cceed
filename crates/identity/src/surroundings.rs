//! Where time and randomness come from.

use loggist_domain::Timestamp;
use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use uuid::Uuid;

/// Time and randomness, real or arranged by a test.
pub trait Surroundings: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Fills with bytes that nobody can guess.
    fn fill(&self, bytes: &mut [u8]);

    /// 32 bytes that nobody can guess: a key, a token, a seed.
    fn random(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }

    /// A new id, a `UUIDv7` of now.
    fn id(&self) -> Uuid {
        let mut bytes = [0; 10];
        self.fill(&mut bytes);
        let millis = u64::try_from(self.now().millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

/// The system's clock and generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealSurroundings;

impl Surroundings for RealSurroundings {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Timestamp::from_millis(since.map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        }))
    }

    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}

/// A clock that a test sets, and a generator that gives the same bytes from the same seed. For tests alone.
#[derive(Debug)]
pub struct Arranged(Mutex<(Timestamp, StdRng)>);

impl Arranged {
    /// It is this time, and randomness comes from this seed.
    pub fn at(now: Timestamp, seed: u64) -> Self {
        Self(Mutex::new((now, StdRng::seed_from_u64(seed))))
    }

    /// Lets this much time pass.
    pub fn pass(&self, time: Duration) {
        self.with(|(now, _)| *now = now.plus(time));
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut (Timestamp, StdRng)) -> T) -> T {
        use_it(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Surroundings for Arranged {
    fn now(&self) -> Timestamp {
        self.with(|(now, _)| *now)
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.with(|(_, rng)| rng.fill_bytes(bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_of_version_seven_and_in_the_order_of_time() {
        let arranged = Arranged::at(Timestamp::from_millis(1_800_000_000_000), 1);
        let first = arranged.id();
        arranged.pass(Duration::from_millis(1));
        let second = arranged.id();
        assert_eq!(first.get_version_num(), 7);
        assert!(first < second);
        assert_ne!(RealSurroundings.random(), RealSurroundings.random());
    }
}
