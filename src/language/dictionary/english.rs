//! The words of English that come with the program.

use std::sync::OnceLock;

use fst::Map;
use fst::raw::{Fst, Node};

/// All of them, as the build packed them from `dictionaries/`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.fst"));

/// The words; nothing is made ready but a few numbers at their end.
fn words() -> Option<&'static Map<&'static [u8]>> {
    static WORDS: OnceLock<Option<Map<&'static [u8]>>> = OnceLock::new();
    WORDS.get_or_init(|| Map::new(PACKED).ok()).as_ref()
}

/// Whether a text is one of the words, or the possessive of one: as it is, in small letters, or both halves of it beside
/// a hyphen.
pub(super) fn has(word: &str) -> bool {
    if holds(word) {
        return true;
    }
    let word = word.replace('’', "'");
    let is_word = |part: &str| holds(part) || holds(&part.to_lowercase());
    // A plural has no `'s` of its own; a name that ends so has.
    let has_own = |bare: &&str| !bare.ends_with('s') || bare.ends_with("ss") || holds(bare);
    let bare = word.strip_suffix("'s").filter(has_own).unwrap_or(&word);
    is_word(&word) || is_word(bare) || bare.contains('-') && bare.split('-').all(is_word)
}

fn holds(word: &str) -> bool {
    !word.is_empty() && words().is_some_and(|words| words.contains_key(word))
}

/// Whether a text in small letters is one of the common words, which stand in small dictionaries too.
pub(in crate::language) fn is_common(word: &str) -> bool {
    words().is_some_and(|words| words.get(word) == Some(0))
}

/// A shorter word is a slip from too many others for two slips to be told from none.
const SHORTEST_FOR_TWO: usize = 6;
/// The shortest word beside which a space may have been left out, `a` apart.
const SHORTEST_HALF: usize = 2;

/// Adds the words that are one slip away, or two of two slips where there is none, and the two words that a word may be
/// that lacks a space.
pub(super) fn add_near(word: &str, near: &mut Vec<String>) {
    let Some(words) = words() else { return };
    let before = near.len();
    let lower = word.to_lowercase();
    let search =
        |most: usize, near: &mut Vec<String>| WordSearch::new(words.as_fst(), &lower, most).run(near);
    search(1, near);
    near.extend(halves(&lower));
    if near.len() == before && word.len() >= SHORTEST_FOR_TWO {
        search(2, near);
    }
}

/// The two words that a word may be that lacks a space.
fn halves(word: &str) -> impl Iterator<Item = String> {
    let is_half = |half: &str| half == "a" || half.len() >= SHORTEST_HALF && is_common(half);
    let cuts = word.char_indices().map(|(at, _)| word.split_at(at));
    cuts.filter(move |(one, other)| is_half(one) && is_half(other))
        .map(|(one, other)| format!("{one} {other}"))
}

/// A walk over all words that begin so that they may still become one within some slips of another word.
///
/// A slip is a letter too many, too few or another, or two exchanged; a row holds for each beginning of the word how many
/// lie between it and the path so far.
struct WordSearch<'s> {
    words: &'s Fst<&'static [u8]>,
    word: &'s [u8],
    most: usize,
    rows: Vec<Vec<usize>>,
    path: Vec<u8>,
}

impl<'s> WordSearch<'s> {
    fn new(words: &'s Fst<&'static [u8]>, word: &'s str, most: usize) -> Self {
        let rows = vec![vec![0; word.len() + 1]; word.len() + most + 2];
        Self { words, word: word.as_bytes(), most, rows, path: Vec::new() }
    }

    fn run(mut self, near: &mut Vec<String>) {
        let first: Vec<usize> = (0..=self.word.len()).collect();
        self.rows[0] = first;
        self.descend(&self.words.root(), near);
    }

    /// Goes on to all letters that may follow. The path is never longer than the word and the slips.
    fn descend(&mut self, node: &Node<'s>, near: &mut Vec<String>) {
        let depth = self.path.len();
        for step in node.transitions() {
            // Two slips in a row that change the first letter too leave nothing of the word to the eye.
            let is_other = depth == 0 && self.word.first() != Some(&step.inp.to_ascii_lowercase());
            if self.most > 1 && is_other {
                continue;
            }
            self.path.push(step.inp);
            if self.fill(depth + 1) <= self.most {
                let next = self.words.node(step.addr);
                if next.is_final() && self.rows[depth + 1][self.word.len()] <= self.most {
                    near.extend(String::from_utf8(self.path.clone()));
                }
                self.descend(&next, near);
            }
            self.path.pop();
        }
    }

    /// Fills the row of a path and tells the least in it.
    fn fill(&mut self, depth: usize) -> usize {
        let letter = |at: usize| self.path[at].to_ascii_lowercase();
        let (newest, before) = (letter(depth - 1), depth.checked_sub(2).map(letter));
        let mut least = depth;
        let (done, rest) = self.rows.split_at_mut(depth);
        let (Some(row), Some(above)) = (rest.first_mut(), done.last()) else { return usize::MAX };
        row[0] = depth;
        for at in 1..=self.word.len() {
            let one = self.word[at - 1];
            let mut slips =
                (above[at] + 1).min(row[at - 1] + 1).min(above[at - 1] + usize::from(one != newest));
            let is_turned = at > 1 && before == Some(one) && self.word[at - 2] == newest && one != newest;
            if is_turned && let Some(two_above) = done.len().checked_sub(2).and_then(|at| done.get(at)) {
                slips = slips.min(two_above[at - 2] + 1);
            }
            row[at] = slips;
            least = least.min(slips);
        }
        least
    }
}
