//! `copydesk new rule`: a rule that holds, in a pack where nothing else changes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;

use support::{copydesk, folder, stderr, stdout};

/// Runs `copydesk new rule`; its exit status.
fn new_rule(folder: &Path, arguments: &[&str]) -> i32 {
    let status = copydesk(folder).args(["new", "rule"]).args(arguments).output().unwrap().status;
    status.code().unwrap()
}

/// The rules that speak on a text, with a pack.
fn found(folder: &Path, pack: &str, text: &str) -> String {
    fs::write(folder.join("a.md"), text).unwrap();
    fs::write(folder.join(".copydesk.yml"), format!("builtin: false\npacks: [{pack}]\n")).unwrap();
    stdout(copydesk(folder).args(["check", "a.md", "--output-format", "concise"]))
}

#[test]
fn each_kind_of_rule_holds_at_once_and_finds_what_it_is_for() {
    let kinds: [(&[&str], &str); 16] = [
        (&["--phrase", "utilise"], "They utilise it."),
        (&["--phrase", "C++ (new)", "--phrase", "don't do"], "We don’t do it."),
        (&["--swap", "Isle Line=Island Line", "--swap", "Isle Lines=Island Line"], "The Isle Line."),
        (&["--swap", "e-mail=email", "--scope", "headline"], "# Send an e-mail"),
        (&["--swap", "&c.=etc."], "Boats &c. are here."),
        (&["--too-many", "!"], "So! So!"),
        (&["--too-many", "very", "--most", "2", "--severity", "error"], "It is very, very, very good."),
        (&["--too-many", "never", "--most", "0"], "It is never so."),
        (&["--repeated", "also"], "They also came, and they also went."),
        (&["--require", "desk", "--require", "author|byline"], "---\ndesk: News\n---\n\nText.\n"),
        (&["--forbid", "draft"], "---\ndraft: true\n---\n\nText.\n"),
        (&["--phrase", "photo", "--scope", "alt"], "![A photo of a pier](p.jpg)"),
        (
            &["--phrase", "photo", "--scope", "caption"],
            "<figure><img src='p.jpg' alt=''><figcaption>A photo.</figcaption></figure>",
        ),
        (&["--phrase", "total", "--scope", "table.cell"], "| A |\n| --- |\n| The total |"),
        (&["--phrase", "pier", "--scope", "list-item", "--scope", "blockquote"], "- A pier"),
        (&["--phrase", "true", "--message", "It's {match}: \"no\".", "--why", "C:\\ # 1"], "It is true."),
    ];
    for (arguments, text) in kinds {
        let here = folder(&[]);
        assert_eq!(new_rule(here.path(), arguments), 0, "{arguments:?}");
        let written = fs::read_to_string(here.path().join("house-rules.yml")).unwrap();
        let mut test = copydesk(here.path());
        test.args(["test", "house-rules.yml"]);
        assert_eq!(stdout(&mut test), "1 rule: 2 examples hold, 0 do not\n", "{written}");
        assert!(found(here.path(), "house-rules.yml", text).contains("house-rules."), "{written}");
    }
}

#[test]
fn a_new_pack_reads_well() {
    let here = folder(&[(".copydesk.yml", b"rules: {}\n")]);
    let mut command = copydesk(here.path());
    command.args([
        "new",
        "rule",
        "ferry-line",
        "--into",
        "packs/house.yml",
        "--swap",
        "Isle Line=Island Line",
    ]);
    command.args(["--why", "The company changed its name in 2024.", "--severity", "error"]);
    command.args(["--pass", "The isle lines up with the pier."]);
    insta::assert_snapshot!(stdout(&mut command));
    insta::assert_snapshot!(fs::read_to_string(here.path().join("packs/house.yml")).unwrap());
    let schema = fs::read_to_string(here.path().join("packs/../.copydesk/rules.schema.json")).unwrap();
    assert_eq!(schema, stdout(copydesk(here.path()).args(["schema", "rules"])));
}

