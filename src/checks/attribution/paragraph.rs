//! A paragraph with its quotations, and which of them stand by themselves.

use crate::document::BlockId;
use crate::reading::quotations::Quotation;

/// A piece of text that readers meet in its turn.
pub(super) struct Paragraph<'a> {
    /// Its block.
    pub block: BlockId,
    /// Where it begins in the prose.
    pub start: u32,
    /// Its text.
    pub text: &'a str,
    /// Its outermost quotations.
    pub quotations: Vec<&'a Quotation>,
    /// Whether it names what follows.
    pub is_heading: bool,
    /// Whether it is running text, in which a quotation needs a speaker.
    pub may_lack_speaker: bool,
}

impl<'a> Paragraph<'a> {
    /// The quotations of at least so many words that are sentences of their own: no clause around
    /// them could name who speaks.
    pub fn alone(&self, words: usize) -> impl Iterator<Item = &'a Quotation> + '_ {
        self.quotations.iter().copied().filter(move |quotation| {
            quotation.close.is_some()
                && self.content(quotation).split_whitespace().count() >= words
                && self.is_sentence(quotation)
                && self.begins_sentence(quotation)
                && self.ends_sentence(quotation)
        })
    }

    /// Whether it begins with a quotation.
    pub fn begins_quoted(&self) -> bool {
        self.quotations.first().is_some_and(|quotation| quotation.span.start == self.start)
    }

    /// What is quoted, without marks.
    pub fn content(&self, quotation: &Quotation) -> &'a str {
        self.slice(quotation.content().start, quotation.content().end)
    }

    /// The text before a quotation.
    pub fn before(&self, quotation: &Quotation) -> &'a str {
        self.slice(self.start, quotation.span.start)
    }

    /// The text behind a quotation.
    pub fn after(&self, quotation: &Quotation) -> &'a str {
        self.text.get((quotation.span.end - self.start) as usize..).unwrap_or_default()
    }

    /// The text between a quotation and the one behind it.
    pub fn between(&self, quotation: &Quotation) -> &'a str {
        let next = self.quotations.iter().find(|next| next.span.start >= quotation.span.end);
        next.map_or(self.after(quotation), |next| self.slice(quotation.span.end, next.span.start))
    }

    /// The text outside quotations; each leaves a gap that no phrase reaches over.
    pub fn outside(&self) -> String {
        let mut outside = String::new();
        let mut from = self.start;
        for quotation in &self.quotations {
            outside.push_str(self.slice(from, quotation.span.start));
            outside.push_str(" “” ");
            from = quotation.span.end;
        }
        outside.push_str(self.text.get((from.max(self.start) - self.start) as usize..).unwrap_or_default());
        outside
    }

    fn slice(&self, start: u32, end: u32) -> &'a str {
        let local = |place: u32| place.saturating_sub(self.start) as usize;
        self.text.get(local(start)..local(end)).unwrap_or_default()
    }

    /// Whether the words quoted are a sentence, not a fragment of one.
    fn is_sentence(&self, quotation: &Quotation) -> bool {
        let content = self.content(quotation).trim();
        let begins = content.trim_start_matches(|first: char| !first.is_alphanumeric()).chars().next();
        let stop_behind = self.after(quotation).starts_with(['.', '!', '?']);
        begins.is_some_and(|first| !first.is_lowercase()) && (stop_behind || ends_sentence(content))
    }

    fn begins_sentence(&self, quotation: &Quotation) -> bool {
        let before = self.before(quotation).trim_end();
        before.is_empty() || ends_sentence(before)
    }

    /// Whether nothing that could be a clause around the quotation, or its source, follows it.
    fn ends_sentence(&self, quotation: &Quotation) -> bool {
        let after = self.after(quotation).trim_start_matches(['.', '!', '?']).trim_start();
        after
            .chars()
            .next()
            .is_none_or(|next| next.is_uppercase() || next.is_numeric() || "“\"«„‘'".contains(next))
    }
}

/// Whether a text ends with a sentence's end, closing marks and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|last: char| last.is_whitespace() || "”\"’'»“)]*_".contains(last))
        .ends_with(['.', '!', '?', '…'])
}

/// The last sentence of a text that ends with one.
pub(super) fn last_sentence(text: &str) -> &str {
    let text = text.trim_end();
    let inner = text.trim_end_matches(|last: char| !last.is_alphanumeric());
    let begins = inner.rmatch_indices(['.', '!', '?', '…']).find(|&(at, stop)| {
        inner[at + stop.len()..].starts_with(char::is_whitespace) && !ends_with_title(&inner[..at])
    });
    begins.map_or(text, |(at, stop)| &text[at + stop.len()..])
}

/// Whether a full stop here would belong to a title or an initial: `Mr`, `Dr`, `J`.
fn ends_with_title(text: &str) -> bool {
    let word = text.rsplit(|before: char| !before.is_alphanumeric()).next().unwrap_or_default();
    word.len() <= 3 && word.starts_with(char::is_uppercase)
}
