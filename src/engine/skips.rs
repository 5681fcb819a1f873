//! Parts of a source in which nothing is found.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::looked::Looked;
use crate::document::{BlockKind, Containers, Document, Format, InlineKind, OPAQUE};
use crate::finding::RuleId;
use crate::matching::Pattern;
use crate::source::{SourceSpan, TextSpan};

/// An address that stands in the text as it is.
static ADDRESS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)\b(?:https?|ftp)://[^\s<>{OPAQUE}]+")).ok());

/// What is not read of a document, besides what its format leaves out.
#[derive(Debug, Clone, Default)]
pub struct Skips {
    /// Patterns over the source; the first group of each, or all of it, is left out.
    pub patterns: Vec<String>,
    /// Names of elements, such as `aside`; in Markdown those that its signs stand for too.
    pub elements: Vec<String>,
    /// Names of classes of elements.
    pub classes: Vec<String>,
    /// Whether rules of Vale's styles leave out addresses in the text of Markdown.
    pub addresses: bool,
}

/// Why something is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// The configuration names it.
    Part,
    /// It is an address in the text.
    Address,
}

impl Skips {
    /// Whether everything is read.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty() && self.elements.is_empty() && self.classes.is_empty() && !self.addresses
    }

    /// Takes out what is said of what is not read. `leaves` tells whether a rule leaves out what is said here, or an
    /// address.
    pub(super) fn apply(
        &self,
        document: &Document<'_>,
        leaves: impl Fn(&RuleId, LeftOut) -> bool,
        looked: &mut Looked,
    ) {
        if self.is_empty() || looked.said().next().is_none() {
            return;
        }
        let spans = self.spans(document);
        let leaves_addresses = self.addresses && document.format() == Format::Markdown;
        let addresses = if leaves_addresses { addresses(document) } else { Vec::new() };
        let holds = |spans: &[SourceSpan], place: SourceSpan| spans.iter().any(|span| touches(*span, place));
        looked.retain(|said| {
            let is_part = holds(&spans, said.span) && leaves(said.rule, LeftOut::Part);
            !(is_part || holds(&addresses, said.span) && leaves(said.rule, LeftOut::Address))
        });
    }

    fn spans(&self, document: &Document<'_>) -> Vec<SourceSpan> {
        let text = document.source().text();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for pattern in self.patterns.iter().filter_map(|written| Pattern::new(written, false).ok()) {
            ranges.extend(groups(&pattern, text));
        }
        let mut spans: Vec<SourceSpan> = ranges.into_iter().map(SourceSpan::from_range).collect();
        if !(self.elements.is_empty() && self.classes.is_empty()) {
            spans.extend(document.elements(|name, class| self.leaves_out(name, class)));
        }
        let names = |names: &[&str]| names.iter().any(|name| self.elements.iter().any(|named| named == name));
        spans.extend(
            document
                .blocks()
                .iter()
                .filter(|block| names(&block_names(block.kind, block.containers)))
                .map(|block| block.span),
        );
        spans.extend(
            document
                .inlines()
                .iter()
                .filter(|inline| names(inline_names(&inline.kind)))
                .map(|inline| inline.span),
        );
        spans
    }

    fn leaves_out(&self, name: &str, class: &str) -> bool {
        self.elements.iter().any(|element| element.eq_ignore_ascii_case(name))
            || class.split_whitespace().any(|class| self.classes.iter().any(|named| named == class))
    }
}

/// The addresses in the text of a document.
fn addresses(document: &Document<'_>) -> Vec<SourceSpan> {
    let prose = document.prose();
    let found = ADDRESS.as_ref().filter(|_| prose.contains("://")).into_iter();
    let found = found.flat_map(|address| address.find_iter(prose));
    found.map(|address| document.locate(TextSpan::from_range(address.range()))).collect()
}

/// What each match leaves out: its first group, or all of it.
fn groups(pattern: &Pattern, text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    while let Some(found) = pattern.groups_at(text, start) {
        start = found.range.end.max(start + 1);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        ranges.push(found.groups.first().cloned().flatten().unwrap_or(found.range));
        if start > text.len() {
            break;
        }
    }
    ranges
}

