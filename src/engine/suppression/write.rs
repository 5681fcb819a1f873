//! The comment that silences a finding, where the format has room for it.
//!
//! Where a comment may stand without a change to the page depends on all around it: above a line of a paragraph it parts
//! the paragraph in some formats, between two entries it ends the list. So the places are tried in turn, the narrowest
//! first: the text is read again with the comment, and one holds where the document is what it was and the comment silences
//! what it is for.

use super::read;
use crate::document::{BlockKind, Document, Format};
use crate::finding::Edit;
use crate::fix::Proofreader;
use crate::source::{Source, SourceSpan};

/// How far a comment is to silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The one place.
    Here,
    /// The whole file.
    File,
}

/// The edits that put a comment into a text by which a rule is silent about a place, for a reason; none where the text has
/// no room for one.
pub fn silencing(
    source: &Source,
    reader: &impl Proofreader,
    rule: &str,
    place: SourceSpan,
    extent: Extent,
    reason: &str,
) -> Option<Vec<Edit>> {
    let document = reader.read(source);
    let comment = Comment { rule, reason, ground: Ground::of(&document, place) };
    let tries = match extent {
        Extent::Here => comment.around(source, place),
        Extent::File => comment.at_the_top(&document),
    };
    tries.into_iter().find(|edits| holds(&document, reader, rule, place, edits))
}

/// Whether the document stays what it is with some edits, and a place of it is silent about a rule.
fn holds(
    document: &Document<'_>,
    reader: &impl Proofreader,
    rule: &str,
    place: SourceSpan,
    edits: &[Edit],
) -> bool {
    let source = document.source();
    let (mut text, mut by) = (String::new(), 0);
    let mut at = 0;
    for edit in edits {
        text.push_str(&source.text()[at..edit.span.range().start]);
        text.push_str(&edit.replacement);
        at = edit.span.range().end;
        if edit.span.start <= place.start {
            by += SourceSpan::from_range(0..edit.replacement.len()).end;
        }
    }
    text.push_str(&source.text()[at..]);
    let changed = source.with_text(text);
    let after = reader.read(&changed);
    let silenced = read(&after, None).all;
    let is_silent = silenced.iter().any(|suppression| {
        suppression.rule.as_deref() == Some(rule)
            && suppression.reach.start <= place.start + by
            && place.start + by < suppression.reach.end
    });
    is_silent
        && after.comments().len() == document.comments().len() + edits.len()
        && are_alike(document, &after)
}

/// Whether two documents show the same, but for markup.
fn are_alike(one: &Document<'_>, other: &Document<'_>) -> bool {
    let shown = |document: &Document<'_>| -> Vec<_> {
        let blocks = document.blocks().iter().filter(|block| block.kind != BlockKind::Markup);
        let text = |block: &crate::document::Block| document.prose()[block.text.range()].to_owned();
        blocks.map(|block| (block.kind, text(block), block.containers, block.group)).collect()
    };
    shown(one) == shown(other)
}

/// What kind of comment a place takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    FrontMatter,
    Html,
    Mdx,
    Plain,
}

impl Ground {
    fn of(document: &Document<'_>, place: SourceSpan) -> Self {
        let is_html = document.format() == Format::Html;
        let front = document.metadata().span.filter(|_| !is_html);
        if front.is_some_and(|front| front.contains(place)) {
            return Self::FrontMatter;
        }
        match document.format() {
            Format::Markdown | Format::Html => Self::Html,
            Format::Mdx => Self::Mdx,
            Format::Text => Self::Plain,
        }
    }
}

/// A comment to be written.
struct Comment<'c> {
    rule: &'c str,
    reason: &'c str,
    ground: Ground,
}

