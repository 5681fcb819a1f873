//! Tags of HTML without their partner.

use std::collections::HashMap;

use crate::checking::{Context, Sink};
use crate::document::{BlockKind, Document, InlineKind};
use crate::source::SourceSpan;

/// Elements that set words off: each wants its end.
const PHRASES: &[&str] = &[
    "a",
    "abbr",
    "b",
    "cite",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "kbd",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "u",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];
/// Elements of the page's structure.
const PARTS: &[&str] =
    &["figure", "blockquote", "div", "section", "article", "aside", "table", "ul", "ol", "details", "center"];
/// Elements that never stand directly within one of their own kind.
const NEVER_WITHIN: &[&str] = &[
    "a",
    "figure",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "abbr",
    "cite",
    "b",
    "strong",
    "em",
    "i",
    "u",
    "sup",
    "sub",
];
/// A longer tag is not looked at, in bytes.
const LONGEST: usize = 4096;
/// So many tags may be open at once.
const DEEPEST: usize = 256;
/// What a template puts in or leaves out may hold the other tag.
const CHOICES: &[&str] = &[
    "{% if",
    "{%- if",
    "{% for",
    "{%- for",
    "{% unless",
    "{% case",
    "{{ if",
    "{{- if",
    "{{#",
    "{{ range",
    "<%",
];

/// What a whole page holds: it was made by a program.
const WHOLE_PAGE: &[&str] = &["<body", "<BODY", "<html", "<HTML", "<script", "<SCRIPT"];

/// A tag, as it stands in the source.
struct SourceTag<'t> {
    name: &'t str,
    span: SourceSpan,
    is_end: bool,
    has_attributes: bool,
}

impl SourceTag<'_> {
    fn is_same(&self, other: &SourceTag<'_>) -> bool {
        self.name.eq_ignore_ascii_case(other.name)
    }
}

/// How many more tags of each element begin it than end it, by names in small letters.
struct Surplus(HashMap<String, i32>);

impl Surplus {
    fn of(tags: &[SourceTag<'_>]) -> Self {
        let mut surplus: HashMap<String, i32> = HashMap::new();
        for tag in tags {
            *surplus.entry(tag.name.to_ascii_lowercase()).or_default() += if tag.is_end { -1 } else { 1 };
        }
        Self(surplus)
    }

    fn of_name(&self, name: &str) -> i32 {
        self.0.get(&name.to_ascii_lowercase()).copied().unwrap_or_default()
    }

    fn is_none(&self) -> bool {
        self.0.values().all(|surplus| *surplus == 0)
    }
}

/// Whether a text is a whole page, which a program made.
pub(super) fn is_whole_page(text: &str) -> bool {
    WHOLE_PAGE.iter().any(|sign| text.contains(sign))
}

/// The names of all tags that begin something and have attributes, outside code and comments, with where those stand.
pub(super) fn all<'d>(document: &'d Document<'_>) -> impl Iterator<Item = (&'d str, SourceSpan)> {
    let text = document.source().text();
    let unread = unread(document);
    let mut next = 0;
    memchr::memchr_iter(b'<', text.as_bytes()).filter_map(move |at| {
        while unread.get(next).is_some_and(|span| span.end as usize <= at) {
            next += 1;
        }
        let is_unread = unread.get(next).is_some_and(|span| span.start as usize <= at);
        let rest = text.get(at + 1..).filter(|_| !is_unread)?;
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let behind = rest[length..].bytes().take(LONGEST);
        let end = behind.take_while(|&byte| byte != b'>' && byte != b'<').count();
        let span = SourceSpan::from_range(at + 1 + length..at + 1 + length + end);
        (length > 0 && end > 0).then(|| (&rest[..length], span))
    })
}

/// Reports tags that begin what never ends, end what never began, or end something else.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    let text = document.source().text();
    let tags = tags(document);
    let surplus = Surplus::of(&tags);
    let holds = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    if surplus.is_none() || holds(CHOICES) || is_whole_page(text) {
        return;
    }
    let mut open: Vec<&SourceTag<'_>> = Vec::new();
    for tag in &tags {
        if tag.is_end {
            end(tag, &mut open, &surplus, sink);
        } else {
            begin(tag, &mut open, &surplus, sink);
        }
    }
    for tag in open {
        if is_of(PHRASES, tag.name) && surplus.of_name(tag.name) > 0 {
            let problem = format!("<{}> begins what never ends", tag.name);
            sink.report_source(tag.span).value("problem", problem).emit();
        }
    }
}

