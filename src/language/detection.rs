//! Which language a text is in.

use std::sync::OnceLock;

use foldhash::HashMap;

use super::{Language, Languages, Lexicon};

/// Detection looks at the start of a text only, so that its cost does not grow with the text.
const SAMPLE_BYTES: usize = 2048;
/// From this length on the best guess is taken even where the detector does not call it reliable.
const ENOUGH_BYTES: usize = 400;
/// One telling word in so many words makes a text one in their language without a look at its trigrams.
const TELLING_SHARE: usize = 6;
/// A text of fewer words is too short for that.
const FEWEST_TOLD: usize = 8;
/// So many telling words there must be.
const FEWEST_TELLING: usize = 3;
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
        if let Some(told) = told(sample) {
            return Some(told);
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

/// The language of a text by words that only one language has, which is told many times faster than by its trigrams;
/// none where these are few, or of several languages.
fn told(text: &str) -> Option<Language> {
    let telling = telling_words();
    let mut counts = vec![0; telling.languages.len()];
    let mut all = 0;
    for word in words(text).take(MOST_WORDS) {
        all += 1;
        let language = telling.words.get(&packed(word.as_bytes())).filter(|_| word.len() <= LONGEST_WORD);
        if let Some(&language) = language {
            counts[language] += 1;
        }
    }
    let (most, count) = counts.iter().copied().enumerate().max_by_key(|(_, count)| *count)?;
    let others = counts.iter().sum::<usize>() - count;
    let is_told = all >= FEWEST_TOLD
        && count >= FEWEST_TELLING
        && count * TELLING_SHARE >= all
        && others * RARER <= count;
    is_told.then(|| telling.languages[most])
}

/// Bytes of the longest word that [`packed`] tells from all others.
const LONGEST_WORD: usize = 8;

/// The telling words of all languages.
struct TellingWords {
    languages: Vec<Language>,
    /// For each word as a number, its language among these.
    words: HashMap<u64, usize>,
}

fn telling_words() -> &'static TellingWords {
    static WORDS: OnceLock<TellingWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        let all = Languages::default();
        let with_some = all.iter().filter(|(_, lexicon)| !lexicon.telling_words.is_empty());
        let mut telling = TellingWords { languages: Vec::new(), words: HashMap::default() };
        for (language, lexicon) in with_some {
            let short = lexicon.telling_words.iter().filter(|word| word.len() <= LONGEST_WORD);
            let place = telling.languages.len();
            telling.words.extend(short.map(|word| (packed(word.as_bytes()), place)));
            telling.languages.push(language);
        }
        telling
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
    fn common_words_tell_a_language() {
        let english = "The ferry has left the quay, and the people that were waiting for it said they would \
            go by the road that is not yet open. "
            .repeat(4);
        assert_eq!(told(&english), Some(Language::ENGLISH));
        let german = "Die Fähre hat den Kai verlassen, und die Leute, die auf sie gewartet hatten, sagten, \
            sie nähmen die Straße, die noch nicht offen ist. "
            .repeat(4);
        assert_eq!(told(&german), Language::from_tag("de"));
        let dutch =
            "De veerboot is van de kade vertrokken en de mensen die erop wachtten was gezegd dat zij \
            had moeten gaan. "
                .repeat(4);
        // Three of its words are English ones too, and it has none of those by which Dutch is told.
        assert_eq!(told(&dutch), None);
        assert_eq!(Language::detect(&dutch), Language::from_tag("nl"));
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
