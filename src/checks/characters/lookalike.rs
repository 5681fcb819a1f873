//! Letters of another script that look like the ones around them.

use unicode_segmentation::UnicodeSegmentation;

use super::Trouble;

/// Cyrillic and Greek letters with the Latin ones they look like.
const TWINS: &[(char, char)] = &[
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ѕ', 's'),
    ('ј', 'j'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('У', 'Y'),
    ('І', 'I'),
    ('Ѕ', 'S'),
    ('Ј', 'J'),
    ('ο', 'o'),
    ('ν', 'v'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
];

/// Foreign letters in a word of at least three letters that is Latin, or Cyrillic, for the rest.
pub(super) fn find(text: &str) -> Vec<Trouble> {
    let mut found = Vec::new();
    // The bytes with which Greek and Cyrillic letters begin.
    if !text.bytes().any(|byte| (0xcd..=0xd3).contains(&byte)) {
        return found;
    }
    for (start, word) in text.unicode_word_indices().flat_map(apart) {
        if word.is_ascii() {
            continue;
        }
        let twins: Vec<(usize, char, char)> = word.char_indices().filter_map(twin).collect();
        let latin = word.chars().filter(char::is_ascii_alphabetic).count();
        let others = word.chars().filter(|letter| letter.is_alphabetic()).count() - latin;
        // Every letter that is not Latin must be a twin, and the Latin ones the most.
        if twins.is_empty() || others != twins.len() || latin < 2 || latin < twins.len() {
            continue;
        }
        for (at, letter, latin) in twins {
            let range = start + at..start + at + letter.len_utf8();
            let name = format!("{letter} (U+{:04X})", u32::from(letter));
            found.push(Trouble { range, name, replacement: Some(latin.to_string()) });
        }
    }
    found
}

/// The parts of a word that apostrophes and full stops keep apart: an ending behind a foreign name is in the script
/// of the sentence.
fn apart((start, word): (usize, &str)) -> impl Iterator<Item = (usize, &str)> {
    let parts = word.split(['\'', '’', '.']);
    parts.scan(start, move |at, part| {
        let begin = *at;
        // Each sign is one byte, or three.
        let sign = word[begin - start + part.len()..].chars().next().map_or(0, char::len_utf8);
        *at += part.len() + sign;
        Some((begin, part))
    })
}

fn twin((at, letter): (usize, char)) -> Option<(usize, char, char)> {
    TWINS.iter().find(|(foreign, _)| *foreign == letter).map(|&(_, latin)| (at, letter, latin))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn only_letters_in_latin_words_are_found() {
        assert_eq!(find("\u{410}pple and Москва, 5 µm, αβγ").len(), 1);
        assert_eq!(find("Rust'а, GitHub’е and Node.js'ом").len(), 0);
        assert_eq!(find("the St\u{430}te's own \u{410}pple’s").len(), 2);
    }
}
