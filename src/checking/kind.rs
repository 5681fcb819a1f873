//! How a check is made from a rule's parameters.

use std::ops::Range;
use std::path::{Path as FilePath, PathBuf};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::{Check, FromVale};
use crate::files::Boundary;
use crate::files::Inputs;
use crate::language::Languages;
use crate::matching::{Pattern, PatternError, PatternId, PatternSetBuilder, can_be_empty};
use crate::yaml::{self, Described, Parameter, Path, Place, Problem, typed};

/// The parameters of a kind of check, as they stand in a rule, and all else that is known of the kind.
///
/// The comment on the type says what the kind is for, and those on its fields what each parameter is for: they become
/// the kind's page in `docs/kinds`, the schema and what `copydesk explain` says.
///
/// Nothing outside of the kind's own file knows it by name: what the loader, the engine, Vale styles and the
/// documentation need to know of a kind is stated here.
pub trait Parameters: DeserializeOwned + JsonSchema {
    /// The word after `check:`.
    const KIND: &'static str;
    /// A pack with a rule of this kind and its examples, which the kind's page shows and a test runs.
    const EXAMPLE: &'static str;
    /// What the message may name in braces besides `{match}`.
    const PLACEHOLDERS: &'static [Placeholder] = &[];
    /// What its findings speak of.
    const SUBJECT: Subject = Subject::Place;
    /// Whether a word that the house has written down as its own is none of its findings.
    const HEEDS_HOUSE_WORDS: bool = false;
    /// How a rule of Vale's that extends the kind becomes one of ours; none where Vale has no such kind.
    const VALE: Option<FromVale> = None;

    /// Compiles the check; mistakes go to the compiler, which then drops the result.
    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check>;

    /// Mistakes in parameters that compile and still make no sense together; `path` is the rule's.
    fn contradictions(&self, _path: &Path) -> Vec<Problem> {
        Vec::new()
    }
}

/// A name that a message may hold in braces, and what stands for it.
pub type Placeholder = (&'static str, &'static str);

/// What the findings of a kind speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A place of a document.
    Place,
    /// A document as a whole, whatever the scope.
    Document,
    /// A text that stood in an earlier article of the run. Which of the two is right, no fix can tell.
    Articles,
    /// A comment that silences findings. The engine reports it once all other rules have spoken.
    Comment,
}

/// A kind of check.
pub struct Kind {
    /// The word after `check:`.
    pub name: &'static str,
    /// What messages may name in braces besides `{match}`.
    pub placeholders: &'static [Placeholder],
    /// A pack with a rule of this kind and its examples.
    pub example: &'static str,
    /// What its findings speak of.
    pub subject: Subject,
    /// Whether a word of the house's own is none of its findings.
    pub heeds_house_words: bool,
    /// How a rule of Vale's that extends it becomes one of ours.
    pub vale: Option<FromVale>,
    /// The schema of its parameters.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
    keys: fn() -> &'static [&'static str],
    compile: fn(&Value, &mut Compiler<'_>) -> Option<Box<dyn Check>>,
    compile_stored: fn(&str, &mut Compiler<'_>) -> Option<Box<dyn Check>>,
}

impl Kind {
    /// The kind with these parameters.
    pub(crate) const fn of<P: Parameters>() -> Self {
        Self {
            name: P::KIND,
            placeholders: P::PLACEHOLDERS,
            example: P::EXAMPLE,
            subject: P::SUBJECT,
            heeds_house_words: P::HEEDS_HOUSE_WORDS,
            vale: P::VALE,
            schema: |generator| P::json_schema(generator),
            keys: yaml::field_names::<P>,
            compile: compile::<P>,
            compile_stored: compile_stored::<P>,
        }
    }

    /// The names of its parameters, and what else they may be called.
    pub fn keys(&self) -> &'static [&'static str] {
        (self.keys)()
    }

    /// What it is for; an empty line parts paragraphs.
    pub fn about(&self) -> String {
        Described::new(self.schema).about
    }

    /// Its parameters, in order.
    pub fn parameters(&self) -> Vec<Parameter> {
        Described::new(self.schema).parameters
    }

    /// What a message may name in braces.
    pub fn message_names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once("match").chain(self.placeholders.iter().map(|(name, _)| *name))
    }

    /// Compiles a rule's check from its parameters. `None` when the compiler was told of a mistake.
    pub fn compile(&self, parameters: &Value, compiler: &mut Compiler<'_>) -> Option<Box<dyn Check>> {
        (self.compile)(parameters, compiler)
    }

    /// The same from parameters that the build has written as JSON, which are known to be sound.
    pub(crate) fn compile_stored(&self, own: &str, compiler: &mut Compiler<'_>) -> Option<Box<dyn Check>> {
        (self.compile_stored)(own, compiler)
    }
}

