//! From a mapping to a rule.

use std::path::PathBuf;

use serde_yaml::{Mapping, Value};

use super::examples::examples;
use super::keys::RULE_KEYS;
use crate::checking::{Check, Compiler, Kind, SCOPE_WORDS, Scope, Template};
use crate::checks;
use crate::files::{Boundary, Inputs};
use crate::language::{Language, Languages};
use crate::matching::PatternSetBuilder;
use crate::rules::nearest::with_nearest;
use crate::rules::options::{Merged, OptionMistake, Options};
use crate::rules::rule::OneOrMany;
use crate::rules::{Rule, RuleFields, StoredRule, WrittenParameters, message, sense};
use crate::yaml::{Path, Place, Problem, typed};

/// Makes rules of what stands in a file.
pub(in crate::rules) struct Loader<'l> {
    /// The mistakes so far.
    pub(in crate::rules) problems: Vec<Problem>,
    patterns: &'l mut PatternSetBuilder,
    /// Where the files are looked for that rules name.
    pub(super) folders: Vec<PathBuf>,
    /// How far those may lie.
    pub(super) boundary: Boundary,
    /// What configurations say of the rules' parameters.
    pub(super) options: &'l Options,
    /// The languages that the checks know.
    pub(super) languages: Languages,
    /// The mistakes in that.
    pub(in crate::rules) option_mistakes: Vec<OptionMistake>,
    /// Whether mistakes are looked for that leave a rule readable, and without sense.
    is_strict: bool,
}

impl<'l> Loader<'l> {
    /// One that looks for all mistakes.
    pub(in crate::rules) fn new(patterns: &'l mut PatternSetBuilder) -> Self {
        Self {
            problems: Vec::new(),
            patterns,
            folders: Vec::new(),
            boundary: Boundary::none(),
            options: Options::none(),
            languages: Languages::default(),
            option_mistakes: Vec::new(),
            is_strict: true,
        }
    }

    /// One that looks only for mistakes that leave no rule.
    pub(super) fn lenient(patterns: &'l mut PatternSetBuilder) -> Self {
        Self { is_strict: false, ..Self::new(patterns) }
    }

    /// The same, with what configurations say of the rules' parameters and of languages.
    pub(in crate::rules) fn with(self, options: &'l Options, languages: &Languages) -> Self {
        Self { options, languages: languages.clone(), ..self }
    }

    /// The same, where no rule may name a file beyond a boundary.
    pub(super) fn within(self, boundary: &Boundary) -> Self {
        Self { boundary: boundary.clone(), ..self }
    }

    /// The rule that a mapping describes; its mistakes are kept, and leave no rule.
    pub(in crate::rules) fn rule(
        &mut self,
        pack: &str,
        name: &str,
        value: Value,
        path: &Path,
    ) -> Option<Rule> {
        let Value::Mapping(mut mapping) = value else {
            self.problems
                .push(Problem::at_value(path.clone(), "a rule is a mapping with `check` and `message`"));
            return None;
        };
        let id = format!("{pack}.{name}");
        let layers = self.options.of(&id);
        if layers.is_empty() {
            return self.read(pack, id, mapping, path);
        }
        let mut merged = Merged::lay(&mut mapping, layers);
        let before = self.problems.len();
        let was_strict = std::mem::replace(&mut self.is_strict, true);
        let were_trusted = self.patterns.trust(false);
        let mut rule = self.read(pack, id, mapping, path);
        self.patterns.trust(were_trusted);
        self.is_strict = was_strict;
        for problem in self.problems.split_off(before) {
            match merged.claim(problem, path) {
                Ok(mistake) => merged.mistakes.push(mistake),
                Err(problem) => self.problems.push(problem),
            }
        }
        if let Some(rule) = &mut rule {
            rule.origins = merged.origins();
        }
        let is_sound = merged.mistakes.is_empty();
        self.option_mistakes.append(&mut merged.mistakes);
        rule.filter(|_| is_sound)
    }

