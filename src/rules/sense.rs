//! Rules that can be read and still make no sense: what they look for is what they let pass or propose.
//!
//! Only what is certain is told: where a pattern stands for more texts than can be listed, nothing is said.

use serde_yaml::{Mapping, Value};

use super::RuleFields;
use crate::checks::Scope;
use crate::matching::{Pattern, finite_texts};
use crate::yaml::{Path, Place, Problem};

/// The mistakes in how a rule's patterns go together. `own` are the parameters of its check.
pub(super) fn mistakes(kind: &str, own: &Value, path: &Path) -> Vec<Problem> {
    let Value::Mapping(own) = own else { return Vec::new() };
    // Other checks mean other things by these words.
    let searched = match kind {
        "existence" if !own.contains_key("raw") => Searched::of_list(own, "tokens", path),
        "substitution" => Searched::of_swaps(own, path),
        _ => return Vec::new(),
    };
    let exceptions = Searched::of_list(own, "exceptions", path);
    let unless = Searched::of_list(own, "unless", path);
    let mut problems = never_apply(&searched, &exceptions);
    problems.extend(never_flagged(&searched, &[exceptions, unless].concat(), path));
    if kind == "substitution" {
        problems.extend(swapped_for_itself(own, &Searched::of_list(own, "exceptions", path), path));
    }
    problems
}

/// A fix of a rule that speaks only when all articles are read.
pub(super) fn fix_across_articles(kind: &str, fields: &RuleFields, path: &Path) -> Option<Problem> {
    let has_fix = kind == "recurring" && fields.fix.is_some();
    let problem = || Problem::at_key(path.key("fix"), "a rule about several articles cannot fix one");
    has_fix.then(|| problem().remedy("take `fix` out; which of the articles is right is for a person to say"))
}

/// A selector in which no block can be.
pub(super) fn unreachable_scope(scope: &Scope, at: &Path, is_list: bool) -> Option<Problem> {
    let index = scope.unreachable()?;
    let at = if is_list { at.index(index) } else { at.clone() };
    let problem = Problem::at_value(at, "no block is all of this at once, so the rule can never speak");
    Some(problem.remedy("`a & b` asks for both; for either, write a list: `[a, b]`"))
}

/// A pattern of a rule, with the place it stands at.
#[derive(Clone)]
struct Searched {
    written: String,
    place: Place,
    /// The pattern as it is searched for: as whole words.
    pattern: Option<std::sync::Arc<Pattern>>,
    /// All it stands for, where that can be listed.
    texts: Option<Vec<String>>,
}

impl Searched {
    fn new(written: &str, place: Place, own: &Mapping) -> Self {
        let is_on = |key: &str, default: bool| own.get(key).and_then(Value::as_bool).unwrap_or(default);
        let shaped = if is_on("nonword", false) { format!("(?:{written})") } else { whole_words(written) };
        let pattern = Pattern::new(&shaped, is_on("ignorecase", true)).ok().map(std::sync::Arc::new);
        Self { written: written.to_owned(), place, pattern, texts: finite_texts(written) }
    }

    fn of_list(own: &Mapping, key: &str, path: &Path) -> Vec<Self> {
        let Some(Value::Sequence(list)) = own.get(key) else { return Vec::new() };
        let texts = list.iter().enumerate().filter_map(|(index, value)| Some((index, value.as_str()?)));
        texts.map(|(index, text)| Self::new(text, Place::Value(path.key(key).index(index)), own)).collect()
    }

    fn of_swaps(own: &Mapping, path: &Path) -> Vec<Self> {
        let Some(Value::Mapping(swaps)) = own.get("swap") else { return Vec::new() };
        let keys = swaps.keys().filter_map(Value::as_str);
        keys.map(|key| Self::new(key, Place::Key(path.key("swap").key(key)), own)).collect()
    }

    fn is_found_in(&self, text: &str) -> bool {
        self.pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
    }

    /// Whether it holds for all texts that another pattern stands for.
    fn covers(&self, other: &Self) -> bool {
        other
            .texts
            .as_ref()
            .is_some_and(|texts| !texts.is_empty() && texts.iter().all(|text| self.is_found_in(text)))
    }

    fn problem(&self, message: String) -> Problem {
        Problem { message, place: self.place.clone(), remedy: None }
    }
}

