//! The shapes of marks that come in pairs, and which of them make a pair.

use super::conventions::Conventions;

/// The shape of one mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Glyph {
    /// `"`
    Straight,
    /// `''`, two straight single marks that stand for a double one.
    TwoSingles,
    /// ` `` `, two grave accents that stand for an opening double mark.
    TwoGraves,
    /// `“`
    High66,
    /// `”`
    High99,
    /// `„`, also as two commas.
    Low99,
    /// `«`
    AnglesLeft,
    /// `»`
    AnglesRight,
    /// `'`
    SingleStraight,
    /// `‘`
    Single6,
    /// `’`
    Single9,
    /// `‚`
    SingleLow,
    /// `‹`
    SingleAngleLeft,
    /// `›`
    SingleAngleRight,
    /// A bracket, or an East Asian quotation mark, which behave alike.
    Bracket(Bracket, Side, Width),
}

/// A kind of bracket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bracket {
    /// `( )`
    Round,
    /// `[ ]`
    Square,
    /// `{ }`
    Brace,
    /// `「 」`
    Corner,
    /// `『 』`
    WhiteCorner,
    /// `《 》`
    DoubleAngle,
    /// `〈 〉`
    Angle,
    /// `【 】`
    Lenticular,
    /// `〔 〕`
    Tortoise,
    /// `〝 〞` and `〝 〟`
    Prime,
}

/// Which half of its pair a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The first.
    Opening,
    /// The second.
    Closing,
}

/// The two widths of brackets in East Asian text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Width {
    /// `(`
    Normal,
    /// `（`
    Full,
}

/// The level at which a quotation mark stands in most conventions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Double marks and guillemets.
    Double,
    /// Single marks and single guillemets.
    Single,
    /// Brackets of all kinds.
    Bracket,
}

/// How well two marks go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// They are a pair.
    Pair,
    /// They would be a pair if the first were turned round.
    TurnedOpener,
    /// They would be a pair if the second were turned round.
    TurnedCloser,
    /// They belong to different pairs.
    Mixed,
}

impl Glyph {
    /// A number of its own, from 1.
    pub(super) fn number(self) -> u8 {
        match self {
            Self::Straight => 1,
            Self::TwoSingles => 2,
            Self::TwoGraves => 3,
            Self::High66 => 4,
            Self::High99 => 5,
            Self::Low99 => 6,
            Self::AnglesLeft => 7,
            Self::AnglesRight => 8,
            Self::SingleStraight => 9,
            Self::Single6 => 10,
            Self::Single9 => 11,
            Self::SingleLow => 12,
            Self::SingleAngleLeft => 13,
            Self::SingleAngleRight => 14,
            Self::Bracket(bracket, side, width) => 15 + bracket as u8 * 4 + side as u8 * 2 + width as u8,
        }
    }

    /// The shape of a character, if it is a mark.
    pub fn of(character: char) -> Option<Self> {
        Some(match character {
            // Most characters are these.
            ' ' | 'a'..='z' => return None,
            '"' | '＂' => Self::Straight,
            '“' => Self::High66,
            '”' | '‟' => Self::High99,
            '„' => Self::Low99,
            '«' => Self::AnglesLeft,
            '»' => Self::AnglesRight,
            '\'' | '＇' => Self::SingleStraight,
            '‘' | '‛' => Self::Single6,
            '’' => Self::Single9,
            '‚' => Self::SingleLow,
            '‹' => Self::SingleAngleLeft,
            '›' => Self::SingleAngleRight,
            other => return bracket(other),
        })
    }

    /// The level at which the mark stands.
    pub fn family(self) -> Family {
        match self {
            Self::Straight
            | Self::TwoSingles
            | Self::TwoGraves
            | Self::High66
            | Self::High99
            | Self::Low99
            | Self::AnglesLeft
            | Self::AnglesRight => Family::Double,
            Self::SingleStraight
            | Self::Single6
            | Self::Single9
            | Self::SingleLow
            | Self::SingleAngleLeft
            | Self::SingleAngleRight => Family::Single,
            Self::Bracket(..) => Family::Bracket,
        }
    }

    /// Whether the shape says nothing of the direction.
    pub fn is_straight(self) -> bool {
        matches!(self, Self::Straight | Self::TwoSingles | Self::SingleStraight)
    }

