//! The lines of a source that a finding speaks of, cropped to the terminal.

use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};
use unicode_width::UnicodeWidthStr;

use super::cell::{Cell, cells};
use super::crop::{CellLine, MarkedCells};
use super::painter::{FILLER, stand_in};
use crate::source::{Position, Source, SourceSpan};

/// Text further than so many bytes from the next mark is not looked at: lines can be a megabyte long.
const REACH: u32 = 2000;

/// A place to point at.
#[derive(Debug, Clone)]
pub(super) struct Pointer {
    /// The place, without line endings at its end.
    pub(super) span: SourceSpan,
    /// How many columns the words beside it need.
    pub(super) label: usize,
}

/// What codespan-reporting gets to see instead of the source.
pub(super) struct Excerpt {
    path: String,
    at: Position,
    room: usize,
    text: String,
    lines: Vec<ExcerptLine>,
    /// What stands behind the stand-ins in the text.
    pub(super) pictures: Vec<String>,
}

/// A line of the excerpt.
struct ExcerptLine {
    /// Its number in the source, from 1.
    number: u32,
    /// Its place in the excerpt's text.
    range: Range<usize>,
    /// The cells shown: place in the source, place in the excerpt's text.
    shown: Vec<(SourceSpan, Range<usize>)>,
}

impl Excerpt {
    /// The lines on which the pointers start and end, at most `width` columns wide with their margin.
    pub(super) fn new(source: &Source, path: String, pointers: &[Pointer], width: usize) -> Self {
        let marked = marked_lines(source, pointers);
        let digits = marked.keys().next_back().map_or(1, |line| line.to_string().len());
        let braces = pointers.iter().filter(|pointer| is_multi_line(source, pointer.span)).count();
        let room = width.saturating_sub(digits + 4 + 2 * braces).max(20);
        let at = pointers.first().map_or(Position { line: 1, column: 1 }, |p| source.position(p.span.start));
        let mut excerpt =
            Self { path, at, room, text: String::new(), lines: Vec::new(), pictures: Vec::new() };
        for (number, marks) in marked {
            excerpt.add_line(source, number, &marks);
        }
        excerpt
    }

    /// The place of a source span in the excerpt's text.
    pub(super) fn locate(&self, source: &Source, span: SourceSpan) -> Range<usize> {
        let start = self.locate_offset(source, span.start, false);
        let end = if span.is_empty() { start } else { self.locate_offset(source, span.end, true) };
        start..end.max(start)
    }

    /// Whether so many columns are free behind a place in the excerpt's text.
    pub(super) fn has_room(&self, at: usize, columns: usize) -> bool {
        let start = self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        self.text.get(start..at).is_some_and(|before| before.width() + columns <= self.room)
    }

    fn locate_offset(&self, source: &Source, offset: u32, is_end: bool) -> usize {
        let number = source.position(offset).line;
        let Some(line) = self.lines.iter().find(|line| line.number == number) else { return 0 };
        let cell =
            line.shown.iter().find(|(span, _)| if is_end { offset <= span.end } else { offset < span.end });
        match cell {
            Some((_, range)) if is_end => range.end,
            Some((_, range)) => range.start,
            None => line.range.end,
        }
    }

    fn add_line(&mut self, source: &Source, number: u32, marks: &[Pointer]) {
        let Some(whole) = source.line_span(number) else { return };
        let near = neighbourhood(source.text(), whole, marks);
        let cells = cells(source.text(), near);
        let marks: Vec<MarkedCells> = marks
            .iter()
            .map(|mark| MarkedCells { cells: cell_range(&cells, mark.span), label: mark.label })
            .collect();
        let line = CellLine {
            cells: &cells,
            marks: &marks,
            cut_left: near.start > whole.start,
            cut_right: near.end < whole.end,
            room: self.room,
        };
        self.write_line(number, &line);
    }

    fn write_line(&mut self, number: u32, line: &CellLine<'_>) {
        let start = self.text.len();
        let mut shown = Vec::new();
        let mut end = None;
        for range in line.crop() {
            if line.has_gap(end, range.start) {
                self.text.push('…');
            }
            shown.extend(line.cells[range.clone()].iter().map(|cell| (cell.span, self.write_cell(cell))));
            end = Some(range.end);
        }
        if line.has_gap_after(end.unwrap_or(0)) {
            self.text.push('…');
        }
        self.lines.push(ExcerptLine { number, range: start..self.text.len(), shown });
        self.text.push('\n');
    }

