//! `copydesk test`: the examples of packs.

use std::path::{Path, PathBuf};

use super::arguments::Test;
use super::{Outcome, articles, fail, mistakes, say, watch};
use crate::engine::{RuleSet, RuleSetBuilder};
use crate::rules::{Pack, is_pack_file, stored_pack};

/// Runs `copydesk test`.
pub fn run(arguments: &Test) -> Outcome {
    if arguments.watch { watch::packs(arguments, once) } else { once(arguments) }
}

/// Runs the examples as they stand now.
fn once(arguments: &Test) -> Outcome {
    if arguments.packs.is_empty() {
        let mut failed = false;
        return match articles::project(&arguments.setup.whole_desk(), Path::new("."), &mut failed) {
            Ok(project) => configured(project.rules(), failed),
            Err(outcome) => outcome,
        };
    }
    let mut builder = RuleSetBuilder::new();
    for path in pack_files(&arguments.packs) {
        match std::fs::read_to_string(&path) {
            Ok(text) => builder = builder.pack(&path, &text),
            Err(error) => return fail(format!("{}: {error}", path.display())),
        }
    }
    let (rules, errors) = builder.build();
    errors.iter().for_each(mistakes::print_pack);
    let outcome = outcome(&rules, "", |_| true, !errors.is_empty());
    // First things first.
    if outcome == Outcome::Clean {
        tell_untested(&rules);
    }
    outcome
}

/// Runs the examples of the house's packs, which are what its people work on, and then those of the built-in ones.
fn configured(rules: &RuleSet, has_mistakes: bool) -> Outcome {
    let is_builtin = |pack: &Pack| stored_pack(&pack.origin).is_some();
    let first = rules.packs().first().is_some_and(is_builtin);
    if rules.packs().iter().all(|pack| is_builtin(pack) == first) {
        return outcome(rules, "", |_| true, has_mistakes);
    }
    let house = outcome(rules, "your packs: ", |pack| !is_builtin(pack), has_mistakes);
    let builtin = outcome(rules, "built-in packs: ", is_builtin, false);
    if house == Outcome::Clean { builtin } else { house }
}

/// Names the rules without examples: nothing shows that they do what they are for.
fn tell_untested(rules: &RuleSet) {
    let untested: Vec<&str> =
        rules.rules().filter(|rule| rule.examples.is_empty()).map(|rule| &*rule.head.id).collect();
    if let [first, rest @ ..] = untested.as_slice() {
        let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        say::tell(format!("copydesk: no examples yet: {first}{more}\n"));
    }
}

/// The files of packs; a folder stands for the YAML files in it.
fn pack_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        let Ok(entries) = std::fs::read_dir(path) else {
            files.push(path.clone());
            continue;
        };
        let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        inside.retain(|file| is_pack_file(file));
        inside.sort();
        files.extend(inside);
    }
    files
}

/// Runs the examples of some packs, and tells of them by a name.
fn outcome(rules: &RuleSet, name: &str, is_wanted: impl Fn(&Pack) -> bool, has_mistakes: bool) -> Outcome {
    let (count, failures) = rules.test_where(&is_wanted);
    for failure in &failures {
        let origin = &failure.pack.origin;
        mistakes::print(origin, &text_of(origin), &[failure.problem()]);
    }
    let counted =
        |number: usize, one: &str, more: &str| format!("{number} {}", if number == 1 { one } else { more });
    let wanted = rules.packs().iter().filter(|pack| is_wanted(pack));
    let rules = counted(wanted.map(|pack| pack.rules.len()).sum(), "rule", "rules");
    let hold = counted(count - failures.len(), "example holds", "examples hold");
    let fail = counted(failures.len(), "does not", "do not");
    say::print(format!("{name}{rules}: {hold}, {fail}\n"));
    match (has_mistakes, failures.is_empty()) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Clean,
        (false, false) => Outcome::Findings,
    }
}

/// The text of a pack, built in or on disk.
fn text_of(origin: &Path) -> String {
    match stored_pack(origin) {
        Some(pack) => pack.text.to_owned(),
        None => std::fs::read_to_string(origin).unwrap_or_default(),
    }
}
