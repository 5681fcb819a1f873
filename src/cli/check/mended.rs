//! What `--fix` did to a file, in words.

use std::fmt::Write as _;

use crate::fix::Fixed;
use crate::source::Source;

/// So many fixes that were not made are told of one by one.
const MOST_TOLD: usize = 10;

/// What became of the other names of a file that was written.
pub(super) fn left_to(source: &Source, other_names: u64) -> String {
    let path = source.display_name();
    match other_names {
        0 => String::new(),
        1 => format!("{path}: its hard link keeps the text as it was\n"),
        number => format!("{path}: its {number} hard links keep the text as it was\n"),
    }
}

/// What was fixed in a file, rule by rule, and which fixes were not made, and why. `source` is the text after fixing.
pub(super) fn told(source: &Source, fixed: &Fixed) -> String {
    let path = source.display_name();
    let mut told = String::new();
    if !fixed.mended.is_empty() {
        let mended: Vec<String> =
            fixed.mended.iter().map(|(rule, number)| format!("{number} {rule}")).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(told, "{path}: fixed {}", mended.join(", "));
    }
    told + &refused(source, fixed)
}

/// Which fixes were not made, and why. `source` is the text after fixing.
pub(super) fn refused(source: &Source, fixed: &Fixed) -> String {
    let path = source.display_name();
    let mut told = String::new();
    for (rule, span, refusal) in fixed.refused.iter().take(MOST_TOLD) {
        let at = source.position(span.start);
        let _ =
            writeln!(told, "{path}:{}:{}: {rule} was not fixed: {}", at.line, at.column, refusal.reason());
    }
    let more = fixed.refused.len().saturating_sub(MOST_TOLD);
    if more > 0 {
        let _ = writeln!(told, "{path}: {more} more were not fixed");
    }
    told
}
