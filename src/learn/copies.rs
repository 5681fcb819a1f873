//! Copies of one article, which count once: what they share is the story.

use std::collections::HashMap;

use super::line::ArticleLine;

/// How many keys of an article are kept.
const SAMPLE: usize = 6;
/// How many of them two copies must share.
const SHARED: usize = 4;
/// Shorter lines, in bytes, may stand in any article.
const SHORTEST: usize = 80;

/// The smallest keys of the long lines: nearly the same sample for nearly the same article.
pub(super) fn sample(lines: &[ArticleLine<'_>]) -> Vec<u64> {
    let mut keys: Vec<u64> =
        lines.iter().filter(|line| line.text.len() >= SHORTEST).map(|line| line.keys.whole).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.truncate(SAMPLE);
    keys
}

/// The articles met so far, by their samples.
#[derive(Default)]
pub(super) struct Copies {
    /// For each key of a sample, the article it was first met in.
    seen: HashMap<u64, u32>,
    articles: u32,
}

impl Copies {
    /// Whether most of an article's sample was met in one earlier article.
    pub(super) fn is_copy(&mut self, sample: &[u64]) -> bool {
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for article in sample.iter().filter_map(|key| self.seen.get(key)) {
            *shared.entry(*article).or_default() += 1;
        }
        if shared.values().any(|&shared| shared >= SHARED) {
            return true;
        }
        for &key in sample {
            self.seen.entry(key).or_insert(self.articles);
        }
        self.articles += 1;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_with_one_line_changed_is_a_copy() {
        let mut copies = Copies::default();
        assert!(!copies.is_copy(&[1, 2, 3, 4, 5, 6]));
        assert!(!copies.is_copy(&[1, 2, 3, 14, 15, 16]));
        assert!(copies.is_copy(&[1, 2, 3, 4, 5, 9]));
        assert!(!copies.is_copy(&[]));
    }
}
