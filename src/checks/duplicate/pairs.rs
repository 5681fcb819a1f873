//! Which texts are compared.

use std::collections::VecDeque;

use foldhash::HashSet;

use super::{Duplicate, Repetition};
use crate::checking::Context;
use crate::document::{Block, BlockId, BlockKind, Containers, Document, Format, InlineKind};
use crate::reading::likeness::is_edge;
use crate::reading::{BareWords, credits};
use crate::source::TextSpan;

/// Lines longer than this are paragraphs, not captions or teasers.
const LONGEST_LINE: usize = 70;
/// With longer lines the story has begun.
const LONGEST_HEADLINE: usize = 40;
/// So many of the first lines may be the headline: a pasted page begins with its controls.
const HEADLINES: usize = 16;
/// Below the first few lines a headline must have this many words.
const LOWER_HEADLINE: usize = 5;
/// So many lines count as the first few.
const FIRST_FEW: usize = 4;
/// A line that goes on for more words than this is a sentence of its own.
const LONGEST_TAIL: usize = 10;
/// Lines of fewer words are titles, which a word makes others.
const SURE_LINE: usize = 6;
/// With so many words two sentences are paragraphs.
const SHORTEST_PARAGRAPH: usize = 12;

/// A text that may be repeated.
#[derive(Clone, Copy)]
pub(super) struct ComparedText<'a> {
    pub span: TextSpan,
    pub words: &'a BareWords,
    /// Whether it is set apart, as a quotation or by the site's own signs: a part of the story may be shown so again.
    pub is_quoted: bool,
    /// Whether it is a picture's caption.
    pub is_caption: bool,
}

pub(super) fn read<'a>(context: &Context<'a>, id: BlockId) -> ComparedText<'a> {
    let block = context.document().block(id);
    let is_quoted =
        block.containers.contains(Containers::QUOTE) || is_set_off(context.document().text(block.text));
    ComparedText {
        span: block.text,
        words: context.reading().bare_words(id),
        is_quoted,
        is_caption: block.kind == BlockKind::Caption,
    }
}

/// Whether signs of a site's own markup stand around a text: `=PULL=The quay is shut=`.
fn is_set_off(text: &str) -> bool {
    let text = text.trim().as_bytes();
    matches!((text.first(), text.last()), (Some(b'=' | b'~' | b'^' | b'%' | b'|' | b'+'), Some(last)) if text[0] == *last)
}

/// Whether two texts have links that lead to different places: they are two pointers in the same words.
pub(super) fn lead_apart(context: &Context<'_>, one: TextSpan, other: TextSpan) -> bool {
    let targets = |span: TextSpan| -> HashSet<&str> {
        let inlines = context.document().inlines_in(span);
        inlines
            .filter_map(|inline| match &inline.kind {
                InlineKind::Link { target, .. } => Some(target.as_str()),
                _ => None,
            })
            .collect()
    };
    let (one, other) = (targets(one), targets(other));
    !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
}

/// The headline against the lines that follow it, before the story begins.
pub(super) fn headline(rule: &Duplicate, context: &Context<'_>) -> Vec<Repetition> {
    let document = context.document();
    let is_shown = |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
    let shown = || document.enumerate_story().filter(|(_, block)| is_shown(block)).map(|(id, _)| id);
    let told = document.headline().filter(|_| document.format() != Format::Text);
    let again = match told {
        Some(told) => {
            let kind = |id: BlockId| document.block(id).kind;
            // The first heading says the metadata's title once more where the page is built, not to readers.
            let is_told = document.block(told).is_metadata();
            let first = shown().find(|id| matches!(kind(*id), BlockKind::Heading(_))).filter(|_| is_told);
            let own = first.filter(|id| kind(*id) == BlockKind::Heading(1));
            let again = |headline: BlockId| {
                let mut below = shown().filter(|id| id.index() > headline.index() && Some(*id) != first);
                let next = below.next();
                // Further down a heading of the same words begins a section.
                let is_section = |id: &BlockId| matches!(kind(*id), BlockKind::Heading(2..=6));
                let below = next.into_iter().chain(below.filter(|id| !is_section(id)));
                told_again(rule, context, read(context, headline), below.map(|id| read(context, id)))
            };
            again(told).or_else(|| again(own?))
        }
        None => line_told_again(rule, context, shown().map(|id| read(context, id))),
    };
    again.into_iter().collect()
}