impl Comment<'_> {
    fn written(&self, order: &str, has_reason: bool) -> String {
        let reason = if has_reason { format!(" -- {}", self.reason) } else { String::new() };
        let order = format!("copydesk-{order} {}{reason}", self.rule);
        match self.ground {
            Ground::FrontMatter => format!("# {order}"),
            Ground::Html => format!("<!-- {order} -->"),
            Ground::Mdx => format!("{{/* {order} */}}"),
            Ground::Plain => format!("// {order}"),
        }
    }

    /// Places for a comment about one place, the narrowest first.
    fn around(&self, source: &Source, place: SourceSpan) -> Vec<Vec<Edit>> {
        let end = line_end(source);
        let number = source.position(place.start).line;
        let line = CommentedLine::of(source, number);
        let next = self.written("disable-next-line", true);
        let above = |prefix: &str, gap: &str| vec![insert(line.start, format!("{prefix}{next}{end}{gap}"))];
        let within = format!("{}{}", line.prefix, " ".repeat(line.marker));
        let mut tries = vec![above(&line.prefix, "")];
        if line.marker > 0 {
            tries.push(above(&within, ""));
        }
        let (first, last) = run(source, number);
        let (first, last) = (CommentedLine::of(source, first), CommentedLine::of(source, last));
        let (begin, finish) = (self.written("disable", true), self.written("enable", false));
        for gap in ["", end] {
            let before = format!("{}{begin}{end}{gap}", first.prefix);
            // The last line may have no end.
            let behind = if last.is_ended {
                insert(last.next, format!("{gap}{}{finish}{end}", first.prefix))
            } else {
                insert(last.next, format!("{end}{gap}{}{finish}", first.prefix))
            };
            tries.push(vec![insert(first.start, before), behind]);
        }
        tries.push(above(&line.prefix, end));
        tries
    }

    /// Places for a comment about a whole file.
    fn at_the_top(&self, document: &Document<'_>) -> Vec<Vec<Edit>> {
        let source = document.source();
        let end = line_end(source);
        let front = document.metadata().span.filter(|_| document.format() != Format::Html);
        let top = front.map_or(0, |front| CommentedLine::of(source, source.position(front.end).line).next);
        let body =
            document.blocks().iter().find(|block| !block.is_metadata() && block.kind != BlockKind::Markup);
        let body = body.map(|block| CommentedLine::of(source, source.position(block.span.start).line).start);
        let places = if document.format() == Format::Html { [body, Some(top)] } else { [Some(top), body] };
        // About the whole file a comment is of the body's kind.
        let format = document.format();
        let ground = match format {
            Format::Markdown | Format::Html => Ground::Html,
            Format::Mdx => Ground::Mdx,
            Format::Text => Ground::Plain,
        };
        let comment = Comment { ground, ..*self }.written("disable-file", true);
        let tries = places
            .into_iter()
            .flatten()
            .flat_map(|at| ["", end].map(|gap| vec![insert(at, format!("{comment}{end}{gap}"))]));
        tries.collect()
    }
}

fn insert(at: u32, text: String) -> Edit {
    Edit { span: SourceSpan::new(at, at), replacement: text }
}

/// The line end that a text has.
fn line_end(source: &Source) -> &'static str {
    if source.text().contains("\r\n") { "\r\n" } else { "\n" }
}

/// A line with what stands before its text.
struct CommentedLine {
    start: u32,
    /// Where the next line starts, or the text ends.
    next: u32,
    is_ended: bool,
    /// White space and marks of quotation.
    prefix: String,
    /// How far the mark of a list's entry pushes its text in; 0 where there is none.
    marker: usize,
}

impl CommentedLine {
    fn of(source: &Source, number: u32) -> Self {
        let span = source.line_span(number).unwrap_or(SourceSpan::new(0, 0));
        let next = source.line_span(number + 1).map(|next| next.start);
        let text = source.slice(span);
        let rest = text.trim_start_matches([' ', '\t', '>']);
        let mark = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let is_mark = if mark.len() == rest.len() {
            mark.starts_with(['-', '*', '+'])
        } else {
            mark.starts_with(['.', ')'])
        };
        let length = rest.len() - mark.len() + 1;
        let behind = rest.get(length..).unwrap_or_default();
        let space = behind.len() - behind.trim_start_matches(' ').len();
        let marker = if is_mark && space > 0 { length + space } else { 0 };
        Self {
            start: span.start,
            next: next.unwrap_or(span.end),
            is_ended: next.is_some(),
            prefix: text[..text.len() - rest.len()].to_owned(),
            marker,
        }
    }
}

/// The first and the last of the lines around one that no blank line parts from it.
fn run(source: &Source, number: u32) -> (u32, u32) {
    let is_text =
        |number: &u32| source.line_span(*number).is_some_and(|span| !source.slice(span).trim().is_empty());
    let first = (1..=number).rev().take_while(is_text).last().unwrap_or(number);
    let last = (number..=source.line_count()).take_while(is_text).last().unwrap_or(number);
    (first, last)
}
