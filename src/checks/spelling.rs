//! `spelling`: words that are in none of the given Hunspell dictionaries.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::OnceLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;
use spellbook::Dictionary;
use unicode_segmentation::UnicodeSegmentation;

use crate::checking::exceptions::Exceptions;
use crate::checking::{Check, Compiler, Context, FromVale, Parameters, Sink, ValeExceptions};
use crate::finding::Applicability;
use crate::yaml::Path;

/// Words that are in none of the given Hunspell dictionaries.
///
/// Flags "recieve" with an English dictionary; leaves "receive", names with a capital within, and the words of
/// `ignore` files and `exceptions` alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// Dictionaries by name: `en_GB` stands for the files `en_GB.aff` and `en_GB.dic`.
    #[serde(default)]
    dictionaries: Vec<String>,
    /// The folder of the dictionaries, relative to the rule's file.
    #[serde(default)]
    dicpath: Option<PathBuf>,
    /// One dictionary's file of affixes, relative to the rule's file.
    #[serde(default)]
    aff: Option<PathBuf>,
    /// The same dictionary's file of words.
    #[serde(default)]
    dic: Option<PathBuf>,
    /// Patterns of words that are not looked at, besides those with capitals within or at the end and
    /// those with signs other than ASCII letters.
    #[serde(default)]
    filters: Vec<String>,
    /// Whether only these filters count.
    #[serde(default)]
    custom: bool,
    /// Files of words that are right, one a line, relative to the rule's file.
    #[serde(default)]
    ignore: Files,
    /// Patterns of words that are right.
    #[serde(default)]
    exceptions: Vec<String>,
}

/// One file, or a list of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Files {
    /// One.
    One(PathBuf),
    /// A list.
    Many(Vec<PathBuf>),
}

impl Default for Files {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

/// What is no word to be looked up: capitals within or at the end, and anything but ASCII letters.
const FILTERS: &[&str] = &["[A-Z]{1}[a-z]+[A-Z]+", r"[^a-zA-Z_']", "[A-Z]+$"];
/// How many corrections are proposed.
const PROPOSALS: usize = 3;

/// A dictionary's two texts, and the dictionary once it is needed.
struct DictionarySource {
    affixes: String,
    words: String,
    read: OnceLock<Option<Dictionary>>,
}

struct SpellingCheck {
    sources: Vec<DictionarySource>,
    filters: Vec<Regex>,
    ignored: HashSet<String>,
    exceptions: Exceptions,
}

impl Parameters for Spelling {
    const KIND: &'static str = "spelling";
    const EXAMPLE: &'static str = r#"rules:
  typos:
    check: spelling
    message: "“{match}” is in no dictionary."
    # The files harbour.aff and harbour.dic, beside the pack.
    dictionaries: [harbour]
    exceptions: [Westmole]
    examples:
      flag: ["The boats [[recieve]] mail at Westmole."]
      pass: ["The boats receive mail at Westmole."]
"#;
    const VALE: Option<FromVale> = Some(FromVale {
        // There is no dictionary to add others to.
        others: &["append", "exceptions", "threshold"],
        exceptions: ValeExceptions::Vocabulary,
        ..FromVale::same(&[])
    });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let sources = self.sources(compiler);
        let filters = self.filters(compiler);
        let files = match &self.ignore {
            Files::One(file) => std::slice::from_ref(file),
            Files::Many(files) => files,
        };
        let mut ignored = HashSet::new();
        for file in files {
            let text = compiler.read_file(&Path::root().key("ignore"), file).unwrap_or_default();
            ignored.extend(text.lines().map(|word| word.trim().to_lowercase()));
        }
        let exceptions = Exceptions::compile(compiler, &self.exceptions, true);
        Box::new(SpellingCheck { sources, filters, ignored, exceptions })
    }
}

impl Spelling {
    /// The dictionaries' files; where none is named, every one in the folder.
    fn sources(&self, compiler: &mut Compiler<'_>) -> Vec<DictionarySource> {
        let root = Path::root();
        let folder = self.dicpath.clone().unwrap_or_default();
        let mut pairs: Vec<(Path, PathBuf, PathBuf)> = Vec::new();
        for (index, name) in self.dictionaries.iter().enumerate() {
            let file = |extension: &str| folder.join(format!("{name}.{extension}"));
            pairs.push((root.key("dictionaries").index(index), file("aff"), file("dic")));
        }
        if let (Some(affixes), Some(words)) = (&self.aff, &self.dic) {
            pairs.push((root.key("dic"), folder.join(affixes), folder.join(words)));
        }
        if pairs.is_empty() && self.dicpath.is_some() {
            let found = compiler.files_in(&folder, "aff").into_iter();
            pairs.extend(found.map(|file| (root.key("dicpath"), file.clone(), file.with_extension("dic"))));
        }
        if pairs.is_empty() {
            compiler
                .value_problem(&root, "a `spelling` rule needs a dictionary: none comes with the program");
        }
        let mut sources = Vec::new();
        for (at, affixes, words) in pairs {
            let texts = compiler.read_file(&at, &affixes).zip(compiler.read_file(&at, &words));
            sources.extend(texts.map(|(affixes, words)| DictionarySource {
                affixes,
                words,
                read: OnceLock::new(),
            }));
        }
        sources
    }

    fn filters(&self, compiler: &mut Compiler<'_>) -> Vec<Regex> {
        compiler.patterns_compile("filters", &self.filters);
        let usual = if self.custom { &[][..] } else { FILTERS };
        let written = usual.iter().copied().chain(self.filters.iter().map(String::as_str));
        written.filter_map(|pattern| Regex::new(pattern).ok()).collect()
    }
}

impl DictionarySource {
    fn dictionary(&self) -> Option<&Dictionary> {
        self.read.get_or_init(|| Dictionary::new(&self.affixes, &self.words).ok()).as_ref()
    }
}

impl Check for SpellingCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for passage in context.all_passages() {
            let excepted = self.exceptions.within(context, passage.text);
            for (start, word) in passage.text.unicode_word_indices() {
                if !self.is_wrong(word) {
                    continue;
                }
                let range = start..start + word.len();
                let span = passage.part(range.clone());
                if excepted.hold(&range) || !context.speaks_at(span) {
                    continue;
                }
                let report = sink.report(span).value("match", word);
                match self.proposals(word).as_slice() {
                    [] => report.emit(),
                    [only] => report.replace(span, only.clone(), Applicability::Unsafe).emit(),
                    several => report.help(format!("Did you mean {}?", several.join(", "))).emit(),
                }
            }
        }
    }
}

impl SpellingCheck {
    fn is_wrong(&self, word: &str) -> bool {
        let is_known = |source: &DictionarySource| source.dictionary().is_none_or(|known| known.check(word));
        !self.filters.iter().any(|filter| filter.is_match(word))
            && !self.ignored.contains(&word.to_lowercase())
            && !self.sources.iter().any(is_known)
    }

    fn proposals(&self, word: &str) -> Vec<String> {
        let mut proposals = Vec::new();
        for dictionary in self.sources.iter().filter_map(DictionarySource::dictionary) {
            dictionary.suggest(word, &mut proposals);
        }
        proposals.truncate(PROPOSALS);
        proposals
    }
}
