//! What is left of a text when all that does not make it another text is taken away.

use unicode_segmentation::UnicodeSegmentation;

/// Words that begin a credit; what follows them says who made the picture, not what it shows.
const CREDIT_STARTS: &[&str] = &[
    "photo:",
    "photo by",
    "photo credit",
    "photos:",
    "photograph:",
    "photograph by",
    "photographer:",
    "picture:",
    "image:",
    "image by",
    "image credit",
    "image via",
    "image courtesy",
    "credit:",
    "credit...",
    "credits:",
    "courtesy of",
    "courtesy:",
    "bild:",
    "foto:",
    "fotos:",
    "quelle:",
    "crédit",
    "crédito",
    "illustration:",
    "source:",
    "©",
    "(c) ",
    "via getty",
    "getty images",
    "ap photo",
];
/// Words of a bracketed tag that names the kind of picture, or its agency.
const TAG_WORDS: &[&str] = &[
    "photo",
    "photos",
    "image",
    "images",
    "picture",
    "credit",
    "courtesy",
    "getty",
    "reuters",
    "afp",
    "ap",
    "epa",
    "stock",
    "shutterstock",
    "istock",
    "unsplash",
    "pexels",
    "file",
    "handout",
    "archive",
    "foto",
    "bild",
    "dpa",
    "imago",
    "pti",
    "ani",
    "illustration",
];
/// Words that say nothing of what is shown.
const STOP_WORDS: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "at", "to", "and", "or", "for", "with", "by", "from", "is", "are",
    "was", "as", "this", "that", "its", "it", "der", "die", "das", "ein", "eine", "und", "im", "in", "am",
    "mit", "von", "le", "la", "les", "un", "une", "de", "des", "du", "et", "el", "los", "las", "y", "en",
    "del",
];

/// A text as a list of bare words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// All words in lower case, in order.
    pub(super) all: Vec<String>,
    /// Whether the text breaks off, as a picture's text cut by a program does.
    pub(super) truncated: bool,
}

impl Words {
    /// The words of a text, without credits, tags, numbering and truncation marks.
    pub(in crate::checks) fn new(text: &str) -> Self {
        let text = without_credit(text);
        let text = without_label(without_numbering(&text));
        Self {
            truncated: text.trim_end().ends_with(['…']) || text.trim_end().ends_with("..."),
            ..Self::plain(text)
        }
    }

    /// The words of a text as they stand.
    pub fn plain(text: &str) -> Self {
        let all = text
            .unicode_words()
            // A full stop without a space behind it does not make one word of two.
            .flat_map(|word| word.split('.'))
            .filter(|word| !word.is_empty())
            .map(|word| word.to_lowercase().replace(['’', 'ʼ'], "'"))
            .map(|word| word.strip_suffix("'s").map_or(word.clone(), |stem| format!("{stem}s")))
            .collect();
        Self { all, truncated: false }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// How much the text says, in words; an ideograph, which segments as a word, counts for half.
    pub(super) fn weight(&self) -> usize {
        let is_ideograph = |word: &&String| word.len() == 3 && word.as_str() >= "\u{2e80}";
        self.all.len() - self.all.iter().filter(is_ideograph).count() / 2
    }

    /// The words that say something.
    pub(super) fn content(&self) -> Vec<&str> {
        self.all.iter().map(String::as_str).filter(|word| !STOP_WORDS.contains(word)).collect()
    }

    /// One text for comparing with `==`.
    pub(in crate::checks) fn key(&self) -> String {
        self.all.join(" ")
    }
}

/// Cuts bracketed tags such as `(Stock photo)` and what follows `Photo:`.
fn without_credit(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let close = if rest[open..].starts_with('(') { ')' } else { ']' };
        let Some(length) = rest[open..].find(close) else { break };
        let inside = &rest[open + 1..open + length];
        kept.push_str(&rest[..open]);
        if !is_tag(inside) {
            kept.push_str(&rest[open..=open + length]);
        }
        rest = &rest[open + length + 1..];
    }
    kept.push_str(rest);
    let lower = kept.to_lowercase();
    if lower.len() != kept.len() {
        return kept;
    }
    let start = CREDIT_STARTS.iter().filter_map(|start| lower.find(start)).filter(|&at| at > 0).min();
    match start.filter(|&at| kept.is_char_boundary(at) && kept[..at].split_whitespace().count() >= 2) {
        Some(at) => kept[..at].to_owned(),
        None => kept,
    }
}

fn is_tag(inside: &str) -> bool {
    let words = Words::plain(inside);
    words.len() <= 12 && words.all.iter().any(|word| TAG_WORDS.contains(&word.as_str()))
}

/// Cuts a label of a few words and a dash before a text that breaks off.
fn without_label(text: &str) -> &str {
    match text.split_once(" - ") {
        Some((label, rest))
            if label.split_whitespace().count() <= 3 && rest.split_whitespace().count() >= 4 =>
        {
            rest
        }
        _ => text,
    }
}

/// Cuts `Image 1 of 4` and `1.` at the start.
fn without_numbering(text: &str) -> &str {
    let trimmed = text.trim_start();
    let lead = trimmed.split_whitespace().take(4).collect::<Vec<_>>();
    if let [kind, first, of, last] = lead.as_slice() {
        let is_number =
            |word: &str| word.trim_end_matches([':', '.']).bytes().all(|byte| byte.is_ascii_digit());
        let is_kind =
            ["image", "photo", "picture", "slide", "bild", "foto"].contains(&kind.to_lowercase().as_str());
        if is_kind && is_number(first) && matches!(*of, "of" | "von" | "de" | "/") && is_number(last) {
            let end = trimmed
                .match_indices(last)
                .map(|(at, _)| at + last.len())
                .find(|&at| at > kind.len() + 1 + first.len());
            return end.map_or(trimmed, |end| &trimmed[end..]);
        }
    }
    trimmed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_and_tags_say_nothing() {
        let bare = Words::new("Boats at the quay");
        assert_eq!(Words::new("Boats at the quay. (Stock photo)"), bare);
        assert_eq!(Words::new("Boats at the quay. Photo: Ines Calder"), bare);
        assert_eq!(Words::new("Image 2 of 7 Boats at the quay"), bare);
    }
}
