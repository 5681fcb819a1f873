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
    let mut endless = Vec::new();
    for open in memchr::memchr2_iter(b'{', b'[', text.as_bytes()) {
        if open < at {
            continue;
        }
        let Some(length) = tag_length(&text[open..], &mut endless) else { continue };
        at = open + length;
        let is_picture = names_picture(&text[open..at]);
        found.push(Shortcode { range: open..at, is_picture });
    }
    found
}

/// The length of a tag that begins the text, with what it holds. `endless` are the names of those whose end tag was
/// looked for in vain.
fn tag_length(text: &str, endless: &mut Vec<&'static str>) -> Option<usize> {
    let (begin, end) = TAGS.iter().find(|(begin, _)| text.starts_with(begin))?;
    let reach = (0..=text.len().min(LONGEST)).rev().find(|&reach| text.is_char_boundary(reach))?;
    let length = text[begin.len()..reach.max(begin.len())].find(end)?;
    let length = begin.len() + length + end.len();
    let (tag, rest) = text.split_at(length);
    let holder = holder(tag).filter(|name| *begin == "{%" && !endless.contains(name));
    let inside = holder.and_then(|name| {
        held_length(name, rest).or_else(|| {
            endless.push(name);
            None
        })
    });
    Some(length + inside.unwrap_or(0))
}

/// The name of a Liquid tag that holds something.
fn holder(tag: &str) -> Option<&'static str> {
    let name = tag.trim_start_matches(['{', '%', '-', ' ']).split([' ', '%', '-']).next()?;
    HOLDERS.iter().copied().find(|holder| *holder == name)
}

/// How far what a Liquid tag holds reaches, its end tag included.
fn held_length(name: &str, rest: &str) -> Option<usize> {
    let closes = |&(at, begin): &(usize, &str)| {
        let end = rest[at + begin.len()..].trim_start_matches(['-', ' ']);
        end.strip_prefix("end").is_some_and(|end| end.starts_with(name))
    };
    let (at, _) = rest.match_indices("{%").find(closes)?;
    rest[at..].find("%}").map(|length| at + length + 2)
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
