//! Where the speaker of a quotation may be named.

use super::paragraph::{Paragraph, ends_sentence, last_sentence};
use super::paraphrase;
use super::span;
use super::speech::Speech;
use crate::reading::quotations::Quotation;
use crate::source::TextSpan;

/// In so many paragraphs an author speaks to the reader by habit, where they are one in `SHARE_TOLD`.
const FEWEST_TOLD: usize = 3;
const SHARE_TOLD: usize = 5;
/// A line without a full stop that is no longer than this may name a source or head a section.
const LONGEST_LINE: usize = 20;

/// A sentence of no more words that tells of speech does nothing but announce it.
const LONGEST_ANNOUNCEMENT: usize = 7;
/// How many paragraphs back and on the same words are looked for.
const FARTHEST_REPEAT: usize = 16;
/// How many paragraphs back the full name that goes with a surname is looked for.
const FARTHEST_NAME: usize = 60;
/// A dialogue has at least so many turns.
const FEWEST_TURNS: usize = 6;

/// Looks for speakers in a document.
pub(super) struct Reach<'r, 'a> {
    pub speech: &'r Speech<'a>,
    pub paragraphs: &'r [Paragraph<'a>],
}

impl Reach<'_, '_> {
    /// Whether a reader can tell who speaks in a quotation that stands by itself.
    pub fn has_speaker(&self, number: usize, quotation: &Quotation) -> bool {
        let paragraph = &self.paragraphs[number];
        self.is_told_within(paragraph)
            || self.has_person_beside(paragraph, quotation)
            || self.is_introduced(number)
            || self.is_paraphrased(number, quotation)
            || self.is_followed_by_source(number)
            || self.is_answered(number)
            || self.is_anybodys(number)
            || self.is_repeated(number, quotation)
    }

    /// A verb of speech in the paragraph before, where the reader may guess the speaker.
    pub fn cue_before(&self, number: usize) -> Option<TextSpan> {
        let before = &self.paragraphs[number.checked_sub(1)?];
        let cue = self.speech.cue_in(before.text)?;
        Some(span(before.start, cue))
    }

    /// Whether the document is a dialogue, as in a story or an interview told as one, where readers
    /// follow the turns of the speakers: one paragraph in four begins with words nobody is named for.
    pub fn is_dialogue(&self) -> bool {
        let running = || self.paragraphs.iter().filter(|paragraph| paragraph.may_lack_speaker);
        let turns = running()
            .filter(|paragraph| paragraph.begins_quoted() && !self.is_told_within(paragraph))
            .count();
        turns >= FEWEST_TURNS && turns * 4 >= running().count()
    }

    /// A verb of speech, or a quotation with a clause around it, in the same paragraph.
    fn is_told_within(&self, paragraph: &Paragraph<'_>) -> bool {
        self.speech.has_cue(&paragraph.outside())
            || paragraph.quotations.iter().any(|quotation| is_tagged(paragraph, quotation))
    }

    /// A person who acts in the sentence beside the quotation: `Ruiz shrugged. “We will see.”`
    fn has_person_beside(&self, paragraph: &Paragraph<'_>, quotation: &Quotation) -> bool {
        let before = last_sentence(paragraph.before(quotation));
        let after =
            first_words(paragraph.between(quotation).trim_start_matches(['.', '!', '?']).trim_start());
        self.speech.has_person(before) || has_full_name(before) || self.speech.has_person(after)
    }

    /// The paragraph before announces the quotation, asks for it, or quotes the same speaker.
    fn is_introduced(&self, number: usize) -> bool {
        let Some(before) = number.checked_sub(1).map(|before| &self.paragraphs[before]) else { return true };
        let text = before.text.trim_end();
        before.is_heading
            || !before.quotations.is_empty()
            || text.ends_with(['”', '"', '“', '»', '«'])
            || text.ends_with([':', '：', '?', '—', '–', '…'])
            || text.ends_with("...")
            || is_line(text)
            || self.is_announcement(text)
    }

    /// Whether the quotation goes on with what the paragraph before gives in other words.
    fn is_paraphrased(&self, number: usize, quotation: &Quotation) -> bool {
        let (paragraph, Some(before)) = (&self.paragraphs[number], number.checked_sub(1)) else {
            return true;
        };
        let is_named = |surname: &str| {
            let before = self.paragraphs[..number].iter().rev().take(FARTHEST_NAME);
            before.map(|paragraph| paragraph.text).any(|text| has_surname(text, surname))
        };
        paragraph.before(quotation).trim().is_empty()
            && paraphrase::tells_of_speaker(
                self.speech,
                self.paragraphs[before].text,
                paragraph.content(quotation),
                is_named,
            )
    }

    /// Whether the same words are quoted near by, where their speaker is named: a quotation pulled out of the text.
    fn is_repeated(&self, number: usize, quotation: &Quotation) -> bool {
        let bare = |text: &'_ str| -> String { text.chars().filter(|sign| sign.is_alphanumeric()).collect() };
        let words = bare(self.paragraphs[number].content(quotation));
        let before = self.paragraphs[..number].iter().rev().take(FARTHEST_REPEAT);
        let after = self.paragraphs[number + 1..].iter().take(FARTHEST_REPEAT);
        before
            .chain(after)
            .flat_map(|paragraph| paragraph.quotations.iter().map(|quotation| paragraph.content(quotation)))
            .any(|quoted| bare(quoted).contains(&words))
    }

