//! What `check --fix` says of what it did, and what rules of one's own may not write.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;

use support::{copydesk, folder};

/// What a run with `--fix` leaves in `a.md`, prints and tells.
fn fixed(files: &[(&str, &str)], arguments: &[&str]) -> (String, String, String) {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let here = folder(&files);
    let mut command = copydesk(here.path());
    let output = command.args(["check", "--fix", "a.md"]).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (fs::read_to_string(here.path().join("a.md")).unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_was_mended_and_what_was_not_is_told() {
    let draft = "# Quay\n\nThey saw the the boat. It is is late.\n\nSee that that that.\n\n1. .\n\n   The quay is open.\n";
    let (text, stdout, stderr) = fixed(&[("a.md", draft)], &["--output-format", "concise"]);
    assert_eq!(text, draft.replace("the the", "the"));
    assert_eq!(
        stderr,
        "a.md: fixed 1 words.doubled\n\
         a.md:7:4: leftovers.lone-punctuation was not fixed: the fix would change how the text around it is set\n"
    );
    assert!(stdout.contains("leftovers.lone-punctuation"), "{stdout}");
}

#[test]
fn the_last_line_counts_what_was_mended() {
    let (_, stdout, _) = fixed(&[("a.md", "They saw the the boat.\n")], &[]);
    assert!(stdout.contains("1 file, 1 finding mended, none left"), "{stdout}");
    let (_, stdout, _) = fixed(&[("a.md", "They saw the the boat.\n\nThe court in TK ruled.\n")], &[]);
    assert!(stdout.contains("1 file, 1 finding mended, 1 warning left"), "{stdout}");
    let (_, stdout, _) = fixed(&[("a.md", "They saw the boat.\n")], &[]);
    assert!(stdout.contains("1 file read, nothing to mend"), "{stdout}");
}

#[test]
fn a_fix_that_was_refused_bears_no_label() {
    let draft = "# Quay\n\n1. .\n\n   The quay is open.\n";
    let (_, stdout, _) = fixed(&[("a.md", draft)], &[]);
    assert!(stdout.contains("lone-punctuation") && !stdout.contains("--fix"), "{stdout}");
}

#[test]
fn a_word_for_a_sign_stands_apart_from_its_number() {
    let config = (".copydesk.yml", "terms: house.csv\nlang: en\n");
    let terms = ("house.csv", "preferred,banned\nper cent,%\nand,&\nper cent,pct\n");
    let (text, ..) = fixed(
        &[config, terms, ("a.md", "It is 6% now, 7 % then, %6 and 8pct. A & B, R&D and 9%of it.\n")],
        &["--select", "terms"],
    );
    assert_eq!(text, "It is 6 per cent now, 7 per cent then, %6 and 8pct. A and B, R&D and 9%of it.\n");
}

/// A pack with one swap.
fn pack(found: &str, proposed: &str) -> String {
    format!(
        "pack: desk\nrules:\n  word:\n    check: substitution\n    message: \"{{replacement}}\"\n    swap:\n      \
         {found}: {proposed}\n    fix: replace\n    safe: true\n"
    )
}

#[test]
fn instructions_and_patterns_are_not_written_into_the_text() {
    for proposed in [
        "\"Say 'kindly' only to apologise\"",
        "Use sparingly",
        "\"thank you (or leave it out)\"",
        "'please?d'",
        "'organi[sz]e'",
        "very kindly",
    ] {
        let pack = pack("kindly", proposed);
        let config = "packs: [desk.yml]\n";
        let draft = "Kindly wait. He kindly waited.\n";
        let files = [(".copydesk.yml", config), ("desk.yml", pack.as_str()), ("a.md", draft)];
        let (text, stdout, stderr) = fixed(&files, &["--select", "desk"]);
        assert_eq!(text, draft, "{proposed}");
        assert!(!stdout.contains("--fix"), "{stdout}");
        assert!(stderr.contains("was not fixed") || stderr.contains("finds its own replacement"), "{stderr}");
    }
    let pack = pack("kindly", "please");
    let files =
        [(".copydesk.yml", "packs: [desk.yml]\n"), ("desk.yml", pack.as_str()), ("a.md", "Kindly wait.\n")];
    assert_eq!(fixed(&files, &["--select", "desk"]).0, "Please wait.\n");
}

#[test]
fn nor_are_those_of_a_vale_style() {
    for proposed in ["\"Say 'kindly' only to apologise\"", "'very kindly'", "'please?d'", "'Use sparingly'"] {
        let style = format!(
            "extends: substitution\nmessage: \"Use '%s'\"\nlevel: error\nignorecase: true\naction:\n  name: replace\n\
             swap:\n  kindly: {proposed}\n"
        );
        let config = "StylesPath = styles\n[*.md]\nBasedOnStyles = Desk\n";
        let draft = "Kindly wait. He kindly waited.\n";
        let files = [(".vale.ini", config), ("styles/Desk/Word.yml", style.as_str()), ("a.md", draft)];
        let (text, stdout, stderr) = fixed(&files, &["--unsafe-fixes", "--config", ".vale.ini"]);
        assert_eq!(text, draft, "{proposed}");
        assert!(stdout.contains("Desk.Word") && stderr.contains("was not fixed"), "{stdout} {stderr}");
    }
}
