//! Links that touch the sentence before them, or the word behind them.

use crate::checking::{Context, Sink};
use crate::document::{Document, InlineKind};
use crate::reading::Link;
use crate::source::TextSpan;

/// Reports a link where a space is missing before or behind it.
pub(super) fn report(context: &Context<'_>, link: &Link, sink: &mut Sink<'_>) {
    let document = context.document();
    let mut written = document
        .inlines_in(link.text)
        .filter(|inline| inline.text == link.text && matches!(inline.kind, InlineKind::Link { .. }));
    // Where a tag stands right before it, the style may set the two apart.
    let follows_tag = |start: u32| document.source().text()[..start as usize].ends_with('>');
    let is_marked = written.next().is_some_and(|inline| !follows_tag(inline.span.start));
    let Some(block) = link.block.map(|block| document.block(block).text).filter(|_| is_marked) else {
        return;
    };
    let before = document.text(TextSpan::new(block.start, link.text.start));
    let behind = document.text(TextSpan::new(link.text.end, block.end.max(link.text.end)));
    let shown = document.text(link.text);
    let is_joined = ends_sentence(before) || ends_word(document, before);
    if is_joined && shown.starts_with(char::is_alphabetic) {
        let place = TextSpan::new(link.text.start - 1, link.text.end);
        sink.report(place).value("problem", "before").emit();
    } else if shown.ends_with(char::is_alphanumeric) && begins_word(document, behind) {
        let word = behind.bytes().take_while(u8::is_ascii_alphabetic).count();
        let end = TextSpan::from_range(0..word).shift(link.text.end).end;
        sink.report(TextSpan::new(link.text.start, end)).value("problem", "behind").emit();
    }
}

/// Whether a text ends in a mark behind a word of its own, not in that of an abbreviation or a name.
fn ends_sentence(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(['.', '!', '?', ',', ';']) else { return false };
    let word = rest.rsplit(|part: char| !part.is_alphabetic()).next().unwrap_or_default();
    let stands_apart = rest[..rest.len() - word.len()].ends_with([' ', '\u{a0}', '(', '“', '"']);
    word.chars().count() > 3
        && stands_apart
        && word.is_ascii()
        && word.chars().skip(1).all(char::is_lowercase)
}

/// Whether a text ends in a whole word that a sentence goes on from, and that begins no other one: `about[the plan]`.
fn ends_word(document: &Document<'_>, before: &str) -> bool {
    let length = before.bytes().rev().take_while(u8::is_ascii_lowercase).count();
    let (rest, word) = before.split_at(before.len() - length);
    length > 2
        && rest.ends_with(' ')
        && document.lexicon().stop_words.contains(word)
        && !BEGINNINGS.contains(&word)
}

/// Words that others begin with.
const BEGINNINGS: &[&str] = &[
    "over", "under", "out", "off", "any", "some", "every", "inter", "sub", "non", "not", "para", "sobre",
    "entre", "vor", "auf", "aus", "ein", "mit", "nach", "bei", "per", "sur", "con",
];

/// Whether a text begins with a whole word that is none of a word's endings.
fn begins_word(document: &Document<'_>, behind: &str) -> bool {
    let length = behind.bytes().take_while(u8::is_ascii_lowercase).count();
    let (word, rest) = behind.split_at(length);
    length > 1
        && rest.starts_with([' ', ',', '.'])
        && document.lexicon().stop_words.contains(word)
        && !ENDINGS.contains(&word)
}

/// Words that are endings as well.
const ENDINGS: &[&str] =
    &["en", "es", "er", "e", "is", "as", "able", "in", "an", "on", "or", "al", "os", "ion", "de", "le"];
