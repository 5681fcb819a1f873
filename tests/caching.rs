//! What is kept between runs of `check` is right or is not used.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use copydesk::config::{Project, Selection};
use copydesk::desk::cache::{self, Cache};
use copydesk::document::Format;
use copydesk::engine::Looked;
use copydesk::finding::{Finding, Severity};
use copydesk::source::{Source, SourceSpan};
use support::{FORMATS, copydesk, folder, stderr, stdout};
use tempfile::TempDir;

/// An article with findings that have fixes, related places and help, and with some that are silenced.
const ARTICLE: &str = "---\ntitle: The quay\nlang: en\n---\n\n# The quay closes\n\n\
    ![Boats](a.jpg \"Cars queue on the harbour bridge on Monday\")\n\n\
    The the quay closes on Monday, and it will cost TK million.\n\n\
    ![Boats](b.jpg \"Cars queue on the harbour bridge on Monday\")\n\n\
    <!-- copydesk-disable-next-line words.doubled -- a name -->\nThe the band plays on.\n\n\
    Sign up for our morning newsletter today.\n";

/// A desk: articles with a configuration, and a cache beside them.
struct Desk {
    articles: TempDir,
    cache: TempDir,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        Self { articles: folder(&files), cache: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.articles.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// A run that may use what is kept.
    fn command(&self, arguments: &[&str]) -> assert_cmd::Command {
        let mut command = copydesk(self.articles.path());
        command.env_remove("COPYDESK_NO_CACHE").env("COPYDESK_CACHE_DIR", self.cache.path());
        command.arg("check").args(arguments);
        command
    }

    fn check(&self, arguments: &[&str]) -> String {
        without_time(&stdout(&mut self.command(arguments)))
    }

    /// A run that finds everything anew.
    fn check_anew(&self, arguments: &[&str]) -> String {
        without_time(&stdout(copydesk(self.articles.path()).arg("check").args(arguments)))
    }

    /// The files of the cache, without the one that is for backup programs.
    fn kept(&self) -> Vec<PathBuf> {
        let Ok(Some(folder)) = cache::folder(Some(self.cache.path())) else { return Vec::new() };
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_none()).collect()
    }
}

