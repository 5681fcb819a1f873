//! Dictionaries: the English one that comes with the program, and Hunspell's wherever they lie.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::path::Path;

use serde_json::Value;
use support::{copydesk, folder, stderr, stdout};
use tempfile::TempDir;

const SETTINGS: &[u8] = b"StylesPath = styles\nMinAlertLevel = suggestion\n\n[*.md]\nBasedOnStyles = Desk\n";

/// A project with a rule about spelling, an article and more files.
fn project(rule: &str, article: &str, more: &[(&str, &[u8])]) -> TempDir {
    let rule = format!("extends: spelling\nmessage: \"%s\"\n{rule}");
    let own: [(&str, &[u8]); 3] = [
        (".vale.ini", SETTINGS),
        ("styles/Desk/Rule.yml", rule.as_bytes()),
        ("article.md", article.as_bytes()),
    ];
    folder(&[&own, more].concat())
}

/// The words that are told of, and what is said besides.
fn found(here: &Path) -> (Vec<String>, String) {
    let mut run = copydesk(here);
    run.env("DICPATH", here.join("installed")).args(["check", "article.md", "--output-format", "jsonl"]);
    let lines = stdout(&mut run);
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let words = lines.filter_map(|line| Some(line.get("message")?.as_str()?.to_owned())).collect();
    (words, stderr(&mut run))
}

fn words(here: &TempDir) -> Vec<String> {
    let (words, said) = found(here.path());
    assert!(!said.contains("warning"), "{said}");
    words
}

#[test]
fn english_comes_with_the_program_and_counts_where_no_dictionary_is_named() {
    let text = "The harbour’s ferries (colour and color) recieve Zorvania's mail, *gladly*.\n";
    assert_eq!(words(&project("", text, &[])), ["recieve", "Zorvania's"]);
    let settings = b"StylesPath = styles\n\n[*.md]\nBasedOnStyles = Vale\n";
    let here = folder(&[(".vale.ini", settings), ("article.md", text.as_bytes())]);
    assert_eq!(words(&here), ["Did you really mean 'recieve'?", "Did you really mean 'Zorvania's'?"]);
}

#[test]
fn a_dictionary_of_the_style_adds_to_english_or_stands_alone() {
    let files: &[(&str, &[u8])] = &[
        ("styles/Desk/words/port.aff", b"SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n"),
        ("styles/Desk/words/port.dic", b"1\nquaynet/S\n"),
    ];
    let text = "The quaynets recieve mail.\n";
    let rule = "dicpath: Desk/words\ndictionaries:\n  - port\n";
    assert_eq!(words(&project(&format!("{rule}append: true\n"), text, files)), ["recieve"]);
    assert_eq!(words(&project(rule, text, files)), ["The", "recieve", "mail"]);
}

#[test]
fn dictionaries_are_found_where_the_system_has_them() {
    let files: &[(&str, &[u8])] = &[
        ("installed/xx_YY.aff", b"SET ISO8859-1\r\n"),
        ("installed/xx_YY.dic", b"2\r\ncaf\xe9\r\nquay\r\n"),
    ];
    assert_eq!(words(&project("custom: true\ndictionaries: xx-YY\n", "café quay pier\n", files)), ["pier"]);
}

#[test]
fn a_rule_without_a_dictionary_is_left_out_and_told_of_once() {
    let here = project("dictionaries: [xx_YY]\n", "The quay.\n", &[("second.md", b"The pier.\n")]);
    let run = copydesk(here.path()).env("DICPATH", here.path()).args(["check", "."]).assert().code(0);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert_eq!(said.matches("this rule has no dictionary").count(), 1, "{said}");
    assert!(said.contains("there is no dictionary `xx_YY`"), "{said}");
    // English stands in for its own names, and one dictionary of two is enough.
    assert_eq!(words(&project("dictionaries: [en_US]\n", "The quay recieves.\n", &[])), ["recieves"]);
    let (words, said) = found(project("dictionaries: [en, xx_YY]\n", "The quay recieves.\n", &[]).path());
    assert_eq!(words, ["recieves"]);
    assert!(said.contains("xx_YY") && !said.contains("has no dictionary"), "{said}");
}

#[test]
fn what_vale_takes_for_no_word_is_not_looked_up() {
    let text = "Zorvanía JavaScript NATO qqzz-zz qqzz/zz 10qqzz U.S. Mr. qqzz’s `qqzz`s xqqzz 'qqyy'\n";
    assert_eq!(words(&project("", text, &[])), ["qqzz's", "xqqzz", "qqyy"]);
    assert_eq!(
        words(&project("filters: '^x'\nthreshold: 3\nnonsense: yes\n", text, &[])),
        ["qqzz's", "qqyy"]
    );
    let custom = words(&project("custom: true\n", "Zorvanía sea-port qqzz/zz 2026 10ms U.S.\n", &[]));
    assert_eq!(custom, ["Zorvanía", "qqzz/zz"]);
}

