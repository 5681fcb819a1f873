//! Comments that silence findings, in the document's own comment syntax.
//!
//! `copydesk-disable ID... -- reason` silences from there on, `copydesk-enable` ends that,
//! `copydesk-disable-next-line` and `copydesk-disable-file` do what they say. Without an id all rules are
//! meant; an id may be a pack's name. Vale's comments are understood as well: `vale off`, `vale on`,
//! `vale Style.Rule = NO|YES`, `vale Style.Rule["match"] = NO`, and `vale styles = A, B`, after which
//! only the named styles speak.

mod apply;
mod directive;
mod order;
mod vale;
mod write;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

pub use apply::{Applied, apply};
use directive::Meaning;
pub use directive::Misspelt;
use order::{Directive, Order};
pub use write::{Extent, silencing};

use crate::document::{Comment, Document};
use crate::finding::Said;
use crate::source::{Source, SourceSpan};

/// A comment that silences findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The comment in the source.
    pub span: SourceSpan,
    /// Where findings are silenced.
    pub reach: SourceSpan,
    /// The rule silenced, or the pack; none for all.
    pub rule: Option<String>,
    /// If not empty, only findings on one of these texts are silenced.
    pub matches: Vec<String>,
    /// Packs that speak all the same.
    pub spared: Vec<String>,
    /// Why, in the writer's words.
    pub reason: Option<String>,
    /// Whether it is one of Vale's comments, which know no reason.
    pub is_vale: bool,
}

impl Suppression {
    /// Whether it silences what a rule says about a source.
    pub fn covers(&self, finding: Said<'_>, source: &Source) -> bool {
        let starts_within = self.reach.start <= finding.span.start && finding.span.start < self.reach.end;
        let is_meant = self.rule.as_ref().is_none_or(|rule| names(rule, finding.rule));
        let is_spared = self.spared.iter().any(|pack| names(pack, finding.rule));
        let text = source.slice(finding.span);
        let fits = self.matches.is_empty() || self.matches.iter().any(|matched| matched == text);
        starts_within && is_meant && !is_spared && fits
    }
}

/// Whether a name means a rule: it is the rule's id, or its pack's name.
pub fn names(name: &str, id: &str) -> bool {
    id.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What the comments of a document order, and what is wrong with them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suppressions {
    /// What is silenced, in order; a comment that names several rules silences each by itself.
    pub all: Vec<Suppression>,
    /// Comments that are misspelt.
    pub misspelt: Vec<Misspelt>,
    /// The rules and packs that our own comments name, with their places.
    pub named: Vec<(String, SourceSpan)>,
    /// Comments that end what nothing began.
    pub idle: Vec<SourceSpan>,
}

/// Reads the comments of a document. `delimiters` are the signs that begin and end a comment, where they are
/// not the format's own.
pub fn read(document: &Document<'_>, delimiters: Option<&(String, String)>) -> Suppressions {
    let source = document.source();
    let delimited = delimiters.map(|signs| delimited(source.text(), signs)).unwrap_or_default();
    let mut read = Suppressions::default();
    let mut directives = Vec::new();
    for comment in document.comments().iter().chain(&delimited) {
        match directive::read(source, comment) {
            Meaning::Order(directive) => directives.push(directive),
            Meaning::Misspelt(misspelt) => read.misspelt.push(misspelt),
            Meaning::Nothing => {}
        }
    }
    if !directives.is_empty() {
        follow(source, directives, &mut read);
    }
    read
}

/// Follows the orders in turn.
fn follow(source: &Source, directives: Vec<Directive>, read: &mut Suppressions) {
    let end = SourceSpan::from_range(source.text().len()..source.text().len()).start.saturating_add(1);
    let mut next_lines = NextLines::new(&directives);
    let mut open = OpenSuppressions::default();
    for directive in directives {
        if !directive.is_vale {
            read.named.extend(directive.rules.iter().cloned());
        }
        let here = directive.span.end;
        let reach = match directive.order {
            Order::Enable => {
                let ended = open.close(&directive, &mut read.all);
                read.idle.extend((!ended && !directive.is_vale).then_some(directive.span));
                continue;
            }
            Order::Disable => SourceSpan::new(here, end),
            Order::File => SourceSpan::new(0, end),
            Order::NextLine => next_lines.behind(source, here),
        };
        if !directive.spared.is_empty() {
            // A choice of styles replaces the one before it.
            end_all(&mut open.choices, directive.span.start, &mut read.all);
        }
        for suppression in suppressions(&directive, reach) {
            if directive.order == Order::Disable { open.add(suppression) } else { read.all.push(suppression) }
        }
    }
    read.all.extend(open.named.into_values().flatten());
    read.all.append(&mut open.choices);
    read.all.sort_by_key(|suppression| suppression.span);
}

/// What an order silences: each rule by itself, so that each can be ended by itself.
fn suppressions(directive: &Directive, reach: SourceSpan) -> Vec<Suppression> {
    let suppression = |rule: Option<String>| Suppression {
        span: directive.span,
        reach,
        rule,
        matches: directive.matches.clone(),
        spared: directive.spared.clone(),
        reason: directive.reason.clone(),
        is_vale: directive.is_vale,
    };
    if directive.rules.is_empty() {
        return vec![suppression(None)];
    }
    directive.rules.iter().map(|(rule, _)| suppression(Some(rule.clone()))).collect()
}

/// The comments between some signs.
fn delimited(text: &str, (begin, end): &(String, String)) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(begin.as_str()).map(|at| from + at) {
        let inside = start + begin.len();
        let Some(length) = text[inside..].find(end.as_str()) else { break };
        let stop = inside + length;
        from = stop + end.len();
        comments.push(Comment {
            span: SourceSpan::from_range(start..from),
            content: SourceSpan::from_range(inside..stop),
        });
    }
    comments
}

