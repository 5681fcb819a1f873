//! The numbers at the end of a report.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use super::{FileReport, Options};
use crate::finding::{Applicability, Finding, RuleId, Severity};

/// A report of more findings ends with the number of each rule's.
const LONG: usize = 25;
/// So many rules are listed then.
const MOST_RULES: usize = 20;

/// What a run amounts to. Files are counted with [`Summary::count`]; the rest is set by who knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Checked files.
    pub files: usize,
    /// Files that could not be read.
    pub failures: usize,
    /// How long the run took.
    pub elapsed: Duration,
    /// Findings that comments or configuration silenced.
    pub suppressed: usize,
    /// Findings that the baseline holds.
    pub baselined: usize,
    /// Findings that were mended in this run.
    pub mended: usize,
    /// Findings that must not be published.
    pub errors: usize,
    /// Findings that should be mended.
    pub warnings: usize,
    /// Findings worth a look.
    pub suggestions: usize,
    /// Findings that `--fix` would mend.
    pub fixable: usize,
    /// Findings that only `--unsafe-fixes` would mend.
    pub unsafe_fixable: usize,
    /// Findings of each rule.
    pub rules: BTreeMap<RuleId, usize>,
}

impl Summary {
    /// Counts a file and its findings.
    pub fn count(&mut self, report: &FileReport) {
        self.files += 1;
        for finding in &report.findings {
            self.count_finding(finding);
        }
    }

    /// All findings.
    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.suggestions
    }

    fn count_finding(&mut self, finding: &Finding) {
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Suggestion => self.suggestions += 1,
        }
        match finding.fix.as_ref().map(|fix| fix.applicability) {
            Some(Applicability::Safe) => self.fixable += 1,
            Some(Applicability::Unsafe) => self.unsafe_fixable += 1,
            None => {}
        }
        *self.rules.entry(finding.rule.clone()).or_default() += 1;
    }

    /// The numbers in one line, such as `3 files, 2 errors, 1 warning; 1 fixable with --fix (0.03 s)`.
    pub fn line(&self) -> String {
        let seconds = self.elapsed.as_secs_f64();
        let mut line = match (self.files, self.mended, self.findings()) {
            (0, ..) => "No articles found to check".to_owned(),
            (files, 0, 0) => format!("{} read, nothing to mend", count(files, "file")),
            (files, 0, _) => format!("{}, {}", count(files, "file"), self.severities()),
            (files, mended, 0) => {
                format!("{}, {} mended, none left", count(files, "file"), count(mended, "finding"))
            }
            (files, mended, _) => {
                format!(
                    "{}, {} mended, {} left",
                    count(files, "file"),
                    count(mended, "finding"),
                    self.severities()
                )
            }
        };
        line.extend(self.asides());
        line + &format!(" ({seconds:.2} s)")
    }

    /// The numbers in one line for those who know no command line.
    pub(super) fn plain_line(&self) -> String {
        let found = if self.findings() == 0 { "nothing to mend".to_owned() } else { self.severities() };
        let mended = (self.mended > 0).then(|| format!("; {} mended", count(self.mended, "finding")));
        let known =
            (self.baselined > 0).then(|| format!("; {} known from before and left out", self.baselined));
        let asides = mended.unwrap_or_default() + &known.unwrap_or_default();
        format!("{} read, {found}{asides}", count(self.files, "file"))
    }

    fn severities(&self) -> String {
        let named = [(self.errors, "error"), (self.warnings, "warning"), (self.suggestions, "suggestion")];
        let parts: Vec<String> =
            named.into_iter().filter(|(number, _)| *number > 0).map(|(n, name)| count(n, name)).collect();
        parts.join(", ")
    }

    fn asides(&self) -> impl Iterator<Item = String> {
        let with_unsafe =
            if self.fixable > 0 { "more with --unsafe-fixes" } else { "fixable with --unsafe-fixes" };
        [
            (self.fixable, "fixable with --fix"),
            (self.unsafe_fixable, with_unsafe),
            (self.suppressed, "suppressed"),
            (self.baselined, "in the baseline"),
        ]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("; {number} {what}"))
    }

    /// The rules with their numbers of findings, most first.
    pub fn statistics(&self) -> Vec<(&str, usize)> {
        let mut rules: Vec<(&str, usize)> = self.rules.iter().map(|(rule, n)| (&**rule, *n)).collect();
        rules.sort_by_key(|&(_, number)| std::cmp::Reverse(number));
        rules
    }

    /// Writes the end of a report for people: the rules with their numbers, if that is asked for or the report is long, and
    /// the numbers in one line.
    pub(super) fn close(&self, out: &mut dyn Write, options: &Options) -> io::Result<()> {
        let is_long = self.findings() > LONG && self.rules.len() > 1;
        if options.statistics && self.findings() > 0 {
            self.write_table(out, usize::MAX)?;
            writeln!(out)?;
        } else if is_long {
            self.write_table(out, MOST_RULES)?;
            writeln!(out)?;
        }
        writeln!(out, "{}", self.line())
    }

    /// Writes the statistics as a table of so many rules.
    pub(super) fn write_table(&self, out: &mut dyn Write, most: usize) -> io::Result<()> {
        let rules = self.statistics();
        for (rule, number) in rules.iter().take(most) {
            writeln!(out, "{number:>7}  {rule}")?;
        }
        let (more, left) = (rules.len().saturating_sub(most), rules.iter().skip(most));
        let found: usize = left.map(|(_, number)| number).sum();
        if more > 0 {
            writeln!(out, "{found:>7}  of {} (--statistics lists them)", count(more, "other rule"))?;
        }
        Ok(())
    }
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
