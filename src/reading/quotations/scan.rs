//! Reads a paragraph into marks.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;

use super::characters::{Characters, Near};
use super::conventions::Conventions;
use super::glyph::{Glyph, is_ascii_mark};
use super::weigh::{self, Mark};
use crate::document::OPAQUE;
use crate::matching::Scanner;
use crate::reading::words::beyond_ascii;

/// The marks of a paragraph. Web addresses, intervals and arrows have none.
pub(super) fn scan(text: &str, arrows: &[usize], conventions: &Conventions<'_>) -> Vec<Mark> {
    let has_commas = memmem::find(text.as_bytes(), b",,").is_some();
    let has_glyph = has_commas
        || text.bytes().any(is_ascii_mark)
        || beyond_ascii(text).any(|character| Glyph::of(character).is_some());
    if !has_glyph || looks_like_code(text) {
        return Vec::new();
    }
    let characters = Characters::new(text, conventions);
    let doubles_singles = has_commas || memmem::find(text.as_bytes(), "‘‘".as_bytes()).is_some();
    let scan = Scan { characters, doubles_singles, closes_two_singles: OnceCell::new() };
    let marks = scan.marks(arrows);
    if marks.len() >= MANY && marks.len() * DENSE > scan.characters.len() { Vec::new() } else { marks }
}

/// Where this many marks stand in one paragraph, and there is one in so few characters, nobody is quoted: what is
/// written there is data, or was made to keep us busy.
const MANY: usize = 1_000;
const DENSE: usize = 6;

/// What programs are full of, and prose is not.
const SIGNS: [&str; 37] = [
    "()", " = ", " == ", "=>", "->", "::", "</", "/>", "&&", "||", "${", "$(", "{{", "}}", "{%", "+=", "!=",
    "\\\"", ");", "};", "var ", "const ", "function", "import ", "return ", "\": ", "':", "<?", "#include",
    "[{", "}]", "{\"", "\"}", "\\\":", ",\\\"", "=\"", "\" : ",
];

fn signs() -> &'static Scanner {
    static SCANNER: OnceLock<Scanner> = OnceLock::new();
    SCANNER.get_or_init(|| Scanner::new(SIGNS))
}

/// Whether a paragraph reads like a line of a program that was pasted as text.
fn looks_like_code(text: &str) -> bool {
    let text = text.trim();
    let ends = usize::from(text.ends_with([';', '{', '}', '\\']) || text.ends_with("):"));
    let begins = usize::from(
        ["//", "#!", "/*", "<", "def ", "$ ", "@", "{"].iter().any(|sign| text.starts_with(sign)),
    );
    let mut found = [0_usize; SIGNS.len()];
    signs().scan(text, |sign, at| found[sign] += usize::from(text[at..].starts_with(SIGNS[sign])));
    let calls = calls(text);
    let strings = usize::from(text.contains("'''") && text.contains('='));
    let signs = found.iter().filter(|found| **found > 0).count() + calls + strings;
    if ends + begins + signs < 2 {
        return false;
    }
    let words = text.split_whitespace().count();
    // Long text that only mentions code is prose; what holds a sign in every dozen words is not.
    ends + begins + signs >= 2 + words / 12 || found.iter().sum::<usize>() >= 8 + words / 12
}

/// What calls of functions say of a text: `print("` within it, and more where it is nothing else.
fn calls(text: &str) -> usize {
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.');
    let is_call = |(at, _): (usize, &str)| text[..at].ends_with(is_name) && !text[..at].ends_with('.');
    let holds_call = ["(\"", "('"].into_iter().any(|begin| text.match_indices(begin).any(is_call));
    let begins = text.trim_start_matches(is_name).starts_with(['(']) && text.starts_with(is_name);
    let says_no_more = holds_call && begins && text.ends_with([')', ';']) && !text.contains(". ");
    usize::from(holds_call) + usize::from(says_no_more)
}

/// Whether nothing that is looked for begins with a character; most are such.
fn is_plain(character: char) -> bool {
    character == ' ' || character.is_ascii_alphanumeric() && !matches!(character, 'h' | 'H' | 'w' | 'W')
}

/// No interval has more characters.
const LONGEST_INTERVAL: usize = 30;

