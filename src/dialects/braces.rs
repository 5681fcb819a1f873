//! What stands in double braces: Handlebars, Mustache, Vue, Liquid's and Jinja's values, Go templates.

use super::arguments;
use super::scanner::{FoundToken, Scanner};
use crate::document::Meaning;
use crate::source::SourceSpan;

/// Words of Go templates that show nothing themselves.
const STEERING: &[&str] =
    &["if", "else", "end", "range", "with", "define", "block", "break", "continue", "each", "unless"];
/// What a site's generator knows under these names is filled in when the page is built.
const OF_SITES: &[&str] = &[
    "site",
    "page",
    "post",
    "include",
    "content",
    "layout",
    "theme",
    "collections",
    "partial",
    "block",
    "super",
];

/// The tag that begins at a place.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let inside = at + 2;
    let lead = text[inside..].trim_start_matches(['-', '~', ' ', '\t']);
    let lead_at = text.len() - lead.len();
    if let Some(found) = comment(scanner, lead, lead_at) {
        return Some(found);
    }
    if lead.starts_with('{') {
        let stop = scanner.tag_end(lead_at + 1, "}}}")?;
        return Some(FoundToken::new(stop, Meaning::Value));
    }
    let stop = end(scanner, inside)?;
    let inner = inside..stop - 2;
    let written = text[inner.clone()].trim_matches(['-', '~', ' ', '\t', '\r', '\n']);
    let word = written.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let is_steering =
        written.starts_with(['#', '/', '^']) || STEERING.contains(&word) || written.contains(":=");
    if is_steering {
        return Some(FoundToken::new(stop, Meaning::Hidden));
    }
    if written.starts_with('>') {
        return Some(FoundToken::new(stop, Meaning::Object));
    }
    // `{{ image(src="…", alt="…") }}`
    if written[word.len()..].starts_with('(')
        && let Some(shown) = arguments::shown(text, inner, word, arguments::Style::Call)
    {
        return Some(FoundToken::new(stop, Meaning::Texts(Box::new(shown))));
    }
    let is_certain = written.starts_with('.') || OF_SITES.contains(&word);
    Some(FoundToken { is_certain, ..FoundToken::new(stop, Meaning::Value) })
}

/// A note: `{{! … }}`, `{{!-- … --}}`, `{{/* … */}}`.
fn comment(scanner: &mut Scanner<'_>, lead: &str, lead_at: usize) -> Option<FoundToken> {
    let (from, sign) = if lead.starts_with("!--") {
        (lead_at + 3, "--")
    } else if lead.starts_with('!') {
        (lead_at + 1, "}}")
    } else if lead.starts_with("/*") {
        (lead_at + 2, "*/")
    } else {
        return None;
    };
    let end = scanner.ends.find(scanner.text, sign, from)?;
    let content = SourceSpan::from_range(from..end.start);
    let rest = scanner.text[end.start..].trim_start_matches(sign.trim_end_matches('}'));
    let rest = rest.trim_start_matches(['-', '~', ' ', '\t', '\r', '\n']).strip_prefix("}}")?;
    Some(FoundToken::new(scanner.text.len() - rest.len(), Meaning::Comment(content)))
}

/// Where it ends: behind the first `}}` by which as many braces are closed as were opened.
fn end(scanner: &mut Scanner<'_>, inside: usize) -> Option<usize> {
    let first = scanner.tag_end(inside, "}}")?;
    let text = scanner.text;
    let mut stop = first;
    for _ in 0..4 {
        let inner = text[inside..stop - 2].bytes();
        let depth = inner.fold(0_usize, |depth, byte| match byte {
            b'{' => depth + 1,
            b'}' => depth.saturating_sub(1),
            _ => depth,
        });
        if depth == 0 {
            return Some(stop);
        }
        // `}}}` closes one of them; else the next sign is looked for.
        stop = match text.as_bytes().get(stop) {
            Some(b'}') => stop + 1,
            _ => match text[stop..].lines().next().and_then(|line| line.find("}}")) {
                Some(next) => stop + next + 2,
                None => return Some(first),
            },
        };
    }
    Some(first)
}
