//! A few of many, each as likely as any other, and the same ones each time.

/// Keeps a few of the items it is given.
pub(super) struct Sample<T> {
    kept: Vec<(u64, T)>,
    size: usize,
    seen: u64,
    state: u64,
}

impl<T> Sample<T> {
    /// Keeps at most `size` items; the same seed chooses the same ones of the same row.
    pub(super) fn new(seed: u64, size: usize) -> Self {
        Self { kept: Vec::with_capacity(size.min(1024)), size, seen: 0, state: seed }
    }

    /// Gives it the next item; `make` is called only if the item is kept.
    pub(super) fn offer(&mut self, make: impl FnOnce() -> T) {
        self.seen += 1;
        if self.kept.len() < self.size {
            self.kept.push((self.seen, make()));
            return;
        }
        let place = usize::try_from(self.random() % self.seen).unwrap_or(usize::MAX);
        if let Some(kept) = self.kept.get_mut(place) {
            *kept = (self.seen, make());
        }
    }

    /// What was kept, in the order in which it was given.
    pub(super) fn in_order(&self) -> Vec<&T> {
        let mut kept: Vec<&(u64, T)> = self.kept.iter().collect();
        kept.sort_by_key(|(number, _)| *number);
        kept.into_iter().map(|(_, item)| item).collect()
    }

    /// The next number of `SplitMix64`.
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(seed: u64, size: usize, of: u32) -> Vec<u32> {
        let mut sample = Sample::new(seed, size);
        (0..of).for_each(|item| sample.offer(|| item));
        sample.in_order().into_iter().copied().collect()
    }

    #[test]
    fn few_are_kept_all() {
        assert_eq!(sample(1, 10, 3), [0, 1, 2]);
        assert_eq!(sample(1, 0, 3), [0; 0]);
    }

    #[test]
    fn a_seed_chooses_the_same_items_again() {
        assert_eq!(sample(1, 10, 1000), sample(1, 10, 1000));
        assert_ne!(sample(1, 10, 1000), sample(2, 10, 1000));
    }

    #[test]
    fn each_item_is_as_likely_as_any_other() {
        let mut chosen = [0_u32; 20];
        (0..4000)
            .for_each(|seed| sample(seed, 5, 20).into_iter().for_each(|item| chosen[item as usize] += 1));
        // A thousand times each, give or take five standard deviations.
        assert!(chosen.iter().all(|&count| (860..=1140).contains(&count)), "{chosen:?}");
    }
}