    /// The rule that a mapping describes, options and all.
    fn read(&mut self, pack: &str, id: String, mapping: Mapping, path: &Path) -> Option<Rule> {
        let before = self.problems.len();
        let kind = self.kind(&mapping, path)?;
        let own_keys = kind.keys();
        self.unknown_keys(&mapping, path, &[RULE_KEYS, own_keys].concat());
        let (common, own) = divide(mapping, own_keys);
        let fields = self.fields(&common, path);
        let (check, inputs, notices) = self.check(kind, &own, path);
        let fields = fields?;
        self.problems.extend(sense::fix_across_articles(kind, &fields, path));
        self.problems.extend(sense::safe_without_fix(&fields, path));
        self.problems.extend(sense::unfit_role(kind, fields.role, path));
        let message = self.message(&fields.message, kind, path);
        let scope = self.scope(fields.scope.as_ref(), path);
        let languages = self.languages(fields.lang.as_ref(), path);
        let examples = examples(&fields, path);
        if self.problems.len() > before {
            return None;
        }
        let rule = Rule::new((pack, id), kind.name, fields, (message?, scope?, languages));
        let parameters = WrittenParameters::Read(own);
        Some(Rule { examples, inputs, notices, parameters, check, ..rule })
    }

    /// The rule that texts of the build describe. None where they are not as a build writes them.
    pub(super) fn stored_rule(
        &mut self,
        pack: &str,
        id: String,
        stored: &'static StoredRule,
    ) -> Option<Rule> {
        let kind = checks::kind(stored.check)?;
        let fields: RuleFields = serde_json::from_str(stored.common).ok()?;
        let at = Path::root().key("rules").key(stored.name);
        let message = self.message(&fields.message, kind, &at)?;
        let scope = self.scope(fields.scope.as_ref(), &at)?;
        let languages = self.languages(fields.lang.as_ref(), &at);
        let mut compiler = self.compiler(&at);
        let check = kind.compile_stored(stored.own, &mut compiler);
        let (inputs, notices) = (compiler.inputs, compiler.notices);
        let parameters = WrittenParameters::Stored(stored.own);
        let rule = Rule::new((pack, id), kind.name, fields, (message, scope, languages));
        check.is_some().then_some(Rule { inputs, notices, parameters, check, ..rule })
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

    /// The test that the keys of its kind describe, what was read of the files that they name, and what it goes without.
    fn check(
        &mut self,
        kind: &Kind,
        own: &Value,
        path: &Path,
    ) -> (Option<Box<dyn Check>>, Inputs, Vec<Problem>) {
        let mut compiler = self.compiler(path);
        let check = kind.compile(own, &mut compiler);
        let Compiler { inputs, notices, mut problems, .. } = compiler;
        self.problems.append(&mut problems);
        (check, inputs, notices)
    }

    fn compiler(&mut self, path: &Path) -> Compiler<'_> {
        let compiler = Compiler::new(self.patterns, path.clone())
            .beside(self.folders.clone(), &self.boundary)
            .knowing(self.languages.clone());
        if self.is_strict { compiler.strict() } else { compiler }
    }

    /// Tells of keys that are not known here.
    pub(super) fn unknown_keys(&mut self, mapping: &Mapping, path: &Path, known: &[&str]) {
        for key in mapping.keys() {
            let key = key.as_str().unwrap_or_default();
            if !known.contains(&key) {
                let problem = Problem::at_key(path.key(key), format!("there is no key `{key}` here"));
                self.problems.push(with_nearest(problem, key, known.iter().copied()));
            }
        }
    }

    fn message(&mut self, text: &str, kind: &Kind, path: &Path) -> Option<Template> {
        let known: Vec<&str> = kind.message_names().collect();
        let at = path.key("message");
        let misread = if self.is_strict { message::mistake(text, &known, &at) } else { None };
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
                if self.is_strict {
                    self.problems.extend(sense::unreachable_scope(&scope, &path.key("scope"), is_list));
                }
                Some(scope)
            }
            Err((index, error)) => {
                let at = path.key("scope");
                let at = if matches!(selectors, OneOrMany::Many(_)) { at.index(index) } else { at };
                let start = selectors.as_slice()[index].find(&error.word).unwrap_or(0);
                let place = Place::Within(at, start..start + error.word.len());
                let problem = Problem { message: error.to_string(), place, remedy: None };
                self.problems.push(with_nearest(problem, &error.word, SCOPE_WORDS.iter().copied()));
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

/// The keys that every rule has, and those of the check; a key of both goes to the check.
fn divide(mapping: Mapping, own_keys: &[&str]) -> (Value, Value) {
    let (mut common, mut own) = (Mapping::new(), Mapping::new());
    for (key, value) in mapping {
        let is_in = |keys: &[&str]| key.as_str().is_some_and(|key| keys.contains(&key));
        if is_in(own_keys) {
            own.insert(key, value);
        } else if is_in(RULE_KEYS) {
            common.insert(key, value);
        }
    }
    (Value::Mapping(common), Value::Mapping(own))
}