/// Word boundaries where the pattern begins or ends with a word.
fn whole_words(written: &str) -> String {
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let opens = if is_word(written.chars().next()) { r"\b" } else { "" };
    let closes = if is_word(written.chars().next_back()) { r"\b" } else { "" };
    format!("{opens}(?:{written}){closes}")
}

/// Exceptions of which no text holds, or stands in, anything that is searched for.
fn never_apply(searched: &[Searched], exceptions: &[Searched]) -> Vec<Problem> {
    let can_apply = |exception: &Searched| {
        let Some(texts) = &exception.texts else { return true };
        searched.iter().any(|pattern| {
            texts.iter().any(|text| pattern.is_found_in(text))
                || pattern
                    .texts
                    .as_ref()
                    .is_none_or(|found| found.iter().any(|text| exception.is_found_in(text)))
        })
    };
    let idle = exceptions.iter().filter(|exception| !can_apply(exception));
    idle.map(|exception| {
        let message =
            format!("this exception never applies: nothing the rule finds is in `{}`", exception.written);
        exception
            .problem(message)
            .remedy("an exception must hold the words that are flagged, or be a part of them")
    })
    .collect()
}

/// Patterns of which every match is let pass; one mistake at the rule where that is so for all of them.
fn never_flagged(searched: &[Searched], passing: &[Searched], path: &Path) -> Vec<Problem> {
    let passed: Vec<(&Searched, &Searched)> = searched
        .iter()
        .filter_map(|pattern| Some((pattern, passing.iter().find(|passing| passing.covers(pattern))?)))
        .collect();
    if passed.len() == searched.len() && !searched.is_empty() {
        let message = "this rule can never speak: all it looks for is let pass";
        let mut names: Vec<String> = passed.iter().map(|(_, by)| format!("`{}`", by.written)).collect();
        names.dedup();
        let remedy = format!("narrow what lets it pass: {}", names.join(", "));
        return vec![Problem::at_key(path.clone(), message).remedy(remedy)];
    }
    passed
        .into_iter()
        .map(|(pattern, by)| {
            let message = format!("this is never flagged: `{}` lets all of it pass", by.written);
            pattern.problem(message).remedy("take one of the two out, or narrow the one that lets it pass")
        })
        .collect()
}

/// Swaps whose proposal would be flagged again.
fn swapped_for_itself(own: &Mapping, exceptions: &[Searched], path: &Path) -> Vec<Problem> {
    let Some(Value::Mapping(swaps)) = own.get("swap") else { return Vec::new() };
    let only_case = own.get("letter_case").and_then(Value::as_str) == Some("never")
        && own.get("ignorecase").and_then(Value::as_bool).unwrap_or(true);
    let pairs = swaps.iter().filter_map(|(key, value)| Some((key.as_str()?, value.as_str()?)));
    pairs
        .filter_map(|(key, value)| {
            let at = path.key("swap").key(key);
            if key == value && !only_case {
                let problem = Problem::at_value(at, format!("`{key}` is swapped for itself"));
                return Some(problem.remedy("write here what should stand there instead"));
            }
            found_again(&Searched::new(key, Place::Key(at.clone()), own), value, exceptions, at)
        })
        .collect()
}

/// The mistake of a pattern that finds a part of what it is swapped for.
fn found_again(key: &Searched, value: &str, exceptions: &[Searched], at: Path) -> Option<Problem> {
    // Groups of the match stand in the proposal: what it will be is not known.
    if value.contains('$') {
        return None;
    }
    let proposals = value.split('|').map(str::trim);
    let (proposal, range) = proposals.into_iter().find_map(|proposal| {
        let found = key.pattern.as_ref()?.find_all(proposal);
        let part = found.into_iter().find(|range| range.len() < proposal.len())?;
        let is_excepted = exceptions.iter().any(|exception| exception.is_found_in(proposal));
        (!is_excepted).then_some((proposal, part))
    })?;
    let start = value.find(proposal)? + range.start;
    let place = Place::Within(at, start..start + range.len());
    let (before, after) = (&proposal[..range.start], &proposal[range.end..]);
    let narrowed = if after.is_empty() {
        format!("(?<!{}){}", regex_syntax::escape(before), key.written)
    } else {
        format!("{}(?!{})", key.written, regex_syntax::escape(after))
    };
    let message =
        format!("`{}` finds its own replacement, so what it proposes is flagged again", key.written);
    let remedy = Some(format!("leave it alone where it is right: write `{narrowed}` for the key"));
    Some(Problem { message, place, remedy })
}
