//! `placeholder`: marks that stand for text still to come.

use std::cell::LazyCell;
use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::mentions::{Mentions, is_italic};
use crate::checking::passages::Passage;
use crate::checking::{Check, Compiler, Context, Parameters, Sink};
use crate::document::BlockKind;
use crate::language::{Language, Languages, Lexicon};
use crate::matching::PatternId;
use crate::yaml::Path;

/// Marks that stand for text still to come.
///
/// Flags "The court in TK ruled" and "$XX million"; leaves "TK Maxx", "a TKO in round six" and "the XXX Olympiad"
/// alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Placeholder {
    /// The shapes that are looked for; all if left out.
    #[serde(default)]
    shapes: Vec<MarkShape>,
    /// More patterns of the house's own, case as written.
    #[serde(default)]
    tokens: Vec<String>,
    /// Patterns of matches to leave alone, case as written.
    #[serde(default)]
    exceptions: Vec<String>,
    /// Patterns of texts that speak of such marks: nothing is told in a block that one is found in, below a
    /// heading or a line with a colon that holds one, nor in a story with one in its headline, nor of a mark in
    /// a quotation of its own.
    #[serde(default)]
    mentions: Vec<String>,
}

/// A kind of mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum MarkShape {
    /// `TK`, `TKTK`, `$TK`, `TK-year-old`.
    Tk,
    /// `XXX` and `$XX million`, `XX-year-old`.
    Blank,
    /// "lorem ipsum", "headline goes here".
    Filler,
    /// `[INSERT NAME]`, `[NAME]`, `[date to come]`.
    Bracket,
    /// `??` standing by itself.
    Question,
    /// `TODO:` and `FIXME`.
    Todo,
}

const SHAPES: [MarkShape; 6] = [
    MarkShape::Tk,
    MarkShape::Blank,
    MarkShape::Filler,
    MarkShape::Bracket,
    MarkShape::Question,
    MarkShape::Todo,
];

impl MarkShape {
    /// What it looks like in any language.
    fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Tk => &[r"[$£€]?\bK?(?:TK)+\b(?:-[a-z]+)*"],
            Self::Blank => &[r"\bXXXX?\b", r"[$£€]XX+\b(?:[.,]X+)*", r"\bXX+ ?%"],
            Self::Filler => &[r"(?i:\blorem ipsum\b)"],
            Self::Bracket => &[],
            Self::Question => &[r"[$£€]?\?\?+"],
            Self::Todo => &[r"\b(?:TODO|FIXME)\b:?"],
        }
    }

    /// What a language's file calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Tk => "tk",
            Self::Blank => "blank",
            Self::Filler => "filler",
            Self::Bracket => "bracket",
            Self::Question => "question",
            Self::Todo => "todo",
        }
    }

    /// Whether the text around a match says that it means something else.
    fn is_something_else(self, before: &str, found: &str, after: &str, any: &Lexicon) -> bool {
        let opens = before.trim_end().is_empty() || before.ends_with(['[', '(']);
        let ends = !after.contains(char::is_alphanumeric);
        match self {
            Self::Tk => {
                is_named(before, after)
                    || after.trim_start().starts_with(|c: char| c.is_ascii_digit())
                    || before.strip_suffix('[').is_some_and(is_turkmen)
            }
            Self::Blank if found.starts_with('X') && !found.contains([' ', '-', '%']) => {
                // A name, a number of Rome or a mark of the author's, unless it stands where a value should.
                !(before.trim_end().ends_with(':') && is_label(before) && ends)
            }
            Self::Blank => false,
            Self::Bracket => found == "[TK]" && is_turkmen(before),
            // Alone in brackets they show that the writer wonders at what he tells.
            Self::Question => {
                let wonders = before.ends_with('(') && after.starts_with(')');
                wonders || !stands_apart(before, found, after)
            }
            // "(TODO item added)" tells of a list.
            Self::Todo if is_of_list(after, any) => true,
            Self::Todo => !(opens && found.ends_with(':') && !ends || before.ends_with(['[', '('])),
            // The words go on, or stand alone.
            Self::Filler => !(is_filler(after) || opens && ends),
        }
    }
}

