//! Links and pictures whose signs readers see.

use super::is_escaped;
use crate::checking::{Context, Sink};
use crate::document::Document;
use crate::source::TextSpan;

/// How far a link's text and address are looked for, in bytes.
const REACH: usize = 400;

/// How far behind a link's text its address may reach, in bytes.
const LONGEST_ADDRESS: usize = 4096;

/// A link that is none, in the text of a block.
struct Broken<'t> {
    at: usize,
    end: usize,
    problem: &'static str,
    /// The label that nothing defines, where that is the problem.
    label: Option<&'t str>,
}

impl Broken<'_> {
    fn new(at: usize, end: usize, problem: &'static str) -> Self {
        Self { at, end, problem, label: None }
    }
}

/// Reports what was to be a link and stands in the text as it was written.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    for (_, block) in context.blocks() {
        let text = document.text(block.text);
        let mut end = 0;
        for at in memchr::memchr3_iter(b']', b')', b'\0', text.as_bytes()) {
            let Some(broken) = (at >= end).then(|| broken_at(text, at)).flatten() else { continue };
            let place = |at: usize, end: usize| TextSpan::from_range(at..end).shift(block.text.start);
            let is_defined = broken.label.is_some_and(|label| is_defined(document, label));
            if is_defined
                || is_meant(document, place(at, at + 1))
                || is_meant(document, place(broken.at, broken.at + 1))
            {
                continue;
            }
            end = broken.end;
            let (start, problem) = (broken.at, broken.problem);
            sink.report(place(start, end)).value("problem", problem).emit();
        }
    }
}

/// Whether a label may be defined: the text says so in a way that was not read, another file of the site may, or
/// this text has no definitions at all, so that its brackets mean something else.
fn is_defined(document: &Document<'_>, label: &str) -> bool {
    let text = document.source().text();
    let is_written = text.match_indices("]:").any(|(at, _)| {
        let written = text[..at].get(at.saturating_sub(label.len())..);
        written.is_some_and(|written| written.eq_ignore_ascii_case(label))
    });
    is_written || document.definitions().is_empty() || ["{%", "{{"].iter().any(|tag| text.contains(tag))
}

fn is_meant(document: &Document<'_>, sign: TextSpan) -> bool {
    document.text(sign).is_ascii() && is_escaped(document, sign)
}

/// The broken link whose text ends at a bracket.
fn broken_at(text: &str, at: usize) -> Option<Broken<'_>> {
    let rest = &text[at + 1..];
    let (before, rest) = (&text[..at], &rest[..rest.floor_char_boundary(LONGEST_ADDRESS)]);
    if text.as_bytes()[at] == b')' {
        // `(text)[address]`
        let inner = rest.strip_prefix('[')?;
        let length = inner.find(']').filter(|&length| is_web_address(&inner[..length]))?;
        let start = opening(before, '(', ')')?;
        let end = at + 2 + length + 1;
        return Some(Broken::new(start, end, "its round and square brackets have changed places"));
    }
    if let Some(inner) = rest.strip_prefix('(') {
        return unclosed(before, inner, at);
    }
    if let Some(inner) = rest.strip_prefix('[') {
        // `[text][address]`, `[text][label]`
        let length = inner.find(']')?;
        let start = opening(before, '[', ']')?;
        if !is_web_address(&inner[..length]) {
            let end = at + 2 + length + 1;
            let is_apart = !before[..start]
                .ends_with(|sign: char| sign.is_alphanumeric() || matches!(sign, ']' | ')' | '_'));
            let is_label = is_words(&inner[..length]) && is_words(&before[start + 1..]);
            return (is_apart && is_label).then_some(Broken {
                label: Some(&inner[..length]),
                ..Broken::new(start, end, "nothing says where its label leads")
            });
        }
        return Some(Broken::new(start, at + 2 + length + 1, "an address stands in round brackets"));
    }
    // `[text] (address)`
    let inner = rest
        .trim_start_matches([' ', '\u{a0}'])
        .strip_prefix('(')
        .filter(|_| rest.starts_with([' ', '\u{a0}']))?;
    let length = inner
        .find(')')
        .filter(|&length| is_address(inner[..length].split(' ').next().unwrap_or_default()))?;
    let start = opening(before, '[', ']')?;
    let words = &before[start + 1..];
    let has_words = words.chars().filter(|letter| letter.is_alphabetic()).nth(2).is_some();
    let is_picture = before[..start].ends_with('!');
    let end = at + 1 + (rest.len() - inner.len()) + length + 1;
    let start = if is_picture { start - 1 } else { start };
    has_words.then_some(Broken::new(start, end, "nothing may stand between its brackets"))
}

/// A link whose address never ends, has a space in it, or whose text never begins.
fn unclosed<'t>(before: &'t str, inner: &'t str, at: usize) -> Option<Broken<'t>> {
    let start = opening(before, '[', ']');
    let word = inner.len() - inner.trim_start().len();
    let stop = inner[word..].find(char::is_whitespace).map_or(inner.len(), |stop| word + stop);
    let (address, closing) = (&inner[..stop], inner.find(')'));
    let has_title = closing.is_some_and(|closing| {
        closing > stop && inner[..closing].ends_with('"') && inner[stop..].trim_start().starts_with('"')
    });
    if !is_address(address.trim()) || has_title {
        return None;
    }
    let (length, problem) = match closing {
        _ if start.is_none() => (closing.map_or(stop, |closing| closing + 1), "its text never begins"),
        // Programs for mail take the words of a subject as they are.
        Some(closing) if closing >= stop && address.starts_with("mailto:") && address.contains('?') => {
            return None;
        }
        Some(closing) if closing >= stop => (closing + 1, "a space stands in its address"),
        Some(closing) if is_open(&inner[..=closing]) => {
            (closing + 1, "a bracket in its address is never closed")
        }
        // A whole link is markup that a tag of HTML around it keeps from being read, or a template reads.
        Some(_) => return None,
        None => (stop, "its address never ends"),
    };
    // Without its first bracket, only the last word of its text is known.
    let start = start.unwrap_or_else(|| before.rfind(char::is_whitespace).map_or(0, |space| space + 1));
    Some(Broken::new(start, at + 2 + length, problem))
}

/// The bracket that opens what a bracket behind this text closes.
fn opening(before: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, sign) in before.char_indices().rev().take(REACH) {
        if sign == close {
            depth += 1;
        } else if sign == open {
            let Some(rest) = depth.checked_sub(1) else { return Some(at) };
            depth = rest;
        }
    }
    None
}

/// Whether a text has letters, as a label has that is no number of a list.
fn is_words(text: &str) -> bool {
    text.chars().filter(|letter| letter.is_alphabetic()).nth(1).is_some()
        && !text.contains(['=', '"', '{', ':'])
}

/// Whether a bracket of an address is open at its end, the one that ends it counted in.
fn is_open(address: &str) -> bool {
    address.matches('(').count() + 1 > address.matches(')').count()
}

/// Whether a text looks like an address of the web or of mail.
fn is_web_address(text: &str) -> bool {
    ["http:", "https:", "mailto:", "www."].iter().any(|start| text.trim().starts_with(start))
}

/// Whether a text looks like an address: of the web, of mail, or of another page of the site.
fn is_address(text: &str) -> bool {
    let text = text.trim().trim_start_matches('<');
    let starts = ["http:", "https:", "mailto:", "www.", "ftp:", "./", "../", "/", "#"];
    starts.iter().any(|start| text.starts_with(start) && text.len() > start.len())
}
