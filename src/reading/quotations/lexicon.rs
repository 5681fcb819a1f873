//! The few words that the reading of marks knows.

/// Words that lost their beginning: an apostrophe before them is no opening mark.
const ELISIONS: &[&str] = &[
    "tis",
    "twas",
    "twere",
    "twill",
    "twould",
    "tisn",
    "twasn",
    "til",
    "till",
    "em",
    "im",
    "er",
    "cause",
    "cuz",
    "cos",
    "coz",
    "bout",
    "round",
    "neath",
    "tween",
    "nuff",
    "nother",
    "n",
    "nd",
    "night",
    "tude",
    "hood",
    "burbs",
    "nam",
    "ere",
    "ello",
    "ullo",
    "alf",
    "appen",
    "course",
    "kay",
    "m",
    "s",
    "t",
    "k",
    "ne",
    "nen",
    "ner",
    "nem",
    "nes",
    "was",
    "rum",
    "rein",
    "raus",
    "rauf",
    "runter",
    "sup",
    "scuse",
    "fraid",
    "ave",
    "orse",
    "ouse",
    "ouses",
    "most",
    "pon",
    "gainst",
    "mongst",
    "ooman",
    "shun",
    "fro",
    "tec",
    "cello",
    "copter",
    "flu",
    "gator",
    "roids",
    "za",
    "zactly",
    "spect",
    "specially",
    "stead",
    "cept",
    "way",
    "merica",
    "murica",
    "sblood",
    "zounds",
];

/// Whether a word is known to have lost its beginning.
pub(super) fn is_elision(word: &str) -> bool {
    word.len() <= 12 && ELISIONS.contains(&word.to_lowercase().as_str())
}

/// Short words that have lost nothing: a mark before one is no apostrophe.
const WHOLE: &[&str] = &[
    "a", "an", "the", "this", "that", "it", "we", "you", "they", "she", "there", "my", "our", "your", "what",
    "no", "not", "yes", "i", "if", "is", "are", "was", "were", "do", "don", "to", "of", "our",
];

/// Whether a word is known to have lost nothing.
pub(super) fn is_whole(word: &str) -> bool {
    word.len() <= 5 && WHOLE.contains(&word.to_lowercase().as_str())
}

/// Words before which a mark between spaces is what the sentence is about: `the ” key`.
const NAMES: &[&str] = &[
    "key",
    "keys",
    "mark",
    "marks",
    "sign",
    "signs",
    "character",
    "characters",
    "symbol",
    "symbols",
    "taste",
    "zeichen",
];

/// Whether a word names the marks before it.
pub(super) fn is_name_of_marks(word: &str) -> bool {
    word.len() <= 10 && NAMES.contains(&word.to_lowercase().as_str())
}

/// Words behind which a mark between spaces is what the sentence is about: `The ” key`, `Type (`.
const NAMERS: &[&str] = &[
    "the",
    "a",
    "an",
    "and",
    "or",
    "with",
    "by",
    "then",
    "type",
    "types",
    "typed",
    "typing",
    "press",
    "use",
    "uses",
    "using",
    "as",
    "of",
    "sign",
    "signs",
    "mark",
    "marks",
    "character",
    "characters",
    "symbol",
    "symbols",
    "key",
    "quote",
    "quotes",
    "bracket",
    "brackets",
    "parenthesis",
    "parentheses",
    "comma",
    "apostrophe",
    "like",
    "every",
    "each",
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "und",
    "oder",
    "mit",
    "durch",
    "als",
    "zeichen",
    "le",
    "la",
    "un",
    "une",
    "et",
    "ou",
    "par",
    "avec",
    "signe",
    "el",
    "una",
    "y",
    "o",
    "con",
    "por",
    "signo",
];

/// Whether a word stands before a mark that it names.
pub(super) fn names_marks(word: &str) -> bool {
    word.len() <= 11 && NAMERS.contains(&word.to_lowercase().as_str())
}

/// Verbs behind or before a speaker's name in a clause that follows a quotation.
const TAGS: &[&str] = &[
    "said",
    "says",
    "added",
    "adds",
    "wrote",
    "writes",
    "told",
    "explained",
    "explains",
    "asked",
    "replied",
    "continued",
    "noted",
    "recalled",
    "concluded",
    "tweeted",
    "sagt",
    "sagte",
    "erklärt",
    "erklärte",
    "betont",
    "betonte",
    "meint",
    "meinte",
    "ergänzt",
    "schreibt",
    "schrieb",
    "berichtet",
    "dit",
    "explique",
    "ajoute",
    "affirme",
    "déclare",
    "assure",
    "précise",
    "estime",
    "dijo",
    "dice",
    "afirmó",
    "explicó",
    "añadió",
    "aseguró",
    "señaló",
    "indicó",
    "agregó",
    "sostuvo",
    "expresó",
    "disse",
    "afirmou",
    "spiega",
    "dichiara",
    "afferma",
];

/// Pronouns that stand for a speaker.
const SPEAKERS: &[&str] = &["he", "she", "they", "er", "sie", "il", "elle", "él", "ella", "lui", "lei"];