    /// A sentence that only says that somebody goes on: `Ruiz continued her attack on the port.`
    fn is_announcement(&self, text: &str) -> bool {
        let is_short = text.split_whitespace().nth(LONGEST_ANNOUNCEMENT).is_none();
        let subject = first_words(text).split_whitespace().next().unwrap_or_default();
        let is_somebody = subject.starts_with(char::is_uppercase) && !self.speech.is_nameless(subject);
        is_short && is_somebody && self.speech.has_cue(text)
    }

    /// The paragraph behind is a line that names the source, or goes on quoting.
    fn is_followed_by_source(&self, number: usize) -> bool {
        let Some(after) = self.paragraphs.get(number + 1) else { return false };
        !after.quotations.is_empty() || is_source_line(after.text.trim())
    }

    /// One of several questions that stand by themselves, each with its answer below: anybody may ask them.
    fn is_answered(&self, number: usize) -> bool {
        let is_question = |number: usize| {
            let Some(paragraph) = self.paragraphs.get(number) else { return false };
            let all =
                paragraph.quotations.first().filter(|_| paragraph.begins_quoted()).filter(|quotation| {
                    !paragraph.after(quotation).contains(char::is_alphanumeric)
                        && paragraph.content(quotation).trim_end().ends_with('?')
                });
            let answers =
                |answer: &Paragraph<'_>| !answer.is_heading && !self.speech.has_cue(&answer.outside());
            all.is_some() && self.paragraphs.get(number + 1).is_some_and(answers)
        };
        is_question(number) && (0..self.paragraphs.len()).filter(|&other| is_question(other)).nth(1).is_some()
    }

    /// Whether the author speaks to the reader throughout: no report, in which each speaker has a name.
    pub fn is_told_to_readers(&self) -> bool {
        let running = || self.paragraphs.iter().filter(|paragraph| !paragraph.is_heading);
        let told = running().filter(|paragraph| self.speech.has_narrator(&paragraph.outside())).count();
        told >= FEWEST_TOLD && told * SHARE_TOLD >= running().count()
    }

    /// An author who speaks to the reader quotes what anybody might say.
    fn is_anybodys(&self, number: usize) -> bool {
        let around = number.saturating_sub(1)..=number;
        around.into_iter().any(|near| self.speech.has_narrator(&self.paragraphs[near].outside()))
    }
}

/// Whether a clause goes on around a quotation: `…,” he` or `he: “…`.
fn is_tagged(paragraph: &Paragraph<'_>, quotation: &Quotation) -> bool {
    let content = paragraph.content(quotation).trim_end_matches(['’', '\'', '”']);
    let after = paragraph.after(quotation);
    let goes_on = after.trim_start().starts_with(char::is_lowercase);
    content.ends_with([',', '，'])
        || after.starts_with([',', '，'])
        || (content.ends_with(['!', '?', '—', '–']) && goes_on)
        || paragraph.before(quotation).trim_end().ends_with([',', ':', '，', '：'])
}

/// Whether somebody of a surname is named in full: `Ines Calder`, `Mrs. Calder`.
fn has_surname(text: &str, surname: &str) -> bool {
    text.match_indices(surname).any(|(at, _)| {
        let before = text[..at].strip_suffix(' ').and_then(|before| before.split_whitespace().next_back());
        let ends = !text[at + surname.len()..].starts_with(char::is_alphanumeric);
        ends && before.is_some_and(|word| {
            word.starts_with(char::is_uppercase) && !word.ends_with([',', ';', ':', '?', '!'])
        })
    })
}

/// The first two words of a text.
fn first_words(text: &str) -> &str {
    let end = text.char_indices().filter(|(_, character)| character.is_whitespace()).nth(1);
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

/// Whether two capitalised words stand side by side behind the first word, as names do.
fn has_full_name(sentence: &str) -> bool {
    let words: Vec<bool> =
        sentence.split_whitespace().map(|word| word.starts_with(char::is_uppercase)).collect();
    words.windows(2).any(|pair| pair == [true, true])
}

/// Whether a text is a line by itself, such as a heading that is not marked as one.
fn is_line(text: &str) -> bool {
    !ends_sentence(text) && text.split_whitespace().nth(LONGEST_LINE).is_none()
}

/// Whether a text is a line that names a source: `Ada Ruiz, harbour master`.
fn is_source_line(text: &str) -> bool {
    let is_name = || text.split_whitespace().take(4).all(|word| word.starts_with(char::is_uppercase));
    text.starts_with(['–', '—', '―', '-', '('])
        || (is_line(text)
            && text.starts_with(char::is_uppercase)
            && (text.contains([',', '(', '/']) || is_name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_sentence_keeps_titles_and_initials() {
        assert_eq!(last_sentence("It rained. Mr. Hale waited.").trim(), "Mr. Hale waited.");
        assert_eq!(last_sentence("It rained."), "It rained.");
        assert_eq!(last_sentence(""), "");
    }

    #[test]
    fn names_are_two_capitalised_words() {
        assert!(has_full_name("Then Ada Ruiz went home."));
        assert!(!has_full_name("The boats are old."));
    }

    #[test]
    fn source_lines_name_somebody() {
        assert!(is_source_line("— Ada Ruiz"));
        assert!(is_source_line("Ada Ruiz, harbour master"));
        assert!(!is_source_line("Work begins in May."));
        assert!(!is_source_line("What will it cost"));
    }

    #[test]
    fn the_first_words_end_at_a_space() {
        assert_eq!(first_words("He shrugged and left."), "He shrugged");
        assert_eq!(first_words("He"), "He");
    }
}
