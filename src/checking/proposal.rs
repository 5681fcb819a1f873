//! What a rule proposes to write: words, and such as stand apart from those beside them.

use crate::document::Document;
use crate::source::TextSpan;

/// A replacement as it must be written to stand apart from what is beside it: with a space between a number and a
/// word that comes in place of a sign, as in `6%` and "6 per cent". None where it would become part of another word.
pub(crate) fn beside(document: &Document<'_>, span: TextSpan, replacement: &str) -> Option<String> {
    let found = document.text(span);
    let neighbours = |block: TextSpan| {
        let before = document.text(TextSpan::new(block.start, span.start)).chars().next_back();
        let after = document.text(TextSpan::new(span.end, block.end)).chars().next();
        (before, after)
    };
    let block = document.block_at(span.start).map(|id| document.block(id).text);
    let (before, after) = block.map_or((None, None), neighbours);
    let edges = |text: &str| {
        (
            text.chars().next().is_some_and(char::is_alphanumeric),
            text.chars().next_back().is_some_and(char::is_alphanumeric),
        )
    };
    let ((found_begins, found_ends), (begins, ends)) = (edges(found), edges(replacement));
    let is_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    // A sign needs no space where a word does; what was part of a word before stays so.
    let joins_before = begins && !found_begins && is_word(before) && !found.is_empty();
    let joins_after = ends && !found_ends && is_word(after) && !found.is_empty();
    if joins_after {
        return None;
    }
    if !joins_before {
        return Some(replacement.to_owned());
    }
    let follows_number = before.is_some_and(char::is_numeric) && replacement.starts_with(char::is_alphabetic);
    follows_number.then(|| format!(" {replacement}"))
}

/// Whether a proposal is words to stand in place of what was found, not a pattern or an instruction to the writer:
/// it brings no marks of its own, and is no sentence where none was found.
pub(crate) fn is_words(found: &str, proposal: &str) -> bool {
    !reads_as_pattern(proposal) && !reads_as_instruction(found, proposal)
}

/// Whether a text has signs that only a pattern has.
fn reads_as_pattern(text: &str) -> bool {
    let is_letter = |place: usize| text[place..].chars().next().is_some_and(char::is_alphanumeric);
    let quantified = text.match_indices(['?', '*']).any(|(at, sign)| at > 0 && is_letter(at + sign.len()));
    let signs = ["\\", "(?", "[^", ".*", ".+", "{{", "${"];
    quantified || signs.iter().any(|sign| text.contains(sign)) || is_class(text)
}

/// Whether a text has a class of letters in it, such as `[a-z]` or `organi[sz]e`.
fn is_class(text: &str) -> bool {
    text.match_indices('[').any(|(at, _)| {
        let inside = text[at + 1..].split(']').next().unwrap_or_default();
        let follows_letter = text[..at].ends_with(char::is_alphanumeric);
        text[at..].contains(']') && (follows_letter || inside.contains('-') && inside.len() <= 5)
    })
}

/// Marks of sentences that speak of words.
const MARKS_OF_TALK: [char; 14] = ['"', '“', '”', '„', '«', '»', '‘', '`', '(', ')', ':', ';', '!', '?'];

/// Whether a proposal speaks to the writer: with quotation marks, in brackets, as a sentence.
fn reads_as_instruction(found: &str, proposal: &str) -> bool {
    let brings = |mark: char| proposal.contains(mark) && !found.contains(mark);
    let quotes = proposal.split_whitespace().any(|word| word.starts_with('\'')) && !found.contains('\'');
    let words: Vec<&str> = proposal.split_whitespace().collect();
    let is_small = |text: &str| text.chars().next().is_some_and(char::is_lowercase);
    // "Use sparingly", where names have capitals throughout.
    let is_sentence = is_small(found)
        && words.len() > 1
        && words[0].chars().next().is_some_and(char::is_uppercase)
        && words[1..].iter().all(|word| is_small(word));
    MARKS_OF_TALK.into_iter().any(brings)
        || quotes
        || is_sentence
        || words.len() > LONGEST && words.len() > 3 * found.split_whitespace().count()
}

/// A proposal of more words than this, and of thrice as many as were found, is no other word for them.
const LONGEST: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_and_instructions_are_no_words() {
        for (found, proposal) in [
            ("in order to", "to"),
            ("internet explorer", "Internet Explorer"),
            ("c plus plus", "C++"),
            ("e.g.", "for example"),
            ("mothers day", "Mother’s Day"),
            ("do n't", "don't"),
            ("u.s.", "United States"),
        ] {
            assert!(is_words(found, proposal), "{proposal}");
        }
        for proposal in [
            "Say 'kindly' only to apologise",
            "Use sparingly",
            "\"thank you\" is enough",
            "please (or leave it out)",
            "organi[sz]e",
            "colou?r",
            "(?:please|do)",
            r"\w+ please",
            "leave it out if what is asked for is small",
        ] {
            assert!(!is_words("kindly", proposal), "{proposal}");
        }
    }
}
