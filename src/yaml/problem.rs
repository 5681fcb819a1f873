//! Mistakes in a YAML file, and the bytes to underline for them.

use std::ops::Range;

use super::index::Index;
use super::path::Path;

/// A mistake in a YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to do about it.
    pub remedy: Option<String>,
}

/// Where in a YAML file a mistake stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// At a key.
    Key(Path),
    /// At a value.
    Value(Path),
    /// Within a text value: bytes counted from its first character, as read.
    Within(Path, Range<usize>),
    /// Within a key: bytes counted from its first character, as read.
    WithinKey(Path, Range<usize>),
    /// At these bytes of the file.
    Bytes(Range<usize>),
}

impl Problem {
    /// A mistake at a value.
    pub fn at_value(path: Path, message: impl Into<String>) -> Self {
        Self { message: message.into(), place: Place::Value(path), remedy: None }
    }

    /// A mistake at a key.
    pub fn at_key(path: Path, message: impl Into<String>) -> Self {
        Self { message: message.into(), place: Place::Key(path), remedy: None }
    }

    /// The same mistake with a word on what to do.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// The bytes to underline.
    pub fn range(&self, text: &str, index: &Index) -> Range<usize> {
        let range = match &self.place {
            Place::Bytes(range) => range.clone(),
            Place::Key(path) => index.key(path),
            Place::Value(path) => index.value(path),
            Place::Within(path, inner) => within(text, index.value(path), inner),
            Place::WithinKey(path, inner) => within(text, index.key(path), inner),
        };
        fit(text, range)
    }
}

/// The closest range that lies in the text on character boundaries.
fn fit(text: &str, range: Range<usize>) -> Range<usize> {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = floor(range.start);
    start..floor(range.end).max(start)
}

/// The bytes of a part of a text; of the whole text where it is written with escapes.
fn within(text: &str, whole: Range<usize>, inner: &Range<usize>) -> Range<usize> {
    let written = text.get(whole.clone()).unwrap_or_default();
    let quote = usize::from(written.starts_with(['\'', '"']));
    let has_escapes = written.contains('\n')
        || (written.starts_with('"') && written.contains('\\'))
        || (written.starts_with('\'') && written.contains("''") && written.len() > 2);
    let part = whole.start + quote + inner.start..whole.start + quote + inner.end;
    if has_escapes || part.end > whole.end { whole } else { part }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_their_path() {
        let text = "pack: naïve\nrules:\n  - tokens: [a, 'b c']\n";
        let index = Index::new(text);
        let path = Path::root().key("rules").index(0).key("tokens").index(1);
        assert_eq!(&text[index.value(&path)], "'b c'");
        assert_eq!(&text[index.key(&path)], "tokens");
        let problem = Problem { message: String::new(), place: Place::Within(path, 2..3), remedy: None };
        assert_eq!(&text[problem.range(text, &index)], "c");
    }
}
