//! What somebody meets who has just installed the program: short forms, names that are nearly right, files that are not
//! there.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::path::Path;

use support::{copydesk, folder};

const PLUG: &[u8] = b"Sign up for our morning newsletter today.\n";

/// The exit status, what was printed and what was said.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = copydesk(folder).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// What a run says that cannot do its work.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let (status, _, told) = run(folder, arguments);
    assert_eq!(status, Some(2), "{told}");
    told
}

#[test]
fn files_and_options_need_no_command() {
    let here = folder(&[("drafts/a.md", PLUG)]);
    for arguments in
        [&["drafts/a.md"][..], &["drafts"], &["./drafts"], &["--output-format", "concise", "drafts"]]
    {
        let (status, found, _) = run(here.path(), arguments);
        assert_eq!(status, Some(1), "{arguments:?}");
        assert!(found.contains("drafts/a.md:1:1"), "{arguments:?}: {found}");
    }
    assert!(refused(here.path(), &["chek"]).contains("'check'"));
    assert!(
        refused(here.path(), &["drafts/b.md"])
            .contains("drafts/b.md: there is no such file; did you mean `drafts/a.md`?")
    );
}

#[test]
fn patterns_that_the_shell_left_alone_stand_for_files() {
    let here = folder(&[
        ("a.md", PLUG),
        ("deep/b.md", PLUG),
        ("deep/c.png", b""),
        ("[x].md", PLUG),
        (".copydeskignore", b"out.md\n"),
        ("out.md", PLUG),
    ]);
    let found = |pattern: &str| {
        let output = run(here.path(), &["check", pattern, "--output-format", "concise"]).1;
        output.lines().map(|line| line.split(':').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("*.md"), ["[x].md", "a.md"]);
    assert_eq!(found("**/*.md"), ["[x].md", "a.md", "deep/b.md"]);
    assert_eq!(found("d*"), ["deep/b.md"]);
    assert_eq!(found("[x].md"), ["[x].md"]);
    assert!(refused(here.path(), &["check", "*.html"]).contains("*.html: no article fits this pattern"));
}

#[test]
fn a_pack_is_explained_by_its_rules_and_a_rule_by_a_few_examples() {
    let here = folder(&[]);
    let (status, pack, _) = run(here.path(), &["explain", "captions"]);
    assert_eq!(status, Some(0));
    assert!(
        pack.starts_with("captions: ")
            && pack.contains("captions.duplicate")
            && pack.contains("captions: off"),
        "{pack}"
    );
    // A kind of check goes by this name too.
    let both = run(here.path(), &["explain", "attribution"]).1;
    assert!(both.contains("attribution.missing") && both.contains("check: attribution"), "{both}");
    let few = run(here.path(), &["explain", "captions.duplicate"]).1;
    let all = run(here.path(), &["explain", "captions.duplicate", "--all"]).1;
    assert!(few.contains("more, which --all shows") && !all.contains("--all"), "{few}");
    assert!(all.lines().count() > few.lines().count());
}

#[test]
fn names_that_are_nearly_right_bring_the_right_ones() {
    let here = folder(&[("a.md", PLUG)]);
    for (arguments, near) in [
        (&["explain", "caption"][..], "did you mean `captions`?"),
        (&["explain", "captions.duplicat"], "did you mean `captions.duplicate`?"),
        (&["explain", "existance"], "did you mean `existence`?"),
        (&["try", "captions.duplicat", "."], "did you mean `captions.duplicate`?"),
        (&["rules", "--pack", "caption"], "did you mean `captions`?"),
        (&["check", "--select", "caption"], "did you mean `captions`?"),
        (&["check", "--ignore", "unbalancd"], "did you mean `quotes.unbalanced`?"),
    ] {
        let told = refused(here.path(), arguments);
        assert!(told.contains(near), "{arguments:?}: {told}");
    }
}

#[test]
fn files_that_a_configuration_names_and_that_are_not_there_are_underlined() {
    let config = b"packs:\n  - house.yml\n  - rules\nterms: term.csv\nwords: [words.txt]\nvale: .vale.ini\n";
    let here = folder(&[
        (".copydesk.yml", config),
        ("a.md", PLUG),
        ("house-rules.yml", b"pack: house\nrules: {}\n"),
    ]);
    let told = refused(here.path(), &["check", "a.md"]);
    for (line, name) in [(2, "house.yml"), (3, "rules"), (4, "term.csv"), (5, "words.txt"), (6, ".vale.ini")]
    {
        assert!(told.contains(&format!("there is no file `{name}`; looked for ")), "{told}");
        assert!(told.contains(&format!(".copydesk.yml:{line}:")), "{told}");
    }
    assert!(told.contains(here.path().join("house.yml").to_str().unwrap()), "{told}");
    assert!(told.contains("did you mean `house-rules.yml`?"), "{told}");
    let told = refused(here.path(), &["check", "--config", "none.yml", "a.md"]);
    assert!(told.contains("none.yml: there is no such file"), "{told}");
}

#[test]
fn a_new_rule_runs_from_then_on() {
    let here = folder(&[("a.md", b"The Isle Line runs all night.\n")]);
    let (status, told, _) = run(here.path(), &["new", "rule", "--swap", "Isle Line=Island Line"]);
    assert_eq!(status, Some(0));
    assert!(told.contains(".copydesk.yml: added the pack house-rules.yml"), "{told}");
    assert!(run(here.path(), &["a.md"]).1.contains("house-rules.isle-line"));
    // The pack is known now, and what else stands in a configuration stays.
    let (_, told, _) = run(here.path(), &["new", "rule", "--phrase", "all night"]);
    assert!(!told.contains("packs:") && !told.contains("added"), "{told}");
    let (_, told, _) = run(here.path(), &["new", "rule", "--phrase", "runs", "--into", "packs/verbs.yml"]);
    assert!(told.contains(".copydesk.yml: added the pack packs/verbs.yml"), "{told}");
    assert!(run(here.path(), &["a.md"]).1.contains("verbs.runs"));
}

#[test]
fn init_takes_up_the_packs_and_styles_that_are_there() {
    let pack =
        b"pack: house\nrules:\n  pier:\n    check: existence\n    message: No piers.\n    tokens: [pier]\n";
    let here = folder(&[
        ("house.yml", pack),
        ("rules/more.yml", b"pack: more\nrules: {}\n"),
        ("docker-compose.yml", b"services: {}\n"),
        (".vale.ini", b"StylesPath = styles\n[*.md]\nBasedOnStyles = House\n"),
        ("styles/House/Night.yml", b"extends: existence\nmessage: Not at night.\ntokens: [night]\n"),
        ("a.md", b"The pier is shut.\n"),
    ]);
    let (status, told, _) = run(here.path(), &["init"]);
    assert_eq!(status, Some(0));
    assert_eq!(
        told,
        "wrote .copydesk.yml; it uses house.yml, rules/more.yml; the styles of .vale.ini run too\n"
    );
    assert!(run(here.path(), &["a.md"]).1.contains("house.pier"));
    assert!(run(here.path(), &["explain", "House.Night"]).1.contains("Not at night."));
}

#[test]
fn a_bare_test_begins_with_the_packs_of_the_house() {
    let pack = b"pack: house\nrules:\n  pier:\n    check: existence\n    message: No piers.\n    tokens: [pier]\n    examples:\n      flag: ['The [[pier]] is shut.']\n";
    let here = folder(&[("house.yml", pack), (".copydesk.yml", b"packs: [house.yml]\n")]);
    let told = run(here.path(), &["test"]).1;
    assert!(told.starts_with("your packs: 1 rule: 1 example holds, 0 do not\nbuilt-in packs: "), "{told}");
}

#[test]
fn a_report_is_no_article_of_the_next_run() {
    let here = folder(&[("a.md", PLUG)]);
    for (format, file) in [("html", "report.html"), ("text", "report.txt"), ("grouped", "deep/report.md")] {
        std::fs::create_dir_all(here.path().join("deep")).unwrap();
        let check = ["check", ".", "--output-format", format, "--output-file", file];
        for _ in 0..3 {
            let (status, _, told) = run(here.path(), &check);
            assert_eq!((status, told.as_str()), (Some(1), ""), "{format}");
        }
        let concise = run(here.path(), &["check", ".", "--output-format", "concise", "--output-file", file]);
        assert_eq!(concise.0, Some(1));
        assert_eq!(std::fs::read_to_string(here.path().join(file)).unwrap().lines().count(), 1);
        run(here.path(), &check);
        if format != "html" {
            std::fs::remove_file(here.path().join(file)).unwrap();
        }
    }
    let (status, found, _) = run(here.path(), &["check", "--output-format", "json"]);
    assert_eq!(status, Some(1));
    assert!(!found.contains("report.html"), "{found}");
    let (_, _, told) = run(here.path(), &["report.html"]);
    assert!(told.contains("left out report.html, a report of an earlier run"), "{told}");
}
