//! A line of plain text, and what of it tells whether the next line goes on with its sentence.

use unicode_width::UnicodeWidthStr;

use crate::source::{Source, SourceSpan};

/// A word of more characters, such as an address, is never broken and says nothing about the width of its lines.
const LONGEST_WORD: usize = 40;

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'s> {
    /// The line without white space around it.
    pub(super) text: &'s str,
    /// Where that stands.
    pub(super) span: SourceSpan,
    /// Columns of white space before it.
    pub(super) indent: usize,
    /// Length in bytes of a list marker with the space behind it; 0 for none.
    pub(super) marker: usize,
    /// Whether a mail quotes it, with a `>` before it.
    pub(super) is_quoted: bool,
}

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// With a word in small letters, as sentences go on.
    Small,
    /// With a capital letter.
    Capital,
    /// With a character that is two columns wide, of a script that has no spaces between words.
    Wide,
    /// With a letter of a script without capitals, a digit, a mark.
    Other,
}

impl<'s> Line<'s> {
    /// The line at a span; none if it is blank.
    pub(super) fn new(source: &'s Source, span: SourceSpan) -> Option<Self> {
        let whole = source.slice(span);
        let text = whole.trim();
        if text.is_empty() {
            return None;
        }
        let before = whole.len() - whole.trim_start().len();
        let content = SourceSpan::from_range(before..before + text.len()).shift(span.start);
        let indent = whole[..before].chars().map(columns).sum();
        Some(Self { text, span: content, indent, marker: marker(text).unwrap_or(0), is_quoted: false })
    }

    /// Its width in columns.
    pub(super) fn width(&self) -> usize {
        if self.text.is_ascii() { self.text.len() } else { self.text.width() }
    }

    /// The columns that its first word takes: what would have had to fit at the end of the line before.
    pub(super) fn first_width(&self) -> usize {
        match (self.begin(), self.text.split_whitespace().next()) {
            (Begin::Wide, _) => 2,
            (_, word) => word.map_or(0, UnicodeWidthStr::width),
        }
    }

    /// How it begins.
    pub(super) fn begin(&self) -> Begin {
        let Some(first) = self.text.chars().next() else { return Begin::Other };
        if first.is_uppercase() {
            Begin::Capital
        } else if is_wide(first) {
            Begin::Wide
        } else if first.is_lowercase() && self.begins_small() {
            Begin::Small
        } else {
            Begin::Other
        }
    }

    /// Whether the first word is one of running text: no name as in `iPhone`, no address, no term as in `f = force`.
    fn begins_small(&self) -> bool {
        let mut words = self.text.split_whitespace();
        let Some(word) = words.next().filter(|word| !word.ends_with(':')) else { return false };
        let word = word.trim_end_matches(|last: char| !last.is_alphanumeric());
        let is_word = word.chars().all(|letter| letter.is_lowercase() || "'’-‐".contains(letter));
        // A letter before a name is a bullet, as in `o Pier`.
        let is_single = word.chars().nth(1).is_none();
        let is_term = |next: &str| {
            matches!(next, "=" | ":" | "–" | "—" | "|") || is_single && !next.starts_with(char::is_lowercase)
        };
        is_word && !words.next().is_some_and(is_term)
    }

    /// How many words it has, up to `most`.
    pub(super) fn words(&self, most: usize) -> usize {
        self.text.split_whitespace().take(most).count()
    }

    /// The last character that is no closing mark.
    fn last(&self) -> Option<char> {
        self.text
            .trim_end_matches(|last: char| last.is_whitespace() || CLOSING.contains(last))
            .chars()
            .next_back()
    }

    /// Whether a sentence, or what leads up to a list, ends with it.
    pub(super) fn ends_sentence(&self) -> bool {
        self.last().is_none_or(|last| SENTENCE_ENDS.contains(last))
    }

    /// Whether a sentence ends with it, not merely what leads up to something.
    pub(super) fn ends_fully(&self) -> bool {
        self.ends_sentence() && !self.text.ends_with([':', '：'])
    }

