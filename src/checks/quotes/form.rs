//! Marks that are paired well and yet not what the language, the level or the house asks for.

use schemars::JsonSchema;
use serde::Deserialize;

use super::is_in_scope;
use crate::checking::{Context, Sink};
use crate::document::BlockId;
use crate::finding::Applicability;
use crate::language::Words;
use crate::reading::quotations::{Family, Glyph, Quotation};
use crate::source::TextSpan;

/// On which side of the closing mark a house puts the comma and the full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Style {
    /// Always inside.
    Us,
    /// Outside, where what is quoted is only a part of the sentence.
    British,
}

/// The quotations of the rule's scope whose both marks are there.
fn closed<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (&'a Quotation, TextSpan)> + 'a {
    let quotations = context.reading().quotations().quotations.iter();
    quotations
        .filter(|quotation| quotation.glyph.family() != Family::Bracket)
        .filter(|quotation| is_in_scope(context, quotation.open.start) && context.speaks_at(quotation.open))
        .filter_map(|quotation| Some((quotation, quotation.close?)))
}

/// Reports each quotation in another one that has the same marks.
pub(super) fn report_nesting(context: &Context<'_>, sink: &mut Sink<'_>) {
    let all = &context.reading().quotations().quotations;
    for (inner, close) in closed(context).filter(|(inner, _)| inner.level > 0 && is_double(inner.glyph)) {
        let is_outer = |outer: &&Quotation| outer.level + 1 == inner.level && outer.span.contains(inner.span);
        let before = all.partition_point(|quotation| quotation.span.start < inner.span.start);
        let Some(outer) = all[..before].iter().rev().take(16).find(is_outer) else { continue };
        // A mark of both does not tell the reader which of the two ends.
        if outer.glyph != inner.glyph {
            continue;
        }
        let problem = "A quotation within a quotation has the marks of the outer one";
        let report = sink.report(inner.span).value("problem", problem).related(outer.open, "opened here");
        let report = match singles(inner.glyph, context.document().text(close)) {
            Some((open, shut)) => report.replace(inner.open, open, Applicability::Unsafe).replace(
                close,
                shut,
                Applicability::Unsafe,
            ),
            None => report,
        };
        report.emit();
    }
}

fn is_double(glyph: Glyph) -> bool {
    // Guillemets may stand within guillemets in several languages.
    matches!(glyph, Glyph::Straight | Glyph::High66 | Glyph::High99 | Glyph::Low99)
}

/// The single marks for the same place.
fn singles(open: Glyph, close: &str) -> Option<(&'static str, &'static str)> {
    match (open, close) {
        (Glyph::Straight, _) => Some(("'", "'")),
        (Glyph::High66, "”") => Some(("‘", "’")),
        (Glyph::High99, "”") => Some(("’", "’")),
        (Glyph::Low99, "“") => Some(("‚", "‘")),
        (Glyph::Low99, "”") => Some(("‚", "’")),
        _ => None,
    }
}

/// Reports each comma and full stop that the house puts on the other side of the closing mark.
pub(super) fn report_punctuation(style: Style, context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    // A block may hold very many quotations: it is looked through once.
    let mut last: Option<(BlockId, bool)> = None;
    for (quotation, close) in closed(context) {
        let Some(id) = document.block_at(close.start) else { continue };
        let block = document.block(id).text;
        let words = document.text(quotation.content());
        let before = document.text(TextSpan::new(block.start, quotation.open.start));
        let after = document.text(TextSpan::new(close.end, block.end));
        let known = last.filter(|(last, _)| *last == id).map(|(_, holds_program)| holds_program);
        let holds_program = known.unwrap_or_else(|| holds_program(document.text(block)));
        last = Some((id, holds_program));
        if holds_program || is_value(before, words) {
            continue;
        }
        let (found, problem, place) = match style {
            Style::Us => {
                let Some(stop) = stands_outside(words, after) else { continue };
                (stop, "inside", TextSpan::new(close.start, close.end + 1))
            }
            Style::British => {
                let Some(stop) = stands_inside(before, words, after) else { continue };
                (stop, "outside", TextSpan::new(close.start - 1, close.end))
            }
        };
        let mark = document.text(close);
        let swapped = if style == Style::Us { format!("{found}{mark}") } else { format!("{mark}{found}") };
        let name = if found == ',' { "comma" } else { "full stop" };
        let report =
            sink.report(place).value("problem", format!("The {name} goes {problem} the quotation mark"));
        report.replace(place, swapped, Applicability::Unsafe).emit();
    }
}

/// Whether a block is a line of a program, or holds a list of values.
fn holds_program(block: &str) -> bool {
    block.trim_end().ends_with([',', '{', ';']) || block.contains("['") || block.contains("[\"")
}

/// Whether a quotation is a value in a program's text, or a name that must be typed just so.
fn is_value(before: &str, content: &str) -> bool {
    let is_line = before.trim_end().ends_with(['[', '=', '{']);
    let is_name = !content.contains(char::is_whitespace)
        && content.contains(|sign: char| sign.is_ascii_digit() || "_/\\<>=".contains(sign));
    is_line || is_name
}

/// The comma or full stop right behind a closing mark, where words stand before it.
fn stands_outside(content: &str, after: &str) -> Option<char> {
    let stop = after.chars().next().filter(|&sign| sign == ',' || sign == '.')?;
    let next = after[1..].chars().next();
    // "“a”.txt" and "“a”..." are something else; so is the name of a single key or letter.
    let ends = next.is_none_or(|sign| sign.is_whitespace() || ")]”’\"'".contains(sign));
    let has_words = content.chars().count() > 1 && content.ends_with(char::is_alphanumeric);
    (ends && has_words).then_some(stop)
}

/// The comma or full stop at the end of a quotation that is a part of the sentence around it.
fn stands_inside(before: &str, content: &str, after: &str) -> Option<char> {
    let stop = content.chars().next_back().filter(|&sign| sign == ',' || sign == '.')?;
    let words = &content[..content.len() - 1];
    let is_part = words.starts_with(char::is_lowercase)
        && before.ends_with(' ')
        && before.trim_end().ends_with(char::is_alphanumeric)
        && words.ends_with(char::is_alphanumeric)
        && !words.contains(". ");
    // "a.m." and "etc." keep their stop.
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let is_short = stop == '.' && (last.contains('.') || matches!(last, "etc" | "al" | "Inc" | "Ltd" | "Co"));
    (is_part && !is_short && !after.starts_with(char::is_alphanumeric)).then_some(stop)
}

/// Reports each quotation with the marks of another language.
pub(super) fn report_language(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    let Some(language) = context.language() else { return };
    let Some(home) = document.languages().get(language).map(|lexicon| &lexicon.quotation_marks) else {
        return;
    };
    // The usual pair is the one to propose, with its spaces.
    let Some(usual) = home.iter().next() else { return };
    let is_at_home = |marks: &Words, pair: &str| marks.iter().any(|known| bare(known).eq(pair.chars()));
    for (quotation, close) in closed(context).filter(|(quotation, _)| quotation.level == 0) {
        let pair = format!("{}{}", document.text(quotation.open), document.text(close));
        // Two marks alike are at home in the north; elsewhere one of them is turned the wrong way.
        let is_pair = is_at_home(&document.languages().any().quotation_marks, &pair) && !is_nordic(&pair);
        if !is_pair
            || is_at_home(home, &pair)
            || is_east_asian(document.text(quotation.content()))
            || document.holds_passage(quotation.span)
            // “Use « and » in French.”
            || document.lexicon().conjunctions.contains(document.text(quotation.content()).trim())
        {
            continue;
        }
        let (Some(open), Some(shut)) = (usual.chars().next(), usual.chars().next_back()) else { continue };
        let has_space = document.text(quotation.content()).starts_with([' ', '\u{a0}']);
        let space = if has_space { "" } else { usual.trim_matches([open, shut]) };
        let found: String = pair.chars().map(|mark| mark.to_string()).collect::<Vec<_>>().join("…");
        let problem = format!("This language quotes with {open}…{shut}, not with {found}");
        sink.report(quotation.open)
            .value("problem", problem)
            .replace(quotation.open, format!("{open}{space}"), Applicability::Unsafe)
            .replace(close, format!("{space}{shut}"), Applicability::Unsafe)
            .emit();
    }
}

/// The marks of a pair without a space between them.
fn bare(pair: &str) -> impl Iterator<Item = char> + '_ {
    pair.chars().filter(|mark| !mark.is_whitespace())
}

