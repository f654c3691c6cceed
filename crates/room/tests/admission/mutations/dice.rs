//! Chance, from a seed.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// Throws for one mutation.
pub struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(seed: u64, number: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(number);
        Self(rng)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0.next_u64() % end.max(1)
    }

    /// An index of something of this length.
    pub fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("an index")
    }

    pub fn byte(&mut self) -> u8 {
        self.0.next_u32().to_le_bytes()[0]
    }

    /// One time in so many.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.index(from.len())]
    }

    /// A number where mistakes are made: near zero, near a power of two, or any.
    pub fn odd_number(&mut self) -> u64 {
        match self.below(4) {
            0 => self.below(4),
            1 => 1_u64
                .checked_shl(u32::from(self.byte() % 64))
                .unwrap_or(0)
                .wrapping_sub(self.below(2)),
            2 => self.below(1 << 20),
            _ => self.0.next_u64(),
        }
    }
}
