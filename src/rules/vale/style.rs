//! One rule file of a style.

use std::path::{Path as FilePath, PathBuf};

use serde_yaml::{Mapping, Value};

use super::message::template;
use super::pattern::translate;
use super::rewrite::{Action, action};
use super::vocabulary::Vocabulary;
use crate::boundary::Boundary;
use crate::checks::{self, Check, Compiler, Kind, RuleHead, Scope, Template};
use crate::finding::{Applicability, Severity};
use crate::inputs::Inputs;
use crate::matching::PatternSetBuilder;
use crate::rules::load::{LoadError, sorted};
use crate::rules::nearest::with_nearest;
use crate::rules::rule::OneOrMany;
use crate::rules::{Rule, RuleFields};
use crate::yaml::{self, Path, Problem};

/// The keys that every rule has, whatever it extends.
const COMMON_KEYS: &[&str] =
    &["extends", "message", "level", "scope", "link", "description", "limit", "action", "name", "code"];
/// Keys that Vale reads and never looks at.
const DEAD_KEYS: &[(&str, &[&str])] = &[
    ("conditional", &["ignorecase"]),
    ("spelling", &["exceptions", "threshold"]),
    ("substitution", &["pos"]),
];
/// Own keys whose texts are patterns.
const PATTERN_KEYS: &[&str] = &["tokens", "raw", "token", "first", "second"];
/// Kinds that report on the whole document, whatever scope they name.
const SUMMARY_KINDS: &[&str] = &["metric", "readability"];

/// Whether the text of a YAML file reads like one of Vale's rules: it says what it extends.
pub fn is_rule(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("extends:"))
}

/// Reads a rule file of a style. The rule goes by `style.name` and is off until it is asked for.
pub fn rule(
    (style, name): (&str, &str),
    origin: &FilePath,
    text: &str,
    vocabulary: &Vocabulary,
    patterns: &mut PatternSetBuilder,
    boundary: &Boundary,
) -> (Option<Rule>, Option<LoadError>) {
    let folders = folders(origin);
    let mut reader = Reader { vocabulary, patterns, folders, boundary, problems: Vec::new() };
    let rule = match yaml::read(text) {
        Ok(Value::Mapping(mapping)) => reader.rule(style, name, &mapping),
        Ok(_) => {
            let message = "a rule is a mapping with `extends` and `message`";
            reader.problems.push(Problem::at_value(Path::root(), message));
            None
        }
        Err(problem) => {
            reader.problems.push(problem);
            None
        }
    };
    let problems = reader.problems;
    let error = (!problems.is_empty()).then(|| sorted(origin, text, problems));
    (rule, error)
}

struct Reader<'r> {
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
    let places = ["config/dictionaries", "config/ignore", ""];
    places.iter().map(|place| styles.join(place)).chain([style.to_owned()]).collect()
}

impl Reader<'_> {
    fn rule(&mut self, style: &str, name: &str, written: &Mapping) -> Option<Rule> {
        let kind = self.kind(written)?;
        let own = self.own_parameters(kind, written);
        let fields = self.fields(written)?;
        let (check, inputs) = self.compile(kind, own)?;
        if !self.problems.is_empty() {
            return None;
        }
        let head = Self::head(format!("{style}.{name}"), kind, &fields, written);
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
            parameters: Value::Null,
            origins: Vec::new(),
            check: Some(check),
        })
    }

    fn kind(&mut self, written: &Mapping) -> Option<&'static Kind> {
        let Some(name) = written.get("extends").and_then(Value::as_str) else {
            self.problems.push(
                Problem::at_key(Path::root(), "this rule does not say what it extends")
                    .remedy("write `extends: existence`, say"),
            );
            return None;
        };
        let kind = checks::kind(name);
        if kind.is_none() {
            let problem = Problem::at_value(
                Path::root().key("extends"),
                format!("there is nothing called `{name}` to extend"),
            );
            let known = checks::KINDS.iter().map(|kind| kind.name);
            self.problems.push(with_nearest(problem, name, known));
        }
        kind
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
    fn own_parameters(&mut self, kind: &Kind, written: &Mapping) -> Mapping {
        let known = kind.keys();
        let dead = DEAD_KEYS.iter().find(|(name, _)| *name == kind.name).map_or(&[][..], |(_, keys)| keys);
        let mut own = Mapping::new();
        for (key, value) in written {
            let Some(key) = key.as_str() else { continue };
            let folded = key.to_lowercase();
            if COMMON_KEYS.contains(&key) || dead.contains(&folded.as_str()) || is_handled(kind, &folded) {
                continue;
            }
            if !known.contains(&folded.as_str()) {
                let problem = Problem::at_key(Path::root().key(key), format!("there is no key `{key}` here"));
                let all = known.iter().copied().chain(COMMON_KEYS.iter().copied());
                self.problems.push(with_nearest(problem, key, all));
                continue;
            }
            own.insert(folded.clone().into(), translated(&folded, value));
        }
        if known.contains(&"ignorecase") && !own.contains_key("ignorecase") {
            own.insert("ignorecase".into(), false.into());
        }
        self.add_exceptions(kind, written, &mut own);
        settle(kind, written, &mut own);
        own
    }

    /// Words that the rule or the team's vocabulary excepts.
    fn add_exceptions(&self, kind: &Kind, written: &Mapping, own: &mut Mapping) {
        if !kind.keys().contains(&"exceptions") {
            return;
        }
        let listed = own.get("exceptions").and_then(Value::as_sequence).cloned().unwrap_or_default();
        let mut words: Vec<String> = listed.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        // A sequence is no word, so the team's words say nothing about it.
        let has_vocabulary = kind.name != "sequence" && flag(written, "vocab", true);
        if has_vocabulary && !flag(written, "nonword", false) {
            words.extend(self.vocabulary.accepted.iter().cloned());
        }
        if kind.name != "spelling" {
            words = words.iter().map(|word| exception(word)).collect();
        }
        own.insert("exceptions".into(), words.into_iter().map(Value::String).collect());
    }

    fn compile(&mut self, kind: &Kind, own: Mapping) -> Option<(Box<dyn Check>, Inputs)> {
        let mut compiler =
            Compiler::new(self.patterns, Path::root()).beside(self.folders.clone(), self.boundary);
        let check = kind.compile(&Value::Mapping(own), &mut compiler);
        self.problems.append(&mut compiler.problems);
        Some((check?, compiler.inputs))
    }

    fn head(id: String, kind: &Kind, fields: &RuleFields, written: &Mapping) -> RuleHead {
        let selectors = fields.scope.as_ref().map_or(&[][..], OneOrMany::as_slice);
        let scope = match selectors {
            _ if SUMMARY_KINDS.contains(&kind.name) => Scope::parse_vale(["text"]),
            _ if kind.name == "sequence" => Scope::parse_vale(["sentence"]),
            [] => Scope::parse_vale(["text"]),
            selectors => Scope::parse_vale(selectors.iter().map(String::as_str)),
        };
        let (fix, rewrite) = match action(written) {
            Some(Action::Fix(fix)) => (Some((fix, Applicability::Unsafe)), None),
            Some(Action::Rewrite(rewrite)) => (None, Some(rewrite)),
            None => (None, None),
        };
        RuleHead {
            id: id.into(),
            severity: if written.contains_key("level") { fields.severity } else { Severity::Warning },
            message: message(kind, &fields.message, written),
            help: None,
            scope,
            skips_quotations: false,
            skips_code: false,
            limit: fields.limit,
            fix,
            rewrite,
        }
    }
}

