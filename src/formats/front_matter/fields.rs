//! Metadata and blocks of what was read.

use std::collections::{BTreeMap, HashSet};

use super::entry::{Entries, FieldContent, Scalar};
use super::markup;
use super::spelling::ValueSpelling;
use crate::document::{BlockId, BlockKind, Builder, Containers, Field, FieldRole, Figure, Value};
use crate::source::SourceSpan;

/// Adds the fields, and a block for the text of each.
pub(super) fn add(builder: &mut Builder<'_>, entries: Entries) {
    let mut problems = entries.problems;
    problems.sort_by_key(|problem| problem.span);
    builder.metadata_mut().problems = problems;
    let mut seen: HashSet<(usize, String)> = HashSet::new();
    let mut pictures: BTreeMap<(usize, String), Figure> = BTreeMap::new();
    for entry in entries.fields {
        let (name, name_span) = (entry.name, entry.name_span);
        if !name.is_empty() && !seen.insert((entry.holder, name.clone())) {
            builder.metadata_mut().repeated.push((name.clone(), name_span));
        }
        let mut block = None;
        let (value, value_span) = match entry.content {
            FieldContent::Empty => (Value::Empty, SourceSpan::new(name_span.end, name_span.end)),
            FieldContent::Flag(flag, span) => (Value::Flag(flag), span),
            FieldContent::Group(span) => (Value::Group, span),
            FieldContent::Number(scalar) => (Value::Number(scalar.text), scalar.span),
            FieldContent::Text(scalar) => {
                block = add_block(builder, &name, &scalar);
                (Value::Text(scalar.text), scalar.span)
            }
            FieldContent::List(items, span) => {
                if builder.names().role(&name) != FieldRole::Hidden {
                    for item in &items {
                        add_block(builder, &name, item);
                    }
                }
                (Value::List(items.into_iter().map(|item| item.text).collect()), span)
            }
        };
        if let Some(block) = block {
            note_picture(builder, &mut pictures, (entry.holder, &name), block);
        }
        builder.metadata_mut().fields.push(Field { name, name_span, value, value_span, block });
    }
    // A picture of which one thing only is told may have the other elsewhere.
    for figure in pictures.into_values().filter(|figure| figure.alt.is_some() && figure.caption.is_some()) {
        builder.figure(figure);
    }
}

/// Adds a value's text as a block of the kind that its name tells.
fn add_block(builder: &mut Builder<'_>, name: &str, scalar: &Scalar) -> Option<BlockId> {
    let kind = builder.names().block_kind(name, &scalar.text);
    let spelling = ValueSpelling::new(&scalar.text, builder.source().text(), scalar.span, scalar.quoting);
    builder.metadata_mut().written.push((scalar.span, scalar.quoting));
    builder.open();
    if kind == BlockKind::Value {
        spelling.add(builder, &spelling.range());
    } else {
        markup::add(builder, &spelling);
    }
    builder.close(kind, scalar.span, Containers::METADATA, 0)
}

/// Notes what a field says of a picture: of the one that its mapping is about, or that its name begins with.
fn note_picture(
    builder: &mut Builder<'_>,
    pictures: &mut BTreeMap<(usize, String), Figure>,
    (holder, name): (usize, &str),
    block: BlockId,
) {
    let (kind, span) = {
        let block = &builder.blocks_mut()[block.index()];
        (block.kind, block.span)
    };
    if !matches!(kind, BlockKind::Alt | BlockKind::Caption | BlockKind::Credit) {
        return;
    }
    let key = (holder, picture_name(name));
    let figure = pictures.entry(key).or_insert_with(|| Figure { span, ..Figure::default() });
    figure.span = figure.span.cover(span);
    match kind {
        BlockKind::Alt => figure.alt = Some(block),
        BlockKind::Caption => figure.caption = Some(block),
        _ => figure.credit = Some(block),
    }
}

/// What a name says of the picture that a field is about: `image` in `imageAlt`.
fn picture_name(name: &str) -> String {
    let own = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let bare: String = own.chars().filter(|letter| letter.is_alphanumeric()).collect();
    let parts = ["alttext", "alternativetext", "alt", "caption", "credit", "attribution"];
    let end = parts.iter().find_map(|part| bare.strip_suffix(part));
    end.unwrap_or(&bare).to_owned()
}
