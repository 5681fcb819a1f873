//! A made-up article with findings of every shape, for the tests of all formats.

use std::sync::Arc;
use std::time::Duration;

use super::{FileReport, Options, OutputFormat, RuleInfo, Summary, reporter};
use crate::finding::{Applicability, Edit, Finding, Fix, Located, Place, Related, Severity};
use crate::source::{Position, Source, SourceSpan};

const ARTICLE: &str = "\
# Harbour reopens after the storm

![Boats at the quay](a.jpg \"Boats wait at the north quay on Monday.\")

The harbour master said the north quay would stay shut until the divers had looked at every one of its \
pillars, a job that took most of the week and kept the ferries on the far side of the bay, where there is no \
no shelter from the wind; the council hopes to have the cranes working again before the end of the month.

![More boats](b.jpg \"Boats wait at the north quay on Monday.\")

港务局表示,北码头将于周一重新开放。开放。
The café\u{301}s 👩\u{200d}👩\u{200d}👧 corner\u{200b} sold out.\tTwice, & <often>.

\"We never closed, said the baker.

The baker did not return calls.
";

/// The span of the `nth` occurrence (from 0) of some text.
pub(super) fn span(source: &Source, text: &str, nth: usize) -> SourceSpan {
    let (start, found) = source.text().match_indices(text).nth(nth).expect("the text is in the article");
    SourceSpan::from_range(start..start + found.len())
}

/// A finding without anything optional.
pub(super) fn finding(rule: &str, severity: Severity, message: &str, span: SourceSpan) -> Finding {
    let (rule, message) = (Arc::from(rule), message.to_owned());
    Finding { rule, severity, message, span, related: Vec::new(), help: None, fix: None, withheld: None }
}

pub(super) fn article() -> FileReport {
    let source = Source::new("drafts/harbour.md", ARTICLE);
    let findings = findings(&source);
    FileReport { source, read_as: crate::document::Format::Markdown.into(), findings }
}

fn findings(source: &Source) -> Vec<Finding> {
    let caption = "Boats wait at the north quay on Monday.";
    let here = |text, nth| span(source, text, nth);
    let duplicate = Finding {
        related: vec![
            Related { place: Place::Here(here(caption, 0)), message: "first used here".to_owned() },
            Related { place: Place::Elsewhere(Box::new(elsewhere())), message: "and here".to_owned() },
        ],
        help: Some(
            "Say what this picture shows that the other one does not, or take one of the two out.".to_owned(),
        ),
        ..finding(
            "captions.duplicate",
            Severity::Warning,
            "Two pictures carry the same caption.",
            here(caption, 1),
        )
    };
    let doubled = Finding {
        fix: Some(Fix {
            applicability: Applicability::Safe,
            edits: vec![Edit {
                span: SourceSpan::new(here("no no", 0).start + 2, here("no no", 0).end),
                replacement: String::new(),
            }],
        }),
        ..finding("repetition.word", Severity::Warning, "The word `no` stands twice.", here("no no", 0))
    };
    let chinese = Finding {
        fix: Some(Fix {
            applicability: Applicability::Unsafe,
            edits: vec![Edit { span: here("开放。开放。", 0), replacement: "开放。".to_owned() }],
        }),
        ..finding(
            "repetition.sentence",
            Severity::Suggestion,
            "The sentence ends twice.",
            here("开放。开放。", 0),
        )
    };
    let family = finding(
        "style.emoji",
        Severity::Error,
        "An emoji: 100%,\nno less.",
        here("👩\u{200d}👩\u{200d}👧", 0),
    );
    let hidden =
        finding("typography.invisible", Severity::Error, "An invisible character.", here("\u{200b}", 0));
    let quote = here("\"We never", 0).cover(here("calls.", 0));
    let unclosed = finding("quotes.unclosed", Severity::Error, "This quotation is never closed.", quote);
    vec![doubled, duplicate, chinese, family, hidden, unclosed]
}

fn elsewhere() -> Located {
    Located {
        part: None,
        path: "drafts/gale, part 1.md".into(),
        start: Position { line: 3, column: 5 },
        end: Position { line: 3, column: 20 },
        byte_start: 40,
        byte_end: 55,
    }
}

/// A rule for each finding of the article, and one that found nothing.
pub(super) fn rules() -> Vec<RuleInfo> {
    let ids = article().findings.into_iter().map(|finding| finding.rule.to_string());
    ids.chain(["style.unused".to_owned()])
        .map(|id| RuleInfo {
            pack: id.split('.').next().unwrap_or_default().to_owned(),
            summary: format!("What {id} says."),
            why: "Readers stumble.".to_owned(),
            help: Some("Mend it.".to_owned()),
            severity: Severity::Warning,
            link: Some(format!("https://example.org/rules/{id}")),
            languages: Vec::new(),
            id,
        })
        .collect()
}

/// A whole report over the article and a clean file.
pub(super) fn render(format: OutputFormat) -> String {
    let clean = FileReport {
        source: Source::new("./drafts/clean.md", "Fine.\n"),
        read_as: crate::document::Format::Markdown.into(),
        findings: Vec::new(),
    };
    render_files(format, Options { rules: rules(), ..Options::default() }, &[article(), clean])
}

pub(super) fn render_files(format: OutputFormat, options: Options, files: &[FileReport]) -> String {
    let mut reporter = reporter(format, options);
    let mut summary = Summary { elapsed: Duration::from_millis(30), ..Summary::default() };
    let mut out = Vec::new();
    reporter.begin(&mut out).unwrap();
    for report in files {
        summary.count(report);
        reporter.file(&mut out, report).unwrap();
    }
    reporter.finish(&mut out, &summary).unwrap();
    String::from_utf8(out).unwrap()
}
