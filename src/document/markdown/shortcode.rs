//! Template tags in Markdown: never prose, but some of them are pictures.
//!
//! Known are Hugo's `{{< … >}}` and `{{% … %}}`, Liquid's `{% … %}` and `{{ … }}`, Kramdown's `{: … }`,
//! and `WordPress`' `[caption …]`, whose text stays prose.

use std::ops::Range;

/// How template tags begin and end.
const TAGS: &[(&str, &str)] = &[
    ("{{<", ">}}"),
    ("{{%", "%}}"),
    ("{%", "%}"),
    ("{{", "}}"),
    ("{:", "}"),
    ("[caption", "]"),
    ("[/caption", "]"),
];
/// Liquid's tags that hold code or a note up to their end tag.
const HOLDERS: &[&str] = &["highlight", "raw", "comment", "codeblock", "mermaid"];
/// A longer tag has lost its end.
const LONGEST: usize = 4096;
/// The names of tags that stand for a picture.
const PICTURES: &[&str] = &["figure", "image", "img", "picture", "photo"];

/// A template tag, by its bytes in the text that was scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shortcode {
    pub(super) range: Range<usize>,
    /// Whether it stands for a picture.
    pub(super) is_picture: bool,
}

/// All template tags of a text, in order.
pub(super) fn scan(text: &str) -> Vec<Shortcode> {
    let mut found = Vec::new();
    let mut at = 0;
    for open in memchr::memchr2_iter(b'{', b'[', text.as_bytes()) {
        if open < at {
            continue;
        }
        let Some(length) = tag_length(&text[open..]) else { continue };
        at = open + length;
        let is_picture = names_picture(&text[open..at]);
        found.push(Shortcode { range: open..at, is_picture });
    }
    found
}

fn tag_length(text: &str) -> Option<usize> {
    let (begin, end) = TAGS.iter().find(|(begin, _)| text.starts_with(begin))?;
    let reach = (0..=text.len().min(LONGEST)).rev().find(|&reach| text.is_char_boundary(reach))?;
    let length = text[begin.len()..reach.max(begin.len())].find(end)?;
    let length = begin.len() + length + end.len();
    let inside = if *begin == "{%" { held_length(&text[..length], &text[length..]) } else { None };
    Some(length + inside.unwrap_or(0))
}

/// How far what a Liquid tag holds reaches, its end tag included.
fn held_length(tag: &str, rest: &str) -> Option<usize> {
    let name = tag.trim_start_matches(['{', '%', '-', ' ']).split([' ', '%', '-']).next()?;
    let name = HOLDERS.iter().find(|holder| **holder == name)?;
    let mut ends = rest.match_indices("{%");
    ends.find_map(|(at, _)| {
        let end = rest[at..].trim_start_matches(['{', '%', '-', ' ']);
        let closes = end.strip_prefix("end").is_some_and(|end| end.starts_with(name));
        closes.then(|| rest[at..].find("%}").map(|length| at + length + 2))?
    })
}

fn names_picture(tag: &str) -> bool {
    let mut words = tag.trim_start_matches(['{', '<', '%', ' ']).split_whitespace();
    let name = words.next().unwrap_or_default();
    let name = if name == "include" { words.next().unwrap_or_default() } else { name };
    let stem = name.split(['.', '-', '_']).next().unwrap_or_default();
    PICTURES.contains(&stem)
}

/// The value of an attribute of a tag, by its bytes in the tag.
pub(super) fn attribute(tag: &str, names: &[&str]) -> Option<Range<usize>> {
    names.iter().find_map(|name| {
        tag.match_indices(name).find_map(|(at, _)| {
            let before = tag[..at].chars().next_back()?;
            let rest = tag[at + name.len()..].strip_prefix('=')?;
            let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let length = rest[1..].find(quote)?;
            let start = at + name.len() + 2;
            before.is_whitespace().then_some(start..start + length)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_and_their_texts_found() {
        let text = r#"a {{< figure src="x_y.jpg" caption="The port" >}} {% include image.html alt='Boats' %} {{ x }}"#;
        let tags = scan(text);
        let pictures: Vec<&str> =
            tags.iter().filter(|tag| tag.is_picture).map(|tag| &text[tag.range.clone()]).collect();
        assert_eq!(tags.len(), 3);
        assert_eq!(&pictures[0][attribute(pictures[0], &["caption", "title"]).unwrap()], "The port");
        assert_eq!(&pictures[1][attribute(pictures[1], &["alt"]).unwrap()], "Boats");
    }
}
