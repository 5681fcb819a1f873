//! `unknown`: words that no dictionary of the text's language has.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::{HashMap, HashSet};
use schemars::JsonSchema;
use serde::Deserialize;

use super::misspelling::{Company, goes_before_capital, is_set_off, opens_sentence, stands_alone};
use super::slip::{has_affix, is_linked};
use super::spelling::{installed, named};
use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::document::{Block, BlockId};
use crate::files::Installed;
use crate::finding::Applicability;
use crate::language::hand::{self, Hand};
use crate::language::{Dictionaries, Dictionary, Language, Languages};
use crate::source::TextSpan;

/// Words that no dictionary of the text's language has: the English one that comes with the program, and for other
/// languages those of Hunspell and LibreOffice on the computer. A text in a language without one is left alone.
///
/// Flags "recieve" in an English text; leaves names and all other words with a capital alone, what a text has several
/// times, passages in other languages, words made of others, parts of addresses and words with hyphens, and the house's
/// own words.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unknown {
    /// Words that are right here, in small letters, besides the house's own.
    #[serde(default)]
    accept: Vec<String>,
    /// Hunspell dictionaries that count besides those of the language, such as one of a trade: `en_medical` stands for
    /// the files `en_medical.aff` and `en_medical.dic` beside the rule's file or where the computer has its own.
    #[serde(default)]
    dictionaries: Vec<String>,
    /// Whether only those words are told of that are a slip from a common one, or two where they are long (default true):
    /// most others are names, and words of a trade.
    #[serde(default = "yes")]
    near: bool,
    /// How many letters a word must have to be looked up (default 4).
    #[serde(default = "four")]
    shortest: usize,
    /// How often a word must stand in a text to be meant as it is (default 2).
    #[serde(default = "two")]
    often: usize,
}

fn four() -> usize {
    4
}

fn yes() -> bool {
    true
}

fn two() -> usize {
    2
}

struct UnknownCheck {
    accepted: HashSet<String>,
    /// Those of trades.
    named: Dictionaries,
    installed: Installed,
    /// Those of languages, each read when a text in it is met.
    of_languages: Mutex<HashMap<Language, Arc<Dictionaries>>>,
    is_near: bool,
    shortest: usize,
    often: usize,
}

/// A word that nobody knows.
struct UnknownWord<'a> {
    at: (BlockId, usize),
    span: TextSpan,
    /// The word in small letters.
    word: Cow<'a, str>,
    language: Language,
}

/// So many dictionaries of one language are read: a country's own, and another one.
const MOST_OF_LANGUAGE: usize = 2;
/// How many words are told of that may have been meant.
const PROPOSALS: usize = 3;
/// A text with more different words that nobody knows is a list of names, or in a dialect of its own.
const MOST: usize = 120;
/// How many words on each side may be unknown too, and how far around is looked.
const MOST_BESIDE: usize = 2;
/// A half of a word that is made of two has so many letters.
const HALF: usize = 4;
/// A word has so many letters to be told from others one slip away, and two slips.
const FEWEST_FOR_ONE: usize = 6;
const FEWEST_FOR_TWO: usize = 8;
const BESIDE: usize = 5;

impl Parameters for Unknown {
    const KIND: &'static str = "unknown";
    const EXAMPLE: &'static str = r#"rules:
  nowhere:
    check: unknown
    message: "“{match}” is in no dictionary{meant}"
    accept: [quaynet]
    examples:
      flag: ["The ferry was late, and the [[harbur]] of the quaynet was dark."]
      pass: ["The ferry was late, and the harbour of the quaynet was dark."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] =
        &[("meant", "a colon and the question which word was meant, or a full stop where none is near")];

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(UnknownCheck {
            accepted: self.accept.iter().map(|word| word.to_lowercase()).collect(),
            named: named(compiler, &self.dictionaries),
            installed: installed(compiler),
            of_languages: Mutex::default(),
            is_near: self.near,
            shortest: self.shortest,
            often: self.often,
        })
    }
}

