//! `readability`: the school grade a text asks of its readers, as the mean of some known formulas.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, FromVale, Parameters, Placeholder, Sink, Subject};
use crate::reading::Statistics;
use crate::source::SourceSpan;
use crate::yaml::Path;

/// The school grade a text asks of its readers, as the mean of some known formulas for English.
///
/// Flags `grade: 10` in an article written for students; leaves one for everybody alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Readability {
    /// The formulas to take the mean of.
    metrics: Vec<Formula>,
    /// The highest grade that is all right.
    grade: f64,
}

/// A formula for the grade, by its usual name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
enum Formula {
    /// R. Gunning, *The Technique of Clear Writing*, 1952.
    #[serde(rename = "Gunning Fog")]
    GunningFog,
    /// M. Coleman and T. L. Liau, *A computer readability formula designed for machine scoring*, 1975.
    #[serde(rename = "Coleman-Liau")]
    ColemanLiau,
    /// J. P. Kincaid and others, *Derivation of new readability formulas*, 1975.
    #[serde(rename = "Flesch-Kincaid")]
    FleschKincaid,
    /// G. H. `McLaughlin`, *SMOG grading: a new readability formula*, 1969.
    #[serde(rename = "SMOG")]
    Smog,
    /// R. J. Senter and E. A. Smith, *Automated readability index*, 1967.
    #[serde(rename = "Automated Readability")]
    AutomatedReadability,
}

impl Formula {
    /// The grade of a text that has words and sentences.
    #[allow(clippy::cast_precision_loss, reason = "counts of words are small")]
    fn grade(self, counted: &Statistics) -> f64 {
        let (words, sentences) = (counted.words as f64, counted.sentences as f64);
        let (characters, syllables) = (counted.characters as f64, counted.syllables as f64);
        match self {
            Self::GunningFog => 0.4 * (words / sentences + 100.0 * counted.complex_words as f64 / words),
            Self::ColemanLiau => {
                0.0588 * (100.0 * characters / words) - 0.296 * (100.0 * sentences / words) - 15.8
            }
            Self::FleschKincaid => 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59,
            Self::Smog => 1.043 * (counted.polysyllabic_words as f64 * 30.0 / sentences).sqrt() + 3.1291,
            Self::AutomatedReadability => 4.71 * (characters / words) + 0.5 * (words / sentences) - 21.43,
        }
    }
}

impl Parameters for Readability {
    const KIND: &'static str = "readability";
    const EXAMPLE: &'static str = r#"rules:
  grade:
    check: readability
    message: "Readers need the reading skill of grade {value}."
    lang: en
    metrics: [Flesch-Kincaid, Gunning Fog]
    grade: 10
    examples:
      flag: ["Municipal infrastructure administration necessitates considerable interdepartmental coordination."]
      pass: ["The ferry is back. It sails at noon."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] =
        &[("value", "the mean grade, with two decimals"), ("whole", "the same, as a whole number")];
    const SUBJECT: Subject = Subject::Document;
    const VALE: Option<FromVale> =
        Some(FromVale { values: &["value"], scope: Some("text"), ..FromVale::same(&[]) });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        if self.metrics.is_empty() {
            compiler.value_problem(
                &Path::root().key("metrics"),
                "a `readability` rule needs at least one formula",
            );
        }
        Box::new(self)
    }
}

impl Check for Readability {
    #[allow(clippy::cast_precision_loss, reason = "there are five formulas")]
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let counted = context.reading().statistics();
        if counted.words == 0 || counted.sentences == 0 {
            return;
        }
        let sum: f64 = self.metrics.iter().map(|formula| formula.grade(counted)).sum();
        let mean = sum / self.metrics.len() as f64;
        if mean > self.grade {
            let report = sink.report_source(SourceSpan::new(0, 0)).value("value", format!("{mean:.2}"));
            report.value("whole", format!("{mean:.0}")).emit();
        }
    }
}
