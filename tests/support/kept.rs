//! What must be kept of a text that is fixed, told without the guard that keeps it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use copydesk::document::{BlockKind, Document, Format};
use copydesk::engine::LinterProofreader;
use copydesk::finding::{Applicability, Finding};
use copydesk::fix::{self, Fixed, Proofreader};
use copydesk::source::Source;
use regex::Regex;

/// A proofreader that notes which words its fixes are about, and which they bring.
struct Noting<'d, 'l> {
    desk: &'d LinterProofreader<'l>,
    found: RefCell<BTreeSet<String>>,
    brought: RefCell<BTreeSet<String>>,
    /// The attributes in which, or with whose tags, something is to be replaced.
    touched: RefCell<BTreeSet<Attribute>>,
}

/// An attribute of a tag: its name and its value.
type Attribute = (String, String);

impl Proofreader for Noting<'_, '_> {
    fn read<'s>(&self, source: &'s Source) -> Document<'s> {
        self.desk.read(source)
    }

    fn lint(&self, source: &Source) -> Vec<Finding> {
        let findings = self.desk.lint(source);
        let document = self.desk.read(source);
        let edits = || findings.iter().flat_map(|finding| &finding.fix).flat_map(|fix| &fix.edits);
        if edits().next().is_some() {
            for (attribute, place) in attributes(source.text()) {
                let meets = |span: copydesk::source::SourceSpan| {
                    (span.start as usize) < place.end && place.start < span.end as usize
                };
                if edits().any(|edit| meets(edit.span)) {
                    self.touched.borrow_mut().insert(attribute);
                }
            }
        }
        for finding in &findings {
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
            for edit in edits {
                let (mut start, mut end) = (edit.span.start as usize, edit.span.end as usize);
                let text = source.text();
                start = text[..start].trim_end_matches(|letter: char| !letter.is_whitespace()).len();
                end += text[end..].find(char::is_whitespace).unwrap_or(text.len() - end);
                self.found.borrow_mut().extend(words(&text[start..end]));
                // Markup may stand within a word.
                let seen = document.segments().iter().filter(|segment| segment.source.overlaps(edit.span));
                if let Some(seen) = seen.map(|segment| segment.text).reduce(copydesk::source::TextSpan::cover)
                {
                    self.found.borrow_mut().extend(words(document.text(seen)));
                }
                let new = text[start..edit.span.start as usize].to_owned()
                    + &edit.replacement
                    + &text[edit.span.end as usize..end];
                self.brought.borrow_mut().extend(words(&new));
            }
        }
        findings
    }
}

/// Letters and digits that stand together to the eye.
fn words(text: &str) -> Vec<String> {
    let seen = text.replace(['\u{200b}', '\u{feff}', '\u{ad}'], "");
    let words = seen.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What stands in a text that no fix may change.
#[derive(Debug, PartialEq)]
struct Kept {
    /// What readers see and is not read, as it is written.
    unread: Vec<String>,
    comments: Vec<String>,
    /// The tags of templates, without what they say.
    templates: Vec<String>,
    /// The names of fields.
    fields: Vec<String>,
    images: Vec<Option<String>>,
    code: Vec<String>,
}

static TEMPLATES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{\{[<%]?\s*\w+|\{%-?\s*\w+|<%\s*\w+|[%>]?\}\}|%\}|%>").unwrap());
static TAGS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"<(/?[A-Za-z][\w:.-]*)(?:"[^"]*"|'[^']*'|[^'"<>])*>"#).unwrap());
static ATTRIBUTES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"\s([A-Za-z_:@][\w:.@-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+))"#).unwrap()
});

impl Kept {
    fn of(document: &Document<'_>) -> Self {
        let source = document.source();
        let written = |span| source.slice(span).to_owned();
        let whole = copydesk::source::TextSpan::from_range(0..document.prose().len());
        let is_code = |kind: BlockKind| matches!(kind, BlockKind::Code | BlockKind::Value);
        let code = document.blocks().iter().filter(|block| is_code(block.kind));
        Self {
            unread: document.opaques_in(whole).map(|(_, place)| written(place)).collect(),
            comments: document.comments().iter().map(|comment| written(comment.span)).collect(),
            templates: if document.format() == Format::Text { Vec::new() } else { templates(source.text()) },
            fields: document.metadata().fields.iter().map(|field| field.name.clone()).collect(),
            images: document.figures().iter().map(|figure| figure.image.clone()).collect(),
            code: code.map(|block| document.text(block.text).to_owned()).collect(),
        }
    }
}

fn templates(text: &str) -> Vec<String> {
    TEMPLATES.find_iter(text).map(|found| found.as_str().to_owned()).collect()
}

/// The names of the tags of a text; those of blocks and words apart from all others.
fn tags(text: &str) -> (Vec<String>, Vec<String>) {
    const OWN: &[&str] = &[
        "p",
        "li",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "figcaption",
        "aside",
        "center",
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "em",
        "font",
        "i",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "u",
        "br",
    ];
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for found in TAGS.captures_iter(text) {
        let name = found[1].to_ascii_lowercase();
        if OWN.contains(&name.trim_start_matches('/')) { own.push(name) } else { others.push(name) }
    }
    (own, others)
}

