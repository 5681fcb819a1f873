//! People who speak under their surname before they are introduced.

use std::collections::{HashMap, HashSet};

use crate::checking::{Context, Sink};
use crate::source::TextSpan;

/// Reports each surname that speaks before its full name stands in the story.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    let lexicon = document.lexicon();
    let text = |span: TextSpan| document.text(span);
    let mut known: HashSet<&str> = HashSet::new();
    let mut waiting: HashMap<&str, TextSpan> = HashMap::new();
    for run in context.reading().names() {
        if let [only] = run.words.as_slice() {
            if !known.contains(text(*only)) && speaks(context, *only) {
                waiting.entry(text(*only)).or_insert(*only);
            }
            continue;
        }
        if let [first, .., last] = run.words.as_slice() {
            let opens = run.begins_sentence && text(*first).ends_with("ing");
            let is_person = !opens && !lexicon.place_words.contains(text(*first));
            if let Some(place) = waiting.remove(text(*last)).filter(|_| is_person) {
                let full = first.cover(*last);
                sink.report(place).value("full", text(full)).related(full, "named in full here").emit();
            }
        }
        known.extend(run.words.iter().map(|&word| text(word)));
    }
}

/// Whether a name without a title speaks.
fn speaks(context: &Context<'_>, name: TextSpan) -> bool {
    let document = context.document();
    let Some(block) = document.block_at(name.start).map(|id| document.block(id).text) else { return false };
    let after = document.text(TextSpan::new(name.end, block.end));
    let before = document.text(TextSpan::new(block.start, name.start));
    let lexicon = document.lexicon();
    let next = after.strip_prefix(' ').and_then(|rest| rest.split_whitespace().next()).map(bare);
    let last = before.split_whitespace().next_back().map(bare);
    let speaks = |word: Option<&str>| word.is_some_and(|word| lexicon.verbs_of_speech.contains(word));
    let has_title =
        last.is_some_and(|last| lexicon.titles.contains(last) || lexicon.place_words.contains(last));
    let follows = speaks(last) && after.starts_with(['.', ',']);
    !before.is_empty() && !has_title && (speaks(next) || follows)
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches([',', '.', ';', ':', '—'])
}
