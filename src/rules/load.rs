//! From a pack file to rules.

use std::path::{Path as FilePath, PathBuf};

use serde_yaml::{Mapping, Value};
use thiserror::Error;

use super::rule::{ExampleText, OneOrMany};
use super::{Example, Expectation, Pack, Rule, RuleFields, StoredPack, StoredRule};
use super::{message, sense};
use crate::checks::{self, Compiler, Kind, RuleHead, Scope, Template};
use crate::document::Format;
use crate::finding::Applicability;
use crate::language::Language;
use crate::matching::PatternSetBuilder;
use crate::yaml::{self, Index, Path, Place, Problem, nearest, typed};

/// A pack file that could not be read without mistakes.
#[derive(Debug, Error)]
#[error("{} mistake(s) in {}", problems.len(), origin.display())]
pub struct LoadError {
    /// The file.
    pub origin: PathBuf,
    /// Its text, to show the mistakes in.
    pub text: String,
    /// The mistakes, in order of their places.
    pub problems: Vec<Problem>,
}

/// What loading a pack file gives: its sound rules, and the mistakes in the others.
pub type Loaded = (Pack, Option<LoadError>);

/// The keys of a pack.
const PACK_KEYS: [&str; 3] = ["pack", "description", "rules"];
/// The keys of every rule; a test holds them against [`RuleFields`].
pub(super) const RULE_KEYS: &[&str] = &[
    "check",
    "severity",
    "level",
    "enabled",
    "message",
    "summary",
    "why",
    "help",
    "scope",
    "lang",
    "quotations",
    "furniture",
    "limit",
    "fix",
    "safe",
    "link",
    "examples",
];

/// Reads a pack file. Rules with mistakes are left out and told of.
pub fn load(origin: &FilePath, text: &str, patterns: &mut PatternSetBuilder) -> Loaded {
    let mut loader = Loader::new(patterns);
    let value = yaml::read(text).unwrap_or_else(|problem| {
        loader.problems.push(problem);
        Value::Null
    });
    let pack = loader.pack(origin, value);
    let problems = loader.problems;
    let error = (!problems.is_empty()).then(|| sorted(origin, text, problems));
    (pack, error)
}

/// Makes a pack of one that comes with the binary. Those rules only are read that are wanted, by their id
/// and whether they are on by default; the others never run.
pub fn load_stored(
    stored: StoredPack,
    patterns: &mut PatternSetBuilder,
    wanted: &dyn Fn(&str, bool) -> bool,
) -> Loaded {
    let mut loader = Loader { is_strict: false, ..Loader::new(patterns) };
    let origin = PathBuf::from(stored.origin);
    let mut pack = Pack {
        name: stored.name,
        description: stored.description,
        origin: origin.clone(),
        rules: Vec::new(),
    };
    for StoredRule { name, check, enabled, text } in stored.rules {
        let id = format!("{}.{name}", pack.name);
        if !wanted(&id, enabled) {
            pack.rules.extend(checks::kind(&check).map(|kind| Rule::idle(id, &pack.name, kind.name)));
            continue;
        }
        let path = Path::root().key("rules").key(&name);
        let value = serde_json::from_str(text.get()).unwrap_or(Value::Null);
        pack.rules.extend(loader.rule(&pack.name, &name, &value, &path));
    }
    let problems = loader.problems;
    let error = (!problems.is_empty()).then(|| sorted(&origin, "", problems));
    (pack, error)
}

pub(super) fn sorted(origin: &FilePath, text: &str, mut problems: Vec<Problem>) -> LoadError {
    let index = Index::new(text);
    problems.sort_by_key(|problem| problem.range(text, &index).start);
    LoadError { origin: origin.to_owned(), text: text.to_owned(), problems }
}

/// Makes rules of what stands in a file.
pub(super) struct Loader<'l> {
    pub(super) problems: Vec<Problem>,
    patterns: &'l mut PatternSetBuilder,
    /// Where the files are looked for that rules name.
    folders: Vec<PathBuf>,
    /// Whether mistakes are looked for that leave a rule readable, and without sense.
    is_strict: bool,
}

impl<'l> Loader<'l> {
    pub(super) fn new(patterns: &'l mut PatternSetBuilder) -> Self {
        let folders = Vec::new();
        Self { problems: Vec::new(), patterns, folders, is_strict: true }
    }