/// The attributes of the tags of a text, in order, with the places of their values.
fn attributes(text: &str) -> Vec<(Attribute, Range<usize>)> {
    let tags = TAGS.find_iter(text).filter(|tag| !tag.as_str().starts_with("</"));
    tags.flat_map(|tag| {
        ATTRIBUTES.captures_iter(tag.as_str()).map(move |found| {
            let value = [2, 3, 4].into_iter().find_map(|group| found.get(group)).unwrap();
            let name = found[1].to_ascii_lowercase();
            let place = tag.start() + value.start()..tag.start() + value.end();
            ((name, value.as_str().to_owned()), place)
        })
    })
    .collect()
}

/// What of the attributes changed though no fix was to change it.
fn changed_attributes(old: &str, new: &str, noting: &Noting<'_, '_>) -> Vec<String> {
    let tally = |text: &str| {
        let mut tally: BTreeMap<Attribute, i64> = BTreeMap::new();
        for (attribute, _) in attributes(text) {
            *tally.entry(attribute).or_default() += 1;
        }
        tally
    };
    let (old, new) = (tally(old), tally(new));
    let touched = noting.touched.borrow();
    let fewer = |attribute: &Attribute, one: &BTreeMap<_, _>, other: &BTreeMap<Attribute, i64>| {
        other.get(attribute).unwrap_or(&0) < one.get(attribute).unwrap_or(&0)
    };
    let lost = old.keys().filter(|attribute| fewer(attribute, &old, &new) && !touched.contains(*attribute));
    let mut wrong: Vec<String> = lost.map(|attribute| format!("lost attribute {attribute:?}")).collect();
    for attribute in new.keys().filter(|attribute| fewer(attribute, &new, &old)) {
        // What an attribute became says what it said, and what the fixes brought.
        let brought = noting.brought.borrow();
        let is_from = |before: &Attribute| {
            let before_words = words(&before.1);
            before.0 == attribute.0
                && words(&attribute.1)
                    .iter()
                    .all(|word| before_words.contains(word) || brought.contains(word))
        };
        if !touched.iter().any(is_from) {
            wrong.push(format!("brought attribute {attribute:?}"));
        }
    }
    wrong
}

/// How often each word stands in the prose.
fn tally(document: &Document<'_>) -> BTreeMap<String, i64> {
    let mut tally = BTreeMap::new();
    for block in document.blocks() {
        for word in words(document.text(block.text)) {
            *tally.entry(word).or_default() += 1;
        }
    }
    tally
}

/// Whether a list is another one with some left out.
fn is_part<T: PartialEq>(part: &[T], whole: &[T]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|one| rest.any(|other| other == one))
}

/// Fixes a text and holds the result against it; what is wrong with it.
pub fn check(
    source: &Source,
    format: Format,
    desk: &LinterProofreader<'_>,
    lowest: Applicability,
) -> (Fixed, Vec<String>) {
    let noting =
        Noting { desk, found: RefCell::default(), brought: RefCell::default(), touched: RefCell::default() };
    let fixed = fix::fix(source, lowest, &noting);
    let mut wrong = Vec::new();
    if fixed.text == source.text() {
        return (fixed, wrong);
    }
    let after = source.with_text(fixed.text.clone());
    let (old, new) = (desk.read(source), desk.read(&after));
    let (mut old_kept, new_kept) = (Kept::of(&old), Kept::of(&new));
    if fixed.mended.contains_key("suppressions.unused") {
        // Those that silence nothing are what it was about.
        old_kept
            .comments
            .retain(|comment| !comment.contains("copydesk") || new_kept.comments.contains(comment));
    }
    if old_kept != new_kept {
        wrong.push(format!("{old_kept:?} became {new_kept:?}"));
    }
    if format != Format::Text {
        let ((old_own, old_others), (new_own, new_others)) = (tags(source.text()), tags(after.text()));
        if old_others != new_others || !is_part(&new_own, &old_own) {
            wrong.push("tags".to_owned());
        }
        let kinds = |document: &Document<'_>| -> Vec<_> {
            document.blocks().iter().map(|block| (block.kind, block.containers)).collect()
        };
        let (old_kinds, new_kinds) = (kinds(&old), kinds(&new));
        let number: usize = fixed.mended.values().sum();
        if !is_part(&new_kinds, &old_kinds) {
            wrong.push(format!("blocks: {old_kinds:?} became {new_kinds:?}"));
        }
        if old_kinds.len() - new_kinds.len().min(old_kinds.len()) > number * 40 {
            wrong.push("too many blocks are gone".to_owned());
        }
    }
    if format != Format::Text {
        wrong.extend(changed_attributes(source.text(), after.text(), &noting));
    }
    let (old_words, new_words) = (tally(&old), tally(&new));
    for (word, number) in &old_words {
        if new_words.get(word).unwrap_or(&0) < number && !noting.found.borrow().contains(word) {
            wrong.push(format!("lost {word:?}"));
        }
    }
    for (word, number) in &new_words {
        if old_words.get(word).unwrap_or(&0) < number && !noting.brought.borrow().contains(word) {
            wrong.push(format!("brought {word:?}"));
        }
    }
    let twice = fix::fix(&after, lowest, desk);
    if twice.text != fixed.text {
        wrong.push(format!("a second run changes it: {:?}", twice.mended));
    }
    (fixed, wrong)
}
