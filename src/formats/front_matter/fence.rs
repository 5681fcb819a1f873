//! Where front matter begins and ends.

use std::ops::Range;

use crate::document::MetadataProblem;
use crate::source::SourceSpan;

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    Yaml,
    Toml,
    Json,
    /// Fields one a line, as at the top of a text that stands between no fences.
    Lines,
    /// A program, or a notation that is not known.
    Unread,
}

/// Front matter as it stands in a text.
#[derive(Debug, Clone)]
pub(super) struct Fenced {
    pub(super) notation: Notation,
    /// The bytes between the fences.
    pub(super) inner: Range<usize>,
    /// Where the body begins.
    pub(super) end: usize,
    /// Whether its end is missing.
    pub(super) is_open: bool,
    /// Comments before it, and what they say.
    pub(super) comments: Vec<(SourceSpan, SourceSpan)>,
    /// The line that begins it.
    first_line: Range<usize>,
}

/// Names that fields have where no fence says that they are fields, besides the title.
const LINE_NAMES: [&str; 16] = [
    "date",
    "author",
    "authors",
    "category",
    "tags",
    "slug",
    "summary",
    "status",
    "modified",
    "lang",
    "description",
    "subtitle",
    "template",
    "keywords",
    "save_as",
    "url",
];

/// The fields at the top of a text, up to the first blank line, as Pelican and `MultiMarkdown` have them.
pub(super) fn without_fences(text: &str) -> Option<Fenced> {
    let mut comments = Vec::new();
    let start = skip(text, &mut comments);
    let (mut at, mut has_title, mut known) = (start, false, 0);
    while at < text.len() {
        let line = line_at(text, at);
        let written = &text[line.clone()];
        if written.trim().is_empty() {
            break;
        }
        if let Some(length) = field_length(written) {
            let name = written[..length - 1].to_ascii_lowercase();
            has_title |= name == "title";
            known += usize::from(LINE_NAMES.contains(&name.as_str()));
        } else if at == start || !written.starts_with(['\t', ' ']) {
            return None;
        }
        at = line.end;
    }
    (has_title && known > 0).then_some(Fenced {
        notation: Notation::Lines,
        inner: start..at,
        end: at,
        is_open: false,
        comments,
        first_line: start..start,
    })
}

/// The front matter of a text; blank lines and comments may stand before it.
pub(super) fn find(text: &str) -> Option<Fenced> {
    let mut comments = Vec::new();
    let start = skip(text, &mut comments);
    let line = line_at(text, start);
    let fence = text[line.clone()].trim_end();
    let after = line.end;
    let fenced = |notation, inner: Range<usize>, end| Fenced {
        notation,
        inner,
        end,
        is_open: false,
        comments: comments.clone(),
        first_line: start..start + fence.len(),
    };
    if fence.starts_with('{') {
        let length = json_length(&text[start..])?;
        let rest = line_at(text, start + length);
        let is_alone = text[start + length..rest.end].trim().is_empty();
        return is_alone.then(|| fenced(Notation::Json, start..start + length, rest.end));
    }
    let (sign, notation) = opening(fence)?;
    if notation == Notation::Yaml && start > 0 && !begins_with_field(&text[after..]) {
        return None;
    }
    match closing(text, after, sign) {
        Some(close) => Some(fenced(notation, after..close.start, close.end)),
        None if sign == "---" => without_end(text, &fenced(notation, after..text.len(), text.len())),
        None => None,
    }
}

/// Where front matter ends that has lost its end, so that too much was taken for it: at the first blank line
/// with running text behind it. None if there is no such text, or what stands there is no front matter.
pub(super) fn without_end(text: &str, fenced: &Fenced) -> Option<Fenced> {
    let start = fenced.inner.start;
    if fenced.notation != Notation::Yaml || !begins_with_field(&text[start..]) {
        return None;
    }
    let mut end = start;
    let mut at = start;
    let mut was_blank = false;
    while at < fenced.inner.end {
        let line = line_at(text, at);
        let written = &text[line.clone()];
        let is_blank = written.trim().is_empty();
        // Behind a blank line it is a heading.
        let is_comment = written.starts_with('#') && !was_blank;
        let belongs =
            is_comment || field_length(written).is_some() || written.starts_with([' ', '\t', '-', ']', '}']);
        if was_blank && !is_blank && !belongs {
            let inner = start..end;
            return Some(Fenced { inner, end, is_open: true, ..fenced.clone() });
        }
        if !is_blank {
            end = line.end;
        }
        was_blank = is_blank;
        at = line.end;
    }
    None
}

/// Whether front matter without an end is a block of Python-Markdown, which the first blank line ends: plain
/// values one a line, and a list in them is parted by commas.
pub(super) fn is_meta_block(inner: &str) -> bool {
    let mut is_told = false;
    let is_plain = |line: &str| {
        let value = field_length(line).map(|length| line[length..].trim());
        let plain = value.is_some_and(|value| !value.starts_with(['[', '{', '"', '\'', '|', '>', '&', '*']));
        let lists = line.to_ascii_lowercase().starts_with("tags:") && line.contains(", ");
        // YAML would take it for a field within the field.
        is_told |= lists || value.is_some_and(|value| value.contains(": "));
        plain
    };
    inner.lines().filter(|line| !line.trim().is_empty()).all(is_plain) && is_told
}

