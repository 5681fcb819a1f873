//! A list of words of a language.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::index::{ANY_ENDING, Index, OR};
use crate::matching::{Scanner, is_word};

/// Parts the words of a stored list.
pub(super) const BETWEEN: char = '\n';

/// Words or phrases, in the order in which they are written. An entry may have several forms (`January|Jan`), and
/// an asterisk at its end stands for any ending. Letter case and the form of apostrophes are the same to a search.
///
/// A list of a built-in language costs nothing before something is looked for in it.
#[derive(Default)]
pub struct Words {
    written: Written,
    searches: OnceLock<Box<Searches>>,
}

/// What is made of a list when something is first looked for in it; most lists of most languages never are.
#[derive(Default)]
struct Searches {
    index: OnceLock<Index>,
    finder: OnceLock<Finder>,
}

/// Finds the forms of all entries in a text at once.
struct Finder {
    scanner: Scanner,
    forms: Vec<Form>,
}

/// A form of an entry.
#[derive(Clone, Copy)]
struct Form {
    /// Its bytes, without an asterisk.
    length: usize,
    /// Whether any ending may follow.
    is_stem: bool,
}

impl Finder {
    fn of<'f>(all: impl Iterator<Item = &'f str>) -> Self {
        let (mut texts, mut forms) = (Vec::new(), Vec::new());
        for form in all {
            let stem = form.strip_suffix(ANY_ENDING);
            for text in letter_cases(stem.unwrap_or(form)) {
                forms.push(Form { length: text.len(), is_stem: stem.is_some() });
                texts.push(text);
            }
        }
        Self { scanner: Scanner::new(texts.iter().map(String::as_str)), forms }
    }
}

enum Written {
    /// Of built-in languages, a text each.
    Stored(&'static [&'static str]),
    Read(Vec<String>),
}

impl Default for Written {
    fn default() -> Self {
        Self::Stored(&[])
    }
}

impl Words {
    /// Lists that `build/languages.rs` wrote, as one.
    pub(super) const fn stored(texts: &'static [&'static str]) -> Self {
        Self { written: Written::Stored(texts), searches: OnceLock::new() }
    }

    /// A list that was read from a file.
    pub(super) fn read(words: Vec<String>) -> Self {
        Self { written: Written::Read(words), ..Self::default() }
    }

    /// The entries, as they are written.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let (stored, read) = match &self.written {
            Written::Stored(texts) => (*texts, &[][..]),
            Written::Read(words) => (&[][..], words.as_slice()),
        };
        stored.iter().flat_map(|text| entries(text)).chain(read.iter().map(String::as_str))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    fn searches(&self) -> &Searches {
        self.searches.get_or_init(Box::default)
    }

    /// Whether a word or phrase is one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.position(word).is_some()
    }

    /// The number of the entry, from 0, one of whose forms a word is.
    pub fn position(&self, word: &str) -> Option<usize> {
        self.searches().index.get_or_init(|| self.index()).find(word)
    }

    fn index(&self) -> Index {
        match &self.written {
            Written::Stored(texts) => {
                let all = texts.iter().flat_map(|text| entries(text));
                Index::of(all.map(Cow::Borrowed).zip(0..))
            }
            Written::Read(words) => Index::of(words.iter().cloned().map(Cow::Owned).zip(0..)),
        }
    }

    /// Whether a word is an entry's form cut short, as `Jan` is of `January|Jan`.
    pub fn is_short_form(&self, word: &str) -> bool {
        let entry = self.position(word).and_then(|number| self.iter().nth(number));
        entry.and_then(|entry| entry.split(OR).next()).is_some_and(|whole| {
            word.len() < whole.len() && whole.to_lowercase().starts_with(&word.to_lowercase())
        })
    }

    /// Where the first of them stands in a text, as a whole word. Of several at one place it is the one that is
    /// written first.
    pub fn find_in(&self, text: &str) -> Option<Range<usize>> {
        let Finder { scanner, forms } = self.finder();
        let mut first: Option<(usize, usize, usize)> = None;
        scanner.scan(text, |number, at| {
            let form = &forms[number];
            let end =
                at + form.length + if form.is_stem { word_length(&text[at + form.length..]) } else { 0 };
            let found = (at, number, end);
            if first.is_none_or(|first| found < first) && stands_apart(text, at..end) {
                first = Some(found);
            }
        });
        first.map(|(start, _, end)| start..end)
    }

    /// Where entries stand in a text as whole words, in no order. What stands beside a mark at an entry's edge does
    /// not matter.
    pub fn all_in(&self, text: &str) -> Vec<Range<usize>> {
        let Finder { scanner, forms } = self.finder();
        let mut found = Vec::new();
        scanner.scan(text, |form, at| found.push(at..at + forms[form].length));
        found.retain(|range| is_whole(text, range));
        found
    }

    fn finder(&self) -> &Finder {
        self.searches().finder.get_or_init(|| Finder::of(self.iter().flat_map(|entry| entry.split(OR))))
    }

    /// All forms of all entries as alternatives of a regular expression; none if there are no entries.
    pub fn alternatives(&self) -> Option<String> {
        let shape = |form: &str| match form.strip_suffix(ANY_ENDING) {
            Some(stem) => format!(r"{}\w*", fancy_regex::escape(stem)),
            None => fancy_regex::escape(form).into_owned(),
        };
        let forms: Vec<String> = self.iter().flat_map(|entry| entry.split(OR)).map(shape).collect();
        (!forms.is_empty()).then(|| forms.join("|"))
    }
}

