//! `copydesk rules`: the rules in force here.

use std::io::{self, Write};
use std::path::Path;

use serde_json::json;

use super::arguments::{Rules, RulesFormat};
use super::projects::Projects;
use super::{Outcome, mistakes};
use crate::finding::Severity;
use crate::rules::Rule;

/// Runs `copydesk rules`.
pub fn run(arguments: &Rules) -> Outcome {
    let mut projects = Projects::new(&arguments.setup);
    let project = match projects.of(Path::new(".")) {
        Ok(project) => project,
        Err(error) => {
            mistakes::print_project(&error);
            return Outcome::Failed;
        }
    };
    let linter = project.linter(Path::new("draft.md"));
    let active: Vec<(&str, Severity)> =
        linter.active().map(|(rule, severity)| (&*rule.head.id, severity)).collect();
    let here =
        |rule: &Rule| active.iter().find(|(id, _)| *id == &*rule.head.id).map(|(_, severity)| *severity);
    let rules: Vec<&Rule> = linter.rule_set().rules().collect();
    let printed = match arguments.output_format {
        RulesFormat::Json => print_json(&rules, here),
        RulesFormat::Text => print_table(&rules, here),
    };
    // A reader that went away wants no more.
    let _ = printed;
    if projects.has_mistakes { Outcome::Failed } else { Outcome::Clean }
}

fn languages(rule: &Rule) -> Vec<String> {
    rule.languages.iter().map(ToString::to_string).collect()
}

fn print_json(rules: &[&Rule], here: impl Fn(&Rule) -> Option<Severity>) -> io::Result<()> {
    let rows: Vec<_> = rules
        .iter()
        .map(|rule| {
            json!({
                "id": &*rule.head.id, "pack": rule.pack, "severity": here(rule).unwrap_or(rule.head.severity),
                "enabled": here(rule).is_some(), "fixable": rule.head.fix.is_some(),
                "languages": languages(rule), "summary": rule.summary,
            })
        })
        .collect();
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &rows)?;
    writeln!(out)
}

fn print_table(rules: &[&Rule], here: impl Fn(&Rule) -> Option<Severity>) -> io::Result<()> {
    let width = rules.iter().map(|rule| rule.head.id.len()).max().unwrap_or(0);
    let mut out = io::stdout().lock();
    for rule in rules {
        let severity = here(rule).map_or("off", Severity::as_str);
        let fixable = if rule.head.fix.is_some() { "fix" } else { "" };
        let languages = languages(rule).join(",");
        let id = &*rule.head.id;
        writeln!(out, "{id:width$}  {severity:10}  {fixable:3}  {languages:5}  {}", rule.summary)?;
    }
    writeln!(out, "\n{} rules, {} on", rules.len(), rules.iter().filter(|rule| here(rule).is_some()).count())
}
