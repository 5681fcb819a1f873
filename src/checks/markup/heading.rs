//! Headings that are none, for want of a space behind their signs.

use super::lines;
use crate::checking::{Context, Sink};
use crate::document::{BlockKind, Document};
use crate::finding::{Applicability, Edit};
use crate::source::SourceSpan;

/// The most signs that a heading has.
const MOST_SIGNS: usize = 6;
/// A longer line is no heading, in characters.
const LONGEST: usize = 160;

/// A line that was to be a heading.
struct Heading {
    /// From the first sign to the end of the line.
    line: SourceSpan,
    /// What stands where the space should be: a space of another kind, or nothing.
    gap: SourceSpan,
    signs: usize,
    /// Whether it is all of its paragraph.
    is_alone: bool,
}

/// Reports the lines of paragraphs that begin as a heading does, but for the space.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    let headings: Vec<Heading> = context
        .blocks()
        .filter(|(_, block)| block.kind == BlockKind::Paragraph)
        .flat_map(|(_, block)| of_block(document, block.span))
        .collect();
    // One sign before a word is a hashtag, unless the whole text is written so.
    let has_more = headings.iter().any(|heading| heading.signs > 1);
    for heading in headings {
        let is_other_space = !heading.gap.is_empty();
        if heading.signs == 1 && !is_other_space && !(has_more && heading.is_alone) {
            continue;
        }
        let problem = if is_other_space { "a space of another kind" } else { "no space" };
        let edit = Edit { span: heading.gap, replacement: " ".to_owned() };
        let report = sink.report_source(heading.line).value("problem", problem);
        report.edit(edit, Applicability::Unsafe).emit();
    }
}

fn of_block<'d>(document: &'d Document<'_>, span: SourceSpan) -> impl Iterator<Item = Heading> + 'd {
    let is_alone = !document.source().slice(span).contains('\n');
    lines(document, span).filter_map(move |(start, line)| {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        let signs = rest.len() - rest.trim_start_matches('#').len();
        let behind = rest.get(signs..)?;
        let words = behind.trim_start_matches(is_other_space);
        let gap = behind.len() - words.len();
        let is_heading =
            (1..=MOST_SIGNS).contains(&signs) && is_text(words) && words.chars().count() <= LONGEST;
        // The signs of a hashtag stand before one word only, and several of them on a line.
        let is_tags = signs == 1 && gap == 0 && (words.contains('#') || ends_as_sentence(words));
        let at = line.len() - rest.len();
        let place = |range: std::ops::Range<usize>| SourceSpan::from_range(range).shift(start);
        (is_heading && !is_tags).then(|| Heading {
            line: place(at..line.trim_end().len()),
            gap: place(at + signs..at + signs + gap),
            signs,
            is_alone,
        })
    })
}

fn ends_as_sentence(words: &str) -> bool {
    words.trim_end().ends_with(['.', '!', '?', ',', ';', ':', '。', '；', '，'])
}

/// Spaces that Markdown takes for letters.
fn is_other_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// Whether what follows is text, and no sign of other syntax.
fn is_text(words: &str) -> bool {
    words.starts_with(|first: char| first.is_alphanumeric() || "“\"‘'*[(（《「¿¡".contains(first))
}