#[test]
fn ignored_words_keep_their_capitals_and_missing_lists_are_told_of() {
    let files: &[(&str, &[u8])] = &[("styles/config/ignore/words.txt", b"zorva\nQuaynet\n\n")];
    let text = "Zorva zorva Quaynet quaynet\n";
    assert_eq!(words(&project("ignore: words.txt\n", text, files)), ["quaynet"]);
    assert_eq!(words(&project("ignore:\n", "The quay.\n", files)), [""; 0]);
    let (words, said) = found(project("ignore: [words.txt, none.txt]\n", text, files).path());
    assert_eq!(words, ["quaynet"]);
    assert!(said.contains("there is no file `none.txt`"), "{said}");
}

#[test]
fn a_dictionary_with_a_mistake_names_its_file_and_line() {
    let files: &[(&str, &[u8])] = &[
        ("styles/config/dictionaries/port.aff", b"SET UTF-8\n\nSFX S Y\n"),
        ("styles/config/dictionaries/port.dic", b"1\nquay\n"),
    ];
    let here = project("dictionaries: [port]\n", "The quay.\n", files);
    let run = copydesk(here.path()).args(["check", "."]).assert().code(2);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("`port.aff` is no Hunspell dictionary: line 3"), "{said}");
}

/// The words that `spelling.unknown` tells of in a draft, with a configuration.
fn unknown(config: &str, draft: &str, more: &[(&str, &[u8])]) -> Vec<String> {
    let own: [(&str, &[u8]); 2] = [(".copydesk.yml", config.as_bytes()), ("draft.md", draft.as_bytes())];
    let here = folder(&[&own, more].concat());
    let mut run = copydesk(here.path());
    run.env("DICPATH", here.path().join("installed"));
    let lines = stdout(run.args(["check", "draft.md", "--output-format", "jsonl", "--fail-on", "never"]));
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let lines = lines.filter(|line| line["rule"] == "spelling.unknown");
    lines.map(|line| line["excerpt"].as_str().unwrap().to_owned()).collect()
}

const ON: &str = "rules: {spelling.unknown: on}\n";

#[test]
fn the_houses_own_spelling_rule_is_off_until_it_is_asked_for() {
    let draft = "The ferry had no lanturrns, said the mayor of the town.\n";
    assert_eq!(unknown("{}\n", draft, &[]), [""; 0]);
    assert_eq!(unknown(ON, draft, &[]), ["lanturrns"]);
    let words = format!("{ON}words: ours.txt\n");
    assert_eq!(unknown(&words, draft, &[("ours.txt", b"Lanturrns\n")]), [""; 0]);
    assert_eq!(unknown("rules: {spelling.unknown: {accept: [lanturrns]}}\n", draft, &[]), [""; 0]);
    let trade: &[(&str, &[u8])] =
        &[("installed/en_port.aff", b"SET UTF-8\n"), ("installed/en_port.dic", b"1\nlanturrns\n")];
    assert_eq!(unknown("rules: {spelling.unknown: {dictionaries: [en_port]}}\n", draft, trade), [""; 0]);
}

#[test]
fn only_words_near_common_ones_are_told_of_unless_all_are_wanted() {
    let draft = "The ferry had no zorbiques and no harburs, said the mayor of the town.\n";
    assert_eq!(unknown(ON, draft, &[]), ["harburs"]);
    assert_eq!(unknown("rules: {spelling.unknown: {near: false}}\n", draft, &[]), ["zorbiques", "harburs"]);
}

#[test]
fn a_text_is_held_against_a_dictionary_of_its_own_language() {
    let draft =
        "---\nlang: de\n---\nDie Stadt sagte, der Hafen bleibe am Montag geschlosen, und die Leute warten.\n";
    assert_eq!(unknown(ON, draft, &[]), [""; 0]);
    let words = "die\nStadt\nsagte\nder\nHafen\nbleibe\nam\nMontag\ngeschlossen\nund\nLeute\nwarten\n";
    let german: &[(&str, &[u8])] =
        &[("installed/de_DE.aff", b"SET UTF-8\nTRY esianrtolc\n"), ("installed/de_DE.dic", words.as_bytes())];
    assert_eq!(unknown(ON, draft, german), ["geschlosen"]);
}
