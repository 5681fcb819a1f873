//! What a comment orders, in our own words or in Vale's.

use super::order::{Directive, Order};
use super::vale;
use crate::document::Comment;
use crate::source::{Source, SourceSpan};
use crate::yaml::nearest;

/// What begins every order.
const PREFIX: &str = "copydesk-";
/// The orders, as they are written behind [`PREFIX`].
const ORDERS: [(&str, Order); 4] = [
    ("disable", Order::Disable),
    ("enable", Order::Enable),
    ("disable-next-line", Order::NextLine),
    ("disable-file", Order::File),
];
/// What others call them.
const OTHER_NAMES: [(&str, &str); 6] = [
    ("off", "disable"),
    ("ignore", "disable"),
    ("on", "enable"),
    ("ignore-next-line", "disable-next-line"),
    ("disable-line", "disable-next-line"),
    ("ignore-file", "disable-file"),
];

/// An order that is none, for it is misspelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misspelt {
    /// The word, or the words that were meant as one.
    pub span: SourceSpan,
    /// What was meant, without what begins every order.
    meant: &'static str,
}

impl Misspelt {
    /// What was meant.
    pub fn meant(&self) -> String {
        format!("{PREFIX}{}", self.meant)
    }
}

/// What a comment says to us.
pub(super) enum Meaning {
    Order(Directive),
    Misspelt(Misspelt),
    Nothing,
}

/// Reads a comment.
pub(super) fn read(source: &Source, comment: &Comment) -> Meaning {
    let whole = source.slice(comment.content);
    let text = whole.trim();
    if let Some(order) = text.strip_prefix("vale ") {
        return vale::read(comment.span, order.trim()).map_or(Meaning::Nothing, Meaning::Order);
    }
    let start = comment.content.start + SourceSpan::from_range(0..whole.len() - whole.trim_start().len()).end;
    let place = |from: usize, length: usize| SourceSpan::from_range(from..from + length).shift(start);
    let first = text.split(is_separator).next().unwrap_or_default();
    let order = first.strip_prefix(PREFIX).and_then(|name| ORDERS.iter().find(|(known, _)| *known == name));
    let Some(&(_, order)) = order else {
        let found = misspelt(text).map(|(length, meant)| Misspelt { span: place(0, length), meant });
        return found.map_or(Meaning::Nothing, Meaning::Misspelt);
    };
    let (named, reason) = parted(&text[first.len()..]);
    let words = named.split(is_separator).filter(|word| !word.is_empty());
    // A part of a text lies within it.
    let at = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    let rules = words.map(|word| (word.to_owned(), place(at(word), word.len()))).collect();
    let (matches, spared) = (Vec::new(), Vec::new());
    Meaning::Order(Directive { span: comment.span, order, rules, matches, spared, reason, is_vale: false })
}

/// The names, and the reason behind two hyphens or the dash that an editor made of them.
fn parted(text: &str) -> (&str, Option<String>) {
    let dash = ["--", "—", "–"].into_iter().filter_map(|dash| Some((text.find(dash)?, dash))).min();
    let Some((at, dash)) = dash else { return (text, None) };
    let reason = text[at + dash.len()..].trim();
    (&text[..at], (!reason.is_empty()).then(|| reason.to_owned()))
}

fn is_separator(character: char) -> bool {
    character == ',' || character.is_whitespace()
}

/// The length of the word or words that are meant as an order, and the order; none for other comments.
fn misspelt(text: &str) -> Option<(usize, &'static str)> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let (name, rest) = match first.find(['-', ':', '_']) {
        Some(at) => (&first[..at], &first[at + 1..]),
        None => (first, ""),
    };
    let is_ours = name.eq_ignore_ascii_case("copydesk");
    if !is_ours && strsim::damerau_levenshtein(&name.to_ascii_lowercase(), "copydesk") > 2 {
        return None;
    }
    // `copydesk: disable` and `copydesk disable` are two words.
    let is_split = rest.is_empty();
    let written = if is_split { words.next()? } else { rest };
    let end = written.as_ptr().addr() - text.as_ptr().addr() + written.len();
    let wanted = written.to_ascii_lowercase().replace('_', "-");
    let known = ORDERS.iter().map(|(name, _)| *name);
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == wanted && !is_split).map(|(_, meant)| *meant);
    let meant = other.or_else(|| {
        // Two words may be the beginning of a sentence.
        if is_split && !wanted.starts_with("dis") && !wanted.starts_with("en") {
            return None;
        }
        let cut_short =
            known.clone().find(|name| wanted.len() > "disable".len() && name.starts_with(&wanted));
        cut_short.or_else(|| nearest(&wanted, known))
    });
    // With a hyphen nothing else can be meant.
    let meant = meant.or_else(|| (is_ours && first.contains('-')).then_some("disable-next-line"))?;
    Some((end, meant))
}