/// A report without how long it took.
fn without_time(report: &str) -> String {
    let time = regex::Regex::new(r#"\d+\.\d\d s\)|time="\d+\.\d+""#).unwrap();
    time.replace_all(report, "TIME").into_owned()
}

/// What is found after a change must be what is found without the cache, and not what was found before.
fn notices(files: &[(&str, &str)], arguments: &[&str], change: impl FnOnce(&Desk)) {
    let desk = Desk::new(files);
    let arguments = [arguments, &["--output-format", "jsonl"]].concat();
    let before = desk.check(&arguments);
    assert_eq!(desk.check(&arguments), before);
    assert_eq!(desk.check_anew(&arguments), before);
    change(&desk);
    let anew = desk.check_anew(&arguments);
    assert_ne!(anew, before, "the change changes what is found");
    assert_eq!(desk.check(&arguments), anew);
    assert_eq!(desk.check(&arguments), anew);
}

#[test]
fn reports_are_the_same_in_every_format() {
    let desk = Desk::new(&[("a.md", ARTICLE), ("b.md", "All is well.\n"), ("c.txt", "The the end.\n")]);
    for format in FORMATS {
        let anew = desk.check_anew(&["--output-format", format]);
        assert!(desk.check(&["--output-format", format]) == anew, "{format}, the first time");
        assert!(desk.check(&["--output-format", format]) == anew, "{format}, the second time");
    }
    assert!(!desk.kept().is_empty());
}

#[test]
fn what_is_kept_is_used() {
    let desk = Desk::new(&[("a.md", "All is well.\n")]);
    let source = Source::new("a.md", "All is well.\n");
    let planted = Finding {
        rule: Arc::from("desk.planted"),
        severity: Severity::Error,
        message: "Planted.".to_owned(),
        span: SourceSpan::new(0, 3),
        related: Vec::new(),
        help: None,
        fix: None,
        withheld: None,
    };
    let cache = Cache::new(&cache::folder(Some(desk.cache.path())).unwrap().unwrap());
    let project = Project::load(None, Selection::default()).unwrap();
    let key = project.key(&source, &Format::Markdown.into()).unwrap();
    cache.keep_looked(&key, &Looked { findings: vec![planted], ..Looked::default() });
    cache.save();
    assert!(desk.check(&["a.md"]).contains("Planted."));
    assert!(!desk.check_anew(&["a.md"]).contains("Planted."));
    desk.write("a.md", "All is well!\n");
    assert!(!desk.check(&["a.md"]).contains("Planted."));
}

#[test]
fn a_byte_of_an_article_is_noticed() {
    notices(&[("a.md", "The the end.\n")], &["."], |desk| desk.write("a.md", "The the.end.\n"));
    notices(&[("a.md", "The the end.\n")], &["."], |desk| desk.write("a.md", "\u{feff}The the end.\n"));
}

#[test]
fn a_name_is_noticed() {
    let config =
        "overrides: [{ paths: ['old/*'], rules: { words.doubled: error } }]\nformats: { mdx: text }\n";
    let files = [(".copydesk.yml", config), ("a.md", "# The the end\n"), ("old/c.md", "So.\n")];
    let rename =
        |name: &'static str| move |desk: &Desk| fs::rename(desk.path("a.md"), desk.path(name)).unwrap();
    notices(&files, &["."], rename("b.md"));
    notices(&files, &["."], rename("old/a.md"));
    notices(&files, &["."], rename("a.mdx"));
}

#[test]
fn a_key_of_the_configuration_is_noticed() {
    for (before, after) in [
        ("lang: en\n", "rules: { words.doubled: off }\n"),
        ("rules: { words.doubled: error }\n", "rules: { words.doubled: suggestion }\n"),
        ("overrides: [{ paths: ['*.md'], rules: { words.doubled: off } }]\n", "overrides: []\n"),
        ("lang: fr\n", "lang: en\n"),
        ("{}\n", "formats: { md: text }\n"),
        ("{}\n", "ignore: ['a.md']\n"),
        ("{}\n", "extends: docs\n"),
    ] {
        let article = "# Notes\n\nThe the quay *closes* — he said the colour's fine, \"so\".\n\n* * *\n\nPhoto: <b>TK</b>\n";
        notices(&[(".copydesk.yml", before), ("a.md", article)], &["."], |desk| {
            desk.write(".copydesk.yml", after);
        });
    }
}

#[test]
fn a_file_that_the_configuration_extends_is_noticed() {
    let files = [
        (".copydesk.yml", "extends: base.yml\n"),
        ("base.yml", "rules: { words.doubled: error }\n"),
        ("a.md", "The the end.\n"),
    ];
    notices(&files, &["."], |desk| desk.write("base.yml", "rules: { words.doubled: off }\n"));
}

const PACK: &str =
    "pack: house\nrules:\n  wharf:\n    check: existence\n    message: \"Not here.\"\n    tokens: [wharf]\n";

#[test]
fn a_rule_and_a_new_pack_are_noticed() {
    let files = [
        (".copydesk.yml", "packs: [packs]\n"),
        ("packs/house.yml", PACK),
        ("a.md", "The wharf, the pier.\n"),
    ];
    notices(&files, &["."], |desk| desk.write("packs/house.yml", &PACK.replace("[wharf]", "[pier]")));
    notices(&files, &["."], |desk| desk.write("packs/house.yml", &PACK.replace("Not here.", "Nor here.")));
    let other = PACK.replace("house", "more").replace("[wharf]", "[pier]");
    notices(&files, &["."], |desk| desk.write("packs/more.yml", &other));
    notices(&files, &["."], |desk| {
        fs::rename(desk.path("packs/house.yml"), desk.path("packs/x.txt")).unwrap();
    });
}

#[test]
fn terms_and_dictionaries_are_noticed() {
    let terms = [
        (".copydesk.yml", "terms: terms.csv\n"),
        ("terms.csv", "preferred,banned\nquay,wharf\n"),
        ("a.md", "The wharf and the pier.\n"),
    ];
    notices(&terms, &["."], |desk| desk.write("terms.csv", "preferred,banned\nquay,pier\n"));
    let spelling = "pack: house\nrules:\n  spelling:\n    check: spelling\n    message: \"What is {match}?\"\n    dicpath: words\n    ignore: more.txt\n";
    let words = [
        (".copydesk.yml", "packs: [house.yml]\nbuiltin: false\n"),
        ("house.yml", spelling),
        ("words/en.aff", "SET UTF-8\n"),
        ("words/en.dic", "1\nquay\n"),
        ("more.txt", "ferry\n"),
        ("a.md", "quay ferry wharf pier\n"),
    ];
    notices(&words, &["."], |desk| desk.write("words/en.dic", "1\nwharf\n"));
    notices(&words, &["."], |desk| desk.write("more.txt", "pier\n"));
    notices(&words, &["."], |desk| {
        desk.write("words/de.aff", "SET UTF-8\n");
        desk.write("words/de.dic", "1\npier\n");
    });
}

#[test]
fn styles_and_vocabularies_are_noticed() {
    let rule = "extends: existence\nmessage: \"Not '%s'.\"\nlevel: warning\ntokens:\n  - wharf\n";
    let files = [
        (".vale.ini", "StylesPath = styles\nVocab = Desk\n[*.md]\nBasedOnStyles = House, Vale\n"),
        ("styles/House/Words.yml", rule),
        ("styles/config/vocabularies/Desk/accept.txt", "Pier\n"),
        ("a.md", "The wharf, the pier, the quay.\n"),
    ];
    notices(&files, &["."], |desk| desk.write("styles/House/Words.yml", &rule.replace("wharf", "quay")));
    notices(&files, &["."], |desk| desk.write("styles/House/More.yml", &rule.replace("wharf", "quay")));
    notices(&files, &["."], |desk| {
        desk.write("styles/config/vocabularies/Desk/accept.txt", "Quay\n");
    });
    notices(&files, &["."], |desk| {
        desk.write("styles/config/vocabularies/Desk/reject.txt", "quay\n");
    });
    notices(&files, &["."], |desk| {
        desk.write(".vale.ini", "StylesPath = styles\n[*.md]\nBasedOnStyles = House\nHouse.Words = error\n");
    });
}

#[test]
fn rules_that_are_asked_for_are_noticed() {
    let desk = Desk::new(&[("a.md", ARTICLE)]);
    for options in [&[][..], &["--select", "words.doubled"], &["--ignore", "words.*"], &["--no-config"]] {
        let arguments = [&["a.md", "--output-format", "jsonl"], options].concat();
        let anew = desk.check_anew(&arguments);
        assert_eq!(desk.check(&arguments), anew, "{options:?}");
        assert_eq!(desk.check(&arguments), anew, "{options:?}, again");
    }
}

#[test]
fn mistakes_are_told_each_time() {
    let broken = format!("{PACK}  pier:\n    check: existance\n    message: No.\n");
    let desk = Desk::new(&[
        (".copydesk.yml", "packs: [house.yml]\n"),
        ("house.yml", &broken),
        ("a.md", "The wharf.\n"),
    ]);
    for _ in 0..2 {
        let mut command = desk.command(&["a.md"]);
        assert_eq!(command.output().unwrap().status.code(), Some(2));
        assert!(stderr(&mut command).contains("existence"));
    }
    desk.write(".copydesk.yml", "packs: [house.yml]\nrules: { wrods.doubled: off }\n");
    desk.write("house.yml", PACK);
    for _ in 0..2 {
        assert!(stderr(&mut desk.command(&["a.md"])).contains("words.doubled"), "a name that is none");
    }
}

#[test]
fn what_has_no_effect_is_told_each_time() {
    let word = "extends: existence\nmessage: No.\ntokens: [pier]\n";
    let desk = Desk::new(&[
        (".vale.ini", "StylesPath = styles\n[*.md]\nBasedOnStyles = House\nTransform = house.xsl\n"),
        ("styles/House/Word.yml", word),
        ("a.md", "The wharf.\n"),
    ]);
    for _ in 0..2 {
        assert!(stderr(&mut desk.command(&["a.md"])).contains("`Transform` is not supported"));
    }
}

#[test]
fn damaged_and_foreign_files_are_ignored() {
    let desk = Desk::new(&[("a.md", ARTICLE), ("b.md", "The the end.\n")]);
    let anew = desk.check_anew(&["--output-format", "json"]);
    desk.check(&["--output-format", "json"]);
    for damage in [&b""[..], b"copydesk cache 1\n", b"{\"findings\": []}", &[0xff; 4096]] {
        let kept = desk.kept();
        assert!(!kept.is_empty());
        for file in &kept {
            fs::write(file, damage).unwrap();
        }
        assert_eq!(desk.check(&["--output-format", "json"]), anew);
        assert_eq!(desk.check(&["--output-format", "json"]), anew);
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_no_cache() {
    let desk = Desk::new(&[("a.md", ARTICLE), ("file", "")]);
    let mut command = desk.command(&["a.md", "--cache-dir", "file/cache"]);
    assert_eq!(without_time(&stdout(&mut command)), desk.check_anew(&["a.md"]));
    assert_eq!(stderr(&mut command), "");
}

#[test]
fn runs_at_the_same_time_do_not_disturb_each_other() {
    let names: Vec<String> = (0..40).map(|number| format!("{number}.md")).collect();
    let texts: Vec<String> = (0..40).map(|number| format!("The the end, number {number}.\n")).collect();
    let files: Vec<(&str, &str)> =
        names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let desk = Desk::new(&files);
    let anew = desk.check_anew(&["--output-format", "json"]);
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..6).map(|_| scope.spawn(|| desk.check(&["--output-format", "json", "--jobs", "2"]))).collect();
        for run in runs {
            assert_eq!(run.join().unwrap(), anew);
        }
    });
    assert_eq!(desk.check(&["--output-format", "json"]), anew);
    assert!(desk.kept().iter().all(|file| file.file_name().unwrap().len() == 2), "no temporary files");
}

