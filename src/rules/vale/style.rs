//! One rule file of a style.

use std::path::{Path as FilePath, PathBuf};

use serde_yaml::{Mapping, Value};

use super::message::template;
use super::pattern::translate;
use super::rewrite::{Action, action};
use super::vocabulary::Vocabulary;
use super::written;
use crate::checking::{
    Check, Compiler, FromVale, Kind, PatternsIn, RuleHead, Scope, Template, ValeExceptions, vale_flag,
};
use crate::checks;
use crate::files::{Boundary, Inputs};
use crate::finding::{Applicability, Severity};
use crate::matching::PatternSetBuilder;
use crate::rules::load::{LoadError, in_configurations, sorted};
use crate::rules::nearest::with_nearest;
use crate::rules::options::{Merged, Options};
use crate::rules::rule::OneOrMany;
use crate::rules::{Rule, RuleFields, WrittenParameters};
use crate::yaml::{Path, Problem};

/// The keys that every rule has, whatever it extends.
const COMMON_KEYS: &[&str] =
    &["extends", "message", "level", "scope", "link", "description", "limit", "action", "name", "code"];
/// The key of what is let pass.
const EXCEPTIONS: &str = "exceptions";
/// The key that says whether the team's vocabulary counts.
const VOCABULARY: &str = "vocab";

/// Whether the text of a YAML file reads like one of Vale's rules: it says what it extends.
pub fn is_rule(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("extends:"))
}

/// Reads a rule file of a style, with what configurations say of its keys. The rule goes by `style.name` and is off
/// until it is asked for.
pub fn rule(
    (style, name): (&str, &str),
    origin: &FilePath,
    text: &str,
    vocabulary: &Vocabulary,
    patterns: &mut PatternSetBuilder,
    boundary: &Boundary,
    options: &Options,
) -> (Option<Rule>, Vec<LoadError>) {
    let folders = folders(origin);
    let mut reader = StyleReader { vocabulary, patterns, folders, boundary, problems: Vec::new() };
    let mut merged = Merged::default();
    let rule = match written::read(text) {
        Ok(mut mapping) => {
            merged = Merged::lay(&mut mapping, options.of(&format!("{style}.{name}")));
            let rule = reader.rule(style, name, &mapping);
            rule.map(|rule| Rule { origins: merged.origins(), ..rule })
        }
        Err(problem) => {
            reader.problems.push(problem);
            None
        }
    };
    let mut problems = Vec::new();
    for problem in reader.problems {
        match merged.claim(problem, &Path::root()) {
            Ok(mistake) => merged.mistakes.push(mistake),
            Err(problem) => problems.push(problem),
        }
    }
    let is_sound = merged.mistakes.is_empty();
    let mut errors = in_configurations(merged.mistakes);
    if !problems.is_empty() {
        errors.push(sorted(origin, text, problems));
    }
    (rule.filter(|_| is_sound), errors)
}

struct StyleReader<'r> {
    vocabulary: &'r Vocabulary,
    patterns: &'r mut PatternSetBuilder,
    /// Where the files are looked for that a rule names.
    folders: Vec<PathBuf>,
    /// How far those may lie.
    boundary: &'r Boundary,
    problems: Vec<Problem>,
}

/// The places of Vale's own files, seen from a rule's, and the rule's own folder.
fn folders(origin: &FilePath) -> Vec<PathBuf> {
    let style = origin.parent().unwrap_or(FilePath::new(""));
    let styles = style.parent().unwrap_or(style);
    let places = ["config/dictionaries", "config/ignore", "config/scripts", ""];
    places.iter().map(|place| styles.join(place)).chain([style.to_owned()]).collect()
}

