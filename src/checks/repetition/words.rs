//! Plain words, with what makes a doubled one right: names, compounds, "no no no".

use std::ops::Range;

use foldhash::HashSet;

use crate::checking::exceptions::Exceptions;
use crate::checking::passages::Passage;
use crate::checking::{Check, Context, Sink};
use crate::document::InlineKind;
use crate::source::TextSpan;

/// Looks for doubled words.
pub(super) struct DoubledWords {
    /// The words that are looked at; empty for all.
    pub only: HashSet<String>,
    /// Words that are left alone, and what others are part of.
    pub exceptions: Exceptions,
    /// Whether nothing is said where the language is not known.
    pub known_language: bool,
}

impl Check for DoubledWords {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if self.known_language && context.language().is_none() {
            return;
        }
        for passage in context.all_passages() {
            let words = words_of(context, &passage);
            let excepted = self.exceptions.within(context, passage.text);
            for (index, pair) in words.windows(2).enumerate() {
                let [(start, first), (again, second)] = *pair else { continue };
                if !is_doubled(first, second) || self.passes_over(first) || is_play(&words, index) {
                    continue;
                }
                let gap = &passage.text[start + first.len()..again];
                let end = again + second.len();
                let is_apart =
                    gap.is_empty() || !gap.chars().all(is_gap) || is_joined(passage.text, start, end);
                if is_apart || is_name(&passage.text[..start], first) {
                    continue;
                }
                if excepted.hold(&(start..end)) || is_sentence(context, &passage, start..end) {
                    continue;
                }
                if is_beside_link(context, passage.part(start..start + first.len()), passage.part(again..end))
                {
                    continue;
                }
                if is_stressed(context, passage.part(start..start + first.len()), passage.part(again..end)) {
                    continue;
                }
                report(context, sink, &passage, [start, start + first.len(), again, end]);
            }
        }
    }
}

impl DoubledWords {
    fn passes_over(&self, word: &str) -> bool {
        !self.only.is_empty() && !self.only.contains(word)
    }
}

/// The words of a passage, each with its place in it.
pub(super) fn words_of<'a>(context: &Context<'a>, passage: &Passage<'a>) -> Vec<(usize, &'a str)> {
    let words = context.reading().words(passage.block);
    let first = words.partition_point(|word| word.start < passage.span.start);
    let inside = words[first..].iter().take_while(|word| word.end <= passage.span.end);
    let start = passage.span.start as usize;
    let words = inside.map(|word| {
        (word.start as usize - start, &passage.text[word.start as usize - start..word.end as usize - start])
    });
    words.collect()
}

fn is_doubled(first: &str, second: &str) -> bool {
    // Most pairs differ, which is told of ASCII without copying.
    if first.is_ascii() && second.is_ascii() && !first.eq_ignore_ascii_case(second) {
        return false;
    }
    // Letters are signs of a list, a key or a signature, but for the two that are words.
    if second.chars().nth(1).is_none() && !matches!(second, "a" | "i") {
        return false;
    }
    // A capital on the second word marks a name; digits and scripts without case say nothing.
    let is_small = second.chars().all(|letter| letter.is_lowercase() || letter == '\'' || letter == '’');
    is_small && first.to_lowercase() == second
}

/// Whether the two words are all of a sentence: "Night night."
fn is_sentence(context: &Context<'_>, passage: &Passage<'_>, range: Range<usize>) -> bool {
    let pair = passage.part(range);
    let sentences = context.reading().sentences(passage.block);
    let behind = sentences.partition_point(|sentence| sentence.start <= pair.start);
    let Some(sentence) = sentences[..behind].last().filter(|sentence| sentence.contains(pair)) else {
        return false;
    };
    let document = context.document();
    let around = [TextSpan::new(sentence.start, pair.start), TextSpan::new(pair.end, sentence.end)];
    !around
        .iter()
        .any(|&part| document.holds_opaque(part) || document.text(part).chars().any(char::is_alphanumeric))
        && document.text(TextSpan::new(pair.end, sentence.end)).contains(['.', '!', '?', '…'])
}

/// Whether the word stands there more than twice: "no no no" is meant.
fn is_play(words: &[(usize, &str)], index: usize) -> bool {
    let same = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).is_some_and(|(_, word)| word.eq_ignore_ascii_case(words[index].1))
    };
    same(index.checked_sub(1)) || same(Some(index + 2))
}

/// Whether the first word has a capital that the sentence does not give it: "the Harbour Data data format".
fn is_name(before: &str, first: &str) -> bool {
    let capitals = first.chars().filter(|letter| letter.is_uppercase()).count();
    let opens =
        before.trim_end().chars().next_back().is_none_or(|mark| !mark.is_alphanumeric() && mark != ',');
    capitals > 1 || (capitals == 1 && !opens)
}

/// Whether one of the two words alone is set off by emphasis: "it may actually *actually* hold".
fn is_stressed(context: &Context<'_>, first: TextSpan, second: TextSpan) -> bool {
    let stresses = |word: TextSpan| {
        let mut inlines = context.document().inlines_in(word);
        inlines.any(|inline| {
            matches!(inline.kind, InlineKind::Emphasis | InlineKind::Strong) && inline.text == word
        })
    };
    stresses(first) != stresses(second)
}

/// Whether a link, or code, ends between the two words: its name may end with the word that says what it is.
fn is_beside_link(context: &Context<'_>, first: TextSpan, second: TextSpan) -> bool {
    let mut inlines = context.document().inlines_in(first);
    inlines.any(|inline| {
        matches!(inline.kind, InlineKind::Link { .. })
            && inline.text.end == first.end
            && inline.text.start < first.start
            && second.start >= inline.text.end
    })
}

fn is_gap(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\r' | '\t')
}

/// Whether one of the two words is part of a longer one: a compound, an address, a name with an apostrophe.
fn is_joined(text: &str, start: usize, end: usize) -> bool {
    let joins = |character: char| matches!(character, '-' | '‑' | '/' | '@' | '_' | '\'' | '’' | '&');
    text[..start].ends_with(joins) || text[end..].starts_with(joins)
}

/// Reports two words, given where each starts and ends in the passage.
fn report(context: &Context<'_>, sink: &mut Sink<'_>, passage: &Passage<'_>, places: [usize; 4]) {
    let [start, first_end, second, end] = places;
    let span = passage.part(start..end);
    if !context.speaks_at(span) {
        return;
    }
    let report = sink.report(span).value("word", &passage.text[second..end]);
    match removable(context, passage, start, first_end, end) {
        Some(removed) => report.replace(removed, "", context.fix_applicability()).emit(),
        None => report.emit(),
    }
}

/// What to take out so that one word is left: the second, or across a line break the first.
fn removable(
    context: &Context<'_>,
    passage: &Passage<'_>,
    start: usize,
    first_end: usize,
    end: usize,
) -> Option<TextSpan> {
    let second = passage.part(first_end..end);
    if context.document().is_verbatim(second) {
        return Some(second);
    }
    let before = passage.text[..start].ends_with(' ').then(|| passage.part(start - 1..first_end))?;
    context.document().is_verbatim(before).then_some(before)
}
