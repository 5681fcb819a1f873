//! Which language a text is in.

use std::sync::OnceLock;

use foldhash::HashSet;

use super::{Language, Languages, Lexicon};

/// Detection looks at the start of a text only, so that its cost does not grow with the text.
const SAMPLE_BYTES: usize = 2048;
/// From this length on the best guess is taken even where the detector does not call it reliable.
const ENOUGH_BYTES: usize = 400;
/// One telling word in so many words makes a text English without a look at its trigrams.
const ENGLISH_SHARE: usize = 6;
/// A text of fewer words may be a title or a list of names.
const FEWEST_WORDS: usize = 60;
/// With so many words it is as sure as with more.
const MOST_WORDS: usize = 240;
/// One small word in so many words makes a text plainly one in their language.
const PLAIN_SHARE: usize = 6;
/// The Latin letters stand before this one.
const LATIN_END: char = '\u{250}';
/// So many times rarer are the small words of a language in a text that is plainly in another one.
const RARER: usize = 4;

impl Language {
    /// Detects the language of a text from its letters and common words.
    ///
    /// Returns `None` when there is too little text or the detector is not sure.
    pub fn detect(text: &str) -> Option<Self> {
        let sample = start_of(text, SAMPLE_BYTES);
        if is_plainly_english(sample) {
            return Some(Self::ENGLISH);
        }
        let info = whatlang::detect(sample)?;
        let sure = info.is_reliable() || sample.len() >= ENOUGH_BYTES;
        if !sure {
            return None;
        }
        Self::from_tag(short_code(info.lang()))
    }
}

impl Languages {
    /// The language of a text that is said to be in one: another one only where the text is plainly in that. A page
    /// may say what its site is in, or what its template came with. `text` gives some of it, from all parts.
    pub fn settle(&self, declared: Language, text: impl FnOnce() -> String) -> Language {
        // What nobody knows small words of cannot be missed in a text.
        let Some(lexicon) = self.get(declared).filter(|lexicon| !lexicon.stop_words.is_empty()) else {
            return declared;
        };
        let text = text();
        let own = SmallWords::of(&text, lexicon);
        if own.is_plain() {
            return declared;
        }
        let Some(found) = Language::detect(&text).filter(|found| *found != declared) else { return declared };
        match self.get(found).filter(|lexicon| !lexicon.stop_words.is_empty()) {
            Some(lexicon) => {
                let other = SmallWords::of(&text, lexicon);
                let is_other = other.is_plain() && own.small * RARER <= other.small;
                if is_other { found } else { declared }
            }
            None if is_in_other_letters(&text, lexicon) => found,
            None => declared,
        }
    }
}

/// Whether most of a text is in letters that a language of Latin ones has no use for.
fn is_in_other_letters(text: &str, lexicon: &Lexicon) -> bool {
    let is_latin = |letter: char| letter < LATIN_END;
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    let latin = letters().filter(|&letter| is_latin(letter)).count();
    latin * RARER <= letters().count() && lexicon.stop_words.iter().all(|word| word.chars().all(is_latin))
}

/// How many of a text's words are small words of a language.
struct SmallWords {
    small: usize,
    all: usize,
}

impl SmallWords {
    fn of(text: &str, lexicon: &Lexicon) -> Self {
        let mut count = Self { small: 0, all: 0 };
        for word in words(text) {
            count.all += 1;
            count.small += usize::from(lexicon.stop_words.contains(word));
        }
        count
    }

    fn is_plain(&self) -> bool {
        self.all >= FEWEST_WORDS && self.small * PLAIN_SHARE >= self.all
    }
}

/// The words of a text of more than one letter.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 1)
}

/// The beginning of a text, of at most so many bytes.
fn start_of(text: &str, most: usize) -> &str {
    let end = (0..=text.len().min(most)).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    &text[..end]
}

/// Whether a text is English by its common words, which is told many times faster than by its trigrams.
fn is_plainly_english(text: &str) -> bool {
    let telling = telling_words();
    let (mut english, mut all) = (0, 0);
    for word in words(text).take(MOST_WORDS) {
        all += 1;
        english += usize::from(word.len() <= LONGEST_WORD && telling.contains(&packed(word.as_bytes())));
    }
    all >= FEWEST_WORDS && english * ENGLISH_SHARE >= all
}

/// Bytes of the longest word that [`packed`] tells from all others.
const LONGEST_WORD: usize = 8;

/// The telling words of English as numbers.
fn telling_words() -> &'static HashSet<u64> {
    static WORDS: OnceLock<HashSet<u64>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let languages = Languages::default();
        let telling = languages.of(Some(Language::ENGLISH)).telling_words.iter();
        telling.filter(|word| word.len() <= LONGEST_WORD).map(|word| packed(word.as_bytes())).collect()
    })
}

/// A short word of letters as a number, capitals as small ones.
fn packed(word: &[u8]) -> u64 {
    word.iter().fold(0, |number, letter| number << 8 | u64::from(letter.to_ascii_lowercase()))
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

#[cfg(test)]
mod tests {
    use super::*;

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

    /// What a text that is said to be in one language is found to be in.
    fn settled(declared: &str, text: &str) -> String {
        let declared = Language::from_tag(declared).unwrap();
        Languages::default().settle(declared, || text.to_owned()).to_string()
    }

    #[test]
    fn a_text_that_is_plainly_in_another_language_is_in_that() {
        let english = "The ferry has left the quay, and the people that were waiting for it said they would \
            go by the road that is not yet open. "
            .repeat(4);
        let german = "Die Fähre hat den Kai verlassen, und die Leute, die auf sie gewartet hatten, sagten, \
            sie nähmen die Straße, die noch nicht offen ist. "
            .repeat(4);
        for declared in ["de", "fr", "pl", "sv"] {
            assert_eq!(settled(declared, &english), "en", "{declared}");
        }
        assert_eq!(settled("en", &german), "de");
        assert_eq!(settled("en", &english), "en");
        assert_eq!(settled("de", &german), "de");
        // Nobody has told what its small words are.
        assert_eq!(settled("gd", &english), "gd");
    }

    #[test]
    fn short_and_mixed_texts_are_in_the_language_they_are_said_to_be_in() {
        assert_eq!(settled("de", "The ferry has left the quay, and the people went by the road."), "de");
        let mixed = "The ferry has left the quay, and the people went by the road. Die Fähre hat den Kai \
            verlassen, und die Leute haben die Straße genommen, die noch nicht offen ist. "
            .repeat(4);
        assert_eq!(settled("de", &mixed), "de");
        assert_eq!(settled("en", &mixed), "en");
        let danish =
            "Færgen har forladt kajen, og de folk, der ventede på den, sagde, at de ville tage den vej, \
            som endnu ikke er åben, og at det var en lang dag. "
                .repeat(4);
        assert_eq!(settled("sv", &danish), "sv");
    }
}
