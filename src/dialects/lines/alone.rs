//! Lines that stand for something by themselves, or say something of the lines around them.

use super::{Line, Walker};
use crate::document::{BlockKind, Meaning, Shown};
use crate::source::SourceSpan;

/// Lines where a list of contents is put in.
const CONTENTS: &[&str] = &["[TOC]", "[toc]", "[[TOC]]", "[[toc]]", "[[_TOC_]]", "[[_toc_]]"];
/// Lines where a page ends.
const BREAKS: &[&str] = &["+++", "\\newpage", "\\pagebreak", "\\clearpage"];
/// Words of classes by which an attribute line makes a paragraph a caption.
const CAPTIONS: &[&str] = &["caption", "figcaption"];

/// Looks whether a line is such a line.
pub(super) fn read<'t>(walker: &mut Walker<'t>, line: &Line<'t>) -> Option<usize> {
    let content = line.content;
    if content.starts_with('{') {
        return attributes(walker, line);
    }
    if CONTENTS.contains(&content) {
        walker.push(line.content_start, line.content_end(), Meaning::Object);
    } else if BREAKS.contains(&content) || is_label(content) {
        walker.cut(line.content_start, line.content_end());
    } else {
        let includes = content.starts_with("[!") && content.ends_with([']', ')']) && content.contains(' ');
        if !includes {
            return abbreviation(walker, line);
        }
        walker.push(line.content_start, line.content_end(), Meaning::Object);
    }
    Some(line.next)
}

/// `(name)=`, which names the part that follows.
fn is_label(content: &str) -> bool {
    let name = content.strip_prefix('(').and_then(|rest| rest.strip_suffix(")="));
    name.is_some_and(|name| !name.is_empty() && !name.contains([' ', '(', ')']))
}

/// `*[HTML]: Hypertext Markup Language`, which readers see above the word.
fn abbreviation<'t>(walker: &mut Walker<'t>, line: &Line<'t>) -> Option<usize> {
    let (short, long) = line.content.strip_prefix("*[")?.split_once("]:")?;
    if short.is_empty() || short.contains(['[', ']']) {
        return None;
    }
    let long = long.trim();
    let mut shown = Shown { wraps: true, ..Shown::default() };
    if !long.is_empty() {
        let start = line.content_end() - long.len();
        shown.texts.push((BlockKind::Title, SourceSpan::from_range(start..line.content_end())));
    }
    walker.push(line.content_start, line.content_end(), Meaning::Texts(Box::new(shown)));
    Some(line.next)
}

/// `{:toc}` below the list that the contents take the place of, `{: .caption}` below a caption.
///
/// The line itself is read elsewhere.
fn attributes<'t>(walker: &mut Walker<'t>, line: &Line<'t>) -> Option<usize> {
    let start = walker.paragraph?;
    let inner = line.content.strip_prefix("{:")?.strip_suffix('}')?;
    let mut words = inner.split_whitespace();
    if words.clone().any(|word| word == "toc") {
        let first = Line::new(walker.text, start);
        let is_place = first.next == line.start && first.is_list_item();
        let end = first.content_end();
        let from = end - walker.text[start..end].trim_start().len();
        if is_place {
            walker.cut(from, end);
        }
    } else if words.any(|word| is_class(word, CAPTIONS)) {
        walker.part(start, line.start, BlockKind::Caption);
    }
    None
}

/// Whether a word of an attribute list is a class with one of some words in it.
fn is_class(word: &str, known: &[&str]) -> bool {
    word.starts_with('.') && word.split(['.', '-', '_']).any(|part| known.contains(&part))
}
