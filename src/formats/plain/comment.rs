//! Comments in plain text, which has none of its own: a whole line that begins as a comment does elsewhere, and
//! speaks to Copydesk, or to the editor of `WordPress`. Readers of the source may see it; it is no text of the story.

use std::ops::Range;

/// Whom a comment is for.
const NAME: &str = "copydesk";
/// So many letters of the name may be wrong: the comment is misspelt, and no text all the same.
const MOST_WRONG: usize = 2;

/// Where in a line, without white space around it, stands what a comment says; none if it is no comment.
pub(super) fn content(line: &str) -> Option<Range<usize>> {
    let signs = [("<!--", "-->"), ("//", ""), ("#", "")];
    let (begin, end) = signs.into_iter().find(|(begin, _)| line.starts_with(begin))?;
    let inside = line.strip_prefix(begin)?.strip_suffix(end)?;
    let is_of_editor = begin == "<!--" && ["wp:", "/wp:"].iter().any(|name| inside.trim().starts_with(name));
    (is_of_editor || speaks_to_us(inside.trim())).then(|| begin.len()..begin.len() + inside.len())
}

/// Whether a text is an order, however it is spelt: `copydesk-disable`, `copydesk: disable`, `copydsk-disabel`.
fn speaks_to_us(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let (name, is_joined) = match first.find(['-', ':', '_']) {
        Some(at) => (&first[..at], true),
        None => (first, false),
    };
    let is_order = |word: &str| word.starts_with("dis") || word.starts_with("en");
    let second = words.next().unwrap_or_default();
    name.len() + MOST_WRONG >= NAME.len()
        && strsim::damerau_levenshtein(&name.to_ascii_lowercase(), NAME) <= MOST_WRONG
        && (is_joined || is_order(second))
}
