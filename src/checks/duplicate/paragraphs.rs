//! Paragraphs that stand twice, anywhere in a story.

use foldhash::{HashMap, HashMapExt};

use super::pairs::{
    ComparedText, ends_sentence, have_other_letters, is_prose_line, lead_apart, read, words_in,
};
use super::{Duplicate, Repetition};
use crate::checking::Context;
use crate::document::{Block, BlockKind, Document, Format};
use crate::reading::BareWords;
use crate::reading::likeness::shingles;

/// How many words in a row make a shingle.
const SHINGLE: usize = 5;
/// How many of a paragraph's shingles are looked up.
const SAMPLE: usize = 8;
/// So many paragraphs on, the next one still belongs to what was pasted twice: short ones are not compared.
const LONGEST_STEP: usize = 3;

/// With so many more of them right behind it, a paragraph that stands again was pasted twice, whatever stands between.
const PASTED: usize = 2;
/// The first so many paragraphs may hold a passage of the story that is shown before it.
const OPENING: usize = 5;

/// A story goes on behind what stands again in its midst, in a paragraph of so many bytes.
const SHORTEST_ENDING: u32 = 80;

/// Paragraphs against all paragraphs with which they share words in a row.
///
/// What stands three times is a refrain, a recipe's line or a form, and meant.
pub(super) fn paragraphs(rule: &Duplicate, context: &Context<'_>) -> Vec<Repetition> {
    let document = context.document();
    let paragraphs = sampled(rule, context);
    if !share_a_hash(&paragraphs) {
        return Vec::new();
    }
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let mut texts: Vec<(ComparedText<'_>, usize, Vec<Again>)> = Vec::new();
    for (number, text, sample) in paragraphs {
        let shown = document.text(text.span);
        if !is_prose(shown) {
            continue;
        }
        let ends = ends_sentence(shown);
        let before = sample.iter().find_map(|hash| seen.get(hash)).copied();
        let again = |&before: &usize| {
            let (first, first_number, _) = &texts[before];
            let is_nearby = number - first_number <= rule.distance;
            let is_long = text.words.weight() >= rule.far && first.words == text.words;
            // A quotation set apart may show again what the story says.
            (is_nearby || is_long)
                && first.is_quoted == text.is_quoted
                // A caption's second copy may have lost its credit, or got one.
                // Captions with captions are another rule's.
                && !(first.is_caption && text.is_caption)
                && match (ends, ends_sentence(document.text(first.span))) {
                    (false, false) => false,
                    (true, true) => true,
                    _ => words_in(shown) != words_in(document.text(first.span)),
                }
                && is_as_long(first.words, text.words)
                && !have_other_letters(shown, document.text(first.span))
                && !lead_apart(context, first.span, text.span)
                && rule.repeats(document.languages(), first.words, text.words)
        };
        if let Some(before) = before.filter(again) {
            let (first, first_number, found) = &mut texts[before];
            let numbers = (*first_number, number);
            found.push(Again { numbers, repetition: Repetition::new(first.span, text.span) });
            continue;
        }
        for hash in sample {
            seen.entry(hash).or_insert(texts.len());
        }
        texts.push((text, number, Vec::new()));
    }
    let twice = texts.into_iter().map(|(.., again)| again).filter(|again| again.len() == 1);
    let mut twice: Vec<Again> = twice.flatten().collect();
    twice.sort_by_key(|again| again.numbers.1);
    let mut runs = together(twice);
    runs.retain(|run| run.repetition.more >= PASTED || !is_meant(rule, document, run));
    runs.into_iter().map(|run| run.repetition).collect()
}

/// A paragraph that stands again.
struct Again {
    /// Its number among the paragraphs, where it stands first and where it stands again.
    numbers: (usize, usize),
    repetition: Repetition,
}

/// Paragraphs that stand again one after the other are one thing that was pasted twice.
fn together(twice: Vec<Again>) -> Vec<Again> {
    let mut runs: Vec<(Again, (usize, usize))> = Vec::new();
    for again in twice {
        let (first, second) = again.numbers;
        let follows = |(_, (last_first, last_second)): &&mut (Again, (usize, usize))| {
            let steps = (first.checked_sub(*last_first), second - *last_second);
            steps.0 == Some(steps.1) && steps.1 <= LONGEST_STEP
        };
        match runs.last_mut().filter(follows) {
            Some((run, last)) => {
                run.repetition.more += 1;
                *last = (first, second);
            }
            None => runs.push((again, (first, second))),
        }
    }
    runs.into_iter().map(|(run, _)| run).collect()
}

/// Whether a draft may say a paragraph again on purpose: a passage of the story opens it, each part of a guide needs
/// the same words, or a step of instructions is due once more.
fn is_meant(rule: &Duplicate, document: &Document<'_>, again: &Again) -> bool {
    let Repetition { first, again: second, more } = again.repetition;
    let (Some(start), Some(end)) = (document.block_at(first.start), document.block_at(second.start)) else {
        return false;
    };
    let between = document.blocks().get(start.index()..end.index()).unwrap_or_default();
    let is_long = |block: &Block| block.kind == BlockKind::Paragraph && block.text.len() > SHORTEST_ENDING;
    let goes_on = || document.blocks()[end.index() + 1..].iter().any(is_long);
    let opens = again.numbers.0 < OPENING && again.numbers.1 - again.numbers.0 > rule.distance && goes_on();
    let parts_meet = || between.iter().any(|block| matches!(block.kind, BlockKind::Heading(2..=6)));
    let shows_steps = || more == 0 && between.iter().any(|block| matches!(block.kind, BlockKind::Code));
    document.format() != Format::Text && (opens || parts_meet() || shows_steps())
}

/// The paragraphs that say enough, each with its number and a sample of its shingles.
fn sampled<'a>(rule: &Duplicate, context: &Context<'a>) -> Vec<(usize, ComparedText<'a>, Vec<u64>)> {
    let blocks = context.document().enumerate_story();
    let paragraphs = blocks.filter(|(_, block)| {
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Caption) && !block.is_metadata()
    });
    let texts = paragraphs.map(|(id, _)| read(context, id)).enumerate();
    texts
        .filter(|(_, text)| text.words.weight() >= rule.words)
        .map(|(number, text)| {
            // The smallest hashes are the same sample for nearly equal texts.
            let mut sample = shingles(text.words, SHINGLE);
            sample.truncate(SAMPLE);
            (number, text, sample)
        })
        .collect()
}

/// Whether any two paragraphs have a shingle of their samples in common; in most stories none have.
fn share_a_hash(paragraphs: &[(usize, ComparedText<'_>, Vec<u64>)]) -> bool {
    let mut hashes: Vec<u64> = paragraphs.iter().flat_map(|(.., sample)| sample).copied().collect();
    hashes.sort_unstable();
    hashes.windows(2).any(|pair| pair[0] == pair[1])
}

/// Whether neither of two paragraphs says much more than the other: a summary may repeat its story.
fn is_as_long(one: &BareWords, other: &BareWords) -> bool {
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    short * 5 >= long * 4
}

/// Whether a text may be running prose: it is no entry of a form or recipe.
fn is_prose(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    is_prose_line(text) && digits * 20 < text.len()
}
