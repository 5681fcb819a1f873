//! No list of words of a language stands in the code: what is known of a language is in `languages/`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use copydesk::language::Languages;
use fancy_regex::Regex;

use support::sources;

/// So many words in a row are a list.
const FEWEST: usize = 3;

/// A shorter list may be of small words in some language by chance: `es`, `ed`, `ing`; `on`, `off`, `no`.
const MOST_SMALL: usize = 9;

/// Files whose lists are no words of a language, and what they are.
const ALLOWED: &[(&str, &str)] = &[
    ("checking/scope/mod.rs", KEYS),
    ("checks/article.rs", PLACEHOLDERS),
    ("furniture/phrases.rs", "names of classes in the model of furniture"),
    ("checks/characters.rs", PLACEHOLDERS),
    ("checks/dates.rs", PLACEHOLDERS),
    ("checks/figure.rs", "what cameras call their files"),
    ("checks/first_use/mod.rs", PLACEHOLDERS),
    ("checks/headings.rs", PLACEHOLDERS),
    ("checks/headline/mod.rs", PLACEHOLDERS),
    ("checks/links/", "beginnings of addresses, and names of what messages may hold"),
    ("checks/markup/", "names of elements, and beginnings of addresses"),
    ("checks/metadata/mod.rs", PLACEHOLDERS),
    ("checks/names.rs", PLACEHOLDERS),
    ("checks/numbers/mod.rs", PLACEHOLDERS),
    ("checks/sequence.rs", PLACEHOLDERS),
    ("language/hand.rs", "the keys of a keyboard"),
    ("checks/substitution.rs", PLACEHOLDERS),
    ("checks/suppressions.rs", PLACEHOLDERS),
    ("cli/", "choices of the command line, keys of YAML and extensions of files"),
    ("config/", KEYS),
    ("document/field_names.rs", "names of fields of metadata"),
    ("dialects/", "tags of template languages, components and short codes, hosts of players"),
    ("formats/front_matter/", "names of elements, fields and languages of programs"),
    ("formats/html/", "names of elements, and of the classes that content systems give them"),
    ("formats/markdown/", "names of elements"),
    ("document/metadata.rs", "names of fields of metadata"),
    ("document/removal.rs", "names of elements"),
    ("formats/unread.rs", "extensions of files"),
    ("engine/skips.rs", "names of elements"),
    ("engine/targets/places.rs", "names of folders"),
    ("reading/addresses.rs", "names of places in a page, endings of files, letters without their marks"),
    ("engine/suppression/directive.rs", "words of suppressions"),
    ("language/faults.rs", KEYS),
    ("reading/quotations/scan.rs", "keywords of programs"),
    ("reading/statistics.rs", "endings that the formulas of readability count"),
    ("rules/", KEYS),
    ("scripts/", "words and functions of the language of scripts"),
    ("yaml/mistyped.rs", "names of types, and what messages call them"),
];
const KEYS: &str = "keys of YAML";
const PLACEHOLDERS: &str = "names of what messages may hold";

/// The lists of words of a source: literals with nothing but signs between them, and alternatives within one.
fn lists(source: &str) -> Vec<Vec<String>> {
    let literal = Regex::new(r#"(?s)r?(#*)"((?:[^"\\]|\\.)*?)"\1"#).unwrap();
    let alternatives = Regex::new(r"\p{Ll}{2,}(?:\|\p{Ll}{2,}){2,}").unwrap();
    let (mut lists, mut list, mut end) = (Vec::new(), Vec::new(), 0);
    for found in literal.captures_iter(source) {
        let found = found.unwrap();
        let (whole, text) = (found.get(0).unwrap(), found.get(2).unwrap().as_str());
        let mut between = source[end..whole.start()].chars();
        if !between.all(|sign| sign.is_whitespace() || ",|()[]&._".contains(sign) || sign.is_ascii_digit()) {
            lists.push(std::mem::take(&mut list));
        }
        list.push(text.to_owned());
        let within = alternatives.find_iter(text).map(|words| words.unwrap().as_str());
        lists.extend(within.map(|words| words.split('|').map(str::to_owned).collect()));
        end = whole.end();
    }
    lists.push(list);
    lists.retain(|list| list.iter().filter(|word| is_word(word)).count() >= FEWEST);
    lists
}

fn is_word(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
        && text
            .chars()
            .all(|letter| letter.is_lowercase() || letter.is_ascii_digit() || " '’.:-".contains(letter))
}

/// What of a source is compiled into the program: neither comments nor tests.
fn code(source: &str) -> String {
    let tests = source.find("#[cfg(test)]\nmod tests").unwrap_or(source.len());
    let lines = source[..tests].lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_code_holds_no_list_of_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = sources().into_iter().filter(|path| !path.ends_with("tests.rs"));
    let languages = Languages::default();
    let small_words = &languages.any().stop_words;
    let (mut unused, mut wrong): (BTreeSet<&str>, Vec<String>) =
        (ALLOWED.iter().map(|(file, _)| *file).collect(), Vec::new());
    for file in files {
        let name = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let allowed = ALLOWED.iter().find(|(allowed, _)| name.starts_with(allowed));
        for list in lists(&code(&fs::read_to_string(&file).unwrap())) {
            // Where lists are something else, long ones of small words are a language's all the same.
            let small = list.iter().filter(|word| small_words.contains(word)).count();
            let is_small = list.len() > MOST_SMALL && small * 2 >= list.len();
            match allowed {
                Some((allowed, _)) if !is_small => {
                    unused.remove(allowed);
                }
                _ => wrong.push(format!("{name}: {}", list.join(", "))),
            }
        }
    }
    let advice = "words of a language belong to languages/*.yml; what is no word of one is named in ALLOWED";
    assert!(wrong.is_empty(), "{advice}:\n{}", wrong.join("\n"));
    assert!(unused.is_empty(), "ALLOWED names files without lists: {unused:?}");
}

#[test]
fn lists_are_seen_however_they_are_written() {
    let seen = |source: &str| lists(&code(source)).len();
    assert_eq!(seen(r#"const WORDS: &[&str] = &["the", "of", "and"];"#), 1);
    assert_eq!(seen(r#"matches!(word, "said" | "says" | "told")"#), 1);
    assert_eq!(seen(r#"const PAIRS: &[(&str, f64)] = &[("one", 1.0), ("two", 2.0), ("three", 3.0)];"#), 1);
    assert_eq!(seen(r#"Pattern::new(r"\b(?:rose|fell|grew)\b")"#), 1);
    assert_eq!(seen(r#"// "the", "of", "and""#), 0);
    assert_eq!(seen(r#"let one = "the"; let two = "of"; say("and");"#), 0);
    assert_eq!(seen(r#"format!("{}", ["FIXME", "%", "a b"].len())"#), 0);
}
