//! What a kind of check is for, and its parameters.

use std::fmt::Write as _;

use super::choices;
use crate::checking::Kind;
use crate::engine::RuleSet;
use crate::rules::subject_note;
use crate::yaml::Parameter;

/// A kind of check in full, for a terminal.
pub(super) fn text(kind: &Kind, rules: &RuleSet) -> String {
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
