//! Counts of characters up to regular places of a text, so that a column in a very long line, or an
//! offset in a file stored as UTF-16, need not be counted from the start each time.

/// Bytes between two milestones.
pub(super) const STEP: usize = 4096;

/// What was counted up to one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Counts {
    characters: u32,
    utf16_units: u32,
}

impl Counts {
    /// Counts a character at its first byte; the other bytes count nothing, so any piece can be counted alone.
    fn of(bytes: &[u8]) -> Self {
        let mut counts = Self::default();
        for &byte in bytes {
            let is_first = byte & 0b1100_0000 != 0b1000_0000;
            counts.characters += u32::from(is_first);
            // Characters of four bytes are surrogate pairs in UTF-16.
            counts.utf16_units += u32::from(is_first) + u32::from(byte >= 0xF0);
        }
        counts
    }

    fn plus(self, other: Self) -> Self {
        Self {
            characters: self.characters + other.characters,
            utf16_units: self.utf16_units + other.utf16_units,
        }
    }
}

/// The counts up to every [`STEP`]th byte of a text.
#[derive(Debug, Clone)]
pub(super) struct Milestones(Vec<Counts>);

impl Milestones {
    pub(super) fn new(text: &str) -> Self {
        let mut sum = Counts::default();
        let counts = text.as_bytes().chunks(STEP).map(|chunk| {
            let before = sum;
            sum = sum.plus(Counts::of(chunk));
            before
        });
        Self(counts.collect())
    }

    /// How many characters the text has before a byte.
    pub(super) fn characters(&self, text: &str, at: usize) -> u32 {
        self.counts(text, at).characters
    }

    /// How many UTF-16 units the text has before a byte.
    pub(super) fn utf16_units(&self, text: &str, at: usize) -> u32 {
        self.counts(text, at).utf16_units
    }

    fn counts(&self, text: &str, at: usize) -> Counts {
        let at = at.min(text.len());
        // A text that ends at a milestone has no entry for its end.
        let index = (at / STEP).min(self.0.len().saturating_sub(1));
        let before = self.0.get(index).copied().unwrap_or_default();
        before.plus(Counts::of(&text.as_bytes()[index * STEP..at]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_those_of_counting_from_the_start() {
        for text in [String::new(), "x".repeat(2 * STEP), "aé🙂".repeat(STEP)] {
            let milestones = Milestones::new(&text);
            let ends = (0..=text.len()).step_by(7).chain([STEP, 2 * STEP, text.len()]);
            for at in ends.filter(|&at| text.is_char_boundary(at)) {
                let before = &text[..at];
                assert_eq!(milestones.characters(&text, at) as usize, before.chars().count());
                assert_eq!(milestones.utf16_units(&text, at) as usize, before.encode_utf16().count());
            }
        }
    }
}
