//! Running the examples of rules.

use std::path::{Path, PathBuf};

use super::archive::Archive;
use super::rule_set::RuleSet;
use super::targets::Targets;
use super::{run, silence};
use crate::document::{Document, House};
use crate::rules::{ExampleFailure, Expectation, Pack, Rule};
use crate::source::{Source, SourceSpan};
use crate::yaml::Problem;

/// An example of a rule that does not hold.
pub struct Failure<'s> {
    /// The pack.
    pub pack: &'s Pack,
    /// The rule.
    pub rule: &'s Rule,
    /// What happened.
    pub failure: ExampleFailure,
}

impl Failure<'_> {
    /// The failure as a mistake in the pack.
    pub fn problem(&self) -> Problem {
        let ExampleFailure { at, message, remedy } = self.failure.clone();
        let mend = || format!("mend the rule `{}` or the example", self.rule.head.id);
        Problem::at_value(at, message).remedy(remedy.unwrap_or_else(mend))
    }
}

/// Where the text of an example lies, as far as it matters.
const FOLDER: &str = "/site/posts";
const ARTICLE: &str = "/site/posts/example.md";

impl RuleSet {
    /// Runs the examples of all rules, each rule alone; the number of examples, and those that do not hold.
    pub fn test(&self) -> (usize, Vec<Failure<'_>>) {
        self.test_where(|_| true)
    }

    /// Runs the examples of some packs, as [`RuleSet::test`] does those of all.
    pub fn test_where(&self, is_wanted: impl Fn(&Pack) -> bool) -> (usize, Vec<Failure<'_>>) {
        let mut count = 0;
        let mut failures = Vec::new();
        for pack in self.packs().iter().filter(|pack| is_wanted(pack)) {
            for rule in &pack.rules {
                count += rule.examples.len();
                failures.extend(self.test_rule(rule).map(|failure| Failure { pack, rule, failure }));
            }
        }
        (count, failures)
    }

    fn test_rule<'s>(&'s self, rule: &'s Rule) -> impl Iterator<Item = ExampleFailure> + 's {
        rule.examples.iter().filter_map(move |example| {
            let source = |text: &String| Source::new("example", text.clone());
            let mut archive = Archive::new();
            let files = example.beside.iter().map(|file| Path::new(FOLDER).join(file));
            let files: Vec<PathBuf> = files.chain([PathBuf::from(ARTICLE)]).collect();
            let targets = Targets::made_up(files.iter().map(PathBuf::as_path));
            let mut lint = |document: &Document<'_>| {
                let mut looked = run::run_rule(self, rule, document);
                looked.settle(Path::new(ARTICLE), &targets, &[]);
                let head = |_: &str| Some(rule.head.clone());
                let recurring = archive.judge(document.source(), &looked.prints, head);
                [looked.findings, recurring].concat()
            };
            let house = House { languages: self.languages().clone(), ..House::default() };
            for earlier in example.before.iter().map(source) {
                lint(&Document::parse_for(&earlier, example.format, example.language, &house));
            }
            let source = source(&example.text);
            let document = Document::parse_for(&source, example.format, example.language, &house);
            let mut findings = lint(&document);
            findings.sort_by(|one, other| one.order().cmp(&other.order()));
            let spans: Vec<SourceSpan> = findings.iter().map(|finding| finding.span).collect();
            let failure = example.check(&spans)?;
            let is_silent = example.expectation == Expectation::Flag && spans.is_empty();
            let remedy = if is_silent { silence::remedy(self, rule, &document) } else { None };
            Some(ExampleFailure { remedy, ..failure })
        })
    }
}
