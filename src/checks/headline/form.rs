//! The end of a headline, its capitals, and what stands under it.

use crate::checking::{Context, Sink};
use crate::document::{BlockId, BlockKind, Document, Format, InlineKind};
use crate::reading::BareWords;
use crate::reading::likeness;
use crate::source::TextSpan;
use unicode_segmentation::UnicodeSegmentation;

/// Shorter words before a stop may be abbreviations: "Jan.", "Inc.", "Nr.".
const SHORTEST_LAST_WORD: usize = 4;
/// With fewer words a headline is a call, and its stop a choice: "Enough."
const FEWEST_WORDS: usize = 3;
/// A headline in capitals has at least so many letters: "NATO, EU MEET" is mostly names.
const FEWEST_CAPITALS: usize = 12;
/// From this share of common words on the standfirst adds nothing.
const SAME: f64 = 0.8;
/// So much if it is a sentence of the story, which has to name what it is about.
const SAME_SENTENCE: f64 = 0.9;
/// With more words it is a paragraph that was read as a headline.
const MOST_WORDS: usize = 40;

/// Whether a headline is one sentence with a full stop that is no part of an abbreviation.
pub(super) fn ends_in_full_stop(text: &str, document: &Document<'_>) -> bool {
    let (lexicon, any) = (document.lexicon(), document.languages().any());
    let Some(before) = text.trim_end().strip_suffix(['.', '。']) else { return false };
    let has_inner_end = before.ends_with(['.', '?', '!', '…', '。'])
        || [". ", "? ", "! ", "。", "？", "！"].iter().any(|end| before.contains(end));
    let last_word = before.split_whitespace().next_back().unwrap_or_default();
    let last_word = last_word.trim_start_matches(|character: char| !character.is_alphanumeric());
    let is_short =
        last_word.chars().count() < SHORTEST_LAST_WORD && last_word.starts_with(char::is_uppercase);
    let word = last_word.to_lowercase();
    let is_known = any.closing_abbreviations.contains(&word)
        || lexicon.abbreviations.contains(&word)
        || lexicon.months.is_short_form(&word);
    let is_abbreviation = last_word.contains('.') || is_short || is_known;
    let ends_in_word = last_word.ends_with(char::is_alphabetic);
    let is_paragraph = text.unicode_words().nth(MOST_WORDS).is_some();
    let has_words = text.split_whitespace().count() >= FEWEST_WORDS || !text.is_ascii();
    !is_paragraph && has_words && ends_in_word && !has_inner_end && !is_abbreviation
}

/// Whether a paragraph leads elsewhere: a button is one whole link, and a line that tells where the story comes from
/// holds the headline as a link.
fn is_pointer(context: &Context<'_>, id: BlockId, headline: &BareWords) -> bool {
    let document = context.document();
    let text = document.block(id).text;
    let names_headline = |link: TextSpan| {
        let words = BareWords::new(&document.shown(link), document.languages());
        likeness::share(headline, &words, document.languages()) >= SAME
    };
    let mut links = document.inlines_in(text).filter(|inline| matches!(inline.kind, InlineKind::Link { .. }));
    document.format() != Format::Html
        && links.any(|link| link.text.contains(text) || names_headline(link.text))
}

/// Whether a paragraph says what is said of the picture right before it.
fn is_under_picture(context: &Context<'_>, id: BlockId) -> bool {
    let document = context.document();
    let before = document.blocks()[..id.index()].last();
    before.is_some_and(|before| {
        matches!(before.kind, BlockKind::Alt | BlockKind::Title | BlockKind::Caption)
            && document.text(before.text).trim() == document.text(document.block(id).text).trim()
    })
}

/// Whether a headline is written in capitals throughout.
pub(super) fn is_all_capitals(text: &str) -> bool {
    let capitals = text.chars().filter(|character| character.is_uppercase()).count();
    let words = text.split(|character: char| !character.is_alphabetic()).filter(|word| word.len() > 1);
    capitals >= FEWEST_CAPITALS && !text.chars().any(char::is_lowercase) && words.count() >= FEWEST_WORDS
}

/// Reports the standfirst that says what the headline says; the same words again below the headline are
/// another rule's.
pub(super) fn report_standfirst(context: &Context<'_>, headline: TextSpan, sink: &mut Sink<'_>) {
    let document = context.document();
    let story = context.reading().story();
    // Where the metadata tells the headline, the page's own says it once more, and is no standfirst.
    let is_headline = |id: &&BlockId| document.block(**id).kind == BlockKind::Heading(1);
    let words = BareWords::new(&document.shown(headline), document.languages());
    // A line under the first picture is its caption, and one that ends in a colon opens a list. A heading is a deck
    // right below the page's own headline; with another one of its level behind it, it begins the first section.
    let is_told = document.block_at(headline.start).is_some_and(|id| document.block(id).is_metadata());
    let is_deck = |id: &BlockId| match document.block(*id).kind {
        BlockKind::Paragraph => {
            !document.text(document.block(*id).text).trim_end().ends_with([':', '：'])
                && !is_under_picture(context, *id)
                && !is_pointer(context, *id, &words)
        }
        kind @ BlockKind::Heading(2) => {
            !is_told && story.body.iter().filter(|id| document.block(**id).kind == kind).nth(1).is_none()
        }
        _ => false,
    };
    let below = story.body.iter().find(|id| !is_headline(id)).copied().filter(is_deck).map(|id| (id, false));
    let fields = story.standfirsts.iter().map(|&id| (id, true));
    let ends_with = |span: TextSpan, ends: &[char]| document.text(span).trim_end().ends_with(ends);
    let ends_as_sentence = |span: TextSpan| ends_with(span, &['.', '!', '?', '。', '！', '？']);
    let is_call = |span: TextSpan| ends_with(span, &['!', '！']) && !ends_with(headline, &['!', '！']);
    for (id, is_field) in fields.chain(below) {
        let span = document.block(id).text;
        let share = likeness::share(&words, context.reading().bare_words(id), document.languages());
        let is_sentence = !is_field && ends_as_sentence(span);
        let least = match (!is_field && is_call(span), is_sentence) {
            // "Join us at the harbour fair!" asks for something.
            (true, _) => 1.0,
            (false, true) => SAME_SENTENCE,
            (false, false) => SAME,
        };
        // A line that is the headline once more is another rule's.
        let is_duplicate = share >= 1.0 && !is_field && (!is_sentence || ends_as_sentence(headline));
        if share >= least && !is_duplicate {
            let what = if is_sentence { "The first sentence" } else { "The standfirst" };
            sink.report(span).value("problem", what).related(headline, "the headline").emit();
            return;
        }
    }
}
