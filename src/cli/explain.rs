//! `copydesk explain`: what a rule flags, why, and how to silence it.

use std::fmt::Write as _;
use std::path::Path;

use super::arguments::Explain;
use super::projects::Projects;
use super::{Outcome, fail, mistakes};
use crate::rules::{Example, Expectation, Rule};
use crate::yaml::nearest;

/// Runs `copydesk explain`.
pub fn run(arguments: &Explain) -> Outcome {
    let project = match Projects::new(&arguments.setup).of(Path::new(".")) {
        Ok(project) => project,
        Err(error) => {
            mistakes::print_project(&error);
            return Outcome::Failed;
        }
    };
    let Some(rule) = project.rules().rule(&arguments.rule) else {
        let near = nearest(&arguments.rule, project.rules().rules().map(|rule| &*rule.head.id));
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return fail(format!("there is no rule `{}`{hint}", arguments.rule));
    };
    anstream::print!("{}", text(rule));
    Outcome::Clean
}

/// A rule in full, for a terminal.
fn text(rule: &Rule) -> String {
    let mut text = String::new();
    let state = if rule.enabled { "on by default" } else { "off by default" };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{} ({}, {state})\n", rule.head.id, rule.head.severity.as_str());
    let _ = writeln!(text, "  {}\n", rule.summary);
    if !rule.why.is_empty() {
        let _ = writeln!(text, "Why: {}", rule.why.trim());
    }
    if let Some(help) = &rule.head.help {
        let _ = writeln!(text, "What to do: {}", help.trim());
    }
    if let Some((_, applicability)) = rule.head.fix {
        let flag =
            if applicability == crate::finding::Applicability::Safe { "--fix" } else { "--unsafe-fixes" };
        let _ = writeln!(text, "Fix: applied by {flag}.");
    }
    if let Some(link) = &rule.link {
        let _ = writeln!(text, "More: {link}");
    }
    list(&mut text, "Flags", rule, Expectation::Flag);
    list(&mut text, "Leaves alone", rule, Expectation::Pass);
    let _ = writeln!(text, "\nTo turn it off, in .copydesk.yml:\n\n  rules:\n    {}: off", rule.head.id);
    text
}

fn list(text: &mut String, title: &str, rule: &Rule, expectation: Expectation) {
    let examples: Vec<&Example> =
        rule.examples.iter().filter(|example| example.expectation == expectation).collect();
    if examples.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}:");
    for example in examples {
        let _ = writeln!(text, "  - {}", example.text.trim().replace('\n', "\n    "));
    }
}
