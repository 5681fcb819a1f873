//! YAML with places: which bytes of a file hold a given key or value.
//!
//! `serde_yaml` reads the values; when one of them turns out wrong, an [`Index`] built from the
//! parser's events says where it stands, so that the mistake can be underlined.

mod field_names;
mod mistyped;
mod repeated;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use granit_parser::{Event, Parser};
use serde_yaml::Value;

pub use field_names::field_names;
pub use mistyped::{mistyped, typed};

/// Files over this size are no rule or configuration files.
const LARGEST: usize = 32 << 20;
/// A file in which aliases are used more often than this is refused: aliases multiply what must be read.
const MOST_ALIASES: usize = 100;
/// Brackets open at once beyond this are refused unread: parsers look at all of them at each word.
const DEEPEST: usize = 256;

/// The way to a value: keys and indices from the top.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Path(Vec<Step>);

/// One step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into a mapping.
    Key(String),
    /// Into a sequence.
    Index(usize),
}

impl Path {
    /// The path of the whole file.
    pub fn root() -> Self {
        Self::default()
    }

    /// The path one key further down.
    #[must_use]
    pub fn key(&self, key: impl Into<String>) -> Self {
        self.step(Step::Key(key.into()))
    }

    /// The path one index further down.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// The path with the steps of another behind its own.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self(self.0.iter().chain(&other.0).cloned().collect())
    }

    /// The key it begins with.
    fn first_key(&self) -> Option<&str> {
        match self.0.first()? {
            Step::Key(key) => Some(key),
            Step::Index(_) => None,
        }
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    fn parent(&self) -> Option<Self> {
        let (_, steps) = self.0.split_last()?;
        Some(Self(steps.to_vec()))
    }
}

impl From<&serde_path_to_error::Path> for Path {
    fn from(path: &serde_path_to_error::Path) -> Self {
        use serde_path_to_error::Segment;
        let steps = path.iter().filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Index(*index)),
            Segment::Map { key } => Some(Step::Key(key.clone())),
            Segment::Enum { .. } | Segment::Unknown => None,
        });
        Self(steps.collect())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if position == 0 => write!(formatter, "{key}")?,
                Step::Key(key) => write!(formatter, ".{key}")?,
                Step::Index(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}

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

/// Reads a YAML text.
///
/// # Errors
/// A [`Problem`] with its place, for text that is not YAML, is too large, is nested too deeply, or
/// multiplies itself by aliases.
pub fn read(text: &str) -> Result<Value, Problem> {
    if text.len() > LARGEST {
        let message = format!("this file is larger than {} MiB", LARGEST >> 20);
        return Err(Problem { message, place: Place::Bytes(0..0), remedy: Some("split it".into()) });
    }
    refuse_deep_brackets(text)?;
    // Aliases cannot occur without the character that makes them.
    if text.contains('*') && text.contains('&') {
        refuse_alias_bombs(text)?;
    }
    serde_yaml::from_str(text).map_err(|error| syntax_problem(text, &error))
}

fn syntax_problem(text: &str, error: &serde_yaml::Error) -> Problem {
    let repeated =
        error.to_string().contains("duplicate entry").then(|| repeated::repeated_key(text)).flatten();
    if let Some(problem) = repeated {
        return problem;
    }
    let start = error.location().map_or(0, |location| location.index());
    let start = start.min(text.len());
    let line_end =
        text.as_bytes()[start..].iter().position(|&byte| byte == b'\n').unwrap_or(text.len() - start);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
    Problem {
        message: format!("this is not YAML: {message}"),
        place: Place::Bytes(start..start + line_end),
        remedy: Some("check indentation, quotes and colons here and in the line above".into()),
    }
}

/// Counts brackets wherever they stand, in texts too: real files never come near the limit.
fn refuse_deep_brackets(text: &str) -> Result<(), Problem> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let message = format!("more than {DEEPEST} brackets open at once");
            let remedy = Some("close them, or write lists and mappings on lines of their own".into());
            return Err(Problem { message, place: Place::Bytes(at..at + 1), remedy });
        }
    }
    Ok(())
}

fn refuse_alias_bombs(text: &str) -> Result<(), Problem> {
    let mut aliases = 0;
    for event in Parser::new_from_str(text) {
        let Ok((Event::Alias(_), span)) = event else { continue };
        aliases += 1;
        if aliases > MOST_ALIASES {
            let range = span.byte_range().unwrap_or(0..0);
            let message = format!("more than {MOST_ALIASES} aliases in one file");
            let remedy = Some("write the values out instead of using `*name`".into());
            return Err(Problem { message, place: Place::Bytes(range), remedy });
        }
    }
    Ok(())
}

