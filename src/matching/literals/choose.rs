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

/// Literals of which one occurs in every match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guard {
    /// The literals, in lower case.
    pub literals: Vec<String>,
    /// How rare the commonest of them is.
    weight: usize,
}

impl Guard {
    /// The texts as the search needs them, if they guard anything: cut to what ignores case by ASCII rules
    /// alone.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Self> {
        let mut guard = Self { literals: Vec::new(), weight: usize::MAX };
        for text in texts {
            let (run, weight) = rarest_run(text)?;
            if weight < SHORTEST && !run.contains(FAIR) || guard.literals.len() == MOST {
                return None;
            }
            guard.literals.push(run.to_ascii_lowercase());
            guard.weight = guard.weight.min(weight);
        }
        (!guard.literals.is_empty()).then_some(guard)
    }

    /// The literals of several choices, if each has some and they are not too many.
    pub fn any_of(choices: impl IntoIterator<Item = Option<Self>>) -> Option<Self> {
        let mut all = Self { literals: Vec::new(), weight: usize::MAX };
        for choice in choices {
            let choice = choice?;
            all.literals.extend(choice.literals);
            all.weight = all.weight.min(choice.weight);
        }
        (1..=MOST).contains(&all.literals.len()).then_some(all)
    }

    /// The better of two: its most common literal is the rarer one.
    pub fn better(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        let (Some(first), Some(second)) = (&one, &other) else { return one.or(other) };
        let rank = |guard: &Self| (guard.weight, usize::MAX - guard.literals.len());
        if rank(second) > rank(first) { other } else { one }
    }
}

/// The stretch of a text that is rarest among those without letters that have a case outside ASCII, with
/// its weight.
fn rarest_run(text: &str) -> Option<(&str, usize)> {
    if text.is_ascii() {
        return Some((text, weight(text)));
    }
    text.split(has_case_outside_ascii).map(|run| (run, weight(run))).max_by_key(|(_, weight)| *weight)
}

/// What each byte of ASCII is: a sign, and a rare one.
const SIGNS: [(bool, bool); 128] = {
    let mut signs = [(false, false); 128];
    let mut byte = 0_u8;
    while byte < 128 {
        let is_blank = byte == b' ' || (byte >= b'\t' && byte <= b'\r');
        signs[byte as usize].0 = !byte.is_ascii_alphanumeric() && !is_blank;
        byte += 1;
    }
    let mut at = 0;
    while at < RARE.len() {
        signs[RARE[at] as usize].1 = true;
        at += 1;
    }
    signs
};

/// How rare a literal is in prose, in letters of a word.
fn weight(text: &str) -> usize {
    let (mut letters, mut characters, mut signs) = (0, 0, 0);
    let (mut is_foreign, mut is_rare) = (false, false);
    for letter in text.chars() {
        characters += 1;
        let (is_sign, is_rare_sign) = if let Some(known) = SIGNS.get(letter as usize) {
            letters += 1;
            *known
        } else {
            letters += 2;
            is_foreign = true;
            (!letter.is_alphanumeric() && !letter.is_whitespace(), false)
        };
        signs += usize::from(is_sign);
        is_rare |= is_rare_sign;
    }
    if is_rare || signs == characters && (is_foreign || signs > 1) {
        letters + SHORTEST - 1
    } else {
        letters
            + usize::from(
                text.len() == 2 && (has_rare_pair(text) || is_gap(text) || is_letter_in_number(text)),
            )
    }
}

/// Whether a text is a space too many: behind another one, or before a sign that stands at the word.
fn is_gap(text: &str) -> bool {
    matches!(text.as_bytes(), [b' ', b' ' | b',' | b';' | b'.' | b'!' | b'?' | b':'])
}

/// Whether a letter stands before a digit, as in a number that was keyed wrong.
fn is_letter_in_number(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, digit] if letter.is_ascii_alphabetic() && digit.is_ascii_digit())
}

/// Whether two letters hardly ever stand side by side in a word, as those of `TK`.
fn has_rare_pair(text: &str) -> bool {
    let letters = || text.chars().map(|letter| letter.to_ascii_lowercase());
    letters().all(|letter| letter.is_ascii_alphabetic() && !"aeiouy".contains(letter))
        && letters().any(|letter| "jkqxz".contains(letter))
}

pub(in super::super) fn has_case_outside_ascii(letter: char) -> bool {
    let has_no_case = || letter.to_lowercase().eq([letter]) && letter.to_uppercase().eq([letter]);
    !(letter.is_ascii() || has_no_case())
}
