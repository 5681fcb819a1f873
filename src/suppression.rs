//! Comments that silence findings, in the document's own comment syntax.
//!
//! `copydesk-disable ID... -- reason` silences from there on, `copydesk-enable` ends that,
//! `copydesk-disable-next-line` and `copydesk-disable-file` do what they say. Without an id all rules are
//! meant; an id may be a pack's name. Vale's `vale off`, `vale on` and `vale Style.Rule = NO|YES`
//! are understood as well.

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
    reason: Option<String>,
    is_vale: bool,
}

impl Suppression {
    /// Whether it silences a finding.
    pub fn covers(&self, finding: &Finding) -> bool {
        let starts_within = self.reach.start <= finding.span.start && finding.span.start < self.reach.end;
        starts_within && (self.rules.is_empty() || self.rules.iter().any(|rule| names(rule, &finding.rule)))
    }
}

/// Whether a name means a rule: it is the rule's id, or its pack's name.
pub fn names(name: &str, id: &str) -> bool {
    id.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The suppressions of a document, in the order in which they stand.
pub fn read(document: &Document<'_>) -> Vec<Suppression> {
    let source = document.source();
    let end = SourceSpan::from_range(source.text().len()..source.text().len()).start.saturating_add(1);
    let mut done: Vec<Suppression> = Vec::new();
    let mut open: Vec<Suppression> = Vec::new();
    for directive in document.comments().iter().filter_map(|comment| directive(source, comment)) {
        let here = directive.span.end;
        let reach = match directive.order {
            Order::Enable => {
                close(&mut open, &mut done, &directive);
                continue;
            }
            Order::Disable => SourceSpan::new(here, end),
            Order::File => SourceSpan::new(0, end),
            Order::NextLine => next_line(source, here),
        };
        let is_open = matches!(directive.order, Order::Disable);
        let Directive { span, rules, reason, is_vale, .. } = directive;
        let suppression = Suppression { span, reach, rules, reason, is_vale };
        if is_open { open.push(suppression) } else { done.push(suppression) }
    }
    done.append(&mut open);
    done.sort_by_key(|suppression| suppression.span);
    done
}

/// Ends the open suppressions that an enabling comment means.
fn close(open: &mut Vec<Suppression>, done: &mut Vec<Suppression>, directive: &Directive) {
    let meant =
        |suppression: &Suppression| directive.rules.is_empty() || suppression.rules == directive.rules;
    let (ended, still_open): (Vec<_>, Vec<_>) = open.drain(..).partition(meant);
    *open = still_open;
    done.extend(ended.into_iter().map(|suppression| {
        let reach = SourceSpan::new(suppression.reach.start, directive.span.start);
        Suppression { reach, ..suppression }
    }));
}

/// The next line that is not blank.
fn next_line(source: &Source, from: u32) -> SourceSpan {
    let first = source.position(from).line + 1;
    (first..=source.line_count())
        .filter_map(|line| source.line_span(line))
        .find(|span| !source.slice(*span).trim().is_empty())
        .unwrap_or(SourceSpan::new(from, from))
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
    Some(Directive { span: comment.span, order, rules, reason, is_vale: false })
}

fn vale(span: SourceSpan, order: &str) -> Option<Directive> {
    let (order, rules) = match order {
        "off" => (Order::Disable, Vec::new()),
        "on" => (Order::Enable, Vec::new()),
        _ => {
            let (rule, value) = order.split_once('=')?;
            let order = match value.trim() {
                "NO" | "off" => Order::Disable,
                "YES" | "on" => Order::Enable,
                _ => return None,
            };
            (order, vec![rule.trim().to_owned()])
        }
    };
    Some(Directive { span, order, rules, reason: None, is_vale: true })
}

/// Takes out the findings that comments silence; tells which suppressions silenced none, and how many findings went.
pub fn apply(suppressions: &[Suppression], findings: &mut Vec<Finding>) -> Applied {
    let mut used = vec![false; suppressions.len()];
    let before = findings.len();
    findings.retain(|finding| {
        let mut keep = true;
        for (suppression, used) in suppressions.iter().zip(&mut used) {
            if suppression.covers(finding) {
                *used = true;
                keep = false;
            }
        }
        keep
    });
    let unused = used.iter().enumerate().filter(|(_, used)| !**used).map(|(index, _)| index).collect();
    Applied { silenced: before - findings.len(), unused }
}

/// What came of applying suppressions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// How many findings were silenced.
    pub silenced: usize,
    /// The suppressions, by their number, that silenced none.
    pub unused: Vec<usize>,
}
