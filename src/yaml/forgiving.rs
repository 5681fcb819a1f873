//! Texts that other readers of YAML take and ours does not, made such that it does.

use std::ops::Range;
use std::sync::LazyLock;

use granit_parser::{Event, Parser};
use regex::{Captures, Regex};

/// A value between double quotation marks.
static QUOTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?m)(^|[\s\[{,:-])"((?:[^"\\\n]|\\.)*)""#).ok());

/// The text as ours reads it: without the earlier of two equal keys of a mapping, except the text's own one, and
/// without the needless escape `\'` between double quotation marks. None where there is nothing of the kind.
pub fn forgiving(text: &str) -> Option<String> {
    let unescaped = without_escapes(text);
    let mut bytes = unescaped.clone().into_bytes();
    for range in repeated_entries(&unescaped) {
        bytes[range].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    // What is blanked begins and ends between characters.
    String::from_utf8(bytes).ok().filter(|forgiven| forgiven != text)
}

fn without_escapes(text: &str) -> String {
    let Some(quoted) = QUOTED.as_ref() else { return text.to_owned() };
    let plain = |value: &Captures<'_>| format!("{}\"{}\"", &value[1], value[2].replace(r"\'", "'"));
    quoted.replace_all(text, plain).into_owned()
}

/// A mapping that is open: where it is nested, its keys with the bytes of their entries, and where the value now read
/// began.
#[derive(Default)]
struct OpenMapping {
    entries: Vec<(String, Range<usize>)>,
    is_key_next: bool,
}

/// The bytes of all entries whose key stands again in the same mapping further down.
fn repeated_entries(text: &str) -> Vec<Range<usize>> {
    let mut open: Vec<Option<OpenMapping>> = Vec::new();
    let mut repeated = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return Vec::new() };
        let range = span.byte_range().unwrap_or(0..0);
        match event {
            Event::Scalar(value, ..) => met(&mut open, Some(&value), range),
            Event::Alias(_) => met(&mut open, None, range),
            Event::MappingStart(..) => {
                met(&mut open, None, range);
                open.push(Some(OpenMapping { is_key_next: true, ..OpenMapping::default() }));
            }
            Event::SequenceStart(..) => {
                met(&mut open, None, range);
                open.push(None);
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let closed = open.pop().flatten();
                repeated.extend(closed.filter(|_| !open.is_empty()).into_iter().flat_map(earlier));
                reach(&mut open, range.end);
            }
            _ => {}
        }
    }
    repeated
}

/// A key or a value begins.
fn met(open: &mut [Option<OpenMapping>], text: Option<&str>, range: Range<usize>) {
    let Some(Some(mapping)) = open.last_mut() else { return };
    let is_key = mapping.is_key_next;
    mapping.is_key_next = !is_key;
    if is_key {
        mapping.entries.push((text.unwrap_or_default().to_owned(), range));
    } else if let Some((_, entry)) = mapping.entries.last_mut() {
        entry.end = entry.end.max(range.end);
    }
}

/// A list or a mapping that was a value ends.
fn reach(open: &mut [Option<OpenMapping>], end: usize) {
    if let Some(Some(OpenMapping { entries, is_key_next: true })) = open.last_mut()
        && let Some((_, entry)) = entries.last_mut()
    {
        entry.end = entry.end.max(end);
    }
}

fn earlier(mapping: OpenMapping) -> Vec<Range<usize>> {
    let entries = mapping.entries;
    let stands_again = |at: usize| entries[at + 1..].iter().any(|(key, _)| *key == entries[at].0);
    (0..entries.len()).filter(|&at| stands_again(at)).map(|at| entries[at].1.clone()).collect()
}
