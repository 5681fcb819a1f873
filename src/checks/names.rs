//! `names`: a name one letter off from a commoner one in the same story, or with other capitals.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashSet};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::finding::Applicability;
use crate::language::Table;
use crate::source::TextSpan;

/// A name one letter off from a commoner one in the same story, or with other capitals.
///
/// Flags "Rosa Emanual" once where "Rosa Emanuel" stands throughout (`find: near-miss`), and `Quaynet` once where
/// `QuayNet` does (`find: capitals`); leaves "Anna Andersen" beside "Olaf Anderson" alone, who may be two people.
/// No dictionary is asked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// What is looked for.
    find: NameFault,
    /// How often the commoner spelling must stand in the story (default 2).
    #[serde(default = "two")]
    least: usize,
    /// How often it must stand for each time that the rare one does (default 2).
    #[serde(default = "two")]
    times: usize,
}

/// How a spelling differs from the commoner one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum NameFault {
    /// By a letter more, less or other, or by two exchanged.
    NearMiss,
    /// By its capitals only.
    Capitals,
}

impl NameFault {
    /// What a spelling has in common with each that differs from it so, and with few others.
    fn keys(self, name: &str) -> Vec<u64> {
        match self {
            Self::Capitals => vec![key(name.to_lowercase().chars())],
            // A slip leaves two spellings that are one once a letter is taken from each, or from the longer.
            Self::NearMiss if name.is_ascii() && name.len() <= LONGEST => {
                let without = |left: usize| {
                    key(name.chars().enumerate().filter(|&(at, _)| at != left).map(|(_, letter)| letter))
                };
                (0..=name.len()).map(without).collect()
            }
            Self::NearMiss => Vec::new(),
        }
    }
}

/// Two that are not the same may share a key; the spellings are compared all the same.
fn key(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(17, |key, letter| key.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(letter.into()))
}

fn two() -> usize {
    2
}

/// Names of fewer letters are too often one letter apart: "Lee", "Les".
const SHORTEST: usize = 5;
/// What has more letters in one word is no name.
const LONGEST: usize = 64;
/// No story has more spellings than these that are one but for a letter.
const MOST: usize = 64;

impl Parameters for Names {
    const KIND: &'static str = "names";
    const EXAMPLE: &'static str = r#"rules:
  near-miss:
    check: names
    message: "“{match}” is “{right}” elsewhere in the story."
    lang: en
    find: near-miss
    examples:
      flag:
        - "Rosa Emanuel runs the harbour. Emanuel came in May, and Emanuel will stay, said Rosa [[Emanual]]."
      pass:
        - "Olaf Anderson sold the boat. Anderson said so. Anna Andersen bought it."
"#;
    const PLACEHOLDERS: &'static [Placeholder] =
        &[("right", "the commoner spelling"), ("count", "how often that stands in the story")];

    fn compile(self, _compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        Box::new(self)
    }
}

/// What a story tells of one spelling.
#[derive(Default)]
struct NameSpelling<'a> {
    places: Vec<TextSpan>,
    /// The words that go before it in a name.
    first_names: HashSet<&'a str>,
}

impl Check for Names {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let spellings = spellings(context);
        // Few spellings are common enough to be right, and each is held against those like it only.
        if !spellings.iter().any(|(name, known)| self.may_be_right(name, known)) {
            return;
        }
        let spellings: BTreeMap<&str, NameSpelling<'_>> = spellings.into_iter().collect();
        let spelt_two_ways = &context.document().languages().any().spellings;
        let common = self.common(&spellings);
        let most = spellings.values().map(|spelling| spelling.places.len()).max().unwrap_or(0);
        let mut ordinary: Option<HashSet<String>> = None;
        let may_be_wrong = |spelling: &NameSpelling<'_>| most >= self.times * spelling.places.len();
        for (&rare, rare_use) in spellings.iter().filter(|(_, spelling)| may_be_wrong(spelling)) {
            let keys = self.find.keys(rare).into_iter();
            let like: BTreeSet<&str> = keys.filter_map(|key| common.get(&key)).flatten().copied().collect();
            let better = like.into_iter().filter_map(|common| spellings.get_key_value(common)).find(
                |(common, known)| {
                    self.is_commoner(known, rare_use)
                        && self.differs((rare, rare_use), (common, known), spelt_two_ways)
                },
            );
            let Some((common, known)) = better else { continue };
            let ordinary = ordinary.get_or_insert_with(|| small_words(context));
            let is_word = |name: &str| ordinary.contains(&name.to_lowercase());
            if is_word(rare) || is_word(common) {
                continue;
            }
            for &place in rare_use.places.iter().filter(|&&place| context.speaks_at(place)) {
                let report =
                    sink.report(place).value("right", *common).value("count", known.places.len().to_string());
                let report = report.related(known.places[0], "spelt so here");
                report.replace(place, *common, Applicability::Unsafe).emit();
            }
        }
    }
}

