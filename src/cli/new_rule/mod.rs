//! `copydesk new rule`: from what is to be caught to a rule with examples in a pack.
//!
//! [`What`] is what the flags or the answers name, and knows the check that catches it. A [`Draft`] is the
//! whole rule, with examples that are made up for it where the author gives none. This module tries the
//! rule before it writes it into its pack.

mod ask;
mod configuration;
mod draft;
mod pack_text;
mod sentences;
mod what;
mod words;
pub mod yaml_text;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::arguments::{NewRule, SchemaOf};
use super::{Outcome, fail, mistakes, modeline, say};
use crate::engine::{RuleSet, RuleSetBuilder};
use crate::files;
use crate::finding::Severity;
use crate::rules::is_pack_file;
use crate::source::parent;
use crate::yaml::Problem;
use ask::Asker;
use draft::Draft;
use what::What;

/// The pack of rules that name none.
const DEFAULT_PACK: &str = "house-rules";

/// Runs `copydesk new rule`.
pub fn run(arguments: &NewRule) -> Outcome {
    match draft(arguments).and_then(|(pack, draft)| write(arguments, pack, &draft)) {
        Ok(told) => {
            say::print(told);
            Outcome::Clean
        }
        Err(error) if error.is_empty() => Outcome::Failed,
        Err(error) => fail(error),
    }
}

/// The rule that the flags or the answers describe, and the pack that its id names.
fn draft(arguments: &NewRule) -> Result<(Option<String>, Draft), String> {
    let (pack, name) = match arguments.id.as_deref().map(|id| id.rsplit_once('.').ok_or(id)) {
        Some(Ok((pack, name))) => (Some(pack.to_owned()), name.to_owned()),
        Some(Err(name)) => (None, name.to_owned()),
        None => (None, String::new()),
    };
    let mut draft = Draft {
        name,
        what: What::default(),
        message: arguments.message.clone(),
        why: arguments.why.clone(),
        severity: arguments.severity.map(|severity| Severity::from(severity).as_str()),
        scope: arguments.scope.clone(),
        flag: arguments.flag.clone(),
        pass: arguments.pass.clone(),
    };
    match what(arguments)? {
        Some(what) => draft.what = what,
        None if io::stdin().is_terminal() => {
            let mut asker = Asker { answers: &mut io::stdin().lock(), questions: &mut io::stderr() };
            asker.draft(&mut draft).map_err(|error| error.to_string())?;
        }
        None => {
            return Err("say what is to be caught: --phrase, --swap, --too-many, --repeated, --require or \
                        --forbid; in a terminal the command asks"
                .to_owned());
        }
    }
    if draft.name.is_empty() {
        draft.name = draft.what.name();
    }
    for name in pack.iter().chain([&draft.name]) {
        if !words::is_name(name) {
            return Err(format!(
                "`{name}` is no name for a rule or a pack: write letters, digits and hyphens, such as `ferry-line`"
            ));
        }
    }
    Ok((pack, draft))
}

/// What the flags say is to be caught; `None` if they say nothing of it.
fn what(arguments: &NewRule) -> Result<Option<What>, String> {
    let wanted = [&arguments.phrase, &arguments.swap, &arguments.require, &arguments.forbid];
    let wanted = wanted.into_iter().flatten().chain(&arguments.too_many).chain(&arguments.repeated);
    if wanted.into_iter().any(|text| text.trim().is_empty()) {
        return Err("what is to be caught is empty".to_owned());
    }
    Ok(if !arguments.phrase.is_empty() {
        Some(What::Phrases(arguments.phrase.clone()))
    } else if !arguments.swap.is_empty() {
        Some(What::Swaps(arguments.swap.iter().map(|swap| pair(swap)).collect::<Result<_, _>>()?))
    } else if let Some(text) = &arguments.too_many {
        Some(What::TooMany(text.clone(), usize::from(arguments.most)))
    } else if let Some(text) = &arguments.repeated {
        Some(What::Repeated(text.clone()))
    } else if !arguments.require.is_empty() {
        Some(What::Required(arguments.require.clone()))
    } else {
        Some(What::Forbidden(arguments.forbid.clone())).filter(|_| !arguments.forbid.is_empty())
    })
}

