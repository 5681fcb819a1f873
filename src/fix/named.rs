//! What a fix does, in a few words.

use std::ops::Range;

use super::changes::alike;
use crate::finding::{Applicability, Edit, Fix};
use crate::source::{Source, one_line};

/// Of a longer text the beginning is shown, in characters.
const LONGEST: usize = 40;

/// What a fix does, in a few words: ``Replace `"` with `”` ``. One that a person should look at says so.
pub fn name(source: &Source, fix: &Fix) -> String {
    let mut edits = fix.edits.iter().map(|edit| words(source, edit));
    let mut name = edits.next().unwrap_or_else(|| "change nothing".to_owned());
    match edits.len() {
        0 => {}
        1 => name.extend(edits.next().map(|second| format!(", {second}"))),
        more => name.extend([", and make ", &more.to_string(), " more changes"]),
    }
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if fix.applicability == Applicability::Unsafe {
        name.push_str(" (check the result)");
    }
    name
}

/// What an edit does.
fn words(source: &Source, edit: &Edit) -> String {
    let (old, new) = (source.slice(edit.span), edit.replacement.as_str());
    let (at, until) = differing(old, new);
    let (old, new) = (&old[at.clone()], &new[until]);
    match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("insert {}", shown(new)),
        (false, true) => format!("remove {}", shown(old)),
        (false, false) => format!("replace {} with {}", shown(old), shown(new)),
    }
}

/// The parts of two texts that differ, in whole words.
fn differing(old: &str, new: &str) -> (Range<usize>, Range<usize>) {
    let (before, behind) = alike(old, new);
    let is_in_word = |text: &str, at: usize| {
        text[..at].ends_with(char::is_alphanumeric) && text[at..].starts_with(char::is_alphanumeric)
    };
    let cuts = |at: usize, is_end: bool| {
        let of = |text: &str| if is_end { text.len() - at } else { at };
        is_in_word(old, of(old)) || is_in_word(new, of(new))
    };
    let (mut start, mut end) = (before, behind);
    while start > 0 && cuts(start, false) {
        start -= old[..start].chars().next_back().map_or(0, char::len_utf8);
    }
    while end > 0 && cuts(end, true) {
        end -= old[old.len() - end..].chars().next().map_or(0, char::len_utf8);
    }
    (start..old.len() - end, start..new.len() - end)
}

/// A text on one line, not too long.
fn shown(text: &str) -> String {
    let line = one_line(text);
    if !text.is_empty() && line.trim().is_empty() {
        return if text.contains('\n') { "the blank line".to_owned() } else { "the space".to_owned() };
    }
    let short: String = line.chars().take(LONGEST).collect();
    if short.len() < line.len() { format!("`{}…`", short.trim()) } else { format!("`{line}`") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceSpan;

    fn named(text: &str, edits: &[(u32, u32, &str)], applicability: Applicability) -> String {
        let edit = |&(start, end, new): &(u32, u32, &str)| Edit {
            span: SourceSpan::new(start, end),
            replacement: new.to_owned(),
        };
        let fix = Fix { applicability, edits: edits.iter().map(edit).collect() };
        name(&Source::new("a.md", text), &fix)
    }

    #[test]
    fn a_fix_is_named_for_what_it_does() {
        let safe = Applicability::Safe;
        assert_eq!(named("a\" b", &[(1, 2, "”")], safe), "Replace `\"` with `”`");
        assert_eq!(
            named("the recieved mail", &[(4, 12, "received")], safe),
            "Replace `recieved` with `received`"
        );
        assert_eq!(named("over all of it", &[(0, 14, "over most of it")], safe), "Replace `all` with `most`");
        assert_eq!(named("a the the b", &[(2, 6, "")], safe), "Remove `the `");
        assert_eq!(named("a  b", &[(1, 3, " ")], safe), "Remove the space");
        assert_eq!(named("ab", &[(1, 1, ",")], safe), "Insert `,`");
        let quotes = [(0, 1, "“"), (2, 3, "”")];
        assert_eq!(named("\"a\"", &quotes, safe), "Replace `\"` with `“`, replace `\"` with `”`");
        assert_eq!(named("x", &[(0, 1, "")], Applicability::Unsafe), "Remove `x` (check the result)");
        let long = "word ".repeat(20);
        assert!(named(&long, &[(0, 99, "")], safe).len() < 60);
    }

    proptest::proptest! {
        #[test]
        fn what_differs_is_found_in_any_texts(old in "[aé🙂 ]{0,6}", new in "[aé🙂 ]{0,6}") {
            let (one, other) = differing(&old, &new);
            let made = format!("{}{}{}", &old[..one.start], &new[other], &old[one.end..]);
            proptest::prop_assert_eq!(made, new);
        }
    }
}
