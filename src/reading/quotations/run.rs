//! Puts paragraphs together.

use std::ops::Range;

use super::conventions::Conventions;
use super::glyph::{Family, Fit, Glyph};
use super::parser::{self, Ahead, Reading, Step};
use super::scan::scan;
use super::told::last_tag;
use super::weigh::{Cost, Mark};
use super::{Defect, DefectKind, Paragraph, ParagraphRole, Quotation, Quotations};
use crate::language::{Language, Languages};
use crate::source::TextSpan;

/// The cost of leaving a quotation open because the next paragraph opens it again.
const RUNS_ON: Cost = 12;
/// The same where the paragraph ends with a closing mark all the same.
const RUNS_ON_THOUGH_CLOSED: Cost = 80;

/// Within so many characters behind a mark a letter tells the script.
const FEW: usize = 8;
/// So many words lead to a name at most that ends with what it is part of: `«Торговый дом «Север»`.
const LONGEST_LEAD: usize = 3;

/// Over how many paragraphs a quotation is followed that was not opened again in each.
const FARTHEST: usize = 8;

/// Reads a document's paragraphs, in order, in a language that is known or not.
pub fn parse(paragraphs: &[Paragraph<'_>], languages: &Languages, language: Option<Language>) -> Quotations {
    let conventions = Conventions::learn(paragraphs, languages, language);
    let marks: Vec<Vec<Mark>> =
        paragraphs.iter().map(|paragraph| scan(paragraph.text, &paragraph.arrows, &conventions)).collect();
    let mut parsed = Quotations::default();
    let mut resumes = false;
    // Whether an entry of this list was a quotation of its own: then so is each.
    let mut stands_alone = false;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let may_run_on = matches!(paragraph.role, ParagraphRole::Running | ParagraphRole::Entry);
        stands_alone &= matches!(paragraph.role, ParagraphRole::Entry | ParagraphRole::Aside);
        let ahead = if may_run_on && !stands_alone {
            ahead(paragraphs, &marks, number, &conventions)
        } else {
            Ahead::default()
        };
        let reading = parser::read(&marks[number], &ahead, &conventions);
        let writer = Writer { number, paragraph, marks: &marks[number], conventions: &conventions };
        writer.write(&reading, resumes, &mut parsed);
        if may_run_on {
            resumes = !reading.runs_on.is_empty();
        }
        if paragraph.role == ParagraphRole::Entry {
            stands_alone |= !resumes && marks[number].first().is_some_and(|mark| mark.leads);
        }
    }
    parsed.quotations.sort_by_key(|quotation| quotation.open);
    parsed.defects.sort_by_key(|defect| (defect.mark, defect.kind));
    join_run_ons(&mut parsed, paragraphs, &marks, &conventions);
    parsed
}

