//! Where checks report to.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Deserialize;
use thiserror::Error;

use super::{Print, Prints, Rewrite, Scope, Whole};
use crate::document::Document;
use crate::finding::{Applicability, Edit, Finding, Fix, Place, Related, RuleId, Severity};
use crate::source::{SourceSpan, TextSpan};

/// What every finding of a rule carries, and how the rule reads.
#[derive(Debug, Clone)]
pub struct RuleHead {
    /// The rule's full name.
    pub id: RuleId,
    /// How much its findings matter.
    pub severity: Severity,
    /// What its findings say.
    pub message: Template,
    /// What to do about them.
    pub help: Option<String>,
    /// The blocks it looks at.
    pub scope: Scope,
    /// Whether it leaves direct quotations and block quotations alone.
    pub skips_quotations: bool,
    /// Whether it leaves matches alone that reach into inline code.
    pub skips_code: bool,
    /// At most so many findings in one document; 0 for any number.
    pub limit: usize,
    /// What its fix does, if it has one.
    pub fix: Option<(FixAction, Applicability)>,
    /// What to put in the place of a match, where no check says so and there is no fix.
    pub rewrite: Option<Rewrite>,
}

/// What a fix does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FixAction {
    /// Takes out the text that was found.
    Remove,
    /// Takes out the whole block with its line ending.
    RemoveBlock,
    /// Puts the check's own proposal in its place.
    Replace,
}

/// A message with names in braces, such as `{match}`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Name(String),
}

/// A message that names what the rule's check does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the message names `{{{name}}}`, which this check does not tell")]
pub struct TemplateError {
    /// The name.
    pub name: String,
}

impl Template {
    /// Reads a message; `known` are the names it may hold.
    ///
    /// # Errors
    /// When it holds another name.
    pub fn parse(text: &str, known: &[&str]) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let Some(length) = rest[open..].find('}') else { break };
            let name = &rest[open + 1..open + length];
            if !known.contains(&name) {
                return Err(TemplateError { name: name.to_owned() });
            }
            pieces.push(Piece::Text(rest[..open].to_owned()));
            pieces.push(Piece::Name(name.to_owned()));
            rest = &rest[open + length + 1..];
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Ok(Self(pieces))
    }

    /// Adds text as it stands.
    pub fn text(&mut self, text: &str) {
        self.0.push(Piece::Text(text.to_owned()));
    }

    /// Adds a name that is filled in.
    pub fn name(&mut self, name: &str) {
        self.0.push(Piece::Name(name.to_owned()));
    }

    /// The message with its names filled in; a name without a value stands for nothing.
    pub fn fill(&self, values: &[(&str, String)]) -> String {
        let mut filled = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Name(name) => {
                    let value =
                        values.iter().rev().find(|(known, _)| known == name).map_or("", |(_, value)| value);
                    // Writing to a string cannot fail.
                    let _ = write!(filled, "{value}");
                }
            }
        }
        filled
    }
}

/// Collects the findings of one rule in one document.
pub struct Sink<'a> {
    rule: &'a RuleHead,
    document: &'a Document<'a>,
    findings: &'a mut Vec<Finding>,
    reported: usize,
    prints: Option<Prints>,
}

impl<'a> Sink<'a> {
    /// A sink for a rule's findings in a document.
    pub fn new(rule: &'a RuleHead, document: &'a Document<'a>, findings: &'a mut Vec<Finding>) -> Self {
        Self { rule, document, findings, reported: 0, prints: None }
    }

    /// Starts a finding about a place of the visible text.
    pub fn report(&mut self, span: TextSpan) -> Report<'_, 'a> {
        let matched = self.document.shown(span).into_owned();
        let place = self.document.locate(span);
        Report::new(self, place, Some(span), matched)
    }

    /// Names texts, with their keys, that are reported where they stood in earlier documents of the run:
    /// from the one on that makes so many `articles`.
    pub fn recurring(&mut self, articles: u32, texts: &[(TextSpan, u64)]) {
        let texts =
            texts.iter().map(|&(text, key)| Print { key, span: self.document.locate(text) }).collect();
        self.prints = Some(Prints { rule: self.rule.id.clone(), articles, whole: None, texts });
    }

    /// Names the texts of a whole document, which is reported at `head` where so many percent of them
    /// stood in one earlier document of the run.
    pub fn recurring_together(&mut self, head: TextSpan, percent: u32, texts: &[(TextSpan, u64)]) {
        self.recurring(2, texts);
        let whole = Whole { span: self.document.locate(head), percent };
        self.prints = self.prints.take().map(|prints| Prints { whole: Some(whole), ..prints });
    }

    /// The texts that were named.
    pub fn into_prints(self) -> Option<Prints> {
        self.prints.filter(|prints| !prints.texts.is_empty())
    }

    /// Starts a finding about a place of the source that is no visible text.
    pub fn report_source(&mut self, span: SourceSpan) -> Report<'_, 'a> {
        let matched = self.document.source().slice(span).to_owned();
        Report::new(self, span, None, matched)
    }
}

