//! Words with capitals that stand together, as names do.

use super::Reading;
use crate::document::BlockKind;
use crate::language::Lexicon;
use crate::source::TextSpan;

/// Whether a word begins sentences and no names, as "But" does in "But Calder said", or is a title.
fn is_opener(word: &str, lexicon: &Lexicon) -> bool {
    let word = word.split(['\'', '’']).next().unwrap_or_default();
    lexicon.stop_words.contains(word)
        || lexicon.titles.contains(word)
        || lexicon.sentence_openers.contains(word)
        || lexicon.is_calendar_word(word)
}

/// A run of words with capitals that are parted by nothing but a space, a hyphen or an initial's stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRun {
    /// The words, without initials, and without titles and sentence openers at the start.
    pub words: Vec<TextSpan>,
    /// Whether the first word begins a sentence, so that its capital says nothing.
    pub begins_sentence: bool,
}

/// All runs in the running text of a document, in order.
pub(super) fn runs(reading: &Reading<'_>) -> Vec<NameRun> {
    let document = reading.document();
    let mut found = Vec::new();
    for (id, block) in document.enumerate_story() {
        let is_running = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption | BlockKind::Footnote
        );
        if is_running {
            Runs {
                text: document.text(block.text),
                offset: block.text.start,
                all_words: reading.words(id),
                sentences: reading.sentences(id),
                lexicon: document.lexicon(),
                found: &mut found,
            }
            .read();
        }
    }
    found
}

/// Reads the runs of one block.
struct Runs<'r> {
    text: &'r str,
    offset: u32,
    all_words: &'r [TextSpan],
    sentences: &'r [TextSpan],
    lexicon: &'r Lexicon,
    found: &'r mut Vec<NameRun>,
}

impl Runs<'_> {
    fn read(&mut self) {
        let mut words: Vec<(usize, &str)> = Vec::new();
        let mut end = 0;
        for &span in self.all_words {
            let at = (span.start - self.offset) as usize;
            let next = (span.end - self.offset) as usize;
            // Most words are small, and end no run.
            if words.is_empty() && self.text.as_bytes()[at].is_ascii_lowercase() {
                end = next;
                continue;
            }
            let word = &self.text[at..next];
            if !words.is_empty() && (!joins(&self.text[end..at]) || self.starts_sentence(at)) {
                self.flush(&mut words);
            }
            end = next;
            if has_capital(word) {
                words.push((at, word));
            } else if !words.is_empty() {
                self.flush(&mut words);
            }
        }
        self.flush(&mut words);
    }

    fn flush(&mut self, words: &mut Vec<(usize, &str)>) {
        let openers = words.iter().take_while(|(_, word)| is_opener(word, self.lexicon)).count();
        let begins_sentence = openers == 0 && words.first().is_some_and(|&(at, _)| self.begins_sentence(at));
        let kept = words[openers..].iter().filter(|(_, word)| word.chars().count() > 1);
        let spans: Vec<TextSpan> = kept
            .map(|&(at, word)| {
                let word = word.trim_end_matches("'s").trim_end_matches("’s");
                TextSpan::from_range(at..at + word.len()).shift(self.offset)
            })
            .collect();
        if !spans.is_empty() {
            self.found.push(NameRun { words: spans, begins_sentence });
        }
        words.clear();
    }

    fn starts_sentence(&self, at: usize) -> bool {
        let place = TextSpan::from_range(at..at).shift(self.offset).start;
        self.sentences.binary_search_by_key(&place, |sentence| sentence.start).is_ok()
    }

    /// Whether a sentence, or something quoted or announced, begins here.
    fn begins_sentence(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end();
        self.starts_sentence(at)
            || before.is_empty()
            || before.ends_with(['“', '"', '‘', ':', '.', '?', '!', '•', '—', '–', '(', '|'])
    }
}

/// Whether what stands between two words leaves them one name.
fn joins(gap: &str) -> bool {
    matches!(gap, " " | "-" | ". " | "\u{a0}")
}

/// Whether a word is written with a capital first and not throughout.
fn has_capital(word: &str) -> bool {
    let mut letters = word.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    is_capital && (word.chars().count() == 1 || letters.any(char::is_lowercase)) && !word.contains('_')
}
