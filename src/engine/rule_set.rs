//! Packs compiled together.

use std::path::Path as FilePath;

use super::Archive;
use crate::document::{Document, House};
use crate::files::Boundary;
use crate::language::Languages;
use crate::matching::{PatternSet, PatternSetBuilder};
use crate::rules::vale::{self, Vocabulary};
use crate::rules::{self, ExampleFailure, Expectation, LoadError, Options, Pack, PackForm, Rule};
use crate::source::{Source, SourceSpan};
use crate::yaml::{Path, Problem};

/// Collects packs.
#[derive(Default)]
pub struct RuleSetBuilder {
    patterns: PatternSetBuilder,
    packs: Vec<Pack>,
    options: Options,
    boundary: Boundary,
    languages: Languages,
    errors: Vec<LoadError>,
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

    /// Takes the rules out of a pack whose names another pack has taken, and tells of them.
    fn take_repeated(&self, pack: &mut Pack) -> Vec<Problem> {
        let mut problems = Vec::new();
        pack.rules.retain(|rule| {
            let id = &*rule.head.id;
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
        self.packs.push(pack);
        self.errors.extend(errors);
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

    /// Adds the rules that are part of Vale; see [`vale::own_rules`].
    #[must_use]
    pub fn vale_own(mut self, vocabulary: &Vocabulary, dictionaries: Option<&FilePath>) -> Self {
        let (pack, errors) =
            vale::own_rules(vocabulary, dictionaries, &mut self.patterns, &self.boundary, &self.options);
        self.packs.push(pack);
        self.errors.extend(errors);
        self
    }

    /// The rule set of all sound rules, and the mistakes in the others.
    pub fn build(self) -> (RuleSet, Vec<LoadError>) {
        let Self { packs, patterns, languages, errors, .. } = self;
        let set = RuleSet { packs, patterns: patterns.build(), languages };
        (set, errors)
    }
}

/// Packs with their patterns compiled together.
#[derive(Default)]
pub struct RuleSet {
    packs: Vec<Pack>,
    patterns: PatternSet,
    languages: Languages,
}

/// An example of a rule that does not hold.
pub struct Failure<'s> {
    /// The pack.
    pub pack: &'s Pack,
    /// The rule.
    pub rule: &'s Rule,
    /// What happened.
    pub failure: ExampleFailure,
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

    /// What the rules know of languages.
    pub fn languages(&self) -> &Languages {
        &self.languages
    }

    /// Runs the examples of all rules, each rule alone; the number of examples, and those that do not hold.
    pub fn test(&self) -> (usize, Vec<Failure<'_>>) {
        let mut count = 0;
        let mut failures = Vec::new();
        for pack in &self.packs {
            for rule in &pack.rules {
                count += rule.examples.len();
                failures.extend(self.test_rule(rule).map(|failure| Failure { pack, rule, failure }));
            }
        }
        (count, failures)
    }

    fn test_rule<'s>(&'s self, rule: &'s Rule) -> impl Iterator<Item = ExampleFailure> + 's {
        rule.examples.iter().filter_map(move |example| {
            let source = |text: &String| Source::new("example", text.clone());
            let mut archive = Archive::new();
            let mut lint = |document: &Document<'_>| {
                let looked = super::linter::run_rule(self, rule, document);
                let head = |_: &str| Some(rule.head.clone());
                let recurring = archive.judge(document.source(), &looked.prints, head);
                [looked.findings, recurring].concat()
            };
            let house = House { languages: self.languages.clone(), ..House::default() };
            for earlier in example.before.iter().map(source) {
                lint(&Document::parse_for(&earlier, example.format, example.language, &house));
            }
            let source = source(&example.text);
            let document = Document::parse_for(&source, example.format, example.language, &house);
            let mut findings = lint(&document);
            findings.sort_by(|one, other| one.order().cmp(&other.order()));
            let spans: Vec<SourceSpan> = findings.iter().map(|finding| finding.span).collect();
            let failure = example.check(&spans)?;
            let is_silent = example.expectation == Expectation::Flag && spans.is_empty();
            let remedy = if is_silent { super::silence::remedy(self, rule, &document) } else { None };
            Some(ExampleFailure { remedy, ..failure })
        })
    }
}