    /// Whether it ends with a comma or its like, behind which a sentence goes on.
    pub(super) fn ends_clause(&self) -> bool {
        self.last().is_some_and(|last| ",，、;；،–—-".contains(last))
    }

    /// Whether its last word is short and small, as articles and prepositions are.
    pub(super) fn ends_short(&self) -> bool {
        let last = self.text.split_whitespace().next_back().unwrap_or_default();
        last.len() <= 4 && last.chars().all(char::is_lowercase) && last.chars().count() <= 3
    }

    /// Whether some word of it is too long to be broken.
    pub(super) fn is_unbreakable(&self) -> bool {
        self.text.len() > LONGEST_WORD
            && self.text.split_whitespace().any(|word| word.chars().count() > LONGEST_WORD)
    }

    /// Whether it begins with an opening quotation mark.
    pub(super) fn opens_quotation(&self) -> bool {
        self.text.starts_with(['"', '“', '„', '«', '‘', '»'])
    }

    /// Whether it has a word of letters.
    pub(super) fn has_words(&self) -> bool {
        self.text.chars().any(char::is_alphabetic)
    }

    /// Whether it begins with a dash in the midst of a sentence, not with the marker of a list.
    pub(super) fn begins_with_aside(&self) -> bool {
        let behind = self.text.strip_prefix(['–', '—']).and_then(|rest| rest.strip_prefix(' '));
        behind.is_some_and(|rest| rest.starts_with(char::is_lowercase))
    }

    /// Whether it is a row of a table.
    pub(super) fn is_row(&self) -> bool {
        self.text.contains('\t') || self.text.contains("    ")
    }

    /// Whether it holds labels only, such as `Read more:` or `Published: Updated:`.
    pub(super) fn is_label(&self) -> bool {
        self.text.ends_with(':') && self.words(7) <= 6
    }
}

/// What may stand behind the end of a sentence.
const CLOSING: &str = "\"'”’“‘»«›‹)]）」』】*_";
/// What ends a sentence.
const SENTENCE_ENDS: &str = ".!?…:。！？：؟।";

/// The columns of white space.
fn columns(space: char) -> usize {
    match space {
        '\t' => 4,
        '\u{3000}' => 2,
        _ => 1,
    }
}

/// Whether a character is of a script that is written without spaces between words.
pub(super) fn is_wide(character: char) -> bool {
    // Ideographs, kana and their punctuation; not Hangul, which has spaces.
    matches!(character, '\u{2E80}'..='\u{312F}' | '\u{3190}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// Length in bytes of a list marker with the space behind it: a bullet of any kind, a number, a letter.
fn marker(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let is_bullet = "•◦▪▸►‣⁃●○■□·*-–—+".contains(first);
    let marker = if is_bullet { first.len_utf8() } else { enumerator(text.as_bytes())? };
    let rest = &text[marker..];
    let space = rest.len() - rest.trim_start().len();
    (space > 0 && space < rest.len()).then_some(marker + space)
}

/// Length in bytes of what counts an entry: `1.`, `12)`, `a)`, `(b)`, `iv)`, `a.)`.
fn enumerator(text: &[u8]) -> Option<usize> {
    let opens = usize::from(text.first() == Some(&b'('));
    let label = &text[opens..];
    let count = |is: fn(&u8) -> bool| label.iter().take_while(|byte| is(byte)).count();
    let (digits, letters) = (count(u8::is_ascii_digit), count(u8::is_ascii_alphabetic));
    let is_label = match (digits, letters) {
        (1..=3, _) | (0, 1) => true,
        // Roman numbers, as far as lists go.
        (0, 2..=5) => label[..letters].iter().all(|byte| b"ivx".contains(byte)),
        _ => false,
    };
    let length = opens + digits.max(letters * usize::from(digits == 0));
    let closes = match text.get(length..)? {
        [b'.', b')', ..] => 2,
        [b')', ..] => 1,
        [b'.', ..] if digits > 0 && opens == 0 => 1,
        _ => return None,
    };
    is_label.then_some(length + closes)
}
