//! Which of several literal sets guards a pattern best.

/// Shorter literals occur too often to guard anything, save for rare signs.
const SHORTEST: usize = 3;
/// Signs so rare in prose that one alone guards well enough.
const RARE: [char; 18] =
    ['@', '&', '%', '{', '}', '<', '>', '|', ';', '*', '=', '$', '#', '\\', '^', '~', '`', '_'];
/// Signs that guard better than nothing.
const FAIR: [char; 6] = ['(', '[', '{', ')', ']', '?'];
/// More literals than this in one pattern are not worth their place in the search.
const MOST: usize = 400;

/// The set as the search needs it, if it guards anything: cut to what ignores case by ASCII rules alone.
pub(super) fn usable<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Vec<String>> {
    let mut literals = Vec::new();
    for text in texts {
        let run = text.split(has_case_outside_ascii).max_by_key(|run| weight(run))?;
        if weight(run) < SHORTEST && !run.contains(FAIR) || literals.len() == MOST {
            return None;
        }
        literals.push(run.to_ascii_lowercase());
    }
    literals.sort_unstable();
    literals.dedup();
    (!literals.is_empty()).then_some(literals)
}

/// The better of two sets: its most common literal is the rarer one.
pub(super) fn better(one: Option<Vec<String>>, other: Option<Vec<String>>) -> Option<Vec<String>> {
    let (Some(first), Some(second)) = (&one, &other) else { return one.or(other) };
    let rank = |set: &[String]| (set.iter().map(|text| weight(text)).min(), usize::MAX - set.len());
    if rank(second) > rank(first) { other } else { one }
}

/// How rare a literal is in prose, in letters of a word.
fn weight(text: &str) -> usize {
    let (mut letters, mut characters, mut signs, mut is_rare) = (0, 0, 0, false);
    for letter in text.chars() {
        characters += 1;
        letters += if letter.is_ascii() { 1 } else { 2 };
        signs += usize::from(!letter.is_alphanumeric() && !letter.is_whitespace());
        is_rare |= !letter.is_ascii() || RARE.contains(&letter);
    }
    if signs == characters && (is_rare || signs > 1) || text.chars().any(|letter| RARE.contains(&letter)) {
        letters + SHORTEST - 1
    } else {
        letters + usize::from(text.len() == 2 && (has_rare_pair(text) || is_gap(text)))
    }
}

/// Whether a text is a space too many: behind another one, or before a sign that stands at the word.
fn is_gap(text: &str) -> bool {
    matches!(text.as_bytes(), [b' ', b' ' | b',' | b';' | b'.' | b'!' | b'?' | b':'])
}

/// Whether two letters hardly ever stand side by side in a word, as those of `TK`.
fn has_rare_pair(text: &str) -> bool {
    let letters = || text.chars().map(|letter| letter.to_ascii_lowercase());
    letters().all(|letter| letter.is_ascii_alphabetic() && !"aeiouy".contains(letter))
        && letters().any(|letter| "jkqxz".contains(letter))
}

pub(in crate::matching) fn has_case_outside_ascii(letter: char) -> bool {
    let has_no_case = || letter.to_lowercase().eq([letter]) && letter.to_uppercase().eq([letter]);
    !(letter.is_ascii() || has_no_case())
}
