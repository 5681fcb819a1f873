//! Text that stays what it is in Markdown.

use std::fmt::Write as _;

/// The fragment that a Markdown renderer gives a heading which is a rule's name.
pub(super) fn anchor(id: &str) -> String {
    id.to_lowercase().replace('.', "")
}

/// A fence longer than any run of backticks in the text.
pub(super) fn fence(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    "`".repeat((longest + 1).max(3))
}

/// Text in which characters that nobody sees are spelt out as their code points.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unseen(character) {
            let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Whether a character shows as nothing, as a plain space, or turns the text around it.
fn is_unseen(character: char) -> bool {
    let is_control = character.is_control() && character != '\n' && character != '\t';
    let is_odd_space = character.is_whitespace() && !matches!(character, ' ' | '\n' | '\t');
    let is_format = matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}' | '\u{e0000}'..='\u{e0fff}'
    );
    is_control || is_odd_space || is_format
}

/// Text with the characters taken out of Markdown's hands, outside of code in backticks.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut in_code = false;
    for character in visible(text).chars() {
        in_code ^= character == '`';
        if !in_code && matches!(character, '*' | '_' | '[' | ']' | '<' | '>' | '#' | '\\') {
            written.push('\\');
        }
        written.push(character);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_outgrow_the_backticks_in_them() {
        assert_eq!(fence("no code"), "```");
        assert_eq!(fence("````\ncode\n````"), "`````");
    }

    #[test]
    fn unseen_characters_are_spelt_out() {
        assert_eq!(visible("a\u{200b}b\u{a0}c"), "a⟨U+200B⟩b⟨U+00A0⟩c");
    }

    #[test]
    fn prose_does_not_turn_into_markup() {
        assert_eq!(escaped("a *b* in `c_d`"), "a \\*b\\* in `c_d`");
    }
}