    fn write_cell(&mut self, cell: &Cell) -> Range<usize> {
        let start = self.text.len();
        if cell.is_plain {
            self.text.push_str(&cell.shown);
        } else {
            self.text.push(stand_in(self.pictures.len()));
            self.text.extend(std::iter::repeat_n(FILLER, cell.width.saturating_sub(1)));
            self.pictures.push(cell.shown.clone());
        }
        start..self.text.len()
    }
}

/// For each line to show, what is marked in it. A line alone between two others is shown too.
fn marked_lines(source: &Source, pointers: &[Pointer]) -> BTreeMap<u32, Vec<Pointer>> {
    let mut lines: BTreeMap<u32, Vec<Pointer>> = BTreeMap::new();
    for pointer in pointers {
        let first = source.position(pointer.span.start).line;
        let last = source.position(pointer.span.end).line;
        if first == last {
            lines.entry(first).or_default().push(pointer.clone());
        } else {
            lines.entry(first).or_default().push(point(pointer.span.start, 0));
            // The brace ends in a tick, a column before the words.
            let label = if pointer.label == 0 { 0 } else { pointer.label + 1 };
            lines.entry(last).or_default().push(point(pointer.span.end, label));
        }
    }
    let between: Vec<u32> =
        lines.keys().map(|line| line + 1).filter(|line| lines.contains_key(&(line + 1))).collect();
    for line in between {
        lines.entry(line).or_default();
    }
    lines
}

fn point(offset: u32, label: usize) -> Pointer {
    Pointer { span: SourceSpan::new(offset, offset), label }
}

fn is_multi_line(source: &Source, span: SourceSpan) -> bool {
    source.position(span.start).line != source.position(span.end).line
}

/// The part of a line around its marks.
fn neighbourhood(text: &str, line: SourceSpan, marks: &[Pointer]) -> SourceSpan {
    let first = marks.iter().map(|mark| mark.span.start).min().unwrap_or(line.start);
    let last = marks.iter().map(|mark| mark.span.end).max().unwrap_or(line.start);
    let start =
        (first.saturating_sub(REACH).max(line.start)..=first).find(|&at| text.is_char_boundary(at as usize));
    let end = (last..=last.saturating_add(REACH).min(line.end))
        .rev()
        .find(|&at| text.is_char_boundary(at as usize));
    SourceSpan::new(start.unwrap_or(line.start), end.unwrap_or(line.end))
}

/// The cells that a span touches; none, at the right place, for an empty span. That is behind a cell
/// that the place lies in, for the last line of a span is drawn with the whole of its last cell.
fn cell_range(cells: &[Cell], span: SourceSpan) -> Range<usize> {
    let mut start = cells.partition_point(|cell| cell.span.end <= span.start);
    let is_inside = cells.get(start).is_some_and(|cell| cell.span.start < span.start);
    start += usize::from(span.is_empty() && is_inside);
    let end = cells.partition_point(|cell| cell.span.start < span.end);
    start..end.max(start)
}

/// A text of no lines at all would make codespan-reporting fail, so a line that is not there is empty.
impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.path)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), at: usize) -> Result<usize, Error> {
        let line = self.lines.iter().rev().find(|line| line.range.start <= at);
        Ok(line.map_or(0, |line| line.number as usize))
    }

    fn line_number(&'a self, (): (), index: usize) -> Result<usize, Error> {
        Ok(index)
    }

    fn line_range(&'a self, (): (), index: usize) -> Result<Range<usize>, Error> {
        let line = self.lines.iter().find(|line| line.number as usize == index);
        Ok(line.map_or(0..0, |line| line.range.clone()))
    }

    /// The place in the source, not in the excerpt.
    fn location(&'a self, (): (), _: usize) -> Result<Location, Error> {
        Ok(Location { line_number: self.at.line as usize, column_number: self.at.column as usize })
    }
}
