//! `sequence`: words that follow each other, by their text and their part of speech.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::exceptions::Exceptions;
use crate::checking::passages::{self, Passage};
use crate::checking::{
    Check, Compiler, Context, FromVale, Parameters, PatternsIn, Placeholder, Sink, ValeExceptions,
};
use crate::language::Language;
use crate::matching::PatternId;
use crate::reading::tags::{self, Tagged};
use crate::source::TextSpan;
use crate::yaml::Path;

/// Words that follow each other, by their text and their part of speech.
///
/// Flags `tokens: [{tag: NN}, {pattern: using}]` in "Deploy the app using the tool"; leaves "Deploy it using the
/// tool" alone. English only; the tags are those of the Penn Treebank.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sequence {
    /// The words in their order. The search begins at the first with a `pattern` that is not negated.
    tokens: Vec<SequenceToken>,
    /// Patterns of what is all right: a match that holds one, or stands in one, is left alone.
    #[serde(default)]
    exceptions: Vec<String>,
    /// Whether upper and lower case are the same in patterns (default true).
    #[serde(default = "yes")]
    ignorecase: bool,
}

/// One word of a sequence.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SequenceToken {
    /// A pattern found anywhere in the word.
    #[serde(default)]
    pattern: Option<String>,
    /// A pattern found anywhere in the word's tag: `NN` is also found in `NNS`; `^NN$` is not.
    #[serde(default)]
    tag: Option<String>,
    /// Whether the word must not be so.
    #[serde(default)]
    negate: bool,
    /// How many words may come between it and its neighbour on the side where the search begins.
    #[serde(default)]
    skip: usize,
}

fn yes() -> bool {
    true
}

struct SequenceCheck {
    words: Vec<WantedWord>,
    /// Which word the search begins at.
    anchor: Option<(usize, PatternId)>,
    exceptions: Exceptions,
}

/// What a word must be.
struct WantedWord {
    pattern: Option<PatternId>,
    tag: Option<PatternId>,
    negate: bool,
    skip: usize,
}

/// What messages call the single words found.
const WORDS: &[Placeholder] = &[
    ("word1", "the first word found"),
    ("word2", "the second word found"),
    ("word3", "the third word found"),
    ("word4", "the fourth word found"),
    ("word5", "the fifth word found"),
    ("word6", "the sixth word found"),
    ("word7", "the seventh word found"),
    ("word8", "the eighth word found"),
    ("word9", "the ninth word found"),
    ("word10", "the tenth word found"),
];

/// Their names alone.
const NAMES: [&str; 10] = {
    let mut names = [""; 10];
    let mut index = 0;
    while index < names.len() {
        names[index] = WORDS[index].0;
        index += 1;
    }
    names
};

impl Parameters for Sequence {
    const KIND: &'static str = "sequence";
    const EXAMPLE: &'static str = r#"rules:
  noun-using:
    check: sequence
    message: "Write “by using” behind “{word1}”."
    lang: en
    tokens:
      - tag: ^NNS?$
      - pattern: ^using$
    examples:
      flag: ["Open the [[gate using]] the lever."]
      pass: ["Open it using the lever."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = WORDS;
    const VALE: Option<FromVale> = Some(FromVale {
        // A sequence is no word, so the team's words say nothing about it.
        exceptions: ValeExceptions::Patterns { with_vocabulary: false },
        values: &NAMES,
        scope: Some("sentence"),
        ..FromVale::same(&[("tokens", PatternsIn::Entries)])
    });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let is_anchor = |token: &SequenceToken| !token.negate && token.pattern.is_some();
        let anchor = self.tokens.iter().position(is_anchor);
        if anchor.is_none() {
            let message = "a `sequence` rule needs a token with a `pattern` that is not negated, to begin at";
            compiler.sense_problem(&Path::root().key("tokens"), message);
        }
        let words: Vec<WantedWord> =
            self.tokens.iter().enumerate().map(|(index, token)| self.word(index, token, compiler)).collect();
        let anchor = anchor.and_then(|index| Some((index, words[index].pattern?)));
        let exceptions = Exceptions::compile(compiler, &self.exceptions, self.ignorecase);
        Box::new(SequenceCheck { words, anchor, exceptions })
    }
}

impl Sequence {
    fn word(&self, index: usize, token: &SequenceToken, compiler: &mut Compiler<'_>) -> WantedWord {
        let at = Path::root().key("tokens").index(index);
        let mut pattern = |key: &str, written: Option<&String>, ignore_case: bool| {
            compiler.pattern(&at.key(key), written?, ignore_case, |text| format!("(?:{text})"))
        };
        let tag = pattern("tag", token.tag.as_ref(), false);
        let pattern = pattern("pattern", token.pattern.as_ref(), self.ignorecase);
        if tag.is_some() && !tags::ARE_KNOWN {
            let message = "parts of speech need the library's feature `parts-of-speech`";
            compiler.sense_problem(&at.key("tag"), message);
        }
        WantedWord { pattern, tag, negate: token.negate, skip: token.skip }
    }
}

