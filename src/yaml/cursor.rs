//! Where in a YAML text somebody is writing, though the text may not be YAML yet: by lines and how far they are indented.

use std::ops::Range;

/// A place where somebody is writing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cursor {
    /// The keys that lead to the mapping there, from the outermost; lists on the way are passed over.
    pub above: Vec<String>,
    /// The key whose value is written; none where a key is written.
    pub value_of: Option<String>,
    /// What is written of it so far.
    pub word: Range<usize>,
    /// The other keys of the mapping, with what stands behind them on their lines.
    pub siblings: Vec<(String, String)>,
}

impl Cursor {
    /// What is written at a place of a text.
    pub fn at(text: &str, offset: usize) -> Self {
        let offset = (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let start = text[..offset].rfind('\n').map_or(0, |end| end + 1);
        let mut written = LineStart::of(&text[start..offset]);
        let lines: Vec<&str> = text[..start].lines().collect();
        let behind: Vec<&str> = text[offset..].lines().skip(1).collect();
        let mut cursor = Self { word: start + written.word.start..offset, ..Self::default() };
        cursor.value_of = written.value_of.take();
        // Braces on the line hold mappings of their own.
        if written.braces.is_empty() {
            cursor.siblings = siblings(&lines, &behind, written.column);
        }
        cursor.above = above(&lines, written.column);
        cursor.above.append(&mut written.braces);
        cursor
    }

    /// What is written at the word that a place is in.
    pub fn in_word(text: &str, offset: usize) -> Self {
        let is_of_word = |letter: char| letter.is_alphanumeric() || "-_./*".contains(letter);
        let rest = text.get(offset..).unwrap_or_default();
        Self::at(text, offset + rest.find(|letter| !is_of_word(letter)).unwrap_or(rest.len()))
    }
}

/// What stands in a line before the cursor.
struct LineStart {
    /// The column of the key, or of where one would be.
    column: usize,
    /// The keys before open braces, from the outermost.
    braces: Vec<String>,
    value_of: Option<String>,
    word: Range<usize>,
}

impl LineStart {
    fn of(line: &str) -> Self {
        let column = content_column(line);
        let mut written = Self { column, braces: Vec::new(), value_of: None, word: column..line.len() };
        let (mut start, mut quote, mut key) = (column, None, None);
        // The brackets that are open, and whether each holds a mapping whose key is known.
        let mut open: Vec<(char, bool)> = Vec::new();
        for (at, letter) in line.char_indices().skip_while(|(at, _)| *at < column) {
            match (quote, letter) {
                (Some(open), _) => quote = Some(open).filter(|open| *open != letter),
                (None, '"' | '\'') if line[start..at].trim().is_empty() => quote = Some(letter),
                (None, ':') if line[at + 1..].starts_with(' ') || at + 1 == line.len() => {
                    key = Some(unquoted(&line[start..at]));
                    start = at + 1;
                }
                (None, '{' | '[') if line[start..at].trim().is_empty() => {
                    let is_named = letter == '{' && key.is_some();
                    if is_named {
                        written.braces.extend(key.take());
                    }
                    open.push((letter, is_named));
                    start = at + 1;
                }
                (None, ',') if !open.is_empty() => {
                    // In a list the key stays; a mapping comes to its next one.
                    if open.last().is_some_and(|(sign, _)| *sign == '{') {
                        key = None;
                    }
                    start = at + 1;
                }
                (None, '}' | ']') => {
                    if open.pop().is_some_and(|(_, is_named)| is_named) {
                        written.braces.pop();
                    }
                    start = at + 1;
                }
                _ => {}
            }
        }
        let lead = line[start..].len() - line[start..].trim_start_matches([' ', '"', '\'']).len();
        written.word = start + lead..line.len();
        written.value_of = key;
        written
    }
}

/// Where the text of a line begins, behind white space and the dashes of lists.
fn content_column(line: &str) -> usize {
    let mut column = line.len() - line.trim_start_matches(' ').len();
    while let Some(rest) = line[column..].strip_prefix("- ") {
        column = line.len() - rest.trim_start_matches(' ').len();
    }
    column
}

fn unquoted(key: &str) -> String {
    key.trim().trim_matches(['"', '\'']).to_owned()
}

/// The key of a line, with its column and what stands behind it; none of a line that holds no key.
fn key_of(line: &str) -> Option<(usize, String, String)> {
    let column = content_column(line);
    let content = &line[column..];
    if content.is_empty() || content.starts_with('#') {
        return None;
    }
    let colon = content.match_indices(':').map(|(at, _)| at).find(|at| {
        let rest = &content[at + 1..];
        rest.is_empty() || rest.starts_with(' ')
    })?;
    Some((column, unquoted(&content[..colon]), content[colon + 1..].trim().to_owned()))
}

/// The keys that lead to a column, from the outermost.
fn above(lines: &[&str], column: usize) -> Vec<String> {
    let mut above = Vec::new();
    let mut column = column;
    for line in lines.iter().rev() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let Some((at, key, _)) = key_of(line) else { continue };
        if at < column {
            above.push(key);
            column = at;
        } else if at == column && indent < at {
            // The entry of a list begins here; what holds the list may stand as far left as the dash.
            column = indent + 1;
        }
    }
    above.reverse();
    above
}

