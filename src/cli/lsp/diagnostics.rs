//! Findings, and mistakes in the rules, as an editor lists them.

use gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    Message, Position, Range, Uri,
};

use super::editor::Abilities;
use super::rule_file::Mistakes;
use super::uris;
use crate::engine::RuleSet;
use crate::finding::{Finding, Place, Related, Severity};
use crate::rules::page_of;
use crate::source::{Source, SourceSpan, one_line};
use crate::yaml::{Index, Problem};

/// Who tells of all.
const SOURCE: &str = "copydesk";

/// The document that findings are about.
#[derive(Clone, Copy)]
pub(super) struct About<'d> {
    pub(super) uri: &'d Uri,
    pub(super) source: &'d Source,
    /// The rules that it was linted by.
    pub(super) rules: Option<&'d RuleSet>,
}

/// Writes what an editor lists, as far as it can show it.
#[derive(Clone, Copy)]
pub(super) struct Teller(pub(super) Abilities);

impl Teller {
    /// The findings of a draft.
    pub(super) fn findings(self, about: About<'_>, findings: &[Finding]) -> Vec<Diagnostic> {
        findings.iter().map(|finding| self.finding(about, finding)).collect()
    }

    /// A finding of a draft.
    pub(super) fn finding(self, about: About<'_>, finding: &Finding) -> Diagnostic {
        let Self(abilities) = self;
        let severity = match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Suggestion => DiagnosticSeverity::Information,
        };
        let page = about.rules.and_then(|rules| page(rules, &finding.rule)).filter(|_| abilities.describes);
        let related = finding.related.iter().filter(|_| abilities.related);
        let related: Vec<_> = related.filter_map(|related| self.elsewhere(about, related)).collect();
        Diagnostic {
            range: abilities.units.range(about.source, finding.span),
            severity: Some(severity),
            code: Some(finding.rule.to_string().into()),
            code_description: page.map(|href| CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            message: Message::String(finding.message.clone()),
            tags: (abilities.fades && can_go(finding)).then(|| vec![DiagnosticTag::Unnecessary]),
            related_information: (!related.is_empty()).then_some(related),
            data: None,
        }
    }

    fn elsewhere(self, about: About<'_>, related: &Related) -> Option<DiagnosticRelatedInformation> {
        let location = match &related.place {
            Place::Here(span) => {
                Location { uri: about.uri.clone(), range: self.0.units.range(about.source, *span) }
            }
            Place::Elsewhere(located) => {
                let at = |place: crate::source::Position| Position {
                    line: place.line - 1,
                    character: place.column - 1,
                };
                let range = Range { start: at(located.start), end: at(located.end) };
                Location { uri: uris::uri(&located.path)?, range }
            }
        };
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    }

    /// What is wrong with a part of the rules.
    pub(super) fn mistakes(self, source: &Source, mistakes: &Mistakes) -> Vec<Diagnostic> {
        let index = Index::new(source.text());
        let tell = |severity: DiagnosticSeverity, problem: &Problem| {
            let span = SourceSpan::from_range(problem.range(source.text(), &index));
            let remedy = problem.remedy.as_ref().map(|remedy| format!("; {remedy}")).unwrap_or_default();
            Diagnostic {
                range: self.0.units.range(source, span),
                severity: Some(severity),
                code: None,
                code_description: None,
                source: Some(SOURCE.to_owned()),
                message: Message::String(one_line(&format!("{}{remedy}", problem.message))),
                tags: None,
                related_information: None,
                data: None,
            }
        };
        let wrong = mistakes.wrong.iter().map(|problem| tell(DiagnosticSeverity::Error, problem));
        let idle = mistakes.idle.iter().map(|problem| tell(DiagnosticSeverity::Warning, problem));
        wrong.chain(idle).collect()
    }
}

/// The page about a rule: that of a built-in one, or the one that a rule of the house names. A pack may name anything; only
/// pages are opened.
fn page(rules: &RuleSet, rule: &str) -> Option<Uri> {
    let named = || rules.rule(rule)?.link.clone();
    let page = page_of(rule).or_else(named)?;
    let is_page = page.starts_with("https://") || page.starts_with("http://");
    is_page.then_some(Uri(page))
}

/// Whether what was found can go without anything in its place.
fn can_go(finding: &Finding) -> bool {
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    finding.fix.is_some() && edits.clone().all(|edit| edit.replacement.is_empty())
}
