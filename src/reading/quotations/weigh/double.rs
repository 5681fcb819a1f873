//! Inches and seconds, ditto marks, letters' own marks, and guillemets used as arrows.

use super::super::characters::Near;
use super::super::glyph::Glyph;
use super::{Cost, Weigher};

impl Weigher<'_, '_> {
    /// Inches and seconds after a number, ditto marks, letters' own marks, and guillemets used as arrows.
    pub(super) fn double(&self) -> Option<Cost> {
        if self.is_gershayim() {
            return Some(0);
        }
        match self.glyph {
            Glyph::Straight | Glyph::TwoSingles | Glyph::High99 | Glyph::High66
                if self.before == Near::Digit =>
            {
                let is_bare =
                    !matches!(self.glyph, Glyph::High99 | Glyph::High66) || self.after == Near::Dash;
                (self.is_measure() && self.ends_measure()).then_some(if is_bare { 15 } else { 40 })
            }
            // Nothing between two marks, as programs write it.
            Glyph::TwoSingles
                if self.before == Near::Space && !matches!(self.after, Near::Letter | Near::Digit) =>
            {
                Some(30)
            }
            // What is left of code that was taken out, not an old way to open a quotation.
            Glyph::TwoGraves if self.after != Near::Letter => Some(10),
            Glyph::AnglesLeft | Glyph::AnglesRight => {
                let apart = matches!(self.before, Near::Space | Near::Edge)
                    && matches!(self.after, Near::Space | Near::Edge);
                let at_edge = self.before == Near::Edge || self.after == Near::Edge;
                let arrow = !self.characters.conventions.guillemets || (at_edge && self.characters.is_short);
                (apart && arrow).then_some(15)
            }
            _ => None,
        }
    }

    /// Whether a mark stands within a Hebrew word, as it does in each acronym.
    fn is_gershayim(&self) -> bool {
        let is_hebrew = |letter: Option<char>| matches!(letter, Some('\u{5d0}'..='\u{5ea}'));
        is_hebrew(self.back(1)) && is_hebrew(self.characters.at(self.places.end))
    }

    /// Whether what follows a number's mark lets it be one of inches: no word, and where the text ends, no
    /// more than a label before it. `15"x10"` and `24"W` go on.
    fn ends_measure(&self) -> bool {
        let next = |by: usize| self.characters.at(self.places.end + by);
        match self.after {
            Near::Letter => match next(0) {
                Some('x' | 'X') => next(1).is_some_and(|next| next.is_ascii_digit() || next == ' '),
                Some('W' | 'H' | 'D' | 'L') => !next(1).is_some_and(char::is_alphabetic),
                _ => false,
            },
            Near::Digit => self.is_size(),
            Near::Edge => self.is_size() || self.characters.is_label || self.names_size_of_product(),
            _ => true,
        }
    }

    /// Whether a short line, as a table's cell, ends in the size of what it names: `Harbour UltraWide 34"`.
    fn names_size_of_product(&self) -> bool {
        let text = &self.characters.text[..self.characters.offset(self.places.start)];
        let name = text.trim_end_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ','));
        let word = name.split_whitespace().next_back().unwrap_or_default();
        self.characters.is_short && !text.contains('"') && word.starts_with(char::is_uppercase)
    }

    /// Whether the number before a mark is a height or a size, as in `6'2"` and `32' 6"`.
    fn is_size(&self) -> bool {
        let digits = self.characters.digits_before(self.places.start);
        let by = if self.back(digits + 1) == Some(' ') { digits + 2 } else { digits + 1 };
        matches!(self.back(by), Some('\'' | '’' | '′' | '.' | 'x' | '×' | '/' | '½'))
    }
}
