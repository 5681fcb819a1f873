//! What may be written next in a configuration or a pack.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, Documentation, MarkupContent, MarkupKind,
    Position, TextEdit,
};

use super::places::Units;
use super::rule_file::RuleFile;
use super::vocabulary::{Proposal, proposals};
use super::workspace::Root;
use crate::source::{Source, SourceSpan};
use crate::yaml::Cursor;

/// What may be written at a place; nothing in what is no part of the rules.
pub(super) fn items(root: &Root, source: &Source, units: Units, position: Position) -> Vec<CompletionItem> {
    let Some(file) = RuleFile::of(root, source) else { return Vec::new() };
    let Some(offset) = units.offset(source, position) else { return Vec::new() };
    let Ok(project) = root.desk.project(source.path()) else { return Vec::new() };
    let cursor = Cursor::at(source.text(), offset as usize);
    let word = units.range(source, SourceSpan::from_range(cursor.word.clone()));
    let is_new = |proposal: &Proposal| {
        !proposal.is_key
            || cursor.value_of.is_some()
            || cursor.siblings.iter().all(|(key, _)| *key != proposal.word)
    };
    let proposals = proposals(file, &cursor, project.rules());
    let item = |proposal: Proposal| {
        let colon = if proposal.is_key { ": " } else { "" };
        let about = MarkupContent { kind: MarkupKind::Markdown, value: proposal.about };
        let edit = TextEdit { range: word, new_text: format!("{}{colon}", proposal.word) };
        CompletionItem {
            kind: Some(if proposal.is_key {
                CompletionItemKind::Property
            } else {
                CompletionItemKind::EnumMember
            }),
            detail: Some(proposal.detail).filter(|detail| !detail.is_empty()),
            documentation: Some(Documentation::MarkupContent(about)),
            filter_text: Some(proposal.word.clone()),
            text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
            label: proposal.word,
            ..CompletionItem::default()
        }
    };
    proposals.into_iter().filter(is_new).map(item).collect()
}
