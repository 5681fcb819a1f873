//! Comments that silence findings, in the document's own comment syntax.
//!
//! `copydesk-disable ID... -- reason` silences from there on, `copydesk-enable` ends that,
//! `copydesk-disable-next-line` and `copydesk-disable-file` do what they say. Without an id all rules are
//! meant; an id may be a pack's name. Vale's comments are understood as well: `vale off`, `vale on`,
//! `vale Style.Rule = NO|YES`, `vale Style.Rule["match"] = NO`, and `vale styles = A, B`, after which
//! only the named styles speak.

mod apply;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

pub use apply::{Applied, apply};

use crate::document::{Comment, Document};
use crate::finding::Finding;
use crate::source::{Source, SourceSpan};

/// A comment that silences findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The comment in the source.
    pub span: SourceSpan,
    /// Where findings are silenced.
    pub reach: SourceSpan,
    /// The rules silenced, or packs; empty for all.
    pub rules: Vec<String>,
    /// If not empty, only findings on one of these texts are silenced.
    pub matches: Vec<String>,
    /// Packs that speak all the same.
    pub spared: Vec<String>,
    /// Why, in the writer's words.
    pub reason: Option<String>,
    /// Whether it is one of Vale's comments, which know no reason.
    pub is_vale: bool,
}

/// What a comment orders.
enum Order {
    Disable,
    Enable,
    NextLine,
    File,
}

/// A comment that is an order to us.
struct Directive {
    span: SourceSpan,
    order: Order,
    rules: Vec<String>,
    matches: Vec<String>,
    spared: Vec<String>,
    reason: Option<String>,
    is_vale: bool,
}

impl Suppression {
    /// Whether it silences a finding about a source.
    pub fn covers(&self, finding: &Finding, source: &Source) -> bool {
        let starts_within = self.reach.start <= finding.span.start && finding.span.start < self.reach.end;
        let is_meant = self.rules.is_empty() || self.rules.iter().any(|rule| names(rule, &finding.rule));
        let is_spared = self.spared.iter().any(|pack| names(pack, &finding.rule));
        let text = source.slice(finding.span);
        let fits = self.matches.is_empty() || self.matches.iter().any(|matched| matched == text);
        starts_within && is_meant && !is_spared && fits
    }
}

