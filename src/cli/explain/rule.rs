//! What a rule flags, why, its examples and options, and how to silence it.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::choices;
use crate::rules::{Example, Facts, Setting};

/// Of a longer list the beginning is shown.
const MOST_ENTRIES: usize = 3;
/// So many examples of what is flagged, and of what is left alone, say what is meant.
const MOST_EXAMPLES: usize = 3;

/// A rule in full, for a terminal.
pub(super) fn text(facts: &Facts<'_>, settings: &[Setting<'_>], shows_all: bool) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{} ({})\n\n  {}\n", facts.id, facts.state, facts.summary);
    for (title, note) in &facts.notes {
        let _ = writeln!(text, "{title}: {}", note.replace('`', ""));
    }
    let most = if shows_all { usize::MAX } else { MOST_EXAMPLES };
    list(&mut text, "Flags", &facts.flags, most);
    list(&mut text, "Leaves alone", &facts.passes, most);
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

fn list(text: &mut String, title: &str, examples: &[&Example], most: usize) {
    if examples.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}:");
    for example in examples.iter().take(most) {
        let indented = |written: &str| written.trim().replace('\n', "\n    ");
        let _ = writeln!(text, "  - {}", indented(&example.text));
        if !example.beside.is_empty() {
            let _ = writeln!(text, "    beside: {}", example.beside.join(", "));
        }
        for earlier in &example.before {
            let _ = writeln!(text, "    after: {}", indented(earlier));
        }
    }
    let more = examples.len().saturating_sub(most);
    if more > 0 {
        let _ = writeln!(text, "  and {more} more, which --all shows");
    }
}
