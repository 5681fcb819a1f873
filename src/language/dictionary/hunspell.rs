//! Hunspell dictionaries from the disk.

use std::fmt;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use foldhash::fast::FixedState;
use spellbook::{ParseDictionaryError, ParseDictionaryErrorSource};
use thiserror::Error;

use crate::language::hand;

/// A Hunspell dictionary.
pub struct Hunspell {
    /// What it proposes hangs on the order in which it meets its words, which must be the same in each run.
    words: spellbook::Dictionary<FixedState>,
    /// Whether its words are of the letters of English, of which all slips of a hand can be tried.
    is_plain: bool,
    /// A word of more letters is not looked up, and passes for one.
    longest: usize,
}

/// One of the two files of a Hunspell dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HunspellFile {
    /// That of its affixes and settings, `.aff`.
    Affixes,
    /// That of its words, `.dic`.
    Words,
}

/// A Hunspell dictionary that cannot be read.
#[derive(Debug, Error)]
#[error("{}{message}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct HunspellError {
    /// The file with the mistake.
    pub file: HunspellFile,
    /// Its line, the first one 1, where that is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

/// One byte in so many may be of another letter in a dictionary of English.
const PLAIN: usize = 100;

/// What a file of affixes says where words may be joined freely.
const JOINS: &[&str] = &["COMPOUNDFLAG", "COMPOUNDBEGIN", "COMPOUNDMIDDLE", "COMPOUNDLAST", "COMPOUNDEND"];
/// What says how many letters a joined word has at least, and how many where nothing says so.
const SHORTEST_PART: &str = "COMPOUNDMIN";
const SHORTEST_PARTS: usize = 3;
/// How many letters a word may have to be looked up, by how many a part of it has at least. There are more ways to part
/// it with each letter, and a dictionary may be made so that all of them have to be tried.
const LONGEST: &[usize] = &[15, 15, 21, 26];
const LONGEST_OF_OTHERS: usize = 30;
/// The same where words are joined by patterns, as numbers are in English, and where they are not joined at all.
const LONGEST_BY_PATTERN: usize = 24;
const PATTERN: &str = "COMPOUNDRULE";
const LONGEST_UNJOINED: usize = 64;

impl Hunspell {
    /// Reads a dictionary from the bytes of its two files, in the encoding that the affixes name.
    ///
    /// # Errors
    /// When one of them is no file of a Hunspell dictionary.
    pub fn read(affixes: &[u8], words: &[u8]) -> Result<Self, HunspellError> {
        let encoding = encoding(affixes, words)?;
        let affixes = decoded(affixes, encoding);
        let mut words = decoded(words, encoding);
        // Some leave out how many words there are, or say it in words.
        let count = words.lines().next().unwrap_or_default();
        if count.split_whitespace().next().is_none_or(|count| count.parse::<usize>().is_err()) {
            words.insert_str(0, "0\n");
        } else if count.trim().contains(char::is_whitespace) {
            words = words.split_once('\n').map_or(String::new(), |(_, rest)| rest.to_owned());
            words.insert_str(0, "0\n");
        }
        let is_plain = words.bytes().filter(|byte| !byte.is_ascii()).count() < words.len().div_ceil(PLAIN);
        Ok(Self {
            words: spellbook::Dictionary::new_with_hasher(&affixes, &words, FixedState::default())?,
            is_plain,
            longest: longest(&affixes),
        })
    }

    /// Whether a word is in the dictionary.
    pub(super) fn has(&self, word: &str) -> bool {
        self.is_too_long(word) || self.words.check(word)
    }

    fn is_too_long(&self, word: &str) -> bool {
        word.len() > self.longest && word.chars().count() > self.longest
    }

    /// Adds the words that are near another one, the likeliest first.
    pub(super) fn add_near(&self, word: &str, near: &mut Vec<String>) {
        // One letter more may be tried than there are.
        if word.chars().count() >= self.longest {
            return;
        }
        let lower = word.to_lowercase();
        if self.is_plain && lower.is_ascii() {
            hand::origins(&lower, |origin| {
                if self.words.check(origin) {
                    near.push(origin.to_owned());
                }
            });
            return;
        }
        let mut found = Vec::new();
        // To compare all words with one takes a hundred times as long, and brings little.
        self.words.suggester().with_ngram_suggestions(false).suggest(word, &mut found);
        near.append(&mut found);
    }
}

impl fmt::Debug for Hunspell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Hunspell").field("is_plain", &self.is_plain).finish_non_exhaustive()
    }
}

/// How many letters a word may have to be looked up.
fn longest(affixes: &str) -> usize {
    let says = |line: &str, key: &str| line.split_whitespace().next() == Some(key);
    if !affixes.lines().any(|line| JOINS.iter().any(|key| says(line, key))) {
        let has_patterns = affixes.lines().any(|line| says(line, PATTERN));
        return if has_patterns { LONGEST_BY_PATTERN } else { LONGEST_UNJOINED };
    }
    let shortest = affixes.lines().find(|line| says(line, SHORTEST_PART));
    let shortest = shortest.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok());
    let longest = LONGEST.get(shortest.unwrap_or(SHORTEST_PARTS));
    longest.copied().unwrap_or(LONGEST_OF_OTHERS)
}

