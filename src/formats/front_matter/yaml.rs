//! YAML as entries with their places; JSON is read the same way.

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};

use super::entry::{Entries, Entry, FieldContent, Scalar, dotted};
use super::fence;
use super::mistake::explain;
use crate::document::{MetadataProblem, Quoting, quoting};
use crate::source::SourceSpan;

/// After so many mistakes the rest is left alone.
const MOST_MISTAKES: usize = 20;

/// Reads YAML; `base` is where it begins in the source. None if it is no mapping.
///
/// Behind a mistake it goes on with the next field that is not indented.
pub(super) fn read(text: &str, base: u32) -> Option<Entries> {
    let mut walk = Walk::new(text, base);
    let mut from = 0;
    while let Err(mistake) = walk.read(from) {
        let field = walk.field_before(from, mistake.at);
        let Some(next) = walk.recover(from, field, mistake) else { break };
        from = next;
        if walk.entries.problems.len() >= MOST_MISTAKES {
            break;
        }
    }
    walk.is_mapping().then_some(walk.entries)
}

/// Reads JSON, with or without the braces around it.
pub(super) fn read_json(text: &str, base: u32) -> Option<Entries> {
    let has_braces = text.trim_start().starts_with('{');
    let braced = if has_braces { text.to_owned() } else { format!("{{{text}}}") };
    let problem = serde_json::from_str::<serde::de::IgnoredAny>(&braced).err().map(|error| {
        let before: usize =
            braced.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = (before + error.column().saturating_sub(1)).saturating_sub(usize::from(!has_braces));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        (at.min(text.len()), message)
    });
    let mut walk = Walk::new(&braced, base);
    walk.shift = u32::from(!has_braces);
    // What JSON forbids and YAML does not is told by its own reader.
    let _ = walk.read(0);
    if !walk.is_mapping() {
        return None;
    }
    let mut entries = walk.entries;
    if let Some((at, message)) = problem {
        let remedy = "Mend the JSON: names and texts in double quotes, a comma between entries and none behind the last.";
        entries.problems.push(MetadataProblem { message, remedy, span: line_of(text, at, base) });
    }
    Some(entries)
}

/// The line that holds a place, from the place on.
fn line_of(text: &str, at: usize, base: u32) -> SourceSpan {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let length = text[at..].find(['\n', '\r']).unwrap_or(text.len() - at);
    SourceSpan::from_range(at..at + length).shift(base)
}

/// What could not be read, and where.
struct Mistake {
    at: usize,
    message: String,
    remedy: &'static str,
}

/// A collection whose end has not been met.
struct OpenCollection {
    /// The name of the field that it is; empty at the top.
    name: String,
    /// Where that name stands.
    name_span: SourceSpan,
    start: u32,
    in_flow: bool,
    /// Whether it is itself the key of what holds it.
    is_key: bool,
    inside: Inside,
}

/// What is open.
enum Inside {
    Mapping { holder: usize, key: Option<(String, SourceSpan)> },
    Sequence { items: Vec<Scalar>, has_mappings: bool },
}

