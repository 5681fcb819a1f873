//! `copydesk explain`: what a rule flags, why, and how to silence it.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value as Json;

use super::arguments::Explain;
use super::{Outcome, articles, fail, say};
use crate::rules::{Example, Facts, Parameter, parameters};
use crate::yaml::nearest;

/// Of a longer list the beginning is shown.
const MOST_ENTRIES: usize = 3;

/// Runs `copydesk explain`.
pub fn run(arguments: &Explain) -> Outcome {
    let project = match articles::project(&arguments.setup.whole_desk(), Path::new("."), &mut false) {
        Ok(project) => project,
        Err(outcome) => return outcome,
    };
    let Some(rule) = project.rules().rule(&arguments.rule) else {
        let near = nearest(&arguments.rule, project.rules().rules().map(|rule| &*rule.head.id));
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return fail(format!("there is no rule `{}`{hint}", arguments.rule));
    };
    say::print(text(&Facts::new(rule), &parameters(rule)));
    Outcome::Clean
}

/// A rule in full, for a terminal.
fn text(facts: &Facts<'_>, parameters: &[Parameter<'_>]) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{} ({})\n\n  {}\n", facts.id, facts.state, facts.summary);
    for (title, note) in &facts.notes {
        let _ = writeln!(text, "{title}: {}", note.replace('`', ""));
    }
    list(&mut text, "Flags", &facts.flags);
    list(&mut text, "Leaves alone", &facts.passes);
    options(&mut text, facts.id, parameters);
    let verb = if facts.switch.ends_with("off\n") { "off" } else { "on" };
    let switch = facts.switch.trim_end().replace('\n', "\n  ");
    let _ = writeln!(text, "\nTo turn it {verb}, in .copydesk.yml:\n\n  {switch}");
    let _ = writeln!(
        text,
        "\nTo silence it once, on the line above (`//` begins the line in plain text):\n\n  <!-- {} -->",
        facts.comment
    );
    text
}

/// The parameters with their values, and how to set one.
fn options(text: &mut String, id: &str, parameters: &[Parameter<'_>]) {
    if parameters.is_empty() {
        return;
    }
    text.push_str("\nOptions:\n");
    for parameter in parameters {
        let from = parameter.from.map(|path| format!(" (from {})", path.display())).unwrap_or_default();
        let value = shown(&parameter.value);
        let _ = writeln!(text, "  {}: {value}{from}\n    {}", parameter.name, parameter.about);
    }
    let example = &parameters[0].name;
    let _ = writeln!(text, "\nTo set one, in .copydesk.yml:\n\n  rules:\n    {id}: {{{example}: ...}}");
}

/// A value as it is written in YAML; a long list by its beginning and its number of entries.
fn shown(value: &Json) -> String {
    match value {
        Json::Null => "not set".to_owned(),
        Json::Array(entries) if entries.len() > MOST_ENTRIES => {
            let first: Vec<String> = entries.iter().take(MOST_ENTRIES).map(Json::to_string).collect();
            format!("[{}, and {} more]", first.join(", "), entries.len() - MOST_ENTRIES)
        }
        value => value.to_string(),
    }
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
