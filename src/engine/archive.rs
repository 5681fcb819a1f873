//! What stands in several articles of one run.
//!
//! Documents come in the order of their files, each with the [`Prints`] of its texts. A text that an
//! earlier one had is reported; of each text only a hash and its first place are kept, so the work and
//! the room grow with the number of texts, and the room has a bound.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use crate::checking::{Print, Prints, RuleHead, Whole};
use crate::finding::{Finding, Located, Place, Related};
use crate::source::{Source, SourceSpan, display_name};

/// So many texts are remembered; they take about 45 MB.
const MOST: usize = 900_000;

/// The texts of the articles so far.
pub struct Archive {
    known: HashMap<u64, KnownText>,
    /// Their files, and what part of its file each is.
    files: Vec<(PathBuf, Option<String>)>,
    most: usize,
    is_full: bool,
}

impl Default for Archive {
    fn default() -> Self {
        Self { known: HashMap::new(), files: Vec::new(), most: MOST, is_full: false }
    }
}

/// Where a text stood first, and how often it was met.
#[derive(Clone, Copy)]
struct KnownText {
    file: u32,
    articles: u32,
    start: (u32, u32),
    end: (u32, u32),
    bytes: (u32, u32),
}

/// A text that was met before.
struct Repeated<'p> {
    by: &'p Prints,
    span: SourceSpan,
    known: KnownText,
}

/// A whole document, if enough of its texts stood in one earlier document.
fn together<'p>(by: &'p Prints, whole: Whole, met: &[(Print, KnownText)]) -> Option<Repeated<'p>> {
    let mut shares: BTreeMap<u32, u64> = BTreeMap::new();
    for (print, known) in met {
        *shares.entry(known.file).or_default() += u64::from(print.span.len());
    }
    // Of files with equal shares, the first.
    let (file, share) = shares.into_iter().rev().max_by_key(|(_, share)| *share)?;
    let all: u64 = by.texts.iter().map(|print| u64::from(print.span.len())).sum();
    let known = met.iter().map(|(_, known)| *known).find(|known| known.file == file)?;
    (share * 100 >= all * u64::from(whole.percent)).then_some(Repeated { by, span: whole.span, known })
}

impl Archive {
    /// No article read.
    pub fn new() -> Self {
        Self::default()
    }

    /// The findings about the texts of the next document that stood in earlier ones, unordered. `head`
    /// gives a rule as it is in force for the document.
    pub fn judge(
        &mut self,
        source: &Source,
        prints: &[Prints],
        head: impl Fn(&str) -> Option<RuleHead>,
    ) -> Vec<Finding> {
        let mut repeated = Vec::new();
        let known_before = self.known.len();
        for by in prints {
            let met = by.texts.iter().filter_map(|print| Some((*print, self.meet(source, *print)?)));
            let met: Vec<(Print, KnownText)> = met.collect();
            match by.whole {
                Some(whole) => repeated.extend(together(by, whole, &met)),
                None => repeated.extend(
                    met.into_iter()
                        .filter(|(_, known)| known.articles >= by.articles)
                        .map(|(print, known)| Repeated { by, span: print.span, known }),
                ),
            }
        }
        if self.known.len() > known_before {
            self.files.push((source.path().to_owned(), source.part().map(str::to_owned)));
        }
        // Of a whole article that is told of, the parts are not.
        let twin =
            repeated.iter().find(|repeated| repeated.by.whole.is_some()).map(|repeated| repeated.known.file);
        repeated.retain(|repeated| repeated.by.whole.is_some() || Some(repeated.known.file) != twin);
        let of_rules = repeated.chunk_by(|one, other| one.by.rule == other.by.rule);
        of_rules.flat_map(|repeated| self.findings(source, repeated, &head)).collect()
    }

    /// The findings of one rule.
    fn findings(
        &self,
        source: &Source,
        repeated: &[Repeated<'_>],
        head: impl Fn(&str) -> Option<RuleHead>,
    ) -> Vec<Finding> {
        let Some(head) = repeated.first().and_then(|repeated| head(&repeated.by.rule)) else {
            return Vec::new();
        };
        let limit = if head.limit > 0 { head.limit } else { repeated.len() };
        repeated.iter().take(limit).map(|repeated| self.finding(source, repeated, &head)).collect()
    }

    /// Whether there was no more room for texts: later ones were compared with those before only.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// Takes note of a text; where it stood before, if it did.
    fn meet(&mut self, source: &Source, print: Print) -> Option<KnownText> {
        let has_room = self.known.len() < self.most;
        match self.known.entry(print.key) {
            Entry::Occupied(mut known) => {
                known.get_mut().articles += 1;
                Some(*known.get())
            }
            Entry::Vacant(place) => {
                self.is_full |= !has_room;
                if has_room {
                    place.insert(KnownText::new(source, print, self.files.len()));
                }
                None
            }
        }
    }

    fn finding(&self, source: &Source, repeated: &Repeated<'_>, head: &RuleHead) -> Finding {
        let first =
            repeated.known.located(self.files.get(repeated.known.file as usize).cloned().unwrap_or_default());
        let values = [
            ("match", source.slice(repeated.span).to_owned()),
            ("first", display_name(&first.path, first.part.as_deref())),
        ];
        let message = "stands here first".to_owned();
        Finding {
            rule: head.id.clone(),
            severity: head.severity,
            message: head.message.fill(&values),
            span: repeated.span,
            related: vec![Related { place: Place::Elsewhere(Box::new(first)), message }],
            help: head.help.clone(),
            fix: None,
            withheld: None,
        }
    }
}

impl KnownText {
    fn new(source: &Source, print: Print, file: usize) -> Self {
        // Files and texts are limited to 4 GiB where they are read.
        let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let place = Located::new(source, print.span);
        Self {
            file: number(file as u64),
            articles: 1,
            start: (place.start.line, place.start.column),
            end: (place.end.line, place.end.column),
            bytes: (number(place.byte_start), number(place.byte_end)),
        }
    }

    fn located(&self, (path, part): (PathBuf, Option<String>)) -> Located {
        let position = |(line, column)| crate::source::Position { line, column };
        Located {
            path,
            part,
            start: position(self.start),
            end: position(self.end),
            byte_start: self.bytes.0.into(),
            byte_end: self.bytes.1.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn prints(keys: &[u64]) -> Vec<Prints> {
        let texts = keys.iter().map(|&key| Print { key, span: SourceSpan::new(0, 1) }).collect();
        vec![Prints { rule: Arc::from("archive.some"), articles: 2, whole: None, texts }]
    }

    #[test]
    fn a_full_archive_still_knows_what_it_has_and_says_that_it_is_full() {
        let mut archive = Archive { most: 2, ..Archive::default() };
        let mut known = |keys: &[u64]| {
            let source = Source::new("a.md", "text");
            for print in &prints(keys)[0].texts {
                archive.meet(&source, *print);
            }
            (archive.known.len(), archive.is_full())
        };
        assert_eq!(known(&[1, 2]), (2, false));
        assert_eq!(known(&[1, 2]), (2, false));
        assert_eq!(known(&[1, 3]), (2, true));
        assert!(archive.meet(&Source::new("b.md", "text"), prints(&[2])[0].texts[0]).is_some());
    }
}
