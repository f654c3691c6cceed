//! How fast each person's changes come: past a limit their sockets are read more slowly, never refused.

use crate::limits::{CHANGES, PACES_MAX};
use loggist_domain::{PersonId, Timestamp};
use loggist_identity::Used;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// What each person has used of their allowance on this node.
#[derive(Debug, Default)]
pub struct Paces(Mutex<HashMap<PersonId, Used>>);

impl Paces {
    /// Takes one change of a person, or says how long to wait before asking again.
    ///
    /// # Errors
    /// The time to wait.
    pub fn take(&self, person: PersonId, now: Timestamp) -> Result<(), Duration> {
        let mut used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= PACES_MAX {
            used.retain(|_, used| !used.is_over(now));
        }
        CHANGES.take(used.entry(person).or_insert(Used::nothing(now)), now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_then_twenty_a_second() {
        let paces = Paces::default();
        let now = Timestamp::from_millis(1_800_000_000_000);
        let (one, other) = (PersonId::from_bytes([1; 16]), PersonId::from_bytes([2; 16]));
        assert!((0..200).all(|_| paces.take(one, now).is_ok()));
        assert_eq!(paces.take(one, now), Err(Duration::from_millis(50)));
        assert!(paces.take(other, now).is_ok());
        let second = now.plus(Duration::from_secs(1));
        assert_eq!(
            (0..30).filter(|_| paces.take(one, second).is_ok()).count(),
            20
        );
    }
}
