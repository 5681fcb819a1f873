//! Which lines of plain text make one paragraph.
//!
//! People write a paragraph a line, wrap lines at a width, break them by hand where they like, or write a clause
//! a line; they tell paragraphs by a blank line or by an indent. Pasted drafts mix all of it, so each run of lines
//! between blank lines is looked at by itself, and what the other runs do decides only where that leaves a doubt.
//!
//! What joins lines is a sentence that goes on with a small letter, or a full line in their midst. Verse,
//! addresses, lists and menus stay lines: they have none of it, or do not end as sentences do.

use std::iter::once;
use std::ops::Range;

use super::breaks::{Break, breaks};
use super::line::{Begin, Line};
use super::quotation::Quotation;

/// Narrower lines are never full, in columns.
const NARROWEST: usize = 40;
/// Wider lines are whole paragraphs, in columns.
const WIDEST: usize = 120;
/// A line of fewer words may be a greeting, a name, or an entry of a menu.
const FEWEST_WORDS: usize = 5;

/// How a document breaks its lines, as far as its clear paragraphs tell.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// Where lines are wrapped, in columns.
    width: Option<usize>,
    /// How paragraphs are broken, if they go over several lines.
    usual: Option<Manner>,
    /// Whether there is verse, so that lines broken where a clause ends are verse too.
    has_verse: bool,
    /// Whether paragraphs are written in one line each, so that narrow lines are no part of one.
    has_wide_lines: bool,
}

impl Habits {
    /// The habits that the runs of a document tell.
    pub(super) fn of(runs: &[Vec<Line<'_>>]) -> Self {
        let none = Self::default();
        let (mut all, mut joined, mut by_clause, mut verse) = (0_usize, 0_usize, 0_usize, 0_usize);
        let mut widths = Vec::new();
        for lines in runs.iter().filter(|lines| lines.len() > 1) {
            let run = LineRun::new(lines, &none);
            if run.going_on == 0 {
                verse += if run.is_verse() { lines.len() } else { 0 };
                continue;
            }
            let several = run.paragraphs().into_iter().filter(|paragraph| paragraph.len() > 1);
            let several: usize = several.map(|paragraph| paragraph.len()).sum();
            (all, joined) = (all + lines.len(), joined + several);
            if several > 0 && run.is_wrapped() {
                widths.extend((lines.len() > 2).then_some(run.width));
            } else {
                by_clause += several;
                verse += if run.is_verse() { lines.len() } else { 0 };
            }
        }
        widths.sort_unstable();
        let usual = if by_clause * 2 > joined { Manner::ByClause } else { Manner::Wrapped };
        Self {
            width: widths.get(widths.len() / 2).copied(),
            usual: (joined > 0 && joined * 2 >= all).then_some(usual),
            has_verse: verse > 0 && verse >= by_clause,
            has_wide_lines: runs.iter().flatten().filter(|line| line.text.len() > WIDEST).nth(2).is_some(),
        }
    }
}

/// The paragraphs of a run of lines, as ranges of its lines.
pub(super) fn paragraphs(lines: &[Line<'_>], habits: &Habits) -> Vec<Range<usize>> {
    if lines.len() == 1 { once(0..1).collect() } else { LineRun::new(lines, habits).paragraphs() }
}

/// How a run of lines is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// All lines but the last are full.
    Filled,
    /// Where a line is full, with exceptions.
    Wrapped,
    /// Where a clause ends.
    ByClause,
    /// Where the verse wants it.
    Verse,
    /// There is no telling.
    Unclear,
}

/// Lines without a blank one between them.
struct LineRun<'a, 's> {
    lines: &'a [Line<'s>],
    habits: &'a Habits,
    breaks: Vec<Break>,
    /// Where the lines are wrapped, in columns; 0 if that cannot be told.
    width: usize,
    /// How many breaks nothing forces, how many of those are within a sentence, and how many of those are at a
    /// full line.
    free: usize,
    going_on: usize,
    full: usize,
    manner: Manner,
}

