//! Packs compiled together.

use std::collections::HashSet;
use std::path::Path as FilePath;

use serde_yaml::Value;

use crate::files::Boundary;
use crate::language::{HouseWords, Languages};
use crate::matching::{PatternSet, PatternSetBuilder};
use crate::rules::vale::{self, SpellingFiles, Vocabulary};
use crate::rules::{self, LoadError, Options, Pack, PackForm, Rule};
use crate::yaml::{Path, Problem};

/// Collects packs.
#[derive(Default)]
pub struct RuleSetBuilder {
    patterns: PatternSetBuilder,
    packs: Vec<Pack>,
    options: Options,
    boundary: Boundary,
    languages: Languages,
    house_words: HouseWords,
    errors: Vec<LoadError>,
    notices: Vec<LoadError>,
}

impl RuleSetBuilder {
    /// No packs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says what is to be other in the rules of packs that are added from here on.
    #[must_use]
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Refuses files that rules name and that lie beyond a boundary.
    #[must_use]
    pub fn within(mut self, boundary: &Boundary) -> Self {
        self.boundary = boundary.clone();
        self
    }

    /// Says what the rules of packs that are added from here on know of languages.
    #[must_use]
    pub fn languages(mut self, languages: Languages) -> Self {
        self.languages = languages;
        self
    }

    /// Adds all packs that come with the binary.
    #[must_use]
    pub fn builtin(mut self) -> Self {
        for stored in rules::stored_packs() {
            self = self.pack(FilePath::new(stored.origin), stored.text);
        }
        self
    }

    /// Adds all packs that come with the binary, without their examples, and readies those of their
    /// rules that are wanted, by their id and whether they are on by default. The others never run.
    #[must_use]
    pub fn builtin_where(mut self, wanted: &dyn Fn(&str, bool) -> bool) -> Self {
        // Tests run every example of these packs, so their patterns are known to compile.
        self.patterns.trust(true);
        for stored in rules::stored_packs() {
            let (options, languages) = (&self.options, &self.languages);
            let (pack, errors) = rules::load_stored(stored, &mut self.patterns, options, languages, wanted);
            self.note(&pack.rules, &pack.origin, "");
            self.packs.push(pack);
            self.errors.extend(errors);
        }
        self.patterns.trust(false);
        self
    }

    /// Adds a pack from the text of its file. Mistakes are kept for [`RuleSetBuilder::build`].
    #[must_use]
    pub fn pack(mut self, origin: &FilePath, text: &str) -> Self {
        // The same file named twice is one pack.
        if self.packs.iter().any(|pack| pack.origin == origin) {
            return self;
        }
        let Self { patterns, options, boundary, languages, .. } = &mut self;
        let (mut pack, errors) = rules::load(origin, text, patterns, options, (boundary, languages));
        self.errors.extend(errors);
        self.note(&pack.rules, origin, text);
        let repeated = self.take_repeated(&mut pack);
        if !repeated.is_empty() {
            self.errors.push(LoadError {
                origin: origin.to_owned(),
                text: text.to_owned(),
                problems: repeated,
            });
        }
        self.packs.push(pack);
        self
    }

    /// Keeps what some rules of a file go without.
    fn note(&mut self, rules: &[Rule], origin: &FilePath, text: &str) {
        let problems: Vec<Problem> = rules.iter().flat_map(|rule| rule.notices.iter().cloned()).collect();
        if !problems.is_empty() {
            self.notices.push(LoadError { origin: origin.to_owned(), text: text.to_owned(), problems });
        }
    }

    /// Takes the rules out of a pack whose names another pack has taken, and tells of them.
    fn take_repeated(&self, pack: &mut Pack) -> Vec<Problem> {
        let mut problems = Vec::new();
        // Asked for each of thousands of rules; which pack has it is looked for where one has.
        let known: HashSet<&str> =
            self.packs.iter().flat_map(|pack| &pack.rules).map(|rule| &*rule.head.id).collect();
        pack.rules.retain(|rule| {
            let id = &*rule.head.id;
            if !known.contains(id) {
                return true;
            }
            let owner = self.packs.iter().find(|pack| pack.rules.iter().any(|other| &*other.head.id == id));
            let Some(owner) = owner else { return true };
            let name = id.strip_prefix(&rule.pack).and_then(|id| id.strip_prefix('.')).unwrap_or(id);
            let at = Path::root().key("rules").key(name);
            let message = format!("there is a rule `{id}` already, in {}", owner.origin.display());
            problems.push(Problem::at_key(at, message).remedy("give the rule, or its pack, another name"));
            false
        });
        problems
    }

