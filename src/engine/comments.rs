//! What comments in a document silence, and what the rules about such comments say of them.

use std::collections::BTreeMap;

use super::linter::Linter;
use super::looked::Looked;
use super::suppression::{self, Applied, Suppression, Suppressions};
use crate::checking::{Report, Sink};
use crate::document::{Document, Format};
use crate::finding::{Applicability, Edit, Finding, Said};
use crate::rules::Role;
use crate::source::SourceSpan;
use crate::yaml::nearest;

/// Takes out what comments silence, and lets the rules about such comments speak.
pub(super) fn obey(linter: &Linter, document: &Document<'_>, looked: &mut Looked) {
    let read = suppression::read(document, linter.comments());
    if read == Suppressions::default() {
        return;
    }
    let said: Vec<Said<'_>> = looked.said().collect();
    let Applied { silenced, unused } = suppression::apply(&read.all, document.source(), &said);
    let mut silenced = silenced.into_iter();
    looked.retain(|_| !silenced.next().unwrap_or(false));
    let mut remarks = Remarks { linter, document, findings: &mut looked.findings };
    remarks.unused(&read, &unused);
    remarks.reasonless(&read);
    for misspelt in &read.misspelt {
        let meant = misspelt.meant();
        remarks.report(Role::MisspeltSuppression, misspelt.span, |report| {
            let edit = Edit { span: misspelt.span, replacement: meant.clone() };
            report.value("replacement", &*meant).edit(edit, Applicability::Unsafe)
        });
    }
    remarks.names(&read);
    for span in &read.idle {
        remarks.report(Role::StrayEnable, *span, |report| report);
    }
}

/// Where the rules about comments speak.
struct Remarks<'l, 'd> {
    linter: &'l Linter,
    document: &'d Document<'d>,
    findings: &'d mut Vec<Finding>,
}

impl Remarks<'_, '_> {
    /// Reports a place under the rules with a role, as far as they run.
    fn report(
        &mut self,
        role: Role,
        place: SourceSpan,
        complete: impl for<'s, 'a> Fn(Report<'s, 'a>) -> Report<'s, 'a>,
    ) {
        for head in self.linter.heads_with(role) {
            let mut sink = Sink::new(head, self.document, self.findings);
            complete(sink.report_source(place)).emit();
        }
    }

    /// Comments that silence nothing, with all that they name.
    fn unused(&mut self, read: &Suppressions, unused: &[usize]) {
        // A comment about rules that do not run here may be right elsewhere.
        let runs = |name: &str| self.linter.active().any(|(rule, _)| suppression::names(name, &rule.head.id));
        let is_wrong = |found: &Suppression| !found.is_vale && found.rule.as_deref().is_none_or(runs);
        let mut comments: BTreeMap<SourceSpan, (usize, bool)> = BTreeMap::new();
        for found in &read.all {
            comments.entry(found.span).or_default().0 += 1;
        }
        for found in unused.iter().map(|&index| &read.all[index]) {
            let (used, wrong) = comments.entry(found.span).or_default();
            *used -= 1;
            *wrong |= is_wrong(found);
        }
        for (span, _) in comments.into_iter().filter(|(_, (used, wrong))| *used == 0 && *wrong) {
            let line = own_line(self.document, span);
            self.report(Role::UnusedSuppression, span, |report| match line {
                Some(line) => {
                    report.edit(Edit { span: line, replacement: String::new() }, Applicability::Safe)
                }
                None => report,
            });
        }
    }

    /// Comments that do not say why.
    fn reasonless(&mut self, read: &Suppressions) {
        let mut last = None;
        for found in read.all.iter().filter(|found| found.reason.is_none() && !found.is_vale) {
            if last.replace(found.span) != Some(found.span) {
                self.report(Role::ReasonlessSuppression, found.span, |report| report);
            }
        }
    }

    /// Names that no rule and no pack has.
    fn names(&mut self, read: &Suppressions) {
        let rules = self.linter.rule_set().packs().iter().flat_map(|pack| &pack.rules);
        let ids: Vec<&str> = rules.map(|rule| &*rule.head.id).collect();
        for (name, place) in &read.named {
            if ids.iter().any(|id| suppression::names(name, id)) {
                continue;
            }
            let packs = ids.iter().filter_map(|id| id.split_once('.')).map(|(pack, _)| pack);
            let near = nearest(name, ids.iter().copied().chain(packs));
            self.report(Role::UnknownRuleSuppression, *place, |report| match near {
                Some(near) => {
                    let edit = Edit { span: *place, replacement: near.to_owned() };
                    report
                        .value("near", format!("; did you mean `{near}`?"))
                        .edit(edit, Applicability::Unsafe)
                }
                None => report.value("near", "."),
            });
        }
    }
}

/// The whole line of a comment in plain text, where its line would else stay blank and part a paragraph.
fn own_line(document: &Document<'_>, span: SourceSpan) -> Option<SourceSpan> {
    let source = document.source();
    let number = source.position(span.start).line;
    let line =
        source.line_span(number).filter(|line| document.format() == Format::Text && line.contains(span))?;
    let next = source.line_span(number + 1).map_or(line.end, |next| next.start);
    Some(SourceSpan::new(line.start, next))
}
