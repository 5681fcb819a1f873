//! Captions, held against other captions, alternative texts and the headline.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::pairs::{ComparedText, lead_apart, read};
use super::{Duplicate, Repetition};
use crate::checking::Context;
use crate::document::{Block, BlockId, BlockKind, Document};
use crate::reading::likeness::{is_edge, own_words};
use crate::reading::{BareWords, credits};

/// Each caption against the ones before it. One picture shown twice has one caption; one that stands under a whole row
/// of pictures is told once.
pub(super) fn captions(rule: &Duplicate, context: &Context<'_>) -> Vec<Repetition> {
    let document = context.document();
    let images = images(document);
    let image = |caption: &ComparedText<'_>| images.get(&caption.span.start).copied();
    let headline = context.reading().story().headline_span(document).map(|span| document.shown(span));
    let headline = BareWords::new(&headline.unwrap_or_default(), document.languages());
    let tells = |caption: &ComparedText<'_>| {
        caption.words == &headline && caption.words.len() >= rule.words || says_something(document, caption)
    };
    let captions: Vec<ComparedText<'_>> = captions_of(context).filter(tells).collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut told: HashSet<usize> = HashSet::new();
    let mut found = Vec::new();
    for (index, caption) in captions.iter().enumerate() {
        let same = *first.entry(caption.words.key()).or_insert(index);
        let start = index.saturating_sub(rule.distance);
        let near =
            || (start..index).find(|&before| is_same_caption(rule, document, &captions[before], caption));
        let before = Some(same).filter(|&same| same < index).or_else(near);
        let is_another = |before: &usize| {
            let pictures = (image(&captions[*before]), image(caption));
            !matches!(pictures, (Some(one), Some(other)) if one == other)
                && !lead_apart(context, captions[*before].span, caption.span)
        };
        if let Some(before) = before.filter(is_another)
            && told.insert(before)
        {
            found.push(Repetition::new(captions[before].span, caption.span));
        }
    }
    found
}

/// With fewer words a caption names what any number of pictures may show.
const SHORTEST_CAPTION: usize = 5;

/// Whether a caption tells what its picture shows: it is no credit, and more than a name.
fn says_something(document: &Document<'_>, caption: &ComparedText<'_>) -> bool {
    let any = document.languages().any();
    let text = document.text(caption.span);
    let is_plain = |word: &str| {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        word.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_uppercase())
            && !any.empty_words.contains(word)
            && !any.stop_words.contains(word)
    };
    caption.words.weight() >= SHORTEST_CAPTION
        && text.split_whitespace().any(is_plain)
        && !credits::is_credit(text, any)
}

/// The picture over each caption, by the caption's place.
fn images<'d>(document: &'d Document<'_>) -> HashMap<u32, &'d str> {
    let figures = document.figures().iter();
    let captioned = figures.filter_map(|figure| Some((figure.caption?, figure.image.as_deref()?)));
    captioned.map(|(caption, image)| (document.block(caption).text.start, image)).collect()
}

/// From so many words on a name or credit more in one of two captions makes no other caption.
const LONG_CAPTION: usize = 8;

/// Whether two captions say the same: nothing but a credit or a name at one end tells them apart.
fn is_same_caption(
    rule: &Duplicate,
    document: &Document<'_>,
    before: &ComparedText<'_>,
    after: &ComparedText<'_>,
) -> bool {
    let languages = document.languages();
    if !rule.repeats(languages, before.words, after.words) {
        return false;
    }
    let (own_before, own_after) = own_words(before.words, after.words, languages);
    let (own, longer) = match (own_before.is_empty(), own_after.is_empty()) {
        (true, true) => return true,
        (false, true) => (own_before, before),
        (true, false) => (own_after, after),
        (false, false) => return false,
    };
    let text = document.text(longer.span);
    let is_name = |word: &&str| {
        text.split(|sign: char| !sign.is_alphanumeric())
            .any(|written| written.starts_with(char::is_uppercase) && written.to_lowercase() == **word)
    };
    before.words.len().min(after.words.len()) >= LONG_CAPTION
        && is_edge(before.words, after.words)
        && own.iter().all(is_name)
}

fn captions_of<'a>(context: &Context<'a>) -> impl Iterator<Item = ComparedText<'a>> {
    let document = context.document();
    // A title is a picture's caption only where it has no other, and says more than its alternative text.
    let text = |id: BlockId| document.text(document.block(id).text).trim();
    let figures = document.figures().iter().filter(|figure| {
        figure.title != figure.caption
            || matches!((figure.title, figure.alt), (Some(title), Some(alt)) if text(title) == text(alt))
    });
    let titles: HashSet<usize> = figures.filter_map(|figure| Some(figure.title?.index())).collect();
    let is_caption = move |(id, block): &(BlockId, &Block)| {
        block.kind == BlockKind::Caption && !titles.contains(&id.index())
    };
    document.enumerate_story().filter(is_caption).map(|(id, _)| read(context, id))
}

/// Each picture's caption against its alternative text. A title attribute is a tooltip: readers see no caption.
pub(super) fn caption_and_alt(rule: &Duplicate, context: &Context<'_>) -> Vec<Repetition> {
    let figures = context.document().figures().iter().filter(|figure| figure.title != figure.caption);
    let pairs = figures.filter_map(|figure| Some((figure.alt?, figure.caption?)));
    pairs
        .map(|(alt, caption)| (read(context, alt), read(context, caption)))
        .filter(|(alt, caption)| {
            alt.words == caption.words
                || rule.repeats(context.document().languages(), alt.words, caption.words)
        })
        .filter(|(alt, caption)| !alt.words.is_empty() && adds_little(context.document(), alt, caption))
        .map(|(alt, caption)| Repetition::new(alt.span, caption.span))
        .collect()
}

/// Whether a caption has no more words of its own than the alternative text has, which may be cut off, or is a whole
/// line of the caption.
fn adds_little(document: &Document<'_>, alt: &ComparedText<'_>, caption: &ComparedText<'_>) -> bool {
    let empty = &document.languages().any().empty_words;
    let said = alt.words.content(empty);
    let known: HashSet<&str> = said.iter().copied().collect();
    let own = caption.words.content(empty).into_iter().filter(|word| !known.contains(word)).count();
    let is_line = || alt.words.len() >= WHOLE_LINE && is_edge(alt.words, caption.words);
    alt.words.is_cut() || own <= said.len() || is_line()
}

/// An alternative text of so many words is a line that readers hear twice, whatever else the caption says.
const WHOLE_LINE: usize = 6;

/// Captions against the headline.
pub(super) fn caption_and_headline(rule: &Duplicate, context: &Context<'_>) -> Vec<Repetition> {
    let Some(headline) = context.document().headline().map(|id| read(context, id)) else {
        return Vec::new();
    };
    captions_of(context)
        .filter(|caption| caption.words.len() >= rule.words && caption.words == headline.words)
        .map(|caption| Repetition::new(headline.span, caption.span))
        .collect()
}
