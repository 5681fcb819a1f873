//! `placeholder`: marks that stand for text still to come.

use std::cell::LazyCell;

use schemars::JsonSchema;
use serde::Deserialize;

use super::mentions::{Mentions, is_italic};
use super::passages::Passage;
use super::{Check, Compiler, Context, Parameters, Sink};
use crate::language::Language;
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
    shapes: Vec<Shape>,
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
enum Shape {
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

const SHAPES: [Shape; 6] =
    [Shape::Tk, Shape::Blank, Shape::Filler, Shape::Bracket, Shape::Question, Shape::Todo];

impl Shape {
    fn patterns(self) -> &'static [&'static str] {
        match self {
            Self::Tk => &[r"[$£€]?\bK?(?:TK)+\b(?:-[a-z]+)*"],
            Self::Blank => &[
                r"\bXXXX?\b",
                r"[$£€]XX+\b(?:[.,]X+)*(?: (?:million|billion|thousand))?",
                r"\bXX+[ -](?:year-old|years?|per ?cent|percent|people|million|billion|months?|days?)\b",
                r"\bXX+ ?%",
            ],
            Self::Filler => &[
                r"(?i:\blorem ipsum\b)",
                r"(?i:\b(?:headline|heading|hed|dek|caption|subhead|byline|standfirst|text|copy) (?:goes|to go) here\b)",
            ],
            Self::Bracket => &[
                r"\[(?:INSERT|FILL IN|TO BE ADDED|TO COME|ADD)\b[^\[\]\n]{0,60}\]",
                r"\[(?i:insert|fill in|add) (?:(?i:[a-z’']+) ){0,2}(?i:name|date|link|url|photo|image|picture|caption|quote|number|figure|headline|source|credit|byline|chart|map|graphic|table|video|embed|tweet|address|phone|e-?mail|amount|place|city|title)s?(?: (?i:here))?\]",
                r"\[(?i:tbc|tbd|tk)\b[^\[\]\n]{0,60}\]",
                r"\[(?:NAME|DATE|CITY|PLACE|NUMBER|TITLE|QUOTE|LINK|HEADLINE|CAPTION|BYLINE|XX+)\]",
                r"\[(?i:name|date|quote|figure|number|link|photo|caption|details?) (?i:to come|here|tbc|tk)\]",
                r"\[(?i:first|last|full|family|given|company|customer|client|recipient|sender|contact|your)[ _-]?(?i:name|company|title|organi[sz]ation|contact (?:information|details)|e-?mail(?: address)?|address|phone(?: number)?|position)\]",
            ],
            Self::Question => &[r"[$£€]?\?\?+"],
            Self::Todo => &[r"\b(?:TODO|FIXME)\b:?"],
        }
    }

    /// Whether the text around a match says that it means something else.
    fn is_something_else(self, before: &str, found: &str, after: &str) -> bool {
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
            // Of three in brackets the writer wonders at what he tells.
            Self::Question => {
                let wonders = found.len() > 2 && before.ends_with('(') && after.starts_with(')');
                wonders || !stands_apart(before, found, after)
            }
            // "(TODO item added)" tells of a list.
            Self::Todo if is_of_list(after) => true,
            Self::Todo => !(opens && found.ends_with(':') && !ends || before.ends_with(['[', '('])),
            Self::Filler if found.ends_with("here") => !(opens && ends),
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
fn is_of_list(after: &str) -> bool {
    let next = after.trim_start().split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    matches!(
        next,
        "item" | "items" | "list" | "lists" | "entry" | "entries" | "app" | "apps" | "comment" | "comments"
    )
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

struct Compiled {
    patterns: Vec<PatternId>,
    shapes: Vec<Option<Shape>>,
    exceptions: Vec<PatternId>,
    mentions: Mentions,
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
        let (mut patterns, mut owners) = (Vec::new(), Vec::new());
        for shape in shapes {
            for written in shape.patterns() {
                if let Some(id) = compiler.pattern(&Path::root(), written, false, str::to_owned) {
                    patterns.push(id);
                    owners.push(Some(shape));
                }
            }
        }
        let own = compiler.patterns("tokens", &self.tokens, false, |text| format!(r"\b(?:{text})\b"));
        owners.resize(patterns.len() + own.len(), None);
        patterns.extend(own);
        let exceptions = compiler.whole_patterns("exceptions", &self.exceptions, false);
        let mentions = Mentions::compile(compiler, &self.mentions);
        Box::new(Compiled { patterns, shapes: owners, exceptions, mentions })
    }
}

impl Check for Compiled {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut spans = Vec::new();
        for (&id, &shape) in self.patterns.iter().zip(&self.shapes) {
            for passage in context.passages(id) {
                self.collect(context, id, shape, &passage, &mut spans);
            }
        }
        spans.sort_unstable();
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

impl Compiled {
    fn collect(
        &self,
        context: &Context<'_>,
        id: PatternId,
        shape: Option<Shape>,
        passage: &Passage<'_>,
        spans: &mut Vec<crate::source::TextSpan>,
    ) {
        let has_ideographs = LazyCell::new(|| has_ideographs(passage.text));
        for range in context.pattern(id).find_all(passage.text) {
            let (before, rest) = passage.text.split_at(range.start);
            let (found, after) = rest.split_at(range.len());
            // The mark is an English desk's; a German insurer goes by that name, and so do people.
            let english = Language::from_tag("en");
            let is_foreign = context.language().is_some() && context.language() != english;
            let is_name = shape == Some(Shape::Tk) && found == "TK" && (is_foreign || *has_ideographs);
            // In Spanish and Portuguese it is a word, and stands in sentences in capitals.
            let is_word = shape == Some(Shape::Todo) && found == "TODO" && is_foreign;
            let elsewise = is_name
                || is_word
                || shape.is_some_and(|shape| shape.is_something_else(before, found, after));
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
