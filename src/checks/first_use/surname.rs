//! People who speak under their surname before they are introduced.

use std::collections::{HashMap, HashSet};

use crate::checks::{Context, Sink};
use crate::source::TextSpan;

/// Words of speech that follow the speaker's name, or go before it.
const SPEAKS: &[&str] = &[
    "said",
    "says",
    "told",
    "tells",
    "added",
    "adds",
    "wrote",
    "writes",
    "asked",
    "explained",
    "explains",
    "argued",
    "argues",
    "recalled",
    "recalls",
    "replied",
];
/// Titles, with which a surname is enough.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "president",
    "senator",
    "sen",
    "rep",
    "gov",
    "governor",
    "mayor",
    "minister",
    "judge",
    "sir",
    "lady",
    "lord",
    "st",
    "sister",
    "brother",
    "father",
];
/// Words with which the names of places and bodies begin.
const PLACE_STARTS: &[&str] =
    &["st", "new", "san", "fort", "mount", "lake", "port", "north", "south", "west", "east", "team"];

/// Reports each surname that speaks before its full name stands in the story.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
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
            let is_person = !opens && !PLACE_STARTS.contains(&text(*first).to_lowercase().as_str());
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
    let bare = |word: &str| word.trim_matches([',', '.', ';', ':', '—']).to_lowercase();
    let next = after.strip_prefix(' ').and_then(|rest| rest.split_whitespace().next()).map(bare);
    let last = before.split_whitespace().next_back().map(bare);
    let is = |word: &Option<String>, list: &[&str]| word.as_deref().is_some_and(|word| list.contains(&word));
    let follows = is(&last, SPEAKS) && after.starts_with(['.', ',']);
    !before.is_empty() && !is(&last, TITLES) && (is(&next, SPEAKS) || follows)
}
