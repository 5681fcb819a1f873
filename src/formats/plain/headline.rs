//! Which line of plain text is the headline.
//!
//! A draft begins with it. A page that was pasted begins with what stands around the story: a menu, a section, a
//! share bar, the writer's name, a date. None of these is a headline, so the first line behind them that could be
//! one is.

use crate::document::{Block, BlockKind, Builder};
use crate::language::Lexicon;

/// Where more blocks stand before the story, it is a whole page with its menus, and any line may be the headline.
const LONGEST_LEAD: usize = 12;
/// Behind the name of a section, the headline is one of so many blocks.
const SECTION: usize = 3;
/// Behind a menu or a section, fewer words are another one or a name.
const FEWEST_WORDS: usize = 4;
/// The first line of a whole page is its headline from so many words on.
const FEWEST_WORDS_OF_PAGE: usize = 6;
/// A sentence of the story has so many words at least.
const SHORTEST_SENTENCE: usize = 8;
/// Makes the line that is the headline a heading.
pub(super) fn mark(builder: &mut Builder<'_>) {
    let Some(found) = find(builder) else { return };
    if let Some(block) = builder.blocks_mut().get_mut(found) {
        block.kind = BlockKind::Heading(1);
    }
}

fn find(builder: &mut Builder<'_>) -> Option<usize> {
    let source = builder.source();
    let languages = builder.languages().clone();
    let any = languages.any();
    let blocks: &[Block] = builder.blocks_mut();
    let text = |at: usize| source.slice(blocks[at].span);
    let is_title = |at: &usize| {
        blocks.get(*at).is_some_and(|block| block.kind == BlockKind::Paragraph && is_title(text(*at), any))
    };
    let has_words =
        |at: &usize, least: usize| is_title(at) && text(*at).split_whitespace().nth(least - 1).is_some();
    // A first line that ends in a question or a quotation is a headline all the same.
    let begins = usize::from(is_title(&0));
    let story = (begins..blocks.len()).find(|&at| is_story(&blocks[at], text(at))).unwrap_or(blocks.len());
    if story > LONGEST_LEAD {
        return has_words(&0, FEWEST_WORDS_OF_PAGE).then_some(0);
    }
    if story == blocks.len() {
        return has_words(&0, 2).then_some(0);
    }
    let first = (0..story).find(|at| has_words(at, if *at == 0 { 2 } else { 3 }))?;
    // So few words name the section, or lead back to it, where a longer line follows.
    let is_sure = has_words(&first, if first == 0 { 3 } else { FEWEST_WORDS });
    let next = || (first + 1..story.min(first + 1 + SECTION)).find(|at| has_words(at, FEWEST_WORDS));
    if is_sure { Some(first) } else { next().or(Some(first)) }
}

/// Whether the story begins with a block at the latest.
fn is_story(block: &Block, text: &str) -> bool {
    block.kind == BlockKind::Paragraph
        && text.trim_end_matches(['"', '”', '“', '’', '»', '«', ')']).ends_with(['.', '!', '?', '。'])
        && text.split_whitespace().nth(SHORTEST_SENTENCE - 1).is_some()
}

/// Whether a line could name a story: short, no sentence of it, nothing that stands around it.
fn is_title(text: &str, any: &Lexicon) -> bool {
    let words = text.split_whitespace().count();
    (2..=25).contains(&words)
        && !text.contains(['\n', '\r'])
        && !text.ends_with(['.', ':', ',', ';'])
        && text.chars().any(char::is_alphabetic)
        && !is_around(text, words, any)
}

/// Whether a line of so many words is a bar, a date, a share bar or the writer's name.
fn is_around(text: &str, words: usize, any: &Lexicon) -> bool {
    let count = |is: &dyn Fn(&str) -> bool| text.split_whitespace().filter(|word| is(word)).count();
    let bars = count(&|word| matches!(word, "|" | "»" | "›" | "•" | "·" | ">" | "/"));
    let figures = count(&|word| word.starts_with(|first: char| first.is_ascii_digit()));
    let names_network =
        |word: &str| any.share_networks.contains(word.trim_matches(|mark: char| !mark.is_alphanumeric()));
    let networks = count(&names_network);
    let is_date = figures > 1 && figures * 3 >= words || figures * 2 >= words;
    let is_share_bar = networks > 1 || networks > 0 && words < FEWEST_WORDS;
    bars > 0 || is_date || is_share_bar || is_byline(text, any)
}

/// Whether a line begins as the line with the writer's name does, and goes on with a name.
fn is_byline(text: &str, any: &Lexicon) -> bool {
    let mut words = text.split_whitespace();
    let begins = words.next().is_some_and(|first| any.byline_openers.contains(first.trim_end_matches(':')));
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let mut names = words.skip_while(|word| *word == "the");
    begins && names.next().is_some_and(is_name) && names.next().is_none_or(is_name)
}