/// What is said of front matter that has lost its end.
pub(super) fn never_closed(fenced: &Fenced) -> MetadataProblem {
    MetadataProblem {
        message: "it is never closed".to_owned(),
        remedy: "Put `---` on a line of its own below the last field.",
        span: SourceSpan::from_range(fenced.first_line.clone()),
    }
}

/// The length of `title:` at the beginning of a line that is a field's, its colon included.
pub(super) fn field_length(line: &str) -> Option<usize> {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.\"'".contains(&byte);
    let name = line.bytes().take_while(|&byte| is_sign(byte)).count();
    let rest = line[name..].strip_prefix(':')?;
    let is_name = line.starts_with(|first: char| first.is_ascii_alphabetic() || "_\"'".contains(first));
    (is_name && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then_some(name + 1)
}

/// Whether the first line that is no comment is a field.
fn begins_with_field(text: &str) -> bool {
    let mut lines = text.split(['\n', '\r']).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.next().is_some_and(|line| field_length(line).is_some())
}

/// Past what may stand before front matter: a byte order mark, blank lines, comments.
fn skip(text: &str, comments: &mut Vec<(SourceSpan, SourceSpan)>) -> usize {
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    loop {
        let line = line_at(text, at);
        if line.is_empty() {
            return at;
        }
        if text[line.clone()].trim().is_empty() {
            at = line.end;
            continue;
        }
        let Some(rest) = text[at..].strip_prefix("<!--") else { return at };
        let Some(length) = rest.find("-->") else { return at };
        let content = at + 4..at + 4 + length;
        let line = line_at(text, content.end + 3);
        if !text[content.end + 3..line.end].trim().is_empty() {
            return at;
        }
        let whole = SourceSpan::from_range(at..content.end + 3);
        comments.push((whole, SourceSpan::from_range(content)));
        at = line.end;
    }
}

/// The sign that ends what a line opens, and how it is written.
fn opening(line: &str) -> Option<(&'static str, Notation)> {
    match line {
        "+++" => return Some(("+++", Notation::Toml)),
        ";;;" => return Some((";;;", Notation::Json)),
        _ => {}
    }
    let name = line.strip_prefix("---")?.trim_start();
    let notation = match name {
        "" | "yaml" | "yml" => Notation::Yaml,
        "toml" => Notation::Toml,
        "json" => Notation::Json,
        "js" | "javascript" | "ts" | "coffee" => Notation::Unread,
        _ => return None,
    };
    Some(("---", notation))
}

/// The line that closes front matter.
fn closing(text: &str, from: usize, sign: &str) -> Option<Range<usize>> {
    let mut at = from;
    while at < text.len() {
        let line = line_at(text, at);
        let written = text[line.clone()].trim_end();
        if written == sign || (sign == "---" && written == "...") {
            return Some(line);
        }
        at = line.end;
    }
    None
}

/// The line that begins at a place, its ending included.
pub(super) fn line_at(text: &str, at: usize) -> Range<usize> {
    let rest = &text.as_bytes()[at..];
    let length = match memchr::memchr2(b'\n', b'\r', rest) {
        Some(end) if rest[end..].starts_with(b"\r\n") => end + 2,
        Some(end) => end + 1,
        None => rest.len(),
    };
    at..at + length
}

/// The length of a JSON object at the beginning of a text.
fn json_length(text: &str) -> Option<usize> {
    let inside = text[1..].trim_start();
    if !inside.starts_with(['"', '}']) {
        return None;
    }
    let (mut depth, mut is_quoted, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            b'{' if !is_quoted => depth += 1,
            b'}' if !is_quoted => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Option<&str> {
        find(text).map(|fenced| &text[fenced.inner])
    }

    #[test]
    fn what_may_stand_before_and_around_it() {
        for text in [
            "---\ntitle: x\n---\nBody",
            "--- \ntitle: x\n---  \nBody",
            "---yaml\ntitle: x\n...\nBody",
            "\n\n---\ntitle: x\n---\n",
            "<!-- a note -->\n---\ntitle: x\n---\n",
            "\u{feff}---\ntitle: x\n---",
            "---\ntitle: x\n\nRunning text.\n",
        ] {
            assert_eq!(inner(text), Some("title: x\n"), "{text:?}");
        }
        assert_eq!(inner("---\r\ntitle: x\r\n---\r\nBody"), Some("title: x\r\n"));
        assert_eq!(inner("---\rtitle: x\r---\rBody"), Some("title: x\r"));
        assert_eq!(inner("{\"title\": \"}\"}\n\nBody"), Some("{\"title\": \"}\"}"));
        assert_eq!(inner(";;;\n\"title\": \"x\"\n;;;\nBody"), Some("\"title\": \"x\"\n"));
    }

    #[test]
    fn what_is_none() {
        for text in [
            "",
            "Body\n---\n",
            "---\n\nRunning text\n",
            "\n---\n\nRunning text.\n\n---\n",
            "----\ntitle: x\n----\n",
            "{{< figure >}}\n",
            "{\"a\": 1} and on\n",
            "{title}",
        ] {
            assert!(find(text).is_none(), "{text:?}");
        }
    }
}