/// Whether no word goes on at either edge of a range. A capital behind a small letter begins another word, whose
/// space was lost: `HarbourPhoto:`.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let goes_on = |at: usize| {
        let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
        let is_inner = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let begins = before.is_some_and(char::is_lowercase) && after.is_some_and(char::is_uppercase);
        is_inner(before) && is_inner(after) && !begins
    };
    !goes_on(range.start) && !goes_on(range.end)
}

/// The bytes of the word with which a text goes on.
fn word_length(text: &str) -> usize {
    text.find(|letter| !is_word(letter)).unwrap_or(text.len())
}

/// Whether no word goes on before a range or behind it; a full stop within a word is of it.
fn stands_apart(text: &str, range: Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = &text[range.end..];
    let goes_on = |text: &str| text.starts_with(is_word);
    !before.is_some_and(is_word) && !goes_on(after) && !after.strip_prefix('.').is_some_and(goes_on)
}

/// A text in small letters, with a capital first, and in capitals, as far as its letters beyond ASCII differ: those of
/// ASCII are the same to a scanner.
fn letter_cases(text: &str) -> Vec<String> {
    let small: String = text.chars().map(|letter| only(letter.to_lowercase(), letter)).collect();
    let mut cases = vec![small];
    let capital = |letter: char| if letter.is_ascii() { letter } else { only(letter.to_uppercase(), letter) };
    let small = cases[0].chars();
    let mut with_capital = small.clone();
    let first: String = with_capital.next().map(capital).into_iter().chain(with_capital).collect();
    for other in [first, small.map(capital).collect()] {
        if !cases.contains(&other) {
            cases.push(other);
        }
    }
    cases
}

/// A letter in another case, where that is one letter.
fn only(mut other: impl Iterator<Item = char>, letter: char) -> char {
    other.next().filter(|_| other.next().is_none()).unwrap_or(letter)
}

/// The entries of a stored list.
pub(super) fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.split(BETWEEN).filter(|entry| !entry.is_empty())
}

impl FromIterator<String> for Words {
    fn from_iter<T: IntoIterator<Item = String>>(words: T) -> Self {
        Self::read(words.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::read)
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl JsonSchema for Words {
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": { "type": "string", "minLength": 1 } })
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole() {
        let words = Words::stored(&["said\nannounc*", "i\nput it"]);
        let found = |text: &str| words.find_in(text).map(|range| text[range].to_owned());
        assert_eq!(found("He SAID so").as_deref(), Some("SAID"));
        assert_eq!(found("an announcement").as_deref(), Some("announcement"));
        assert_eq!(found("as Ruiz put it").as_deref(), Some("put it"));
        assert_eq!(found("unsaid"), None);
        assert_eq!(found("paid in i.o.u.s"), None);
        assert_eq!(Words::default().find_in("nothing"), None);
    }

    #[test]
    fn all_places_are_told() {
        let words = Words::stored(&["photo:\ncrédit\n©"]);
        let found = |text: &str| {
            words.all_in(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("A quay. Photo:Ada Ruiz. ©Ada Ruiz"), ["Photo:", "©"]);
        assert_eq!(found("CRÉDIT Ada Ruiz"), ["CRÉDIT"]);
        assert_eq!(found("A quayPhoto: Ada Ruiz"), ["Photo:"]);
        assert_eq!(found("Telephoto: none. Crédito"), Vec::<String>::new());
    }

    #[test]
    fn lists_of_several_languages_are_one() {
        let words = Words::stored(&["one\ntwo", "", "drei"]);
        assert_eq!(words.iter().collect::<Vec<_>>(), ["one", "two", "drei"]);
        assert_eq!(words.position("Drei"), Some(2));
    }
}
