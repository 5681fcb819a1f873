//! What stands in brackets and is no link of Markdown: `[[Page|text]]`, `![[picture.png]]`, `[text]{.class}`,
//! `[@source]`.

use super::attributes;
use super::scanner::{FoundToken, Scanner};
use crate::document::{BlockKind, Link, Meaning, Shown};
use crate::source::SourceSpan;

/// A wiki link is no longer, in bytes.
const LONGEST_LINK: usize = 400;
/// Text with attributes is no longer, in bytes.
const LONGEST_TEXT: usize = 400;
/// How the names of pictures end.
const PICTURES: &[&str] =
    &[".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".tif", ".tiff"];

/// What begins at a bracket.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let rest = &scanner.text[at..];
    if rest.starts_with("[[") {
        return link(scanner, at);
    }
    if rest.starts_with("[@") || rest.starts_with("[-@") {
        return citation(scanner, at);
    }
    attributed(scanner, at)
}

/// `[[Page|text]]`, `[[Page]]`: a link to another note or page.
fn link(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let inside = at + 2;
    let end = wiki_end(scanner, inside)?;
    let inner = &text[inside..end];
    let is_other = text[end + 2..].starts_with(['(', '[', ':', ']']) || text[..at].ends_with(['[', '\\']);
    // `[[ -z $name ]]` is a test of a shell, `[[TK]]` a gap, `[[1, 2], [3]]` a list.
    let is_page =
        inner.starts_with(char::is_alphanumeric) && !inner.contains(['$', '"', '=', '`', '[', ']', '<', '{']);
    let is_gap = !inner.chars().any(char::is_lowercase);
    if is_other || !is_page || is_gap {
        return None;
    }
    let (page, shown) = inner.split_once('|').unwrap_or((inner, inner));
    if shown.trim().is_empty() {
        return None;
    }
    let start = end - shown.len();
    scanner.expect(end, end + 2, Meaning::Hidden);
    scanner.add_link(Link {
        span: SourceSpan::from_range(at..end + 2),
        text: SourceSpan::from_range(start..end),
        target: SourceSpan::from_range(inside..inside + page.len()),
    });
    Some(FoundToken::new(start, Meaning::Hidden))
}

/// `![[picture.png|alternative text]]` is a picture, `![[Page]]` the text of another page.
pub(super) fn embed(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let inside = at + 3;
    let end = wiki_end(scanner, inside)?;
    let inner = &text[inside..end];
    if inner.trim().is_empty() || inner.contains(['[', ']']) {
        return None;
    }
    let file = inner.split('|').next().unwrap_or_default();
    let name = file.split(['#', '?']).next().unwrap_or_default().trim().to_ascii_lowercase();
    if !PICTURES.iter().any(|ending| name.ends_with(ending)) {
        return Some(FoundToken::new(end + 2, Meaning::Object));
    }
    let mut shown = Shown { is_picture: true, ..Shown::default() };
    shown.image = Some(SourceSpan::from_range(inside..inside + file.len()));
    let mut place = inside + file.len();
    for part in inner[file.len()..].split('|').skip(1) {
        let start = place + 1;
        place = start + part.len();
        // `300` and `300x200` are its size.
        let is_size = part.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'x' | b' '));
        let is_place = matches!(part.trim(), "left" | "right" | "center" | "thumb" | "inline");
        if !is_size && !is_place && shown.texts.is_empty() {
            shown.texts.push((BlockKind::Alt, SourceSpan::from_range(start..place)));
        }
    }
    Some(FoundToken::new(end + 2, Meaning::Texts(Box::new(shown))))
}

/// Where the brackets begin that close a wiki link, on its line.
fn wiki_end(scanner: &mut Scanner<'_>, inside: usize) -> Option<usize> {
    let end = scanner.ends.find(scanner.text, "]]", inside)?.start;
    let inner = scanner.text.get(inside..end)?;
    (inner.len() <= LONGEST_LINK && !inner.contains('\n')).then_some(end)
}

/// `[@source, p. 3]`: a mark that stands for a source.
fn citation(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let end = scanner.tag_end(at + 1, "]")?;
    let names_source = text[at..end].trim_start_matches(['[', '-', '@']).starts_with(char::is_alphanumeric);
    (names_source && !text[end..].starts_with(['(', '[', ':'])).then(|| FoundToken::new(end, Meaning::Value))
}

/// `[text]{.class}`: text with attributes.
fn attributed(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    if text[..at].ends_with(['!', ']', '^', '\\']) {
        return None;
    }
    let close = scanner.ends.find(text, "]{", at + 1)?.start;
    let inner =
        text.get(at + 1..close).filter(|inner| inner.len() <= LONGEST_TEXT && !inner.contains("\n\n"))?;
    let mut depth = 0_isize;
    let is_balanced = inner.bytes().all(|byte| {
        depth += isize::from(byte == b'[') - isize::from(byte == b']');
        depth >= 0
    });
    let end = attributes::end(text, close + 1).filter(|_| is_balanced && depth == 0)?;
    scanner.expect(close, end, Meaning::Hidden);
    Some(FoundToken::new(at + 1, Meaning::Hidden))
}
