//! Apostrophes of all kinds, feet and minutes.

use super::super::characters::Near;
use super::super::glyph::Glyph;
use super::{Cost, Weigher, is_wordy};

impl Weigher<'_, '_> {
    /// Apostrophes of all kinds, feet and minutes.
    pub(super) fn single(&self) -> Option<Cost> {
        if !matches!(self.glyph, Glyph::SingleStraight | Glyph::Single9 | Glyph::Single6) {
            let arrow = self.glyph.is_guillemet() && matches!(self.before, Near::Space | Near::Edge);
            return (arrow && matches!(self.after, Near::Space | Near::Edge)).then_some(10);
        }
        if matches!(self.back(1), Some('\u{5d0}'..='\u{5ea}')) || self.is_tear() {
            return Some(3);
        }
        match (self.before, self.after) {
            _ if self.is_within_a_word() => Some(if self.glyph == Glyph::Single6 { 3 } else { 0 }),
            (Near::Digit, _) if self.characters.digits_before(self.places.start) > 3 => None,
            (Near::Digit, _) => Some(if self.is_measure() { 15 } else { 30 }),
            (Near::Letter, _) => Some(self.trailing_apostrophe()),
            // An ending behind what is in brackets, `inner(1)'i`.
            (Near::Closing, Near::Letter) => Some(10),
            (_, Near::Digit) => Some(self.decade()),
            (_, Near::Letter) => Some(self.leading_apostrophe()),
            (Near::Space, Near::Space) if self.glyph != Glyph::Single6 => Some(40),
            // A possessive behind a plural in brackets, `product(s)'`.
            _ if self.back(1) == Some(')') && self.back(2) == Some('s') && self.back(3) == Some('(') => {
                Some(5)
            }
            _ => None,
        }
    }

    /// Whether a word goes on behind the mark. What is not read owns things too, but a footnote's mark that
    /// follows is of no word.
    pub(super) fn is_within_a_word(&self) -> bool {
        (is_wordy(self.before) || self.before == Near::Opaque) && is_wordy(self.after)
    }

    /// Whether a mark runs down a face: `:'(`.
    fn is_tear(&self) -> bool {
        let is_mouth = |sign: Option<char>| matches!(sign, Some('(' | ')' | '-' | '[' | ']' | '|'));
        matches!(self.back(1), Some(':' | ';' | '=')) && is_mouth(self.characters.at(self.places.end))
    }

    /// An apostrophe behind a word: plural possessives most of all, then clipped words.
    fn trailing_apostrophe(&self) -> Cost {
        let last = self.back(1).unwrap_or(' ');
        if self.ends_clipped_word() {
            return 3;
        }
        let base = match last.to_ascii_lowercase() {
            's' | 'z' | 'x' => 10,
            'n' | 'o' | 'l' | 't' | 'd' => 20,
            _ => 25,
        };
        if self.glyph == Glyph::Single6 { base + 30 } else { base }
    }

    /// Whether the word before a mark is one that is known to have lost its end.
    pub(super) fn ends_clipped_word(&self) -> bool {
        let clipped = &self.characters.lexicon().clipped_words;
        !clipped.is_empty() && {
            let text = &self.characters.text[..self.characters.offset(self.places.start)];
            let word = text.rsplit(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default();
            !word.is_empty() && clipped.contains(word)
        }
    }

    /// `'90s`, `'08`.
    fn decade(&self) -> Cost {
        let is_digit = |by: &usize| {
            self.characters.at(self.places.end + by).is_some_and(|character| character.is_ascii_digit())
        };
        let digits = (0..5).take_while(is_digit).count();
        let base = if digits == 2 { 4 } else { 60 };
        if self.glyph == Glyph::Single6 { base + 10 } else { base }
    }

    /// `'tis`, `'em`: words that lost their beginning.
    fn leading_apostrophe(&self) -> Cost {
        let known = self.characters.lexicon().elisions.contains(&self.characters.word_at(self.places.end));
        let base = match self.glyph {
            Glyph::Single9 if known => 3,
            Glyph::Single9 => 25,
            Glyph::Single6 if known => 20,
            Glyph::Single6 if self.before == Near::Dash => 30,
            Glyph::Single6 if self.is_ayn() => 30,
            Glyph::Single6 => return 110,
            _ if known => 3,
            _ if self.begins_speech() => return 110,
            _ => 45,
        };
        if self.before == Near::Dash { base.min(15) } else { base }
    }

    /// Whether a straight mark can hardly be an apostrophe: behind a comma or colon and before a capital, or
    /// before a short word that has lost nothing.
    fn begins_speech(&self) -> bool {
        let announced = self.before == Near::Space && matches!(self.back(2), Some(':' | ','));
        let begins_upper = self.characters.at(self.places.end).is_some_and(char::is_uppercase);
        let begins_word = matches!(self.before, Near::Space | Near::Edge);
        announced && begins_upper || begins_word && self.begins_whole_word()
    }

    /// Whether the word behind the mark is a small one that has lost nothing.
    fn begins_whole_word(&self) -> bool {
        let (lexicon, word) = (self.characters.lexicon(), self.characters.word_at(self.places.end));
        lexicon.stop_words.contains(&word) && !lexicon.elisions.contains(&word)
    }

    /// The letter ayn or hamza at the beginning of a name, written with a turned comma.
    fn is_ayn(&self) -> bool {
        let at = self.places.end;
        let vowel = matches!(self.characters.at(at), Some('A' | 'I' | 'U' | 'a' | 'i' | 'u'));
        let goes_on = self.characters.at(at + 1).is_some_and(char::is_lowercase);
        vowel && goes_on && self.characters.conventions.transliterates
    }
}