/// Where the keys and values of a YAML file stand.
#[derive(Debug, Default)]
pub struct Index {
    keys: HashMap<Path, Range<usize>>,
    values: HashMap<Path, Range<usize>>,
}

/// A collection whose end has not been met.
enum Open {
    Mapping { path: Path, start: usize, key: Option<String> },
    Sequence { path: Path, start: usize, next: usize },
}

impl Index {
    /// Reads the places of a YAML text; what stands behind a syntax error is left out.
    pub fn new(text: &str) -> Self {
        let mut index = Self::default();
        let mut open: Vec<Open> = Vec::new();
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else { break };
            index.take(&event, span.byte_range().unwrap_or(0..0), &mut open);
        }
        index
    }

    fn take(&mut self, event: &Event<'_>, range: Range<usize>, open: &mut Vec<Open>) {
        match event {
            Event::Scalar(value, ..) => {
                if let Some(Open::Mapping { path, key: key @ None, .. }) = open.last_mut() {
                    self.keys.insert(path.key(value.as_ref()), range);
                    *key = Some(value.to_string());
                } else if let Some(path) = next_path(open) {
                    self.values.insert(path, range);
                }
            }
            Event::Alias(_) => {
                if let Some(path) = next_path(open) {
                    self.values.insert(path, range);
                }
            }
            Event::MappingStart(..) => {
                let path = next_path(open).unwrap_or_default();
                open.push(Open::Mapping { path, start: range.start, key: None });
            }
            Event::SequenceStart(..) => {
                let path = next_path(open).unwrap_or_default();
                open.push(Open::Sequence { path, start: range.start, next: 0 });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                if let Some(Open::Mapping { path, start, .. } | Open::Sequence { path, start, .. }) =
                    open.pop()
                {
                    self.values.insert(path, start..range.end.max(start));
                }
            }
            _ => {}
        }
    }

    /// The bytes of a key; of the nearest key above it where there is none.
    pub fn key(&self, path: &Path) -> Range<usize> {
        let mut path = Some(path.clone());
        while let Some(at) = path {
            if let Some(range) = self.keys.get(&at) {
                return range.clone();
            }
            path = at.parent();
        }
        0..0
    }

    /// The bytes of a value; of its key where the value is empty, and so on upwards.
    pub fn value(&self, path: &Path) -> Range<usize> {
        match self.values.get(path) {
            Some(range) if !range.is_empty() => range.clone(),
            _ => self.key(path),
        }
    }
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

/// The path of the value that comes next, and a step on in the collection that holds it.
fn next_path(open: &mut [Open]) -> Option<Path> {
    match open.last_mut()? {
        Open::Mapping { path, key, .. } => key.take().map(|key| path.key(key)),
        Open::Sequence { path, next, .. } => {
            *next += 1;
            Some(path.index(*next - 1))
        }
    }
}

/// The known word nearest to a misspelt one, if one is near.
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let wanted = word.to_lowercase();
    let known: Vec<&str> = known.into_iter().collect();
    let close = known
        .iter()
        .copied()
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.len().max(word.len()) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate);
    // A word cut short, such as `warn` for `warning`.
    let longer = |candidate: &&str| wanted.len() > 2 && candidate.to_lowercase().starts_with(&wanted);
    close.or_else(|| known.iter().copied().find(longer))
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

    #[test]
    fn alias_bombs_are_refused() {
        let mut text = "a: &a [x]\nb:\n".to_owned();
        text.push_str(&"  - *a\n".repeat(200));
        assert!(read(&text).is_err());
    }

    #[test]
    fn deep_brackets_are_refused_where_they_get_too_deep() {
        let text = format!("a: {}", "[".repeat(100_000));
        assert_eq!(read(&text).unwrap_err().place, Place::Bytes(259..260));
        assert!(read(&format!("a: {}{}", "[x, ".repeat(20), "]".repeat(20))).is_ok());
    }

    #[test]
    fn near_words_are_proposed() {
        assert_eq!(nearest("tokns", ["tokens", "swap"]), Some("tokens"));
        assert_eq!(nearest("zebra", ["tokens", "swap"]), None);
    }
}
