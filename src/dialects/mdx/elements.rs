//! What the tags of MDX mean, once all of them are known.

use std::ops::Range;

use super::tag::{JsxTag, TagSide};
use super::{Tags, names};
use crate::dialects::blank::{blank_line_rest, holds_blank_line, is_line_lead};
use crate::dialects::scanner::{FoundToken, Scanner};
use crate::document::{BlockKind, Element, Meaning, Shown, Token};
use crate::source::SourceSpan;

/// An element whose inside is code, as a whole.
pub(super) fn code(scanner: &mut Scanner<'_>, tag: &JsxTag) -> Option<FoundToken> {
    let text = scanner.text;
    let name = &text[tag.name.clone()];
    if tag.side != TagSide::Begins || !names::holds_code(name) {
        return None;
    }
    let end = scanner.ends.find(text, &format!("</{name}>"), tag.end)?;
    let inner = &text[tag.end..end.start];
    // A group of tabs with code holds fences, and perhaps text between them.
    let is_group = inner.contains("```") || inner.contains("~~~");
    let content = SourceSpan::from_range(tag.end..end.start);
    (!is_group).then(|| FoundToken::new(end.end, Meaning::Code(content)))
}

/// Gives the tokens of tags their meaning; the elements that tell what the text in them is.
pub(in crate::dialects) fn settle(text: &str, tokens: &mut Vec<Token>, tags: &mut Tags) -> Vec<Element> {
    let partners = partners(text, tags);
    let reader = ElementReader { text, tags: &tags.all, partners: &partners };
    let mut elements = Vec::new();
    let mut dropped: Vec<(usize, Vec<Token>)> = Vec::new();
    let mut html_until = 0;
    for (index, (token, tag)) in tags.all.iter().enumerate() {
        if tag.start >= html_until && reader.is_left_to_html(index) {
            html_until = reader.end_of(index).unwrap_or(0);
        }
        let name = &text[tag.name.clone()];
        if names::is_html(name) && tag.start < html_until || reader.is_left_to_markdown(index) {
            dropped.push((*token, tag.code.iter().map(ElementReader::code).collect()));
            continue;
        }
        tokens[*token].meaning = reader.meaning(index);
        if let Some(end) = reader.end_of(index).filter(|_| tag.side == TagSide::Begins) {
            let span = SourceSpan::from_range(tag.start..end);
            elements.push(Element { span, name: name.to_ascii_lowercase() });
        }
    }
    replace(tokens, dropped);
    elements
}

/// Puts other tokens in the place of some.
fn replace(tokens: &mut Vec<Token>, replacements: Vec<(usize, Vec<Token>)>) {
    if replacements.is_empty() {
        return;
    }
    let mut replacements = replacements.into_iter().peekable();
    let old = std::mem::take(tokens);
    for (index, token) in old.into_iter().enumerate() {
        match replacements.next_if(|(place, _)| *place == index) {
            Some((_, new)) => tokens.extend(new),
            None => tokens.push(token),
        }
    }
}

/// For each tag the tag that it belongs to.
fn partners(text: &str, tags: &mut Tags) -> Vec<Option<usize>> {
    let mut partners = vec![None; tags.all.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut strays = Vec::new();
    for (index, (_, tag)) in tags.all.iter().enumerate() {
        let name = &text[tag.name.clone()];
        match tag.side {
            TagSide::Begins if !names::is_void(name) => open.push(index),
            TagSide::Ends => {
                let reach = open.len().saturating_sub(64);
                let is_begin = |&begin: &usize| text[tags.all[begin].1.name.clone()] == *name;
                match open[reach..].iter().rposition(is_begin) {
                    Some(depth) => {
                        let begin = open[reach + depth];
                        strays.extend(open.drain(reach + depth..).skip(1));
                        partners[begin] = Some(index);
                        partners[index] = Some(begin);
                    }
                    None => strays.push(index),
                }
            }
            _ => {}
        }
    }
    strays.extend(open);
    if let Some(stray) = strays.into_iter().min() {
        let tag = &tags.all[stray].1;
        let (start, end) = (tag.start, tag.end);
        tags.note(start, end, "a tag that belongs to no other");
    }
    partners
}

struct ElementReader<'a> {
    text: &'a str,
    tags: &'a [(usize, JsxTag)],
    partners: &'a [Option<usize>],
}