/// The encoding that a file of affixes names: Hunspell's own default where it names none and the two are no UTF-8.
fn encoding(affixes: &[u8], words: &[u8]) -> Result<&'static Encoding, HunspellError> {
    let mut lines = affixes.split(|&byte| byte == b'\n' || byte == b'\r').zip(1..);
    let named = lines.find_map(|(line, number)| Some((line.strip_prefix(b"SET")?.trim_ascii(), number)));
    let Some((label, line)) = named else {
        let is_utf_8 = [affixes, words].iter().all(|bytes| std::str::from_utf8(bytes).is_ok());
        return Ok(if is_utf_8 { UTF_8 } else { WINDOWS_1252 });
    };
    // Names of Hunspell's that the web does not know.
    let name = String::from_utf8_lossy(label).to_lowercase();
    let name = name.strip_prefix("microsoft-cp").map_or(name.clone(), |page| format!("windows-{page}"));
    let name = if name.starts_with("tis620") { "tis-620".to_owned() } else { name };
    Encoding::for_label(name.as_bytes()).ok_or_else(|| HunspellError {
        file: HunspellFile::Affixes,
        line: Some(line),
        message: format!("there is no encoding `{}`", String::from_utf8_lossy(label)),
    })
}

/// A text with plain line endings and without a mark at its head; what cannot be read of it is no word of anybody's.
fn decoded(bytes: &[u8], encoding: &'static Encoding) -> String {
    let text = encoding.decode(bytes).0;
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() }
}

impl From<ParseDictionaryError> for HunspellError {
    fn from(error: ParseDictionaryError) -> Self {
        let file = match error.source {
            ParseDictionaryErrorSource::Aff => HunspellFile::Affixes,
            ParseDictionaryErrorSource::Dic => HunspellFile::Words,
        };
        Self { file, line: error.line_number, message: error.kind.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_line_endings_and_counts_are_read_as_they_come() {
        let latin =
            Hunspell::read(b"SET ISO8859-1\r\nSFX S Y 1\r\nSFX S 0 s .\r\n", b"1\r\ncaf\xe9/S\r\n").unwrap();
        assert!(latin.has("café") && latin.has("cafés"));
        let old = Hunspell::read(b"", b"caf\xe9\nquay\n").unwrap();
        assert!(old.has("café") && old.has("quay"));
        let cyrillic = Hunspell::read(b"SET microsoft-cp1251\n", b"1\n\xec\xee\xf0\xe5\n").unwrap();
        assert!(cyrillic.has("море"));
        let counted = Hunspell::read(b"SET UTF-8\n", "\u{feff}2 words\nquay\npier\n".as_bytes()).unwrap();
        assert!(counted.has("quay") && counted.has("pier") && !counted.has("words"));
    }

    #[test]
    fn the_same_is_proposed_in_each_run() {
        let endings = ["ing", "ling", "ting", "sing", "ring", "king", "ming", "ning", "ping", "bing"];
        let words: String = ["har", "hor", "her", "hur"]
            .iter()
            .flat_map(|start| endings.map(|end| format!("{start}{end}\n")))
            .collect();
        let proposed = || {
            let mut near = Vec::new();
            Hunspell::read(b"SET UTF-8\nTRY aeou\n", format!("40\n{words}").as_bytes())
                .unwrap()
                .add_near("hxrting", &mut near);
            near
        };
        let first = proposed();
        assert!(!first.is_empty());
        for _ in 0..8 {
            assert_eq!(proposed(), first);
        }
    }

    #[test]
    fn a_dictionary_that_joins_all_with_all_is_asked_for_short_words_only() {
        let words = "3\na/A\nb/A\nab/A\n";
        let joining = |least: &str| {
            let affixes = format!("SET UTF-8\nCOMPOUNDFLAG A\n{least}");
            Hunspell::read(affixes.as_bytes(), words.as_bytes()).unwrap()
        };
        let hostile = joining("COMPOUNDMIN 1\n");
        assert!(hostile.has("abab") && !hostile.has("ababc"));
        assert!(hostile.has(&format!("{}c", "ab".repeat(40))));
        let mut near = Vec::new();
        hostile.add_near(&"abc".repeat(20), &mut near);
        assert_eq!(near, [""; 0]);
        assert!(!joining("").has(&format!("{}c", "ab".repeat(12))));
    }

    #[test]
    fn mistakes_tell_their_file_and_line() {
        let error = Hunspell::read(b"SET UTF-8\nSFX S Y\n", b"1\nquay/S\n").unwrap_err();
        assert_eq!((error.file, error.line), (HunspellFile::Affixes, Some(2)), "{error}");
        let error = Hunspell::read(b"SET EBCDIC-9\n", b"1\nquay\n").unwrap_err();
        assert_eq!(error.to_string(), "line 1: there is no encoding `EBCDIC-9`");
        let error = Hunspell::read(b"SET UTF-8\nFLAG num\n", b"2\nquay\npier/x\n").unwrap_err();
        assert_eq!((error.file, error.line), (HunspellFile::Words, Some(3)), "{error}");
    }
}
