//! The parts of speech of English words, as tags of the Penn Treebank (`NN`, `VBZ`, `PRP$`).
//!
//! A trained tagger tells universal parts of speech; the finer tags follow from the words' forms and their
//! neighbours. The tagger is made ready when the first sentence is tagged, and not at all without one.

#[cfg(feature = "parts-of-speech")]
mod neighbours;
#[cfg(feature = "parts-of-speech")]
mod parts;
#[cfg(feature = "parts-of-speech")]
mod penn;
#[cfg(feature = "parts-of-speech")]
mod verbs;
mod words;

use std::ops::Range;

use crate::language::Lexicon;

/// Whether parts of speech can be told: a library may do without the tagger.
pub const ARE_KNOWN: bool = cfg!(feature = "parts-of-speech");

/// A word, or a mark, of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// Its bytes in the sentence.
    pub range: Range<usize>,
    /// Its tag; a mark is its own.
    pub tag: &'static str,
}

/// The words of a sentence with their tags, which are empty where they cannot be told. Contractions are parted as in the Treebank: `do` and `n't`.
///
/// `english` is what is known of English.
#[cfg(feature = "parts-of-speech")]
pub fn tag(sentence: &str, english: &Lexicon) -> Vec<Tagged> {
    let ranges = words::split(sentence, english);
    let words: Vec<String> = ranges.iter().map(|range| plain(&sentence[range.clone()])).collect();
    let parts = parts::of(&words, english);
    let tags = (0..words.len()).map(|at| penn::tag(&words, &parts, at, english));
    ranges.iter().cloned().zip(tags).map(|(range, tag)| Tagged { range, tag }).collect()
}

/// The words of a sentence; their tags cannot be told.
#[cfg(not(feature = "parts-of-speech"))]
pub fn tag(sentence: &str, english: &Lexicon) -> Vec<Tagged> {
    untagged(sentence, english)
}

/// The words of a sentence without tags.
pub fn untagged(sentence: &str, english: &Lexicon) -> Vec<Tagged> {
    words::split(sentence, english).into_iter().map(|range| Tagged { range, tag: "" }).collect()
}

/// A word as the tagger has learnt it, with straight marks.
#[cfg(feature = "parts-of-speech")]
fn plain(word: &str) -> String {
    word.replace(['’', '‘'], "'").replace(['“', '”'], "\"")
}

#[cfg(all(test, feature = "parts-of-speech"))]
mod tests {
    use super::tag;
    use crate::language::Languages;

    fn tags(sentence: &str) -> String {
        let tagged = tag(sentence, Languages::default().of(None)).into_iter();
        let pairs = tagged.map(|word| format!("{}/{}", &sentence[word.range], word.tag));
        pairs.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_have_the_tags_of_the_treebank() {
        let expected = [
            ("The dogs have eaten.", "The/DT dogs/NNS have/VBP eaten/VBN ./."),
            (
                "She walks slowly, but they walked.",
                "She/PRP walks/VBZ slowly/RB ,/, but/CC they/PRP walked/VBD ./.",
            ),
            ("It’s the best of his films.", "It/PRP ’s/VBZ the/DT best/JJS of/IN his/PRP$ films/NNS ./."),
            (
                "You can deploy it using the tool.",
                "You/PRP can/MD deploy/VB it/PRP using/VBG the/DT tool/NN ./.",
            ),
            (
                "The bridge was opened by the mayor.",
                "The/DT bridge/NN was/VBD opened/VBN by/IN the/DT mayor/NN ./.",
            ),
            ("They don't want to go there.", "They/PRP do/VBP n't/RB want/VB to/TO go/VB there/RB ./."),
            ("John Smith's car is older.", "John/NNP Smith/NNP 's/POS car/NN is/VBZ older/JJR ./."),
            (
                "There are 12 boats, which sank.",
                "There/EX are/VBP 12/CD boats/NNS ,/, which/WDT sank/VBD ./.",
            ),
            (
                "In May the sailors' boat had an urge.",
                "In/IN May/NNP the/DT sailors/NNS '/POS boat/NN had/VBD an/DT urge/NN ./.",
            ),
            (
                "It led to continued growth at the Safety Board.",
                "It/PRP led/VBD to/TO continued/VBN growth/NN at/IN the/DT Safety/NNP Board/NNP ./.",
            ),
        ];
        for (sentence, wanted) in expected {
            assert_eq!(tags(sentence), wanted);
        }
    }
}
