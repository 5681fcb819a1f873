//! Links and pictures whose signs readers see.

use super::is_escaped;
use crate::checks::{Context, Sink};
use crate::document::Document;
use crate::source::TextSpan;

/// How far a link's text and address are looked for, in bytes.
const REACH: usize = 400;

/// A link that is none, in the text of a block.
struct Broken {
    at: usize,
    end: usize,
    problem: &'static str,
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
            if is_meant(document, place(at, at + 1)) || is_meant(document, place(broken.at, broken.at + 1)) {
                continue;
            }
            end = broken.end;
            let (start, problem) = (broken.at, broken.problem);
            sink.report(place(start, end)).value("problem", problem).emit();
        }
    }
}

fn is_meant(document: &Document<'_>, sign: TextSpan) -> bool {
    document.text(sign).is_ascii() && is_escaped(document, sign)
}

/// The broken link whose text ends at a bracket.
fn broken_at(text: &str, at: usize) -> Option<Broken> {
    let (before, rest) = (&text[..at], &text[at + 1..]);
    if text.as_bytes()[at] == b')' {
        // `(text)[address]`
        let inner = rest.strip_prefix('[')?;
        let length = inner.find(']').filter(|&length| is_web_address(&inner[..length]))?;
        let start = opening(before, '(', ')')?;
        let end = at + 2 + length + 1;
        return Some(Broken { at: start, end, problem: "its round and square brackets have changed places" });
    }
    if let Some(inner) = rest.strip_prefix('(') {
        return unclosed(before, inner, at);
    }
    if let Some(inner) = rest.strip_prefix('[') {
        // `[text][address]`
        let length = inner.find(']').filter(|&length| is_web_address(&inner[..length]))?;
        let start = opening(before, '[', ']')?;
        return Some(Broken {
            at: start,
            end: at + 2 + length + 1,
            problem: "an address stands in round brackets",
        });
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
    has_words.then_some(Broken { at: start, end, problem: "nothing may stand between its brackets" })
}

/// A link whose address never ends, has a space in it, or whose text never begins.
fn unclosed(before: &str, inner: &str, at: usize) -> Option<Broken> {
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
    Some(Broken { at: start, end: at + 2 + length, problem })
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
