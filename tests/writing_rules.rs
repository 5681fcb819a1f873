//! docs/writing-rules.md, walked from an empty folder; and the help for the mistakes of those who begin.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::Path;

use support::{copydesk, folder, stderr, stdout};

/// The page.
fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/writing-rules.md");
    fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

/// The first fenced piece of the page in a language that holds some text.
fn fenced(language: &str, holding: &str) -> String {
    let (page, fence) = (page(), format!("```{language}\n"));
    let mut pieces = page.split(&fence).skip(1).map(|piece| piece.split("```").next().unwrap());
    pieces.find(|piece| piece.contains(holding)).unwrap().to_owned()
}

/// Runs a command as the page prints it, behind `$ copydesk`.
fn run(here: &Path, line: &str) -> String {
    let arguments = line.trim().strip_prefix("$ copydesk ").unwrap();
    // The only quoted argument of the page is its last one.
    let (plain, quoted) = arguments.split_once(" '").unwrap_or((arguments, ""));
    let mut command = copydesk(here);
    command.args(plain.split(' '));
    if let Some(quoted) = quoted.strip_suffix('\'') {
        command.arg(quoted);
    }
    command.assert().success();
    stdout(&mut command)
}

#[test]
fn the_page_works_to_the_letter() {
    let article = "The Isle Line sails at noon.\n";
    let here = folder(&[("archive/a.md", article.as_bytes())]);
    fs::write(here.path().join("house.yml"), fenced("yaml", "pack: house")).unwrap();
    let test = fenced("console", "copydesk test house.yml");
    let (command, printed) = test.split_once('\n').unwrap();
    assert_eq!(run(here.path(), command), printed);
    let tried = run(here.path(), fenced("console", "copydesk try").lines().next().unwrap());
    assert!(tried.starts_with("house.yml#ferry-line: 1 hit in 1 articles"), "{tried}");
    fs::write(here.path().join(".copydesk.yml"), fenced("yaml", "packs:")).unwrap();
    assert!(run(here.path(), "$ copydesk rules --pack house").contains("house.ferry-line"));
    assert!(run(here.path(), "$ copydesk explain house.ferry-line").contains("The company changed its name"));
    let found = stdout(copydesk(here.path()).args(["check", "archive", "--output-format", "concise"]));
    assert!(found.starts_with("archive/a.md:1:5: warning[house.ferry-line]"), "{found}");
}

#[test]
fn the_command_at_the_top_writes_the_rule() {
    let here = folder(&[]);
    let command = fenced("console", "copydesk new rule");
    let mut new = copydesk(here.path());
    let line = command.trim().strip_prefix("$ copydesk ").unwrap();
    let (plain, quoted) = line.split_once(" '").unwrap();
    new.args(plain.split(' ')).arg(quoted.trim_end_matches('\'')).assert().success();
    assert!(run(here.path(), "$ copydesk test house.yml").ends_with("0 do not\n"));
}

/// What `copydesk test` says of a rule with these lines.
fn told(lines: &str) -> String {
    let pack = format!("pack: t\nrules:\n  a:\n    check: existence\n    message: No.\n{lines}");
    let here = folder(&[("t.yml", pack.as_bytes())]);
    stderr(copydesk(here.path()).args(["test", "t.yml"]))
}

#[test]
fn a_silent_rule_is_told_why() {
    let mark = told("    tokens: ['approx\\.']\n    examples:\n      flag: ['It cost approx. 3 million.']\n");
    assert!(mark.contains("write `nonword: true`"), "{mark}");
    let scope = told("    scope: headline\n    tokens: [tar]\n    examples:\n      flag: ['No tar here.']\n");
    assert!(scope.contains("nothing in the example is in the rule's `scope`"), "{scope}");
    let language = told(
        "    lang: en\n    tokens: [Teer]\n    examples:\n      flag: [{text: 'Teer am Kai.', lang: de}]\n",
    );
    assert!(language.contains("does not judge texts in this language"), "{language}");
    let other = told("    tokens: [tar]\n    examples:\n      flag: ['No pitch here.']\n");
    assert!(other.contains("mend the rule `t.a` or the example"), "{other}");
}

#[test]
fn rules_without_examples_are_named() {
    assert_eq!(told("    tokens: [tar]\n"), "copydesk: no examples yet: t.a\n");
}
