//! Which of the words that are near another one was meant.

use super::super::hand::{self, Hand};
use super::english;

/// So many are proposed.
const MOST: usize = 5;

/// The likeliest of some words first, in the letter case of the word that they may be meant by.
///
/// A slip that a hand makes often goes before others, a common word before a rare one.
pub(super) fn ranked(wrong: &str, mut near: Vec<String>) -> Vec<String> {
    let lower = wrong.to_lowercase();
    // Dictionaries on the disk bring the likeliest first; what ranks alike stays so.
    near.sort_by_cached_key(|word| {
        let is_name = word.starts_with(char::is_uppercase) && !wrong.starts_with(char::is_uppercase);
        (rank(&lower, &word.to_lowercase()), is_name)
    });
    let mut ranked: Vec<String> = Vec::with_capacity(MOST);
    for word in near {
        let word = in_case_of(wrong, word);
        if ranked.len() < MOST && word != wrong && !ranked.contains(&word) {
            ranked.push(word);
        }
    }
    ranked
}

/// The less, the likelier.
fn rank(wrong: &str, right: &str) -> u32 {
    // Nobody misses the apostrophe of a word that is not one without.
    let has_apostrophe = right.contains('\'') && right.replace('\'', "") == wrong;
    let slip = match hand::made(wrong, right).map(|made| made.how) {
        _ if wrong == right || has_apostrophe => 0,
        Some(Hand::Turned(..) | Hand::More { doubled: true }) => 1,
        Some(Hand::Fewer | Hand::More { doubled: false }) => 2,
        Some(Hand::Other(one, other)) if hand::is_vowel(one) && hand::is_vowel(other) => 2,
        Some(Hand::Other(one, other)) if hand::are_neighbours(one, other) => 3,
        Some(Hand::Other(..)) => 4,
        None if right.contains(' ') => 5,
        None => 10,
    };
    let begins_otherwise = wrong.chars().next() != right.chars().next();
    let is_rare = !right.contains(' ') && !has_apostrophe && !english::is_common(right);
    slip + 3 * u32::from(is_rare) + 4 * u32::from(begins_otherwise)
}

/// A word with a capital, or all capitals, where what it is meant by has them.
fn in_case_of(wrong: &str, right: String) -> String {
    let is_upper = wrong.chars().count() > 1 && !wrong.chars().any(char::is_lowercase);
    if is_upper {
        return right.to_uppercase();
    }
    let mut letters = right.chars();
    match letters.next() {
        Some(first) if wrong.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => right,
    }
}
