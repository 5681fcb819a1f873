//! Counts of keys in a table of fixed size: a count-min sketch.

/// Independent places of each key; the least of them is nearest to the truth.
const ROWS: usize = 4;
/// Places a row, as a power of two: 4 rows of 2^22 counts of 2 bytes are 32 MB.
const BITS: u32 = 22;

/// How often each key was added: never too few, seldom too many.
///
/// A large archive fills the table, and some counts come out too high; the second reading counts again.
pub(super) struct Sketch {
    counts: Vec<u16>,
}

impl Default for Sketch {
    fn default() -> Self {
        Self { counts: vec![0; ROWS << BITS] }
    }
}

impl Sketch {
    /// Adds a key once.
    pub(super) fn add(&mut self, key: u64) {
        let least = self.least(key);
        // Only the places that hold the least count grow: fewer of other keys' counts come out too high.
        for place in places(key) {
            if self.counts[place] == least {
                self.counts[place] = least.saturating_add(1);
            }
        }
    }

    /// How often a key was added, at most 65,535.
    pub(super) fn count(&self, key: u64) -> u32 {
        u32::from(self.least(key))
    }

    fn least(&self, key: u64) -> u16 {
        places(key).map(|place| self.counts[place]).min().unwrap_or(0)
    }
}

fn places(key: u64) -> impl Iterator<Item = usize> {
    (0..ROWS).map(move |row| {
        let odd = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(2 * row as u64 + 1);
        let mixed = (key ^ (key >> 31)).wrapping_mul(odd) >> (64 - BITS);
        (row << BITS) + usize::try_from(mixed).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_never_too_low() {
        let mut sketch = Sketch::default();
        for key in 0..2000_u64 {
            (0..key % 5).for_each(|_| sketch.add(key.wrapping_mul(0x0123_4567_89AB_CDEF)));
        }
        let count = |key: u64| sketch.count(key.wrapping_mul(0x0123_4567_89AB_CDEF));
        assert!((0..2000).all(|key| u64::from(count(key)) >= key % 5));
        let exact = (0..2000).filter(|&key| u64::from(count(key)) == key % 5).count();
        assert!(exact > 1990, "{exact}");
    }
}