/// Words before a speaker who is not named.
const ARTICLES: &[&str] =
    &["the", "a", "an", "his", "her", "their", "der", "die", "das", "le", "la", "el", "il"];

/// How many words such a clause has up to its verb, as in `, harbour master Ada Ruiz said`.
const LONGEST_TAG: usize = 6;

/// Words behind a verb of speech that tell what was said, so that the clause is part of a sentence.
const CONTENTS: &[&str] = &[
    "that",
    "no",
    "yes",
    "so",
    "nothing",
    "what",
    "how",
    "why",
    "if",
    "it",
    "i",
    "we",
    "you",
    "he",
    "she",
    "they",
    "there",
    "this",
    "these",
    "those",
    "goodbye",
    "hello",
    "not",
    "me",
    "him",
    "us",
    "them",
    "dass",
    "daß",
    "que",
    "qu’il",
    "qu’elle",
    "che",
];

/// Words that begin a clause about somebody, whose verb is then no clause of its own.
const RELATIVES: &[&str] =
    &["who", "whose", "which", "whom", "der", "die", "das", "deren", "qui", "quien", "che"];

/// Verbs that no speaker's name holds: `said the boats were late` goes on telling.
const FINITE: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "should", "can", "may",
    "might", "must", "did", "does", "do", "came", "went", "got",
];

/// Where the last clause such as `, he said` or `, sagte Ruiz` begins in a text; 0 if there is none.
///
/// A speaker's own `, I said`, `, and he said` or `, said that he came` is part of what is quoted.
pub(super) fn last_tag(text: &str) -> usize {
    let is_tag = |&at: &usize| is_tag(&text[at + 1..]) && !ends_relative(&text[..at]);
    memchr::memrchr3_iter(b',', b'!', b'?', text.as_bytes()).find(is_tag).unwrap_or(0)
}

/// Whether the piece before a comma is about the subject of the clause behind it: `My mother, who ran the shop`.
fn ends_relative(before: &str) -> bool {
    let piece = before.rsplit_once(',').map_or("", |(_, piece)| piece);
    piece.split_whitespace().next().is_some_and(|first| RELATIVES.contains(&first))
}

/// Whether the text behind a comma begins with a speaker and a verb of speech, in either order.
fn is_tag(rest: &str) -> bool {
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let mut words = rest.split_whitespace();
    let first = words.clone().next().unwrap_or_default();
    for number in 0..LONGEST_TAG {
        let Some(written) = words.next() else { return false };
        let word = written.trim_end_matches([',', '.', ':', ';', '!', '?']);
        let is_last = written.len() > word.len();
        if TAGS.contains(&word) {
            // Of somebody not named, only a clause as short as can be: `, the mayor said.`
            return is_last || !ARTICLES.contains(&first) && !tells_what(words, number == 0);
        }
        let may_begin = SPEAKERS.contains(&word) || ARTICLES.contains(&word) || is_name(word);
        if is_last || !(number > 0 || may_begin) {
            return false;
        }
    }
    false
}

fn is_name(word: &str) -> bool {
    word != "I" && word.starts_with(char::is_uppercase)
}

/// Whether the words behind a verb of speech tell what was said, up to the next comma or stop. Where the verb
/// stands first, its speaker must follow.
fn tells_what<'t>(mut words: impl Iterator<Item = &'t str>, is_first: bool) -> bool {
    let Some(next) = words.next() else { return false };
    let ends = |word: &str| word.ends_with([',', '.', ':', ';', '!', '?']);
    let is_speaker = is_first && SPEAKERS.contains(&next.trim_end_matches([',', '.']));
    if !is_speaker && CONTENTS.contains(&next.to_lowercase().as_str()) {
        return true;
    }
    if !is_first || is_speaker || is_name(next) || ends(next) {
        return false;
    }
    next == "to" || words.take(LONGEST_TAG).take_while(|word| !ends(word)).any(|word| FINITE.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_and_quoted_speech_is_not() {
        assert_eq!(last_tag("“It will be hard, he said."), "“It will be hard".len());
        assert_eq!(
            last_tag("“It will be hard, said Ada Ruiz of the harbour office."),
            "“It will be hard".len()
        );
        assert_eq!(last_tag("“It will be hard, Harbour master Ada Ruiz said."), "“It will be hard".len());
        assert_eq!(last_tag("“It was hard, I said, and we went home, and he said no."), 0);
        assert_eq!(last_tag("“It was hard, as they all know."), 0);
        assert_eq!(last_tag("“It was hard, said the harbour master of the isle."), "“It was hard".len());
        assert_eq!(last_tag("“He had a boat, said that I should have it."), 0);
        assert_eq!(last_tag("“My mother, who ran the shop, said the boats were late."), 0);
        assert_eq!(last_tag("“The crew came in, said the boats were late."), 0);
        assert_eq!(last_tag("“I asked for rope, he said no to me."), 0);
        assert_eq!(last_tag("“I saw Marie, said to be the best of them."), 0);
        assert_eq!(last_tag("“It was hard, the mayor said."), "“It was hard".len());
        assert_eq!(last_tag("“It was hard, the mayor said so often."), 0);
    }
}