fn begin<'t>(
    tag: &'t SourceTag<'t>,
    open: &mut Vec<&'t SourceTag<'t>>,
    surplus: &Surplus,
    sink: &mut Sink<'_>,
) {
    let was_to_end = !tag.has_attributes && is_of(NEVER_WITHIN, tag.name) && surplus.of_name(tag.name) > 0;
    match open.last().filter(|top| was_to_end && top.is_same(tag)) {
        Some(first) => {
            let problem = format!("<{}> begins again and was to end", tag.name);
            let report = sink.report_source(tag.span).value("problem", problem);
            report.related_source(first.span, "it began here").emit();
            open.pop();
        }
        None if open.len() < DEEPEST => open.push(tag),
        None => {}
    }
}

fn end<'t>(
    tag: &'t SourceTag<'t>,
    open: &mut Vec<&'t SourceTag<'t>>,
    surplus: &Surplus,
    sink: &mut Sink<'_>,
) {
    if let Some(at) = open.iter().rposition(|other| other.is_same(tag)) {
        open.truncate(at);
        return;
    }
    if let Some(first) = open.last().filter(|top| surplus.of_name(top.name) > 0) {
        let problem = format!("</{}> stands where <{}> was to end", tag.name, first.name);
        let report = sink.report_source(tag.span).value("problem", problem);
        report.related_source(first.span, "it began here").emit();
        open.pop();
    } else if is_of(PHRASES, tag.name) && surplus.of_name(tag.name) < 0 {
        let problem = format!("</{}> ends what never began", tag.name);
        sink.report_source(tag.span).value("problem", problem).emit();
    }
}

fn is_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The tags of a document that want a partner, outside code and comments.
fn tags<'d>(document: &'d Document<'_>) -> Vec<SourceTag<'d>> {
    let text = document.source().text();
    let unread = unread(document);
    let mut next = 0;
    let mut end = 0;
    let mut found = Vec::new();
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        while unread.get(next).is_some_and(|span| span.end as usize <= at) {
            next += 1;
        }
        if at < end || unread.get(next).is_some_and(|span| span.start as usize <= at) {
            continue;
        }
        let Some((tag, length)) = tag(text, at) else { continue };
        end = at + length;
        if is_of(PHRASES, tag.name) || is_of(PARTS, tag.name) {
            found.push(tag);
        }
    }
    found
}

/// What is no markup of the page, in order.
fn unread(document: &Document<'_>) -> Vec<SourceSpan> {
    let blocks =
        document.blocks().iter().filter(|block| block.kind == BlockKind::Code).map(|block| block.span);
    let code =
        document.inlines().iter().filter(|inline| inline.kind == InlineKind::Code).map(|inline| inline.span);
    let comments = document.comments().iter().map(|comment| comment.span);
    // `[label]: </path>` says where a link leads.
    let definitions = document.definitions().iter().map(|definition| definition.span);
    let mut unread: Vec<SourceSpan> =
        blocks.chain(code).chain(comments).chain(definitions).chain(document.metadata().span).collect();
    unread.sort_unstable();
    unread
}

/// The tag at a place, and its length in bytes; none for what is no whole tag, or begins and ends at once.
fn tag(text: &str, at: usize) -> Option<(SourceTag<'_>, usize)> {
    let rest = &text[at + 1..];
    let is_end = rest.starts_with('/');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = rest.split_at(length);
    let starts = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if !starts || !rest.starts_with(['>', ' ', '\n', '\r', '\t', '/']) {
        return None;
    }
    let mut quote = None;
    let close = rest.bytes().take(LONGEST).position(|byte| match quote {
        Some(mark) if byte == mark => {
            quote = None;
            false
        }
        Some(_) => false,
        None if matches!(byte, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        None => byte == b'>',
    })?;
    // A slash may as well be the end of an address without quotation marks.
    let attributes = rest[..close].trim();
    let closes_itself =
        attributes.strip_suffix('/').is_some_and(|rest| rest.is_empty() || rest.ends_with(['"', '\'', ' ']));
    if closes_itself {
        return None;
    }
    let whole = 1 + usize::from(is_end) + length + close + 1;
    let span = SourceSpan::from_range(at..at + whole);
    Some((SourceTag { name, span, is_end, has_attributes: !attributes.is_empty() }, whole))
}
