//! `dateline`: the place, agency and dash before the first sentence, held against the house's form.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Sink};
use crate::document::BlockKind;
use crate::language::Words;
use crate::matching::PatternId;
use crate::source::TextSpan;
use crate::yaml::Path;

/// The place, agency and dash before the first sentence, held against the house's form.
///
/// Flags "LONDON: The bridge" and "London (AFP) - The bridge" where the house writes "LONDON (AFP) — The bridge";
/// leaves that alone, and "Not so fast — the bridge" too, which is no dateline.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dateline {
    /// A pattern, case as written, that the whole dateline must match, its dash included.
    form: String,
}

/// A dateline by its shape, and how many paragraphs may stand before one of that shape.
struct DatelineShape {
    pattern: String,
    before: usize,
}

struct DatelineCheck {
    form: Option<PatternId>,
    shapes: Vec<(PatternId, usize)>,
}

/// What may part a dateline from the sentence.
const DASH: &str = r"(?:\s(?:--?|–|—)|--(?=\s)|–|—)";
/// A dateline is followed by the beginning of a sentence.
const SENTENCE: &str = r#"\s?(?=[\p{Lu}\d“"‘'])"#;

/// The shapes, from the surest on: what names an agency may come late, a name alone only first.
fn shapes(months: &Words) -> Vec<DatelineShape> {
    let capitals = r"\p{Lu}[\p{Lu}.'’ -]*\p{Lu}\.?";
    let name = r"\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+){0,2}";
    let short = r"\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)?";
    let region = r"(?:, \p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,2}){0,2}";
    let months = months.alternatives().unwrap_or_default();
    let month = format!(r"(?:{months})\b\.?");
    let date = format!(r"(?:,? (?:{month} \d{{1,2}}|\d{{1,2}} {month})(?:,? \d{{4}})?)?");
    let agency = r"(?:,? ?[(/]\p{Lu}[\p{L} .]{1,30}[)/])";
    let (dash, sentence) = (DASH, SENTENCE);
    let shape = |pattern: String, before| DatelineShape { pattern, before };
    vec![
        shape(format!(r"^(?:{capitals}|{name}){region}{date}{agency}(?:{dash}|:){sentence}"), 3),
        // Longer names are those of bodies: "National Harbour Board (NHB)".
        shape(format!(r"^(?:{capitals}|{short}){region}{date}{agency}{sentence}"), 0),
        shape(format!(r"^\p{{Lu}}{{2,}}, (?:{capitals}|{name}){region}{date}{dash}{sentence}"), 1),
        shape(format!(r"^{capitals}{region}{date}{dash}{sentence}"), 1),
        shape(format!(r"^{name}(?:{region}{date}|{date}){dash}{sentence}"), 0),
    ]
}

impl Parameters for Dateline {
    const KIND: &'static str = "dateline";
    const EXAMPLE: &'static str = r#"rules:
  form:
    check: dateline
    message: "Write the dateline as “LONDON (AFP) —”."
    scope: [any]
    form: '\p{Lu}[\p{Lu} ]+(?: \(\p{Lu}+\))? —'
    examples:
      flag: ["[[London (AFP) -]] The bridge is shut."]
      pass: ["LONDON (AFP) — The bridge is shut.", "Not so fast — the bridge is shut."]
"#;

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let at = Path::root().key("form");
        let form = compiler.pattern(&at, &self.form, false, |text| format!("^(?:{text})$"));
        let shapes = shapes(&compiler.languages().any().months).into_iter();
        let add = |shape: DatelineShape| {
            let id = compiler.pattern(&at, &shape.pattern, false, str::to_owned)?;
            Some((id, shape.before))
        };
        let shapes = shapes.filter_map(add).collect();
        Box::new(DatelineCheck { form, shapes })
    }
}

impl Check for DatelineCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(form) = self.form else { return };
        let document = context.document();
        let body = context.reading().story().body.iter().map(|&id| document.block(id));
        let paragraphs = body.filter(|block| block.kind == BlockKind::Paragraph).map(|block| block.text);
        let deepest = self.shapes.iter().map(|(_, before)| *before).max().unwrap_or_default();
        for (number, paragraph) in paragraphs.take(deepest + 1).enumerate() {
            let text = document.text(paragraph);
            let mut able = self.shapes.iter().filter(|(_, before)| number <= *before);
            let Some(found) = able.find_map(|&(id, _)| context.pattern(id).find_at(text, 0)) else {
                continue;
            };
            let dateline = text[found].trim_end();
            if !context.pattern(form).is_match(dateline) {
                let span = TextSpan::from_range(0..dateline.len()).shift(paragraph.start);
                sink.report(span).emit();
            }
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Languages;
    use crate::matching::Pattern;

    /// The dateline of a story's paragraph, by its number from 0.
    fn dateline(text: &str, number: usize) -> Option<String> {
        let languages = Languages::default();
        let able = shapes(&languages.any().months).into_iter().filter(|shape| number <= shape.before);
        let found = able
            .map(|shape| Pattern::new(&shape.pattern, false).unwrap())
            .find_map(|pattern| pattern.find_at(text, 0));
        found.map(|range| text[range].trim_end().to_owned())
    }

    #[test]
    fn datelines_are_known_by_their_shape() {
        for (text, expected) in [
            ("LONDON — The bridge is shut.", "LONDON —"),
            ("PORT HALE, Maine (AP) — The bridge is shut.", "PORT HALE, Maine (AP) —"),
            ("ST. JOHN’S, Oct. 4, 2021 -- The bridge is shut.", "ST. JOHN’S, Oct. 4, 2021 --"),
            ("London, 4 May (Reuters) - The bridge is shut.", "London, 4 May (Reuters) -"),
            ("AFP, Port Hale - The bridge is shut.", "AFP, Port Hale -"),
            ("Port Hale – The bridge is shut.", "Port Hale –"),
            ("PORT HALE (AP): “We are shut,” she said.", "PORT HALE (AP):"),
        ] {
            assert_eq!(dateline(text, 0).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn sentences_are_no_datelines() {
        for text in [
            "Not so fast — the bridge is shut.",
            "The BBC said the bridge is shut.",
            "NATO is shut out of it.",
            "Calder (Labour) said the bridge is shut.",
            "Port-side boats wait.",
            "National Harbour Board (NHB) Chair Ines Calder said so.",
            "CALDER--Ines, mourned by all.",
        ] {
            assert_eq!(dateline(text, 0), None, "{text}");
        }
        assert_eq!(dateline("Lights – All of them are out.", 1), None);
        assert_eq!(dateline("PACK LIGHT – Start with the boots.", 2), None);
    }
}
