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
    let mut words = before_stop
        .rsplit(|character: char| character.is_whitespace() || "([“\"'‘".contains(character))
        .map(|word| word.trim_start_matches(['„', '«', '»']));
    let (Some(last_word), before) = (words.next(), words.next()) else { return false };
    let next = next.trim_start();
    let starts_lower = next.chars().next().is_some_and(char::is_lowercase);
    let is_initial = last_word.chars().count() == 1 && last_word.chars().all(char::is_uppercase);
    starts_lower
        || is_initial
        || is_abbreviation(last_word, lexicon)
        || is_ordinal(last_word, before, next, lexicon)
        || is_within_abbreviation(last_word, before, next, lexicon)
}

/// Whether a word is an abbreviation, or the short form of a month.
fn is_abbreviation(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.abbreviations.contains(word) || lexicon.months.is_short_form(word)
}

/// Whether a number is an ordinal, as in `am 3. Oktober`: a month follows, or a word goes before that asks for one.
fn is_ordinal(number: &str, before: Option<&str>, next: &str, lexicon: &Lexicon) -> bool {
    if lexicon.ordinal_leads.is_empty()
        || number.len() > 3
        || !number.bytes().all(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let following = next.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    lexicon.months.contains(following) || before.is_some_and(|before| lexicon.ordinal_leads.contains(before))
}

/// Words of abbreviations that are written apart have no more characters.
const LONGEST_PART: usize = 4;

/// Whether a stop stands within, or behind, an abbreviation that is written apart, such as `z. B.`.
fn is_within_abbreviation(word: &str, before: Option<&str>, next: &str, lexicon: &Lexicon) -> bool {
    if word.chars().count() > LONGEST_PART {
        return false;
    }
    let is = |part: Option<&str>, written: &str| part.is_some_and(|part| part.to_lowercase() == written);
    let (word, before) = (word.to_lowercase(), before.and_then(|before| before.strip_suffix('.')));
    let following = next.split_once('.').map(|(following, _)| following);
    lexicon.abbreviations.iter().filter(|entry| entry.contains(". ")).any(|entry| {
        let parts: Vec<&str> = entry.split(". ").collect();
        (0..parts.len()).filter(|&at| parts[at] == word).any(|at| match parts.get(at + 1) {
            Some(after) => is(following, after),
            None => is(before, parts[at - 1]),
        })
    })
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

    #[test]
    fn what_ends_a_sentence_is_known_of_each_language() {
        for (tag, first, second) in [
            ("de", "Sie kam am 3. Oktober, am Abend.", "Das war spät."),
            ("de", "Der 1. Preis ging an sie.", "Er blieb."),
            ("de", "Sie hat z. B. Äpfel und u. a. Birnen gern.", "Das war es."),
            ("de", "Sie hat z.B. Äpfel gern.", "Das war es."),
            ("de", "Es kamen ca. Hundert.", "Sie blieben bis zehn."),
            ("fr", "Hier, M. Ruiz a vu Mme. Calder.", "Elle est partie."),
            ("fr", "Il y a des fruits, p. ex. Des pommes.", "Elle est partie."),
            ("es", "La Sra. Ruiz llegó con el Dr. Calder.", "Era tarde."),
            ("it", "La sig.ra Ruiz ha visto il dott. Calder.", "Era tardi."),
            ("pt", "A Sra. Ruiz falou com o Dr. Calder.", "Era tarde."),
            ("nl", "Zij sprak met dhr. Calder en mevr. Ruiz.", "Het was laat."),
            ("pl", "To prof. Ruiz i ks. Calder.", "Było późno."),
        ] {
            let text = format!("{first} {second}");
            assert_eq!(sentences(&text, tag), [first, second], "{tag}");
        }
        let text = "Im Hafen liegen 31. Die Fähre fehlt.";
        assert_eq!(sentences(text, "de").len(), 2);
    }
}