/// The line below a headline that says it again; a sentence that does is the first one of the story.
fn told_again<'a>(
    rule: &Duplicate,
    context: &Context<'_>,
    headline: ComparedText<'_>,
    below: impl Iterator<Item = ComparedText<'a>>,
) -> Option<Repetition> {
    if headline.words.len() < rule.words {
        return None;
    }
    let mut lines = below.take_while(|text| text.words.len() <= LONGEST_HEADLINE).take(rule.distance);
    let again = lines.find(|text| is_told_by(context, &headline, text))?;
    Some(Repetition::new(headline.span, again.span))
}

/// Whether a line is the headline once more: the same words, and no sentence where the headline is none.
fn is_told_by(context: &Context<'_>, headline: &ComparedText<'_>, line: &ComparedText<'_>) -> bool {
    let ends_as_sentence =
        |text: &ComparedText<'_>| context.document().text(text.span).trim_end().ends_with(['.', '。']);
    line.words == headline.words
        && line.is_quoted == headline.is_quoted
        && (ends_as_sentence(headline) || !ends_as_sentence(line))
        && !context.document().text(line.span).trim_end().ends_with([':', '：'])
        && !is_under_picture(context.document(), line)
        && !is_link(context, line.span)
        && !fills_section(context.document(), line.span)
}

/// Whether a line says of the picture right above it what its alternative text says: the cover of the book that the
/// story is about.
fn is_under_picture(document: &Document<'_>, line: &ComparedText<'_>) -> bool {
    let before = document.block_at(line.span.start).and_then(|id| document.blocks()[..id.index()].last());
    before.is_some_and(|block| {
        let is_said_of_picture = matches!(block.kind, BlockKind::Alt | BlockKind::Title | BlockKind::Caption);
        is_said_of_picture && BareWords::new(document.text(block.text), document.languages()) == *line.words
    })
}

/// Whether a line is all that stands under a heading: without it the section would be empty.
fn fills_section(document: &Document<'_>, line: TextSpan) -> bool {
    let Some(id) = document.block_at(line.start) else { return false };
    let is_heading =
        |block: Option<&Block>| block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(2..=6)));
    let blocks = document.blocks();
    document.format() != Format::Text
        && is_heading(id.index().checked_sub(1).and_then(|before| blocks.get(before)))
        && is_heading(blocks.get(id.index() + 1))
}

/// Whether a whole line of Markdown is a link: it names what it leads to.
fn is_link(context: &Context<'_>, line: TextSpan) -> bool {
    let document = context.document();
    let is_whole = |text: TextSpan| text.start <= line.start && text.end >= line.end;
    !matches!(document.format(), Format::Text | Format::Html)
        && document
            .inlines_in(line)
            .any(|inline| matches!(inline.kind, InlineKind::Link { .. }) && is_whole(inline.text))
}

