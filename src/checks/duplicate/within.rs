//! Text repeated inside one line, as when a picture's alternative text runs into its teaser.

use super::pairs::is_table_row;
use super::{Duplicate, Repetition};
use crate::checking::Context;
use crate::document::{BlockId, BlockKind};
use crate::matching::may_begin_alike;
use crate::source::TextSpan;

/// Lines longer than this are paragraphs.
const LONGEST: usize = 120;
/// A call of so few words may be said again behind a comma.
const REFRAIN: usize = 3;

/// The lines that are one text several times over.
pub(super) fn lines(rule: &Duplicate, context: &Context<'_>) -> Vec<Repetition> {
    let lines = context.document().enumerate_story().filter(|(_, block)| {
        matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption | BlockKind::Heading(_)
        )
    });
    lines.filter_map(|(id, block)| doubled(rule, context, id, block.text)).collect()
}

fn doubled(rule: &Duplicate, context: &Context<'_>, id: BlockId, span: TextSpan) -> Option<Repetition> {
    let (words, document) = (context.reading().words(id), context.document());
    let text = document.text(span);
    if words.len() > LONGEST || words.len() < 2 * rule.words {
        return None;
    }
    let first = document.text(*words.first()?);
    let begins_anew = |&word: &TextSpan| {
        let word = document.text(word);
        may_begin_alike(word, first) && letters(word).eq(letters(first))
    };
    let may_be_doubled = words[rule.words..=words.len() / 2].iter().any(begins_anew);
    if !may_be_doubled || is_table_row(text) || text.contains("](") {
        return None;
    }
    let bare: Vec<String> = words.iter().map(|&word| letters(document.text(word)).collect()).collect();
    let period = period(&bare, rule.words)?;
    let cut = words[period].start;
    // "Row the boat, row the boat" is said for its sound.
    if period <= REFRAIN && document.text(TextSpan::new(span.start, cut)).trim_end().ends_with(',') {
        return None;
    }
    let (first, again) = (TextSpan::new(span.start, cut), TextSpan::new(cut, span.end));
    // A row of keys or commands may be told in the same words each.
    let unread = |span| document.opaques_in(span).map(|(_, place)| document.source().slice(place));
    if !unread(first).eq(unread(again)) {
        return None;
    }
    Some(Repetition::new(trimmed(text, first, span.start), again))
}

/// A word's letters, small and with a straight apostrophe.
fn letters(word: &str) -> impl Iterator<Item = char> + '_ {
    let straight = |letter| if letter == '’' { '\'' } else { letter };
    word.chars().flat_map(char::to_lowercase).map(straight)
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