fn is_nordic(pair: &str) -> bool {
    matches!(pair, "””" | "»»")
}

/// Whether a text is written with signs for syllables or words, in languages with marks of their own.
fn is_east_asian(text: &str) -> bool {
    text.chars().any(
        |sign| matches!(sign, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn us_stops_go_inside() {
        assert_eq!(stands_outside("a gift", ", she said"), Some(','));
        assert_eq!(stands_outside("a gift", "."), Some('.'));
        assert_eq!(stands_outside("Why?", ", she said"), None);
        assert_eq!(stands_outside("a", "."), None);
        assert_eq!(stands_outside("notes", ".txt"), None);
        assert_eq!(stands_outside("a gift", "; she left"), None);
    }

    #[test]
    fn british_stops_go_outside_a_part_of_a_sentence() {
        assert_eq!(stands_inside("He called it ", "a gift.", ""), Some('.'));
        assert_eq!(stands_inside("He called it ", "a gift,", " and left"), Some(','));
        assert_eq!(stands_inside("He said: ", "a gift.", ""), None);
        assert_eq!(stands_inside("He said ", "We agreed.", ""), None);
        assert_eq!(stands_inside("“We agreed,” he said, ", "that it opens.", ""), None);
        assert_eq!(stands_inside("It sails ", "at five p.m.", ""), None);
    }

    #[test]
    fn programs_are_no_copy() {
        assert!(holds_program("message: 'ready',"));
        assert!(is_value("Type ", "quay_2"));
        assert!(!holds_program("She called it “a gift”, and left.") && !is_value("She called it ", "a gift"));
    }
}
