//! A paragraph's characters and what stands next to each place.

use super::conventions::Conventions;
use super::glyph::{Glyph, Side};
use crate::document::OPAQUE;
use crate::language::Lexicon;

/// What stands next to a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Near {
    Edge,
    Space,
    Letter,
    Digit,
    /// A letter of a script written without spaces.
    Ideograph,
    /// `.`, `,` and the like, which end something.
    Stop,
    /// Three dots: they begin as well as end.
    Ellipsis,
    Dash,
    Opening,
    Closing,
    /// A quotation mark that says nothing of its direction.
    Ambiguous,
    /// Something that is not read.
    Opaque,
    Other,
}

/// One paragraph's characters while its marks are read.
pub(super) struct Characters<'t> {
    /// The paragraph.
    pub text: &'t str,
    pub conventions: &'t Conventions<'t>,
    /// Where each character begins; none of ASCII, where each is a byte. A paragraph may be a whole book, so
    /// the characters themselves are read from the text when they are asked for.
    starts: Option<Vec<u32>>,
    /// Whether the paragraph is no longer than a link or a menu entry.
    pub is_short: bool,
    /// Whether it has no more words than a table's cell or a label.
    pub is_label: bool,
    /// How many bytes of white space, emphasis and dots the paragraph begins with.
    pub lead: usize,
    /// Whether the paragraph counts something within it: `1) …, 2) …`.
    pub counts: bool,
}

impl<'t> Characters<'t> {
    /// The characters of a paragraph.
    pub fn new(text: &'t str, conventions: &'t Conventions<'t>) -> Self {
        let starts = (!text.is_ascii()).then(|| starts(text));
        let is_short = text.split_whitespace().nth(7).is_none();
        let is_label = is_short && text.split_whitespace().nth(3).is_none();
        let firsts = ["1)", "a)", "i)", "A)", "1.)", "a.)"];
        let counts = text.contains(')')
            && firsts.iter().any(|first| {
                text.match_indices(first)
                    .any(|(at, _)| text[..at].chars().next_back().is_none_or(char::is_whitespace))
            });
        let body = text.trim_start_matches(|at: char| at.is_whitespace() || "*_…".contains(at));
        let lead = text.len() - body.len();
        Self { text, conventions, starts, is_short, is_label, lead, counts }
    }

    /// What is known of the text's language.
    pub fn lexicon(&self) -> &'t Lexicon {
        self.conventions.lexicon
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.as_ref().map_or(self.text.len(), Vec::len)
    }

    /// The character at a place.
    pub fn at(&self, place: usize) -> Option<char> {
        let start = match &self.starts {
            Some(starts) => *starts.get(place)? as usize,
            None => place,
        };
        match self.text.as_bytes().get(start)? {
            byte if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.text[start..].chars().next(),
        }
    }

    /// The character so many places before a place.
    pub fn back(&self, place: usize, by: usize) -> Option<char> {
        place.checked_sub(by).and_then(|place| self.at(place))
    }

    /// A place as an index into the text.
    pub fn offset(&self, place: usize) -> usize {
        match &self.starts {
            Some(starts) => starts.get(place).map_or(self.text.len(), |&start| start as usize),
            None => place.min(self.text.len()),
        }
    }

    /// What stands before a place. Emphasis marks are looked through.
    pub fn before(&self, at: usize) -> Near {
        let mut place = at;
        while place > 0 {
            place -= 1;
            match self.at(place) {
                Some('*' | '_') if at - place <= 3 => {}
                Some(character) => return self.near(character, place),
                None => return Near::Edge,
            }
        }
        Near::Edge
    }

    /// What stands from a place on.
    pub fn after(&self, at: usize) -> Near {
        for place in at..=at + 3 {
            match self.at(place) {
                Some('*' | '_') => {}
                Some(character) => return self.near(character, place),
                None => return Near::Edge,
            }
        }
        Near::Other
    }

    fn near(&self, character: char, at: usize) -> Near {
        match character {
            '.' if self.at(at + 1) == Some('.') || self.back(at, 1) == Some('.') => Near::Ellipsis,
            '…' => Near::Ellipsis,
            '.' | ',' | ';' | ':' | '!' | '?' | '。' | '，' | '、' | '！' | '？' | '；' | '：' | '%' => {
                Near::Stop
            }
            '-' | '–' | '—' | '―' | '‐' | '‑' | '/' | '|' | '⸺' | '⁠' => Near::Dash,
            '¿' | '¡' | '$' | '€' | '£' | '#' | '@' => Near::Letter,
            OPAQUE => Near::Opaque,
            other if other.is_whitespace() => Near::Space,
            other if is_ideograph(other) => Near::Ideograph,
            other if other.is_numeric() => Near::Digit,
            other if other.is_alphabetic() => Near::Letter,
            other => self.near_mark(other),
        }
    }

    fn near_mark(&self, character: char) -> Near {
        match Glyph::of(character) {
            Some(Glyph::Bracket(_, Side::Opening, _) | Glyph::Low99 | Glyph::SingleLow) => Near::Opening,
            Some(Glyph::Bracket(_, Side::Closing, _)) => Near::Closing,
            Some(Glyph::High66 | Glyph::Single6) if !self.conventions.low_high => Near::Opening,
            Some(Glyph::High99) if !self.conventions.nordic => Near::Closing,
            Some(_) => Near::Ambiguous,
            None => Near::Other,
        }
    }

    /// How many digits stand right before a place, counted up to five.
    pub fn digits_before(&self, start: usize) -> usize {
        (1..=start)
            .take_while(|&back| self.at(start - back).is_some_and(|c| c.is_ascii_digit()))
            .take(5)
            .count()
    }

    /// The letters from a place on.
    pub fn word_at(&self, at: usize) -> String {
        (at..at + 14).map_while(|at| self.at(at).filter(|c| c.is_alphabetic())).collect()
    }

    /// Whether what begins here stands at the beginning of a word.
    pub fn begins_word(&self, at: usize) -> bool {
        matches!(self.before(at), Near::Edge | Near::Space | Near::Opening | Near::Dash)
    }
}

/// Where each character of a text begins.
fn starts(text: &str) -> Vec<u32> {
    let mut starts = Vec::with_capacity(text.chars().count());
    // A source has no more bytes than 32 bits can count.
    starts.extend(text.char_indices().map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)));
    starts
}

/// Letters of scripts that put no space between words, where spacing says nothing.
pub(super) fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character),
        0x0e00..=0x0eff | 0x1100..=0x11ff | 0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3040..=0x31ff
        | 0x3400..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}
