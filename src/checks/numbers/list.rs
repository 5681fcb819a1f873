//! The number of parts that a headline promises, and the number of those that follow.

use unicode_segmentation::UnicodeSegmentation;

use crate::checking::{Context, Sink};
use crate::document::{Block, BlockKind};
use crate::language::Lexicon;
use crate::reading::quantities::{Quantity, Unit, quantities};

/// The fewest parts that make a list.
const FEWEST: usize = 3;
/// The fewest entries of a list without numbers that may be what the headline counts.
const FEWEST_BULLETS: usize = 5;
/// Their number is off by no more than this; further apart, the headline counts other things.
const FARTHEST_BULLETS: usize = 2;

/// Reports a headline whose number is not the number of the parts below it.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    let Some(headline) = context.reading().story().headline_span(document) else { return };
    let Some((promise, promised)) = promise(document.text(headline), document.lexicon()) else { return };
    // Far apart, the numbers are of different things.
    let is_near = |found: &usize| found.abs_diff(promised) <= 3.max(promised / 4);
    let found = numbered_parts(context).filter(is_near).or_else(|| {
        let found = only_list(context)?;
        (found.abs_diff(promised) <= FARTHEST_BULLETS).then_some(found)
    });
    let Some(found) = found else { return };
    if found == promised {
        return;
    }
    let span = crate::source::TextSpan::from_range(promise.range).shift(headline.start);
    sink.report(span).value("promised", promised.to_string()).value("found", found.to_string()).emit();
}

/// The number with which a headline begins, if it counts parts.
fn promise(headline: &str, lexicon: &Lexicon) -> Option<(Quantity, usize)> {
    let first = quantities(headline, lexicon).into_iter().next()?;
    let leads: Vec<&str> = headline[..first.range.start].unicode_words().collect();
    let begins = leads.iter().all(|word| lexicon.list_leads.contains(word)) && leads.len() <= 4;
    let rest: Vec<&str> = headline[first.range.end..].unicode_words().take(4).collect();
    let has_no_parts = |word: &str| {
        lexicon.listless_counts.contains(word)
            || lexicon.calendar_units.contains(word)
            || lexicon.outcomes.name_of(word).is_some()
            || lexicon.percent_words.contains(word)
            || lexicon.hour_marks.contains(word)
    };
    let counts_parts = rest.first().is_some_and(|word| !has_no_parts(word))
        && rest.iter().any(|word| word.to_lowercase().ends_with('s'));
    if !begins || !counts_parts || first.unit != Unit::Plain || first.value.fract() != 0.0 {
        return None;
    }
    let count = (FEWEST..=200).find(|count| {
        u32::try_from(*count).is_ok_and(|count| (f64::from(count) - first.value).abs() < 0.5)
    })?;
    Some((first, count))
}

/// How many parts the body numbers, if it numbers them without a gap and once.
fn numbered_parts(context: &Context<'_>) -> Option<usize> {
    let document = context.document();
    let body = context.reading().story().body.iter().map(|&id| document.block(id));
    let headings = body.clone().filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    let numbers = |blocks: &mut dyn Iterator<Item = &Block>| -> Vec<usize> {
        blocks
            .filter_map(|block| number_of(document.source().slice(block.span), document.text(block.text)))
            .collect()
    };
    let in_headings = numbers(&mut headings.into_iter());
    let found = if in_headings.len() >= FEWEST { in_headings } else { numbers(&mut body.into_iter()) };
    let mut sorted = found.clone();
    sorted.sort_unstable();
    let is_whole = sorted.iter().copied().eq(1..=sorted.len());
    let is_ordered = found.is_sorted() || found.iter().rev().is_sorted();
    (is_whole && is_ordered && sorted.len() >= FEWEST).then_some(sorted.len())
}

/// How many entries the one list has that is nearly all of a body without sections.
fn only_list(context: &Context<'_>) -> Option<usize> {
    let document = context.document();
    let body: Vec<&Block> = context.reading().story().body.iter().map(|&id| document.block(id)).collect();
    if body.iter().any(|block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Label)) {
        return None;
    }
    let mut entries = body.iter().filter(|block| block.kind == BlockKind::ListItem);
    let first = entries.next()?;
    let number = entries.clone().count() + 1;
    let is_one = first.group != 0 && entries.all(|entry| entry.group == first.group);
    (is_one && number >= FEWEST_BULLETS && number * 2 > body.len()).then_some(number)
}

/// The number with which a part begins: `1.`, `2)`, `#3`, `No. 4`.
fn number_of(written: &str, shown: &str) -> Option<usize> {
    let read = |text: &str| {
        let text = text.trim_start_matches(['#', '*', '_', ' ', '\\']);
        let text = text.strip_prefix("No. ").unwrap_or(text);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &text[digits..];
        let is_number = (1..=3).contains(&digits)
            && (rest.starts_with(". ")
                || rest.starts_with(") ")
                || rest.starts_with("\\. ")
                || rest.starts_with(": "));
        is_number.then(|| text[..digits].parse().ok()).flatten()
    };
    read(shown).or_else(|| read(written))
}
