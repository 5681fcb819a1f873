//! ERB, EJS and JSP (`<% … %>`), PHP (`<?php … ?>`), and what a generator puts in for a comment
//! (`<!-- md:version 5.0 -->`).

use super::scanner::{FoundToken, Scanner};
use super::syntax::Syntax;
use crate::document::Meaning;
use crate::source::SourceSpan;

/// The tag that begins at a place.
pub(super) fn token(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let rest = &text[at..];
    if rest.starts_with("<?") {
        let stop = scanner.ends.find(text, "?>", at + 2)?.end;
        let meaning = if rest.starts_with("<?=") { Meaning::Value } else { Meaning::Hidden };
        return Some(FoundToken::new(stop, meaning));
    }
    if rest.starts_with("<!--") && scanner.syntax == Syntax::Markdown {
        return put_in(scanner, at);
    }
    if !rest.starts_with("<%") {
        return None;
    }
    if rest.starts_with("<%--") {
        let end = scanner.ends.find(text, "--%>", at + 4)?;
        return Some(FoundToken::new(end.end, Meaning::Comment(SourceSpan::from_range(at + 4..end.start))));
    }
    let stop = scanner.tag_end(at + 2, "%>")?;
    if rest.starts_with("<%#") {
        let content = SourceSpan::from_range(at + 3..stop - 2);
        return Some(FoundToken::new(stop, Meaning::Comment(content)));
    }
    let inner =
        text[at + 2..stop - 2].trim_start_matches(['=', '-', '_', ' ']).trim_end_matches(['-', '_', ' ']);
    // `<%- value %>` shows something in EJS, `<%- code -%>` in ERB does not; each stands for something that runs.
    // A block of ERB shows what stands in it: `<%= link_to path do %>`.
    let begins_block = inner.ends_with(" do") || inner.ends_with('|');
    let is_value = (rest.starts_with("<%=") || rest.starts_with("<%-")) && !begins_block;
    let is_name =
        |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
    let meaning = if is_value { Meaning::Value } else { Meaning::Hidden };
    Some(FoundToken { is_certain: !is_name(inner), ..FoundToken::new(stop, meaning) })
}

/// A comment that a macro of the generator turns into a badge or a version: it names the macro, and the sentence
/// goes on right behind it. Without the macro, a lone mark would begin the line.
fn put_in(scanner: &mut Scanner<'_>, at: usize) -> Option<FoundToken> {
    let text = scanner.text;
    let end = scanner.ends.find(text, "-->", at + 4)?;
    let (family, name) = text[at + 4..end.start].split_whitespace().next()?.split_once(':')?;
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let goes_on = text[end.end..].starts_with(['.', ',', ';', ':', '!', '?', ')']);
    (goes_on && is_name(family) && is_name(name) && family != "wp")
        .then(|| FoundToken::new(end.end, Meaning::Value))
}
