//! Numbering such as `1)` or `b)`, faces, and the brackets of programs.

use super::super::characters::{Near, is_ideograph};
use super::super::glyph::{Bracket, Glyph, Side};
use super::{Cost, Weigher};

/// What counts the entries of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// `12`
    Number,
    /// `b`, `1a`, `Q1`
    Letter,
    /// `iv`
    Roman,
    /// `AB`, who speaks in an interview.
    Initials,
}
/// No label has more characters.
const LONGEST_LABEL: usize = 4;

impl Label {
    fn of(label: &[char]) -> Option<Self> {
        let is_digit = |sign: &char| sign.is_numeric() || "一二三四五六七八九十".contains(*sign);
        match label {
            [] => None,
            [..] if label.len() > LONGEST_LABEL => None,
            _ if label.iter().all(is_digit) => (label.len() <= 2).then_some(Self::Number),
            [_] => Some(Self::Letter),
            [numbers @ .., last]
                if numbers.len() <= 2 && numbers.iter().all(is_digit) && last.is_lowercase() =>
            {
                Some(Self::Letter)
            }
            [first, numbers @ ..]
                if numbers.len() <= 2 && numbers.iter().all(is_digit) && first.is_alphabetic() =>
            {
                Some(Self::Letter)
            }
            _ if label.iter().all(|sign| "ivxIVX".contains(*sign)) => Some(Self::Roman),
            _ if label.iter().all(|sign| sign.is_uppercase()) => Some(Self::Initials),
            _ => None,
        }
    }
}

impl Weigher<'_, '_> {
    /// Numbering such as `1)` or `b)`, and faces.
    pub(super) fn bracket(&self) -> Option<Cost> {
        let Glyph::Bracket(kind, side, _) = self.glyph else { return None };
        let hangs = match side {
            Side::Opening => self.after == Near::Edge,
            Side::Closing => self.before == Near::Edge,
        };
        // A line of code or data, or a list set between brackets on lines of their own.
        if kind == Bracket::Brace || self.holds_data() || hangs && self.characters.is_short {
            return Some(10);
        }
        if self.is_face() {
            return Some(15);
        }
        if side == Side::Opening && kind == Bracket::Round && self.is_slang() {
            return Some(30);
        }
        if side == Side::Opening && kind == Bracket::Round && self.is_call() {
            return Some(40);
        }
        if side == Side::Closing && kind == Bracket::Round { self.numbering() } else { None }
    }

    /// Whether the bracket of a function stands behind its letter: `f(x`.
    fn is_call(&self) -> bool {
        self.before == Near::Letter && !self.back(2).is_some_and(char::is_alphanumeric)
    }

    /// Whether a brace stands next to the bracket, as in a program pasted as text: `call({`, `}]`.
    fn holds_data(&self) -> bool {
        match self.glyph {
            Glyph::Bracket(_, Side::Opening, _) => self.characters.at(self.places.end) == Some('{'),
            _ => self.back(1) == Some('}') || self.back(1) == Some(')') && self.back(2) == Some('}'),
        }
    }

    /// Whether a bracket is the mouth of a face such as `:-)`.
    fn is_face(&self) -> bool {
        let eyes = |character: Option<char>| matches!(character, Some(':' | ';' | '=' | '：' | '；'));
        let odd_eyes = |character: Option<char>| matches!(character, Some('8' | 'X' | 'x'));
        let nose = |character: Option<char>| {
            matches!(character, Some('-' | '–' | '—' | '−' | '‑' | '\'' | 'o' | '^' | '~'))
        };
        // A laugh has several mouths.
        let mouths = (1..=3).take_while(|&by| self.back(by) == self.characters.at(self.places.start)).count();
        let (near, far) = (self.back(mouths + 1), self.back(mouths + 2));
        let ahead = self.characters.at(self.places.end);
        let mirrored =
            matches!(self.glyph, Glyph::Bracket(_, Side::Opening, _)) && matches!(ahead, Some(':' | ';'));
        // A space for a nose: nothing ends before the eyes.
        let has_room = near == Some(' ') && eyes(far) && self.back(mouths + 3) == Some(' ');
        // In Russian a laugh is written as mouths alone.
        let is_russian = |sign: Option<char>| sign.is_some_and(|sign| matches!(sign, 'Ѐ'..='ӿ'));
        let speaks = is_russian(near) || matches!(near, Some('!' | '?' | '.')) && is_russian(far);
        let laughs = speaks && (mouths > 0 || ahead == Some(')'));
        eyes(near) || (nose(near) && (eyes(far) || odd_eyes(far))) || mirrored || has_room || laughs
    }