impl Names {
    /// The spellings that may be right, by what they share with those that may be meant for them.
    fn common<'a>(&self, spellings: &BTreeMap<&'a str, NameSpelling<'_>>) -> HashMap<u64, Vec<&'a str>> {
        let mut common: HashMap<u64, Vec<&str>> = HashMap::default();
        for (&name, _) in spellings.iter().filter(|(name, known)| self.may_be_right(name, known)) {
            for key in self.find.keys(name) {
                let alike = common.entry(key).or_default();
                if alike.len() < MOST {
                    alike.push(name);
                }
            }
        }
        common
    }

    fn may_be_right(&self, name: &str, known: &NameSpelling<'_>) -> bool {
        known.places.len() >= self.least && (self.find == NameFault::NearMiss || has_inner_capital(name))
    }

    fn is_commoner(&self, common: &NameSpelling<'_>, rare: &NameSpelling<'_>) -> bool {
        common.places.len() >= self.times * rare.places.len()
    }
}

impl Names {
    /// Whether a spelling differs from a commoner one as this rule looks for.
    fn differs(
        &self,
        rare: (&str, &NameSpelling<'_>),
        common: (&str, &NameSpelling<'_>),
        spellings: &Table,
    ) -> bool {
        match self.find {
            NameFault::Capitals => rare.0.to_lowercase() == common.0.to_lowercase(),
            // A product's name in its own capitals, written so twice, is another product's.
            NameFault::NearMiss if has_inner_capital(rare.0) && rare.1.places.len() > 1 => false,
            NameFault::NearMiss => match slip(rare.0, common.0) {
                Some(_) if is_spelling_of_both(rare.0, common.0, spellings) => false,
                Some(Slip::Other) => is_same_person(rare.1, common.1) && !rare.1.first_names.is_empty(),
                Some(Slip::Count | Slip::Order) => is_same_person(rare.1, common.1),
                None => false,
            },
        }
    }
}

/// The words of names, each with its places and the words before it.
fn spellings<'a>(context: &Context<'a>) -> HashMap<&'a str, NameSpelling<'a>> {
    let document = context.document();
    let mut found: HashMap<&str, NameSpelling<'_>> = HashMap::default();
    for run in context.reading().names() {
        let mut before = None;
        for &word in &run.words {
            let name = document.text(word);
            if name.chars().count() >= SHORTEST && name.chars().all(char::is_alphabetic) {
                let spelling = found.entry(name).or_default();
                spelling.places.push(word);
                spelling.first_names.extend(before);
            }
            before = Some(name);
        }
    }
    found
}

/// Whether two spellings may be the same person's: one first name, or the rare one stands alone.
fn is_same_person(rare: &NameSpelling<'_>, common: &NameSpelling<'_>) -> bool {
    !common.first_names.is_empty() && rare.first_names.is_subset(&common.first_names)
}

/// Whether a name has a capital within, which is its own and not the sentence's.
fn has_inner_capital(name: &str) -> bool {
    name.chars().skip(1).any(char::is_uppercase)
}

/// A slip of the hand.
enum Slip {
    /// A letter more or less.
    Count,
    /// Two letters exchanged.
    Order,
    /// Another letter; that often makes another name, too.
    Other,
}

/// The slip that makes one word of another, if one slip does.
///
/// Endings make other words and other people of a name, and so do accents.
fn slip(rare: &str, common: &str) -> Option<Slip> {
    let (one, other) = (rare.as_bytes(), common.as_bytes());
    let is_near = one.len().abs_diff(other.len()) <= 1 && one.first() == other.first();
    if !is_near || !rare.is_ascii() || !common.is_ascii() {
        return None;
    }
    let start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        // A letter more at the end is an ending.
        ([_], []) | ([], [_]) => (end > 0).then_some(Slip::Count),
        ([first, second], [third, fourth]) => (first == fourth && second == third).then_some(Slip::Order),
        ([one], [other]) => (end > 0 && !one.eq_ignore_ascii_case(other)).then_some(Slip::Other),
        _ => None,
    }
}

/// Whether two words are one word spelt in two ways, as in British and American English, which no name's bearer
/// minds.
fn is_spelling_of_both(one: &str, other: &str, spellings: &Table) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    spellings.iter().any(|(here, there)| {
        let bare = |word: &str| word.replace(here, there);
        one.len() >= here.len().min(there.len()) && bare(&one) == bare(&other)
    })
}

/// The words that stand in the document without a capital; parts of addresses are no words.
fn small_words(context: &Context<'_>) -> HashSet<String> {
    let words = context.document().prose().split_whitespace();
    let words = words.map(|word| word.trim_matches(|character: char| !character.is_alphanumeric()));
    words.filter(|word| word.chars().all(char::is_lowercase)).map(str::to_owned).collect()
}
