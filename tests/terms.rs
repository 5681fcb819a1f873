//! House terms: a list that a subeditor keeps, in YAML or in a spreadsheet.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

const TABLE: &str = "\u{FEFF}Preferred;Banned;Case;First reference;Note\n\
    Island Line;Isle Line | Island Lines;;;The company changed its name in 2024.\n\
    iPad;;exact;;\n\
    HPA;;;Harbour and Piers Authority;\n\
    ;whilst;;;\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn output(here: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("copydesk").unwrap().current_dir(here).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The findings of the term rules in a text: rule, line and message.
fn findings(terms: (&str, &str), article: &str) -> Vec<(String, u64, String)> {
    let config = format!("terms: {}\nlang: en\n", terms.0);
    let here = folder(&[(".copydesk.yml", &config), terms, ("a.md", article)]);
    let (code, stdout, stderr) =
        output(here.path(), &["check", "a.md", "--select", "terms", "--output-format", "json"]);
    assert!(code < 2, "{stderr}");
    let found: Vec<serde_json::Value> = serde_json::from_str(&stdout).unwrap();
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let row = |finding: &serde_json::Value| {
        (text(finding, "rule"), finding["line"].as_u64().unwrap(), text(finding, "message"))
    };
    found.iter().map(row).collect()
}

#[test]
fn a_spreadsheet_makes_rules() {
    let article =
        "The Isle Line has an IPAD on board.\n\nThe HPA, said the Island Line, waits whilst it rains.\n";
    let found = findings(("house.csv", TABLE), article);
    let wanted = [
        ("terms.island-line", 1, "Write “Island Line”, not “Isle Line”."),
        ("terms.ipad", 1, "Write “iPad”, not “IPAD”."),
        ("terms.hpa", 3, "At first mention, write “Harbour and Piers Authority”."),
        ("terms.whilst", 3, "The house does not write “whilst”."),
    ];
    let wanted: Vec<_> = wanted.map(|(rule, line, text)| (rule.to_owned(), line, text.to_owned())).into();
    assert_eq!(found, wanted);
}

#[test]
fn what_is_quoted_or_right_is_left_alone() {
    let article = "“The Isle Line is late,” she said of the Island Line.\n\n\
        The Harbour and Piers Authority gave each crew an iPad. The HPA paid.\n\n`whilst`\n";
    assert_eq!(findings(("house.csv", TABLE), article), []);
}

#[test]
fn yaml_says_the_same() {
    let terms = "- preferred: Great Isle Line\n  banned: Isle Line\n- preferred: internet\n  case: exact\n";
    let article = "The Great Isle Line has no Internet. Internet came late. The Isle Line has.\n";
    let found = findings(("house.yml", terms), article);
    let rules: Vec<&str> = found.iter().map(|(rule, ..)| rule.as_str()).collect();
    assert_eq!(rules, ["terms.internet", "terms.great-isle-line"]);
}

#[test]
fn terms_are_fixed_explained_listed_and_silenced() {
    let article = "The ISLE LINE and the isle  line.\n";
    let config = "terms: [house.csv]\n";
    let here = folder(&[(".copydesk.yml", config), ("house.csv", TABLE), ("a.md", article)]);
    let (_, explained, _) = output(here.path(), &["explain", "terms.island-line"]);
    assert!(explained.contains("The company changed its name in 2024."), "{explained}");
    assert!(explained.contains("“Isle Line”"), "{explained}");
    let (_, rules, _) = output(here.path(), &["rules"]);
    assert!(rules.contains("terms.island-line"), "{rules}");
    output(here.path(), &["check", "a.md", "--select", "terms", "--fix"]);
    let fixed = fs::read_to_string(here.path().join("a.md")).unwrap();
    assert_eq!(fixed, "The ISLAND LINE and the Island Line.\n");
    fs::write(here.path().join(".copydesk.yml"), "terms: house.csv\nrules:\n  terms: off\n").unwrap();
    fs::write(here.path().join("a.md"), "The Isle Line is back in the harbour.\n").unwrap();
    assert_eq!(output(here.path(), &["check", "a.md"]).0, 0);
}

#[test]
fn mistakes_are_shown_in_their_row() {
    let cases = [
        ("house.csv", "preferred,baned\nIsland Line,Isle Line\n", "did you mean `banned`?"),
        ("house.csv", "preferred,banned\nIsland Line,\n", "a term needs `banned`, `case: exact` or `first`"),
        ("house.csv", "a,b\nc,d\n", "the first row of a term file names its columns"),
        ("house.csv", "preferred,case\nIsland Line,upper\n", "there is no `upper` to choose here"),
        ("house.csv", "preferred,banned\nA b,c d\na-b,e f\n", "the term `a-b` stands twice"),
        ("house.yml", "- preferred: Island Line\n  bannd: Isle Line\n", "did you mean `banned`?"),
        ("house.yml", "preferred: Island Line\n", "a term file is a list of terms"),
    ];
    for (name, terms, wanted) in cases {
        let here =
            folder(&[(".copydesk.yml", &format!("terms: {name}\n")), (name, terms), ("a.md", "Fine.\n")]);
        let (code, _, stderr) = output(here.path(), &["check", "a.md"]);
        assert_eq!(code, 2, "{terms}");
        assert!(stderr.contains(wanted) && stderr.contains(name), "{terms}: {stderr}");
    }
}

#[test]
fn words_of_the_house_are_no_misspellings() {
    let config = "terms: terms.yml\nwords: words.txt\nvale: styles/.vale.ini\nrules: {spelling.known: {accept: {add: [definately]}}}\n";
    let article = "The Recieve Line is here, and recieve is its name.\n\n\
        They beleive in the seperate pier, and definately in the goverment of the town.\n";
    let files = [
        ("terms.yml", "- preferred: Recieve Line\n  banned: [Receive Line]\n"),
        ("words.txt", "# ours\nBeleive # as the founder wrote it\n\n"),
        ("a.md", article),
    ];
    let here = folder(&[&[(".copydesk.yml", config)][..], &files].concat());
    let vocabulary = here.path().join("styles/styles/config/vocabularies/House");
    fs::create_dir_all(&vocabulary).unwrap();
    fs::write(vocabulary.join("accept.txt"), "(?i)sep[ea]rate\n").unwrap();
    let settings = "StylesPath = styles\nVocab = House\n\n[*]\nBasedOnStyles = Vale\n";
    fs::write(here.path().join("styles/.vale.ini"), settings).unwrap();
    let (_, stdout, stderr) =
        output(here.path(), &["check", "a.md", "--select", "spelling.known", "--output-format", "concise"]);
    assert_eq!(stdout.lines().count(), 1, "{stdout}{stderr}");
    assert!(stdout.contains("goverment"), "{stdout}");
}
