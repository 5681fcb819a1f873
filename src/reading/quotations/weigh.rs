//! Weighs, by its neighbours, what a mark may be.
//!
//! A weight is a cost: 0 for what the neighbours suggest, more for what they speak against.
//! The parser adds them up, so no single neighbour decides alone.

use std::ops::Range;

use super::characters::{Characters, Near};
use super::glyph::{Bracket, Family, Glyph, Side};
use super::lexicon;

/// Added to a single mark between two letters or digits, where only an apostrophe stands.
const WITHIN_A_WORD: Cost = 70;

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
}

/// Weighs the mark at some places of a paragraph.
pub(super) fn weigh(characters: &Characters<'_>, glyph: Glyph, places: Range<usize>) -> Mark {
    Weigher {
        characters,
        glyph,
        before: characters.before(places.start),
        after: characters.after(places.end),
        places,
    }
    .weigh()
}

struct Weigher<'c, 't> {
    characters: &'c Characters<'t>,
    glyph: Glyph,
    places: Range<usize>,
    before: Near,
    after: Near,
}

impl Weigher<'_, '_> {
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
        let neither = match self.glyph.family() {
            Family::Single => self.single(),
            Family::Bracket => self.bracket(),
            Family::Double => self.double(),
        };
        let offset = |place| self.characters.offset(place);
        let range = offset(self.places.start)..offset(self.places.end);
        let lead = &self.characters.text[..range.start];
        let leads = lead.len() <= self.characters.lead;
        let goes_on_quoting = lead.trim_end().ends_with([',', '—', '–', ':', '…']);
        let begins_lower = self.characters.at(self.places.end).is_some_and(char::is_lowercase);
        let begins_fragment = begins_lower && !goes_on_quoting && !leads;
        Mark { range, glyph: self.glyph, open, close, neither, leads, begins_fragment }
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

    /// Inches and seconds after a number, ditto marks, and guillemets used as arrows.
    fn double(&self) -> Option<Cost> {
        let alone = matches!(self.before, Near::Edge) && matches!(self.after, Near::Edge);
        match self.glyph {
            Glyph::Straight | Glyph::TwoSingles | Glyph::High99 if self.before == Near::Digit => {
                let straight = self.glyph != Glyph::High99;
                let short = self.is_measure();
                let ends = !matches!(self.after, Near::Letter | Near::Digit | Near::Edge) || self.is_size();
                (short && ends).then_some(if straight { 15 } else { 40 })
            }
            Glyph::Straight if alone => Some(10),
            Glyph::AnglesLeft | Glyph::AnglesRight if alone => Some(5),
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

    /// Whether the number before a mark may be a measure: short, and no part of a name or a year.
    fn is_measure(&self) -> bool {
        let digits = self.characters.digits_before(self.places.start);
        let begins = self.places.start - digits;
        let hyphened = self.characters.before(begins) == Near::Dash
            && self.characters.back(begins, 2).is_some_and(char::is_alphabetic);
        digits <= 3 && self.characters.before(begins) != Near::Letter && !hyphened
    }

    /// Whether the number before a mark is a height or a size, as in `6'2"`.
    fn is_size(&self) -> bool {
        let digits = self.characters.digits_before(self.places.start);
        matches!(self.back(digits + 1), Some('\'' | '’' | '′' | '.' | 'x' | '×' | '/' | '½'))
    }

    /// Apostrophes of all kinds, feet and minutes.
    fn single(&self) -> Option<Cost> {
        if !matches!(self.glyph, Glyph::SingleStraight | Glyph::Single9 | Glyph::Single6) {
            let arrow = self.glyph.is_guillemet() && matches!(self.before, Near::Space | Near::Edge);
            return (arrow && matches!(self.after, Near::Space | Near::Edge)).then_some(10);
        }
        match (self.before, self.after) {
            _ if self.is_within_a_word() => Some(if self.glyph == Glyph::Single6 { 3 } else { 0 }),
            (Near::Digit, _) if self.characters.digits_before(self.places.start) > 3 => None,
            (Near::Digit, _) => Some(if self.is_measure() { 15 } else { 30 }),
            (Near::Letter, _) => Some(self.trailing_apostrophe()),
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
    fn is_within_a_word(&self) -> bool {
        (is_wordy(self.before) || self.before == Near::Opaque) && is_wordy(self.after)
    }

    /// An apostrophe behind a word: plural possessives most of all, then clipped words.
    fn trailing_apostrophe(&self) -> Cost {
        let last = self.back(1).unwrap_or(' ');
        let base = match last.to_ascii_lowercase() {
            's' | 'z' | 'x' => 10,
            'n' | 'o' | 'l' | 't' | 'd' => 20,
            _ => 25,
        };
        if self.glyph == Glyph::Single6 { base + 30 } else { base }
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
        let known = lexicon::is_elision(&self.characters.word_at(self.places.end));
        let base = match self.glyph {
            Glyph::Single9 if known => 3,
            Glyph::Single9 => 25,
            Glyph::Single6 if known => 20,
            Glyph::Single6 if self.before == Near::Dash => 30,
            Glyph::Single6 if self.is_ayn() => 30,
            Glyph::Single6 => return 110,
            _ if known => 3,
            _ => 45,
        };
        if self.before == Near::Dash { base.min(15) } else { base }
    }

    /// The letter ayn or hamza at the beginning of a name, written with a turned comma.
    fn is_ayn(&self) -> bool {
        let at = self.places.end;
        let vowel = matches!(self.characters.at(at), Some('A' | 'I' | 'U' | 'a' | 'i' | 'u'));
        let goes_on = self.characters.at(at + 1).is_some_and(char::is_lowercase);
        vowel && goes_on && self.characters.conventions.transliterates
    }

    /// Numbering such as `1)` or `b)`, and faces.
    fn bracket(&self) -> Option<Cost> {
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
        if side == Side::Closing
            && kind == Bracket::Round
            && matches!(self.after, Near::Space | Near::Stop | Near::Ideograph)
        {
            return self.numbering();
        }
        None
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
        let nose = |character: Option<char>| matches!(character, Some('-' | '\'' | 'o' | '^' | '~'));
        // A laugh has several mouths.
        let mouths = (1..=3).take_while(|&by| self.back(by) == self.characters.at(self.places.start)).count();
        let (near, far) = (self.back(mouths + 1), self.back(mouths + 2));
        let ahead = self.characters.at(self.places.end);
        let mirrored =
            matches!(self.glyph, Glyph::Bracket(_, Side::Opening, _)) && matches!(ahead, Some(':' | ';'));
        eyes(near) || (nose(near) && (eyes(far) || odd_eyes(far))) || mirrored
    }

    /// Whether a bracket closes a number or letter that counts something: `1)`, `b)`, `iv)`.
    fn numbering(&self) -> Option<Cost> {
        let label: Vec<char> =
            (1..=5).map_while(|by| self.back(by).filter(|character| character.is_alphanumeric())).collect();
        let is_number = label.iter().all(char::is_ascii_digit) && label.len() <= 2;
        let counts = is_number
            || label.len() == 1
            || (label.len() <= 4 && label.iter().all(|character| "ivx".contains(*character)));
        if label.is_empty() || !counts {
            return None;
        }
        let begins = self.places.start - label.len();
        let sign = self.characters.back(begins, 1) == Some('#');
        match self.characters.before(begins) {
            Near::Edge => Some(5),
            _ if sign => Some(5),
            Near::Space | Near::Dash
                if (is_number || self.characters.counts) && self.after == Near::Space =>
            {
                Some(30)
            }
            _ => None,
        }
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