fn touches(span: SourceSpan, finding: SourceSpan) -> bool {
    span.start < finding.end.max(finding.start + 1) && finding.start < span.end
}

/// The elements that a block stands for or stands in.
fn block_names(kind: BlockKind, containers: Containers) -> Vec<&'static str> {
    let mut names = match kind {
        BlockKind::Heading(1) | BlockKind::Headline => vec!["h1"],
        BlockKind::Heading(2) => vec!["h2"],
        BlockKind::Heading(3) => vec!["h3"],
        BlockKind::Heading(4) => vec!["h4"],
        BlockKind::Heading(5) => vec!["h5"],
        BlockKind::Heading(_) => vec!["h6"],
        BlockKind::Paragraph => vec!["p"],
        BlockKind::ListItem => vec!["li"],
        BlockKind::Caption => vec!["figcaption", "caption"],
        BlockKind::TableHeader => vec!["th"],
        BlockKind::TableCell => vec!["td"],
        _ => Vec::new(),
    };
    let around = [
        (Containers::QUOTE, ["blockquote"].as_slice()),
        (Containers::LIST, &["li", "ul", "ol"]),
        (Containers::TABLE, &["table"]),
        (Containers::FIGURE, &["figure"]),
        (Containers::ASIDE, &["aside"]),
        (Containers::NAVIGATION, &["nav"]),
    ];
    // A picture by itself is in no figure; the elements of that name are looked for by themselves.
    let is_of_picture = matches!(kind, BlockKind::Alt | BlockKind::Title);
    let around = around
        .into_iter()
        .filter(|(set, _)| containers.contains(*set) && !(is_of_picture && *set == Containers::FIGURE));
    names.extend(around.flat_map(|(_, names)| names));
    names
}

/// The elements that a stretch of text stands for.
fn inline_names(kind: &InlineKind) -> &'static [&'static str] {
    match kind {
        InlineKind::Emphasis => &["em", "i"],
        InlineKind::Strong => &["strong", "b"],
        InlineKind::Deleted => &["del", "s"],
        InlineKind::Code => &["code", "tt"],
        InlineKind::Link { .. } => &["a"],
        InlineKind::Quotation => &["q"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::source::Source;

    #[test]
    fn elements_classes_and_patterns_are_left_out() {
        let source = Source::new(
            "page.html",
            "<p>One</p><aside>Two <aside>three</aside> four</aside><p class='x note'>Five</p><p>{{six}}</p>"
                .to_owned(),
        );
        let document = Document::parse(&source, Format::Html, None);
        let skips = Skips {
            patterns: vec![r"(\{\{.*?\}\})".to_owned()],
            elements: vec!["aside".to_owned()],
            classes: vec!["note".to_owned()],
            addresses: false,
        };
        let spans = skips.spans(&document);
        let left_out = |word: &str| {
            let at = u32::try_from(source.text().find(word).unwrap()).unwrap();
            spans.iter().any(|span| touches(*span, SourceSpan::new(at, at + 1)))
        };
        assert!(!left_out("One"));
        assert!(["Two", "three", "four", "Five", "six"].into_iter().all(left_out));
    }

    #[test]
    fn tags_in_code_comments_and_values_are_none() {
        let text = "One `<aside>` two `<script>`\n\n<!-- <aside> --><p title=\"<aside>\">three</p>\n\n<aside>four</aside>\n\n\
                    <hr class=\"note\">\n\nfive";
        let source = Source::new("page.md", text);
        let document = Document::parse(&source, Format::Markdown, None);
        let skips = Skips {
            elements: vec!["aside".to_owned()],
            classes: vec!["note".to_owned()],
            ..Skips::default()
        };
        let spans = skips.spans(&document);
        let left_out: Vec<&str> = spans.iter().map(|span| source.slice(*span)).collect();
        assert!(left_out.contains(&"<aside>four</aside>") && left_out.contains(&"<hr class=\"note\">"));
        assert!(
            left_out.iter().all(|piece| !piece.contains("three") && !piece.contains("five")),
            "{left_out:?}"
        );
    }
}