impl Check for SequenceCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some((anchor, id)) = self.anchor else { return };
        let english = context.document().languages().of(Some(Language::ENGLISH));
        for passage in context.passages(id) {
            for sentence in passages::sentences(context, &passage) {
                let words = tags::untagged(sentence.text, english);
                let mut sentence = Sentence { context, words, passage: sentence };
                // Tags take time, and most sentences do not hold the word.
                if !(0..sentence.words.len()).any(|at| context.pattern(id).is_match(sentence.text(at))) {
                    continue;
                }
                if self.words.iter().any(|word| word.tag.is_some()) {
                    sentence.words = tags::tag(sentence.passage.text, english);
                }
                self.look_through(&sentence, anchor, sink);
            }
        }
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        self.anchor.as_ref().map(|(_, id)| std::slice::from_ref(id))
    }
}

impl SequenceCheck {
    /// Reports each place of a sentence; the next one begins its search behind it.
    fn look_through(&self, sentence: &Sentence<'_, '_>, anchor: usize, sink: &mut Sink<'_>) {
        let places: Vec<Vec<usize>> = self.words.iter().map(|word| sentence.places(word)).collect();
        let excepted = self.exceptions.within(sentence.context, sentence.passage.text);
        let mut end = 0;
        for &at in &places[anchor] {
            if at < end {
                continue;
            }
            let Some((first, last)) = self.around(&places, anchor, at) else { continue };
            let range = sentence.words[first].range.start..sentence.words[last].range.end;
            if sentence.context.speaks_at(sentence.passage.part(range.clone())) && !excepted.hold(&range) {
                sentence.report(first, last, sink);
                end = last + 1;
            }
        }
    }

    /// The first and last word of the sequence whose word `anchor` is the sentence's word `at`. `places`
    /// are those at which each of its words can stand.
    fn around(&self, places: &[Vec<usize>], anchor: usize, at: usize) -> Option<(usize, usize)> {
        let (mut first, mut farthest) = (at, 1_usize);
        for (word, places) in self.words[..anchor].iter().zip(places).rev() {
            farthest = farthest.saturating_add(word.skip);
            if !word.is_any() {
                let nearest = places.partition_point(|&place| place < first).checked_sub(1)?;
                first = Some(places[nearest]).filter(|place| first - place <= farthest)?;
                farthest = 1;
            }
        }
        let (mut last, mut farthest) = (at, 1_usize);
        for (word, places) in self.words.iter().zip(places).skip(anchor + 1) {
            farthest = farthest.saturating_add(word.skip);
            if !word.is_any() {
                let nearest = places.get(places.partition_point(|&place| place <= last))?;
                last = Some(*nearest).filter(|place| place - last <= farthest)?;
                farthest = 1;
            }
        }
        Some((first, last))
    }
}

impl WantedWord {
    /// Whether it says nothing but how many words come between its neighbours.
    fn is_any(&self) -> bool {
        self.pattern.is_none() && self.tag.is_none()
    }
}

/// A sentence in which a sequence is looked for.
struct Sentence<'s, 'a> {
    context: &'s Context<'a>,
    passage: Passage<'a>,
    words: Vec<Tagged>,
}

impl Sentence<'_, '_> {
    fn text(&self, at: usize) -> &str {
        &self.passage.text[self.words[at].range.clone()]
    }

    /// The words of the sentence that are as a word of the sequence must be.
    fn places(&self, word: &WantedWord) -> Vec<usize> {
        let all = if word.is_any() { 0..0 } else { 0..self.words.len() };
        all.filter(|&at| self.is(word, at)).collect()
    }

    fn is(&self, word: &WantedWord, at: usize) -> bool {
        let fits = |pattern: Option<PatternId>, text: &str| {
            pattern.is_none_or(|id| self.context.pattern(id).is_match(text) != word.negate)
        };
        fits(word.tag, self.words[at].tag) && fits(word.pattern, self.text(at))
    }

    fn span(&self, first: usize, last: usize) -> TextSpan {
        self.passage.part(self.words[first].range.start..self.words[last].range.end)
    }

    fn report(&self, first: usize, last: usize, sink: &mut Sink<'_>) {
        let mut report = sink.report(self.span(first, last));
        for (name, at) in NAMES.iter().zip(first..=last) {
            report = report.value(name, self.text(at));
        }
        report.emit();
    }
}
