//! Who made a picture, where its caption says so.
//!
//! Captions come along with pictures from anywhere, so the words of all languages count in each.

use crate::language::Lexicon;

/// Whether a caption is a credit or a note in brackets and nothing else.
pub fn is_credit(caption: &str, any: &Lexicon) -> bool {
    let caption = caption.trim();
    let is_note = caption.starts_with('(') && caption.find(')') == Some(caption.len() - 1);
    is_note || any.credit_openers.all_in(caption).iter().any(|found| found.start == 0)
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
        for caption in ["Photo: Ines Calder", "(Harbour Archive)", "Foto: Ines Calder", "© Ines Calder"] {
            assert!(is_credit(caption, any), "{caption}");
        }
        assert!(!is_credit("The photo by the door", any));
    }
}