    fn pack(&mut self, origin: &FilePath, value: Value) -> Pack {
        self.folders.extend(origin.parent().map(FilePath::to_owned));
        let name = origin.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let mut pack =
            Pack { name, description: String::new(), origin: origin.to_owned(), rules: Vec::new() };
        let Value::Mapping(top) = value else {
            // What is no YAML at all is told of already.
            if self.problems.is_empty() {
                let message = "a pack is a mapping with `pack` and `rules`";
                self.problems.push(Problem::at_value(Path::root(), message));
            }
            return pack;
        };
        self.unknown_keys(&top, &Path::root(), &PACK_KEYS);
        if let Some(name) = self.text_of(&top, "pack") {
            pack.name = name;
        }
        pack.description = self.text_of(&top, "description").unwrap_or_default();
        match top.get("rules") {
            Some(Value::Mapping(rules)) => self.rules(rules, &mut pack),
            _ => self.problems.push(
                Problem::at_value(
                    Path::root().key("rules"),
                    "a pack needs `rules`: a mapping from a rule's name to the rule",
                )
                .remedy("write `rules:` and below it `my-rule:`, indented"),
            ),
        }
        pack
    }

    fn text_of(&mut self, mapping: &Mapping, key: &str) -> Option<String> {
        let value = mapping.get(key)?;
        if let Value::String(text) = value {
            return Some(text.clone());
        }
        self.problems.push(Problem::at_value(Path::root().key(key), format!("`{key}` must be text")));
        None
    }

    fn rules(&mut self, rules: &Mapping, pack: &mut Pack) {
        for (name, value) in rules {
            let Value::String(name) = name else {
                self.problems
                    .push(Problem::at_value(Path::root().key("rules"), "a rule's name must be text"));
                continue;
            };
            let path = Path::root().key("rules").key(name);
            if let Some(rule) = self.rule(&pack.name, name, value, &path) {
                pack.rules.push(rule);
            }
        }
    }

    /// The rule that a mapping describes; its mistakes are kept, and leave no rule.
    pub(super) fn rule(&mut self, pack: &str, name: &str, value: &Value, path: &Path) -> Option<Rule> {
        let Value::Mapping(mapping) = value else {
            self.problems
                .push(Problem::at_value(path.clone(), "a rule is a mapping with `check` and `message`"));
            return None;
        };
        let before = self.problems.len();
        let kind = self.kind(mapping, path)?;
        let id = format!("{pack}.{name}");
        let own_keys = kind.keys();
        self.unknown_keys(mapping, path, &[RULE_KEYS, own_keys].concat());
        let (common, own) = divide(mapping, own_keys);
        let fields = self.fields(&common, path);
        let mut compiler = Compiler::new(self.patterns, path.clone()).beside(self.folders.clone());
        if self.is_strict {
            compiler = compiler.strict();
        }
        let check = kind.compile(&own, &mut compiler);
        self.problems.append(&mut compiler.problems);
        let inputs = compiler.inputs;
        if check.is_some() && self.is_strict {
            self.problems.extend(sense::mistakes(kind.name, &own, path));
        }
        let fields = fields?;
        self.problems.extend(sense::fix_across_articles(kind.name, &fields, path));
        let message = self.message(&fields.message, kind, path);
        let scope = self.scope(fields.scope.as_ref(), path);
        let languages = self.languages(fields.lang.as_ref(), path);
        let examples = examples(&fields, path);
        if self.problems.len() > before {
            return None;
        }
        let applicability = if fields.safe { Applicability::Safe } else { Applicability::Unsafe };
        Some(Rule {
            head: RuleHead {
                id: id.into(),
                severity: fields.severity,
                message: message?,
                help: fields.help,
                scope: scope?,
                skips_quotations: !fields.quotations,
                skips_code: true,
                limit: fields.limit,
                fix: fields.fix.map(|fix| (fix, applicability)),
                rewrite: None,
            },
            pack: pack.to_owned(),
            kind: kind.name,
            enabled: fields.enabled,
            summary: fields.summary.unwrap_or(fields.message),
            why: fields.why,
            languages,
            in_furniture: fields.furniture,
            link: fields.link,
            examples,
            inputs,
            check,
        })
    }