#[test]
fn nothing_is_kept_of_standard_input_or_against_the_users_will() {
    let desk = Desk::new(&[("a.md", ARTICLE)]);
    desk.check(&["a.md", "--no-cache"]);
    assert!(desk.kept().is_empty());
    desk.command(&["-"]).write_stdin(ARTICLE).output().unwrap();
    assert!(desk.kept().is_empty());
    desk.check(&["a.md"]);
    assert!(!desk.kept().is_empty());
}

#[test]
fn fixes_and_baselines_come_to_the_same() {
    let (warm, cold) = (Desk::new(&[("a.md", ARTICLE)]), Desk::new(&[("a.md", ARTICLE)]));
    warm.check(&["."]);
    assert_eq!(warm.check(&["--diff", "a.md"]), cold.check_anew(&["--diff", "a.md"]));
    warm.check(&["--write-baseline", "known.json"]);
    cold.check_anew(&["--write-baseline", "known.json"]);
    let read = |desk: &Desk, name: &str| fs::read_to_string(desk.path(name)).unwrap();
    assert_eq!(read(&warm, "known.json"), read(&cold, "known.json"));
    assert_eq!(warm.check(&["--baseline", "known.json"]), cold.check_anew(&["--baseline", "known.json"]));
    assert_eq!(warm.check(&["--fix", "."]), cold.check_anew(&["--fix", "."]));
    assert_eq!(read(&warm, "a.md"), read(&cold, "a.md"));
    assert_ne!(read(&warm, "a.md"), ARTICLE);
    assert_eq!(warm.check(&["."]), cold.check_anew(&["."]));
}

#[test]
fn the_folder_is_the_users_own() {
    let desk = Desk::new(&[("a.md", ARTICLE)]);
    let mut command = desk.command(&["a.md"]);
    command.env_remove("COPYDESK_CACHE_DIR");
    let (variable, home) = if cfg!(windows) { ("LOCALAPPDATA", "") } else { ("XDG_CACHE_HOME", "") };
    command.env(variable, desk.cache.path().join(home)).output().unwrap();
    let folder = cache::folder(Some(&desk.cache.path().join("copydesk"))).unwrap().unwrap();
    assert!(is_tagged(&folder), "{}", folder.display());
}

fn is_tagged(folder: &Path) -> bool {
    fs::read_to_string(folder.join("CACHEDIR.TAG"))
        .is_ok_and(|tag| tag.starts_with("Signature: 8a477f597d28d172"))
}
