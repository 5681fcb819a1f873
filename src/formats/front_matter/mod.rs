//! Front matter: YAML between `---` lines, TOML between `+++` lines, JSON between `;;;` lines or braces, and fields at
//! the top of a Markdown text without any.
//!
//! `fence` finds it; `yaml` (for JSON too), `toml` and `lines` read it into entries with their places; `spelling` maps what
//! a value says to the bytes that say it, `markup` finds what is no text within it, and `fields` makes
//! metadata and blocks of it all. What cannot be read is noted as a problem, and the rest is read.

mod entry;
mod fence;
mod fields;
mod lines;
mod markup;
mod mistake;
mod spelling;
mod toml;
mod yaml;

use crate::document::{Builder, Quoting};
use crate::source::SourceSpan;
use entry::Entries;
use fence::{Fenced, Notation};
use spelling::ValueSpelling;

/// Reads the front matter into the metadata; the result is where the body begins.
pub(super) fn parse(builder: &mut Builder<'_>) -> u32 {
    let found = fence::find(builder.source().text());
    add(builder, found)
}

/// The same for a text that may begin with fields between no fences.
pub(super) fn parse_top(builder: &mut Builder<'_>) -> u32 {
    let text = builder.source().text();
    add(builder, fence::find(text).or_else(|| fence::without_fences(text)))
}

fn add(builder: &mut Builder<'_>, found: Option<Fenced>) -> u32 {
    let text = builder.source().text();
    let Some(fenced) = found else { return 0 };
    let Some((fenced, entries)) = read(text, fenced) else { return 0 };
    let whole = SourceSpan::from_range(0..fenced.end);
    for comment in fenced.comments.iter().chain(&entries.comments) {
        builder.comment(comment.0, comment.1);
    }
    builder.metadata_mut().span = Some(whole);
    fields::add(builder, entries);
    whole.end
}

/// Adds a text that something else than front matter says, to the open block, as readers see it.
pub(super) fn add_text(builder: &mut Builder<'_>, span: SourceSpan) {
    let source = builder.source();
    let quoting = Quoting::Plain { in_flow: false };
    markup::add(builder, &ValueSpelling::new(source.slice(span), source.text(), span, quoting));
}

/// Front matter without an end, with what is wrong with it: nothing, where its kind has none.
fn left_open(text: &str, open: Fenced, mut entries: Entries) -> (Fenced, Entries) {
    if fence::is_meta_block(&text[open.inner.clone()]) {
        entries.problems.clear();
    } else {
        entries.problems.push(fence::never_closed(&open));
    }
    (open, entries)
}

/// The entries; none if what stands between the fences is no front matter.
fn read(text: &str, fenced: Fenced) -> Option<(Fenced, Entries)> {
    let inner = &text[fenced.inner.clone()];
    let base = SourceSpan::from_range(fenced.inner.clone()).start;
    let mut entries = match fenced.notation {
        Notation::Yaml => yaml::read(inner, base)?,
        Notation::Toml => toml::read(inner, base),
        Notation::Json => yaml::read_json(inner, base)?,
        Notation::Lines => lines::read(text, fenced.inner.clone()),
        Notation::Unread => Entries::default(),
    };
    if fenced.notation == Notation::Yaml && !entries.problems.is_empty() {
        // A later line of dashes may have been taken for the end.
        if let Some(open) = fence::without_end(text, &fenced) {
            entries = yaml::read(&text[open.inner.clone()], base)?;
            return Some(left_open(text, open, entries));
        }
    }
    if fenced.is_open {
        return Some(left_open(text, fenced, entries));
    }
    Some((fenced, entries))
}
