//! `substitution`: words that have a better one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::checking::alternation::{self, AlternationMatch};
use crate::checking::contradictions::{Manner, Searched, never_apply, never_flagged};
use crate::checking::exceptions::Exceptions;
use crate::checking::vale::flag;
use crate::checking::{
    Check, Compiler, Context, FromVale, Parameters, PatternsIn, Placeholder, Report, Sink, proposal,
};
use crate::finding::{Applicability, Refusal};
use crate::matching::PatternId;
use crate::source::TextSpan;
use crate::yaml::{Path, Place, Problem};

/// Words that have a better one, which is proposed.
///
/// Flags `swap: { could of: could have }` in "She could of won"; leaves "She could have won" alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the rule file")]
pub struct Substitution {
    /// From what is found (a pattern) to what should stand there; `$1` is the pattern's first group,
    /// and `|` parts several proposals, of which none is applied. The longer pattern wins where two match.
    swap: BTreeMap<String, String>,
    /// Whether upper and lower case are the same (default true).
    #[serde(default = "yes")]
    ignorecase: bool,
    /// Whether a match may begin and end within words.
    #[serde(default)]
    nonword: bool,
    /// Whether proposals take on the letter case of what they replace: `always` (the default),
    /// `first` (a capital first letter only) or `never`.
    #[serde(default)]
    letter_case: LetterCase,
    /// Patterns of what is all right: a match that holds one, or stands in one, is left alone.
    #[serde(default)]
    exceptions: Vec<String>,
    /// Whether only text counts that stands in the source letter for letter, without markup in it.
    #[serde(default)]
    verbatim: bool,
}

/// Whether a proposal takes on the letter case of what it replaces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
enum LetterCase {
    /// Capitals for capitals.
    #[default]
    Always,
    /// A capital first letter for one.
    First,
    /// It stays as it is written in the rule.
    Never,
}

fn yes() -> bool {
    true
}

struct SubstitutionCheck {
    patterns: Vec<PatternId>,
    swaps: Vec<Swap>,
    letter_case: LetterCase,
    exceptions: Exceptions,
    verbatim: bool,
}

/// What a pattern is swapped for.
struct Swap {
    replacement: String,
    /// What of it is written in the rule, without the groups.
    literal: String,
    /// The replacement read as a pattern: what it fits is right already.
    right: Option<PatternId>,
}

impl Parameters for Substitution {
    const KIND: &'static str = "substitution";
    const EXAMPLE: &'static str = r#"rules:
  could-of:
    check: substitution
    message: "Write “{replacement}”, not “{match}”."
    swap: {could of: could have, '(should|would) of': $1 have}
    fix: replace
    examples:
      flag: ["She [[could of]] won.", "He [[should of]] gone."]
      pass: ["She could have won."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[
        ("replacement", "the proposals, parted by “or”"),
        ("choices", "the proposals in quotation marks, as in a sentence"),
        ("written", "the replacement as the rule writes it"),
    ];
    const VALE: Option<FromVale> = Some(FromVale {
        others: &["capitalize", "pos"],
        needs: &["swap"],
        values: &["written", "match"],
        proposed: &["choices", "match"],
        settle: |written, own| {
            let case = if flag(written, "capitalize", false) { "first" } else { "never" };
            own.insert("letter_case".into(), case.into());
        },
        ..FromVale::same(&[("swap", PatternsIn::Keys)])
    });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let at = Path::root().key("swap");
        if self.swap.is_empty() {
            compiler.value_problem(&at, "a `substitution` rule needs at least one swap");
        }
        let bounded =
            |text: &str| if self.nonword { format!("(?:{text})") } else { format!(r"\b(?:{text})\b") };
        let mut written: Vec<(&String, &String)> = self.swap.iter().collect();
        written.sort_by_key(|(found, _)| Reverse(found.chars().count()));
        let (mut patterns, mut swaps) = (Vec::new(), Vec::new());
        for (found, replacement) in written {
            if let Some(id) = compiler.key_pattern(&at.key(found), found, self.ignorecase, bounded) {
                patterns.push(id);
                let is_pattern =
                    regex_syntax::escape(replacement) != **replacement && !replacement.contains('$');
                let right =
                    is_pattern.then(|| compiler.optional_pattern(&format!("^(?:{replacement})$"))).flatten();
                swaps.push(Swap {
                    literal: without_groups(replacement),
                    replacement: replacement.clone(),
                    right,
                });
            }
        }
        let exceptions = Exceptions::compile(compiler, &self.exceptions, self.ignorecase);
        Box::new(SubstitutionCheck {
            patterns,
            swaps,
            letter_case: self.letter_case,
            exceptions,
            verbatim: self.verbatim,
        })
    }

