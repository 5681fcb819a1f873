//! The reference of check kinds, from what each kind states of itself.

use std::fmt::Write as _;

use super::ReferencePage;
use super::markdown::fence;
use crate::checking::{Kind, Subject};
use crate::checks::KINDS;
use crate::yaml::Parameter;

/// The pages about kinds of check: an index called `README.md`, and a page for each kind.
pub fn kinds() -> Vec<ReferencePage> {
    let index = ReferencePage { name: "README.md".to_owned(), text: index() };
    let pages =
        KINDS.iter().map(|kind| ReferencePage { name: format!("{}.md", kind.name), text: page(kind) });
    std::iter::once(index).chain(pages).collect()
}

/// What stands in each page's first line.
const NOTICE: &str = "<!-- Made from the kind's file in src/checks by `UPDATE=1 cargo test --test generated`. Edit that, not this. -->\n";

// Writing to a string cannot fail, here and below.
fn index() -> String {
    let mut text = format!(
        "{NOTICE}\n# Kinds of check\n\nA rule says by `check` which kind of check it makes; its other keys are those \
         of [every rule](../writing-rules.md#the-keys-of-every-rule) and the parameters of the kind. Configurations \
         may set the same parameters of a rule, under `rules`. `copydesk explain KIND` prints these pages.\n\n\
         | `check` | what rules of it are for |\n| --- | --- |\n"
    );
    let mut kinds: Vec<&Kind> = KINDS.iter().collect();
    kinds.sort_by_key(|kind| kind.name);
    for kind in kinds {
        let about = kind.about();
        let first = about.split("\n\n").next().unwrap_or_default();
        let _ = writeln!(text, "| [`{0}`]({0}.md) | {1} |", kind.name, cell(first));
    }
    text
}

fn page(kind: &Kind) -> String {
    let mut text = format!("{NOTICE}\n# `check: {}`\n\n{}\n", kind.name, kind.about());
    if let Some(note) = subject_note(kind.subject) {
        let _ = write!(text, "\n{note}\n");
    }
    text.push_str("\n[All kinds](README.md)\n\n## Parameters\n\n");
    let parameters = kind.parameters();
    if parameters.is_empty() {
        text.push_str("None besides [the keys of every rule](../writing-rules.md#the-keys-of-every-rule).\n");
    } else {
        text.push_str("| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
        for parameter in &parameters {
            row(&mut text, parameter);
        }
    }
    for parameter in parameters.iter().filter(|parameter| !parameter.choices.is_empty()) {
        let _ = write!(text, "\n### `{}`\n\n| | |\n| --- | --- |\n", parameter.name);
        for (word, meaning) in &parameter.choices {
            let _ = writeln!(text, "| `{word}` | {} |", cell(meaning));
        }
    }
    text.push_str("\n## In the message\n\n| name | stands for |\n| --- | --- |\n| `{match}` | the text that was found |\n");
    for (name, about) in kind.placeholders {
        let _ = writeln!(text, "| `{{{name}}}` | {} |", cell(about));
    }
    let fence = fence(kind.example);
    let _ = write!(
        text,
        "\n## Example\n\nA pack with one rule; `copydesk test` runs its examples.\n\n{fence}yaml\n{}{fence}\n",
        kind.example
    );
    text
}

fn row(text: &mut String, parameter: &Parameter) {
    let default = match &parameter.default {
        _ if parameter.is_required => "required".to_owned(),
        Some(value) => format!("`{value}`"),
        None => String::new(),
    };
    let _ = writeln!(
        text,
        "| `{}` | {} | {default} | {} |",
        parameter.name,
        parameter.shape,
        cell(&parameter.about)
    );
}

/// What there is to know of the findings of a kind, if they are not about a place of one document.
pub fn subject_note(subject: Subject) -> Option<&'static str> {
    match subject {
        Subject::Place => None,
        Subject::Document => Some("A finding is about the document as a whole, and stands at its beginning."),
        Subject::Articles => {
            Some("A finding takes several articles in one run, and no fix can tell which of them is right.")
        }
        Subject::Comment => Some("A finding is about a comment, once all other rules have spoken."),
    }
}

/// Markdown for a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace("\n\n", " ")
}
