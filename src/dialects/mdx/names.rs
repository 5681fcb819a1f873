//! What the names of elements and props say.

use crate::document::BlockKind;

/// Elements of HTML that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "input", "ins", "kbd", "label", "mark", "output", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];
/// Elements of HTML that may be left to HTML as a whole.
const HTML: &[&str] =
    &["figure", "table", "ul", "ol", "dl", "picture", "video", "audio", "iframe", "form", "select", "object"];
/// Elements that never have an end tag.
const VOID: &[&str] =
    &["br", "hr", "img", "input", "link", "meta", "source", "wbr", "track", "embed", "col", "area"];
/// Words in names of elements whose inside is code.
const CODE: &[&str] = &[
    "pre", "script", "style", "svg", "math", "textarea", "code", "terminal", "command", "shell", "console",
    "mermaid", "snippet", "latex", "katex", "diagram",
];
/// Words in names of elements that show a picture.
const PICTURES: &[&str] = &["image", "img", "picture", "photo", "figure"];
/// Props that readers see.
const TEXTS: &[(&str, BlockKind)] = &[
    ("alt", BlockKind::Alt),
    ("caption", BlockKind::Caption),
    ("credit", BlockKind::Credit),
    ("title", BlockKind::Metadata),
    ("label", BlockKind::Metadata),
    ("heading", BlockKind::Metadata),
    ("subtitle", BlockKind::Metadata),
    ("description", BlockKind::Metadata),
    ("summary", BlockKind::Metadata),
    ("tagline", BlockKind::Metadata),
];

/// Whether a name is one of HTML's own.
pub(super) fn is_html(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase()) && !name.contains(['.', '-'])
}

pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

pub(super) fn is_left_to_html(name: &str) -> bool {
    HTML.contains(&name)
}

pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

pub(super) fn holds_code(name: &str) -> bool {
    // Inline code is left to Markdown.
    name != "code" && words(name).any(|word| CODE.iter().any(|code| word.eq_ignore_ascii_case(code)))
}

pub(super) fn is_picture(name: &str) -> bool {
    words(name).any(|word| PICTURES.iter().any(|picture| word.eq_ignore_ascii_case(picture)))
}

/// What a prop is to readers.
pub(super) fn text_kind(prop: &str) -> Option<BlockKind> {
    TEXTS.iter().find(|(name, _)| *name == prop).map(|&(_, kind)| kind)
}

/// The words of a name: `CodeBlock`, `code-block`, `Code.Block`.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(['.', '-', '_', ':']);
        let first = rest.chars().next()?;
        let inner = &rest[first.len_utf8()..];
        let is_end = |c: char| c.is_uppercase() || matches!(c, '.' | '-' | '_' | ':');
        let length = inner.find(is_end).unwrap_or(inner.len()) + first.len_utf8();
        let (word, behind) = rest.split_at(length);
        rest = behind;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(words("CodeBlock.Tab-x").collect::<Vec<_>>(), ["Code", "Block", "Tab", "x"]);
        assert!(is_picture("BlogImage") && is_picture("img") && !is_picture("Imagine"));
        assert!(
            holds_code("TerminalBlock") && holds_code("pre") && !holds_code("code") && !holds_code("Encode")
        );
    }
}
