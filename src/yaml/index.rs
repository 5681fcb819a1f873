//! Where the keys and values of a YAML file stand.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{Event, Parser};

use super::path::Path;

/// Where the keys and values of a YAML file stand.
#[derive(Debug, Default)]
pub struct Index {
    keys: HashMap<Path, Range<usize>>,
    values: HashMap<Path, Range<usize>>,
    /// The values that are mappings or lists without braces or brackets.
    collections: HashSet<Path>,
}

/// A collection whose end has not been met.
enum OpenCollection {
    Mapping { path: Path, start: usize, key: Option<String> },
    Sequence { path: Path, start: usize, next: usize },
}

impl Index {
    /// Reads the places of a YAML text; what stands behind a syntax error is left out.
    pub fn new(text: &str) -> Self {
        let mut index = Self::default();
        let mut open: Vec<OpenCollection> = Vec::new();
        for event in Parser::new_from_str(text) {
            let Ok((event, span)) = event else { break };
            index.take(&event, span.byte_range().unwrap_or(0..0), &mut open);
        }
        index
    }

    fn take(&mut self, event: &Event<'_>, range: Range<usize>, open: &mut Vec<OpenCollection>) {
        match event {
            Event::Scalar(value, ..) => {
                if let Some(OpenCollection::Mapping { path, key: key @ None, .. }) = open.last_mut() {
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
                open.push(OpenCollection::Mapping { path, start: range.start, key: None });
            }
            Event::SequenceStart(..) => {
                let path = next_path(open).unwrap_or_default();
                open.push(OpenCollection::Sequence { path, start: range.start, next: 0 });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                if let Some(
                    OpenCollection::Mapping { path, start, .. }
                    | OpenCollection::Sequence { path, start, .. },
                ) = open.pop()
                {
                    // That of braces ends with the brace.
                    if range.is_empty() {
                        self.collections.insert(path.clone());
                    }
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

    /// Where the last key or value ends that stands within a value.
    pub(super) fn end_within(&self, path: &Path) -> usize {
        let within = |(at, range): (&Path, &Range<usize>)| {
            at.below(path).is_some_and(|rest| !rest.is_empty()).then_some(range.end)
        };
        // The end of a collection lies behind what follows it.
        let scalars = self.values.iter().filter(|(at, _)| !self.collections.contains(*at));
        self.keys.iter().filter_map(within).chain(scalars.filter_map(within)).max().unwrap_or_default()
    }

    /// The bytes of a value; of its key where the value is empty, and so on upwards.
    pub fn value(&self, path: &Path) -> Range<usize> {
        match self.values.get(path) {
            Some(range) if !range.is_empty() => range.clone(),
            _ => self.key(path),
        }
    }
}

/// The path of the value that comes next, and a step on in the collection that holds it.
fn next_path(open: &mut [OpenCollection]) -> Option<Path> {
    match open.last_mut()? {
        OpenCollection::Mapping { path, key, .. } => key.take().map(|key| path.key(key)),
        OpenCollection::Sequence { path, next, .. } => {
            *next += 1;
            Some(path.index(*next - 1))
        }
    }
}
