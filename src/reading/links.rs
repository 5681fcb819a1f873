//! Links, and addresses that stand in a text as such.

use std::collections::HashMap;

use memchr::memmem;

use crate::document::{BlockId, Document, InlineKind};
use crate::source::{SourceSpan, TextSpan};

/// A link as it stands in a document.
#[derive(Debug, Clone)]
pub struct Link {
    /// What readers see.
    pub text: TextSpan,
    /// The block it begins in.
    pub block: Option<BlockId>,
    /// Where it leads.
    pub target: String,
    /// Where the address stands in the source, if it stands there.
    pub target_span: Option<SourceSpan>,
}

/// The links of a document, and the addresses that stand in its text without being links, in order.
pub(super) fn links(document: &Document<'_>) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    let defined: HashMap<&str, SourceSpan> = document
        .definitions()
        .iter()
        .filter_map(|definition| Some((definition.target.as_str(), definition.target_span?)))
        .collect();
    for inline in document.inlines() {
        if let InlineKind::Link { target, target_span } = &inline.kind {
            let target_span = target_span
                .or_else(|| within_tag(document, inline.span, target))
                .or_else(|| defined.get(target.as_str()).copied());
            found.push(link(document, inline.text, target, target_span));
        }
    }
    // Links are in order of their starts; this is how far those up to each one reach.
    let reaches: Vec<u32> = found
        .iter()
        .scan(0, |furthest, link| {
            *furthest = link.text.end.max(*furthest);
            Some(*furthest)
        })
        .collect();
    let is_linked = |span: TextSpan| {
        let before = found.partition_point(|link| link.text.start < span.end);
        before > 0 && reaches[before - 1] > span.start
    };
    let written = in_text(document.prose());
    let written: Vec<TextSpan> = written.filter(|&span| !is_linked(span)).collect();
    found.extend(written.into_iter().map(|span| {
        let target_span = document.is_verbatim(span).then(|| document.locate(span));
        link(document, span, document.text(span), target_span)
    }));
    found.sort_by_key(|link| link.text.start);
    found
}

/// Where an address stands in the tag with which its link begins.
fn within_tag(document: &Document<'_>, link: SourceSpan, target: &str) -> Option<SourceSpan> {
    let written = document.source().slice(link);
    let tag = &written[..written.find('>')?];
    let escaped = target.replace('&', "&amp;");
    let (at, length) = [target, &escaped].iter().find_map(|form| Some((tag.find(*form)?, form.len())))?;
    (length > 0).then(|| SourceSpan::from_range(at..at + length).shift(link.start))
}

fn link(document: &Document<'_>, text: TextSpan, target: &str, target_span: Option<SourceSpan>) -> Link {
    Link { text, block: document.block_at(text.start), target: target.to_owned(), target_span }
}

/// Characters that end an address in running text.
const ENDS: &[char] =
    &['<', '>', '"', '“', '”', '(', ')', '[', ']', '{', '}', '|', '\\', '^', '`', '，', '。', '）'];

/// The addresses that stand in a text, without the punctuation behind them.
fn in_text(text: &str) -> impl Iterator<Item = TextSpan> + '_ {
    memmem::find_iter(text.as_bytes(), "http").filter_map(|start| {
        let rest = &text[start..];
        let is_address = rest.starts_with("http://") || rest.starts_with("https://");
        let is_within = text[..start]
            .ends_with(|before: char| before.is_alphanumeric() || before == '/' || before == '=')
            // The target of a link whose markup was not read.
            || text[..start].ends_with("](");
        if !is_address || is_within {
            return None;
        }
        let ends = |character: char| character.is_whitespace() || ENDS.contains(&character);
        let end = rest.find(ends).unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
        Some(TextSpan::from_range(start..start + address.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::in_text;

    #[test]
    fn addresses_end_before_punctuation() {
        let text = "See https://a.example/b, or (http://c.example). Not xhttp://d.";
        let found: Vec<&str> = in_text(text).map(|span| &text[span.range()]).collect();
        assert_eq!(found, ["https://a.example/b", "http://c.example"]);
    }
}
