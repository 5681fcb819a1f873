//! Reads a patch without context as git prints it: which lines of which file are new.

use std::ops::Range;

/// The files of a patch, each with the lines (counted from 0) that are new or changed in it.
pub fn read(patch: &[u8]) -> Vec<(Vec<u8>, Vec<Range<u32>>)> {
    let mut files: Vec<(Vec<u8>, Vec<Range<u32>>)> = Vec::new();
    // Lines that belong to the hunk at hand, and so are no headers whatever they look like.
    let mut left = 0;
    for line in patch.split(|&byte| byte == b'\n') {
        if left > 0 {
            // "\ No newline at end of file" counts for neither side.
            left -= u32::from(!line.starts_with(b"\\"));
        } else if let Some(name) = line.strip_prefix(b"+++ ") {
            files.push((new_name(name), Vec::new()));
        } else if let Some((removed, added)) = hunk(line) {
            left = removed.saturating_add(added.end - added.start);
            if let Some((_, lines)) = files.last_mut() {
                lines.push(added);
            }
        }
    }
    files
}

/// The number of removed lines and the new ones, out of `@@ -3,2 +4,5 @@`.
fn hunk(line: &[u8]) -> Option<(u32, Range<u32>)> {
    let header = std::str::from_utf8(line.strip_prefix(b"@@ ")?.split(|&byte| byte == b'@').next()?).ok()?;
    let mut sides = header.split_whitespace();
    let (_, removed) = side(sides.next()?.strip_prefix('-')?)?;
    let (first, added) = side(sides.next()?.strip_prefix('+')?)?;
    // Where nothing was added, the number is that of the line before the gap.
    let start = if added == 0 { first } else { first.checked_sub(1)? };
    Some((removed, start..start.checked_add(added)?))
}

/// `4,5`, or `4` for `4,1`.
fn side(text: &str) -> Option<(u32, u32)> {
    let (start, count) = text.split_once(',').unwrap_or((text, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}

/// The file's name out of what follows `+++ `: without `b/`, the tab git puts behind a blank, and quoting.
fn new_name(name: &[u8]) -> Vec<u8> {
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    let quoted = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\""));
    let name = quoted.map_or_else(|| name.to_vec(), unquoted);
    name.strip_prefix(b"b/").map_or_else(|| name.clone(), <[u8]>::to_vec)
}

/// A name without the escapes of a C string.
fn unquoted(quoted: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(quoted.len());
    let mut rest = quoted.iter().copied();
    while let Some(byte) = rest.next() {
        let escaped = if byte == b'\\' { rest.next() } else { None };
        name.push(match escaped {
            None => byte,
            Some(b'a') => 0x07,
            Some(b'b') => 0x08,
            Some(b't') => b'\t',
            Some(b'n') => b'\n',
            Some(b'v') => 0x0B,
            Some(b'f') => 0x0C,
            Some(b'r') => b'\r',
            Some(digit @ b'0'..=b'3') => {
                let digits = [digit, rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
                digits.iter().fold(0_u8, |value, digit| (value << 3) | (digit & 7))
            }
            Some(other) => other,
        });
    }
    name
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "changed lines are ranges, and there may be one")]
mod tests {
    use super::*;

    #[test]
    fn hunks_tell_the_new_lines_and_the_gaps() {
        let patch =
            b"diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1 +1,2 @@ x\n-old\n+new\n+++ b/no.md\n\
            @@ -7,2 +7,0 @@\n-gone\n-gone\n";
        assert_eq!(read(patch), [(b"a.md".to_vec(), vec![0..2, 7..7])]);
    }

    #[test]
    fn numbers_that_no_file_has_are_no_hunk() {
        let patch = b"+++ b/a\n@@ -1,4294967295 +1,4294967295 @@\n@@ -1 +4294967295,9 @@\n";
        assert_eq!(read(patch), [(b"a".to_vec(), vec![0..u32::MAX])]);
    }

    #[test]
    fn a_missing_newline_is_no_line() {
        let patch =
            b"+++ b/a.md\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n\
            +++ b/b.md\n@@ -0,0 +1,3 @@\n+a\n+b\n+c\n";
        let files = read(patch);
        assert_eq!(files.len(), 2);
        assert_eq!(files[1], (b"b.md".to_vec(), vec![0..3]));
    }

    #[test]
    fn names_lose_their_quotes() {
        assert_eq!(new_name(b"\"b/a\\tb\\303\\251\\\".md\""), "a\tb\u{e9}\".md".as_bytes());
        assert_eq!(new_name(b"b/with blank.md\t"), b"with blank.md");
    }
}
