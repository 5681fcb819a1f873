//! The words of English, as a filter that tells whether a text is one of them, and those that are often misspelt.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

use super::filter;

/// Writes `known-words.bits`, the filter of all words but the known misspellings, and `common-words.txt`, a line each of
/// those that are often misspelt, sorted.
pub fn write(target: &Path) -> Result<(), Box<dyn Error>> {
    let is_word = |word: &&str| word.bytes().all(|letter| letter.is_ascii_lowercase());
    let right = typos_dict::WORD.map.entries().flat_map(|(_, right)| right.iter().copied()).filter(is_word);
    let common: BTreeSet<&str> = right.collect();
    let is_right = |word: &&str| typos_dict::WORD.find(&(*word).into()).is_none();
    let known: BTreeSet<&str> =
        common.iter().copied().chain(wordnik_list::word_iterator().filter(is_right)).collect();
    fs::write(target.join("known-words.bits"), filter::of(&known))?;
    fs::write(target.join("common-words.txt"), common.into_iter().collect::<Vec<_>>().join("\n"))?;
    Ok(())
}
