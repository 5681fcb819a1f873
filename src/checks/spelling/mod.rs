//! `spelling`: words that are in no dictionary.

mod sources;
mod words;

pub(super) use sources::{installed, named};

use std::collections::HashSet;
use std::path::PathBuf;

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

use crate::checking::exceptions::{Excepted, Exceptions};
use crate::checking::passages::Passage;
use crate::checking::{Check, Compiler, Context, FromVale, Parameters, Sink, ValeExceptions};
use crate::finding::Applicability;
use crate::language::Dictionaries;
use crate::yaml::Path;

/// Words that are in no dictionary: in none of the Hunspell dictionaries that the rule names, or in the English one that
/// comes with the program.
///
/// Flags "recieve" in any text; leaves "receive", names with a capital within, and the words of `ignore` files and
/// `exceptions` alone. A dictionary is looked for in `dicpath`, beside the rule, in the folders of `DICPATH`, and where
/// Hunspell and LibreOffice keep theirs. Where none of those named is found, that is told once and the rule does not run.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of its own, as Vale has them")]
pub struct Spelling {
    /// Dictionaries by name: `en_GB` stands for the files `en_GB.aff` and `en_GB.dic`. Without any, the English one that
    /// comes with the program, which also stands in for `en`, `en_US` and their like where those are not found.
    #[serde(default)]
    dictionaries: Vec<String>,
    /// Whether the English dictionary that comes with the program counts besides those named.
    #[serde(default)]
    append: bool,
    /// The folder of the dictionaries, relative to the rule's file; all that lie there, if none is named.
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
    /// Files of words that are right, one a line, relative to the rule's file. A word in small letters is right with
    /// capitals too.
    #[serde(default)]
    ignore: Files,
    /// Patterns of words that are right.
    #[serde(default)]
    exceptions: Vec<String>,
    /// Whether words are what stands between spaces, as in Vale: then `sea-port` and `and/or` are no words, and only
    /// looked at with `custom`.
    #[serde(default)]
    spaced: bool,
    /// Whether nearby words are offered.
    #[serde(default = "yes")]
    suggest: bool,
}

fn yes() -> bool {
    true
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

/// How many corrections are proposed.
const PROPOSALS: usize = 3;
/// In one document, words beyond so many different ones are told without what may have been meant: such a text is in
/// another language, or none.
const MOST_SUGGESTED: usize = 100;

struct SpellingCheck {
    dictionaries: Dictionaries,
    /// The rule's own filters.
    filters: Vec<Regex>,
    /// Whether only those count.
    is_custom: bool,
    ignored: HashSet<String>,
    exceptions: Exceptions,
    is_spaced: bool,
    suggests: bool,
}

impl Parameters for Spelling {
    const KIND: &'static str = "spelling";
    const HEEDS_HOUSE_WORDS: bool = true;
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
        others: &["exceptions", "threshold"],
        exceptions: ValeExceptions::Vocabulary,
        ignores_unknown: true,
        settle,
        ..FromVale::same(&[])
    });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let dictionaries = self.sources(compiler);
        compiler.patterns_compile("filters", &self.filters);
        let filters = self.filters.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect();
        let ignored = self.ignored(compiler);
        let exceptions = Exceptions::compile(compiler, &self.exceptions, true);
        Box::new(SpellingCheck {
            dictionaries,
            filters,
            is_custom: self.custom,
            ignored,
            exceptions,
            is_spaced: self.spaced,
            suggests: self.suggest,
        })
    }
}

impl Spelling {
    /// The words of the files that are named; one that is not there is told of once.
    fn ignored(&self, compiler: &mut Compiler<'_>) -> HashSet<String> {
        let files = match &self.ignore {
            Files::One(file) => std::slice::from_ref(file),
            Files::Many(files) => files,
        };
        let at = Path::root().key("ignore");
        let mut ignored = HashSet::new();
        for file in files {
            if compiler.find_file(file).is_none() {
                let message = format!("there is no file `{}`", file.display());
                compiler.notice(&at, message, "the rule runs without the words in it");
                continue;
            }
            let text = compiler.read_file(&at, file).unwrap_or_default();
            ignored.extend(text.lines().map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned));
        }
        ignored
    }
}