struct Scan<'t> {
    characters: Characters<'t>,
    /// `‘‘` or `,,` occurs, so two single marks may stand for a double one.
    doubles_singles: bool,
    /// Two straight single marks close something in the paragraph.
    closes_two_singles: OnceCell<bool>,
}

impl Scan<'_> {
    fn marks(&self, arrows: &[usize]) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut at = 0;
        while let Some(character) = self.characters.at(at) {
            if is_plain(character) {
                at += 1;
                continue;
            }
            if let Some(end) = self.address_end(at) {
                at = end;
                continue;
            }
            if let Some(end) = self.interval_end(at).or_else(|| self.empty_end(at)) {
                at = end;
                continue;
            }
            let fence = self.fence_length(at);
            let is_arrow = || !arrows.is_empty() && arrows.binary_search(&self.characters.offset(at)).is_ok();
            let is_arrow = || is_arrow() || self.is_drawn_arrow(character, at);
            let Some((glyph, length)) = self.glyph_at(at).filter(|_| fence == 0 && !is_arrow()) else {
                at += fence.max(1);
                continue;
            };
            marks.push(weigh::weigh(&self.characters, glyph, at..at + length));
            at += length;
        }
        marks
    }

    /// Whether a title's closing mark is the head of an arrow: `设置-》通用`.
    fn is_drawn_arrow(&self, character: char, at: usize) -> bool {
        character == '》'
            && match self.characters.back(at, 1) {
                Some('-' | '=' | '>') => true,
                Some('—' | '–' | '─') => {
                    !self.characters.text[..self.characters.offset(at)].contains('《')
                }
                _ => false,
            }
    }

    /// The shape at a place and how many characters it takes.
    fn glyph_at(&self, at: usize) -> Option<(Glyph, usize)> {
        let character = self.characters.at(at)?;
        let behind = |count: usize| at >= count && self.characters.at(at - count) == Some(character);
        let run = (at..).take_while(|&next| self.characters.at(next) == Some(character)).take(4).count();
        let starts_run = !behind(1);
        // Three single marks: the inner quotation ends first, or begins last.
        let closes_three = run == 2 && behind(1) && !behind(2) && !self.characters.begins_word(at - 1);
        let opens_three = run == 3 && starts_run && self.characters.begins_word(at);
        if character == '\'' && (closes_three || opens_three) {
            return Some((Glyph::TwoSingles, 2));
        }
        if run == 2 && starts_run && !self.opens_elision(at) {
            let pair = match character {
                '\'' => Some(Glyph::TwoSingles),
                '`' => Some(Glyph::TwoGraves),
                ',' if self.doubled_comma_opens(at) => Some(Glyph::Low99),
                '’' if self.doubles_singles => Some(Glyph::High99),
                '‘' if self.doubles_singles => Some(Glyph::High66),
                _ => None,
            };
            if let Some(glyph) = pair {
                return Some((glyph, 2));
            }
        }
        Glyph::of(character).map(|glyph| (glyph, 1))
    }

    /// Whether the second of two straight marks is the apostrophe of a clipped word: `''Tis late.'`
    fn opens_elision(&self, at: usize) -> bool {
        self.characters.at(at) == Some('\'')
            && self.characters.begins_word(at)
            && !self.closes_two_singles()
            && self.characters.lexicon().elisions.contains(&self.characters.word_at(at + 2))
    }

    fn closes_two_singles(&self) -> bool {
        let closes =
            |text: &str| text.match_indices("''").any(|(at, _)| at > 0 && !text[..at].ends_with([' ', '(']));
        *self.closes_two_singles.get_or_init(|| closes(self.characters.text))
    }

    fn doubled_comma_opens(&self, at: usize) -> bool {
        matches!(self.characters.before(at), Near::Edge | Near::Space | Near::Opening)
            && matches!(self.characters.after(at + 2), Near::Letter | Near::Digit | Near::Dash)
    }

    /// The end of a web address that begins here. A closing bracket or a mark behind it is prose.
    fn address_end(&self, at: usize) -> Option<usize> {
        let begins = matches!(self.characters.at(at), Some('h' | 'H' | 'w' | 'W'));
        if !begins || (at > 0 && self.characters.at(at - 1).is_some_and(char::is_alphanumeric)) {
            return None;
        }
        let rest = self.characters.text.get(self.characters.offset(at)..)?;
        if !["http://", "https://", "www."].iter().any(|scheme| rest.starts_with(scheme)) {
            return None;
        }
        // The address itself may be quoted.
        let closing = match self.characters.back(at, 1) {
            Some('‘') => Some('’'),
            Some('\'') => Some('\''),
            _ => None,
        };
        let mut depth = 0_i32;
        let mut end = at;
        while let Some(character) = self.characters.at(end) {
            match character {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => break,
                ')' | ']' | '}' => depth -= 1,
                '"' | '<' | '>' | '“' | '”' | '„' | '«' | '»' | '（' | '）' | '」' | '】' => {
                    break;
                }
                other if other.is_whitespace() || closing == Some(other) => break,
                _ => {}
            }
            end += 1;
        }
        Some(end)
    }

    /// The end of two straight marks that hold nothing, as programs write an empty text (`x = ''`), or of a mark that
    /// stands before a backslash.
    fn empty_end(&self, at: usize) -> Option<usize> {
        let mark = self.characters.at(at).filter(|mark| matches!(mark, '\'' | '"'))?;
        if self.characters.at(at + 1) == Some('\\') {
            return Some(at + 1);
        }
        let is_pair = self.characters.at(at + 1) == Some(mark) && self.characters.at(at + 2) != Some(mark);
        if !is_pair || self.characters.back(at, 1) == Some(mark) {
            return None;
        }
        let is_argument = matches!(self.characters.back(at, 1), Some('=' | '(' | '[' | '{'));
        let ends = !matches!(self.characters.after(at + 2), Near::Letter | Near::Digit | Near::Opening);
        let is_assigned = self.characters.back(at, 1) == Some('=');
        (is_assigned || is_argument && ends).then_some(at + 2)
    }

    /// The end of an interval such as `[0, 1)` or `]a; b[` that begins here, or of `][` by itself.
    fn interval_end(&self, at: usize) -> Option<usize> {
        let opener = self.characters.at(at)?;
        if !matches!(opener, '[' | '(' | ']') {
            return None;
        }
        if opener == ']' && !matches!(self.characters.before(at), Near::Space | Near::Edge) {
            return None;
        }
        // The name of an old computer, and of nothing else that comes in pairs.
        if opener == ']' && self.characters.at(at + 1) == Some('[') {
            let is_model = matches!(self.characters.at(at + 2), Some('e' | 'c'));
            let ends =
                !matches!(self.characters.after(at + 2 + usize::from(is_model)), Near::Letter | Near::Digit);
            return ends.then_some(at + 2);
        }
        let (mut ends, mut begin) = (Vec::new(), at + 1);
        for end in at + 1..at + LONGEST_INTERVAL {
            match self.characters.at(end)? {
                ',' | ';' => {
                    ends.push(begin..end);
                    begin = end + 1;
                }
                closer @ ('[' | ')' | ']') => {
                    ends.push(begin..end);
                    let is_odd = !matches!((opener, closer), ('[', ']') | ('(', ')'));
                    return (is_odd && self.are_bounds(&ends)).then_some(end + 1);
                }
                '(' => return None,
                _ => {}
            }
        }
        None
    }

    /// Whether some stretches are the two ends of an interval: a number at least, and no words.
    fn are_bounds(&self, ends: &[Range<usize>]) -> bool {
        let text = |end: &Range<usize>| {
            let offset = |place| self.characters.offset(place);
            self.characters.text[offset(end.start)..offset(end.end)].trim()
        };
        let is_bound = |end: &Range<usize>| !text(end).is_empty() && !text(end).contains(char::is_whitespace);
        let says = |end: &Range<usize>| {
            let text = text(end);
            text.contains(|sign: char| sign.is_numeric() || matches!(sign, '∞' | OPAQUE))
                || text.chars().filter(|sign| sign.is_alphabetic()).count() <= 1
        };
        matches!(ends, [from, to] if is_bound(from) && is_bound(to) && says(from) && says(to))
    }

    /// The length of a run of three or more straight marks: code, not a quotation.
    fn fence_length(&self, at: usize) -> usize {
        let run =
            (at..self.characters.len()).take_while(|&next| self.characters.at(next) == Some('"')).count();
        if run >= 3 { run } else { 0 }
    }
}