    fn contradictions(&self, path: &Path) -> Vec<Problem> {
        let at = path.key("swap");
        let found: Vec<Searched> =
            self.swap.keys().map(|key| self.manner().searched(key, Place::Key(at.key(key)))).collect();
        let exceptions = self.manner().list(&self.exceptions, &path.key("exceptions"));
        let mut problems = never_apply(&found, &exceptions);
        problems.extend(never_flagged(&found, &exceptions, path));
        let swaps = found.iter().zip(self.swap.values());
        problems
            .extend(swaps.filter_map(|(found, swap)| self.swapped_for_itself(found, swap, &exceptions, &at)));
        problems
    }
}

impl Substitution {
    fn manner(&self) -> Manner {
        Manner { ignore_case: self.ignorecase, within_words: self.nonword }
    }

    /// The mistake of a swap whose proposal would be flagged again.
    fn swapped_for_itself(
        &self,
        found: &Searched,
        swap: &str,
        exceptions: &[Searched],
        at: &Path,
    ) -> Option<Problem> {
        let at = at.key(&found.written);
        let is_case_alone = self.letter_case == LetterCase::Never && self.ignorecase;
        if found.written == swap && !is_case_alone {
            let problem = Problem::at_value(at, format!("`{swap}` is swapped for itself"));
            return Some(problem.remedy("write here what should stand there instead"));
        }
        found_again(found, swap, exceptions, at)
    }
}

impl Check for SubstitutionCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for candidate in alternation::candidates(context, &self.patterns).iter() {
            let passage = candidate.passage;
            let exceptions = self.exceptions.within(context, passage.text);
            for AlternationMatch { which, range } in candidate.find_all(context, &self.patterns) {
                let span = passage.part(range.clone());
                let is_split = self.verbatim && !context.document().is_verbatim(span);
                let excepted = exceptions.hold(&range);
                if excepted || is_split || !context.speaks_at(span) {
                    continue;
                }
                let found = &passage.text[range.clone()];
                let swap = &self.swaps[which];
                let filled =
                    fill(context, self.patterns[which], passage.text, range.start, &swap.replacement);
                if filled == found || swap.right.is_some_and(|id| context.pattern(id).is_match(found)) {
                    continue;
                }
                self.report(context, sink.report(span), (span, found), (swap, &filled));
            }
        }
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        Some(&self.patterns)
    }
}

impl SubstitutionCheck {
    fn report(
        &self,
        context: &Context<'_>,
        report: Report<'_, '_>,
        (span, found): (TextSpan, &str),
        (swap, filled): (&Swap, &str),
    ) {
        // Of a single proposal the white space is part: it may be that of the match, put back by its group.
        let proposals: Vec<String> = if filled.contains('|') {
            filled.split('|').map(|proposal| self.in_case_of(found, proposal.trim())).collect()
        } else {
            vec![self.in_case_of(found, filled)]
        };
        let report = report
            .value("replacement", proposals.join(" or "))
            .value("choices", choices(&proposals))
            .value("written", self.in_case_of(found, filled));
        match proposals.as_slice() {
            [_] if !proposal::is_words(&found.to_lowercase(), &swap.literal)
                || names_group(filled, found) =>
            {
                report.refuse(Refusal::NoWords).emit();
            }
            [only] => report.propose(span, only, context.fix_applicability()).emit(),
            _ => report.emit(),
        }
    }

    fn in_case_of(&self, found: &str, proposal: &str) -> String {
        match self.letter_case {
            LetterCase::Always => in_case_of(found, proposal),
            LetterCase::First => with_first_of(found, proposal),
            LetterCase::Never => proposal.to_owned(),
        }
    }
}

