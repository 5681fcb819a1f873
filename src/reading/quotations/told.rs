//! The clause behind a quotation that says who spoke: `, he said`.

use crate::language::Lexicon;

/// How many words such a clause has up to its verb, as in `, harbour master Ada Ruiz said`.
const LONGEST_TAG: usize = 6;

/// Where the last clause such as `, he said` or `, sagte Ruiz` begins in a text; 0 if there is none.
///
/// A speaker's own `, I said`, `, and he said` or `, said that he came` is part of what is quoted.
pub(super) fn last_tag(text: &str, lexicon: &Lexicon) -> usize {
    let is_tag = |&at: &usize| is_tag(&text[at + 1..], lexicon) && !ends_relative(&text[..at], lexicon);
    memchr::memrchr3_iter(b',', b'!', b'?', text.as_bytes()).find(is_tag).unwrap_or(0)
}

/// Whether the piece before a comma is about the subject of the clause behind it: `My mother, who ran the shop`.
fn ends_relative(before: &str, lexicon: &Lexicon) -> bool {
    let piece = before.rsplit_once(',').map_or("", |(_, piece)| piece);
    piece.split_whitespace().next().is_some_and(|first| lexicon.relative_pronouns.contains(first))
}

/// Whether the text behind a comma begins with a speaker and a verb of speech, in either order.
fn is_tag(rest: &str, lexicon: &Lexicon) -> bool {
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let mut words = rest.split_whitespace();
    let first = words.clone().next().unwrap_or_default();
    let is_determiner = |word: &str| is_small(word) && lexicon.determiners.contains(word);
    for number in 0..LONGEST_TAG {
        let Some(written) = words.next() else { return false };
        let word = written.trim_end_matches([',', '.', ':', ';', '!', '?']);
        let is_last = written.len() > word.len();
        if is_small(word) && lexicon.verbs_of_speech.contains(word) {
            // Of somebody not named, only a clause as short as can be: `, the mayor said.`
            return is_last || !is_determiner(first) && !tells_what(words, number == 0, lexicon);
        }
        let may_begin = is_speaker(word, lexicon) || is_determiner(word) || is_name(word);
        if is_last || !(number > 0 || may_begin) {
            return false;
        }
    }
    false
}

fn is_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// Whether a word is a pronoun that stands for a speaker.
fn is_speaker(word: &str, lexicon: &Lexicon) -> bool {
    is_small(word) && ["he", "they"].iter().any(|row| lexicon.pronouns.has(row, word))
}

fn is_name(word: &str) -> bool {
    word != "I" && word.starts_with(char::is_uppercase)
}

/// Whether the words behind a verb of speech tell what was said, up to the next comma or stop. Where the verb
/// stands first, its speaker must follow.
fn tells_what<'t>(mut words: impl Iterator<Item = &'t str>, is_first: bool, lexicon: &Lexicon) -> bool {
    let Some(next) = words.next() else { return false };
    let ends = |word: &str| word.ends_with([',', '.', ':', ';', '!', '?']);
    let is_speaker = is_first && is_speaker(next.trim_end_matches([',', '.']), lexicon);
    if !is_speaker && lexicon.content_openers.contains(next) {
        return true;
    }
    if !is_first || is_speaker || is_name(next) || ends(next) {
        return false;
    }
    lexicon.infinitive_marks.contains(next)
        || words
            .take(LONGEST_TAG)
            .take_while(|word| !ends(word))
            .any(|word| lexicon.finite_verbs.contains(word))
}

#[cfg(test)]
mod tests {
    use crate::language::Languages;

    fn last_tag(text: &str) -> usize {
        super::last_tag(text, Languages::default().any())
    }

    #[test]
    fn tags_are_found_and_quoted_speech_is_not() {
        assert_eq!(last_tag("“It will be hard, he said."), "“It will be hard".len());
        assert_eq!(
            last_tag("“It will be hard, said Ada Ruiz of the harbour office."),
            "“It will be hard".len()
        );
        assert_eq!(last_tag("“It will be hard, Harbour master Ada Ruiz said."), "“It will be hard".len());
        assert_eq!(last_tag("“It was hard, I said, and we went home, and he said no."), 0);
        assert_eq!(last_tag("“It was hard, as they all know."), 0);
        assert_eq!(last_tag("“It was hard, said the harbour master of the isle."), "“It was hard".len());
        assert_eq!(last_tag("“He had a boat, said that I should have it."), 0);
        assert_eq!(last_tag("“My mother, who ran the shop, said the boats were late."), 0);
        assert_eq!(last_tag("“The crew came in, said the boats were late."), 0);
        assert_eq!(last_tag("“I asked for rope, he said no to me."), 0);
        assert_eq!(last_tag("“I saw Marie, said to be the best of them."), 0);
        assert_eq!(last_tag("“It was hard, the mayor said."), "“It was hard".len());
        assert_eq!(last_tag("“It was hard, the mayor said so often."), 0);
    }
}
