//! `copydesk explain`: what a rule flags, why, and how to silence it; what a kind of check is for, and its parameters.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value as Json;

use super::arguments::Explain;
use super::{Outcome, articles, fail, say};
use crate::checking::Kind;
use crate::checks::{self, KINDS};
use crate::engine::RuleSet;
use crate::rules::{Example, Facts, Setting, settings, subject_note};
use crate::yaml::{Parameter, nearest};

/// Of a longer list the beginning is shown.
const MOST_ENTRIES: usize = 3;

/// Runs `copydesk explain`.
pub fn run(arguments: &Explain) -> Outcome {
    let project = match articles::project(&arguments.setup.whole_desk(), Path::new("."), &mut false) {
        Ok(project) => project,
        Err(outcome) => return outcome,
    };
    let asked = arguments.name.as_str();
    if let Some(rule) = project.rules().rule(asked) {
        say::print(text(&Facts::new(rule), &settings(rule)));
    } else if let Some(kind) = checks::kind(asked) {
        say::print(kind_text(kind, project.rules()));
    } else {
        let ids = project.rules().rules().map(|rule| &*rule.head.id);
        let near = nearest(asked, ids.chain(KINDS.iter().map(|kind| kind.name)));
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return fail(format!("there is no rule and no kind of check `{asked}`{hint}"));
    }
    Outcome::Clean
}

/// A rule in full, for a terminal.
fn text(facts: &Facts<'_>, settings: &[Setting<'_>]) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{} ({})\n\n  {}\n", facts.id, facts.state, facts.summary);
    for (title, note) in &facts.notes {
        let _ = writeln!(text, "{title}: {}", note.replace('`', ""));
    }
    list(&mut text, "Flags", &facts.flags);
    list(&mut text, "Leaves alone", &facts.passes);
    options(&mut text, facts.id, settings);
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
fn options(text: &mut String, id: &str, settings: &[Setting<'_>]) {
    let Some(example) = settings.first().map(|setting| &setting.parameter.name) else { return };
    text.push_str("\nOptions:\n");
    for Setting { parameter, value, from } in settings {
        let from = from.map(|path| format!(" (from {})", path.display())).unwrap_or_default();
        let _ = writeln!(text, "  {}: {}{from}\n    {}", parameter.name, shown(value), parameter.about);
        choices(text, parameter);
    }
    let _ = writeln!(text, "\nTo set one, in .copydesk.yml:\n\n  rules:\n    {id}: {{{example}: ...}}");
}

/// The words that may be written, each with its meaning.
fn choices(text: &mut String, parameter: &Parameter) {
    for (word, meaning) in &parameter.choices {
        let _ = writeln!(text, "      {word}: {meaning}");
    }
}

/// A kind of check in full, for a terminal.
fn kind_text(kind: &Kind, rules: &RuleSet) -> String {
    let about = kind.about().replace('`', "").replace("\n\n", "\n\n  ");
    let mut text = format!("check: {}\n\n  {about}\n", kind.name);
    if let Some(note) = subject_note(kind.subject) {
        let _ = write!(text, "\n  {note}\n");
    }
    let parameters = kind.parameters();
    if !parameters.is_empty() {
        text.push_str("\nParameters:\n");
    }
    for parameter in parameters {
        let Parameter { name, shape, is_required, default, about, .. } = &parameter;
        let default = match default {
            _ if *is_required => ", required".to_owned(),
            Some(value) => format!(", {value} if left out"),
            None => String::new(),
        };
        let _ = writeln!(text, "  {name}: {}{default}\n    {about}", shape.replace('`', ""));
        choices(&mut text, &parameter);
    }
    text.push_str("\nIn the message:\n  {match}: the text that was found\n");
    for (name, about) in kind.placeholders {
        let _ = writeln!(text, "  {{{name}}}: {about}");
    }
    let _ = writeln!(text, "\nA pack with one rule:\n\n  {}", kind.example.trim_end().replace('\n', "\n  "));
    let of_kind: Vec<&str> =
        rules.rules().filter(|rule| rule.kind == kind.name).map(|rule| &*rule.head.id).collect();
    if !of_kind.is_empty() {
        let _ = writeln!(text, "\nRules of this kind: {}", of_kind.join(", "));
    }
    text
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
        if !example.beside.is_empty() {
            let _ = writeln!(text, "    beside: {}", example.beside.join(", "));
        }
        for earlier in &example.before {
            let _ = writeln!(text, "    after: {}", indented(earlier));
        }
    }
}