#[test]
fn a_rule_is_added_and_the_others_stay_as_they_are() {
    let pack = "# Ours.\npack: house\nrules:\n    # Why not.\n    one:\n        check: existence\n        message: \"No.\"\n        tokens: [utilise]   # or use\n";
    let here = folder(&[("house.yml", pack.as_bytes())]);
    assert_eq!(new_rule(here.path(), &["house.two", "--phrase", "pier"]), 0);
    let written = fs::read_to_string(here.path().join("house.yml")).unwrap();
    assert!(written.starts_with(pack) && written[pack.len()..].starts_with("    two:\n"), "{written}");
    copydesk(here.path()).args(["test", "house.yml"]).assert().code(0);
}

#[test]
fn packs_without_rules_get_their_first() {
    for text in ["", "pack: house\nrules: {}\n"] {
        let here = folder(&[("house.yml", text.as_bytes())]);
        assert_eq!(new_rule(here.path(), &["--phrase", "pier", "--into", "house.yml"]), 0);
        let mut test = copydesk(here.path());
        assert_eq!(stdout(test.args(["test", "house.yml"])), "1 rule: 2 examples hold, 0 do not\n");
    }
}

#[test]
fn nothing_is_written_where_something_is_wrong() {
    let pack =
        b"pack: house\nrules:\n  one:\n    check: existence\n    message: 'No.'\n    tokens: [utilise]\n";
    let cases: [(&[&str], &str); 12] = [
        (&[], "say what is to be caught"),
        (&["one", "--phrase", "pier"], "there is a rule `house.one` already"),
        (&["other.two", "--phrase", "pier"], "the pack there is `house`"),
        (&["two", "--phrase", "pier", "--scope", "headlin"], "did you mean `headline`?"),
        (&["two", "--phrase", "pier", "--scope", "credit"], "give an example"),
        (&["two", "--phrase", "pier", "--message", "No {mtch}."], "did you mean `{match}`?"),
        (&["two", "--phrase", "pier", "--pass", "A pier."], "must leave this alone"),
        (&["two", "--phrase", "draft"], "--flag TEXT"),
        (&["two", "--swap", "pier"], "write the wrong form"),
        (&["two", "--swap", "a pier=a pier"], "house.yml"),
        (&["two words", "--phrase", "pier"], "is no name"),
        (&["two", "--phrase", "pier", "--swap", "a=b"], "cannot be used with"),
    ];
    for (arguments, message) in cases {
        let here = folder(&[("house.yml", pack)]);
        let mut command = copydesk(here.path());
        command.args(["new", "rule", "--into", "house.yml"]).args(arguments);
        command.assert().code(2);
        let told = stderr(&mut command);
        assert!(told.contains(message), "{arguments:?}: {told}");
        assert_eq!(fs::read(here.path().join("house.yml")).unwrap(), pack, "{arguments:?}");
    }
}

#[test]
fn files_that_cannot_take_a_rule_are_told_of() {
    let cases: [(&str, &str, &str); 4] = [
        ("house.txt", "", "ends in `.yml`"),
        ("house.yml", "pack: house\nrules: {one: {check: repetition, message: 'No.'}}\n", "add it yourself"),
        ("house.yml", "pack: house\nrules:\n  one: {check: qotes}\n", "mend what is wrong there"),
        (
            "words.yml",
            "pack: words\nrules:\n  one: {check: repetition, message: 'No.'}\n",
            "built-in rule `words.doubled`",
        ),
    ];
    for (name, text, message) in cases {
        let here = folder(&[(name, text.as_bytes())]);
        let mut command = copydesk(here.path());
        command.args(["new", "rule", "doubled", "--phrase", "pier", "--into", name]);
        command.assert().code(2);
        assert!(stderr(&mut command).contains(message), "{}", stderr(&mut command));
        assert_eq!(fs::read_to_string(here.path().join(name)).unwrap(), text);
    }
}
