//! A set of numbers with a bit for each.

use std::ops::Deref;

/// A set of the numbers below 64 times its words.
#[derive(Debug, Clone)]
pub enum Bits<const WORDS: usize> {
    /// Made with the binary.
    Stored(&'static [u64; WORDS]),
    /// Made in this run.
    Made(Box<[u64; WORDS]>),
}

impl<const WORDS: usize> Default for Bits<WORDS> {
    fn default() -> Self {
        // A vector of zeros is had from the system as such.
        let zeros: Box<[u64]> = vec![0; WORDS].into();
        Self::Made(zeros.try_into().unwrap_or_else(|_| Box::new([0; WORDS])))
    }
}

impl<const WORDS: usize> Deref for Bits<WORDS> {
    type Target = [u64; WORDS];

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Stored(words) => words,
            Self::Made(words) => words,
        }
    }
}

impl<const WORDS: usize> Bits<WORDS> {
    /// Adds a number.
    pub fn set(&mut self, number: usize) {
        if let Self::Stored(words) = self {
            *self = Self::Made(Box::new(**words));
        }
        if let Self::Made(words) = self {
            words[number / 64 % WORDS] |= 1 << (number % 64);
        }
    }

    /// Adds all numbers of another set.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build has no use for it"))]
    pub fn add(&mut self, other: &Self) {
        if let Self::Stored(words) = self {
            *self = Self::Made(Box::new(**words));
        }
        if let Self::Made(words) = self {
            words.iter_mut().zip(other.iter()).for_each(|(word, other)| *word |= other);
        }
    }
}

/// Whether a set holds a number.
pub fn has<const WORDS: usize>(words: &[u64; WORDS], number: usize) -> bool {
    words[number / 64 % WORDS] >> (number % 64) & 1 != 0
}