impl StyleReader<'_> {
    fn rule(&mut self, style: &str, name: &str, written: &Mapping) -> Option<Rule> {
        let (kind, from) = self.kind(written)?;
        let own = self.own_parameters(kind, &from, written);
        let fields = self.fields(written)?;
        let speaks = from.needs.is_empty() || from.needs.iter().any(|&key| own.get(key).is_some_and(says));
        let own = Value::Mapping(own);
        let made = if speaks { Some(self.compile(kind, &own)?) } else { None };
        let (check, inputs, notices) =
            made.map_or_else(Default::default, |(check, inputs, notices)| (Some(check), inputs, notices));
        if !self.problems.is_empty() {
            return None;
        }
        let head = Self::head(format!("{style}.{name}"), &from, &fields, written);
        let description = written.get("description").and_then(Value::as_str);
        Some(Rule {
            head,
            pack: style.to_owned(),
            kind: kind.name,
            enabled: false,
            summary: fields.message.clone(),
            why: description.unwrap_or_default().to_owned(),
            languages: Vec::new(),
            in_furniture: true,
            role: None,
            yields_to: Vec::new(),
            link: fields.link,
            examples: Vec::new(),
            inputs,
            notices,
            parameters: WrittenParameters::Read(own),
            origins: Vec::new(),
            check,
        })
    }

    /// The kind that the rule extends, and how it does.
    fn kind(&mut self, written: &Mapping) -> Option<(&'static Kind, FromVale)> {
        let kinds = checks::KINDS.iter().filter_map(|kind| Some((kind, kind.vale?)));
        let Some(name) = written.get("extends").and_then(Value::as_str) else {
            let names: Vec<&str> = kinds.map(|(kind, _)| kind.name).collect();
            let problem = Problem::at_key(Path::root(), "this rule does not say what it extends");
            self.problems.push(problem.remedy(format!("one of: {}", names.join(", "))));
            return None;
        };
        let found = kinds.clone().find(|(kind, _)| kind.name == name);
        if found.is_none() {
            let at = Path::root().key("extends");
            let problem = Problem::at_value(at, format!("there is nothing called `{name}` to extend"));
            self.problems.push(with_nearest(problem, name, kinds.map(|(kind, _)| kind.name)));
        }
        found
    }

    /// The fields of the rule that ours have too.
    fn fields(&mut self, written: &Mapping) -> Option<RuleFields> {
        let mut common: Mapping = written
            .iter()
            .filter(|(key, _)| {
                key.as_str().is_some_and(|key| ["message", "level", "scope", "link", "limit"].contains(&key))
            })
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        common.insert("check".into(), Value::String(String::new()));
        match serde_path_to_error::deserialize::<_, RuleFields>(&Value::Mapping(common)) {
            Ok(fields) => Some(fields),
            Err(error) => {
                let at = Path::from(error.path());
                self.problems.push(Problem::at_value(at, error.inner().to_string()));
                None
            }
        }
    }

    /// The parameters of the check, translated; keys that are not there are told of.
    fn own_parameters(&mut self, kind: &Kind, from: &FromVale, written: &Mapping) -> Mapping {
        let known = kind.keys();
        let mut own = Mapping::new();
        for (key, value) in written {
            let Some(key) = key.as_str() else { continue };
            let folded = key.to_lowercase();
            let is_other = folded == VOCABULARY || from.others.contains(&folded.as_str());
            if COMMON_KEYS.contains(&key) || is_other {
                continue;
            }
            if !known.contains(&folded.as_str()) && from.ignores_unknown {
                continue;
            }
            if !known.contains(&folded.as_str()) {
                let problem = Problem::at_key(Path::root().key(key), format!("there is no key `{key}` here"));
                let all = known.iter().copied().chain(COMMON_KEYS.iter().copied());
                self.problems.push(with_nearest(problem, key, all));
                continue;
            }
            let patterns = from.patterns.iter().find(|(name, _)| *name == folded).map(|&(_, place)| place);
            let value = patterns.map_or_else(|| value.clone(), |place| translated(place, value));
            own.insert(folded.into(), value);
        }
        if known.contains(&"ignorecase") && !own.contains_key("ignorecase") {
            own.insert("ignorecase".into(), false.into());
        }
        if known.contains(&EXCEPTIONS) {
            self.add_exceptions(from.exceptions, written, &mut own);
        }
        (from.settle)(written, &mut own);
        own
    }

    /// Words that the rule or the team's vocabulary excepts.
    fn add_exceptions(&self, which: ValeExceptions, written: &Mapping, own: &mut Mapping) {
        let listed = own.get(EXCEPTIONS).and_then(Value::as_sequence).cloned().unwrap_or_default();
        let mut words: Vec<String> = listed.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        let is_wanted = vale_flag(written, VOCABULARY, true) && !vale_flag(written, "nonword", false);
        if is_wanted && which != (ValeExceptions::Patterns { with_vocabulary: false }) {
            words.extend(self.vocabulary.accepted.iter().cloned());
        }
        words = match which {
            ValeExceptions::Vocabulary => words,
            ValeExceptions::Patterns { .. } => words.iter().map(|word| exception(word)).collect(),
            ValeExceptions::Within => words_around(&words).into_iter().collect(),
        };
        own.insert(EXCEPTIONS.into(), words.into_iter().map(Value::String).collect());
    }

    fn compile(&mut self, kind: &Kind, own: &Value) -> Option<(Box<dyn Check>, Inputs, Vec<Problem>)> {
        let mut compiler =
            Compiler::new(self.patterns, Path::root()).beside(self.folders.clone(), self.boundary);
        let check = kind.compile(own, &mut compiler);
        self.problems.append(&mut compiler.problems);
        Some((check?, compiler.inputs, compiler.notices))
    }

    fn head(id: String, from: &FromVale, fields: &RuleFields, written: &Mapping) -> RuleHead {
        let selectors = fields.scope.as_ref().map_or(&[][..], OneOrMany::as_slice);
        let scope = match (from.scope, selectors) {
            (Some(scope), _) => Scope::parse_vale([scope]),
            (None, []) => Scope::parse_vale(["text"]),
            (None, selectors) => Scope::parse_vale(selectors.iter().map(String::as_str)),
        };
        let (fix, rewrite) = match action(written) {
            Some(Action::Fix(fix)) => (Some((fix, Applicability::Unsafe)), None),
            Some(Action::Rewrite(rewrite)) => (None, Some(rewrite)),
            None => (None, None),
        };
        RuleHead {
            id: id.into(),
            severity: if written.contains_key("level") { fields.severity } else { Severity::Warning },
            message: message(from, &fields.message, written),
            help: None,
            scope,
            skips_quotations: false,
            skips_code: false,
            limit: fields.limit,
            fix,
            proposes: asks_for_proposals(written),
            rewrite,
        }
    }
}