/// A finding being put together; [`Report::emit`] hands it in.
#[must_use = "a report is a finding only once it is emitted"]
pub struct Report<'s, 'a> {
    sink: &'s mut Sink<'a>,
    span: SourceSpan,
    text: Option<TextSpan>,
    values: Vec<(&'static str, String)>,
    related: Vec<Related>,
    help: Option<String>,
    fix: Option<Fix>,
}

impl<'s, 'a> Report<'s, 'a> {
    fn new(sink: &'s mut Sink<'a>, span: SourceSpan, text: Option<TextSpan>, matched: String) -> Self {
        Self {
            sink,
            span,
            text,
            values: vec![("match", matched)],
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Gives a value for a name in the message.
    pub fn value(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// Points at another place of the visible text.
    pub fn related(self, span: TextSpan, message: impl Into<String>) -> Self {
        let place = self.sink.document.locate(span);
        self.related_source(place, message)
    }

    /// Points at another place of the source.
    pub fn related_source(mut self, span: SourceSpan, message: impl Into<String>) -> Self {
        self.related.push(Related { place: Place::Here(span), message: message.into() });
        self
    }

    /// Says what to do, in place of the rule's own words.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers to replace a place of the visible text; left out where that text is spelt otherwise in the source.
    pub fn replace(
        self,
        span: TextSpan,
        replacement: impl Into<String>,
        applicability: Applicability,
    ) -> Self {
        if !span.is_empty() && !self.sink.document.is_verbatim(span) {
            return self;
        }
        let place = self.sink.document.locate(span);
        self.edit(Edit { span: place, replacement: replacement.into() }, applicability)
    }

    /// Offers an edit of the source; edits of one finding belong together.
    pub fn edit(mut self, edit: Edit, applicability: Applicability) -> Self {
        let fix = self.fix.get_or_insert(Fix { applicability, edits: Vec::new() });
        fix.applicability = fix.applicability.min(applicability);
        fix.edits.push(edit);
        fix.edits.sort_by_key(|edit| edit.span);
        self
    }

    /// Hands the finding in.
    pub fn emit(mut self) {
        self.add_rule_fix();
        self.fix = self.fix.take().and_then(|fix| self.spelt(fix));
        let rule = self.sink.rule;
        self.sink.reported += 1;
        if rule.limit > 0 && self.sink.reported > rule.limit {
            return;
        }
        self.sink.findings.push(Finding {
            rule: rule.id.clone(),
            severity: rule.severity,
            message: rule.message.fill(&self.values),
            span: self.span,
            related: self.related,
            help: self.help.or_else(|| rule.help.clone()),
            fix: self.fix,
        });
    }

    /// A fix with its edits as they have to be spelt where they stand; none if one of them cannot be made.
    fn spelt(&self, fix: Fix) -> Option<Fix> {
        let edits = fix.edits.into_iter().map(|edit| self.sink.document.spelt(edit));
        Some(Fix { edits: edits.collect::<Option<_>>()?, ..fix })
    }

    /// The fix that the rule names, where the check gave none of its own.
    fn add_rule_fix(&mut self) {
        if self.fix.is_some() {
            return;
        }
        let Some((action, applicability)) = self.sink.rule.fix else {
            self.add_rewrite();
            return;
        };
        let document = self.sink.document;
        let span = match action {
            FixAction::Replace => return,
            FixAction::Remove => match self.text {
                Some(text) if !document.is_verbatim(text) => return,
                _ => self.span,
            },
            FixAction::RemoveBlock => whole_lines(document, self.span),
        };
        self.fix = Some(Fix { applicability, edits: vec![Edit { span, replacement: String::new() }] });
    }
}

impl Report<'_, '_> {
    /// The rule's rewriting of what was found, which a person should look at.
    fn add_rewrite(&mut self) {
        let document = self.sink.document;
        let (Some(rewrite), Some(text)) = (&self.sink.rule.rewrite, self.text) else { return };
        if let Some(replacement) = rewrite.apply(document.text(text)).filter(|_| document.is_verbatim(text)) {
            let edits = vec![Edit { span: self.span, replacement }];
            self.fix = Some(Fix { applicability: Applicability::Unsafe, edits });
        }
    }
}

/// The lines a span stands on, with their ending and the blank line behind them, so that no gap is left.
fn whole_lines(document: &Document<'_>, span: SourceSpan) -> SourceSpan {
    let source = document.source();
    let text = source.text();
    // The index of lines is asked, for a line may be long and hold many findings.
    let line = |at: u32| source.line_span(source.position(at).line);
    let start = line(span.start).map_or(span.start, |line| line.start) as usize;
    let mut end = line(span.end).map_or(span.end, |line| line.end.max(span.end)) as usize;
    for _ in 0..2 {
        let rest = &text[end..];
        end += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
    }
    SourceSpan::from_range(start..end)
}