struct Walk<'t> {
    text: &'t str,
    base: u32,
    /// How many bytes stand before the text that are not in the source.
    shift: u32,
    open: Vec<OpenCollection>,
    holders: usize,
    /// Whether nothing but a mapping was met at the top.
    top: Option<bool>,
    entries: Entries,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, base: u32) -> Self {
        Self { text, base, shift: 0, open: Vec::new(), holders: 0, top: None, entries: Entries::default() }
    }

    /// Whether there are fields, or nothing at all.
    fn is_mapping(&self) -> bool {
        self.top.unwrap_or(true)
    }

    /// Reads from a place on, up to the end or a mistake.
    fn read(&mut self, from: usize) -> Result<(), Mistake> {
        self.open.clear();
        for event in Parser::new_from_str(&self.text[from..]) {
            let (event, span) = event.map_err(|error| {
                let at = from + error.marker().byte_offset().unwrap_or(0);
                let (message, remedy) = explain(error.kind());
                Mistake { at: at.min(self.text.len()), message, remedy }
            })?;
            self.take(event, self.span(&span, from));
        }
        Ok(())
    }

    fn span(&self, span: &Span, from: usize) -> SourceSpan {
        let range = span.byte_range().unwrap_or_default();
        let span = SourceSpan::from_range(range.start + from..range.end + from);
        SourceSpan::new(span.start.saturating_sub(self.shift), span.end.saturating_sub(self.shift))
            .shift(self.base)
    }

    fn take(&mut self, event: Event<'_>, span: SourceSpan) {
        match event {
            Event::Comment(..) => {
                self.entries.comments.push((span, SourceSpan::new(span.start + 1, span.end)));
            }
            Event::Scalar(text, style, _, tag) => self.scalar(text.into_owned(), style, tag.is_some(), span),
            Event::Alias(_) => {
                if self.takes_key() {
                    self.set_key(String::new(), span);
                } else {
                    // What it stands for is read where it is written.
                    self.value(FieldContent::Group(span));
                }
            }
            Event::MappingStart(style, ..) => self.enter_mapping(style == StructureStyle::Flow, span),
            Event::SequenceStart(style, ..) => self.enter_sequence(style == StructureStyle::Flow, span),
            Event::MappingEnd | Event::SequenceEnd => self.leave(span),
            _ => {}
        }
    }

    fn takes_key(&self) -> bool {
        matches!(self.open.last().map(|open| &open.inside), Some(Inside::Mapping { key: None, .. }))
    }

    fn set_key(&mut self, name: String, span: SourceSpan) {
        if let Some(OpenCollection { inside: Inside::Mapping { key, .. }, .. }) = self.open.last_mut() {
            *key = Some((name, span));
        }
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, is_tagged: bool, span: SourceSpan) {
        if self.takes_key() {
            return self.set_key(text, span);
        }
        if self.open.is_empty() {
            self.top.get_or_insert(text.trim().is_empty());
            return;
        }
        let quoting = match style {
            ScalarStyle::Plain => {
                Quoting::Plain { in_flow: self.open.last().is_some_and(|open| open.in_flow) }
            }
            ScalarStyle::SingleQuoted => Quoting::Single,
            ScalarStyle::DoubleQuoted => Quoting::Double,
            ScalarStyle::Literal | ScalarStyle::Folded => Quoting::Block,
        };
        let is_typed = style == ScalarStyle::Plain && !is_tagged;
        let scalar = Scalar { span: self.trimmed(span), text, quoting };
        let content = match scalar.text.trim() {
            "" => FieldContent::Empty,
            text if is_typed && quoting::is_empty(text) => FieldContent::Empty,
            text if is_typed && quoting::flag(text).is_some() => {
                FieldContent::Flag(text.starts_with(['t', 'T']), scalar.span)
            }
            text if is_typed && quoting::is_number(text) => FieldContent::Number(scalar),
            _ => FieldContent::Text(scalar),
        };
        self.value(content);
    }

    /// A span without the line ends behind a block.
    fn trimmed(&self, span: SourceSpan) -> SourceSpan {
        let start = (span.start - self.base + self.shift) as usize;
        let end = (span.end - self.base + self.shift) as usize;
        let written = self.text.get(start..end).unwrap_or_default();
        SourceSpan::from_range(0..written.trim_end().len()).shift(span.start)
    }

    /// Adds a value to what is open.
    fn value(&mut self, content: FieldContent) {
        let Some(OpenCollection { name, inside, .. }) = self.open.last_mut() else { return };
        match inside {
            Inside::Mapping { holder, key } => {
                let (key, name_span) = key.take().unwrap_or_default();
                let name = dotted(name, &key);
                self.entries.fields.push(Entry { name, name_span, holder: *holder, content });
            }
            Inside::Sequence { items, .. } => {
                if let FieldContent::Text(scalar) = content {
                    items.push(scalar);
                }
            }
        }
    }

    fn enter_mapping(&mut self, in_flow: bool, span: SourceSpan) {
        // All that is not indented is in one mapping, also behind a mistake.
        let holder = if self.open.is_empty() { 0 } else { self.holders + 1 };
        self.holders += usize::from(holder > 0);
        if self.open.is_empty() {
            self.top = Some(self.top.unwrap_or(true));
        }
        if let Some(OpenCollection { inside: Inside::Sequence { has_mappings, .. }, .. }) =
            self.open.last_mut()
        {
            *has_mappings = true;
        }
        self.enter(in_flow, span, Inside::Mapping { holder, key: None });
    }

    fn enter_sequence(&mut self, in_flow: bool, span: SourceSpan) {
        if self.open.is_empty() {
            self.top.get_or_insert(false);
        }
        self.enter(in_flow, span, Inside::Sequence { items: Vec::new(), has_mappings: false });
    }

    fn enter(&mut self, in_flow: bool, span: SourceSpan, inside: Inside) {
        let is_key = self.takes_key();
        let (name, name_span) = match self.open.last() {
            Some(OpenCollection { name, inside: Inside::Mapping { key: Some((key, span)), .. }, .. }) => {
                (dotted(name, key), *span)
            }
            Some(open) if !is_key => (open.name.clone(), open.name_span),
            _ => Default::default(),
        };
        self.open.push(OpenCollection { name, name_span, start: span.start, in_flow, is_key, inside });
    }

    fn leave(&mut self, span: SourceSpan) {
        let Some(open) = self.open.pop() else { return };
        let whole = self.trimmed(SourceSpan::new(open.start, span.end));
        if open.is_key {
            return self.set_key(String::new(), whole);
        }
        self.value(match open.inside {
            Inside::Sequence { items, has_mappings } if !has_mappings || !items.is_empty() => {
                FieldContent::List(items, whole)
            }
            _ => FieldContent::Group(whole),
        });
    }

    /// Where the last field begins, not indented, at or before a place.
    fn field_before(&self, from: usize, at: usize) -> Option<usize> {
        let mut field = None;
        let mut start = from;
        for line in self.text[from..].split_inclusive(['\n', '\r']) {
            if start > at {
                break;
            }
            if fence::field_length(line).is_some() {
                field = Some(start);
            }
            start += line.len();
        }
        field
    }

    /// Notes a mistake in a field, takes what the field says as it is written, and tells where the next begins.
    fn recover(&mut self, from: usize, field: Option<usize>, mistake: Mistake) -> Option<usize> {
        let Mistake { at, message, remedy } = mistake;
        let here = line_of(self.text, at, self.base);
        let span = if here.is_empty() { line_of(self.text, field.unwrap_or(from), self.base) } else { here };
        // Within brackets YAML takes a tab for a space, which its reader does not.
        let before = self.text.get(field.unwrap_or(from)..at).unwrap_or_default();
        let is_open = before.matches(['[', '{']).count() > before.matches([']', '}']).count();
        let is_tab = self.text[..at].ends_with('\t') || self.text[at..].starts_with('\t');
        if !(is_open && is_tab) {
            self.entries.problems.push(MetadataProblem { message, remedy, span });
        }
        let field = field?;
        self.top = Some(true);
        let start = SourceSpan::from_range(field..field).start + self.base;
        self.entries.fields.retain(|entry| entry.name_span.start < start);
        self.take_as_written(field);
        let mut next = field;
        for line in self.text[field..].split_inclusive(['\n', '\r']) {
            if next > at.max(field) && fence::field_length(line).is_some() {
                return Some(next);
            }
            next += line.len();
        }
        None
    }

    /// Adds a field with what stands on its line.
    fn take_as_written(&mut self, field: usize) {
        let line = &self.text[field..];
        let line = &line[..line.find(['\n', '\r']).unwrap_or(line.len())];
        let Some(length) = fence::field_length(line) else { return };
        let name = line[..length - 1].trim_matches(['"', '\'']).to_owned();
        let span =
            |range| SourceSpan::from_range(range).shift(self.base + SourceSpan::from_range(0..field).end);
        let name_span = span(0..length - 1);
        let value = line[length..].trim_matches([' ', '\t', '"', '\'']);
        if value.is_empty() {
            return;
        }
        let at = length + line[length..].find(value).unwrap_or(0);
        let scalar =
            Scalar { text: value.to_owned(), span: span(at..at + value.len()), quoting: Quoting::Broken };
        let content = FieldContent::Text(scalar);
        self.entries.fields.push(Entry { name, name_span, holder: 0, content });
    }
}