/// A word of an exception list: it matches case, but a phrase does not.
fn exception(word: &str) -> String {
    let case = if word.contains(' ') { "i" } else { "-i" };
    format!(r"\b(?:(?{case}){})\b", translate(word))
}

/// One pattern of all words that hold an exception, which matches case.
fn words_around(exceptions: &[String]) -> Option<String> {
    let any: Vec<String> = exceptions.iter().map(|word| translate(word)).collect();
    (!any.is_empty()).then(|| format!(r"[^\s/-]*(?:{})[^\s/-]*", any.join("|")))
}

/// A parameter with its patterns in our dialect.
fn translated(place: PatternsIn, value: &Value) -> Value {
    match (place, value) {
        (PatternsIn::Keys, Value::Mapping(pairs)) => {
            let pairs = pairs.iter().filter(|(found, _)| !is_blank(found));
            Value::Mapping(pairs.map(|(found, swap)| (pattern(found), plain(swap))).collect())
        }
        (PatternsIn::Pairs, Value::Mapping(pairs)) => {
            Value::Mapping(pairs.iter().map(|(one, other)| (pattern(one), pattern(other))).collect())
        }
        (PatternsIn::Entries, Value::Sequence(entries)) => {
            Value::Sequence(entries.iter().map(translated_token).collect())
        }
        (PatternsIn::Texts, Value::Sequence(entries)) => {
            Value::Sequence(entries.iter().filter(|entry| !is_blank(entry)).map(pattern).collect())
        }
        (PatternsIn::TextsButNames, Value::String(written)) if written.starts_with('$') => value.clone(),
        (PatternsIn::Texts | PatternsIn::TextsButNames, Value::String(_)) => pattern(value),
        _ => value.clone(),
    }
}

/// A pattern in our dialect.
fn pattern(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(translate(text)),
        other => plain(other),
    }
}

/// A token of a sequence, which may have a pattern.
fn translated_token(token: &Value) -> Value {
    let mut token = token.clone();
    if let Some(pattern) = token.get_mut("pattern")
        && let Some(text) = pattern.as_str()
    {
        *pattern = Value::String(translate(text));
    }
    token
}

fn plain(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Bool(flag) => Value::String(flag.to_string()),
        other => other.clone(),
    }
}

/// Whether a list or a mapping holds something.
fn says(value: &Value) -> bool {
    match value {
        Value::Sequence(entries) => !entries.is_empty(),
        Value::Mapping(entries) => !entries.is_empty(),
        _ => true,
    }
}

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// The rule's message with what the check tells in the places of `%s`.
fn message(from: &FromVale, written: &str, rule: &Mapping) -> Template {
    // A message is one line, on however many it is written.
    let lines: Vec<&str> = written.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let written = &if lines.len() > 1 { lines.join(" ") } else { written.trim_end_matches('\n').to_owned() };
    if proposes(rule) && !from.proposed.is_empty() {
        return template(&unquoted(written), from.proposed);
    }
    template(written, from.values)
}

/// Whether the rule's action offers the replacements to choose from.
fn proposes(rule: &Mapping) -> bool {
    let action = rule.get("action");
    let has_parameters = action.and_then(|action| action.get("params")).is_some();
    action.and_then(|action| action.get("name")).and_then(Value::as_str) == Some("replace") && !has_parameters
}

/// Whether the rule's action is to write what its check proposes. Without an action, nothing is to be written.
fn asks_for_proposals(rule: &Mapping) -> bool {
    let name = rule.get("action").and_then(|action| action.get("name")).and_then(Value::as_str);
    proposes(rule) || name == Some("suggest")
}

/// A message whose first placeholder loses its quotes, because what fills it brings its own.
fn unquoted(message: &str) -> String {
    for quoted in ["'%s'", "\"%s\""] {
        if message.matches(quoted).count() == 2 {
            return message.replacen(quoted, "%s", 1);
        }
    }
    message.to_owned()
}
