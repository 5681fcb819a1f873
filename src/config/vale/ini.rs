//! The INI syntax of `.vale.ini`, with the place of everything that is said.

use std::ops::Range;

/// One line that sets a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IniEntry {
    /// The section it stands in; empty above the first one.
    pub section: String,
    /// The key.
    pub key: String,
    /// The value, continuation lines joined.
    pub value: String,
    /// The bytes of the key.
    pub key_range: Range<usize>,
    /// The bytes of the value's first line.
    pub value_range: Range<usize>,
}

/// A line that is neither a section, a setting nor a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stray(pub Range<usize>);

/// Reads an INI text: its entries in order, and the lines that could not be read.
///
/// A key ends at the first `=` or `:`; ` #` and ` ;` begin a comment behind a value or a section, too.
pub(super) fn read(text: &str) -> (Vec<IniEntry>, Vec<Stray>) {
    let (mut entries, mut strays) = (Vec::<IniEntry>::new(), Vec::new());
    let mut section = String::new();
    let mut goes_on = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start_matches('\u{feff}').trim();
        let at = start + line.find(trimmed).unwrap_or(0);
        start += line.len();
        if goes_on {
            let (piece, more) = continued(trimmed);
            if let Some(last) = entries.last_mut() {
                last.value.push_str(piece);
            }
            goes_on = more;
        } else if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
        } else if let Some(name) = trimmed.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')) {
            name.0.trim().clone_into(&mut section);
        } else if let Some((key, value)) = key_and_value(trimmed) {
            let (key, written) = (key.trim_end(), without_comment(value.trim()));
            let value_at = at + trimmed.len() - value.trim_start().len();
            let (value, more) = continued(written);
            goes_on = more;
            entries.push(IniEntry {
                section: section.clone(),
                key: key.to_owned(),
                value: unquoted(value).to_owned(),
                key_range: at..at + key.len(),
                value_range: value_at..value_at + written.len(),
            });
        } else {
            strays.push(Stray(at..at + trimmed.len()));
        }
    }
    (entries, strays)
}

/// A line without the backslash that carries it on into the next one, and whether there is one.
fn continued(line: &str) -> (&str, bool) {
    line.strip_suffix('\\').map_or((line, false), |rest| (rest.trim_end(), true))
}

/// A key that may be quoted, and what stands behind its sign.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let quoted = ['"', '`'].iter().find_map(|&quote| line.strip_prefix(quote)?.split_once(quote));
    match quoted {
        Some((key, rest)) => rest.trim_start().strip_prefix(['=', ':']).map(|value| (key, value)),
        None => line.split_once(['=', ':']),
    }
}

/// A value without the comment behind it; within backquotes there is none.
fn without_comment(value: &str) -> &str {
    if value.starts_with(['#', ';']) {
        return "";
    }
    if value.starts_with('`') {
        return value;
    }
    let end = value.find(" #").or_else(|| value.find(" ;")).unwrap_or(value.len());
    value[..end].trim_end()
}

fn unquoted(value: &str) -> &str {
    let inner = ['"', '\'', '`'].iter().find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote));
    inner.unwrap_or(value)
}

impl IniEntry {
    /// The value as a list parted by commas.
    pub fn list(&self) -> impl Iterator<Item = &str> {
        self.value.split(',').map(str::trim).filter(|item| !item.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_know_their_section_and_their_place() {
        let text = "StylesPath = styles\n\n[*.md]\n# a comment\nBasedOnStyles = A, \\\n  B\nnonsense\n";
        let (entries, strays) = read(text);
        assert_eq!(entries.len(), 2);
        assert_eq!(&text[entries[0].value_range.clone()], "styles");
        assert_eq!(entries[1].section, "*.md");
        assert_eq!(entries[1].list().collect::<Vec<_>>(), ["A", "B"]);
        assert_eq!(&text[strays[0].0.clone()], "nonsense");
    }

    #[test]
    fn keys_end_at_either_sign_and_values_before_a_comment() {
        let text = "\u{feff}# head\n[*.md] # of files\nA.B = NO # why\nA.C: YES ; why\n'A.D' = x#y\n\"A:E\" = 'it'\nF =\nG = # none\n";
        let (entries, strays) = read(text);
        let said: Vec<_> =
            entries.iter().map(|entry| (&*entry.key, &*entry.value, &*entry.section)).collect();
        let all = [("A.B", "NO"), ("A.C", "YES"), ("'A.D'", "x#y"), ("A:E", "it"), ("F", ""), ("G", "")];
        assert_eq!(said, all.map(|(key, value)| (key, value, "*.md")));
        assert_eq!((&text[entries[1].value_range.clone()], strays), ("YES", Vec::new()));
    }
}
