//! `misspelling`: words that are known to be slips in the text's language.
//!
//! The slips stand in the languages' files under `misspellings`; many more of English come with the program.

use std::borrow::Cow;

use foldhash::{HashMap, HashSet};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::document::{Block, BlockId, InlineKind};
use crate::finding::Applicability;
use crate::language::Language;
use crate::source::TextSpan;

/// Words that are known to be slips in the text's language.
///
/// Flags "recieve" in an English text; leaves "receive" alone, names with a capital, parts of addresses, passages in
/// other languages, and a word that a text has so often that it must be meant.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Misspelling {
    /// Words that are right here, in small letters, besides the house's own: those of its terms, of the vocabularies of
    /// its styles and of its lists of `words`.
    #[serde(default)]
    accept: Vec<String>,
    /// How many letters an English word must have to be looked up among the slips that come with the program (default 5);
    /// a shorter one must stand in the language's own file, too.
    #[serde(default = "five")]
    shortest: usize,
    /// How often a word must stand in a text to be meant as it is (default 3).
    #[serde(default = "three")]
    often: usize,
}

fn five() -> usize {
    5
}

fn three() -> usize {
    3
}

struct MisspellingCheck {
    accepted: HashSet<String>,
    shortest: usize,
    often: usize,
}

/// A word that is known to be a slip.
struct Slip<'a> {
    span: TextSpan,
    /// The word in small letters.
    word: Cow<'a, str>,
    /// What was meant; several words are parted by `|`.
    right: &'a str,
}

/// Parts several words that may be meant.
const OR: char = '|';
/// Shorter English words are no slips that anybody has written down.
const SHORTEST: usize = 3;
/// How many of them are told of.
const PROPOSALS: usize = 3;
/// How many words on each side tell that a word belongs to another language.
const COMPANY: usize = 4;

impl Parameters for Misspelling {
    const KIND: &'static str = "misspelling";
    const HEEDS_HOUSE_WORDS: bool = true;
    const EXAMPLE: &'static str = r#"rules:
  slips:
    check: misspelling
    message: "“{match}”: did you mean {right}?"
    lang: en
    fix: replace
    examples:
      flag: ["The ferry will [[recieve]] a new engine on Monday."]
      pass: ["The ferry will receive a new engine on Monday."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[("right", "what was meant, in quotation marks")];

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let accepted = self.accept.iter().map(|word| word.to_lowercase()).collect();
        Box::new(MisspellingCheck { accepted, shortest: self.shortest, often: self.often })
    }
}

impl Check for MisspellingCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut slips = Vec::new();
        for (id, block) in context.blocks() {
            self.add_slips(context, id, block, &mut slips);
        }
        if slips.is_empty() {
            return;
        }
        let meant = self.meant(context, &slips);
        for slip in slips.iter().filter(|slip| !meant.contains(&*slip.word)) {
            report(context, slip, sink);
        }
    }
}

impl MisspellingCheck {
    fn add_slips<'a>(&self, context: &Context<'a>, id: BlockId, block: &Block, slips: &mut Vec<Slip<'a>>) {
        let document = context.document();
        let words = context.reading().words(id);
        let mut corrections = document.languages().corrections(Language::ENGLISH);
        for (index, &span) in words.iter().enumerate() {
            let word = document.text(span);
            // A text too short for its language to be known is English where the words around are.
            let told = document.language_at(span.start);
            let language = told.unwrap_or(Language::ENGLISH);
            let Some(word) = Self::looked_up(context, block, (span, word), language) else { continue };
            if corrections.language() != language {
                corrections = document.languages().corrections(language);
            }
            // Short words are of many trades; only those that the language's own file names are slips.
            let is_short = language == Language::ENGLISH && word.len() < self.shortest;
            let right = if is_short { corrections.of_short(&word) } else { corrections.of(&word) };
            let Some(right) = right else { continue };
            let is_plain = !self.accepted.contains(&*word)
                && stands_alone(context, block, span)
                && context.speaks_at(span)
                && !is_set_off(context, span)
                && Company::of(context, words, index, language).fits(told)
                && !context.is_house_word(&word);
            if is_plain {
                slips.push(Slip { span, word, right });
            }
        }
    }

    /// A word in small letters as it is looked up, if it can be a slip.
    fn looked_up<'a>(
        context: &Context<'_>,
        block: &Block,
        (span, word): (TextSpan, &'a str),
        language: Language,
    ) -> Option<Cow<'a, str>> {
        let is_english = language == Language::ENGLISH;
        if is_english && word.len() < SHORTEST {
            return None;
        }
        if is_small(word) {
            return Some(Cow::Borrowed(word));
        }
        let (first, rest) = word.split_at(word.chars().next()?.len_utf8());
        let is_capital = first.chars().all(char::is_uppercase) && is_small(rest);
        // A capital makes a name of an English word, and of a word of another language a noun perhaps.
        let is_name = || !opens_sentence(context, block, span) || goes_before_capital(context, block, span);
        let may_be_slip = is_capital && !(is_english && is_name());
        may_be_slip.then(|| Cow::Owned(word.to_lowercase()))
    }

    /// The words that the text has so often, or as names too, that they must be meant.
    fn meant<'s>(&self, context: &Context<'_>, slips: &'s [Slip<'_>]) -> HashSet<&'s str> {
        let mut counts: HashMap<&str, usize> = slips.iter().map(|slip| (&*slip.word, 0)).collect();
        let mut names = HashSet::default();
        let is_english = context.language().is_none_or(|language| language == Language::ENGLISH);
        for (id, block) in context.document().enumerate_blocks() {
            for &span in context.reading().words(id) {
                let word = context.document().text(span);
                if let Some(count) = counts.get_mut(word) {
                    *count += 1;
                } else if is_english
                    && word.starts_with(char::is_uppercase)
                    && !opens_sentence(context, block, span)
                {
                    names.insert(word.to_lowercase());
                }
            }
        }
        let is_meant = |slip: &Slip<'_>| {
            names.contains(&*slip.word) || counts.get(&*slip.word).is_some_and(|&count| count >= self.often)
        };
        slips.iter().filter(|slip| is_meant(slip)).map(|slip| &*slip.word).collect()
    }
}