impl Check for UnknownCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut unknown = Vec::new();
        for (id, block) in context.blocks() {
            self.add_unknown(context, id, block, &mut unknown);
        }
        let different: HashSet<&str> = unknown.iter().map(|found| &*found.word).collect();
        if unknown.is_empty() || different.len() > MOST {
            return;
        }
        let meant = self.meant(context, &different);
        for found in &unknown {
            if !meant.contains(&*found.word)
                && !is_in_company(&unknown, found)
                && self.is_plain(context, found)
            {
                self.report(context, found, sink);
            }
        }
    }
}

impl UnknownCheck {
    /// The words of a block that no dictionary has.
    fn add_unknown<'a>(
        &self,
        context: &Context<'a>,
        id: BlockId,
        block: &Block,
        unknown: &mut Vec<UnknownWord<'a>>,
    ) {
        let document = context.document();
        let mut known: Option<(Language, Arc<Dictionaries>)> = None;
        for (index, &span) in context.reading().words(id).iter().enumerate() {
            let span = without_possessive(context, span);
            let Some(word) = self.looked_up(context, block, span) else { continue };
            let language = document.language_at(span.start).unwrap_or(Language::ENGLISH);
            let (_, dictionaries) = match &mut known {
                Some(known) if known.0 == language => known,
                known => known.insert((language, self.of_language(language))),
            };
            let is_known = dictionaries.is_empty()
                || dictionaries.have(&word)
                || dictionaries.have(document.text(span))
                || self.named.have(&word)
                || document.languages().is_word(language, &word) == Some(true);
            if !is_known {
                unknown.push(UnknownWord { at: (id, index), span, word, language });
            }
        }
    }

    /// A word in small letters as it is looked up, if it is one: no name, and nothing with figures or signs.
    fn looked_up<'a>(&self, context: &Context<'a>, block: &Block, span: TextSpan) -> Option<Cow<'a, str>> {
        let word = context.document().text(span);
        if word.len() < self.shortest || word.chars().count() < self.shortest {
            return None;
        }
        let is_small = |letter: char| letter.is_lowercase() || matches!(letter, '\'' | '’');
        let (first, rest) = word.split_at(word.chars().next()?.len_utf8());
        if !rest.chars().all(is_small) {
            return None;
        }
        if first.chars().all(char::is_lowercase) {
            return Some(Cow::Borrowed(word));
        }
        let is_word = first.chars().all(char::is_uppercase)
            && opens_sentence(context, block, span)
            && !goes_before_capital(context, block, span);
        is_word.then(|| Cow::Owned(word.to_lowercase()))
    }

    fn of_language(&self, language: Language) -> Arc<Dictionaries> {
        let mut all = self.of_languages.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || {
            if language == Language::ENGLISH {
                return Arc::new(Dictionaries::new(vec![Dictionary::English]));
            }
            let files = self.installed.of_language(language.as_str()).into_iter().take(MOST_OF_LANGUAGE);
            Arc::new(Dictionaries::new(files.filter_map(|files| Dictionary::read(&files).ok()).collect()))
        };
        Arc::clone(all.entry(language).or_insert_with(read))
    }

    /// The words that the text has often, or as names too, so that they must be meant.
    fn meant<'s>(&self, context: &Context<'_>, words: &HashSet<&'s str>) -> HashSet<&'s str> {
        let mut counts: HashMap<&str, usize> = HashMap::default();
        let mut names: HashSet<&str> = HashSet::default();
        for (id, block) in context.document().enumerate_blocks() {
            for &span in context.reading().words(id) {
                let written = context.document().text(span);
                let written =
                    written.strip_suffix("’s").or_else(|| written.strip_suffix("'s")).unwrap_or(written);
                let lower = written.to_lowercase();
                if let Some(&word) = words.get(&*lower) {
                    *counts.entry(word).or_default() += 1;
                    if written != lower && !opens_sentence(context, block, span) {
                        names.insert(word);
                    }
                }
            }
        }
        names.extend(counts.iter().filter(|(_, count)| **count >= self.often).map(|(word, _)| *word));
        names
    }

    /// Whether a word is one of the text's own language, and its author's.
    fn is_plain(&self, context: &Context<'_>, found: &UnknownWord<'_>) -> bool {
        let document = context.document();
        let UnknownWord { at: (id, index), span, word, language } = found;
        let told = document.language_at(span.start);
        let is_english = *language == Language::ENGLISH;
        told == context.language()
            && !self.accepted.contains(&**word)
            && stands_alone(context, document.block(*id), *span)
            && !is_hyphenated(context, *span)
            && context.speaks_at(*span)
            && !is_set_off(context, *span)
            && !is_linked(context, *span)
            && Company::of(context, context.reading().words(*id), *index, *language).fits(told)
            && !context.is_house_word(word)
            && !(is_english && is_made(word, document.languages()))
    }

    /// Reports a word with what may have been meant. One that opens its sentence may be a name, unless it is one slip from
    /// a common word.
    fn report(&self, context: &Context<'_>, found: &UnknownWord<'_>, sink: &mut Sink<'_>) {
        let written = context.document().text(found.span);
        let nearest = self.of_language(found.language).nearest(written);
        let is_name = written != found.word;
        let is_meant = |right: &String| {
            let right = right.to_lowercase();
            let is_slip = !is_name || right.contains(' ') || hand::made(&found.word, &right).is_some();
            is_slip && is_near(found, &right, context.document().languages())
        };
        let (meant, others): (Vec<&String>, Vec<&String>) = nearest.iter().partition(|right| is_meant(right));
        if (self.is_near || is_name) && meant.is_empty() {
            return;
        }
        let proposals: Vec<&String> = meant.into_iter().chain(others).take(PROPOSALS).collect();
        let quoted: Vec<String> = proposals.iter().map(|word| format!("“{word}”")).collect();
        let meant = if quoted.is_empty() {
            ".".to_owned()
        } else {
            format!(": did you mean {}?", quoted.join(" or "))
        };
        let report = sink.report(found.span).value("meant", meant);
        match proposals.first() {
            Some(first) => report.propose(found.span, first, Applicability::Unsafe).emit(),
            None => report.emit(),
        }
    }
}

