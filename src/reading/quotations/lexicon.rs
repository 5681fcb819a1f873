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

/// How many words such a clause has up to its verb, as in `, harbour master Ada Ruiz said`.
const LONGEST_TAG: usize = 6;

/// Where the last clause such as `, he said` or `, sagte Ruiz` begins in a text; 0 if there is none.
///
/// A speaker's own `, I said` or `, and he said` is part of what is quoted.
pub(super) fn last_tag(text: &str) -> usize {
    memchr::memrchr3_iter(b',', b'!', b'?', text.as_bytes()).find(|&at| is_tag(&text[at + 1..])).unwrap_or(0)
}

/// Whether the text behind a comma begins with a speaker and a verb of speech, in either order.
fn is_tag(rest: &str) -> bool {
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let mut is_somebody = false;
    for (number, written) in rest.split_whitespace().take(LONGEST_TAG).enumerate() {
        let word = written.trim_end_matches([',', '.', ':', ';', '!', '?']);
        if TAGS.contains(&word) {
            return number == 0 || is_somebody;
        }
        if number == 0 && !SPEAKERS.contains(&word) && (word == "I" || !word.starts_with(char::is_uppercase))
        {
            return false;
        }
        if written.len() > word.len() {
            return false;
        }
        is_somebody = true;
    }
    false
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
    }
}