/// Reports a slip with what was meant; a fix takes the first of several.
fn report(context: &Context<'_>, slip: &Slip<'_>, sink: &mut Sink<'_>) {
    let found = context.document().text(slip.span);
    let proposals: Vec<String> =
        slip.right.split(OR).take(PROPOSALS).map(|right| in_case_of(found, right)).collect();
    let quoted: Vec<String> = proposals.iter().map(|word| format!("“{word}”")).collect();
    let report = sink.report(slip.span).value("right", quoted.join(" or "));
    match proposals.as_slice() {
        [only] => report.propose(slip.span, only, context.fix_applicability()).emit(),
        [first, ..] => report.propose(slip.span, first, Applicability::Unsafe).emit(),
        [] => report.emit(),
    }
}

/// A word with a capital where what it replaces has one, or where it is a noun that always has.
pub(super) fn in_case_of(found: &str, right: &str) -> String {
    let mut letters = right.chars();
    match letters.next() {
        Some(first) if found.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => right.to_owned(),
    }
}

/// Whether a word is small letters throughout.
fn is_small(word: &str) -> bool {
    let is_small = |letter: char| letter.is_lowercase() || matches!(letter, '\'' | '’');
    word.chars().all(is_small)
}

/// Whether nothing is glued to a word: the parts of an address, an option or a file's name are no words.
pub(super) fn stands_alone(context: &Context<'_>, block: &Block, word: TextSpan) -> bool {
    let text = |start, end| context.document().text(TextSpan::new(start, end));
    let before = text(block.text.start, word.start).chars().next_back();
    let mut after = text(word.end, block.text.end).chars();
    let (after, behind) = (after.next(), after.next());
    let glues = |mark: char| !mark.is_whitespace() && !"\"'“”„‘’«»()[]*—–…,;:!?.".contains(mark);
    let joins = |mark: Option<char>| mark.is_some_and(|mark| mark != '-' && glues(mark));
    let goes_on = after.is_some_and(|mark| matches!(mark, '\'' | '’'))
        || after.is_some_and(|mark| ".:(".contains(mark)) && behind.is_some_and(char::is_alphanumeric);
    !joins(before) && !joins(after) && !goes_on && !before.is_some_and(|mark| ".:'’)]".contains(mark))
}

/// Whether the text speaks of the word, or takes it from elsewhere: alone between quotation marks or in emphasis.
pub(super) fn is_set_off(context: &Context<'_>, word: TextSpan) -> bool {
    let document = context.document();
    let prose = document.prose();
    let before = prose[..word.start as usize].chars().next_back();
    let after = prose[word.end as usize..].chars().next();
    let is_mark = |mark: Option<char>| mark.is_some_and(|mark| "\"“”„‘’«»'".contains(mark));
    let emphasised = |kind: &InlineKind| matches!(kind, InlineKind::Emphasis);
    let is_short = |text: TextSpan| document.text(text).split_whitespace().count() <= 3;
    is_mark(before) && is_mark(after)
        || document
            .inlines_in(word)
            .any(|inline| emphasised(&inline.kind) && inline.text.contains(word) && is_short(inline.text))
}

/// What language the words around one are in.
pub(super) struct Company {
    /// How many small words of the language there are.
    own: usize,
    /// How many of other languages only.
    foreign: usize,
    /// Whether a neighbour of an English word has letters that English has not.
    is_strange: bool,
}

impl Company {
    pub(super) fn of(context: &Context<'_>, words: &[TextSpan], index: usize, language: Language) -> Self {
        let document = context.document();
        let within = |far: usize| &words[index.saturating_sub(far)..words.len().min(index + far + 1)];
        let own_words = &document.languages().of(Some(language)).stop_words;
        let any_words = &document.languages().any().stop_words;
        let count = |is: &dyn Fn(&str) -> bool| {
            within(COMPANY).iter().filter(|&&word| is(document.text(word))).count()
        };
        let is_letter_beyond_ascii = |letter: char| !letter.is_ascii() && letter.is_alphabetic();
        Self {
            own: count(&|word| own_words.contains(word)),
            foreign: count(&|word| any_words.contains(word) && !own_words.contains(word)),
            is_strange: language == Language::ENGLISH
                && within(1).iter().any(|&word| document.text(word).contains(is_letter_beyond_ascii)),
        }
    }

    /// Whether the word belongs to the language of its text, which is told or not.
    pub(super) fn fits(&self, told: Option<Language>) -> bool {
        self.foreign < 2 && !self.is_strange && (told.is_some() || self.own > 1)
    }
}

/// Whether a word is the first of its sentence, where a capital makes no name of it.
pub(super) fn opens_sentence(context: &Context<'_>, block: &Block, word: TextSpan) -> bool {
    let before = context.document().text(TextSpan::new(block.text.start, word.start)).trim_end();
    before.chars().next_back().is_none_or(|mark| !mark.is_alphanumeric() && mark != ',')
}

/// Whether the next word has a capital, as the second one of a name has.
pub(super) fn goes_before_capital(context: &Context<'_>, block: &Block, word: TextSpan) -> bool {
    let after = context.document().text(TextSpan::new(word.end, block.text.end));
    let next = after.strip_prefix(' ').unwrap_or_default();
    next.starts_with(char::is_uppercase)
}