/// Vale parts words by spaces, offers words only where the rule has an action, reads one text as a list of one, and looks
/// into a folder only for the dictionaries that it names.
fn settle(written: &Mapping, own: &mut Mapping) {
    own.retain(|_, value| !value.is_null());
    for key in ["dictionaries", "filters"] {
        if let Some(value) = own.get_mut(key).filter(|value| value.is_string()) {
            *value = Value::Sequence(vec![value.clone()]);
        }
    }
    if !own.contains_key("dictionaries") && !own.contains_key("dic") {
        own.remove("dicpath");
    }
    let action = written.get("action").and_then(|action| action.get("name")).and_then(Value::as_str);
    own.insert("suggest".into(), (action == Some("suggest")).into());
    own.insert("spaced".into(), true.into());
}

impl Check for SpellingCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if self.dictionaries.is_empty() {
            return;
        }
        let mut suggested = HashSet::new();
        for passage in context.all_passages() {
            let excepted = self.exceptions.within(context, passage.text);
            if self.is_spaced {
                words::words_between_spaces(passage.text)
                    .for_each(|range| self.look(context, &passage, &excepted, range, &mut suggested, sink));
            } else {
                words::words(passage.text)
                    .for_each(|range| self.look(context, &passage, &excepted, range, &mut suggested, sink));
            }
        }
    }
}

impl SpellingCheck {
    fn look<'a>(
        &self,
        context: &Context<'_>,
        passage: &Passage<'a>,
        excepted: &Excepted<'_>,
        range: std::ops::Range<usize>,
        suggested: &mut HashSet<&'a str>,
        sink: &mut Sink<'_>,
    ) {
        let word = &passage.text[range.clone()];
        if !self.is_wrong(word) {
            return;
        }
        let span = passage.part(range.clone());
        if excepted.hold(&range) || !context.speaks_at(span) {
            return;
        }
        // Vale's dictionaries have apostrophes of one form, and so have its messages.
        let told = if self.is_spaced { word.replace(['’', '‘'], "'") } else { word.to_owned() };
        let report = sink.report(span).value("match", told);
        let is_few = suggested.contains(word) || suggested.len() < MOST_SUGGESTED && suggested.insert(word);
        if !self.suggests || !is_few {
            return report.emit();
        }
        let nearest = self.dictionaries.nearest(word);
        match &nearest[..nearest.len().min(PROPOSALS)] {
            [] => report.emit(),
            [only] => report.replace(span, only.clone(), Applicability::Unsafe).emit(),
            several => report.help(format!("Did you mean {}?", several.join(", "))).emit(),
        }
    }

    /// Whether a word is one to be looked at, and nobody knows it.
    fn is_wrong(&self, word: &str) -> bool {
        let is_looked_at = if self.is_custom { has_word(word) } else { is_plain(word) };
        is_looked_at
            && !self.dictionaries.have(word)
            && !self.ignored.contains(word)
            && !self.ignored.contains(&word.to_lowercase())
            && !self.filters.iter().any(|filter| filter.is_match(word))
    }
}

/// Whether a word is of ASCII letters, `_` and `'`, with no capital at its end or behind a small letter.
fn is_plain(word: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphabetic() || matches!(letter, '_' | '\'' | '’');
    word.chars().all(is_letter)
        && !word.ends_with(|letter: char| letter.is_ascii_uppercase())
        && !has_capital_within(word)
}

/// Whether a capital stands behind small letters that begin with one: `JavaScript`.
fn has_capital_within(word: &str) -> bool {
    let mut before = word.chars().skip_while(|letter| !letter.is_ascii_uppercase());
    let mut last = before.next();
    before.any(|letter| {
        let is_within = letter.is_ascii_uppercase() && last.is_some_and(|last| last.is_ascii_lowercase());
        last = Some(letter);
        is_within
    })
}

/// Whether a text is more than a number, with a unit or without.
fn has_word(word: &str) -> bool {
    let rest = word.trim_start_matches(|sign: char| sign.is_ascii_digit() || ".,-".contains(sign));
    !rest.is_empty() && (rest.len() == word.len() || rest.len() > 3) && !word.starts_with("0x")
}