/// Keys that are read here and not by the check.
fn is_handled(kind: &Kind, key: &str) -> bool {
    let own = match kind.name {
        "substitution" => "capitalize",
        // There is no dictionary to add others to.
        "spelling" => "append",
        _ => "vocab",
    };
    key == "vocab" || key == own
}

/// What Vale means where it says nothing, or says it otherwise.
fn settle(kind: &Kind, written: &Mapping, own: &mut Mapping) {
    match kind.name {
        "substitution" => {
            let case = if flag(written, "capitalize", false) { "first" } else { "never" };
            own.insert("letter_case".into(), case.into());
        }
        "consistency" => {
            own.insert("report".into(), "later".into());
        }
        "capitalization" if own.get("threshold").and_then(Value::as_f64) == Some(0.0) => {
            own.remove("threshold");
        }
        "occurrence" => {
            own.insert("report".into(), "first".into());
            // To Vale, zero means that there is no bound.
            for bound in ["min", "max"] {
                if own.get(bound).and_then(Value::as_u64) == Some(0) {
                    own.remove(bound);
                }
            }
        }
        _ => {}
    }
}

fn flag(written: &Mapping, key: &str, default: bool) -> bool {
    let value =
        written.iter().find(|(name, _)| name.as_str().is_some_and(|name| name.eq_ignore_ascii_case(key)));
    value.and_then(|(_, value)| value.as_bool()).unwrap_or(default)
}

/// A word of an exception list: it matches case, but a phrase does not.
fn exception(word: &str) -> String {
    let case = if word.contains(' ') { "i" } else { "-i" };
    format!(r"\b(?:(?{case}){})\b", translate(word))
}

/// A parameter with its patterns in our dialect.
fn translated(key: &str, value: &Value) -> Value {
    let text = |value: &Value| match value {
        Value::String(text) => Value::String(translate(text)),
        Value::Number(number) => Value::String(number.to_string()),
        other => other.clone(),
    };
    match value {
        Value::Mapping(pairs) if key == "swap" => {
            let pairs = pairs.iter().filter(|(found, _)| !is_blank(found));
            Value::Mapping(pairs.map(|(found, swap)| (text(found), plain(swap))).collect())
        }
        Value::Sequence(entries) if key == "tokens" && entries.iter().any(Value::is_mapping) => {
            Value::Sequence(entries.iter().map(translated_token).collect())
        }
        Value::Sequence(entries) if PATTERN_KEYS.contains(&key) => {
            Value::Sequence(entries.iter().filter(|entry| !is_blank(entry)).map(text).collect())
        }
        Value::Mapping(pairs) if key == "either" => {
            Value::Mapping(pairs.iter().map(|(one, other)| (text(one), text(other))).collect())
        }
        Value::String(written) if key == "match" && !written.starts_with('$') => text(value),
        Value::String(_) if PATTERN_KEYS.contains(&key) => text(value),
        other => other.clone(),
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

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// The rule's message with what the check tells in the places of `%s`.
fn message(kind: &Kind, written: &str, rule: &Mapping) -> Template {
    let names: &[&str] = match kind.name {
        "substitution" if proposes(rule) => return template(&unquoted(written), &["choices", "match"]),
        "substitution" => &["written", "match"],
        "occurrence" => &["count"],
        "repetition" => &["word"],
        "metric" | "readability" => &["value"],
        "capitalization" => &["match", "expected"],
        // Each word found.
        "sequence" => kind.placeholders.get(1..).unwrap_or_default(),
        _ => &["match", "other"],
    };
    template(written, names)
}

/// Whether the rule's action offers the replacements to choose from.
fn proposes(rule: &Mapping) -> bool {
    let action = rule.get("action");
    let has_parameters = action.and_then(|action| action.get("params")).is_some();
    action.and_then(|action| action.get("name")).and_then(Value::as_str) == Some("replace") && !has_parameters
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