    /// Whether a few letters of a script without spaces, which end the paragraph, stand behind an opening bracket: `（逃`,
    /// `(ry`. On the net such asides are left open.
    fn is_slang(&self) -> bool {
        const LONGEST: usize = 16;
        let place = self.places.end;
        let rest = || (place..).map_while(|at| self.characters.at(at));
        let is_abbreviation = self.characters.word_at(place) == "ry";
        let before = self.back(1).is_some_and(|sign| is_ideograph(sign) || "。！？!?…".contains(sign));
        before
            && (is_abbreviation || rest().nth(LONGEST).is_none() && rest().next().is_some_and(is_ideograph))
    }

    /// Whether a bracket closes a number or letter that counts something: `1)`, `b)`, `iv)`, `1.)`, `Q1)`.
    fn numbering(&self) -> Option<Cost> {
        let (label, length) = self.label()?;
        let begins = self.places.start - length;
        let before = self.characters.before(begins);
        let is_number = label == Label::Number;
        // A wide bracket has its space within it.
        let is_wide = self.characters.at(self.places.start) == Some('）');
        let ends = is_wide || matches!(self.after, Near::Space | Near::Stop | Near::Ideograph | Near::Edge);
        let behind_stop = || self.characters.back(begins, 2).is_some_and(|sign| ".;:!?)".contains(sign));
        let behind_number = || self.characters.back(begins, 2).is_some_and(|sign| sign.is_ascii_digit());
        match before {
            _ if label == Label::Initials => (before == Near::Edge && ends).then_some(5),
            Near::Edge => (ends || is_number).then_some(5),
            _ if !ends => None,
            _ if self.characters.back(begins, 1) == Some('#') => Some(5),
            // Where no space stands between words.
            Near::Stop | Near::Ideograph if is_number => Some(30),
            Near::Stop if label == Label::Letter && self.after == Near::Ideograph => Some(30),
            Near::Closing if is_number && is_wide => Some(30),
            Near::Space if behind_stop() => Some(20),
            Near::Space if label == Label::Letter && behind_number() => Some(20),
            Near::Space | Near::Dash => {
                let counts = is_number || self.characters.counts;
                let goes_on = is_wide || matches!(self.after, Near::Space | Near::Ideograph);
                (counts && goes_on || self.is_pointed_at(begins, label, length)).then_some(30)
            }
            _ => None,
        }
    }

    /// Whether a small letter names a point of a law or list that the word before it points at: `point c)`.
    fn is_pointed_at(&self, begins: usize, label: Label, length: usize) -> bool {
        let letter = self.back(1).filter(char::is_ascii_lowercase);
        let follows_word = self.characters.back(begins, 2).is_some_and(char::is_alphabetic);
        label == Label::Letter && length == 1 && letter.is_some_and(|sign| sign <= 'n') && follows_word
    }

    /// What a closing bracket would count, and how many characters it takes.
    fn label(&self) -> Option<(Label, usize)> {
        let stop = usize::from(self.back(1) == Some(' ') && self.back(2) == Some('.'));
        let skipped = stop + usize::from(self.back(1 + stop) == Some('.'));
        // Where no space stands between words, a number written in figures begins behind a letter all the same.
        let is_ascii = self.back(1 + skipped).is_some_and(|sign| sign.is_ascii_alphanumeric());
        let is_part =
            |sign: &char| sign.is_alphanumeric() && (!is_ascii || sign.is_ascii() || !is_ideograph(*sign));
        let signs = (1 + skipped..).map_while(|by| self.back(by).filter(is_part));
        let mut label: Vec<char> = signs.take(LONGEST_LABEL + 1).collect();
        label.reverse();
        Some((Label::of(&label)?, label.len() + skipped))
    }
}