    /// Adds the house's terms from the text of their file, YAML or CSV by its name.
    #[must_use]
    pub fn terms(mut self, origin: &FilePath, text: &str) -> Self {
        let (pack, errors) =
            rules::load_terms(origin, text, &mut self.patterns, &self.options, &self.languages);
        let forms =
            pack.rules.iter().flat_map(|rule| ["preferred", "first"].map(|key| rule.parameters.get(key)));
        let forms: Vec<Value> = forms.flatten().collect();
        forms.iter().filter_map(Value::as_str).for_each(|form| self.house_words.add(form));
        self.packs.push(pack);
        self.errors.extend(errors);
        self
    }

    /// Adds words of the house's own from a text with one a line; `#` begins a comment.
    #[must_use]
    pub fn words(mut self, text: &str) -> Self {
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
        lines.filter(|line| !line.is_empty()).for_each(|word| self.house_words.add(word));
        self
    }

    /// Adds one rule of a Vale style; its pack is the style.
    #[must_use]
    pub fn vale_rule(
        mut self,
        named: (&str, &str),
        origin: &FilePath,
        text: &str,
        vocabulary: &Vocabulary,
    ) -> Self {
        let (boundary, options) = (&self.boundary, &self.options);
        let (rule, errors) =
            vale::rule(named, origin, text, vocabulary, &mut self.patterns, boundary, options);
        self.errors.extend(errors);
        let Some(rule) = rule else { return self };
        self.note(std::slice::from_ref(&rule), origin, text);
        match self.packs.iter_mut().find(|pack| pack.name == named.0) {
            Some(pack) => pack.rules.push(rule),
            None => self.packs.push(Pack {
                name: named.0.to_owned(),
                description: format!("The Vale style {}.", named.0),
                form: PackForm::Style,
                origin: origin.to_owned(),
                rules: vec![rule],
            }),
        }
        self
    }

    /// Adds the words that a team has accepted to the house's own, which no rule takes for slips.
    #[must_use]
    pub fn vocabulary(mut self, vocabulary: &Vocabulary) -> Self {
        vocabulary.accepted.iter().for_each(|entry| self.house_words.add_entry(entry));
        self
    }

    /// Adds the rules that are part of Vale; see [`vale::own_rules`].
    #[must_use]
    pub fn vale_own(mut self, vocabulary: &Vocabulary, spelling: &SpellingFiles) -> Self {
        let (pack, errors) =
            vale::own_rules(vocabulary, spelling, &mut self.patterns, &self.boundary, &self.options);
        self.packs.push(pack);
        self.errors.extend(errors);
        self
    }

    /// The rule set of all sound rules, and the mistakes in the others.
    pub fn build(self) -> (RuleSet, Vec<LoadError>) {
        let Self { packs, patterns, languages, house_words, errors, notices, .. } = self;
        let set = RuleSet { packs, patterns: patterns.build(), languages, house_words, notices };
        (set, errors)
    }
}

/// Packs with their patterns compiled together.
#[derive(Default)]
pub struct RuleSet {
    packs: Vec<Pack>,
    patterns: PatternSet,
    languages: Languages,
    house_words: HouseWords,
    notices: Vec<LoadError>,
}

impl RuleSet {
    /// The packs, in the order in which they were added.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// All rules, pack by pack.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.packs.iter().flat_map(|pack| &pack.rules)
    }

    /// A rule by its full name.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules().find(|rule| &*rule.head.id == id)
    }

    /// All patterns.
    pub fn patterns(&self) -> &PatternSet {
        &self.patterns
    }

    /// The words that the house has written down as its own.
    pub fn house_words(&self) -> &HouseWords {
        &self.house_words
    }

    /// What some rules go without, to be told once.
    pub fn notices(&self) -> &[LoadError] {
        &self.notices
    }

    /// What the rules know of languages.
    pub fn languages(&self) -> &Languages {
        &self.languages
    }
}
