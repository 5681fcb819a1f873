//! Attributes of HTML with a slip of the keyboard in their names.

use super::tag;
use crate::checking::{Context, Sink};
use crate::source::SourceSpan;

/// What browsers know and writers use.
const MEANT: &[&str] = &[
    "href", "src", "alt", "class", "title", "target", "width", "height", "style", "markdown", "colspan",
    "rowspan", "loading",
];
/// Names that stand near those, and are right.
const KNOWN: &[&str] =
    &["clas", "tile", "hrefs", "srcs", "alts", "ref", "rel", "rc", "titles", "styles", "weight", "with"];
/// Elements whose attributes are those of HTML, and no component's.
const ELEMENTS: &[&str] = &[
    "a", "abbr", "b", "br", "center", "cite", "code", "div", "em", "embed", "h1", "h2", "h3", "h4", "h5",
    "h6", "i", "iframe", "img", "li", "object", "ol", "p", "pre", "small", "source", "span", "strong", "sub",
    "sup", "table", "td", "th", "tr", "ul", "video",
];

/// Reports attributes whose names are one slip away from one that browsers know.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    let text = document.source().text();
    if tag::is_whole_page(text) {
        return;
    }
    for (name, attributes) in tag::all(document) {
        if !ELEMENTS.contains(&name) {
            continue;
        }
        for (at, attribute) in names(document.source().slice(attributes)) {
            if let Some(meant) = slip_of(attribute) {
                let place = SourceSpan::from_range(at..at + attribute.len()).shift(attributes.start);
                sink.report_source(place).value("problem", format!("`{attribute}` for `{meant}`")).emit();
            }
        }
    }
}

/// The names of attributes, with where each begins, in what stands behind a tag's name.
fn names(attributes: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = attributes.as_bytes();
    let mut quote = None;
    let mut start = None;
    let ends = bytes.iter().enumerate().filter_map(move |(at, &byte)| match quote {
        Some(mark) => {
            if byte == mark {
                quote = None;
            }
            None
        }
        None if matches!(byte, b'"' | b'\'') => {
            quote = Some(byte);
            start = None;
            None
        }
        None if byte == b'=' => start.take().map(|start| (start, at)),
        None if byte.is_ascii_alphabetic() || byte == b'-' => {
            let before = at.checked_sub(1).map(|before| bytes[before]);
            if start.is_none() && before.is_none_or(|before| before.is_ascii_whitespace()) {
                start = Some(at);
            }
            None
        }
        None => {
            start = None;
            None
        }
    });
    ends.map(|(start, end)| (start, &attributes[start..end]))
}

/// The name that was meant, if a name has two letters of it changed about, or one missing or doubled.
fn slip_of(name: &str) -> Option<&'static str> {
    if MEANT.contains(&name) || KNOWN.contains(&name) || name.len() < 3 {
        return None;
    }
    MEANT.iter().copied().find(|meant| is_slip(name, meant))
}

fn is_slip(name: &str, meant: &str) -> bool {
    let (name, meant) = (name.as_bytes(), meant.as_bytes());
    let same = name.iter().zip(meant).take_while(|(one, other)| one == other).count();
    let (rest, whole) = (&name[same..], &meant[same..]);
    let is_turned = rest.len() == whole.len()
        && whole.len() > 1
        && rest[..2] == [whole[1], whole[0]]
        && rest[2..] == whole[2..];
    let is_short = meant.len() > 4 && rest.len() + 1 == whole.len() && rest == &whole[1..];
    let is_doubled =
        same > 0 && rest.len() == whole.len() + 1 && rest[0] == meant[same - 1] && &rest[1..] == whole;
    is_turned || is_short || is_doubled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_their_slips() {
        let found: Vec<&str> =
            names(r#" herf="a=b" class='x y="z"' data-x=1 hidden"#).map(|(_, name)| name).collect();
        assert_eq!(found, ["herf", "class", "data-x"]);
        for (name, meant) in [
            ("herf", "href"),
            ("scr", "src"),
            ("widht", "width"),
            ("mardown", "markdown"),
            ("clss", "class"),
            ("tittle", "title"),
        ] {
            assert_eq!(slip_of(name), Some(meant), "{name}");
        }
        for right in ["href", "id", "name", "rel", "with", "data-src", "lang", "sizes", "srcset", "role"] {
            assert_eq!(slip_of(right), None, "{right}");
        }
    }
}
