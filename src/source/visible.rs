//! Text of others made safe to show: names of files, drafts, packs and messages could hold what commands a terminal or
//! a CI system, or turns the order of what is read.

/// Text on one line: line ends become spaces, so that nobody else begins a line of ours.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' | '\u{2028}' | '\u{2029}' => line.push(' '),
            '\r' => {}
            character => line.push(visible(character)),
        }
    }
    line
}

/// Text on as many lines as it has.
pub fn lines(text: &str) -> String {
    let is_layout = |character| matches!(character, '\n' | '\t');
    text.chars().map(|character| if is_layout(character) { character } else { visible(character) }).collect()
}

/// The picture of a control character, and a sign in the place of one that hides or turns what stands behind it; any
/// other character is itself.
pub fn visible(character: char) -> char {
    match character {
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{FFFD}'),
        '\x7F' => '\u{2421}',
        // Line ends of their own kind, overrides of the direction of writing, tags that nobody sees.
        '\u{2028}'
        | '\u{2029}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{E0000}'..='\u{E007F}' => '\u{FFFD}',
        character if character.is_control() => '\u{FFFD}',
        character => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_or_turns_is_seen() {
        assert_eq!(one_line("bad\n::error::x\u{1b}[2J.md"), "bad ::error::x␛[2J.md");
        assert_eq!(one_line("a\u{202e}b\u{2028}c\u{e0041}d\r\n"), "a\u{fffd}b c\u{fffd}d ");
        assert_eq!(lines("one\n\ttwo\u{7}"), "one\n\ttwo␇");
        assert_eq!(lines("Ærø 📰 مرحبا"), "Ærø 📰 مرحبا");
    }
}