/// A line among the first of a page that was pasted, which stands below a section's name or a page's controls and
/// so may be its headline, and the line below that says it again.
fn line_told_again<'a>(
    rule: &Duplicate,
    context: &Context<'_>,
    shown: impl Iterator<Item = ComparedText<'a>>,
) -> Option<Repetition> {
    let document = context.document();
    let top: Vec<ComparedText<'_>> = shown
        .take_while(|text| text.words.len() <= LONGEST_HEADLINE)
        .take(HEADLINES + rule.distance)
        .collect();
    let mut found = top.iter().take(HEADLINES).enumerate().filter_map(|(index, headline)| {
        let shortest = if index < FIRST_FEW { rule.words } else { rule.words.max(LOWER_HEADLINE) };
        let text = document.text(headline.span);
        // Below the first line a sentence is one of a list or a letter, and a question is put to several people.
        let is_sentence = index > 0 && text.trim_end().ends_with(['.', '!', '?', '。', '？']);
        let is_address = text.contains("://");
        if headline.words.len() < shortest || is_sentence || is_address || !is_prose_line(text) {
            return None;
        }
        let mut after = top.iter().skip(index + 1).take(rule.distance);
        let again = after.find(|text| is_told_by(context, headline, text))?;
        Some(Repetition::new(headline.span, again.span))
    });
    let first = found.next()?;
    // Where the next line is repeated too, it is a form or a list.
    let is_part_of_list =
        found.any(|other| other.first != first.first && other.again.start > first.again.start);
    (!is_part_of_list).then_some(first)
}

/// Short lines against the ones just before them; whatever stands between them counts.
pub(super) fn lines(rule: &Duplicate, context: &Context<'_>) -> Vec<Repetition> {
    let document = context.document();
    let headlines = document.enumerate_story().filter(|(_, block)| block.kind == BlockKind::Heading(1));
    let headlines: Vec<TextSpan> = headlines.map(|(_, block)| block.text).collect();
    // A title that only copies the alternative text shows when the mouse rests on the picture, if at all.
    let figures = document.figures().iter();
    let tooltips = figures.filter_map(|figure| {
        let (alt, title) = (figure.alt?, figure.title?);
        let is_copy = document.text(document.block(alt).text) == document.text(document.block(title).text);
        is_copy.then_some(title.index())
    });
    let tooltips: HashSet<usize> = tooltips.collect();
    let mut recent: VecDeque<(usize, ComparedText<'_>)> = VecDeque::new();
    let mut found = Vec::new();
    for (index, (id, block)) in document.enumerate_story().enumerate() {
        while recent.front().is_some_and(|(before, _)| before + rule.distance < index) {
            recent.pop_front();
        }
        if !is_line(block) || tooltips.contains(&id.index()) {
            continue;
        }
        let text = read(context, id);
        let has_length = (rule.words..=LONGEST_LINE).contains(&text.words.len());
        let shown = document.text(block.text);
        if !has_length || !is_prose_line(shown) {
            continue;
        }
        // The headline's own words again are another rule's; the story may begin with them, and a verse or a
        // quotation may have given it its words.
        let is_told = text.is_quoted || ends_sentence(shown);
        let is_headline = |before: &ComparedText<'_>| {
            (before.words == text.words || is_told && !ends_sentence(document.text(before.span)))
                && headlines.binary_search(&before.span).is_ok()
        };
        let is_credit = |line: &ComparedText<'_>| {
            credits::is_credit(document.text(line.span), document.languages().any())
        };
        let before = recent.iter().rev().find(|(_, before)| {
            !is_headline(before)
                && before.is_quoted == text.is_quoted
                && says_again(rule, document, before, &text)
                && !is_link(context, text.span)
                && !lead_apart(context, before.span, text.span)
                // To tell a credit takes longest: of most lines nothing like them stands before.
                && !is_credit(before)
        });
        if let Some((_, before)) = before
            && !is_credit(&text)
        {
            found.push(Repetition::new(before.span, text.span));
        }
        recent.push_back((index, text));
    }
    found
}

/// How many words a text has, its credit included.
pub(super) fn words_in(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether a text ends as a sentence does. A question may be put to several people.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '”', '"', '。', '！', '…'])
}

/// Whether a block is a line that stands by itself: not an entry of a list or table, not a heading.
fn is_line(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Caption | BlockKind::Heading(1))
        && !block.is_metadata()
}

