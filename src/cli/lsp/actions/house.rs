//! What a house can decide about a finding: that a word is its own, that a rule is not for it, or to read what the rule is
//! for.

use gen_lsp_types::{CodeAction, Command};
use serde_json::json;

use super::Asked;
use crate::cli::lsp::commands::{ADD_WORD, EXPLAIN, TURN_OFF};
use crate::finding::Finding;

/// Of a name so many words are a word of the house.
const MOST_WORDS: usize = 4;

/// To add the word that a finding is about to those of the house.
pub(super) fn own_word(asked: Asked<'_>, finding: &Finding) -> Option<CodeAction> {
    let word = word(asked, finding)?;
    Some(command(asked, finding, format!("Add “{word}” to the house words"), ADD_WORD, word))
}

/// To turn the rule of a finding off, where settings of Vale's do not say which rules hold. `is_only` says whether no other
/// rule is meant.
pub(super) fn off(asked: Asked<'_>, finding: &Finding, is_only: bool) -> Option<CodeAction> {
    let rule = &*finding.rule;
    let named = if is_only { "this rule" } else { rule };
    let title = format!("Turn {named} off in .copydesk.yml");
    (!asked.is_vales()).then(|| command(asked, finding, title, TURN_OFF, rule))
}

/// To read what the rule of a finding is for, where the editor shows that.
pub(super) fn explain(asked: Asked<'_>, finding: &Finding) -> Option<CodeAction> {
    let title = format!("Explain {}", finding.rule);
    let mut action = command(asked, finding, title, EXPLAIN, "");
    action.command.as_mut()?.arguments = Some(vec![json!(finding.rule)]);
    asked.teller.0.explains.then_some(action)
}

/// An action that has a command run on the draft.
fn command(asked: Asked<'_>, finding: &Finding, title: String, name: &str, argument: &str) -> CodeAction {
    let arguments = Some(vec![json!(asked.draft.uri), json!(argument)]);
    let command = Command { title: title.clone(), tooltip: None, command: name.to_owned(), arguments };
    CodeAction { command: Some(command), ..asked.about(finding, title) }
}

/// The word or the name that a finding is about, where its rule heeds those of the house.
fn word<'d>(asked: Asked<'d>, finding: &Finding) -> Option<&'d str> {
    let (article, _) = asked.draft.checked.as_ref()?;
    let rule = article.project().rules().rule(&finding.rule)?;
    let heeds = crate::checks::kind(rule.kind).is_some_and(|kind| kind.heeds_house_words);
    let word = asked.draft.source.slice(finding.span).trim();
    let is_of_word = |letter: char| letter.is_alphanumeric() || " -'’".contains(letter);
    let is_word = word.chars().any(char::is_alphabetic)
        && word.chars().all(is_of_word)
        && word.split_whitespace().count() <= MOST_WORDS;
    (heeds && is_word).then_some(word)
}
