//! What was changed in a text, as edits that are as small as can be.

use std::ops::Range;

use similar::{DiffOp, DiffTag, TextDiff};

use crate::finding::Edit;
use crate::source::SourceSpan;

/// The edits that make one text of another, in order.
pub fn changes(before: &str, after: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let lines = TextDiff::from_lines(before, after);
    let hunks = Hunks::of(
        lines.ops(),
        |index| lines.old_slice(index).map_or(0, str::len),
        |index| lines.new_slice(index).map_or(0, str::len),
    );
    for (old, new) in hunks.0 {
        let (old_text, new_text) = (&before[old.clone()], &after[new]);
        let words = TextDiff::from_words(old_text, new_text);
        let inner = Hunks::of(
            words.ops(),
            |index| words.old_slice(index).map_or(0, str::len),
            |index| words.new_slice(index).map_or(0, str::len),
        );
        for (part, replacement) in inner.0 {
            let (gone, new) = (&old_text[part.clone()], &new_text[replacement]);
            let (before, behind) = alike(gone, new);
            let start = old.start + part.start;
            let span = SourceSpan::from_range(start + before..start + gone.len() - behind);
            edits.push(Edit { span, replacement: new[before..new.len() - behind].to_owned() });
        }
    }
    edits
}

/// How many bytes two texts have alike at their beginnings and at their ends, which do not overlap.
pub(super) fn alike(one: &str, other: &str) -> (usize, usize) {
    let same = |(one, other): &(char, char)| one == other;
    let before = one.chars().zip(other.chars()).take_while(same).map(|(one, _)| one.len_utf8()).sum();
    let (one, other) = (&one[before..], &other[before..]);
    let behind = one.chars().rev().zip(other.chars().rev()).take_while(same).map(|(one, _)| one.len_utf8());
    (before, behind.sum())
}

/// The bytes that differ in two texts, piece by piece.
struct Hunks(Vec<(Range<usize>, Range<usize>)>);

impl Hunks {
    /// The pieces of texts that are made of parts with certain lengths.
    fn of(ops: &[DiffOp], old: impl Fn(usize) -> usize, new: impl Fn(usize) -> usize) -> Self {
        let (mut at, mut until) = (0, 0);
        let mut hunks = Vec::new();
        for op in ops {
            let (start, begin) = (at, until);
            at += op.old_range().map(&old).sum::<usize>();
            until += op.new_range().map(&new).sum::<usize>();
            if op.tag() != DiffTag::Equal {
                hunks.push((start..at, begin..until));
            }
        }
        Self(hunks)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn made(text: &str, edits: &[Edit]) -> String {
        let mut made = text.to_owned();
        for edit in edits.iter().rev() {
            made.replace_range(edit.span.range(), &edit.replacement);
        }
        made
    }

    #[test]
    fn what_stays_is_in_no_edit() {
        let (before, after) = ("one\ntwo three four\nfive\n", "one\ntwo 3 four\nfive\nsix\n");
        let edits = changes(before, after);
        let told: Vec<(&str, &str)> =
            edits.iter().map(|edit| (&before[edit.span.range()], edit.replacement.as_str())).collect();
        assert_eq!(told, [("three", "3"), ("", "six\n")]);
        let edits = changes("well.\u{200b} On", "well. On");
        assert_eq!((edits[0].span.range(), edits[0].replacement.as_str()), (5..8, ""));
        assert!(changes(before, before).is_empty());
    }

    proptest! {
        #[test]
        fn the_edits_make_the_one_of_the_other(before in "[ab é\n]{0,30}", after in "[ab é\n\r]{0,30}") {
            let edits = changes(&before, &after);
            prop_assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            prop_assert_eq!(made(&before, &edits), after);
        }
    }
}
