//! What the targets do with some bytes, and the properties that hold whatever those are.
//!
//! `tests/fuzz_inputs.rs` does the same with the inputs that are kept, without a fuzzer.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use copydesk::config::{Config, Project, Selection};
use copydesk::desk::baseline::Baseline;
use copydesk::desk::cache::Cache;
use copydesk::document::{Document, Format};
use copydesk::engine::{Choice, Linter, LinterProofreader, RuleSet, RuleSetBuilder};
use copydesk::finding::{Applicability, Finding, Place};
use copydesk::fix::{self, Proofreader};
use copydesk::rules::LoadError;
use copydesk::source::{Source, SourceSpan, TextSpan};
use copydesk::yaml::{Index, Problem};

/// A target: its name, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// Every reader of bytes that come from elsewhere.
pub const TARGETS: &[Target] = &[
    ("plain", |bytes| parse(text(bytes), Format::Text)),
    ("markdown", |bytes| parse(text(bytes), Format::Markdown)),
    ("mdx", |bytes| parse(text(bytes), Format::Mdx)),
    ("html", |bytes| parse(text(bytes), Format::Html)),
    ("front_matter", front_matter),
    ("encoding", encoding),
    ("lint", |bytes| lint_as_chosen(bytes)),
    ("fix", fix_as_chosen),
    ("rules", rules),
    ("configuration", configuration),
    ("vale_settings", vale_settings),
    ("vale_rule", vale_rule),
    ("terms", terms),
    ("dictionary", dictionary),
    ("baseline", baseline),
    ("cache", cache),
    #[cfg(fuzzing)]
    ("patch", patch),
    #[cfg(fuzzing)]
    ("messages", messages),
    #[cfg(fuzzing)]
    ("stream", stream),
];

/// Does what a target does with an input.
///
/// # Panics
/// When there is no such target, and when a property does not hold.
pub fn run_target(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    target.expect("one of the targets").1(bytes);
}

/// As much of some bytes as is text.
fn text(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// The format that a first byte chooses, and the text behind it.
fn chosen(bytes: &[u8]) -> (Format, &str) {
    let (choice, rest) = bytes.split_first().map_or((0, bytes), |(first, rest)| (*first, rest));
    (FORMATS[usize::from(choice) % FORMATS.len()], text(rest))
}

/// Front matter of any kind, YAML and TOML, becomes fields whose places are right.
pub fn front_matter(bytes: &[u8]) {
    for fence in ["---", "+++"] {
        parse(&format!("{fence}\n{}\n{fence}\n\nBody.\n", text(bytes)), Format::Markdown);
    }
}

/// A file's bytes become text, or an error; and the text those bytes again.
pub fn encoding(bytes: &[u8]) {
    let Ok(source) = Source::from_bytes("fuzz.html", bytes.to_vec()) else { return };
    assert_eq!(source.bytes(), bytes, "what is not changed is stored as it was");
    let end = u32::try_from(source.text().len()).unwrap_or(u32::MAX);
    in_source(&source, SourceSpan::new(0, end));
}

/// All built-in rules on any text: every finding lies in it.
pub fn lint_as_chosen(bytes: &[u8]) {
    let (format, text) = chosen(bytes);
    lint(text, format);
}

/// A desk that knows what is wrong with one text.
struct Known<'t> {
    desk: LinterProofreader<'t>,
    text: &'t str,
    first: Vec<Finding>,
}

impl Proofreader for Known<'_> {
    fn read<'s>(&self, source: &'s Source) -> Document<'s> {
        self.desk.read(source)
    }

    fn lint(&self, source: &Source) -> Vec<Finding> {
        if source.text() == self.text { self.first.clone() } else { self.desk.lint(source) }
    }
}

/// Fixing ends, and its text can be linted like any other.
///
/// To lint takes nearly all the time. So the text as it is, with which both levels begin, is linted once, and a text
/// that stays as it is not again at the end: `lint` looks at such.
pub fn fix_as_chosen(bytes: &[u8]) {
    let (format, text) = chosen(bytes);
    let source = Source::new("fuzz", text);
    let first = LINTER.lint(&source, format, None);
    let desk = Known { desk: LINTER.proofreader(format, None), text, first };
    for lowest in [Applicability::Safe, Applicability::Unsafe] {
        let fixed = fix::fix(&source, lowest, &desk);
        assert!(!fixed.mended.is_empty() || fixed.text == text);
        if fixed.text != text {
            lint(&fixed.text, format);
        }
    }
}

