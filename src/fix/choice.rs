//! The search for those of many fixes that can be made.

/// So many sets of fixes are tried to tell those that can be made from the others.
const MOST_TRIALS: usize = 100;
/// Of very many fixes fewer sets are tried: each trial reads the whole text again.
const MOST_TRIED: usize = 6_000;

/// The outcome of a search.
pub(super) struct Chosen<T, R> {
    /// Those that can be made, all together.
    pub(super) taken: Vec<T>,
    /// The others, with the reason; none where they were not tried.
    pub(super) refused: Vec<(T, Option<R>)>,
}

/// Takes as many as it can: all together, or else each half by itself. `test` says whether some can be made
/// together, after those that are taken already.
pub(super) fn choose<T: Copy, R>(all: &[T], test: impl FnMut(&[T]) -> Result<(), R>) -> Chosen<T, R> {
    let chosen = Chosen { taken: Vec::with_capacity(all.len()), refused: Vec::new() };
    let mut search = Search { chosen, test, trials: 0, most: most_trials(all.len()) };
    search.take(all);
    search.chosen
}

struct Search<T, R, F> {
    chosen: Chosen<T, R>,
    test: F,
    trials: usize,
    most: usize,
}

impl<T: Copy, R, F: FnMut(&[T]) -> Result<(), R>> Search<T, R, F> {
    fn take(&mut self, some: &[T]) {
        if some.is_empty() {
            return;
        }
        if self.trials >= self.most {
            self.chosen.refused.extend(some.iter().map(|&one| (one, None)));
            return;
        }
        self.trials += 1;
        let before = self.chosen.taken.len();
        self.chosen.taken.extend_from_slice(some);
        let Err(reason) = (self.test)(&self.chosen.taken) else { return };
        self.chosen.taken.truncate(before);
        if let [one] = some {
            self.chosen.refused.push((*one, Some(reason)));
            return;
        }
        let (first, second) = some.split_at(some.len() / 2);
        self.take(first);
        self.take(second);
    }
}

fn most_trials(fixes: usize) -> usize {
    (MOST_TRIED / fixes.max(1)).clamp(1, MOST_TRIALS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_those_that_cannot_be_made_are_taken() {
        let all: Vec<u32> = (0..100).collect();
        let chosen = choose(&all, |some| if some.contains(&13) { Err("unlucky") } else { Ok(()) });
        assert_eq!(chosen.taken.len(), 99);
        assert_eq!(chosen.refused, [(13, Some("unlucky"))]);
    }

    #[test]
    fn the_search_ends_where_none_can_be_made() {
        let all: Vec<u32> = (0..10_000).collect();
        let mut trials = 0;
        let chosen = choose(&all, |_| {
            trials += 1;
            Err(())
        });
        assert_eq!((chosen.taken.len(), chosen.refused.len(), trials), (0, 10_000, most_trials(10_000)));
    }
}
