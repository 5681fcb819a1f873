//! `metric`: a figure worked out from the whole document that must keep within a bound.

use exmex::{Express, FlatEx};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, FromVale, Parameters, Placeholder, Sink, Subject};
use crate::reading::Statistics;
use crate::source::SourceSpan;
use crate::yaml::{Path, Problem, nearest};

/// A figure worked out from the whole document that must keep within a bound.
///
/// Flags `formula: words / sentences`, `condition: '> 30'` in an article whose sentences are longer than thirty
/// words on average; leaves others alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// The figure, as arithmetic over `words`, `sentences`, `paragraphs`, `characters`, `syllables`,
    /// `long_words`, `complex_words`, `polysyllabic_words`, `heading_h1` to `heading_h6`, `list`,
    /// `blockquote` and `pre`, with functions such as `sqrt(…)`.
    formula: String,
    /// What is reported, such as `> 8`.
    condition: String,
}

/// What a variable stands for.
type Counter = fn(&Statistics) -> usize;

/// The names a formula may use, with what they stand for.
const VARIABLES: &[(&str, Counter)] = &[
    ("words", |counted| counted.words),
    ("sentences", |counted| counted.sentences),
    ("paragraphs", |counted| counted.paragraphs),
    ("characters", |counted| counted.characters),
    ("syllables", |counted| counted.syllables),
    ("long_words", |counted| counted.long_words),
    ("complex_words", |counted| counted.complex_words),
    ("polysyllabic_words", |counted| counted.polysyllabic_words),
    ("heading_h1", |counted| counted.headings[0]),
    ("heading_h2", |counted| counted.headings[1]),
    ("heading_h3", |counted| counted.headings[2]),
    ("heading_h4", |counted| counted.headings[3]),
    ("heading_h5", |counted| counted.headings[4]),
    ("heading_h6", |counted| counted.headings[5]),
    ("list", |counted| counted.list_items),
    ("blockquote", |counted| counted.quotations),
    ("pre", |counted| counted.code),
];

struct MetricCheck {
    formula: Option<FlatEx<f64>>,
    /// What each variable of the formula stands for, in the formula's order.
    variables: Vec<Counter>,
    condition: Option<Condition>,
}

/// A comparison with a number.
#[derive(Debug, Clone, Copy)]
struct Condition {
    holds: fn(f64, f64) -> bool,
    bound: f64,
}

impl Condition {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let split = text.find(|sign: char| !"<>=!".contains(sign))?;
        let bound = text[split..].trim().parse().ok()?;
        let holds: fn(f64, f64) -> bool = match &text[..split] {
            ">" => |value, bound| value > bound,
            ">=" => |value, bound| value >= bound,
            "<" => |value, bound| value < bound,
            "<=" => |value, bound| value <= bound,
            "==" | "=" => |value, bound| (value - bound).abs() < f64::EPSILON,
            "!=" => |value, bound| (value - bound).abs() >= f64::EPSILON,
            _ => return None,
        };
        Some(Self { holds, bound })
    }
}

impl Parameters for Metric {
    const KIND: &'static str = "metric";
    const EXAMPLE: &'static str = r#"rules:
  long-sentences:
    check: metric
    message: "{value} words in a sentence, on average."
    formula: words / sentences
    condition: '> 6'
    examples:
      flag: ["The ferry that was to come back on Monday stays where it is."]
      pass: ["The ferry is back. It sails at noon."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[
        ("value", "what the formula comes to, with two decimals"),
        ("whole", "the same, as a whole number"),
    ];
    const SUBJECT: Subject = Subject::Document;
    const VALE: Option<FromVale> =
        Some(FromVale { values: &["value"], scope: Some("text"), ..FromVale::same(&[]) });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let root = Path::root();
        let condition = Condition::parse(&self.condition);
        if condition.is_none() {
            compiler.value_problem(&root.key("condition"), "a condition is a comparison, such as `> 8`");
        }
        // Vale's formulas name the functions of a module, and headings with a full stop.
        let formula = self.formula.replace("math.", "").replace("heading.", "heading_");
        let formula = match exmex::parse::<f64>(formula.trim()) {
            Ok(formula) => Some(formula),
            Err(error) => {
                let message = format!("this formula cannot be worked out: {error}");
                compiler.value_problem(&root.key("formula"), message);
                None
            }
        };
        let variables = formula.as_ref().and_then(|formula| variables(formula, compiler));
        Box::new(MetricCheck { formula, variables: variables.unwrap_or_default(), condition })
    }
}

/// What a formula's variables stand for; mistakes are told of.
fn variables(formula: &FlatEx<f64>, compiler: &mut Compiler<'_>) -> Option<Vec<Counter>> {
    let mut found = Vec::new();
    for name in formula.var_names() {
        if let Some((_, count)) = VARIABLES.iter().find(|(known, _)| known == name) {
            found.push(*count);
            continue;
        }
        let near = nearest(name, VARIABLES.iter().map(|(known, _)| *known));
        let at = compiler.path().key("formula");
        let problem = Problem::at_value(at, format!("a formula knows nothing called `{name}`"));
        let names: Vec<&str> = VARIABLES.iter().map(|(name, _)| *name).collect();
        let remedy = near.map_or_else(
            || format!("known here: {}", names.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        compiler.problems.push(problem.remedy(remedy));
        return None;
    }
    Some(found)
}

impl Check for MetricCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let (Some(formula), Some(condition)) = (&self.formula, self.condition) else { return };
        let statistics = context.reading().statistics();
        if statistics.words == 0 {
            return;
        }
        // Counts of words are far below where a float stops being exact.
        #[allow(clippy::cast_precision_loss, reason = "counts are small")]
        let values: Vec<f64> = self.variables.iter().map(|count| count(statistics) as f64).collect();
        let Ok(value) = formula.eval(&values) else { return };
        if value.is_finite() && (condition.holds)(value, condition.bound) {
            let report = sink.report_source(SourceSpan::new(0, 0)).value("value", format!("{value:.2}"));
            report.value("whole", format!("{value:.0}")).emit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Condition;

    #[test]
    fn conditions_compare() {
        let holds = |text: &str, value: f64| {
            let condition = Condition::parse(text).unwrap();
            (condition.holds)(value, condition.bound)
        };
        assert!(holds("> 8", 8.5) && !holds(">8", 8.0) && holds(" <= 3.5", 3.5) && holds("!= 0", 1.0));
        assert!(Condition::parse("more than 8").is_none());
    }
}
