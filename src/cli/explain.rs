//! `copydesk explain`: what a rule flags, why, and how to silence it.

use std::fmt::Write as _;
use std::path::Path;

use super::arguments::Explain;
use super::projects::Projects;
use super::{Outcome, fail, mistakes, say};
use crate::rules::{Example, Facts};
use crate::yaml::nearest;

/// Runs `copydesk explain`.
pub fn run(arguments: &Explain) -> Outcome {
    let project = match Projects::whole(&arguments.setup).of(Path::new(".")) {
        Ok(project) => project,
        Err(error) => return mistakes::project_failed(&error),
    };
    let Some(rule) = project.rules().rule(&arguments.rule) else {
        let near = nearest(&arguments.rule, project.rules().rules().map(|rule| &*rule.head.id));
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return fail(format!("there is no rule `{}`{hint}", arguments.rule));
    };
    say::print(text(&Facts::new(rule)));
    Outcome::Clean
}

/// A rule in full, for a terminal.
fn text(facts: &Facts<'_>) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{} ({})\n\n  {}\n", facts.id, facts.state, facts.summary);
    for (title, note) in &facts.notes {
        let _ = writeln!(text, "{title}: {}", note.replace('`', ""));
    }
    list(&mut text, "Flags", &facts.flags);
    list(&mut text, "Leaves alone", &facts.passes);
    let verb = if facts.switch.ends_with("off\n") { "off" } else { "on" };
    let switch = facts.switch.trim_end().replace('\n', "\n  ");
    let _ = writeln!(text, "\nTo turn it {verb}, in .copydesk.yml:\n\n  {switch}");
    let _ = writeln!(text, "\nTo silence it once, on the line above:\n\n  <!-- {} -->", facts.comment);
    text
}

fn list(text: &mut String, title: &str, examples: &[&Example]) {
    if examples.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}:");
    for example in examples {
        let indented = |written: &str| written.trim().replace('\n', "\n    ");
        let _ = writeln!(text, "  - {}", indented(&example.text));
        for earlier in &example.before {
            let _ = writeln!(text, "    after: {}", indented(earlier));
        }
    }
}