fn compile<P: Parameters>(parameters: &Value, compiler: &mut Compiler<'_>) -> Option<Box<dyn Check>> {
    let before = compiler.problems.len();
    match typed::<P>(parameters, &compiler.path) {
        Ok(parameters) => {
            let contradictions =
                if compiler.is_strict { parameters.contradictions(&compiler.path) } else { Vec::new() };
            let check = parameters.compile(compiler);
            // A pattern that does not compile contradicts nothing.
            if compiler.problems.len() == before {
                compiler.problems.extend(contradictions);
            }
            (compiler.problems.len() == before).then_some(check)
        }
        Err(problems) => {
            compiler.problems.extend(problems);
            None
        }
    }
}

fn compile_stored<P: Parameters>(own: &str, compiler: &mut Compiler<'_>) -> Option<Box<dyn Check>> {
    Some(serde_json::from_str::<P>(own).ok()?.compile(compiler))
}

/// What a check may ask for while it is compiled, and where it tells of mistakes.
pub struct Compiler<'c> {
    patterns: &'c mut PatternSetBuilder,
    path: Path,
    /// Where files are looked for that a rule names.
    folders: Vec<PathBuf>,
    languages: Languages,
    is_strict: bool,
    /// Mistakes found so far.
    pub problems: Vec<Problem>,
    /// What the rule goes without, or what leaves it with nothing to say: told once, and no mistake.
    pub notices: Vec<Problem>,
    /// What was read of the files that the rule names.
    pub inputs: Inputs,
}

/// On which side of its colon a pattern stands.
#[derive(Clone, Copy)]
enum ColonSide {
    Key,
    Value,
}

impl<'c> Compiler<'c> {
    /// A compiler for the rule at a path of its file.
    pub fn new(patterns: &'c mut PatternSetBuilder, path: Path) -> Self {
        Self {
            patterns,
            path,
            folders: Vec::new(),
            languages: Languages::default(),
            is_strict: false,
            problems: Vec::new(),
            notices: Vec::new(),
            inputs: Inputs::default(),
        }
    }

    /// Names the folders in which the files are looked for that the rule names, the first one first, and how far
    /// those may lie.
    #[must_use]
    pub fn beside(mut self, folders: Vec<PathBuf>, boundary: &Boundary) -> Self {
        self.folders = folders;
        self.inputs = Inputs::within(boundary);
        self
    }

    /// Names the languages of the house, where they are others than those that come with the binary.
    #[must_use]
    pub fn knowing(mut self, languages: Languages) -> Self {
        self.languages = languages;
        self
    }

    /// The languages that are known.
    pub fn languages(&self) -> Languages {
        self.languages.clone()
    }

    /// Reads a text file that the rule names. `None` when there is none, which is told of.
    pub fn read_file(&mut self, at: &Path, named: &FilePath) -> Option<String> {
        let read = self.find_file(named).map(|file| self.inputs.read(&file)).transpose();
        match read {
            // Old dictionaries are not in UTF-8; what cannot be read of them is no word of theirs.
            Ok(Some(bytes)) => return Some(String::from_utf8_lossy(&bytes).into_owned()),
            Ok(None) => self.value_problem(at, format!("there is no file `{}`", named.display())),
            Err(error) => self.value_problem(at, format!("`{}` cannot be read: {error}", named.display())),
        }
        None
    }

    /// Where a file lies that the rule names; none where there is none.
    pub fn find_file(&mut self, named: &FilePath) -> Option<PathBuf> {
        let candidates = self.folders.iter().map(|folder| folder.join(named));
        candidates.chain([named.to_owned()]).find(|file| self.inputs.has_file(file))
    }

    /// The files with an extension in a folder that the rule names, sorted.
    pub fn files_in(&mut self, named: &FilePath, extension: &str) -> Vec<PathBuf> {
        let candidates = self.folders.iter().map(|folder| folder.join(named));
        let mut folders = candidates.chain([named.to_owned()]);
        let mut files = folders.find_map(|folder| self.inputs.list(&folder).ok()).unwrap_or_default();
        files.retain(|path| path.extension().is_some_and(|found| found == extension));
        files
    }

