//! The language of a document, and what is known of it.
//!
//! A [`Lexicon`] holds all that Copydesk knows of one language: words, names of months, quotation marks. It is data, a
//! file a language in `languages/`; [`Languages`] are those known where a document is read. No word of any language
//! stands in the code itself.

mod buckets;
mod builtin;
#[cfg(test)]
#[path = "tests.rs"]
mod files;
mod index;
mod languages;
mod lexicon;
mod misspellings;
mod table;
mod words;

pub use languages::Languages;
pub use lexicon::Lexicon;
pub use table::Table;
pub use words::Words;

use std::fmt;

/// A language by its primary subtag (BCP 47), such as `en` or `de`; regions are dropped.
///
/// Kept as up to three ASCII letters so that it is `Copy` and cheap to compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(*b"en\0");

    /// Reads a language tag such as `en`, `en-GB` or `pt_BR`.
    ///
    /// Returns `None` where the primary subtag is not two or three ASCII letters.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_', '.']).next()?;
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let mut code = [0; 3];
        for (slot, byte) in code.iter_mut().zip(primary.bytes()) {
            *slot = byte.to_ascii_lowercase();
        }
        Some(Self(code))
    }

    /// The primary subtag.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|&byte| byte == 0).unwrap_or(3);
        // The bytes are ASCII letters by construction.
        std::str::from_utf8(&self.0[..length]).unwrap_or("")
    }

    /// Detects the language of a text from its letters and common words.
    ///
    /// Returns `None` when there is too little text or the detector is not sure.
    pub fn detect(text: &str) -> Option<Self> {
        let sample_end = (0..=text.len().min(SAMPLE_BYTES)).rev().find(|&end| text.is_char_boundary(end))?;
        let sample = &text[..sample_end];
        if is_plainly_english(sample) {
            return Some(Self::ENGLISH);
        }
        let info = whatlang::detect(sample)?;
        let sure = info.is_reliable() || sample_end >= ENOUGH_BYTES;
        if !sure {
            return None;
        }
        Self::from_tag(short_code(info.lang()))
    }
}

/// Detection looks at the start of a text only, so that its cost does not grow with the text.
const SAMPLE_BYTES: usize = 2048;
/// From this length on the best guess is taken even where the detector does not call it reliable.
const ENOUGH_BYTES: usize = 400;

/// Common words of English that other languages of its letters do not have, or hardly use.
const ENGLISH_WORDS: &[&str] = &[
    "the", "of", "and", "that", "with", "was", "for", "is", "are", "this", "have", "has", "had", "from",
    "by", "which", "they", "his", "not", "been", "were", "their", "would", "about", "there", "what", "said",
    "you",
];
/// One word in so many of these makes a text English without a look at its trigrams.
const ENGLISH_SHARE: usize = 6;
/// A text of fewer words may be a title or a list of names.
const FEWEST_WORDS: usize = 60;

/// With so many words it is as sure as with more.
const MOST_WORDS: usize = 240;

/// Whether a text is English by its common words, which is told many times faster than by its trigrams.
fn is_plainly_english(text: &str) -> bool {
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 1);
    let (mut english, mut all) = (0, 0);
    for word in words.take(MOST_WORDS) {
        all += 1;
        english += usize::from(word.len() <= LONGEST_WORD && ENGLISH.contains(&packed(word.as_bytes())));
    }
    all >= FEWEST_WORDS && english * ENGLISH_SHARE >= all
}

/// Bytes of the longest word that [`packed`] tells from all others.
const LONGEST_WORD: usize = 8;

/// The [`ENGLISH_WORDS`], packed.
const ENGLISH: [u64; ENGLISH_WORDS.len()] = {
    let mut words = [0; ENGLISH_WORDS.len()];
    let mut at = 0;
    while at < words.len() {
        assert!(ENGLISH_WORDS[at].len() <= LONGEST_WORD);
        words[at] = packed(ENGLISH_WORDS[at].as_bytes());
        at += 1;
    }
    words
};

/// A short word of letters as a number, capitals as small ones.
const fn packed(word: &[u8]) -> u64 {
    let (mut number, mut at) = (0, 0);
    while at < word.len() {
        number = number << 8 | word[at].to_ascii_lowercase() as u64;
        at += 1;
    }
    number
}

/// The two-letter code of the languages that rules and conventions name; others keep their three letters.
fn short_code(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match lang {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Tur => "tr",
        Lang::Ell => "el",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bul => "bg",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Hin => "hi",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Cat => "ca",
        other => other.code(),
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Language({})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_dropped() {
        assert_eq!(Language::from_tag("en-GB"), Some(Language::ENGLISH));
        assert_eq!(Language::from_tag("english"), None);
        assert_eq!(Language::from_tag("pt_BR").map(|language| language.to_string()), Some("pt".to_owned()));
    }

    #[test]
    fn common_words_tell_english_and_nothing_else() {
        let english = "The ferry has left the quay, and the people that were waiting for it said they would \
            go by the road that is not yet open. "
            .repeat(4);
        assert!(is_plainly_english(&english));
        assert_eq!(Language::detect(&english), Some(Language::ENGLISH));
        let german = "Die Fähre hat den Kai verlassen, und die Leute, die auf sie gewartet hatten, sagten, \
            sie nähmen die Straße, die noch nicht offen ist. "
            .repeat(4);
        assert!(!is_plainly_english(&german));
        let dutch =
            "De veerboot is van de kade vertrokken en de mensen die erop wachtten was gezegd dat zij \
            had moeten gaan. "
                .repeat(4);
        assert!(!is_plainly_english(&dutch));
    }

    #[test]
    fn a_few_words_are_not_enough() {
        assert_eq!(Language::detect("Port"), None);
    }
}