/// Whether what follows "lorem ipsum" is the text that printers fill pages with.
fn is_filler(after: &str) -> bool {
    let next = after.trim_start_matches([' ', ',', '\n']);
    next.get(..5).is_some_and(|next| next.eq_ignore_ascii_case("dolor"))
}

/// Whether what follows `TODO` makes it the name of a list or of a part of one.
fn is_of_list(after: &str, any: &Lexicon) -> bool {
    let next = after.trim_start().split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    any.task_list_words.contains(next)
}

/// Whether what stands before a colon is no more than a label.
fn is_label(before: &str) -> bool {
    before.split_whitespace().nth(3).is_none()
}

/// Whether what stands before a bracket is what the two letters are the code of, in a list of languages.
fn is_turkmen(before: &str) -> bool {
    let name = before.split_whitespace().next_back().unwrap_or_default();
    name.starts_with('T') && name.contains('k')
}

/// So many bytes before a mark are looked at; a text may have no space at all.
const NEAR: usize = 512;

/// Whether a mark in capitals is part of a name: "TK Maxx", "Super Bowl XXX", "XXX-rated".
fn is_named(before: &str, after: &str) -> bool {
    let far = before.len().saturating_sub(NEAR);
    let near = (far..=before.len()).find(|&at| before.is_char_boundary(at)).unwrap_or(before.len());
    let before = &before[near..];
    let next = after.strip_prefix(' ').unwrap_or_default();
    let last = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let named = |word: &str| word.starts_with(char::is_uppercase);
    let joined = before.ends_with(['-', '/', '.', '_', '@', '#', '&'])
        || after.starts_with(['-', '/', '_', '@', '&', '’', '\'']);
    // The first word of a sentence has a capital without being a name.
    let in_sentence = before.trim_end().contains(' ') && !last.ends_with(['.', ':', ',', '!', '?']);
    joined || named(next) || (in_sentence && named(last))
}

/// Whether a text is in Chinese or Japanese, whatever the rest of the document is in.
fn has_ideographs(text: &str) -> bool {
    text.chars().any(|character| matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))
}

/// Whether question marks stand where a word or number is missing, not behind a question.
fn stands_apart(before: &str, found: &str, after: &str) -> bool {
    let behind_stop = before.trim_end().ends_with(['.', ',', ';', ':', '?', '!']);
    let opens = before.ends_with([' ', '(', '[', '“', '$', '£', '€']) && !behind_stop
        || found.starts_with(['$', '£', '€']);
    let goes_on = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase))
        || after.starts_with([',', '.', '%', ')', ']']);
    opens && goes_on
}

struct PlaceholderCheck {
    patterns: Vec<PatternId>,
    origins: Vec<Origin>,
    exceptions: Vec<PatternId>,
    mentions: Mentions,
}

/// Whence a pattern comes.
#[derive(Debug, Clone, Copy, Default)]
struct Origin {
    /// The shape it is of; none if the house brought it.
    shape: Option<MarkShape>,
    /// The language in which it says something.
    language: Option<Language>,
}

impl Origin {
    /// Whether what a pattern finds may be a mark in a document. Desks and their systems speak English everywhere.
    fn speaks_in(self, document: Option<Language>) -> bool {
        self.language.is_none_or(|language| {
            language == Language::ENGLISH || document.is_none_or(|document| document == language)
        })
    }
}

impl MarkShape {
    /// Its patterns, in any language and in each.
    fn patterns(self, languages: &Languages) -> Vec<(String, Origin)> {
        let marks = self.marks().iter().map(|mark| ((*mark).to_owned(), None));
        let words = languages.iter().flat_map(|(language, lexicon)| {
            lexicon.placeholders.of(self.name()).map(move |pattern| (pattern.to_owned(), Some(language)))
        });
        let all = marks.chain(words);
        all.map(|(pattern, language)| (pattern, Origin { shape: Some(self), language })).collect()
    }
}

