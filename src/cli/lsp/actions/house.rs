//! What a house can decide about a finding: that a word is its own, that a rule is not for it, or to read what the rule is
//! for.

use gen_lsp_types::{CodeAction, Command};
use serde_json::json;

use super::Asked;
use crate::cli::lsp::commands::{ADD_WORD, EXPLAIN, TURN_OFF};
use crate::finding::Finding;

/// Of a name so many words are a word of the house.
const MOST_WORDS: usize = 4;

/// What a house can decide about a finding.
pub(super) fn decisions(asked: Asked<'_>, finding: &Finding) -> impl Iterator<Item = CodeAction> {
    let uri = &asked.draft.uri;
    let command = |title: String, command: &str, argument: &str| CodeAction {
        command: Some(Command {
            title: title.clone(),
            tooltip: None,
            command: command.to_owned(),
            arguments: Some(vec![json!(uri), json!(argument)]),
        }),
        ..asked.about(finding, title)
    };
    let word =
        word(asked, finding).map(|word| command(format!("Add “{word}” to the house words"), ADD_WORD, word));
    let off = command("Turn this rule off in .copydesk.yml".to_owned(), TURN_OFF, &finding.rule);
    let explain = asked.teller.0.explains.then(|| {
        let title = format!("Explain {}", finding.rule);
        CodeAction {
            command: Some(Command {
                title: title.clone(),
                tooltip: None,
                command: EXPLAIN.to_owned(),
                arguments: Some(vec![json!(finding.rule)]),
            }),
            ..asked.about(finding, title)
        }
    });
    word.into_iter().chain(Some(off).filter(|_| !asked.is_vales())).chain(explain)
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