/// What the next paragraph of the same run begins with.
fn ahead(
    paragraphs: &[Paragraph<'_>],
    marks: &[Vec<Mark>],
    number: usize,
    conventions: &Conventions<'_>,
) -> Ahead {
    let text = paragraphs[number].text;
    let told = last_tag(text, conventions.lexicon);
    let Some(next) = next_in_run(paragraphs, number) else { return Ahead { told, ..Ahead::default() } };
    let price = if ends_closed(text) { RUNS_ON_THOUGH_CLOSED } else { RUNS_ON };
    Ahead { reopens: leading(paragraphs[next].text, &marks[next]), price, told }
}

/// The paragraph into which a quotation may run on from another one, whatever stands aside between them.
fn next_in_run(paragraphs: &[Paragraph<'_>], number: usize) -> Option<usize> {
    let mut behind = paragraphs.iter().enumerate().skip(number + 1);
    let (next, paragraph) = behind
        .find(|(_, paragraph)| paragraph.role != ParagraphRole::Aside || is_source_line(paragraph.text))?;
    (paragraph.role == paragraphs[number].role && !is_source_line(paragraph.text)).then_some(next)
}

/// The quotation marks that a paragraph begins with: `“`, or `“ ‘`.
fn leading(text: &str, marks: &[Mark]) -> Vec<Glyph> {
    let mut end = None;
    let leads = |mark: &&Mark| {
        let follows = end.map_or(mark.leads, |end| text[end..mark.range.start].trim().is_empty());
        end = Some(mark.range.end);
        follows && mark.glyph.may_open() && mark.glyph.family() != Family::Bracket
    };
    marks.iter().take_while(leads).map(|mark| mark.glyph).collect()
}

/// A line such as `– Ada Lovelace` under a quotation: the quotation is over.
fn is_source_line(text: &str) -> bool {
    text.trim_start().starts_with(['–', '—', '―']) && text.split_whitespace().nth(12).is_none()
}

/// Whether a paragraph ends with a double closing mark.
fn ends_closed(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_whitespace() || ".,;:!?…)".contains(c)).ends_with(['”', '"', '»'])
}

/// Joins the two ends of what ran on over paragraphs without being opened again.
///
/// The paragraph with the opener would be told of a missing closer and a later one of a missing
/// opener, though at most the marks that open the paragraphs between are missing. In a block
/// quotation, and for brackets, it is usual to mark the two ends only, and nothing is wrong.
fn join_run_ons(
    parsed: &mut Quotations,
    paragraphs: &[Paragraph<'_>],
    marks: &[Vec<Mark>],
    conventions: &Conventions<'_>,
) {
    let mut joined: Vec<Defect> = Vec::with_capacity(parsed.defects.len());
    for mut defect in parsed.defects.drain(..) {
        let before = joined.last().filter(|before| {
            before.kind == DefectKind::Unclosed
                && defect.kind == DefectKind::Unopened
                && before.glyph.family() != Family::Single
                && before.glyph.fit(defect.glyph, conventions) == Some(Fit::Pair)
                && follows(paragraphs, marks, before, &defect)
        });
        let Some(before) = before else {
            joined.push(defect);
            continue;
        };
        defect.kind = DefectKind::NotResumed;
        defect.partner = Some(before.mark);
        let range = before.paragraph..defect.paragraph;
        joined.pop();
        if !is_usual(paragraphs, range, defect.glyph) {
            joined.push(defect);
        }
    }
    parsed.defects = joined;
}

/// Whether it is usual to mark the two ends only of what runs over some paragraphs: brackets, the corners of
/// East Asian text, a block quotation, and the entries of a list.
fn is_usual(paragraphs: &[Paragraph<'_>], range: Range<usize>, glyph: Glyph) -> bool {
    glyph.family() == Family::Bracket
        || paragraphs[range.end].is_block_quotation
        || is_verse(&paragraphs[range.start..=range.end])
        || (range.start..=range.end).any(|number| paragraphs[number].role == ParagraphRole::Entry)
}

/// No line of verse has more bytes.
const LONGEST_VERSE: usize = 90;

/// Whether paragraphs are the lines of a song or a motto: short, and no sentence ends before the last.
fn is_verse(paragraphs: &[Paragraph<'_>]) -> bool {
    let Some((_, before)) = paragraphs.split_last() else { return false };
    let is_line = |paragraph: &Paragraph<'_>| {
        let text = paragraph.text.trim_end();
        text.len() <= LONGEST_VERSE && !text.ends_with(['.', '!', '?', '…', ':', '。'])
    };
    paragraphs.iter().all(|paragraph| paragraph.text.len() <= LONGEST_VERSE) && before.iter().all(is_line)
}

/// Whether what opens in one paragraph may run on into a later one, where it is closed.
fn follows(paragraphs: &[Paragraph<'_>], marks: &[Vec<Mark>], open: &Defect, close: &Defect) -> bool {
    let (glyph, range) = (open.glyph, open.paragraph..close.paragraph);
    let is_part = |role: ParagraphRole| matches!(role, ParagraphRole::Running | ParagraphRole::Entry);
    if range.is_empty() || range.len() > FARTHEST || !is_part(paragraphs[range.start].role) {
        return false;
    }
    let mut between = range.start + 1..range.end;
    let role = |number: usize| paragraphs[number].role;
    let is_list = || (range.start + 1..=range.end).all(|number| role(number) != ParagraphRole::Running);
    let marks_ends_only = glyph.family() == Family::Bracket && !glyph.is_bracket();
    let near = range.len() == 1
        || marks_ends_only
        // All of several paragraphs is quoted, and nothing but their ends is marked.
        || (glyph.family() == Family::Double && begins(paragraphs, open) && ends(paragraphs, close))
        || (!glyph.is_bracket() && (paragraphs[range.end].is_block_quotation || is_list()));
    (near || between.clone().filter(|&number| role(number) == ParagraphRole::Running).count() == 0)
        && between.all(|number| marks[number].iter().all(|mark| mark.glyph.family() != Family::Double))
}

/// Whether a paragraph begins with a mark.
fn begins(paragraphs: &[Paragraph<'_>], defect: &Defect) -> bool {
    let paragraph = &paragraphs[defect.paragraph];
    let before = paragraph.text.get(..defect.mark.start.saturating_sub(paragraph.start) as usize);
    before.is_some_and(|before| before.trim().is_empty())
}

/// Whether a paragraph ends with a mark, punctuation aside.
fn ends(paragraphs: &[Paragraph<'_>], defect: &Defect) -> bool {
    let paragraph = &paragraphs[defect.paragraph];
    let after = paragraph.text.get(defect.mark.end.saturating_sub(paragraph.start) as usize..);
    after.is_some_and(|after| !after.contains(char::is_alphanumeric))
}

/// Turns one paragraph's reading into quotations and defects.
struct Writer<'a> {
    number: usize,
    paragraph: &'a Paragraph<'a>,
    marks: &'a [Mark],
    conventions: &'a Conventions<'a>,
}

impl Writer<'_> {
    fn write(&self, reading: &Reading, resumes: bool, parsed: &mut Quotations) {
        let mut open: Vec<usize> = Vec::new();
        for (mark, &step) in reading.steps.iter().enumerate() {
            match step {
                Step::Neither => self.apostrophe(mark, parsed),
                Step::Open => open.push(mark),
                Step::Unopened => parsed.defects.push(self.defect(DefectKind::Unopened, mark, None, None)),
                Step::Close(opener, fit) => {
                    while let Some(top) = open.pop() {
                        if top == opener {
                            break;
                        }
                        let glyph = self.marks[top].glyph;
                        if glyph.is_guillemet() && glyph == self.marks[opener].glyph && self.is_cyrillic(top)
                        {
                            continue;
                        }
                        parsed.defects.push(self.defect(DefectKind::Unclosed, top, None, None));
                    }
                    let level = self.level(&open);
                    self.quotation(opener, Some(mark), level, resumes, parsed);
                    self.misfit(opener, mark, fit, parsed);
                }
            }
        }
        for (level, &mark) in open.iter().enumerate() {
            if reading.runs_on.contains(&mark) {
                self.quotation(mark, None, level, resumes, parsed);
            } else if !self.shares_closer(mark, &reading.steps) {
                parsed.defects.push(self.defect(DefectKind::Unclosed, mark, None, None));
            }
        }
    }

    /// Whether the words behind a mark are written as Russian and its neighbours are.
    fn is_cyrillic(&self, mark: usize) -> bool {
        let letters = self.paragraph.text[self.marks[mark].range.end..].chars();
        letters.take(FEW).find(|sign| sign.is_alphabetic()).is_some_and(|sign| matches!(sign, 'Ѐ'..='ӿ'))
    }

    /// Whether a guillemet that was taken for a closing one opens another quotation, where the one before it shares its
    /// closing mark: `«Пьеса «Чайка» и «Пьеса «Иванов»`.
    fn opens_in_russian(&self, mark: usize) -> bool {
        let range = &self.marks[mark].range;
        let before = &self.paragraph.text[..range.start];
        self.marks[mark].glyph.is_guillemet()
            && before.ends_with(char::is_whitespace)
            && self.paragraph.text[range.end..].starts_with(char::is_alphanumeric)
            && self.is_cyrillic(mark)
    }

    /// Whether one guillemet closes two that end together, as is usual in Russian: `«Пьеса «Чайка».`
    fn shares_closer(&self, outer: usize, steps: &[Step]) -> bool {
        if !self.marks[outer].glyph.is_guillemet() || !self.is_cyrillic(outer) {
            return false;
        }
        let ends_pair = |(number, step): (usize, &Step)| match step {
            Step::Close(inner, Fit::Pair) if *inner > outer => Some((number, *inner)),
            _ => None,
        };
        let Some((closer, inner)) = steps.iter().enumerate().filter_map(ends_pair).next_back() else {
            return false;
        };
        let (start, end) = (self.marks[outer].range.end, self.marks[closer].range.end);
        let before = &self.paragraph.text[start..self.marks[inner].range.start];
        let behind = self.paragraph.text[end..].trim_start();
        self.marks[inner].glyph == self.marks[outer].glyph
            && (before.split_whitespace().count() <= LONGEST_LEAD
                || !behind.starts_with(char::is_alphanumeric))
    }

    /// An apostrophe turned like an opening mark, as word processors do before a decade.
    fn apostrophe(&self, mark: usize, parsed: &mut Quotations) {
        let (glyph, range) = (self.marks[mark].glyph, &self.marks[mark].range);
        let behind = &self.paragraph.text.as_bytes()[range.end..];
        let decade = behind.len() > 2 && behind.iter().take(2).all(u8::is_ascii_digit);
        let leads = !self.paragraph.text[..range.start].ends_with(char::is_alphanumeric);
        if glyph == Glyph::Single6 && leads && decade {
            parsed.defects.push(self.defect(DefectKind::Turned, mark, None, Some("’")));
        }
    }

    fn level(&self, open: &[usize]) -> usize {
        open.iter().filter(|&&mark| !self.marks[mark].glyph.is_bracket()).count()
    }

    fn quotation(
        &self,
        open: usize,
        close: Option<usize>,
        level: usize,
        resumes: bool,
        parsed: &mut Quotations,
    ) {
        let glyph = self.marks[open].glyph;
        if glyph.is_bracket() {
            return;
        }
        let (open_span, close) = (self.span(open), close.map(|mark| self.span(mark)));
        let end = TextSpan::from_range(0..self.paragraph.text.len()).shift(self.paragraph.start).end;
        parsed.quotations.push(Quotation {
            open: open_span,
            close,
            span: TextSpan::new(open_span.start, close.map_or(end, |close| close.end)),
            glyph,
            level,
            resumes: resumes && self.marks[open].leads,
        });
    }

    fn misfit(&self, opener: usize, closer: usize, fit: Fit, parsed: &mut Quotations) {
        let (opener_glyph, closer_glyph) = (self.marks[opener].glyph, self.marks[closer].glyph);
        let defect = match fit {
            Fit::Pair => return,
            // A straight single mark among curly ones is a matter of style, not a wrong pair.
            Fit::Mixed if is_straight_single(opener_glyph, closer_glyph) => return,
            Fit::TurnedCloser if self.opens_in_russian(closer) => return,
            Fit::TurnedOpener => {
                let upright = turned_opener(opener_glyph, closer_glyph, self.conventions.low_high);
                self.defect(DefectKind::Turned, opener, Some(closer), upright)
            }
            Fit::Mixed if self.is_odd_opener(opener_glyph, closer_glyph) => {
                let upright = closer_glyph.opening_partner(self.conventions);
                self.defect(DefectKind::Mixed, opener, Some(closer), upright)
            }
            Fit::TurnedCloser | Fit::Mixed => {
                let kind = if fit == Fit::Mixed { DefectKind::Mixed } else { DefectKind::Turned };
                self.defect(kind, closer, Some(opener), opener_glyph.closing_partner(self.conventions))
            }
        };
        parsed.defects.push(defect);
    }

    /// Whether of two marks that do not match, the first is the one unusual in this document.
    fn is_odd_opener(&self, opener: Glyph, closer: Glyph) -> bool {
        opener.family() == closer.family()
            && opener.is_straight() != closer.is_straight()
            && opener.is_straight() != self.conventions.straight
    }

    fn span(&self, mark: usize) -> TextSpan {
        TextSpan::from_range(self.marks[mark].range.clone()).shift(self.paragraph.start)
    }

    fn defect(
        &self,
        kind: DefectKind,
        mark: usize,
        partner: Option<usize>,
        replacement: Option<&'static str>,
    ) -> Defect {
        Defect {
            kind,
            mark: self.span(mark),
            glyph: self.marks[mark].glyph,
            partner: partner.map(|mark| self.span(mark)),
            replacement,
            paragraph: self.number,
        }
    }
}

/// The mark that a turned opener should have been.
fn turned_opener(opener: Glyph, closer: Glyph, low_high: bool) -> Option<&'static str> {
    match (opener, closer) {
        (Glyph::High99, Glyph::High99) => Some("“"),
        // Where nobody quotes so, the other mark is turned as well.
        (Glyph::High66 | Glyph::High99, Glyph::High66) => low_high.then_some("„"),
        (Glyph::Single9, _) => Some("‘"),
        (Glyph::AnglesRight, _) => Some("«"),
        (Glyph::SingleAngleRight, _) => Some("‹"),
        _ => None,
    }
}

fn is_straight_single(opener: Glyph, closer: Glyph) -> bool {
    opener.family() == Family::Single
        && closer.family() == Family::Single
        && (opener == Glyph::SingleStraight || closer == Glyph::SingleStraight)
}