const DRAFT: &str = "# A headline\n\n“A quotation,” said Ann Lee, a nurse. The the end: 12 May 2024.\n";

/// Any text read as a pack gives rules that run, or mistakes with places in it.
pub fn rules(bytes: &[u8]) {
    let (rules, mistakes) = RuleSetBuilder::new().pack(Path::new("fuzz.yml"), text(bytes)).build();
    run(rules, &mistakes);
}

/// The same of a rule in Vale's words.
pub fn vale_rule(bytes: &[u8]) {
    let builder = RuleSetBuilder::new();
    let builder = builder.vale_rule(
        ("Fuzz", "Rule"),
        Path::new("Fuzz/Rule.yml"),
        text(bytes),
        &copydesk::rules::vale::Vocabulary::default(),
    );
    let (rules, mistakes) = builder.build();
    run(rules, &mistakes);
}

/// The same of the terms of a house, as YAML and as CSV.
pub fn terms(bytes: &[u8]) {
    for name in ["terms.yml", "terms.csv"] {
        let (rules, mistakes) = RuleSetBuilder::new().terms(Path::new(name), text(bytes)).build();
        run(rules, &mistakes);
    }
}

fn run(rules: RuleSet, mistakes: &[LoadError]) {
    for mistake in mistakes {
        placed(&mistake.text, &mistake.problems);
    }
    let _ = rules.test();
    let linter = Linter::new(Arc::new(rules), &Choice::default());
    linter.lint(&Source::new("fuzz.md", DRAFT), Format::Markdown, None);
}

fn placed(text: &str, problems: &[Problem]) {
    let index = Index::new(text);
    for problem in problems {
        assert!(text.get(problem.range(text, &index)).is_some());
    }
}

/// Any text read as a configuration is one, or has mistakes with places in it.
pub fn configuration(bytes: &[u8]) {
    if let Err(error) = Config::read(Path::new(".copydesk.yml"), text(bytes)) {
        assert!(!error.problems.is_empty());
        placed(&error.text, &error.problems);
    }
}

/// A folder of this process, for readers that take files.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("copydesk-fuzz-{name}-{}", std::process::id()));
    fs::create_dir_all(folder.join(".git")).expect("a folder for temporary files");
    folder
}

/// Any file of Vale's settings makes a project or an error.
pub fn vale_settings(bytes: &[u8]) {
    static FOLDER: LazyLock<std::path::PathBuf> = LazyLock::new(|| {
        let folder = folder("vale");
        fs::create_dir_all(folder.join("styles/House")).expect("a folder in it");
        let rule = "extends: existence\nmessage: \"'%s'\"\ntokens: [nurse]\n";
        fs::write(folder.join("styles/House/Rule.yml"), rule).expect("a file in it");
        folder
    });
    let path = FOLDER.join(".vale.ini");
    fs::write(&path, bytes).expect("a file in the folder");
    let Ok(project) = Project::load(Some(&path), Selection::default()) else { return };
    for mistake in project.mistakes().iter().chain(project.notices()) {
        placed(&mistake.text, &mistake.problems);
    }
    for name in ["draft.md", "deep/er/draft.html"] {
        project.linter(&FOLDER.join(name)).lint(&Source::new(name, DRAFT), Format::Markdown, None);
    }
}

/// Any two files, told apart by a zero byte, make a dictionary or mistakes.
pub fn dictionary(bytes: &[u8]) {
    static FOLDER: LazyLock<std::path::PathBuf> = LazyLock::new(|| folder("dictionary"));
    const PACK: &str = "pack: house\nrules:\n  known:\n    check: spelling\n    message: \"“{match}”\"\n    \
                        summary: S.\n    dictionaries: [fuzz]\n    dicpath: .\n";
    let mut files = bytes.splitn(2, |byte| *byte == 0);
    for ending in ["aff", "dic"] {
        let content = files.next().unwrap_or_default();
        fs::write(FOLDER.join("fuzz").with_extension(ending), content).expect("a file in the folder");
    }
    let (rules, mistakes) = RuleSetBuilder::new().pack(&FOLDER.join("pack.yml"), PACK).build();
    run(rules, &mistakes);
}

/// Any text read as a baseline is one, and is what it is once it has been written.
pub fn baseline(bytes: &[u8]) {
    let path = Path::new("known.json");
    let Ok(known) = Baseline::read(path, text(bytes)) else { return };
    let again = Baseline::read(path, &known.to_text()).expect("what was written can be read");
    assert!(known.entries().eq(again.entries()));
}

