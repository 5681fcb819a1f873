//! What the targets share: the properties that hold for every document.

use std::sync::{Arc, LazyLock};

use copydesk::document::{Document, Format};
use copydesk::engine::{Choice, Linter, RuleSetBuilder};
use copydesk::finding::Place;
use copydesk::source::{Source, SourceSpan, TextSpan};

/// All built-in rules, those that are off by default too.
pub static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let (rules, mistakes) = RuleSetBuilder::new().builtin().build();
    assert!(mistakes.is_empty());
    let all = rules.rules().map(|rule| rule.head.id.to_string()).collect();
    Linter::new(Arc::new(rules), &Choice { only: Some(all), ..Choice::default() })
});

/// Has the rules read and their patterns made, so that no input is blamed for the time that takes.
pub fn warm() {
    lint("# A headline\n\n“A quotation,” said Ann Lee, a nurse. The the end: 12 May 2024.\n", Format::Markdown);
}

/// Parses a text and checks that every place lies in it, on character boundaries.
pub fn parse(text: &str, format: Format) {
    let source = Source::new("fuzz", text);
    let document = Document::parse(&source, format, None);
    let mut before = 0;
    for block in document.blocks() {
        let range = block.text.range();
        assert!(before <= range.start && range.start <= range.end, "blocks are in order");
        assert!(document.prose().get(range.clone()).is_some(), "blocks lie in the prose");
        before = range.end;
        in_source(&source, block.span);
        in_source(&source, document.locate(block.text));
        for (at, character) in document.prose()[range.clone()].char_indices().take(64) {
            let start = range.start + at;
            in_source(&source, document.locate(TextSpan::from_range(start..start + character.len_utf8())));
        }
    }
    for inline in document.inlines() {
        assert!(document.prose().get(inline.text.range()).is_some(), "inlines lie in the prose");
    }
    for comment in document.comments() {
        in_source(&source, comment.span);
    }
    for field in &document.metadata().fields {
        in_source(&source, field.name_span);
        in_source(&source, field.value_span);
    }
}

/// Lints a text and checks every place of every finding.
pub fn lint(text: &str, format: Format) {
    let source = Source::new("fuzz", text);
    for finding in LINTER.lint(&source, format, None) {
        in_source(&source, finding.span);
        assert!(!finding.message.is_empty());
        for related in &finding.related {
            if let Place::Here(span) = related.place {
                in_source(&source, span);
            }
        }
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            in_source(&source, edit.span);
        }
    }
}

fn in_source(source: &Source, span: SourceSpan) {
    assert!(source.text().get(span.range()).is_some(), "{span:?} does not lie in the text");
    assert!(source.position(span.start) <= source.position(span.end));
}

/// The formats there are, in the order in which a first byte chooses them.
pub const FORMATS: [Format; 3] = [Format::Markdown, Format::Html, Format::Text];

/// The format that a first byte chooses.
pub fn format(choice: u8) -> Format {
    FORMATS[usize::from(choice) % FORMATS.len()]
}
