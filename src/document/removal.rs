//! What goes from the source when a block goes: its own bytes, and nothing that stands beside it.

use super::{Block, Document, Format};
use crate::source::{SourceSpan, TextSpan};

/// Elements that are a block's own: without it they show nothing.
const OWN: &[&str] =
    &["p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "aside", "center"];
/// Elements that a page's code may look for by their attributes.
const ADDRESSED: &[&str] = &["div", "aside"];
/// Elements that stand around the words of a block.
const INLINE: &[&str] =
    &["a", "abbr", "b", "big", "cite", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "u"];

/// What templates begin with, which may stand in a page as its text.
const TEMPLATES: [&str; 3] = ["{{", "{%", "<%"];

impl Document<'_> {
    /// What to take from the source so that the text of a span goes, block by block. None where it ends or begins
    /// within a block, and not with a line of it, and where it holds what is not read: a template, a picture, code.
    pub fn removal(&self, span: TextSpan) -> Option<Vec<SourceSpan>> {
        if self.holds_opaque(span) || TEMPLATES.iter().any(|opens| self.text(span).contains(opens)) {
            return None;
        }
        let named = self.blocks().iter().filter(|block| block.text.overlaps(span));
        let spans: Option<Vec<SourceSpan>> = named
            .map(|block| {
                let holds = |part: TextSpan| self.text(part).trim().is_empty();
                let before = TextSpan::new(block.text.start, span.start.max(block.text.start));
                let after = TextSpan::new(span.end.min(block.text.end), block.text.end);
                if holds(before) && holds(after) { Some(self.own_bytes(block)) } else { self.own_lines(span) }
            })
            .collect();
        spans.filter(|spans| !spans.is_empty()).map(joined)
    }

    /// A block with the element that is its own, or the lines that are.
    fn own_bytes(&self, block: &Block) -> SourceSpan {
        let own = self.with_tags(trimmed(self.source.text(), block.span));
        self.whole_lines(own).map_or(own, |lines| self.with_blank_line(lines))
    }

    /// The lines of a span that begins and ends with a line of its block.
    fn own_lines(&self, span: TextSpan) -> Option<SourceSpan> {
        self.whole_lines(trimmed(self.source.text(), self.locate(span)))
    }

    /// A span with the tags around it that have nothing else within, up to those of the block.
    fn with_tags(&self, span: SourceSpan) -> SourceSpan {
        let text = self.source.text();
        let (mut start, mut end) = (span.start as usize, span.end as usize);
        loop {
            let before = nearest_before(self.format, &text[..start]);
            let rest = nearest_after(self.format, &text[end..]);
            let Some((tag, name)) = start_tag(before) else { break };
            let Some(closed) = end_tag_length(rest, name) else { break };
            let is_own = OWN.iter().any(|own| own.eq_ignore_ascii_case(name));
            let is_inline = INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name));
            let is_addressed = ADDRESSED.contains(&name) && (tag.contains("id=") || tag.contains("data-"));
            if !is_own && !is_inline || is_addressed {
                break;
            }
            start = before.len() - tag.len();
            end = text.len() - rest.len() + closed;
            if is_own {
                break;
            }
        }
        SourceSpan::from_range(start..end)
    }

    /// The lines of a span, with their ending, where nothing else stands on them.
    fn whole_lines(&self, span: SourceSpan) -> Option<SourceSpan> {
        let source = self.source;
        // The index of lines is asked, for a line may be long and hold many findings.
        let first = source.line_span(source.position(span.start).line)?;
        let last = source.line_span(source.position(span.end).line)?;
        let before = source.slice(SourceSpan::new(first.start, span.start));
        let after = source.slice(SourceSpan::new(span.end, last.end.max(span.end)));
        let is_blank = match self.format {
            Format::Html => before.trim().is_empty(),
            _ => is_margin(before),
        };
        let end = last.end.max(span.end) as usize;
        let end = end + line_end_length(&source.text()[end..]);
        (is_blank && after.trim().is_empty()).then(|| SourceSpan::from_range(first.start as usize..end))
    }

    /// Lines with the blank line behind them where there is one before them as well, so that no gap is left;
    /// at the end of a text those before them.
    fn with_blank_line(&self, lines: SourceSpan) -> SourceSpan {
        let text = self.source.text();
        let (before, after) = (&text[..lines.start as usize], &text[lines.end as usize..]);
        if after.trim().is_empty() {
            let kept = before.trim_end().len();
            let kept = kept + line_end_length(before[kept..].trim_start_matches([' ', '\t']));
            return SourceSpan::new(SourceSpan::from_range(0..kept).end.min(lines.start), lines.end);
        }
        let is_blank = |line: &str| match self.format {
            Format::Markdown | Format::Mdx => line.trim_matches([' ', '\t', '\r', '>']).is_empty(),
            _ => line.trim().is_empty(),
        };
        let blank = after.find('\n').filter(|&end| is_blank(&after[..end]));
        let begins = before.lines().next_back().is_none_or(is_blank);
        match blank.filter(|_| begins) {
            Some(length) => {
                SourceSpan::new(lines.start, lines.end + SourceSpan::from_range(0..length + 1).end)
            }
            None => lines,
        }
    }
}

/// Spans in order, with those put together that overlap or touch.
fn joined(mut spans: Vec<SourceSpan>) -> Vec<SourceSpan> {
    spans.sort_unstable();
    let mut joined: Vec<SourceSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => *last = last.cover(span),
            None => joined.push(span),
        }
    }
    joined
}

