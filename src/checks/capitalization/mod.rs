//! `capitalization`: text that is not in the letter case it should be in.

mod convert;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::Value;

use crate::checking::passages::Passage;
use crate::checking::{
    Check, Compiler, Context, FromVale, Parameters, PatternsIn, Placeholder, Sink, ValeExceptions,
};
use crate::matching::PatternId;
use crate::yaml::Path;
use convert::{Converter, TitleStyle};

/// Text that is not in the letter case it should be in: title case, sentence case, small letters, capitals, or a
/// pattern.
///
/// Flags `match: $sentence` in the heading "How To Join"; leaves "How to join" alone, and "How to join NATO" where
/// `NATO` is an exception.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Capitalization {
    /// How the text should be: `$title`, `$sentence`, `$lower`, `$upper`, or a pattern that it must hold.
    r#match: String,
    /// Whose title case `$title` is: all prepositions stay small in `Chicago`, short ones only in `AP`.
    #[serde(default)]
    style: TitleStyle,
    /// Words and phrases, as patterns, that are right as they are written here.
    #[serde(default)]
    exceptions: Vec<String>,
    /// What a word may end with so that the next one begins a sentence, such as a colon.
    #[serde(default)]
    indicators: Vec<String>,
    /// A pattern of what may stand before the text and is not looked at.
    #[serde(default)]
    prefix: Option<String>,
    /// The share of words that must be right, 0 to 1 (default 0.8).
    #[serde(default = "four_fifths")]
    threshold: f64,
}

fn four_fifths() -> f64 {
    0.8
}

/// How the text should be.
enum Wanted {
    Title(TitleStyle),
    Sentence,
    Lower,
    Upper,
    Pattern(Option<PatternId>),
}

struct CapitalizationCheck {
    wanted: Wanted,
    exceptions: Option<PatternId>,
    prefix: Option<PatternId>,
    indicators: Vec<String>,
    threshold: f64,
}

impl Parameters for Capitalization {
    const KIND: &'static str = "capitalization";
    const EXAMPLE: &'static str = r###"rules:
  heading-case:
    check: capitalization
    message: "Write headings as sentences: “{expected}”."
    scope: heading
    match: $sentence
    exceptions: [NATO]
    examples:
      flag: ["## [[How To Join The Harbour Club]]"]
      pass: ["## How to join the harbour club", "## How to join NATO"]
"###;
    const PLACEHOLDERS: &'static [Placeholder] = &[("expected", "the text in the right letter case")];
    const VALE: Option<FromVale> = Some(FromVale {
        exceptions: ValeExceptions::Within,
        values: &["match", "expected"],
        settle: |_, own| {
            if own.get("threshold").and_then(Value::as_f64) == Some(0.0) {
                own.remove("threshold");
            }
        },
        ..FromVale::same(&[("match", PatternsIn::TextsButNames)])
    });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let root = Path::root();
        let wanted = match self.r#match.as_str() {
            "$title" => Wanted::Title(self.style),
            "$sentence" => Wanted::Sentence,
            "$lower" => Wanted::Lower,
            "$upper" => Wanted::Upper,
            written => Wanted::Pattern(compiler.pattern(&root.key("match"), written, false, str::to_owned)),
        };
        let exceptions = compiler.joined("exceptions", &self.exceptions, false, |word| format!("(?:{word})"));
        let prefix = self.prefix.as_deref().and_then(|prefix| {
            compiler.pattern(&root.key("prefix"), prefix, false, |prefix| format!("^(?:{prefix})"))
        });
        Box::new(CapitalizationCheck {
            wanted,
            exceptions,
            prefix,
            indicators: self.indicators,
            threshold: self.threshold,
        })
    }
}

impl Check for CapitalizationCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for passage in context.all_passages() {
            if passage.text.trim().is_empty() {
                continue;
            }
            let excepted = || self.exceptions.is_some_and(|id| context.pattern(id).is_match(passage.text));
            let (expected, is_right) = match &self.wanted {
                Wanted::Lower => {
                    let lower = passage.text.to_lowercase();
                    let is_right = lower == passage.text || excepted();
                    (lower, is_right)
                }
                Wanted::Upper => {
                    let upper = passage.text.to_uppercase();
                    let is_right = upper == passage.text || excepted();
                    (upper, is_right)
                }
                Wanted::Pattern(id) => {
                    let is_right = id.is_none_or(|id| context.pattern(id).is_match(passage.text));
                    (String::new(), is_right || excepted())
                }
                Wanted::Title(style) => {
                    let document = context.document();
                    let lexicon = document.languages().of_titles(document.language());
                    self.by_words(context, &passage, Converter::Title(*style, lexicon))
                }
                Wanted::Sentence => self.by_words(context, &passage, Converter::Sentence(&self.indicators)),
            };
            if !is_right && context.speaks_at(passage.span) {
                report(context, sink, &passage, expected);
            }
        }
    }
}

impl CapitalizationCheck {
    /// The text as it should be, and whether enough of its words are.
    fn by_words(
        &self,
        context: &Context<'_>,
        passage: &Passage<'_>,
        converter: Converter<'_>,
    ) -> (String, bool) {
        let prefix = self.prefix.and_then(|id| context.pattern(id).find_at(passage.text, 0));
        let (prefix, text) = passage.text.split_at(prefix.map_or(0, |found| found.end));
        let kept = self.exceptions.map(|id| context.pattern(id).find_all(text)).unwrap_or_default();
        let expected = converter.convert(text, &kept);
        let is_right = converter.accepts(text, &expected, self.threshold);
        (format!("{prefix}{expected}"), is_right)
    }
}

fn report(context: &Context<'_>, sink: &mut Sink<'_>, passage: &Passage<'_>, expected: String) {
    let document = context.document();
    let report = sink.report(passage.span);
    let report = report.value("expected", document.shown_in(passage.span, &expected));
    if !document.holds_opaque(passage.span) && !expected.is_empty() {
        report.replace(passage.span, expected, context.fix_applicability()).emit();
    } else {
        report.emit();
    }
}