/// The suppressions that nothing has ended yet. There may be very many, so they are known by what ends them.
#[derive(Default)]
struct OpenSuppressions {
    /// By their rule and texts.
    named: BTreeMap<(Option<String>, Vec<String>), Vec<Suppression>>,
    /// Choices of styles.
    choices: Vec<Suppression>,
}

impl OpenSuppressions {
    fn add(&mut self, suppression: Suppression) {
        if suppression.spared.is_empty() {
            let key = (suppression.rule.clone(), suppression.matches.clone());
            self.named.entry(key).or_default().push(suppression);
        } else {
            self.choices.push(suppression);
        }
    }

    /// Ends those that an enabling comment means; whether there were any.
    fn close(&mut self, directive: &Directive, done: &mut Vec<Suppression>) -> bool {
        let at = directive.span.start;
        let before = done.len();
        if directive.rules.is_empty() {
            for mut ended in std::mem::take(&mut self.named).into_values() {
                end_all(&mut ended, at, done);
            }
        }
        for (rule, _) in &directive.rules {
            let key = (Some(rule.clone()), directive.matches.clone());
            end_all(&mut self.named.remove(&key).unwrap_or_default(), at, done);
        }
        done.len() > before
    }
}

/// Ends suppressions at a place.
fn end_all(open: &mut Vec<Suppression>, at: u32, done: &mut Vec<Suppression>) {
    done.extend(open.drain(..).map(|suppression| {
        let reach = SourceSpan::new(suppression.reach.start, at);
        Suppression { reach, ..suppression }
    }));
}

/// Finds the next line that is text, not blank and no such comment itself. Many comments may stand before the same.
struct NextLines {
    /// Where the comments are, in order.
    comments: Vec<SourceSpan>,
    /// The lines before the one that was found last, and that line.
    last: Option<(RangeInclusive<u32>, SourceSpan)>,
}

impl NextLines {
    fn new(directives: &[Directive]) -> Self {
        let mut comments: Vec<SourceSpan> = directives.iter().map(|directive| directive.span).collect();
        comments.sort_unstable();
        Self { comments, last: None }
    }

    fn behind(&mut self, source: &Source, from: u32) -> SourceSpan {
        let first = source.position(from).line + 1;
        if let Some((_, span)) = self.last.as_ref().filter(|(lines, _)| lines.contains(&first)) {
            return *span;
        }
        let last = source.line_count();
        let lines = (first..=last).filter_map(|line| Some((line, source.line_span(line)?)));
        let mut read = lines.skip_while(|(_, span)| self.is_passed_over(source, *span));
        // Behind the last line nothing is silenced.
        let (line, span) = read.next().unwrap_or((last, SourceSpan::new(from, from)));
        self.last = Some((first..=line, span));
        span
    }

    /// Whether a line is blank, or within a comment that is an order.
    fn is_passed_over(&self, source: &Source, line: SourceSpan) -> bool {
        let text = source.slice(line);
        let content = text.trim_start();
        if content.is_empty() {
            return true;
        }
        let before = SourceSpan::from_range(0..text.len() - content.len()).end;
        let content = SourceSpan::from_range(0..content.trim_end().len()).shift(line.start + before);
        let found = self.comments.partition_point(|comment| comment.start <= content.start);
        found > 0 && self.comments[found - 1].contains(content)
    }
}
