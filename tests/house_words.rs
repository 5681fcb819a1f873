//! Adding a word to those of the house's own.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;

use copydesk::config::add_word;
use support::{copydesk, folder, stdout};

const SLIP: &[u8] = b"The ferry will recieve a new engine, the council said on Monday.\n";

#[test]
fn a_word_that_was_added_is_no_slip_anymore() {
    let here = folder(&[("desk/draft.md", SLIP)]);
    let check = || stdout(copydesk(here.path()).args(["check", "--output-format", "concise"]));
    assert!(check().contains("spelling.known"));
    let said = stdout(copydesk(&here.path().join("desk")).args(["words", "add", "recieve", "Quay Street"]));
    assert!(said.contains("added recieve to") && said.contains("house-words.txt"), "{said}");
    assert_eq!(check(), "");
    assert_eq!(fs::read_to_string(here.path().join(".copydesk.yml")).unwrap(), "words: house-words.txt\n");
    let list = fs::read_to_string(here.path().join("house-words.txt")).unwrap();
    assert!(list.starts_with("# ") && list.ends_with("\nrecieve\nQuay Street\n"), "{list}");
    let again = stdout(copydesk(here.path()).args(["words", "add", "Recieve", "Quay Street"]));
    assert_eq!(again.matches("already").count(), 2, "{again}");
    assert_eq!(fs::read_to_string(here.path().join("house-words.txt")).unwrap(), list);
}

#[test]
fn the_list_that_is_named_last_takes_the_word_and_the_configuration_stays() {
    let config: &[u8] = b"# ours\nwords: [names.txt, lists/more.txt]\nlang: en\n";
    let here = folder(&[
        (".copydesk.yml", config),
        ("names.txt", b"Westmole\n"),
        ("lists/more.txt", b"# more\nquaynet"),
        ("draft.md", SLIP),
    ]);
    let added = add_word(&here.path().join("draft.md"), " recieve ").unwrap();
    assert!(!added.was_there && added.list.ends_with("lists/more.txt"));
    assert_eq!(fs::read(here.path().join("lists/more.txt")).unwrap(), b"# more\nquaynet\nrecieve\n");
    assert_eq!(fs::read(here.path().join(".copydesk.yml")).unwrap(), config);
}

#[test]
fn a_configuration_without_a_list_gets_one_below_what_it_says() {
    let here = folder(&[(".copydesk.yml", b"# ours\nlang: en # English"), ("draft.md", SLIP)]);
    add_word(here.path(), "recieve").unwrap();
    let written = fs::read_to_string(here.path().join(".copydesk.yml")).unwrap();
    assert_eq!(written, "# ours\nlang: en # English\nwords: house-words.txt\n");
    let flow = folder(&[(".copydesk.yml", b"{lang: en}\n"), ("draft.md", SLIP)]);
    let error = add_word(flow.path(), "recieve").unwrap_err().to_string();
    assert!(error.contains("words: house-words.txt"), "{error}");
    assert_eq!(fs::read(flow.path().join(".copydesk.yml")).unwrap(), b"{lang: en}\n");
    assert!(!flow.path().join("house-words.txt").exists());
}

#[test]
fn a_project_of_vales_takes_the_word_into_its_first_vocabulary() {
    let settings: &[u8] = b"StylesPath = styles\nVocab = House, Other\n[*.md]\nBasedOnStyles = Vale\n";
    let here = folder(&[(".vale.ini", settings), ("draft.md", b"The Westmole opens.\n")]);
    let list = "styles/config/vocabularies/House/accept.txt";
    fs::create_dir_all(here.path().join(list).parent().unwrap()).unwrap();
    fs::create_dir_all(here.path().join("styles/config/vocabularies/Other")).unwrap();
    let check = || stdout(copydesk(here.path()).args(["check", "draft.md", "--output-format", "concise"]));
    assert!(check().contains("Westmole"));
    add_word(&here.path().join("draft.md"), "Westmole").unwrap();
    assert_eq!(check(), "");
    let none = folder(&[(".vale.ini", b"StylesPath = styles\n")]);
    assert!(add_word(none.path(), "Westmole").unwrap_err().to_string().contains("Vocab"));
}

#[test]
fn nothing_is_written_outside_of_the_project_and_no_line_break_is_a_word() {
    let outside = tempfile::tempdir().unwrap();
    let list = outside.path().join("words.txt");
    fs::write(&list, "quay\n").unwrap();
    let config = format!("words: {}\n", list.display());
    let here = folder(&[(".copydesk.yml", config.as_bytes())]);
    assert!(add_word(here.path(), "recieve").is_err());
    assert_eq!(fs::read(&list).unwrap(), b"quay\n");
    for text in ["", "  ", "two\nlines", "a # comment"] {
        assert!(add_word(here.path(), text).is_err(), "{text}");
    }
}
