//! Sentences by UAX 29, mended where it breaks after an abbreviation.

use std::ops::Range;

use super::sentence_bounds;

/// Words after which a full stop does not end a sentence, without the stop, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "gen", "col", "capt", "lt", "sgt", "sen", "rep",
    "gov", "rev", "hon", "no", "nos", "vs", "etc", "e.g", "i.e", "fig", "vol", "pp", "approx", "inc", "ltd",
    "co", "corp", "bros", "dept", "ave", "blvd", "mt", "ft", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "z.b", "d.h", "bzw", "ca", "nr", "str", "hr", "fr", "m", "mme",
    "mlle", "sra", "dra", "ud", "uds", "ej",
];

/// The sentences of a text, without the white space between them.
pub(super) fn split(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut ends = sentence_bounds::ends(text).into_iter().peekable();
    let mut next_start = 0;
    std::iter::from_fn(move || {
        let start = next_start;
        let mut end = ends.next()?;
        while let Some(&next_end) = ends.peek() {
            if !goes_on(&text[start..end], &text[end..next_end]) {
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
fn goes_on(sentence: &str, next: &str) -> bool {
    let sentence = sentence.trim_end();
    let Some(before_stop) = sentence.strip_suffix('.') else { return false };
    let last_word = before_stop
        .rsplit(|character: char| character.is_whitespace() || "([“\"'‘".contains(character))
        .next();
    let Some(last_word) = last_word else { return false };
    let starts_lower = next.trim_start().chars().next().is_some_and(char::is_lowercase);
    let is_initial = last_word.chars().count() == 1 && last_word.chars().all(char::is_uppercase);
    starts_lower || is_initial || is_abbreviation(last_word)
}

fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn titles_and_times_do_not_end_a_sentence() {
        let text = "Dr. Okafor spoke at 5 p.m. on Monday. Mr. Hale left.  J. Ruiz stayed.";
        let expected = ["Dr. Okafor spoke at 5 p.m. on Monday.", "Mr. Hale left.", "J. Ruiz stayed."];
        assert_eq!(sentences(text), expected);
    }
}