    /// Whether it is a single or double guillemet.
    pub fn is_guillemet(self) -> bool {
        matches!(self, Self::AnglesLeft | Self::AnglesRight | Self::SingleAngleLeft | Self::SingleAngleRight)
    }

    /// Whether it is a bracket that parts text, not an East Asian quotation mark.
    pub fn is_bracket(self) -> bool {
        matches!(self, Self::Bracket(Bracket::Round | Bracket::Square | Bracket::Brace, ..))
    }

    /// Whether some pair of some language begins with it.
    pub fn may_open(self) -> bool {
        !matches!(self, Self::Bracket(_, Side::Closing, _))
    }

    /// Whether some pair of some language ends with it.
    pub fn may_close(self) -> bool {
        !matches!(self, Self::Bracket(_, Side::Opening, _) | Self::TwoGraves | Self::Low99 | Self::SingleLow)
    }

    /// Whether most conventions end a pair with it, so that alone it is an unopened closer.
    pub fn is_closer_shape(self, conventions: &Conventions<'_>) -> bool {
        match self {
            Self::High99 | Self::Single9 => true,
            Self::High66 => conventions.low_high,
            Self::AnglesRight | Self::SingleAngleRight => !conventions.inward_guillemets,
            Self::AnglesLeft | Self::SingleAngleLeft => conventions.inward_guillemets,
            Self::Bracket(_, side, _) => side == Side::Closing,
            _ => self.is_straight(),
        }
    }

    /// How this mark and a later one go together, `None` where they have nothing to do with each other.
    pub fn fit(self, closer: Self, conventions: &Conventions<'_>) -> Option<Fit> {
        if let (Self::Bracket(kind, opening, width), Self::Bracket(other, closing, other_width)) =
            (self, closer)
        {
            if opening != Side::Opening || closing != Side::Closing {
                return None;
            }
            return match (kind == other, width == other_width) {
                (true, true) => Some(Fit::Pair),
                (true, false) => Some(Fit::Mixed),
                (false, _) => bracket_confusion(kind, other),
            };
        }
        match (self.family(), closer.family()) {
            (Family::Double, Family::Double) => Some(double_fit(self, closer, conventions)),
            (Family::Single, Family::Single) => Some(single_fit(self, closer, conventions)),
            (Family::Bracket, _) | (_, Family::Bracket) => None,
            _ => Some(Fit::Mixed),
        }
    }