/// Whether one line says again what the other says. A sentence may begin with the words of its heading.
fn says_again(
    rule: &Duplicate,
    document: &Document<'_>,
    before: &ComparedText<'_>,
    after: &ComparedText<'_>,
) -> bool {
    let end = |text: &ComparedText<'_>| document.text(text.span).trim_end().chars().next_back();
    let ends_sentence = |text: &ComparedText<'_>| end(text).is_some_and(|end| ".!?”\"。！？".contains(end));
    let answers = (end(before) == Some('?')) != (end(after) == Some('?'));
    let difference = before.words.len().abs_diff(after.words.len());
    let is_edge = difference <= LONGEST_TAIL && is_edge(before.words, after.words);
    // A word put in between makes another title of a few words, and so does another number.
    let is_close = is_edge
        || (before.words.len().min(after.words.len()) >= SURE_LINE
            && before.words.has_numbers_of(after.words));
    // A sentence may begin with the words of the title above it, and in a play the speakers' names are in capitals.
    let opens_story = || {
        let id = document.block_at(before.span.start);
        id.is_some_and(|id| document.block(id).kind == BlockKind::Heading(1))
    };
    let is_told_of = difference > 0 && ends_sentence(after) && !ends_sentence(before) && opens_story();
    let is_called = is_in_capitals(document.text(before.span)) != is_in_capitals(document.text(after.span));
    let same_shape = (ends_sentence(before) == ends_sentence(after) || is_edge) && !is_told_of && !is_called;
    // Two whole sentences are paragraphs, which another rule compares.
    let is_paragraph =
        |text: &ComparedText<'_>| ends_sentence(text) && text.words.weight() >= SHORTEST_PARAGRAPH;
    if have_other_letters(document.text(before.span), document.text(after.span)) {
        return false;
    }
    same_shape
        && !(is_paragraph(before) && is_paragraph(after))
        && !answers
        && is_close
        && (difference <= 3 || is_edge)
        && rule.repeats(document.languages(), before.words, after.words)
}

fn is_in_capitals(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

/// Whether capitals that stand for themselves tell two texts apart: device A, device B.
pub(super) fn have_other_letters(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        let words = text.split(|sign: char| !sign.is_alphanumeric());
        words
            .filter_map(|word| {
                let mut letters = word.chars();
                letters.next().filter(|letter| letter.is_uppercase() && letters.next().is_none())
            })
            .collect()
    };
    let (one, other) = (letters(one), letters(other));
    one.len() == other.len() && one != other
}

/// Rows of tables, results and command lines repeat by nature.
pub(super) fn is_prose_line(text: &str) -> bool {
    let (mut all, mut letters) = (0, 0);
    for (at, byte) in text.bytes().enumerate() {
        let stands = |sign: &[u8]| text.as_bytes()[at.saturating_sub(1)..].starts_with(sign);
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b' ' => letters += 1,
            b'/' if stands(b" / ") => return false,
            b'-' if stands(b" --") => return false,
            // Within a character.
            0x80..=0xbf => continue,
            _ => match text[at..].chars().next() {
                Some('»' | '›') => return false,
                // Quotation marks and dashes.
                Some('\u{2010}'..='\u{2027}') => {}
                Some(sign) if TABLE_SIGNS.contains(&sign) => return false,
                other => letters += usize::from(other.is_some_and(is_letter_or_space)),
            },
        }
        all += 1;
    }
    letters * 5 >= all * 4 && !text.ends_with([':', '：']) && !is_cell(text)
}

fn is_letter_or_space(character: char) -> bool {
    character.is_alphabetic() || character.is_whitespace()
}

/// Signs that part the cells of a table pasted as text, or fill them.
const TABLE_SIGNS: [char; 7] = ['|', '\t', '│', '✓', '✔', '❌', '✗'];

/// Whether a line is a cell of a table pasted as text, or the address of a card: "1, plus $3 a month".
fn is_cell(text: &str) -> bool {
    let is_price = || text.contains(['$', '€', '£', '%']) && words_in(text) < 8;
    (text.contains('/') && words_in(text) == 1)
        || (text.starts_with(|first: char| first.is_ascii_digit()) && is_price())
}

/// Whether a line is a row of a table pasted as text.
pub(super) fn is_table_row(text: &str) -> bool {
    text.contains(TABLE_SIGNS)
}
