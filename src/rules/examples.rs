//! A rule's own tests.

use crate::document::Format;
use crate::language::Language;
use crate::source::SourceSpan;
use crate::yaml::Path;

/// What a rule must do with an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// Speak.
    Flag,
    /// Keep silent.
    Pass,
}

/// A text in which a rule must speak, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Where it stands in the pack file.
    pub at: Path,
    /// What must happen.
    pub expectation: Expectation,
    /// Articles that are read before the text, in their order.
    pub before: Vec<String>,
    /// Files that lie in its folder, by their names with slashes.
    pub beside: Vec<String>,
    /// The text, without marks.
    pub text: String,
    /// The places that were marked with `[[` and `]]`, in the text without marks.
    pub marked: Vec<SourceSpan>,
    /// How the text is written.
    pub format: Format,
    /// The text's language, where it is stated.
    pub language: Option<Language>,
}

/// An example that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFailure {
    /// Where the example stands in the pack file.
    pub at: Path,
    /// What happened instead.
    pub message: String,
    /// What to mend, where that is known.
    pub remedy: Option<String>,
}

impl Example {
    /// An example from its text as written; marks are taken out.
    pub fn new(
        at: Path,
        expectation: Expectation,
        written: &str,
        format: Format,
        language: Option<Language>,
    ) -> Self {
        // Markdown has `[[...]]` of its own only in wikis; a pass example keeps its brackets.
        let (text, marked) = match expectation {
            Expectation::Flag => unmark(written),
            Expectation::Pass => (written.to_owned(), Vec::new()),
        };
        Self { at, expectation, before: Vec::new(), beside: Vec::new(), text, marked, format, language }
    }

    /// The same text, read after other articles.
    #[must_use]
    pub fn after(self, before: &[String]) -> Self {
        Self { before: before.to_vec(), ..self }
    }

    /// The same text, beside some files.
    #[must_use]
    pub fn beside(self, files: &[String]) -> Self {
        Self { beside: files.to_vec(), ..self }
    }

    /// The text with `[[` and `]]` around the places that are marked.
    pub fn written(&self) -> String {
        with_marks(&self.text, &self.marked)
    }

    /// Why the example does not hold, given where the rule spoke.
    pub fn check(&self, spans: &[SourceSpan]) -> Option<ExampleFailure> {
        let said = || {
            let pieces =
                spans.iter().map(|span| format!("{:?}", self.text.get(span.range()).unwrap_or_default()));
            pieces.collect::<Vec<_>>().join(", ")
        };
        let message = match self.expectation {
            Expectation::Flag if spans.is_empty() => "the rule must flag this and does not".to_owned(),
            Expectation::Flag if !self.marked.is_empty() && self.marked != spans => {
                let wanted = self.marked.iter().map(|span| format!("{:?}", &self.text[span.range()]));
                format!(
                    "the rule must point at {} and points at {}",
                    wanted.collect::<Vec<_>>().join(", "),
                    said()
                )
            }
            Expectation::Pass if !spans.is_empty() => {
                format!("the rule must leave this alone and flags {}", said())
            }
            _ => return None,
        };
        Some(ExampleFailure { at: self.at.clone(), message, remedy: None })
    }
}

/// Puts marks around places of a text; places that overlap an earlier one are left unmarked.
fn with_marks(text: &str, places: &[SourceSpan]) -> String {
    let mut written = String::with_capacity(text.len() + 4 * places.len());
    let mut end = 0;
    for place in places {
        let range = place.range();
        let (Some(before), Some(inside)) = (text.get(end..range.start), text.get(range.clone())) else {
            continue;
        };
        written.push_str(before);
        written.push_str("[[");
        written.push_str(inside);
        written.push_str("]]");
        end = range.end;
    }
    written.push_str(text.get(end..).unwrap_or_default());
    written
}

/// Takes the marks out of a text.
fn unmark(written: &str) -> (String, Vec<SourceSpan>) {
    let mut text = String::with_capacity(written.len());
    let mut marked = Vec::new();
    let mut rest = written;
    while let Some(open) = rest.find("[[") {
        // Of three brackets the first is the text's own, as in `![[[alt]]](picture)`.
        let run = rest[open..].bytes().take_while(|&byte| byte == b'[').count();
        let (before, opened) = (&rest[..open + run - 2], &rest[open + run..]);
        let Some((inside, after)) = opened.split_once("]]") else { break };
        text.push_str(before);
        let start = text.len();
        text.push_str(inside);
        marked.push(SourceSpan::from_range(start..text.len()));
        rest = after;
    }
    text.push_str(rest);
    (text, marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out_and_kept_as_spans() {
        let (text, marked) = unmark("a [[b]] c [[d]]");
        assert_eq!(text, "a b c d");
        assert_eq!(marked, [SourceSpan::new(2, 3), SourceSpan::new(6, 7)]);
    }
}
