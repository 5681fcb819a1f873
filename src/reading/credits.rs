//! Who made a picture, where its caption says so.
//!
//! Captions come along with pictures from anywhere, so the words of all languages count in each.

use crate::language::Lexicon;

/// A credit has no more words: a name, an agency, a paper.
const LONGEST: usize = 12;
/// What a credit says in small letters besides small words: `courtesy of the harbour office`.
const MOST_PLAIN: usize = 3;

/// Whether a caption is a credit or a note in brackets and nothing else.
pub fn is_credit(caption: &str, any: &Lexicon) -> bool {
    let caption = caption.trim();
    let is_note = caption.starts_with('(') && caption.find(')') == Some(caption.len() - 1);
    let bare = caption.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '©');
    let opener = any
        .credit_openers
        .all_in(bare)
        .into_iter()
        .filter(|found| found.start == 0)
        .max_by_key(|found| found.end);
    let opener = opener.map(|found| found.end).or_else(|| begins_with_note(bare, any));
    is_note
        || praises(bare, any)
        || opener.is_some_and(|end| are_names(&bare[end..], MOST_PLAIN, any))
        || (is_shared(caption, any) && are_names(caption, 0, any))
}

/// Whether one word stands before that of a credit, and a name or address behind it: `Great images by quay.example`.
fn praises(text: &str, any: &Lexicon) -> bool {
    let first = text.find(' ').map_or(0, |space| space + 1);
    let found = any.credit_openers.all_in(text).into_iter().find(|found| found.start == first && first > 0);
    found.is_some_and(|found| {
        let rest = text[found.end..].trim_start();
        let names = |word: &str| word.starts_with(char::is_uppercase) || word.contains(['.', '@']);
        rest.split(' ').next().is_some_and(names) && are_names(rest, 0, any)
    })
}

/// The end of a word such as `Credit` with which a text begins, where a name follows.
fn begins_with_note(text: &str, any: &Lexicon) -> Option<usize> {
    let (word, rest) = text.split_once(' ')?;
    let is_note = any.picture_notes.contains(word) && rest.starts_with(char::is_uppercase);
    is_note.then_some(word.len())
}

/// Whether a text names an agency or two parties, as only credits do: `Ines Calder/Isle Post`, `Reuters`.
fn is_shared(text: &str, any: &Lexicon) -> bool {
    let mut words = text.split(|sign: char| !sign.is_alphanumeric());
    words.any(|word| any.picture_agencies.iter().any(|agency| agency == word))
        || text.contains(['/', '|', '@'])
}

/// Whether a text is made of names, but for small words and a few others.
fn are_names(text: &str, plain: usize, any: &Lexicon) -> bool {
    let words: Vec<&str> = text
        .split(|sign: char| !sign.is_alphanumeric() && !"@.-’'".contains(sign))
        .filter(|word| !word.is_empty())
        .collect();
    let is_small =
        |word: &str| word == "via" || any.empty_words.contains(word) || any.stop_words.contains(word);
    let is_name = |word: &str| !word.chars().all(char::is_lowercase) || word.contains(['@', '.']);
    let others: Vec<&&str> = words.iter().filter(|word| !is_name(word) && !is_small(word)).collect();
    words.len() <= LONGEST
        && others.len() <= plain
        && !words.iter().any(|word| any.finite_verbs.contains(word))
}

/// Whether a caption says who made its picture: it has the words of a credit, names an agency, or two parties with a
/// slash between them.
pub fn names_maker(caption: &str, any: &Lexicon) -> bool {
    let words = || caption.split(|letter: char| !letter.is_alphanumeric());
    !any.credit_openers.all_in(caption).is_empty()
        || words().any(|word| any.picture_agencies.iter().any(|agency| agency == word))
        || caption.match_indices('/').any(|(at, _)| is_between_names(&caption[..at], &caption[at + 1..]))
}

/// Whether a slash stands between two words with capitals, as in `Ada Ruiz/Harbour Archive`.
fn is_between_names(before: &str, after: &str) -> bool {
    let first = before.trim_end().rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    first.starts_with(char::is_uppercase) && after.trim_start().starts_with(char::is_uppercase)
}

/// Where a credit begins that goes on to the end of a text, such as `Photo:`; none where it begins the text.
pub(super) fn start(text: &str, any: &Lexicon) -> Option<usize> {
    any.credit_openers.all_in(text).into_iter().map(|found| found.start).filter(|&at| at > 0).min()
}

/// Whether a word in brackets may name the kind of a picture, or its agency.
pub(super) fn is_tag_word(word: &str, any: &Lexicon) -> bool {
    any.picture_words.contains(word)
        || any.picture_agencies.contains(word)
        || any.picture_notes.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;

    #[test]
    fn makers_are_named_by_words_agencies_and_slashes() {
        let languages = Languages::default();
        let any = languages.any();
        for caption in [
            "Three boats. Photo: Ines Calder",
            "Three boats. © Ines Calder",
            "Drei Boote. Foto: Ines Calder",
            "Three boats (Ines Calder/Harbour Archive)",
            "Three boats (AP)",
            "Trois bateaux. Crédit Ines Calder",
            "Photographed by Ines Calder",
            "Łodzie przy nabrzeżu. Fot. Ines Calder",
        ] {
            assert!(names_maker(caption, any), "{caption}");
        }
        for caption in [
            "A map of the quay",
            "Boats and/or ships",
            "The quay, photographed in 1912",
            "They reach the isle via the ford",
            "A snap at the quay",
            "The resource: a quay of stone",
        ] {
            assert!(!names_maker(caption, any), "{caption}");
        }
    }

    #[test]
    fn a_credit_alone_shows_nothing() {
        let languages = Languages::default();
        let any = languages.any();
        for caption in [
            "Photo: Ines Calder",
            "(Harbour Archive)",
            "Foto: Ines Calder",
            "© Ines Calder",
            "Mark Low/iStock/Getty Images",
            "Ines Calder / Isle Post",
            "Reuters/Ines Calder",
            "Credit Ines Calder for The Isle Times",
            "Photo courtesy of the harbour office",
            "[Photograph: Ines Calder/Isle Post]",
            "Getty Images",
            "Ines Calder via AP",
            "Foto: Ines Calder für die Inselpost",
            "Bild: Ines Calder | Inselpost",
            "Image: @inescalder",
            "Great images by quay.example",
        ] {
            assert!(is_credit(caption, any), "{caption}");
        }
        for caption in [
            "The photo by the door",
            "Photo: boats wait for the tide at the old stone pier",
            "The White House",
            "Boats and/or ships at the pier",
            "The Reuters building in London was shut",
            "Photo: The ferry was late again",
        ] {
            assert!(!is_credit(caption, any), "{caption}");
        }
    }
}