/// A file of the cache, whole by its own word or not, is read or is as good as none.
pub fn cache(bytes: &[u8]) {
    static FOLDER: LazyLock<std::path::PathBuf> = LazyLock::new(|| folder("cache"));
    let sealed = [b"copydesk cache 1\n", blake3::hash(bytes).as_bytes().as_slice(), bytes].concat();
    let key = bytes.first_chunk::<32>().copied().unwrap_or_default();
    let path = FOLDER.join(format!("{:02x}", key[0]));
    for content in [bytes, &sealed] {
        fs::write(&path, content).expect("a file in the folder");
        let cache = Cache::new(&FOLDER);
        let key = blake3::Hash::from_bytes(key);
        let _ = (cache.looked(&key), cache.parts(&key).is_some_and(|parts| parts.are_unchanged()));
    }
    let _ = fs::remove_file(path);
}

/// What git prints of changes.
#[cfg(fuzzing)]
pub fn patch(bytes: &[u8]) {
    for (_, lines) in copydesk::desk::changed::read_patch(bytes) {
        assert!(lines.iter().all(|lines| lines.start <= lines.end));
    }
}

/// What an editor sends is answered until it ends.
#[cfg(fuzzing)]
pub fn messages(bytes: &[u8]) {
    copydesk::cli::read_messages(bytes);
}

/// Each line of a stream has one answer at most, which is JSON.
#[cfg(fuzzing)]
pub fn stream(bytes: &[u8]) {
    static DESK: LazyLock<copydesk::desk::Desk> = LazyLock::new(|| {
        copydesk::desk::Desk::builder().configuration(copydesk::desk::Configuration::None).build()
    });
    copydesk::cli::answer_line(&DESK, bytes);
}

/// All built-in rules, those that are off by default too.
pub static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let (rules, mistakes) = RuleSetBuilder::new().builtin().build();
    assert!(mistakes.is_empty());
    let all = rules.rules().map(|rule| rule.head.id.to_string()).collect();
    Linter::new(Arc::new(rules), &Choice { only: Some(all), ..Choice::default() })
});

/// Has the rules read and their patterns made, so that no input is blamed for the time that takes.
pub fn warm() {
    lint(
        "# A headline\n\n“A quotation,” said Ann Lee, a nurse. The the end: 12 May 2024.\n",
        Format::Markdown,
    );
}

/// Parses a text and checks that every place lies in it, on character boundaries.
pub fn parse(text: &str, format: Format) {
    let source = Source::new("fuzz", text);
    let document = Document::parse(&source, format, None);
    let mut before = 0;
    for block in document.blocks() {
        let range = block.text.range();
        assert!(before <= range.start && range.start <= range.end, "blocks are in order");
        assert!(document.prose().get(range.clone()).is_some(), "blocks lie in the prose");
        before = range.end;
        in_source(&source, block.span);
        in_source(&source, document.locate(block.text));
        for (at, character) in document.prose()[range.clone()].char_indices().take(64) {
            let start = range.start + at;
            in_source(&source, document.locate(TextSpan::from_range(start..start + character.len_utf8())));
        }
    }
    for inline in document.inlines() {
        assert!(document.prose().get(inline.text.range()).is_some(), "inlines lie in the prose");
    }
    for comment in document.comments() {
        in_source(&source, comment.span);
    }
    for field in &document.metadata().fields {
        in_source(&source, field.name_span);
        in_source(&source, field.value_span);
    }
}

/// Lints a text and checks every place of every finding.
pub fn lint(text: &str, format: Format) {
    let source = Source::new("fuzz", text);
    for finding in LINTER.lint(&source, format, None) {
        in_source(&source, finding.span);
        assert!(!finding.message.is_empty());
        for related in &finding.related {
            if let Place::Here(span) = related.place {
                in_source(&source, span);
            }
        }
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            in_source(&source, edit.span);
        }
    }
}

fn in_source(source: &Source, span: SourceSpan) {
    assert!(source.text().get(span.range()).is_some(), "{span:?} does not lie in the text");
    assert!(source.position(span.start) <= source.position(span.end));
}

/// The formats there are, in the order in which a first byte chooses them.
pub const FORMATS: [Format; 4] = [Format::Markdown, Format::Html, Format::Text, Format::Mdx];