impl Parameters for Placeholder {
    const KIND: &'static str = "placeholder";
    const EXAMPLE: &'static str = r#"rules:
  left:
    check: placeholder
    message: "Placeholder left in the copy: “{match}”."
    shapes: [tk, blank]
    examples:
      flag: ["The court in [[TK]] ruled.", "It cost [[$XX million]]."]
      pass: ["She won by TKO in round six.", "The Games of the XXX Olympiad."]
"#;

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let shapes = if self.shapes.is_empty() { SHAPES.to_vec() } else { self.shapes };
        let (mut patterns, mut origins) = (Vec::new(), Vec::new());
        let languages = compiler.languages();
        for (written, origin) in shapes.into_iter().flat_map(|shape| shape.patterns(&languages)) {
            if let Some(id) = compiler.pattern(&Path::root(), &written, false, str::to_owned) {
                patterns.push(id);
                origins.push(origin);
            }
        }
        let own = compiler.patterns("tokens", &self.tokens, false, |text| format!(r"\b(?:{text})\b"));
        origins.resize(patterns.len() + own.len(), Origin::default());
        patterns.extend(own);
        let exceptions = compiler.whole_patterns("exceptions", &self.exceptions, false);
        let mentions = Mentions::compile(compiler, &self.mentions);
        Box::new(PlaceholderCheck { patterns, origins, exceptions, mentions })
    }
}

impl Check for PlaceholderCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut spans = Vec::new();
        for (&id, &origin) in self.patterns.iter().zip(&self.origins) {
            if !origin.speaks_in(context.language()) {
                continue;
            }
            for passage in context.passages(id) {
                self.collect(context, id, origin.shape, &passage, &mut spans);
            }
        }
        // The longest counts of those that begin at one place.
        spans.sort_unstable_by_key(|span| (span.start, Reverse(span.end)));
        let mut end = 0;
        for span in spans {
            // "[INSERT TK]" is one placeholder.
            if span.start >= end {
                sink.report(span).emit();
                end = span.end;
            }
        }
    }
}

impl PlaceholderCheck {
    fn collect(
        &self,
        context: &Context<'_>,
        id: PatternId,
        shape: Option<MarkShape>,
        passage: &Passage<'_>,
        spans: &mut Vec<crate::source::TextSpan>,
    ) {
        let has_ideographs = LazyCell::new(|| has_ideographs(passage.text));
        for range in context.pattern(id).find_all(passage.text) {
            let (before, rest) = passage.text.split_at(range.start);
            let (found, after) = rest.split_at(range.len());
            // The mark is an English desk's; a German insurer goes by that name, and so do people.
            let is_foreign = context.language().is_some_and(|language| language != Language::ENGLISH);
            let is_name = shape == Some(MarkShape::Tk) && found == "TK" && (is_foreign || *has_ideographs);
            // In Spanish and Portuguese it is a word, and stands in sentences in capitals.
            let is_word = shape == Some(MarkShape::Todo) && found == "TODO" && is_foreign;
            let elsewise = is_name
                || is_word
                || shape.is_some_and(|shape| {
                    shape.is_something_else(before, found, after, context.document().languages().any())
                });
            // A heading names the sign that its part is about.
            let is_title = shape == Some(MarkShape::Question)
                && matches!(context.document().block(passage.block).kind, BlockKind::Heading(_));
            // So begins the title of a report that is quoted: “[TODO] Mend the boat”.
            let is_report = shape == Some(MarkShape::Todo)
                && before.strip_suffix('[').is_some_and(|before| before.ends_with(['"', '“', '‘', '«', '„']));
            let elsewise = elsewise || is_title || is_report;
            let excepted = self.exceptions.iter().any(|&id| context.pattern(id).is_match(found));
            let span = passage.part(range);
            let is_mentioned = || is_italic(context, span) || self.mentions.cover(context, span);
            let is_left_over = !elsewise && !excepted && !is_mentioned();
            if is_left_over && context.speaks_at(span) {
                spans.push(span);
            }
        }
    }
}