/// A span without the white space at its ends.
fn trimmed(text: &str, span: SourceSpan) -> SourceSpan {
    let part = text.get(span.range()).unwrap_or_default();
    let lead = part.len() - part.trim_start().len();
    SourceSpan::from_range(lead..lead + part.trim().len()).shift(span.start)
}

/// What stands before a place, white space aside. In Markdown a blank line parts it from the place.
fn nearest_before(format: Format, text: &str) -> &str {
    let near = text.trim_end();
    if parts(format, &text[near.len()..]) { "" } else { near }
}

/// What stands behind a place, white space aside.
fn nearest_after(format: Format, text: &str) -> &str {
    let near = text.trim_start();
    if parts(format, &text[..text.len() - near.len()]) { "" } else { near }
}

fn parts(format: Format, white_space: &str) -> bool {
    format != Format::Html && white_space.matches('\n').count() > 1
}

/// The start tag that a text ends with, and its name.
fn start_tag(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_suffix('>').filter(|inside| !inside.ends_with(['/', '-']))?;
    let far = inside.len().saturating_sub(LONGEST_TAG);
    let far = (far..=inside.len()).find(|&at| inside.is_char_boundary(at))?;
    let start = far + inside[far..].rfind('<')?;
    let name = tag_name(&inside[start + 1..])?;
    let is_whole = ['"', '\''].iter().all(|quote| inside[start..].matches(*quote).count() % 2 == 0);
    is_whole.then_some((&text[start..], name))
}

/// Longer tags are not looked at.
const LONGEST_TAG: usize = 2048;

/// The length of the end tag of a name that a text begins with.
fn end_tag_length(text: &str, name: &str) -> Option<usize> {
    let inside = text.strip_prefix("</")?;
    let found = tag_name(inside).filter(|found| found.eq_ignore_ascii_case(name))?;
    let rest = &inside[found.len()..];
    let close = rest.find('>').filter(|&close| rest[..close].trim().is_empty())?;
    Some(2 + found.len() + close + 1)
}

fn tag_name(text: &str) -> Option<&str> {
    let length = text.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(text.len());
    (length > 0 && text.starts_with(|first: char| first.is_ascii_alphabetic())).then(|| &text[..length])
}

/// Whether what stands before a block on its line is white space and the marks of what it stands in: of quotes,
/// lists and their entries.
fn is_margin(text: &str) -> bool {
    text.split([' ', '\t', '>']).all(|mark| {
        let number = mark.strip_suffix(['.', ')']);
        matches!(mark, "" | "-" | "*" | "+")
            || number
                .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

fn line_end_length(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with(['\n', '\r'])) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    /// The text without what goes with the block that holds a word.
    fn without(word: &str, text: &str, format: Format) -> String {
        let source = Source::new("a", text);
        let document = Document::parse(&source, format, None);
        let at = document.prose().find(word).unwrap();
        let block = document.block_at(u32::try_from(at).unwrap()).unwrap();
        let spans = document.removal(document.block(block).text).unwrap();
        let mut text = text.to_owned();
        spans.iter().rev().for_each(|span| text.replace_range(span.range(), ""));
        text
    }

    #[test]
    fn an_element_goes_alone() {
        let html = |text| without("Advert", text, Format::Html);
        assert_eq!(html("<h1>A</h1><p>Advert</p><p>B</p>"), "<h1>A</h1><p>B</p>");
        assert_eq!(html("<p>A</p>\n<p class='x'>\n <b>Advert</b>\n</p>\n<p>B</p>\n"), "<p>A</p>\n<p>B</p>\n");
        assert_eq!(html("<ul><li><a href='/x'>Advert</a></li><li>B</li></ul>"), "<ul><li>B</li></ul>");
        assert_eq!(html("<tr><td><b>Advert</b></td><td>B</td></tr>"), "<tr><td></td><td>B</td></tr>");
        assert_eq!(html("<div><div>Advert</div></div>"), "<div></div>");
        assert_eq!(html("<div id='slot'>Advert</div>"), "<div id='slot'></div>");
        assert_eq!(html("<p>Advert<br><br>B</p>"), "<p><br><br>B</p>");
    }

    #[test]
    fn whole_lines_go_only_if_nothing_else_stands_on_them() {
        let markdown = |text| without("Advert", text, Format::Markdown);
        assert_eq!(markdown("A\n\nAdvert\n\nB\n"), "A\n\nB\n");
        assert_eq!(markdown("A\n\n> Advert\n\nB\n"), "A\n\nB\n");
        assert_eq!(markdown("A\r\n\r\nAdvert\r\n\r\nB\r\n"), "A\r\n\r\nB\r\n");
        assert_eq!(markdown("A\n\nAdvert\n"), "A\n");
        assert_eq!(markdown("- A\n- Advert\n- B\n"), "- A\n- B\n");
        assert_eq!(markdown("| A | Advert |\n|---|---|\n| B | C |\n"), "| A |  |\n|---|---|\n| B | C |\n");
        assert_eq!(markdown("<div>Advert</div> B\n"), " B\n");
        assert_eq!(markdown("<div>\n\nAdvert\n\n</div>\n"), "<div>\n\n</div>\n");
        assert_eq!(without("Advert", "A\n\n• Advert\n\nB", Format::Text), "A\n\nB");
    }
}
