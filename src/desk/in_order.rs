//! Work on all cores, its results in a stable order.

use std::collections::HashMap;
use std::sync::mpsc;

/// How many items a core takes at a time, of many: to hand on each result by itself costs more than some articles.
const TOGETHER: usize = 4;
/// How many times as many are in memory, for each core.
const AHEAD_PER_CORE: usize = 8;

/// Does the same work on each item on all cores and hands the results on in the items' order.
///
/// Only a few results are held at a time: the work goes no further ahead of what `consume` has had, which
/// returns whether to go on.
pub fn in_order<'t, T: Sync, R: Send>(
    items: &'t [T],
    work: impl Fn(&'t T) -> R + Sync,
    mut consume: impl FnMut(R) -> bool,
) {
    if let [only] = items {
        // To wake other cores for it takes longer than most articles.
        consume(work(only));
        return;
    }
    let (work, (sender, receiver)) = (&work, mpsc::channel());
    let ahead = AHEAD_PER_CORE * rayon::current_num_threads();
    // A few files go to as many cores.
    let together = (items.len() / ahead).clamp(1, TOGETHER);
    rayon::in_place_scope_fifo(|scope| {
        let mut later = items.chunks(together).enumerate();
        let mut begin = |count: usize| {
            for (at, items) in later.by_ref().take(count) {
                let promise = Promise { at, sender: sender.clone(), results: Vec::new() };
                scope.spawn_fifo(move |_| promise.keep(items.iter().map(work)));
            }
        };
        begin(ahead);
        let mut early = HashMap::new();
        for (next, items) in items.chunks(together).enumerate() {
            let results = loop {
                if let Some(results) = early.remove(&next) {
                    break results;
                }
                let Ok((at, results)) = receiver.recv() else { return };
                early.insert(at, results);
            };
            // With fewer results the work has panicked, and so will the scope.
            if results.len() < items.len() || !results.into_iter().all(&mut consume) {
                return;
            }
            begin(1);
        }
    });
}

/// Says what became of some items even if the work on them panics.
struct Promise<R> {
    at: usize,
    sender: mpsc::Sender<(usize, Vec<R>)>,
    results: Vec<R>,
}

impl<R> Promise<R> {
    fn keep(mut self, results: impl Iterator<Item = R>) {
        self.results.extend(results);
    }
}

impl<R> Drop for Promise<R> {
    fn drop(&mut self) {
        // Nobody listens any more once the consumer has had enough.
        let _ = self.sender.send((self.at, std::mem::take(&mut self.results)));
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_in_order_until_it_is_enough() {
        let items: Vec<usize> = (0..1000).collect();
        let mut had = Vec::new();
        // The first of each hundred take longest.
        let work = |&item: &usize| (0..(100 - item % 100) * 1000).fold(item, |sum, _| sum.rotate_left(64));
        in_order(&items, work, |item| {
            had.push(item);
            had.len() < 700
        });
        assert_eq!(had, items[..700]);
    }

    #[test]
    fn a_panic_is_passed_on() {
        let result = std::panic::catch_unwind(|| {
            in_order(&[1, 2, 3], |&item| assert_ne!(item, 2, "as this test wants"), |()| true);
        });
        assert!(result.is_err());
    }
}