impl ElementReader<'_> {
    fn name(&self, index: usize) -> &str {
        &self.text[self.tags[index].1.name.clone()]
    }

    /// Where the element that a tag begins ends.
    fn end_of(&self, index: usize) -> Option<usize> {
        self.partners[index].map(|end| self.tags[end].1.end)
    }

    fn code(code: &Range<usize>) -> Token {
        Token { span: SourceSpan::from_range(code.clone()), meaning: Meaning::Object, is_alone: false }
    }

    /// Whether an element is one of HTML without any Markdown in it.
    fn is_left_to_html(&self, index: usize) -> bool {
        let tag = &self.tags[index].1;
        let (Some(end), true) = (self.end_of(index), tag.side == TagSide::Begins) else { return false };
        let inner = &self.text[tag.start..end];
        names::is_left_to_html(self.name(index))
            && is_line_lead(self.before(tag.start))
            && !holds_blank_line(inner)
            && !["`", "**", "](", "\n- "].into_iter().any(|sign| inner.contains(sign))
    }

    /// Whether a tag is one that Markdown reads as a tag within a line.
    fn is_left_to_markdown(&self, index: usize) -> bool {
        let tag = &self.tags[index].1;
        names::is_inline(self.name(index))
            && tag.code.is_empty()
            && !(is_line_lead(self.before(tag.start)) && blank_line_rest(self.text, tag.end).is_some())
    }

    /// The line up to a place.
    fn before(&self, at: usize) -> &str {
        let start = memchr::memrchr(b'\n', &self.text.as_bytes()[at.saturating_sub(200)..at]);
        &self.text[start.map_or(0, |start| at.saturating_sub(200) + start + 1).min(at)..at]
    }

    fn meaning(&self, index: usize) -> Meaning {
        let tag = &self.tags[index].1;
        let name = self.name(index);
        if names::is_inline(name) {
            let (begin, end) = match tag.side {
                TagSide::Begins => ("<", ">"),
                TagSide::Ends => ("</", ">"),
                TagSide::Whole => ("<", "/>"),
            };
            return Meaning::Markup(format!("{begin}{name}{end}").into());
        }
        if let Some(shown) = self.shown(index) {
            return Meaning::Texts(Box::new(shown));
        }
        let stands_by_itself = tag.side == TagSide::Whole || self.is_empty(index);
        if names::is_html(name) {
            let is_seen = stands_by_itself && !matches!(name, "hr" | "div" | "p" | "span");
            return if is_seen { Meaning::Object } else { Meaning::Break };
        }
        if stands_by_itself {
            return Meaning::Object;
        }
        if self.parts_lines(index) { Meaning::Break } else { Meaning::Hidden }
    }

    /// Whether nothing stands between a tag and the one that ends it.
    fn is_empty(&self, index: usize) -> bool {
        let tag = &self.tags[index].1;
        let end = self.partners[index].map(|end| &self.tags[end].1).filter(|_| tag.side == TagSide::Begins);
        end.is_some_and(|end| self.text[tag.end..end.start].trim().is_empty())
    }

    /// Whether a component's tag parts the text before it from the text behind it.
    fn parts_lines(&self, index: usize) -> bool {
        let tag = &self.tags[index].1;
        let Some(partner) = self.partners[index].map(|partner| &self.tags[partner].1) else { return false };
        let (first, last) = if tag.start < partner.start { (tag, partner) } else { (partner, tag) };
        let spans_lines = self.text[first.end..last.start].contains('\n');
        let next = self.tags.get(index + 1).map(|(_, next)| next);
        let meets_next = tag.side == TagSide::Ends
            && next.is_some_and(|next| {
                next.side == TagSide::Begins
                    && self.text[tag.end..next.start].trim_matches([' ', '\t']).is_empty()
            });
        spans_lines || meets_next
    }

    /// What readers see of the props.
    fn shown(&self, index: usize) -> Option<Shown> {
        let tag = &self.tags[index].1;
        let is_picture = names::is_picture(self.name(index)) && tag.side != TagSide::Ends;
        let has_words = tag.side == TagSide::Begins && blank_line_rest(self.text, tag.end).is_none();
        let mut shown = Shown { is_picture, wraps: tag.side == TagSide::Begins, ..Shown::default() };
        for (prop, value) in &tag.texts {
            let (prop, is_empty) = (&self.text[prop.clone()], self.text[value.clone()].trim().is_empty());
            let span = SourceSpan::from_range(value.clone());
            if is_picture && prop == "src" {
                shown.image = Some(span);
            }
            // Beside the words of a button, a label is for those who do not see them.
            let is_code = self.text[..value.start - 1].trim_end().ends_with('{');
            let is_unseen = is_empty || prop == "label" && (has_words || is_code);
            let Some(kind) = names::text_kind(prop).filter(|_| !is_unseen) else { continue };
            // A picture's title is what it is in HTML.
            let kind = if is_picture && kind == BlockKind::Metadata { BlockKind::Title } else { kind };
            shown.texts.push((kind, span));
        }
        let has_kind = |wanted| shown.texts.iter().any(|&(kind, _)| kind == wanted);
        let is_decoration = is_picture
            && !has_kind(BlockKind::Alt)
            && tag.texts.iter().any(|(prop, _)| &self.text[prop.clone()] == "alt");
        shown.is_decorative = is_decoration;
        (is_picture || !shown.texts.is_empty()).then_some(shown)
    }
}
