//! Sentences by UAX 29, mended where it breaks after an abbreviation.

use std::ops::Range;

use super::sentence_bounds;
use crate::language::Lexicon;

/// The sentences of a text, without the white space between them.
pub(super) fn split<'t>(text: &'t str, lexicon: &'t Lexicon) -> impl Iterator<Item = Range<usize>> + 't {
    let mut ends = sentence_bounds::ends(text).into_iter().peekable();
    let mut next_start = 0;
    std::iter::from_fn(move || {
        let start = next_start;
        let mut end = ends.next()?;
        while let Some(&next_end) = ends.peek() {
            if !goes_on(&text[start..end], &text[end..next_end], lexicon) {
                break;
            }
            end = next_end;
            ends.next();
        }
        next_start = end;
        let sentence = &text[start..end];
        let lead = sentence.len() - sentence.trim_start().len();
        Some(start + lead..start + lead + sentence.trim().len())
    })
    .filter(|range| !range.is_empty())
}

/// Whether a sentence that seems to end goes on in the next piece.
fn goes_on(sentence: &str, next: &str, lexicon: &Lexicon) -> bool {
    let sentence = sentence.trim_end();
    let Some(before_stop) = sentence.strip_suffix('.') else { return false };
    let last_word = before_stop
        .rsplit(|character: char| character.is_whitespace() || "([“\"'‘".contains(character))
        .next();
    let Some(last_word) = last_word else { return false };
    let starts_lower = next.trim_start().chars().next().is_some_and(char::is_lowercase);
    let is_initial = last_word.chars().count() == 1 && last_word.chars().all(char::is_uppercase);
    starts_lower || is_initial || is_abbreviation(last_word, lexicon)
}

/// Whether a word is an abbreviation, or the short form of a month.
fn is_abbreviation(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.abbreviations.contains(word) || lexicon.months.is_short_form(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, Languages};

    fn sentences<'t>(text: &'t str, tag: &str) -> Vec<&'t str> {
        let languages = Languages::default();
        split(text, languages.of(Language::from_tag(tag))).map(|range| &text[range]).collect()
    }

    #[test]
    fn titles_and_times_do_not_end_a_sentence() {
        let text = "Dr. Okafor spoke at 5 p.m. on Monday. Mr. Hale left.  J. Ruiz stayed.";
        let expected = ["Dr. Okafor spoke at 5 p.m. on Monday.", "Mr. Hale left.", "J. Ruiz stayed."];
        assert_eq!(sentences(text, "en"), expected);
    }
}
