//! Slips in a text whose language's words are known.

use foldhash::HashMap;

use super::{MeantWord, SuspectWord};
use crate::checking::Context;
use crate::language::hand::{self, Hand, Stroke};
use crate::language::{Language, Languages, Lexicon};
use crate::source::TextSpan;

/// Shorter words are too often one letter apart.
const SHORTEST: usize = 6;
/// What has more letters is no word.
const LONGEST: usize = 24;
/// No author slips so often; a text with more unknown words is a list of them.
const MOST: usize = 400;

/// The words that are not known, and what was meant by each.
pub(super) fn slips<'a>(context: &Context<'a>, least: usize) -> Vec<MeantWord<'a>> {
    let document = context.document();
    let languages = document.languages();
    let mut suspects = Vec::new();
    for (id, _) in context.blocks() {
        for (index, &span) in context.reading().words(id).iter().enumerate() {
            let word = document.text(span);
            let is_suspect = (SHORTEST..=LONGEST).contains(&word.len())
                && word.bytes().all(|letter| letter.is_ascii_lowercase())
                && languages.is_word(Language::ENGLISH, word) == Some(false);
            if is_suspect {
                suspects.push(SuspectWord { at: (id, index), span, word: word.into() });
            }
        }
    }
    if suspects.is_empty() || suspects.len() > MOST {
        return Vec::new();
    }
    let mut counts: HashMap<String, usize> = HashMap::default();
    for suspect in &suspects {
        *counts.entry(suspect.word.clone().into_owned()).or_default() += 1;
    }
    let lexicon = languages.of(Some(Language::ENGLISH));
    suspects.retain(|suspect| {
        counts.get(&*suspect.word) == Some(&1) && !is_made_of_words(&suspect.word, lexicon, languages)
    });
    if suspects.is_empty() {
        return Vec::new();
    }
    let common = commoner(context, &suspects, least);
    suspects.into_iter().filter_map(|suspect| meant(suspect, &common, languages)).collect()
}

/// What was meant by a word: one of the language's common words, or one of the text's.
fn meant<'a>(
    suspect: SuspectWord<'a>,
    common: &HashMap<&str, (usize, TextSpan)>,
    languages: &Languages,
) -> Option<MeantWord<'a>> {
    let own = common.keys().find(|right| hand::made(&suspect.word, right).is_some_and(may_be_own));
    if let Some(own) = own {
        let place = common.get(own).map(|(_, place)| *place);
        return Some(MeantWord { suspect, right: (*own).to_owned(), place });
    }
    let mut right: Option<String> = None;
    let mut is_one = true;
    hand::origins(&suspect.word, |word| {
        if languages.is_common_word(Language::ENGLISH, word)
            && hand::made(&suspect.word, word).is_some_and(|made| is_slip(made, suspect.word.len()))
            && right.as_deref() != Some(word)
        {
            is_one &= right.is_none();
            right = Some(word.to_owned());
        }
    });
    let right = right.filter(|right| is_one && !is_spelt_two_ways(&suspect.word, right))?;
    Some(MeantWord { suspect, right, place: None })
}

/// Whether a hand slips so, rather than that somebody makes a word so.
fn is_slip(made: Stroke, length: usize) -> bool {
    match made.how {
        Hand::More { doubled } => doubled || made.before > 0 && made.behind > 0 && length > SHORTEST,
        Hand::Fewer => made.before > 0 && made.behind > 0 && length > SHORTEST,
        Hand::Other(one, other) => {
            let are_vowels = hand::is_vowel(one) && hand::is_vowel(other) && length > SHORTEST + 1;
            made.before > 0
                && made.behind > 0
                && length > SHORTEST
                && (hand::are_neighbours(one, other) || are_vowels)
        }
        Hand::Turned(..) => made.before > 0 || length > SHORTEST,
    }
}

/// Whether a slip from a word that the text has often is one: an ending makes another word.
fn may_be_own(made: Stroke) -> bool {
    let is_within = made.before > 0 && made.behind > 1;
    match made.how {
        Hand::Other(..) => is_within && made.before + made.behind > SHORTEST,
        _ => is_within,
    }
}

/// Whether a word is made of words that are known: `untangled`, `frontends`, `touchscreen`.
fn is_made_of_words(word: &str, lexicon: &Lexicon, languages: &Languages) -> bool {
    let is_known = |part: &str| languages.is_word(Language::ENGLISH, part) == Some(true);
    has_affix(word, lexicon, languages)
        || (4..word.len().saturating_sub(3)).any(|at| is_known(&word[..at]) && is_known(&word[at..]))
}

/// Whether a word is one that is known with a prefix or an ending: `untangled`.
pub(in crate::checks) fn has_affix(word: &str, lexicon: &Lexicon, languages: &Languages) -> bool {
    let is_known = |part: &str| languages.is_word(Language::ENGLISH, part) == Some(true);
    let has_stem = |stem: &str| {
        let doubled = stem.len() > 3 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
        is_known(stem)
            || is_known(&format!("{stem}e"))
            || is_known(&format!("{stem}y"))
            || doubled && is_known(&stem[..stem.len() - 1])
    };
    let begins =
        |prefix: &str| word.strip_prefix(prefix).is_some_and(|rest| rest.len() > 3 && is_known(rest));
    let ends = |suffix: &str| word.strip_suffix(suffix).is_some_and(|stem| stem.len() > 2 && has_stem(stem));
    lexicon.prefixes.iter().any(begins) || lexicon.suffixes.iter().any(ends)
}

/// Whether two words are one that is spelt in two ways, in Britain and elsewhere.
fn is_spelt_two_ways(one: &str, other: &str) -> bool {
    let bare = |word: &str| {
        word.replace("ae", "e")
            .replace("oe", "e")
            .replace("our", "or")
            .replace("eable", "able")
            .replace('z', "s")
    };
    bare(one) == bare(other)
}

/// The words near the suspects that the text has often enough, with their number and where one stands.
fn commoner<'a>(
    context: &Context<'a>,
    suspects: &[SuspectWord<'_>],
    least: usize,
) -> HashMap<&'a str, (usize, TextSpan)> {
    // Only words of about the length and with the first letter of a suspect are counted.
    let mut lengths = [0_u32; 256];
    for suspect in suspects {
        let near = 0b111_u32 << (suspect.word.len() - 1);
        lengths[usize::from(suspect.word.as_bytes()[0])] |= near;
    }
    let document = context.document();
    let mut counts: HashMap<&str, (usize, TextSpan)> = HashMap::default();
    for (id, _) in document.enumerate_blocks() {
        for &span in context.reading().words(id) {
            let word = document.text(span);
            let first = word.as_bytes().first().copied().unwrap_or_default();
            let is_near = word.len() <= LONGEST + 1 && lengths[usize::from(first)] >> word.len() & 1 == 1;
            if is_near && word.bytes().all(|letter| letter.is_ascii_lowercase()) {
                counts.entry(word).or_insert((0, span)).0 += 1;
            }
        }
    }
    counts.retain(|_, (count, _)| *count >= least);
    counts
}