impl<'a, 's> LineRun<'a, 's> {
    fn new(lines: &'a [Line<'s>], habits: &'a Habits) -> Self {
        let (breaks, manner) = (breaks(lines), Manner::Unclear);
        let mut run = Self { lines, habits, breaks, width: 0, free: 0, going_on: 0, full: 0, manner };
        run.width = run.wrapped_at();
        let going_on = |at: &usize| run.breaks[*at].goes_on;
        run.free = run.breaks.iter().filter(|found| !found.is_forced).count();
        run.going_on = (0..run.breaks.len()).filter(going_on).count();
        run.full = (0..run.breaks.len()).filter(going_on).filter(|&at| run.is_full(at)).count();
        run.manner = run.manner();
        run
    }

    /// Only a line that breaks within a sentence is sure to be a wrapped one; without any, the widest may be.
    fn wrapped_at(&self) -> usize {
        let whole = self.breaks.iter().zip(self.lines).filter(|(_, line)| !line.is_unbreakable());
        let whole = whole.map(|(found, _)| found).filter(|found| found.width <= WIDEST);
        let sure = whole.clone().filter(|found| found.goes_on).map(|found| found.width).max();
        let last = self.lines.last().map_or(0, Line::width);
        let widest = || whole.map(|found| found.width).chain([last]).max().unwrap_or_default();
        let width = sure.unwrap_or_else(widest).max(self.habits.width.unwrap_or_default());
        if (NARROWEST..=WIDEST).contains(&width) { width } else { 0 }
    }

    /// Whether a line could not have taken the next one's first word as well.
    fn is_full(&self, at: usize) -> bool {
        self.lacks(at, 0)
    }

    /// Whether little more than a word is missing for a line to be full: it lost one after it was wrapped.
    fn is_nearly_full(&self, at: usize) -> bool {
        self.lacks(at, self.width / 7)
    }

    /// Whether a line lacks so many columns at most for the next one's first word not to fit.
    fn lacks(&self, at: usize, most: usize) -> bool {
        let Break { width, with_next, .. } = self.breaks[at];
        // A line much wider than the others was never wrapped like them, unless it could not be.
        let was_wrapped = width <= self.width + self.width / 7 || self.lines[at].is_unbreakable();
        self.width > 0 && was_wrapped && with_next + most > self.width
    }

    /// Whether a line is full and the line before or behind it is one that goes on and is full.
    fn is_amid_full(&self, at: usize) -> bool {
        let is_sure = |at: usize| self.breaks.get(at).is_some_and(|found| found.goes_on) && self.is_full(at);
        self.is_full(at) && (is_sure(at + 1) || at > 0 && is_sure(at - 1))
    }

    fn manner(&self) -> Manner {
        let nearly =
            || (0..self.breaks.len()).filter(|&at| !self.breaks[at].is_forced && self.is_nearly_full(at));
        let is_wrapped = self.full > 0 && self.full * 2 >= self.going_on && self.going_on * 4 >= self.free;
        // A sentence a line is like a paragraph a line, but where the document breaks its other paragraphs so.
        let other = || self.breaks.iter().filter(|found| !found.ends && !found.goes_on).count();
        let is_usual = self.habits.usual == Some(Manner::ByClause) && other() < 2;
        let many = self.going_on > usize::from(self.free > 2) && self.going_on * 2 >= self.free;
        if self.is_filled() {
            Manner::Filled
        } else if is_wrapped && nearly().count() * 2 >= self.free {
            Manner::Wrapped
        } else if self.habits.has_verse || self.free > 1 && self.is_narrow() {
            Manner::Verse
        } else if is_usual || self.free > 1 && many {
            Manner::ByClause
        } else {
            Manner::Unclear
        }
    }

    /// Whether the lines are much narrower than the others of the document, and few are broken where a clause ends.
    fn is_narrow(&self) -> bool {
        let clauses =
            self.breaks.iter().zip(self.lines).filter(|(found, line)| found.goes_on && line.ends_clause());
        self.habits.has_wide_lines
            && clauses.count() * 3 < self.going_on
            && self.breaks.iter().all(|found| found.width < WIDEST / 2)
    }

    /// Whether all lines but the last are full and a sentence runs on somewhere, as it does in scripts
    /// without small letters too.
    fn is_filled(&self) -> bool {
        let runs_on = |(found, next): (&Break, &Line<'_>)| !found.ends && next.begin() != Begin::Capital;
        // Two titles of one length are common, above all where every character has the same width.
        let are_enough = match self.lines {
            [first, last] if self.habits.width.is_none() => first.begin() != Begin::Wide && last.ends_fully(),
            _ => true,
        };
        are_enough
            && (0..self.breaks.len()).all(|at| !self.breaks[at].is_forced && self.is_full(at))
            && self.breaks.iter().zip(&self.lines[1..]).any(runs_on)
    }

    /// Whether the lines are broken where they are full.
    fn is_wrapped(&self) -> bool {
        matches!(self.manner, Manner::Filled | Manner::Wrapped)
    }

    /// Whether the lines are broken in the midst of sentences and begin with capitals all the same.
    fn is_verse(&self) -> bool {
        let breaks = self.breaks.iter().zip(self.lines.windows(2));
        let verse = breaks
            .filter(|(found, pair)| !found.is_forced && !found.ends && pair[1].begin() == Begin::Capital);
        let with_comma = verse.clone().any(|(_, pair)| pair[0].ends_clause());
        self.lines.len() > 2 && with_comma && verse.count() * 2 >= self.free && !self.is_wrapped()
    }

    fn paragraphs(&self) -> Vec<Range<usize>> {
        let nothing_joins = match self.manner {
            Manner::Filled => return once(0..self.lines.len()).collect(),
            Manner::Wrapped => false,
            Manner::Verse => true,
            _ => self.going_on == 0 && self.habits.usual.is_none(),
        };
        let mut paragraphs = Vec::with_capacity(self.lines.len());
        let (mut start, mut quotation) = (0, Quotation::default());
        for at in 0..self.lines.len() {
            quotation.read(self.lines[at].text);
            if nothing_joins || at + 1 == self.lines.len() || !self.joins(at, start, &quotation) {
                self.add(start..at + 1, &mut paragraphs);
                (start, quotation) = (at + 1, Quotation::default());
            }
        }
        paragraphs
    }

    /// Whether the line behind a break belongs to the paragraph before it, which began with the line `start`.
    fn joins(&self, at: usize, start: usize, quotation: &Quotation) -> bool {
        let (found, line, next) = (self.breaks[at], &self.lines[at], &self.lines[at + 1]);
        if found.is_forced || found.goes_on {
            found.goes_on
        } else if found.ends && next.opens_quotation() && quotation.is_open() {
            // A quotation is opened again where a new paragraph goes on with it.
            false
        } else if self.is_wrapped() && self.is_nearly_full(at) || self.full > 1 && self.is_amid_full(at) {
            true
        } else if found.ends {
            let next_width = self.breaks.get(at + 1).map_or(0, |found| found.width);
            let are_clauses = found.width.max(next_width) <= WIDEST && line.ends_fully();
            are_clauses && self.manner == Manner::ByClause
        } else {
            // A name, a number or a quotation within a sentence.
            let is_inside = at > start && !self.breaks[at - 1].ends;
            line.ends_clause() || line.ends_short() || is_inside && self.manner != Manner::Unclear
        }
    }

    /// Adds lines that may belong together: as a paragraph, or else those that surely go on, or line by line.
    fn add(&self, range: Range<usize>, paragraphs: &mut Vec<Range<usize>>) {
        if self.is_paragraph(range.clone()) {
            paragraphs.push(range);
            return;
        }
        let mut start = range.start;
        for at in range.clone() {
            if at + 1 < range.end && self.breaks[at].goes_on {
                continue;
            }
            let end = at + 1;
            if end - start < range.len() && self.is_paragraph(start..end) {
                paragraphs.push(start..end);
            } else {
                paragraphs.extend((start..end).map(|line| line..line + 1));
            }
            start = end;
        }
    }

    /// Whether lines that may belong together read like a paragraph.
    fn is_paragraph(&self, range: Range<usize>) -> bool {
        let lines = &self.lines[range.clone()];
        let [first, rest @ .., last] = lines else { return true };
        if first.marker == 0 && first.begin() == Begin::Small {
            // What goes on from something else, such as a list without marks.
            return false;
        }
        let inner = range.start..range.end - 1;
        let are_full = inner.clone().all(|at| self.is_full(at));
        let going_on = || inner.clone().filter(|&at| self.breaks[at].goes_on);
        let count = going_on().count();
        let is_by_clause = self.manner == Manner::ByClause;
        if count * 4 < inner.len() {
            let are_sentences = is_by_clause && lines.iter().all(Line::ends_fully);
            return are_sentences || are_full && self.full > 1 && last.ends_fully();
        }
        let is_long = |&at: &usize| self.lines[at].words(FEWEST_WORDS) == FEWEST_WORDS;
        let is_broken = count > 1 && (self.is_wrapped() || is_by_clause);
        let is_clear = is_broken || self.habits.usual.is_some() || going_on().any(|at| is_long(&at));
        let hangs = first.marker > 0 && lines[1..].iter().all(|line| line.indent > first.indent);
        if hangs && is_clear || are_full && lines.len() > 2 {
            return true;
        }
        is_clear && last.ends_fully() && (are_full || !rest.is_empty() || last.words(2) > 1)
    }
}