    fn kind(&mut self, mapping: &Mapping, path: &Path) -> Option<&'static Kind> {
        let Some(Value::String(name)) = mapping.get("check") else {
            let names: Vec<&str> = checks::KINDS.iter().map(|kind| kind.name).collect();
            self.problems.push(
                Problem::at_key(path.clone(), "this rule has no `check`")
                    .remedy(format!("one of: {}", names.join(", "))),
            );
            return None;
        };
        let kind = checks::kind(name);
        if kind.is_none() {
            let known = checks::KINDS.iter().map(|kind| kind.name);
            let problem = Problem::at_value(path.key("check"), format!("there is no check `{name}`"));
            self.problems.push(with_nearest(problem, name, known));
        }
        kind
    }

    fn fields(&mut self, common: &Value, path: &Path) -> Option<RuleFields> {
        match typed(common, path) {
            Ok(fields) => Some(fields),
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    fn unknown_keys(&mut self, mapping: &Mapping, path: &Path, known: &[&str]) {
        for key in mapping.keys() {
            let key = key.as_str().unwrap_or_default();
            if !known.contains(&key) {
                let problem = Problem::at_key(path.key(key), format!("there is no key `{key}` here"));
                self.problems.push(with_nearest(problem, key, known.iter().copied()));
            }
        }
    }

    fn message(&mut self, text: &str, kind: &Kind, path: &Path) -> Option<Template> {
        let mut known = vec!["match"];
        known.extend(kind.placeholders);
        let at = path.key("message");
        let misread = message::mistake(text, &known, &at);
        if misread.is_some() {
            self.problems.extend(misread);
            return None;
        }
        match Template::parse(text, &known) {
            Ok(template) => Some(template),
            Err(error) => {
                let problem = Problem::at_value(at, error.to_string());
                self.problems.push(with_nearest(problem, &error.name, known));
                None
            }
        }
    }

    fn scope(&mut self, selectors: Option<&OneOrMany>, path: &Path) -> Option<Scope> {
        let Some(selectors) = selectors else { return Some(Scope::default()) };
        match Scope::parse(selectors.as_slice().iter().map(String::as_str)) {
            Ok(scope) => {
                let is_list = matches!(selectors, OneOrMany::Many(_));
                self.problems.extend(sense::unreachable_scope(&scope, &path.key("scope"), is_list));
                Some(scope)
            }
            Err((index, error)) => {
                let at = path.key("scope");
                let at = if matches!(selectors, OneOrMany::Many(_)) { at.index(index) } else { at };
                let start = selectors.as_slice()[index].find(&error.word).unwrap_or(0);
                let place = Place::Within(at, start..start + error.word.len());
                let problem = Problem { message: error.to_string(), place, remedy: None };
                self.problems.push(with_nearest(problem, &error.word, checks::SCOPE_WORDS.iter().copied()));
                None
            }
        }
    }

    fn languages(&mut self, tags: Option<&OneOrMany>, path: &Path) -> Vec<Language> {
        let mut languages = Vec::new();
        for tag in tags.map(OneOrMany::as_slice).unwrap_or_default() {
            match Language::from_tag(tag) {
                Some(language) => languages.push(language),
                None => self.problems.push(
                    Problem::at_value(path.key("lang"), format!("`{tag}` is no language tag"))
                        .remedy("write a tag such as `en` or `de`"),
                ),
            }
        }
        languages
    }
}

pub(super) fn with_nearest<'w>(
    problem: Problem,
    word: &str,
    known: impl IntoIterator<Item = &'w str>,
) -> Problem {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(word, known.iter().copied()) {
        Some(near) => problem.remedy(format!("did you mean `{near}`?")),
        None => problem.remedy(format!("known here: {}", known.join(", "))),
    }
}

/// The keys that every rule has, and those of the check; a key of both goes to the check.
fn divide(mapping: &Mapping, own_keys: &[&str]) -> (Value, Value) {
    let is_own = |key: &Value| key.as_str().is_some_and(|key| own_keys.contains(&key));
    let is_common = |key: &Value| key.as_str().is_some_and(|key| RULE_KEYS.contains(&key));
    let pick = |wanted: &dyn Fn(&Value) -> bool| {
        let entries = mapping.iter().filter(|(key, _)| wanted(key));
        Value::Mapping(entries.map(|(key, value)| (key.clone(), value.clone())).collect())
    };
    (pick(&|key| is_common(key) && !is_own(key)), pick(&is_own))
}

fn examples(fields: &RuleFields, path: &Path) -> Vec<Example> {
    let lists = [
        (&fields.examples.flag, "flag", Expectation::Flag),
        (&fields.examples.pass, "pass", Expectation::Pass),
    ];
    let mut examples = Vec::new();
    for (list, key, expectation) in lists {
        for (index, text) in list.iter().enumerate() {
            let at = path.key("examples").key(key).index(index);
            let (text, format, lang, before) = match text {
                ExampleText::Text(text) => (text, None, None, &[][..]),
                ExampleText::Full { text, format, lang, before } => {
                    (text, *format, lang.as_deref(), before.as_slice())
                }
            };
            let default = fields.lang.as_ref().and_then(|tags| tags.as_slice().first()).map(String::as_str);
            let language = lang.or(default).and_then(Language::from_tag);
            let format = format.unwrap_or(Format::Markdown);
            examples.push(Example::new(at, expectation, text, format, language).after(before));
        }
    }
    examples
}
