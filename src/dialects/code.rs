//! Code that is quoted: in fences, in backticks, in elements. No sign within it begins a token.

use super::blank::{holds_blank_line, run};
use super::scanner::Scanner;
use crate::source::SourceSpan;

/// Elements whose text is not read, so that no tag in it counts.
const QUOTING: &[&str] = &["script", "style", "pre", "code", "textarea", "xmp"];

impl Scanner<'_> {
    /// Behind an element that quotes code.
    pub(super) fn behind_element(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[at + 1..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let is_whole =
            rest.get(length).is_some_and(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'\r' | b'\n'));
        let name =
            QUOTING.iter().find(|name| is_whole && rest[..length].eq_ignore_ascii_case(name.as_bytes()))?;
        let (text, from) = (self.text, at + 1);
        let end = self.ends.find_with(&format!("</{name}"), from, || {
            memchr::memmem::find_iter(&text.as_bytes()[from..], b"</").map(|place| from + place).find_map(
                |place| {
                    let written = text.as_bytes().get(place + 2..place + 2 + name.len())?;
                    written.eq_ignore_ascii_case(name.as_bytes()).then_some(place..place + 2 + name.len())
                },
            )
        })?;
        Some(end.end)
    }

    /// Behind a fence with its code, inline code, or signs that begin neither.
    pub(super) fn behind_code(&mut self, at: usize) -> usize {
        if let Some((end, _)) = self.fence(at) {
            return end;
        }
        let sign = self.text.as_bytes()[at];
        let length = run(self.text, at, sign);
        let from = at + length;
        if sign == b'~' {
            return from;
        }
        let text = self.text;
        let end = self.ends.find_with(&format!("`{length}"), from, || {
            let mut place = from;
            while let Some(found) = memchr::memchr(b'`', text.as_bytes().get(place..)?) {
                let begin = place + found;
                place = begin + run(text, begin, b'`');
                if place - begin == length {
                    return Some(begin..place);
                }
            }
            None
        });
        end.filter(|end| !holds_blank_line(&text[from..end.start])).map_or(from, |end| end.end)
    }

    /// A fenced block of code that begins at a sign: one past its end, and the code. One without an end reaches as far
    /// as the text.
    pub(super) fn fence(&mut self, at: usize) -> Option<(usize, SourceSpan)> {
        let sign = self.text.as_bytes()[at];
        let length = run(self.text, at, sign);
        if length < 3 || !self.begins_line(at) {
            return None;
        }
        let mut code_start = None;
        let mut line_start = at;
        while let Some(line_end) = memchr::memchr(b'\n', &self.text.as_bytes()[line_start..]) {
            line_start += line_end + 1;
            let code_start = *code_start.get_or_insert(line_start);
            let line = self.text[line_start..].lines().next().unwrap_or_default();
            let inner = line.trim_start_matches([' ', '\t', '>']);
            let signs = run(inner, 0, sign);
            if signs >= length && inner[signs..].trim().is_empty() {
                return Some((line_start + line.len(), SourceSpan::from_range(code_start..line_start)));
            }
        }
        let end = self.text.len();
        Some((end, SourceSpan::from_range(code_start.unwrap_or(end)..end)))
    }
}