    /// The mark that would make a pair with this closer.
    pub fn opening_partner(self, conventions: &Conventions<'_>) -> Option<&'static str> {
        Some(match self {
            Self::Straight => "\"",
            Self::High99 if conventions.low_nines => "„",
            Self::High99 => "“",
            Self::High66 => "„",
            Self::AnglesRight => "«",
            Self::AnglesLeft => "»",
            _ => return None,
        })
    }

    /// The mark that would make a pair with this opener.
    pub fn closing_partner(self, conventions: &Conventions<'_>) -> Option<&'static str> {
        Some(match self {
            Self::Straight => "\"",
            Self::TwoSingles | Self::TwoGraves => "''",
            Self::High66 => "”",
            Self::High99 if conventions.nordic => "”",
            Self::Low99 if conventions.low_nines => "”",
            Self::Low99 => "“",
            Self::AnglesLeft => "»",
            Self::AnglesRight => "«",
            Self::SingleStraight => "'",
            Self::Single6 => "’",
            Self::SingleLow if conventions.low_nines => "’",
            Self::SingleLow => "‘",
            Self::SingleAngleLeft => "›",
            Self::SingleAngleRight => "‹",
            _ => return None,
        })
    }
}

/// A slip of the finger between two kinds of bracket; East Asian marks are not confused.
fn bracket_confusion(opener: Bracket, closer: Bracket) -> Option<Fit> {
    let typed = |kind| matches!(kind, Bracket::Round | Bracket::Square | Bracket::Brace);
    let titles = |kind| matches!(kind, Bracket::DoubleAngle | Bracket::Angle);
    let corners = |kind| matches!(kind, Bracket::Corner | Bracket::WhiteCorner);
    let confused =
        [typed as fn(Bracket) -> bool, titles, corners].iter().any(|group| group(opener) && group(closer));
    confused.then_some(Fit::Mixed)
}

fn double_fit(opener: Glyph, closer: Glyph, conventions: &Conventions<'_>) -> Fit {
    use Glyph::{AnglesLeft, AnglesRight, High66, High99, Low99, Straight, TwoGraves, TwoSingles};
    match (opener, closer) {
        (Straight, Straight)
        | (TwoSingles | TwoGraves, TwoSingles)
        | (High66, High99)
        | (Low99, High66 | High99)
        | (AnglesLeft, AnglesRight)
        | (AnglesRight, AnglesLeft) => Fit::Pair,
        (High99, High99) | (AnglesRight, AnglesRight) if conventions.nordic => Fit::Pair,
        (High99, High99 | High66) | (AnglesRight, AnglesRight) => Fit::TurnedOpener,
        (High66, High66) if conventions.low_high => Fit::TurnedOpener,
        (High66, High66) | (Low99, Low99) | (AnglesLeft, AnglesLeft) => Fit::TurnedCloser,
        _ => Fit::Mixed,
    }
}

fn single_fit(opener: Glyph, closer: Glyph, conventions: &Conventions<'_>) -> Fit {
    use Glyph::{Single6, Single9, SingleAngleLeft, SingleAngleRight, SingleLow, SingleStraight};
    match (opener, closer) {
        (SingleStraight, SingleStraight)
        | (Single6, Single9)
        | (SingleLow, Single6 | Single9)
        | (SingleAngleLeft, SingleAngleRight)
        | (SingleAngleRight, SingleAngleLeft) => Fit::Pair,
        (Single9, Single9) | (SingleAngleRight, SingleAngleRight) if conventions.nordic => Fit::Pair,
        (Single9, Single9 | Single6) | (SingleAngleRight, SingleAngleRight) => Fit::TurnedOpener,
        (Single6, Single6) | (SingleLow, SingleLow) | (SingleAngleLeft, SingleAngleLeft) => Fit::TurnedCloser,
        _ => Fit::Mixed,
    }
}

/// Whether a byte is a mark of ASCII that [`Glyph::of`] knows.
pub(super) fn is_ascii_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'(' | b')' | b'[' | b']' | b'{' | b'}')
}

fn bracket(character: char) -> Option<Glyph> {
    use Bracket::{
        Angle, Brace, Corner, DoubleAngle, Lenticular, Prime, Round, Square, Tortoise, WhiteCorner,
    };
    use Side::{Closing, Opening};
    use Width::{Full, Normal};
    let (kind, side, width) = match character {
        '(' => (Round, Opening, Normal),
        ')' => (Round, Closing, Normal),
        '[' => (Square, Opening, Normal),
        ']' => (Square, Closing, Normal),
        '{' => (Brace, Opening, Normal),
        '}' => (Brace, Closing, Normal),
        '（' => (Round, Opening, Full),
        '）' => (Round, Closing, Full),
        '［' => (Square, Opening, Full),
        '］' => (Square, Closing, Full),
        '｛' => (Brace, Opening, Full),
        '｝' => (Brace, Closing, Full),
        '「' | '｢' => (Corner, Opening, Full),
        '」' | '｣' => (Corner, Closing, Full),
        '『' => (WhiteCorner, Opening, Full),
        '』' => (WhiteCorner, Closing, Full),
        '《' => (DoubleAngle, Opening, Full),
        '》' => (DoubleAngle, Closing, Full),
        '〈' => (Angle, Opening, Full),
        '〉' => (Angle, Closing, Full),
        '【' => (Lenticular, Opening, Full),
        '】' => (Lenticular, Closing, Full),
        '〔' => (Tortoise, Opening, Full),
        '〕' => (Tortoise, Closing, Full),
        '〝' => (Prime, Opening, Full),
        '〞' | '〟' => (Prime, Closing, Full),
        _ => return None,
    };
    Some(Glyph::Bracket(kind, side, width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_ascii_are_told_by_their_bytes() {
        for byte in 0..0x80_u8 {
            assert_eq!(is_ascii_mark(byte), Glyph::of(byte.into()).is_some(), "{byte}");
        }
    }
}
