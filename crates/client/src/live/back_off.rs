//! How long to wait before coming back `[W7]`.

use crate::limits::BACK_OFF;
use rand::RngExt as _;
use std::time::Duration;

/// Waits that grow with each failure and vary, so that a thousand clients do not come back at once.
#[derive(Debug, Default)]
pub struct BackOff {
    failures: usize,
}

impl BackOff {
    /// It went well: the next wait is the first again.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// The next wait: between half of its step and the whole of it.
    pub fn next(&mut self) -> Duration {
        let step = BACK_OFF[self.failures.min(BACK_OFF.len() - 1)];
        self.failures += 1;
        step.mul_f64(rand::rng().random_range(0.5..=1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_bound_and_begin_again() {
        let mut back_off = BackOff::default();
        for step in BACK_OFF.into_iter().chain([BACK_OFF[4]; 3]) {
            let wait = back_off.next();
            assert!(wait >= step / 2 && wait <= step, "{wait:?} of {step:?}");
        }
        back_off.reset();
        assert!(back_off.next() <= BACK_OFF[0]);
    }
}