/// The mistake of a pattern that finds a part of what it is swapped for.
fn found_again(key: &Searched, value: &str, exceptions: &[Searched], at: Path) -> Option<Problem> {
    // Groups of the match stand in the proposal: what it will be is not known.
    if value.contains('$') {
        return None;
    }
    let proposals = value.split('|').map(str::trim);
    let (proposal, range) = proposals.into_iter().find_map(|proposal| {
        let found = key.pattern.as_ref()?.find_all(proposal);
        let part = found.into_iter().find(|range| range.len() < proposal.len())?;
        let is_excepted = exceptions.iter().any(|exception| exception.is_found_in(proposal));
        (!is_excepted).then_some((proposal, part))
    })?;
    let start = value.find(proposal)? + range.start;
    let place = Place::Within(at, start..start + range.len());
    let (before, after) = (&proposal[..range.start], &proposal[range.end..]);
    let narrowed = if after.is_empty() {
        format!("(?<!{}){}", regex_syntax::escape(before), key.written)
    } else {
        format!("{}(?!{})", key.written, regex_syntax::escape(after))
    };
    let message =
        format!("`{}` finds its own replacement, so what it proposes is flagged again", key.written);
    let remedy = Some(format!("leave it alone where it is right: write `{narrowed}` for the key"));
    Some(Problem { message, place, remedy })
}

/// Proposals in a sentence: `'a', 'b', or 'c'`; nothing, where nothing is to be written.
fn choices(proposals: &[String]) -> String {
    if proposals.iter().all(String::is_empty) {
        return String::new();
    }
    let quoted: Vec<String> = proposals.iter().map(|proposal| format!("'{proposal}'")).collect();
    match quoted.as_slice() {
        [one, other] => format!("{one} or {other}"),
        [first @ .., last] if !first.is_empty() => format!("{}, or {last}", first.join(", ")),
        _ => quoted.concat(),
    }
}

/// The replacement with the groups of the match at `start` in place of `$1`, `$2` and so on.
fn fill(context: &Context<'_>, id: PatternId, text: &str, start: usize, replacement: &str) -> String {
    if !replacement.contains('$') {
        return replacement.to_owned();
    }
    let Some(found) = context.pattern(id).groups_at(text, start) else { return replacement.to_owned() };
    let mut filled = replacement.to_owned();
    for (index, group) in found.groups.into_iter().enumerate() {
        let group = group.map_or("", |range| &text[range]);
        filled = filled.replace(&format!("${}", index + 1), group);
    }
    filled
}

/// Whether a group is named that the pattern does not have.
fn names_group(filled: &str, found: &str) -> bool {
    let named = |text: &str| {
        text.match_indices('$')
            .filter(|(at, _)| text[at + 1..].starts_with(|next: char| next.is_ascii_digit()))
            .count()
    };
    named(filled) > named(found)
}

/// A replacement without `$1`, `$2` and so on.
fn without_groups(replacement: &str) -> String {
    let mut pieces = replacement.split('$');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.trim_start_matches(|digit: char| digit.is_ascii_digit()))
}

/// A proposal in the letter case of what it replaces: all capitals, a capital first, or as it is written.
fn in_case_of(found: &str, proposal: &str) -> String {
    let mut letters = found.chars().filter(|letter| letter.is_alphabetic());
    if !letters.next().is_some_and(char::is_uppercase) {
        return proposal.to_owned();
    }
    let mut rest = letters.peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) {
        return proposal.to_uppercase();
    }
    with_first_of(found, proposal)
}

/// A proposal with a capital first letter where what it replaces begins with one.
fn with_first_of(found: &str, proposal: &str) -> String {
    let is_capital = found.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_uppercase);
    let mut characters = proposal.chars();
    match characters.next() {
        Some(head) if is_capital => head.to_uppercase().chain(characters).collect(),
        _ => proposal.to_owned(),
    }
}

impl Context<'_> {
    /// Whether the rule lets `--fix` apply the check's own proposals unseen.
    pub(super) fn fix_applicability(&self) -> Applicability {
        self.rule.fix.map_or(Applicability::Unsafe, |(_, applicability)| applicability)
    }
}

#[cfg(test)]
mod tests {
    use super::in_case_of;

    #[test]
    fn the_letter_case_is_kept() {
        assert_eq!(in_case_of("could of", "could have"), "could have");
        assert_eq!(in_case_of("Could of", "could have"), "Could have");
        assert_eq!(in_case_of("COULD OF", "could have"), "COULD HAVE");
        assert_eq!(in_case_of("A", "an"), "An");
    }
}
