//! The words a rule gives to announce speakers, by language.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::Language;
use crate::matching::Pattern;

/// What a rule's data say.
pub(super) struct Lexicon {
    /// Words that announce a speaker.
    pub cues: Words,
    /// Words for a person.
    pub persons: Words,
    /// Words of an author who speaks to the reader.
    pub narrators: Words,
}

/// Words and phrases by language, each list as one pattern.
pub(super) struct Words(Vec<(Language, Pattern)>);

impl Words {
    /// The words of some lists; a wrong list is told of with its language.
    pub fn new(lists: &BTreeMap<String, Vec<String>>, mut problem: impl FnMut(&str, String)) -> Self {
        let mut words = Vec::new();
        for (tag, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
            let Some(language) = Language::from_tag(tag) else {
                problem(tag, format!("`{tag}` is no language tag such as `en`"));
                continue;
            };
            words.push((language, Pattern::trusted(&alternatives(list), true)));
        }
        Self(words)
    }

    /// Where the first of the language's words stands in a text. All lists serve a language that is not known.
    pub fn find(&self, text: &str, language: Option<Language>) -> Option<Range<usize>> {
        let lists = self.0.iter().filter(|(of, _)| language.is_none_or(|language| language == *of));
        lists.filter_map(|(_, pattern)| pattern.find_at(text, 0)).min_by_key(|range| range.start)
    }

    /// Whether one of the language's words stands in a text.
    pub fn occur(&self, text: &str, language: Option<Language>) -> bool {
        self.find(text, language).is_some()
    }
}

/// One pattern for whole words; an asterisk at the end of a word stands for any ending.
fn alternatives(words: &[String]) -> String {
    let shape = |word: &String| match word.strip_suffix('*') {
        Some(stem) => format!(r"{}\w*", fancy_regex::escape(stem)),
        None => fancy_regex::escape(word).into_owned(),
    };
    let words: Vec<String> = words.iter().map(shape).collect();
    format!(r"(?<!\w)(?:{})(?!\.?\w)", words.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> Words {
        let list = list.iter().map(|&word| word.to_owned()).collect();
        Words::new(&BTreeMap::from([("en".to_owned(), list)]), |_, _| ())
    }

    #[test]
    fn words_are_found_whole() {
        let cues = words(&["said", "announce*", "i"]);
        assert!(cues.occur("He SAID so", Some(Language::ENGLISH)));
        assert!(cues.occur("an announcement", None));
        assert!(!cues.occur("unsaid", None));
        assert!(!cues.occur("paid in i.o.u.s", None));
        assert!(!cues.occur("He said so", Language::from_tag("de")));
    }

    #[test]
    fn a_wrong_language_is_told_of() {
        let mut told = Vec::new();
        Words::new(&BTreeMap::from([("english".to_owned(), vec!["said".to_owned()])]), |tag, _| {
            told.push(tag.to_owned());
        });
        assert_eq!(told, ["english"]);
    }
}
