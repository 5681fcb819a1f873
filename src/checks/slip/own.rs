//! Slips in a text whose language's words are not known: only the text itself tells.

use std::borrow::Cow;

use foldhash::HashMap;

use super::{MeantWord, SuspectWord};
use crate::checking::Context;
use crate::document::BlockId;
use crate::language::Language;
use crate::language::hand::{self, Hand, Stroke};
use crate::source::TextSpan;

/// Shorter words are too often one letter apart.
const SHORTEST: usize = 8;
/// What has more letters is no word.
const LONGEST: usize = 40;
/// So many letters behind the slip are no ending.
const BEHIND: usize = 6;

/// What a text tells of one word.
struct WordUse {
    count: usize,
    at: (BlockId, usize),
    span: TextSpan,
}

/// The words that stand once, and one slip from one that stands often.
pub(super) fn slips<'a>(context: &Context<'a>, least: usize) -> Vec<MeantWord<'a>> {
    let uses = uses(context);
    let common: Vec<(&str, &WordUse)> =
        uses.iter().filter(|(_, known)| known.count >= least).map(|(word, known)| (&**word, known)).collect();
    let mut near: HashMap<u64, Vec<(&str, &WordUse)>> = HashMap::default();
    for &(word, known) in &common {
        for key in keys(word) {
            near.entry(key).or_default().push((word, known));
        }
    }
    if near.is_empty() {
        return Vec::new();
    }
    let languages = context.document().languages();
    let mut found = Vec::new();
    for (word, known) in uses.iter().filter(|(_, known)| known.count == 1) {
        let right = keys(word).iter().filter_map(|key| near.get(key)).flatten().find(|(right, _)| {
            hand::made(word, right).is_some_and(|made| is_slip(made, word.chars().count()))
        });
        // Texts of all languages have words of English.
        let Some((right, right_use)) =
            right.filter(|_| languages.is_word(Language::ENGLISH, word) != Some(true))
        else {
            continue;
        };
        let suspect =
            SuspectWord { at: known.at, span: known.span, word: Cow::Owned(word.clone().into_owned()) };
        found.push(MeantWord { suspect, right: (*right).to_owned(), place: Some(right_use.span) });
    }
    found.sort_by_key(|meant| meant.suspect.span.start);
    found
}

/// The longer words of a text, in small letters.
fn uses<'a>(context: &Context<'a>) -> HashMap<Cow<'a, str>, WordUse> {
    let document = context.document();
    let mut uses: HashMap<Cow<'a, str>, WordUse> = HashMap::default();
    for (id, _) in context.blocks() {
        for (index, &span) in context.reading().words(id).iter().enumerate() {
            let word = document.text(span);
            if word.len() < SHORTEST || word.len() > 2 * LONGEST {
                continue;
            }
            let mut letters = word.chars();
            let first = letters.next().is_some_and(char::is_alphabetic);
            if !first || !letters.all(char::is_lowercase) {
                continue;
            }
            let folded =
                if word.starts_with(char::is_uppercase) { word.to_lowercase().into() } else { word.into() };
            uses.entry(folded).or_insert(WordUse { count: 0, at: (id, index), span }).count += 1;
        }
    }
    uses
}

/// Whether a hand slips so where only the text tells: a letter within a long word, far from its ending, or two that are
/// no vowels exchanged.
fn is_slip(made: Stroke, length: usize) -> bool {
    match made.how {
        Hand::More { .. } | Hand::Fewer => length > SHORTEST && made.before > 1 && made.behind >= BEHIND,
        Hand::Turned(one, other) => {
            let are_vowels = hand::is_vowel(one) && hand::is_vowel(other);
            length >= SHORTEST && made.before > 0 && made.behind > 0 && !are_vowels
        }
        Hand::Other(..) => false,
    }
}

/// What a word has in common with each that is one slip away, and with few others.
fn keys(word: &str) -> Vec<u64> {
    let key = |letters: &mut dyn Iterator<Item = char>| {
        letters
            .fold(17_u64, |key, letter| key.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(letter.into()))
    };
    let length = word.chars().count();
    let without = |left: usize| {
        key(&mut word.chars().enumerate().filter(|&(at, _)| at != left).map(|(_, letter)| letter))
    };
    (0..=length).map(without).collect()
}