/// Whether a name means a rule: it is the rule's id, or its pack's name.
pub fn names(name: &str, id: &str) -> bool {
    id.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The suppressions of a document, in the order in which they stand. `delimiters` are the signs that
/// begin and end a comment, where they are not the format's own.
pub fn read(document: &Document<'_>, delimiters: Option<&(String, String)>) -> Vec<Suppression> {
    let source = document.source();
    let delimited = delimiters.map(|signs| delimited(source.text(), signs)).unwrap_or_default();
    let end = SourceSpan::from_range(source.text().len()..source.text().len()).start.saturating_add(1);
    let mut done: Vec<Suppression> = Vec::new();
    let mut open = Open::default();
    let mut next_lines = NextLines::default();
    for directive in
        document.comments().iter().chain(&delimited).filter_map(|comment| directive(source, comment))
    {
        let here = directive.span.end;
        let reach = match directive.order {
            Order::Enable => {
                open.close(&directive, &mut done);
                continue;
            }
            Order::Disable => SourceSpan::new(here, end),
            Order::File => SourceSpan::new(0, end),
            Order::NextLine => next_lines.behind(source, here),
        };
        let is_open = matches!(directive.order, Order::Disable);
        if !directive.spared.is_empty() {
            // A choice of styles replaces the one before it.
            end_all(&mut open.choices, directive.span.start, &mut done);
        }
        let Directive { span, rules, matches, spared, reason, is_vale, .. } = directive;
        let suppression = Suppression { span, reach, rules, matches, spared, reason, is_vale };
        if is_open { open.add(suppression) } else { done.push(suppression) }
    }
    done.extend(open.named.into_values().flatten());
    done.append(&mut open.choices);
    done.sort_by_key(|suppression| suppression.span);
    done
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
struct Open {
    /// By their rules and texts.
    named: BTreeMap<(Vec<String>, Vec<String>), Vec<Suppression>>,
    /// Choices of styles.
    choices: Vec<Suppression>,
}

impl Open {
    fn add(&mut self, suppression: Suppression) {
        if suppression.spared.is_empty() {
            let key = (suppression.rules.clone(), suppression.matches.clone());
            self.named.entry(key).or_default().push(suppression);
        } else {
            self.choices.push(suppression);
        }
    }

    /// Ends those that an enabling comment means.
    fn close(&mut self, directive: &Directive, done: &mut Vec<Suppression>) {
        let at = directive.span.start;
        if directive.rules.is_empty() {
            for mut ended in std::mem::take(&mut self.named).into_values() {
                end_all(&mut ended, at, done);
            }
        } else if let Some(mut ended) =
            self.named.remove(&(directive.rules.clone(), directive.matches.clone()))
        {
            end_all(&mut ended, at, done);
        }
    }
}

/// Ends suppressions at a place.
fn end_all(open: &mut Vec<Suppression>, at: u32, done: &mut Vec<Suppression>) {
    done.extend(open.drain(..).map(|suppression| {
        let reach = SourceSpan::new(suppression.reach.start, at);
        Suppression { reach, ..suppression }
    }));
}

/// Finds the next line that is not blank. Many comments may stand before the same.
#[derive(Default)]
struct NextLines {
    /// The blank lines before the one that was found last, and that line.
    last: Option<(RangeInclusive<u32>, SourceSpan)>,
}

impl NextLines {
    fn behind(&mut self, source: &Source, from: u32) -> SourceSpan {
        let first = source.position(from).line + 1;
        if let Some((_, span)) = self.last.as_ref().filter(|(lines, _)| lines.contains(&first)) {
            return *span;
        }
        let last = source.line_count();
        let lines = (first..=last).filter_map(|line| Some((line, source.line_span(line)?)));
        let mut read = lines.skip_while(|(_, span)| source.slice(*span).trim().is_empty());
        // Behind the last line nothing is silenced.
        let (line, span) = read.next().unwrap_or((last, SourceSpan::new(from, from)));
        self.last = Some((first..=line, span));
        span
    }
}

fn directive(source: &Source, comment: &Comment) -> Option<Directive> {
    let text = source.slice(comment.content).trim();
    if let Some(order) = text.strip_prefix("vale ") {
        return vale(comment.span, order.trim());
    }
    let order = text.strip_prefix("copydesk-")?;
    let (order, reason) = match order.split_once("--") {
        Some((order, reason)) => (order, Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty())),
        None => (order, None),
    };
    let mut words = order.split([' ', ',', '\t', '\n']).filter(|word| !word.is_empty());
    let order = match words.next()? {
        "disable" => Order::Disable,
        "enable" => Order::Enable,
        "disable-next-line" => Order::NextLine,
        "disable-file" => Order::File,
        _ => return None,
    };
    let rules = words.map(str::to_owned).collect();
    let (matches, spared) = (Vec::new(), Vec::new());
    Some(Directive { span: comment.span, order, rules, matches, spared, reason, is_vale: false })
}

fn vale(span: SourceSpan, written: &str) -> Option<Directive> {
    let directive = |order, rules, matches, spared| {
        Some(Directive { span, order, rules, matches, spared, reason: None, is_vale: true })
    };
    let none = Vec::new;
    match written {
        "off" => return directive(Order::Disable, none(), none(), none()),
        "on" => return directive(Order::Enable, none(), none(), none()),
        _ => {}
    }
    let (name, value) = written.rsplit_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    if name == "style" || name == "styles" {
        let styles = value.split(',').map(|style| style.trim().to_owned()).collect();
        return directive(Order::Disable, none(), none(), styles);
    }
    let order = match value {
        "NO" | "off" => Order::Disable,
        "YES" | "on" => Order::Enable,
        _ => return None,
    };
    let (rule, matches) = match name.split_once('[') {
        Some((rule, list)) => (rule, serde_json::from_str(&format!("[{list}")).ok()?),
        None => (name, none()),
    };
    directive(order, vec![rule.trim().to_owned()], matches, none())
}
