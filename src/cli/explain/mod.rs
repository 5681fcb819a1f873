//! `copydesk explain`: a rule, a pack or a kind of check.

mod kind;
mod pack;
mod rule;

use std::fmt::Write as _;
use std::path::Path;

use super::arguments::Explain;
use super::{Outcome, articles, fail, say};
use crate::checks::{self, KINDS};
use crate::config::{Project, nearest_rules, question};
use crate::rules::{Facts, settings};
use crate::yaml::{Parameter, nearest};

/// Runs `copydesk explain`.
pub fn run(arguments: &Explain) -> Outcome {
    let project = match articles::project(&arguments.setup.whole_desk(), Path::new("."), &mut false) {
        Ok(project) => project,
        Err(outcome) => return outcome,
    };
    let texts = texts(arguments, &project);
    if texts.is_empty() {
        return fail(unknown(&arguments.name, &project));
    }
    say::print(texts.join("\n"));
    Outcome::Clean
}

/// All that goes by the name: a pack and a kind of check may share one.
fn texts(arguments: &Explain, project: &Project) -> Vec<String> {
    let (asked, rules) = (arguments.name.as_str(), project.rules());
    if let Some(rule) = rules.rule(asked) {
        return vec![rule::text(&Facts::new(rule), &settings(rule), arguments.all)];
    }
    let pack = pack::text(asked, project);
    let kind = checks::kind(asked).map(|kind| kind::text(kind, rules));
    pack.into_iter().chain(kind).collect()
}

fn unknown(asked: &str, project: &Project) -> String {
    let kind = nearest(asked, KINDS.iter().map(|kind| kind.name)).map(str::to_owned);
    let near: Vec<String> = match nearest_rules(project.rules(), asked) {
        near if near.is_empty() => kind.into_iter().collect(),
        near => near,
    };
    let hint = question(&near).unwrap_or_else(|| "`copydesk rules` lists the rules".to_owned());
    format!("there is no rule, no pack and no kind of check `{asked}`; {hint}")
}

/// The words that may be written, each with its meaning.
fn choices(text: &mut String, parameter: &Parameter) {
    for (word, meaning) in &parameter.choices {
        let _ = writeln!(text, "      {word}: {meaning}");
    }
}
