//! Weighs, by its neighbours, what a mark may be.
//!
//! A weight is a cost: 0 for what the neighbours suggest, more for what they speak against.
//! The parser adds them up, so no single neighbour decides alone.

mod bracket;
mod double;
mod named;
mod single;

use std::ops::Range;

use super::characters::{Characters, Near};
use super::glyph::{Family, Glyph};

/// Added to a single mark between two letters or digits, where only an apostrophe stands.
const WITHIN_A_WORD: Cost = 70;

/// Added to the closing of a single mark behind a word that has lost its end.
const CLIPPED_WORD: Cost = 30;

/// The cost of a mark that the sentence is about: `The ” key is dead`, `an opening bracket “(”`.
const NAMED: Cost = 10;
/// The same of a bracket: two between spaces are a pair all the same.
const NAMED_BRACKET: Cost = 25;

/// What a reading of a mark costs; a mark without partner costs [`LONE`].
pub(super) type Cost = u32;

/// The cost of a double mark or bracket without a partner: the measure of all other costs.
pub(super) const LONE: Cost = 100;

/// A mark in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where it stands in the paragraph's text.
    pub range: Range<usize>,
    /// Its shape.
    pub glyph: Glyph,
    /// What it costs to read it as an opener.
    pub open: Cost,
    /// What it costs to read it as a closer.
    pub close: Cost,
    /// What it costs to read it as no quotation mark at all: an apostrophe, inches, part of a face.
    pub neither: Option<Cost>,
    /// Whether nothing but white space stands before it in the paragraph.
    pub leads: bool,
    /// Whether what follows goes on the writer's own sentence: a small letter, and no comma before.
    pub begins_fragment: bool,
    /// What its neighbours alone make of it, whatever its shape.
    pub stands: Stands,
}

/// Where a mark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Before a word, with a space before it.
    Opening,
    /// Behind a word, with a stop or a space behind it.
    Closing,
    /// Anywhere else.
    Between,
}

/// Weighs the mark at some places of a paragraph.
pub(super) fn weigh(characters: &Characters<'_>, glyph: Glyph, places: Range<usize>) -> Mark {
    let (before, after) = (characters.before(places.start), characters.after(places.end));
    Weigher { characters, glyph, places, before, after }.joined().weigh()
}

struct Weigher<'c, 't> {
    characters: &'c Characters<'t>,
    glyph: Glyph,
    places: Range<usize>,
    before: Near,
    after: Near,
}

impl Weigher<'_, '_> {
    /// A space between the marks of two levels, `“ ‘` and `’ ”`, is looked through.
    fn joined(mut self) -> Self {
        let beside =
            if matches!(self.glyph, Glyph::High66 | Glyph::Single6) { Near::Opening } else { Near::Closing };
        if self.after == Near::Space && self.is_other_level(self.characters.at(self.places.end + 1)) {
            self.after = beside;
        }
        if self.before == Near::Space && self.is_other_level(self.back(2)) {
            self.before = beside;
        }
        self
    }

    /// Whether a mark beyond a space faces the same way and stands for the other level of quotation.
    fn is_other_level(&self, other: Option<char>) -> bool {
        use Glyph::{High66, High99, Single6, Single9};
        let other = other.and_then(Glyph::of);
        other.is_some_and(|other| {
            matches!((self.glyph, other), (High66, Single6) | (Single6, High66))
                || matches!((self.glyph, other), (High99, Single9) | (Single9, High99))
        })
    }

    fn weigh(&self) -> Mark {
        let (mut open, mut close) = self.spacing();
        if !self.glyph.is_straight() {
            // The shape has already said which way it faces.
            open /= 2;
            close /= 2;
        }
        if self.glyph.family() == Family::Single && self.is_within_a_word() {
            open += WITHIN_A_WORD;
            close += WITHIN_A_WORD;
        }
        if self.glyph.family() == Family::Single && self.ends_clipped_word() {
            close += CLIPPED_WORD;
        }
        let neither = match self.glyph.family() {
            Family::Bracket => self.bracket().or_else(|| self.is_named().then_some(NAMED_BRACKET)),
            _ if self.is_named() => Some(NAMED),
            Family::Single => self.single(),
            Family::Double => self.double(),
        };
        let offset = |place| self.characters.offset(place);
        let range = offset(self.places.start)..offset(self.places.end);
        let lead = &self.characters.text[..range.start];
        let leads = lead.len() <= self.characters.lead;
        let goes_on_quoting = lead.trim_end().ends_with([',', '—', '–', ':', '…']);
        let begins_lower = self.characters.at(self.places.end).is_some_and(char::is_lowercase);
        let begins_fragment = begins_lower && !goes_on_quoting && !leads;
        let stands = self.stands();
        Mark { range, glyph: self.glyph, open, close, neither, leads, begins_fragment, stands }
    }

    fn stands(&self) -> Stands {
        let is_word = |near| is_wordy(near) || near == Near::Opaque;
        match (self.before, self.after) {
            (Near::Space | Near::Edge, after) if is_word(after) => Stands::Opening,
            (before, Near::Space | Near::Stop | Near::Edge) if is_word(before) => Stands::Closing,
            _ => Stands::Between,
        }
    }

    /// What the neighbours say about opening and closing.
    fn spacing(&self) -> (Cost, Cost) {
        let mut open = opening_left(self.before) + opening_right(self.after);
        let mut close = closing_left(self.before) + closing_right(self.after);
        if self.glyph.is_guillemet() {
            let loose = if self.characters.conventions.spaced_guillemets { 0 } else { 5 };
            if self.after == Near::Space {
                open = opening_left(self.before) + loose;
            }
            if self.before == Near::Space {
                close = closing_right(self.after) + loose;
            }
        }
        (open, close)
    }

    /// Whether the number before a mark may be a measure: short, and no part of a name or a year.
    fn is_measure(&self) -> bool {
        let digits = self.characters.digits_before(self.places.start);
        let begins = self.places.start - digits;
        let hyphened = self.characters.before(begins) == Near::Dash
            && self.characters.back(begins, 2).is_some_and(char::is_alphabetic);
        digits <= 3 && self.characters.before(begins) != Near::Letter && !hyphened
    }

    /// The character so many places before the mark.
    fn back(&self, by: usize) -> Option<char> {
        self.characters.back(self.places.start, by)
    }
}

fn opening_left(near: Near) -> Cost {
    match near {
        Near::Edge | Near::Space | Near::Opening | Near::Dash | Near::Ambiguous | Near::Ideograph => 0,
        Near::Other | Near::Opaque | Near::Ellipsis => 10,
        Near::Stop | Near::Closing => 20,
        Near::Letter | Near::Digit => 40,
    }
}

fn opening_right(near: Near) -> Cost {
    match near {
        Near::Letter
        | Near::Digit
        | Near::Ideograph
        | Near::Opening
        | Near::Ambiguous
        | Near::Opaque
        | Near::Other => 0,
        Near::Dash | Near::Ellipsis => 5,
        Near::Stop => 15,
        Near::Closing => 30,
        Near::Space => 40,
        Near::Edge => 60,
    }
}

fn closing_left(near: Near) -> Cost {
    match near {
        Near::Opening => 25,
        Near::Space => 40,
        Near::Edge => 60,
        _ => 0,
    }
}

fn closing_right(near: Near) -> Cost {
    match near {
        Near::Letter | Near::Digit => 40,
        Near::Opening => 15,
        Near::Other | Near::Opaque => 5,
        _ => 0,
    }
}

fn is_wordy(near: Near) -> bool {
    matches!(near, Near::Letter | Near::Digit)
}
