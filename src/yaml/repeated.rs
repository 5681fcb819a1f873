//! Keys that stand twice in one mapping.

use std::ops::Range;

use granit_parser::{Event, Parser};

use super::problem::{Place, Problem};

/// An open collection: the keys met so far and whether a key comes next, or none for a list.
type OpenKeys = Option<(Vec<(String, usize)>, bool)>;

/// The first key of a text that stands twice in its mapping.
pub(super) fn repeated_key(text: &str) -> Option<Problem> {
    let mut open: Vec<OpenKeys> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        match event {
            Event::Scalar(value, ..) => {
                let range = span.byte_range().unwrap_or(0..0);
                if let Some(problem) = take_scalar(text, &mut open, &value, range) {
                    return Some(problem);
                }
            }
            Event::Alias(_) => turn(&mut open),
            Event::MappingStart(..) => {
                turn(&mut open);
                open.push(Some((Vec::new(), true)));
            }
            Event::SequenceStart(..) => {
                turn(&mut open);
                open.push(None);
            }
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
            }
            _ => {}
        }
    }
    None
}

/// A key is followed by a value, and a value by a key.
fn turn(open: &mut [OpenKeys]) {
    if let Some(Some((_, is_key_next))) = open.last_mut() {
        *is_key_next = !*is_key_next;
    }
}

fn take_scalar(text: &str, open: &mut [OpenKeys], value: &str, range: Range<usize>) -> Option<Problem> {
    let Some(Some((keys, is_key_next))) = open.last_mut() else { return None };
    let is_key = std::mem::replace(is_key_next, !*is_key_next);
    if !is_key {
        return None;
    }
    if let Some((_, first)) = keys.iter().find(|(key, _)| key == value) {
        let line = text[..*first].matches('\n').count() + 1;
        let message = format!("`{value}` stands here a second time; it is in line {line} already");
        let remedy = Some("give one of them another name, or put both together".to_owned());
        return Some(Problem { message, place: Place::Bytes(range), remedy });
    }
    keys.push((value.to_owned(), range.start));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_of_two_keys_is_pointed_at() {
        let text = "a: {b: 1}\nc:\n  b: [b, b]\n  d: 2\n  b: 3\n";
        let problem = repeated_key(text).unwrap();
        assert_eq!(problem.place, Place::Bytes(34..35));
        assert!(problem.message.contains("line 3"), "{}", problem.message);
        assert_eq!(repeated_key("a: b\nb: a\nc: {a: a}\n"), None);
    }
}