/// A word without the `’s` at its end.
fn without_possessive(context: &Context<'_>, word: TextSpan) -> TextSpan {
    let text = context.document().text(word);
    let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    TextSpan::from_range(word.range().start..word.range().start + bare.len())
}

/// Whether a word is made of another one with a prefix or an ending, or of two common ones: `untangled`, `touchscreen`.
fn is_made(word: &str, languages: &Languages) -> bool {
    let is_common = |part: &str| Dictionary::English.is_common(part);
    let halves = || word.char_indices().map(|(at, _)| word.split_at(at));
    has_affix(word, languages.of(Some(Language::ENGLISH)), languages)
        || halves()
            .any(|(one, other)| one.len().min(other.len()) >= HALF && is_common(one) && is_common(other))
}

/// Whether a word is so near a common one that it was meant.
fn is_near(found: &UnknownWord<'_>, right: &str, languages: &Languages) -> bool {
    if let Some((one, other)) = right.split_once(' ') {
        // A space is left out beside a small word; two other words are a name, or a compound.
        let small_words = &languages.of(Some(found.language)).stop_words;
        return (small_words.contains(one) || small_words.contains(other))
            && found.word.len() >= FEWEST_FOR_ONE;
    }
    let is_common =
        found.language != Language::ENGLISH || right.contains('\'') || Dictionary::English.is_common(right);
    let fewest = match hand::made(&found.word, right).map(|made| made.how) {
        Some(Hand::Turned(..) | Hand::More { doubled: true }) => 0,
        _ if right.contains('\'') => 0,
        Some(_) => FEWEST_FOR_ONE,
        None => FEWEST_FOR_TWO,
    };
    is_common && found.word.chars().count() >= fewest
}

/// Whether a hyphen joins a word to another one.
fn is_hyphenated(context: &Context<'_>, word: TextSpan) -> bool {
    let prose = context.document().prose();
    let is_hyphen = |sign: Option<char>| sign.is_some_and(|sign| matches!(sign, '-' | '‐' | '‑' | '/'));
    is_hyphen(prose[..word.start as usize].chars().next_back())
        || is_hyphen(prose[word.end as usize..].chars().next())
}

/// Whether so many words around one are unknown that the passage is in another language, or a list of names.
fn is_in_company(unknown: &[UnknownWord<'_>], found: &UnknownWord<'_>) -> bool {
    let (id, index) = found.at;
    let near = unknown.iter().filter(|other| other.at.0 == id && other.at.1.abs_diff(index) <= BESIDE);
    near.count() > 1 + MOST_BESIDE
}