fn pair(swap: &str) -> Result<(String, String), String> {
    let parts = swap.split_once('=').map(|(wrong, right)| (wrong.trim(), right.trim()));
    match parts {
        Some((wrong, right)) if !wrong.is_empty() && !right.is_empty() => {
            Ok((wrong.to_owned(), right.to_owned()))
        }
        _ => Err(format!("--swap {swap}: write the wrong form, `=`, and the right one")),
    }
}

/// Puts a rule into its pack; what to tell of it.
fn write(arguments: &NewRule, pack: Option<String>, draft: &Draft) -> Result<String, String> {
    let path = arguments
        .into
        .clone()
        .unwrap_or_else(|| PathBuf::from(format!("{}.yml", pack.as_deref().unwrap_or(DEFAULT_PACK))));
    if !is_pack_file(&path) {
        return Err(format!("{}: the name of a pack's file ends in `.yml`", path.display()));
    }
    let (id, text) = if holds_something(&path) {
        extended(&path, pack.as_deref(), draft)?
    } else {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let pack = pack.unwrap_or(stem);
        (format!("{pack}.{}", draft.name), pack_text::new(&pack, &draft.lines()?))
    };
    let examples = tried(&path, &text, &id)?;
    save(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    let told = format!("{}: wrote the rule {id}; {examples} examples hold\n", path.display());
    Ok(told + &configuration::with_pack(&path, &id))
}

/// Whether a file is there and more than an empty one.
fn holds_something(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() > 0)
}

/// The rule's id, and the text of a pack that is there with the rule added.
fn extended(path: &Path, pack: Option<&str>, draft: &Draft) -> Result<(String, String), String> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
    let (rules, errors) = RuleSetBuilder::new().pack(path, &text).build();
    if !errors.is_empty() {
        errors.iter().for_each(mistakes::print_pack);
        return Err(format!("{shown}: mend what is wrong there first; nothing was written"));
    }
    let name = rules.packs()[0].name.as_str();
    if let Some(asked) = pack.filter(|&asked| asked != name) {
        return Err(format!("{shown}: the pack there is `{name}`, not `{asked}`"));
    }
    let id = format!("{name}.{}", draft.name);
    if rules.rule(&id).is_some() {
        return Err(format!("{shown}: there is a rule `{id}` already; nothing was written"));
    }
    let lines = draft.lines()?;
    let text = pack_text::with_rule(&text, &draft.name, &lines).ok_or_else(|| {
        let lines = lines.join("\n  ");
        format!(
            "{shown}: written so that nothing can be added without a change; add it yourself:\n\n  {lines}"
        )
    })?;
    Ok((id, text))
}

/// Runs a rule's examples before anything is written; how many there are.
///
/// # Errors
/// When the rule or an example does not hold; what is wrong is then shown, and nothing is left to say.
fn tried(path: &Path, text: &str, id: &str) -> Result<usize, String> {
    let (builtin, _) = RuleSetBuilder::new().builtin_where(&|_, _| false).build();
    if builtin.rule(id).is_some() {
        return Err(format!("there is a built-in rule `{id}` already; give the pack another name"));
    }
    let (rules, errors) = RuleSetBuilder::new().pack(path, text).build();
    errors.iter().for_each(mistakes::print_pack);
    let problems = failures(&rules, id);
    mistakes::print(path, text, &problems);
    if !errors.is_empty() || !problems.is_empty() {
        say::tell("copydesk: nothing was written\n");
        return Err(String::new());
    }
    Ok(rules.rule(id).map_or(0, |rule| rule.examples.len()))
}

fn failures(rules: &RuleSet, id: &str) -> Vec<Problem> {
    let (_, failures) = rules.test();
    let own = failures.into_iter().filter(|failure| &*failure.rule.head.id == id);
    own.map(|failure| {
        Problem::at_value(failure.failure.at, failure.failure.message).remedy(
            "give examples of your own: --flag TEXT, with [[ and ]] around the words, and --pass TEXT",
        )
    })
    .collect()
}

/// Writes a pack; a new one gets the line that names its schema.
fn save(path: &Path, text: String) -> io::Result<()> {
    let mut text = text;
    if !holds_something(path) {
        std::fs::create_dir_all(parent(path))?;
        text = modeline::write(path, SchemaOf::Rules)? + &text;
    }
    files::write(path, &mut text.as_bytes())
}
