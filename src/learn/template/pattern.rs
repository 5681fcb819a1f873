//! Common words and the gaps between them, written as a regular expression.

use crate::learn::line::NUMBER;

/// A gap lets in half as many characters more than were seen, and so many at least.
const ROOM: usize = 24;
/// No gap lets in more characters.
const WIDEST: usize = 160;
/// So many characters may stand behind a label.
const BEHIND_LABEL: usize = 300;

/// Characters that mean something in a pattern.
const MEANINGFUL: &str = r"\.+*?()|[]{}^$";

/// A common word with what stands before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fixed {
    /// As it is spelt.
    pub word: String,
    /// Without regard to case and number.
    pub bare: String,
    /// What parts it from the common word before, where that is the same everywhere.
    pub separator: Option<String>,
    /// What else stands before it.
    pub gap: Gap,
}

/// How much else stands in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap {
    /// Whether there are words in all forms.
    always: bool,
    /// The most characters of such words; 0 if there never are any.
    most: usize,
    /// Whether the words around it stand next to each other in some form, with no sign between.
    touches: bool,
}

impl Gap {
    /// Nothing was seen yet.
    pub(super) const NEVER_SEEN: Self = Self { always: true, most: 0, touches: false };

    /// Sees what stands between two common words, and how many words that are.
    pub(super) fn see(&mut self, between: &str, words: usize) {
        self.always &= words > 0;
        self.touches |= between.is_empty();
        if words > 0 {
            self.most = self.most.max(between.chars().count());
        }
    }

    /// Whether there are words in some form.
    pub(super) fn is_open(self) -> bool {
        self.most > 0
    }

    fn widest(self) -> usize {
        (self.most + (self.most / 2).max(ROOM)).min(WIDEST)
    }
}

/// The pattern of common words, of what stands behind the last one, and of a label's sign.
pub(super) fn written(fixed: &[Fixed], tail: Gap, label: Option<char>) -> String {
    let mut pattern = String::new();
    let mut before: Option<&Fixed> = None;
    for fixed in fixed {
        pattern.push_str(&between(before, fixed));
        let is_number = fixed.bare == NUMBER;
        pattern.push_str(&if is_number { r"\S*\d\S*".to_owned() } else { literal(&fixed.word) });
        before = Some(fixed);
    }
    if let Some(sign) = label {
        pattern.push_str(&behind_label(sign));
    } else if let Some(last) = before.filter(|_| tail.is_open()) {
        pattern.push_str(&behind(last, tail));
    }
    pattern
}

/// What stands behind the last common word.
fn behind(last: &Fixed, tail: Gap) -> String {
    let words = format!("{}.{{1,{}}}", edge(&last.word), tail.widest());
    if tail.always { words } else { format!("(?:{words})?") }
}

/// The sign behind a label, and what follows.
fn behind_label(sign: char) -> String {
    let sign = if matches!(sign, ':' | '：') { "[:：]".to_owned() } else { literal(&sign.to_string()) };
    format!(r"\W*?{sign}.{{1,{BEHIND_LABEL}}}")
}

/// What stands before a common word, and behind another.
fn between(before: Option<&Fixed>, fixed: &Fixed) -> String {
    let (right, widest) = (edge(&fixed.word), fixed.gap.widest());
    let words = format!(".{{0,{widest}}}{right}");
    match (before, fixed.gap.is_open(), &fixed.separator) {
        (None, false, _) => String::new(),
        (None, true, _) if fixed.gap.always => words,
        (None, true, _) => format!("(?:{words})?"),
        (Some(before), true, _) if fixed.gap.touches => format!("{}?(?:{words})?", edge(&before.word)),
        (Some(before), true, _) if fixed.gap.always => edge(&before.word).to_owned() + &words,
        (Some(before), true, _) => format!("{}(?:{words})?", edge(&before.word)),
        (Some(_), false, Some(separator)) => literal(separator),
        (Some(_), false, None) if fixed.gap.touches => r"\W*".to_owned(),
        (Some(_), false, None) => r"\W+".to_owned(),
    }
}

/// What ends or begins a word: a sign, but nothing where the script puts no space between words.
fn edge(word: &str) -> &'static str {
    if word.chars().any(|character| character >= '\u{2e80}') { "" } else { r"\W" }
}

/// Text as a pattern; both apostrophes are one.
fn literal(text: &str) -> String {
    let (mut pattern, mut spaces) = (String::new(), 0);
    for character in text.chars() {
        if !character.is_whitespace() {
            pattern.push_str(space(&mut spaces));
        }
        match character {
            '\'' | '’' => pattern.push_str("['’]"),
            blank if blank.is_whitespace() => spaces += 1,
            other => {
                if MEANINGFUL.contains(other) {
                    pattern.push('\\');
                }
                pattern.push(other);
            }
        }
    }
    pattern + space(&mut spaces)
}

/// White space as a pattern; where there was more than one, any amount of it.
fn space(count: &mut usize) -> &'static str {
    match std::mem::take(count) {
        0 => "",
        1 => " ",
        _ => r"\s+",
    }
}
