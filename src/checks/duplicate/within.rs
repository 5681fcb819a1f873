//! Text repeated inside one line, as when a picture's alternative text runs into its teaser.

use super::pairs::is_table_row;
use super::{Context, Duplicate, Repetition};
use crate::document::BlockKind;
use crate::source::TextSpan;
use unicode_segmentation::UnicodeSegmentation;

/// Lines longer than this are paragraphs.
const LONGEST: usize = 120;

/// The lines that are one text several times over.
pub(super) fn lines(rule: &Duplicate, context: &Context<'_>) -> Vec<Repetition> {
    let document = context.document();
    let lines = document.blocks().iter().filter(|block| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption | BlockKind::Heading(_)
        )
    });
    lines.filter_map(|block| doubled(rule, document.text(block.text), block.text)).collect()
}

fn doubled(rule: &Duplicate, text: &str, span: TextSpan) -> Option<Repetition> {
    let words: Vec<(usize, &str)> = text.unicode_word_indices().take(LONGEST + 1).collect();
    if words.len() > LONGEST || words.len() < 2 * rule.words || is_table_row(text) || text.contains("](") {
        return None;
    }
    let bare: Vec<String> = words.iter().map(|(_, word)| word.to_lowercase().replace('’', "'")).collect();
    let period = period(&bare, rule.words)?;
    let start = span.start;
    let cut = TextSpan::from_range(words[period].0..words[period].0).start;
    let (first, again) = (TextSpan::new(start, start + cut), TextSpan::new(start + cut, span.end));
    Some(Repetition { first: trimmed(text, first, start), again })
}

/// After how many words a line begins anew, if it is nothing but its beginning over and over.
fn period(words: &[String], shortest: usize) -> Option<usize> {
    (shortest..=words.len() / 2).find(|&period| {
        let repeats = words[period..]
            .iter()
            .zip(words.iter().cycle().take(words.len()))
            .all(|(word, first)| word == first);
        // The last round may be cut off, but not within the second one.
        repeats && words.len() >= 2 * period && has_variety(&words[..period])
    })
}

/// "No, no, no, no, no, no" is speech.
fn has_variety(words: &[String]) -> bool {
    words.iter().any(|word| *word != words[0])
}

fn trimmed(text: &str, span: TextSpan, base: u32) -> TextSpan {
    let local = (span.start - base) as usize..(span.end - base) as usize;
    let kept = text[local].trim_end().len();
    TextSpan::from_range(0..kept).shift(span.start)
}
