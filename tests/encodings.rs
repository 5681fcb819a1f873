//! Drafts stored otherwise than as UTF-8: read with a notice, placed in their own bytes, written back as they were.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;

use encoding_rs::Encoding;
use support::{copydesk, folder, stderr, stdout};

/// A text in an encoding that is named as the standard does; UTF-16 in both orders, without a mark.
fn stored(text: &str, name: &str) -> Vec<u8> {
    match name {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => {
            let (bytes, _, lacks) = Encoding::for_label(name.as_bytes()).unwrap().encode(text);
            assert!(!lacks, "{name} has no way to store {text}");
            bytes.into_owned()
        }
    }
}

/// Rules that ask for no language.
const HOUSE: &str = "\
pack: house
rules:
  doubled:
    check: substitution
    message: Twice.
    fix: replace
    safe: true
    swap: {the the: the}
    examples: {flag: [By the the sea.], pass: [By the sea.]}
  arrow:
    check: substitution
    message: No arrow.
    fix: replace
    safe: true
    swap: {to Port Orr: → Port Orr}
    examples: {flag: [Go to Port Orr.], pass: [Stay.]}
";

/// A folder with a draft and the rules for it.
fn desk(draft: &[u8]) -> tempfile::TempDir {
    folder(&[
        ("draft.txt", draft),
        ("house.yml", HOUSE.as_bytes()),
        (".copydesk.yml", b"packs: [house.yml]\n"),
    ])
}

const WORDS: [&str; 2] = ["the the ferry", "the ferry"];

/// Texts with a doubled word, and the encodings they may be stored in.
const DRAFTS: &[(&str, &[&str])] = &[
    (
        "“The boat’s name is Calder,” said Inès,\r\nand {} was near her café.\r\n",
        &["utf-8", "windows-1252", "utf-16le", "utf-16be"],
    ),
    (
        "Паром вернулся, как пишет The Pier: {} is back.\nВсе были рады, и полшколы пришло.\n",
        &["windows-1251", "koi8-u"],
    ),
    ("フェリーは十九年ぶりに帰ってきた。「{} is back」と新聞は書いている。\n", &["shift_jis", "euc-jp"]),
    ("渡船在周一回到港口，大家都非常高兴。报纸写道：“{} is back”。\n", &["gbk"]),
];

#[test]
fn a_draft_is_fixed_in_its_own_encoding_and_its_places_are_those_of_its_bytes() {
    for (draft, encodings) in DRAFTS {
        let [doubled, mended] = WORDS.map(|words| draft.replace("{}", words));
        for name in *encodings {
            let here = desk(&stored(&doubled, name));
            let check = ["check", "draft.txt", "--select", "house"];
            let found = stdout(copydesk(here.path()).args(check).args(["--output-format", "json"]));
            let finding = &serde_json::from_str::<serde_json::Value>(&found).unwrap()[0];
            let at = doubled.find("the the").unwrap();
            let (start, end) = (stored(&doubled[..at], name).len(), stored(&doubled[..at + 7], name).len());
            assert_eq!(
                (finding["byte_start"].as_u64(), finding["byte_end"].as_u64()),
                (Some(start as u64), Some(end as u64))
            );
            let line = doubled[..at].rsplit('\n').next().unwrap();
            assert_eq!(finding["column"].as_u64(), Some(line.chars().count() as u64 + 1), "{name}");
            copydesk(here.path()).args(check).arg("--fix").assert().code(0);
            assert_eq!(fs::read(here.path().join("draft.txt")).unwrap(), stored(&mended, name), "{name}");
        }
    }
}

#[test]
fn what_was_guessed_is_said_once() {
    let old = stored("The boat’s name is Calder.\n", "windows-1252");
    let names = ["a.txt", "b.txt", "c.txt", "d.md", "e.html"];
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, old.as_slice())).collect();
    let here = folder(&files);
    let told = stderr(copydesk(here.path()).args(["check", "."]));
    let expected = "copydesk: a.txt, b.txt, c.txt and 2 more: read as windows-1252, a guess; save them as UTF-8 to be sure\n";
    assert_eq!(told, expected);
    let told =
        stderr(copydesk(here.path()).args(["check", "-", "--stdin-filename", "a.txt"]).write_stdin(old));
    assert_eq!(told, "copydesk: a.txt: read as windows-1252, a guess; save it as UTF-8 to be sure\n");
    // A page that says how it is stored leaves nothing to guess.
    let page = stored("<meta charset=windows-1252><p>The boat’s name is Calder.</p>", "windows-1252");
    let here = folder(&[("a.html", &page), ("b.md", "Caf\u{e9}\n".as_bytes()), ("c.md", b"\xFF\xFEa\0\n\0")]);
    assert_eq!(stderr(copydesk(here.path()).args(["check", "."])), "");
}

#[test]
fn a_fix_with_a_character_that_the_encoding_lacks_is_refused_and_told() {
    let draft = stored("The café’s ferry went to Port Orr.\n", "windows-1252");
    let here = desk(&draft);
    let output =
        copydesk(here.path()).args(["check", "--fix", "draft.txt", "--select", "house"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("draft.txt:1:23: house.arrow was not fixed: the file's encoding cannot"), "{told}");
    assert_eq!(fs::read(here.path().join("draft.txt")).unwrap(), draft);
}

#[test]
fn a_broken_character_in_utf_8_and_bytes_that_are_no_text_are_placed() {
    let here = folder(&[
        ("broken.md", b"Zo\xC3\xAB said so.\n\nThe caf\xE9 is open.\n"),
        ("data.txt", b"\xC0\xFF\x00\x01data"),
        ("good.md", b"They saw the the boat.\n"),
    ]);
    let output = copydesk(here.path()).args(["check", "."]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("broken.md: is UTF-8 but for what stands on line 3 (byte 22)"), "{told}");
    assert!(told.contains("data.txt: holds no text"), "{told}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("words.doubled"), "the others are checked");
}