/// The keys beside a column.
fn siblings(before: &[&str], behind: &[&str], column: usize) -> Vec<(String, String)> {
    let is_blank = |line: &&&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let is_within = |line: &&&str| is_blank(line) || content_column(line) >= column;
    let beside =
        |line: &&str| key_of(line).filter(|(at, ..)| *at == column).map(|(_, key, value)| (key, value));
    let before = before.iter().rev().take_while(is_within).filter_map(beside);
    before.chain(behind.iter().take_while(is_within).filter_map(beside)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written at the sign `|`: the keys above, the key of the value, the word.
    fn at(text: &str) -> (Vec<String>, Option<String>, String) {
        let offset = text.find('|').unwrap();
        let text = text.replace('|', "");
        let cursor = Cursor::at(&text, offset);
        (cursor.above, cursor.value_of, text[cursor.word].to_owned())
    }

    #[test]
    fn a_place_is_known_by_its_lines() {
        let told = |above: &[&str], value_of: Option<&str>, word: &str| {
            let above = above.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
            (above, value_of.map(str::to_owned), word.to_owned())
        };
        for (text, expected) in [
            ("ru|", told(&[], None, "ru")),
            ("lang: e|", told(&[], Some("lang"), "e")),
            ("rules:\n  quotes.un|", told(&["rules"], None, "quotes.un")),
            ("rules:\n  'quotes.a': o|\n", told(&["rules"], Some("quotes.a"), "o")),
            ("rules: {quotes.|", told(&["rules"], None, "quotes.")),
            ("rules: {quotes.a: on, b|}", told(&["rules"], None, "b")),
            ("rules:\n  a.b: {max: 3, se|", told(&["rules", "a.b"], None, "se")),
            ("rules:\n  a.b: {severity: e|}", told(&["rules", "a.b"], Some("severity"), "e")),
            ("rules:\n  a.b:\n    max: 3\n    |", told(&["rules", "a.b"], None, "")),
            ("overrides:\n  - paths: [a]\n    rules:\n      a|", told(&["overrides", "rules"], None, "a")),
            ("overrides:\n- pa|", told(&["overrides"], None, "pa")),
            ("overrides:\n- paths: [x]\n  la|", told(&["overrides"], None, "la")),
            ("pack: a\nrules:\n  b:\n    scope: [heading, p|", told(&["rules", "b"], Some("scope"), "p")),
            ("a: {b: {c: d}, e|", told(&["a"], None, "e")),
            ("🙂: x\n漢: |", told(&[], Some("漢"), "")),
        ] {
            assert_eq!(at(text), expected, "{text}");
        }
    }

    #[test]
    fn the_keys_beside_it_are_known() {
        let text = "rules:\n  a:\n    check: existence\n    tokens: [x]\n    \n    level: error\n  b:\n    check: quotes\n";
        let cursor = Cursor::at(text, text.find("    \n").unwrap() + 4);
        let keys: Vec<&str> = cursor.siblings.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["tokens", "check", "level"]);
        assert_eq!(cursor.siblings[1].1, "existence");
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_place(text in "[a: {}\\[\\]'\"\n\\-,é]{0,40}", offset in 0_usize..60) {
            let cursor = Cursor::in_word(&text, offset);
            proptest::prop_assert!(text.get(cursor.word).is_some());
        }
    }
}