    /// The same compiler, which also refuses patterns that find nothing but the empty text.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.is_strict = true;
        self
    }

    /// Where the rule stands in its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a pattern that stands at a place of the rule. `None` when it is wrong.
    ///
    /// `shape` makes the whole expression of the written text, such as word boundaries around it.
    pub fn pattern(
        &mut self,
        at: &Path,
        written: &str,
        ignore_case: bool,
        shape: impl Fn(&str) -> String,
    ) -> Option<PatternId> {
        self.add((at, ColonSide::Value), written, ignore_case, shape)
    }

    /// Adds a pattern that stands as a key of the rule; else as [`Compiler::pattern`].
    pub fn key_pattern(
        &mut self,
        at: &Path,
        written: &str,
        ignore_case: bool,
        shape: impl Fn(&str) -> String,
    ) -> Option<PatternId> {
        self.add((at, ColonSide::Key), written, ignore_case, shape)
    }

    fn add(
        &mut self,
        site: (&Path, ColonSide),
        written: &str,
        ignore_case: bool,
        shape: impl Fn(&str) -> String,
    ) -> Option<PatternId> {
        match self.patterns.add(&shape(written), ignore_case) {
            Ok(id) => {
                // A pattern that requires a literal is never empty.
                if self.is_strict && !self.patterns.is_guarded(id) {
                    self.refuse_empty(site, written);
                }
                Some(id)
            }
            Err(error) => {
                self.pattern_problem(site, written, error);
                None
            }
        }
    }

    fn refuse_empty(&mut self, site: (&Path, ColonSide), written: &str) {
        if can_be_empty(written) {
            let message = "this pattern matches the empty text, which is everywhere";
            let remedy = "take out the `*`, `?` or `|` that lets it match nothing, or write `+` for `*`";
            let place = self.place(site, None);
            self.problems.push(Problem {
                message: message.to_owned(),
                place,
                remedy: Some(remedy.to_owned()),
            });
        }
    }

    fn place(&self, (at, side): (&Path, ColonSide), range: Option<Range<usize>>) -> Place {
        let path = self.path.join(at);
        match (side, range) {
            (ColonSide::Value, Some(range)) => Place::Within(path, range),
            (ColonSide::Value, None) => Place::Value(path),
            (ColonSide::Key, Some(range)) => Place::WithinKey(path, range),
            (ColonSide::Key, None) => Place::Key(path),
        }
    }

    /// Adds a text as a pattern that matches case, if it is one.
    pub fn optional_pattern(&mut self, written: &str) -> Option<PatternId> {
        self.patterns.add(written, false).ok()
    }

    /// Places a mistake where it was written, which is within the whole expression.
    fn pattern_problem(&mut self, site: (&Path, ColonSide), written: &str, error: PatternError) {
        let error = Pattern::new(written, false).err().unwrap_or(PatternError { range: None, ..error });
        let place = self.place(site, error.range);
        let message = format!("this pattern does not compile: {}", error.message);
        let remedy = Some("put a backslash before a character that is meant literally".to_owned());
        self.problems.push(Problem { message, place, remedy });
    }

    /// Adds the patterns of a list-valued parameter, each of which must match the whole of what it is tried on.
    pub fn whole_patterns(&mut self, key: &str, written: &[String], ignore_case: bool) -> Vec<PatternId> {
        let whole = |text: &str| format!("^(?:{text})$");
        self.asked_patterns(key, written, ignore_case, whole)
    }

    /// Adds the patterns of a list-valued parameter.
    pub fn patterns(
        &mut self,
        key: &str,
        written: &[String],
        ignore_case: bool,
        shape: impl Fn(&str) -> String,
    ) -> Vec<PatternId> {
        let at = Path::root().key(key);
        let added = written.iter().enumerate();
        added.filter_map(|(index, text)| self.pattern(&at.index(index), text, ignore_case, &shape)).collect()
    }

    /// Adds the patterns of a list-valued parameter of which only is asked whether they match what was found.
    pub fn asked_patterns(
        &mut self,
        key: &str,
        written: &[String],
        ignore_case: bool,
        shape: impl Fn(&str) -> String,
    ) -> Vec<PatternId> {
        let added = self.patterns(key, written, ignore_case, shape);
        for &id in &added {
            self.patterns.only_ask(id);
        }
        added
    }

    /// Adds the patterns of a list-valued parameter as one that matches where any of them does. It is asked of what was
    /// found, not searched for.
    pub fn joined(
        &mut self,
        key: &str,
        written: &[String],
        ignore_case: bool,
        shape: impl Fn(&str) -> String,
    ) -> Option<PatternId> {
        let before = self.problems.len();
        self.patterns_compile(key, written);
        if written.is_empty() || self.problems.len() > before {
            return None;
        }
        let shaped: Vec<String> = written.iter().map(|text| shape(text)).collect();
        let joined = self.pattern(&Path::root().key(key), &shaped.join("|"), ignore_case, str::to_owned)?;
        self.patterns.only_ask(joined);
        Some(joined)
    }

    /// Tells which patterns of a list-valued parameter do not compile, and adds none.
    pub fn patterns_compile(&mut self, key: &str, written: &[String]) {
        for (index, text) in written.iter().enumerate() {
            let at = Path::root().key(key).index(index);
            if let Some(error) = self.patterns.mistake(text) {
                self.pattern_problem((&at, ColonSide::Value), text, error);
            } else if self.is_strict && Pattern::trusted(text, false).literals().is_empty() {
                self.refuse_empty((&at, ColonSide::Value), text);
            }
        }
    }

    /// Tells of a mistake in a parameter's value.
    pub fn value_problem(&mut self, at: &Path, message: impl Into<String>) {
        self.problems.push(Problem::at_value(self.path.join(at), message));
    }

    /// Tells of a parameter that makes no sense though it can be read, where such is told of.
    pub fn sense_problem(&mut self, at: &Path, message: impl Into<String>) {
        if self.is_strict {
            self.value_problem(at, message);
        }
    }

    /// Tells once of something that the rule goes without, and what to do about it.
    pub fn notice(&mut self, at: &Path, message: impl Into<String>, remedy: &str) {
        self.notices.push(Problem::at_value(self.path.join(at), message).remedy(remedy));
    }

    /// Tells of a mistake in a parameter's name.
    pub fn key_problem(&mut self, at: &Path, message: impl Into<String>) {
        self.problems.push(Problem::at_key(self.path.join(at), message));
    }
}
