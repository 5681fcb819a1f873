//! Where checks report to.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Deserialize;
use thiserror::Error;

use super::{IfMissing, Print, Prints, Rewrite, Scope, Whole, proposal};
use crate::document::Document;
use crate::finding::{
    Applicability, Edit, Finding, Fix, Place, Refusal, Related, RuleId, Severity, Withheld,
};
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
    /// At most so many findings of one document are listed, with a word on the others; 0 for any number.
    pub limit: usize,
    /// What its fix does, if it has one.
    pub fix: Option<(FixAction, Applicability)>,
    /// Whether the proposals of its check become fixes.
    pub proposes: bool,
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
pub struct Template(Vec<TemplatePiece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum TemplatePiece {
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
            pieces.push(TemplatePiece::Text(rest[..open].to_owned()));
            pieces.push(TemplatePiece::Name(name.to_owned()));
            rest = &rest[open + length + 1..];
        }
        pieces.push(TemplatePiece::Text(rest.to_owned()));
        Ok(Self(pieces))
    }

    /// Adds text as it stands.
    pub fn text(&mut self, text: &str) {
        self.0.push(TemplatePiece::Text(text.to_owned()));
    }

    /// Adds a name that is filled in.
    pub fn name(&mut self, name: &str) {
        self.0.push(TemplatePiece::Name(name.to_owned()));
    }

    /// The message with its names filled in; a name without a value stands for nothing.
    pub fn fill(&self, values: &[(&str, String)]) -> String {
        let mut filled = String::new();
        for piece in &self.0 {
            match piece {
                TemplatePiece::Text(text) => filled.push_str(text),
                TemplatePiece::Name(name) => {
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
    prints: Option<Prints>,
    if_missing: Vec<IfMissing>,
}

impl<'a> Sink<'a> {
    /// A sink for a rule's findings in a document.
    pub fn new(rule: &'a RuleHead, document: &'a Document<'a>, findings: &'a mut Vec<Finding>) -> Self {
        Self { rule, document, findings, prints: None, if_missing: Vec::new() }
    }

    /// What the rule's fix does, if it has one.
    pub fn fix_action(&self) -> Option<FixAction> {
        self.rule.fix.map(|(action, _)| action)
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

    /// The texts that were named, and the findings that hold where a file is missing.
    pub fn into_parts(self) -> (Option<Prints>, Vec<IfMissing>) {
        (self.prints.filter(|prints| !prints.texts.is_empty()), self.if_missing)
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
    message: Option<String>,
    help: Option<String>,
    fix: Option<Fix>,
    withheld: Option<Withheld>,
}

impl<'s, 'a> Report<'s, 'a> {
    fn new(sink: &'s mut Sink<'a>, span: SourceSpan, text: Option<TextSpan>, matched: String) -> Self {
        Self {
            sink,
            span,
            text,
            values: vec![("match", matched)],
            related: Vec::new(),
            message: None,
            help: None,
            fix: None,
            withheld: None,
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

    /// Says what is wrong, in place of the rule's own words.
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// Says what to do, in place of the rule's own words.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Offers to replace a place of the visible text; refused where markup stands within that text.
    pub fn replace(
        self,
        span: TextSpan,
        replacement: impl Into<String>,
        applicability: Applicability,
    ) -> Self {
        let document = self.sink.document;
        if !span.is_empty() && !document.is_verbatim(span) {
            return self.refuse(Refusal::Markup);
        }
        self.edit(Edit { span: document.locate(span), replacement: replacement.into() }, applicability)
    }

    /// Offers other words for a place of the visible text; refused where they would not stand apart from those
    /// beside them.
    pub fn propose(self, span: TextSpan, words: &str, applicability: Applicability) -> Self {
        match proposal::beside(self.sink.document, span, words) {
            Some(words) => self.replace(span, words, applicability),
            None => self.refuse(Refusal::JoinsWords),
        }
    }

    /// Offers no fix, for a reason; edits of one finding belong together.
    pub fn refuse(self, refusal: Refusal) -> Self {
        let applicability =
            self.sink.rule.fix.map_or(Applicability::Unsafe, |(_, applicability)| applicability);
        Self { fix: None, withheld: Some(Withheld { applicability, refusal }), ..self }
    }

    /// Offers an edit of the source; edits of one finding belong together.
    pub fn edit(mut self, edit: Edit, applicability: Applicability) -> Self {
        if self.withheld.is_some() {
            return self;
        }
        let fix = self.fix.get_or_insert(Fix { applicability, edits: Vec::new() });
        fix.applicability = fix.applicability.min(applicability);
        fix.edits.push(edit);
        fix.edits.sort_by_key(|edit| edit.span);
        self
    }

    /// Hands the finding in.
    pub fn emit(self) {
        let (sink, finding) = self.made();
        sink.findings.push(finding);
    }

    /// Hands the finding in as one that holds only where a file of the site is missing.
    pub fn emit_if_missing(self, target: String) {
        let (sink, finding) = self.made();
        sink.if_missing.push(IfMissing { finding, target });
    }

    fn made(mut self) -> (&'s mut Sink<'a>, Finding) {
        if !self.sink.rule.proposes {
            (self.fix, self.withheld) = (None, None);
        }
        self.add_rule_fix();
        self.fix = self.fix.take().and_then(|fix| self.spelt(fix));
        let rule = self.sink.rule;
        let finding = Finding {
            rule: rule.id.clone(),
            severity: rule.severity,
            message: self.message.unwrap_or_else(|| rule.message.fill(&self.values)),
            span: self.span,
            related: self.related,
            help: self.help.or_else(|| rule.help.clone()),
            fix: self.fix,
            withheld: self.withheld,
        };
        (self.sink, finding)
    }

    /// A fix with its edits as they have to be spelt where they stand; none if one of them cannot be made.
    fn spelt(&self, fix: Fix) -> Option<Fix> {
        let edits = fix.edits.into_iter().map(|edit| self.sink.document.spelt(edit));
        Some(Fix { edits: edits.collect::<Option<_>>()?, ..fix })
    }

    /// The fix that the rule names, where the check gave none of its own.
    fn add_rule_fix(&mut self) {
        if self.fix.is_some() || self.withheld.is_some() {
            return;
        }
        let Some((action, applicability)) = self.sink.rule.fix else {
            self.add_rewrite();
            return;
        };
        let document = self.sink.document;
        let spans = match action {
            FixAction::Replace => return,
            FixAction::Remove => match self.text {
                Some(text) if !document.is_verbatim(text) => return,
                Some(text) => vec![document.locate(with_space(document, text))],
                None => vec![self.span],
            },
            FixAction::RemoveBlock => {
                let spans = self.text.and_then(|text| document.removal(text));
                let refusal = Refusal::OtherText;
                let Some(spans) = spans else {
                    return self.withheld = Some(Withheld { applicability, refusal });
                };
                spans
            }
        };
        let edits = spans.into_iter().map(|span| Edit { span, replacement: String::new() });
        self.fix = Some(Fix { applicability, edits: edits.collect() });
    }

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

/// A text to be taken out with one of the spaces around it, so that not both are left.
fn with_space(document: &Document<'_>, text: TextSpan) -> TextSpan {
    let Some(block) = document.block_at(text.start).map(|id| document.block(id).text) else { return text };
    let before = document.text(TextSpan::new(block.start, text.start));
    let after = document.text(TextSpan::new(text.end, block.end));
    let ends = after.is_empty() || after.starts_with([' ', '.', ',', ';', ':', '!', '?', ')']);
    let wider = if before.ends_with(' ') && ends {
        TextSpan::new(text.start - 1, text.end)
    } else if before.is_empty() && after.starts_with(' ') {
        TextSpan::new(text.start, text.end + 1)
    } else {
        text
    };
    if document.is_verbatim(wider) { wider } else { text }
}
