//! Hugo's short codes: `{{< name … >}}` and `{{% name … %}}`.

use std::ops::Range;

use super::arguments;
use super::pairs::PairEnd;
use super::scanner::{FoundToken, Scanner};
use crate::document::Meaning;
use crate::source::SourceSpan;

/// Short codes whose inside is code; one of these words is enough (`code-toggle`).
const CODE: &[&str] = &[
    "highlight",
    "code",
    "codeblock",
    "mermaid",
    "math",
    "katex",
    "latex",
    "plantuml",
    "graphviz",
    "diagram",
    "chart",
    "terminal",
    "console",
    "shell",
    "cmd",
    "script",
    "css",
    "js",
    "svg",
];

/// The short code that begins at a place.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let (begin, end) = if text[at..].starts_with("{{<") { ("{{<", ">}}") } else { ("{{%", "%}}") };
    let inside = at + begin.len();
    let stop = scanner.tag_end(inside, end)?;
    let inner = inside..stop - end.len();
    let written = text[inner.clone()].trim();
    // `{{</* name */>}}` is how a page shows a short code.
    if written.starts_with("/*") {
        return Some(FoundToken::new(stop, Meaning::Value));
    }
    if let Some(name) = written.strip_prefix('/') {
        let side = Some((PairEnd::Ends, format!("/{}", name.trim())));
        return Some(FoundToken { side, ..FoundToken::new(stop, Meaning::Hidden) });
    }
    let name = written.split([' ', '\t', '\r', '\n']).next().unwrap_or_default();
    let is_code = name.split(['-', '_', '/']).any(|word| CODE.contains(&word));
    if (is_code || name == "comment")
        && let Some(held) = held(scanner, stop, name)
    {
        let content = SourceSpan::from_range(stop..held.start);
        let meaning = if is_code { Meaning::Code(content) } else { Meaning::Comment(content) };
        return Some(FoundToken::new(held.end, meaning));
    }
    let meaning = match arguments::shown(text, inner, name, arguments::Style::Hugo) {
        Some(shown) => Meaning::Texts(Box::new(shown)),
        None => Meaning::Object,
    };
    let side = (!written.ends_with('/')).then(|| (PairEnd::Begins, format!("/{name}")));
    Some(FoundToken { side, ..FoundToken::new(stop, meaning) })
}

/// The closing tag of a name, from a place on.
fn held(scanner: &mut Scanner<'_>, from: usize, name: &str) -> Option<Range<usize>> {
    let text = scanner.text;
    scanner.ends.find_with(&format!("{{{{</{name}"), from, || {
        memchr::memmem::find_iter(&text.as_bytes()[from..], b"{{").map(|place| from + place).find_map(
            |place| {
                let tag = text[place + 2..].strip_prefix(['<', '%'])?.trim_start_matches([' ', '\t']);
                let rest = tag.strip_prefix('/')?.trim_start().strip_prefix(name)?.trim_start();
                let rest = rest.strip_prefix(">}}").or_else(|| rest.strip_prefix("%}}"))?;
                Some(place..text.len() - rest.len())
            },
        )
    })
}
