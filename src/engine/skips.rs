//! Parts of a source in which nothing is found.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{BlockKind, Containers, Document, Format, InlineKind};
use crate::finding::Finding;
use crate::matching::Pattern;
use crate::source::SourceSpan;

/// What is not read of a document, besides what its format leaves out.
#[derive(Debug, Clone, Default)]
pub struct Skips {
    /// Patterns over the source; the first group of each, or all of it, is left out.
    pub patterns: Vec<String>,
    /// Names of elements, such as `aside`; in Markdown those that its signs stand for too.
    pub elements: Vec<String>,
    /// Names of classes of elements.
    pub classes: Vec<String>,
}

/// Tags, with their name and attributes. What is in a comment is taken for a tag as well: nothing is found there.
static TAG: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>"#).ok());
static CLASS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))"#).ok());

impl Skips {
    /// Whether everything is read.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty() && self.elements.is_empty() && self.classes.is_empty()
    }

    /// Takes out the findings in what is not read.
    pub fn apply(&self, document: &Document<'_>, findings: &mut Vec<Finding>) {
        if self.is_empty() || findings.is_empty() {
            return;
        }
        let spans = self.spans(document);
        findings.retain(|finding| !spans.iter().any(|span| touches(*span, finding.span)));
    }

    fn spans(&self, document: &Document<'_>) -> Vec<SourceSpan> {
        let text = document.source().text();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for pattern in self.patterns.iter().filter_map(|written| Pattern::new(written, false).ok()) {
            ranges.extend(groups(&pattern, text));
        }
        if document.format() != Format::Text && !(self.elements.is_empty() && self.classes.is_empty()) {
            self.tagged(text, &mut ranges);
        }
        let mut spans: Vec<SourceSpan> = ranges.into_iter().map(SourceSpan::from_range).collect();
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

    /// Elements that are left out, from their start tag to their end tag.
    fn tagged(&self, text: &str, ranges: &mut Vec<Range<usize>>) {
        let Some(tags) = TAG.as_ref() else { return };
        // The element that is open, where it begins, and how many of its name are open.
        let mut open: Option<(String, usize, usize)> = None;
        for tag in tags.captures_iter(text) {
            let (Some(whole), Some(name)) = (tag.get(0), tag.get(2)) else { continue };
            let name = name.as_str().to_ascii_lowercase();
            let closes = tag.get(1).is_some_and(|slash| !slash.is_empty());
            match &mut open {
                Some((opened, start, depth)) if *opened == name => {
                    *depth = if closes { *depth - 1 } else { *depth + 1 };
                    if *depth == 0 {
                        ranges.push(*start..whole.end());
                        open = None;
                    }
                }
                None if !closes && self.leaves_out(&name, tag.get(3).map_or("", |rest| rest.as_str())) => {
                    open = Some((name, whole.start(), 1));
                }
                _ => {}
            }
        }
    }

    fn leaves_out(&self, name: &str, attributes: &str) -> bool {
        if self.elements.iter().any(|element| element == name) {
            return true;
        }
        let Some(found) = CLASS.as_ref().and_then(|class| class.captures(attributes)) else { return false };
        let value = found.iter().skip(1).flatten().next().map_or("", |value| value.as_str());
        value.split_whitespace().any(|class| self.classes.iter().any(|named| named == class))
    }
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
    names
        .extend(around.into_iter().filter(|(set, _)| containers.contains(*set)).flat_map(|(_, names)| names));
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
        };
        let spans = skips.spans(&document);
        let left_out = |word: &str| {
            let at = u32::try_from(source.text().find(word).unwrap()).unwrap();
            spans.iter().any(|span| touches(*span, SourceSpan::new(at, at + 1)))
        };
        assert!(!left_out("One"));
        assert!(["Two", "three", "four", "Five", "six"].into_iter().all(left_out));
    }
}
