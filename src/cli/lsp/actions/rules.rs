//! The fix of a mistake in a part of the rules: the word that was meant.

use gen_lsp_types::{CodeAction, CodeActionKind, Diagnostic, Message, Range, TextEdit};

use super::Asked;

/// What stands before the word that was meant, at the end of a mistake.
const MEANT: &str = "did you mean `";

/// The words that were meant by those in a range.
pub(super) fn meant(asked: Asked<'_>, range: Range) -> impl Iterator<Item = CodeAction> {
    let mistakes = asked.draft.diagnostics.iter().filter(|_| asked.draft.checked.is_none());
    let near = mistakes.filter(move |one| one.range.start <= range.end && range.start <= one.range.end);
    near.filter_map(move |mistake| {
        let word = word(mistake)?;
        let edit = TextEdit { range: mistake.range, new_text: word.to_owned() };
        Some(CodeAction {
            title: format!("Write `{word}`"),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![mistake.clone()]),
            is_preferred: Some(true),
            edit: Some(asked.text_edits(vec![edit])),
            ..CodeAction::default()
        })
    })
}

/// The one word that was meant, if a mistake names one.
fn word(mistake: &Diagnostic) -> Option<&str> {
    let Message::String(message) = &mistake.message else { return None };
    let (_, meant) = message.rsplit_once(MEANT)?;
    let word = meant.strip_suffix("`?")?;
    // Of several the writer has to choose.
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./".contains(letter);
    word.chars().all(is_plain).then_some(word)
}
