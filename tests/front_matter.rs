//! What front matter says is text in its exact place, whatever its notation.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use copydesk::document::{BlockKind, Document, Format, Value};
use copydesk::finding::Edit;
use copydesk::source::{Source, SourceSpan, TextSpan};
use proptest::prelude::*;
use support::{copydesk, folder};

/// The blocks of the metadata, each as its kind and visible text.
fn told(text: &str) -> Vec<(BlockKind, String)> {
    let source = Source::new("post.md", text);
    let document = Document::parse(&source, Format::Markdown, None);
    let blocks =
        document.blocks().iter().filter(|block| block.is_metadata() && block.kind != BlockKind::Value);
    blocks.map(|block| (block.kind, document.text(block.text).to_owned())).collect()
}

fn own(blocks: &[(BlockKind, &str)]) -> Vec<(BlockKind, String)> {
    blocks.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect()
}

/// The source behind the first place of a word in the prose.
fn written<'s>(source: &'s Source, document: &Document<'_>, word: &str) -> &'s str {
    let at = document.prose().find(word).unwrap();
    source.slice(document.locate(TextSpan::from_range(at..at + word.len())))
}

const HEADLINE: (BlockKind, &str) = (BlockKind::Headline, "It’s the pilot's \"boat\"");
const STANDFIRST: (BlockKind, &str) = (BlockKind::Standfirst, "She sails at noon, and comes back at six.");

#[test]
fn one_text_in_every_quoting() {
    let notations = [
        "---\ntitle: It’s the pilot's \"boat\"\ndescription: She sails at noon,\n  and comes\n  back at six.\n---\n",
        "---\ntitle: 'It’s the pilot''s \"boat\"'\ndescription: >\n  She sails at noon,\n  and comes back at six.\n---\n",
        "---\ntitle: \"It\\u2019s the pilot's \\\"boat\\\"\"\ndescription: |-\n  She sails at noon,\n  and comes back at six.\n---\n",
        "---\r\ntitle: \"It’s the pilot's \\\r\n  \\\"boat\\\"\"\r\ndescription: \"She sails at noon,\r\n  and comes back at six.\"\r\n---\r\n",
        "+++\ntitle = \"It’s the pilot's \\\"boat\\\"\"\ndescription = \"\"\"\nShe sails at noon,\nand comes \\\n   back at six.\"\"\"\n+++\n",
        "+++\ntitle = '''It’s the pilot's \"boat\"'''\ndescription = 'She sails at noon, and comes back at six.'\n+++\n",
        "{\n\t\"title\": \"It’s the pilot's \\\"boat\\\"\",\n\t\"description\": \"She sails at noon, and comes back at six.\"\n}\n\n",
        ";;;\n\"title\": \"It’s the pilot's \\\"boat\\\"\",\n\"description\": \"She sails at noon, and comes back at six.\"\n;;;\n",
        "---json\n{\"title\": \"It’s the pilot's \\\"boat\\\"\", \"description\": \"She sails at noon, and comes back at six.\"}\n---\n",
        "---\n{title: \"It’s the pilot's \\\"boat\\\"\", description: \"She sails at noon, and comes back at six.\"}\n---\n",
    ];
    for notation in notations {
        let text = format!("{notation}\nBody text.\n");
        assert_eq!(told(&text), own(&[HEADLINE, STANDFIRST]), "{text}");
        let source = Source::new("post.md", text.as_str());
        let document = Document::parse(&source, Format::Markdown, None);
        assert!(document.metadata().problems.is_empty(), "{text}: {:?}", document.metadata().problems);
        for word in ["pilot", "boat", "noon", "six.", "Body text."] {
            assert_eq!(written(&source, &document, word), word, "{text}");
        }
        let body = document.blocks().last().unwrap();
        assert_eq!((body.kind, document.text(body.text)), (BlockKind::Paragraph, "Body text."), "{text}");
    }
}

#[test]
fn nested_fields_lists_and_pictures() {
    let yaml = "---\nseo:\n  title: For the search\nhero: {image: a.jpg, alt: \"A boat\", caption: 'The pilot''s boat'}\n\
        gallery:\n  - src: b.jpg\n    alt: A quay\n    caption: Night at the quay\n  - src: c.jpg\n    caption: >-\n      Noon\n      at sea\n\
        image_alt: A mast\nimageCaption: A mast at dawn\nsections:\n- title: Crew\nsummary: [One thing, 'Another thing']\n---\n";
    let toml = "+++\nimage_alt = 'A mast'\nimageCaption = 'A mast at dawn'\nsummary = ['One thing', \"Another thing\"]\n\
        [seo]\ntitle = 'For the search'\n[hero]\nimage = 'a.jpg'\nalt = 'A boat'\ncaption = \"The pilot's boat\"\n\
        [[gallery]]\nsrc = 'b.jpg'\nalt = 'A quay'\ncaption = 'Night at the quay'\n[[gallery]]\nsrc = 'c.jpg'\ncaption = 'Noon at sea'\n\
        [[sections]]\ntitle = 'Crew'\n+++\n";
    let mut expected = own(&[
        (BlockKind::Headline, "For the search"),
        (BlockKind::Alt, "A boat"),
        (BlockKind::Caption, "The pilot's boat"),
        (BlockKind::Alt, "A quay"),
        (BlockKind::Caption, "Night at the quay"),
        (BlockKind::Caption, "Noon at sea"),
        (BlockKind::Alt, "A mast"),
        (BlockKind::Caption, "A mast at dawn"),
        (BlockKind::Metadata, "Crew"),
        (BlockKind::Standfirst, "One thing"),
        (BlockKind::Standfirst, "Another thing"),
    ]);
    expected.sort_by(|one, other| one.1.cmp(&other.1));
    for text in [yaml, toml] {
        let mut blocks = told(text);
        blocks.sort_by(|one, other| one.1.cmp(&other.1));
        assert_eq!(blocks, expected, "{text}");
        let source = Source::new("post.md", text);
        let document = Document::parse(&source, Format::Markdown, None);
        let mut figures: Vec<(&str, &str)> = document
            .figures()
            .iter()
            .map(|figure| {
                let text = |id| document.text(document.block(id).text);
                (text(figure.alt.unwrap()), text(figure.caption.unwrap()))
            })
            .collect();
        figures.sort_unstable();
        let pairs =
            [("A boat", "The pilot's boat"), ("A mast", "A mast at dawn"), ("A quay", "Night at the quay")];
        assert_eq!(figures, pairs, "{text}");
        assert_eq!(document.metadata().field("gallery").unwrap().value, Value::Group, "{text}");
    }
}

#[test]
fn what_is_no_text_in_a_value_leaves_its_mark_or_none() {
    let text = "---\ntitle: The `the` key &amp; [the quay](/the) <em>now</em> {{ site.name }} &no\n---\n";
    assert_eq!(told(text), own(&[(BlockKind::Headline, "The \u{fffc} key & the quay now \u{fffc} &no")]));
}

#[test]
fn what_is_not_for_readers_is_no_story() {
    for field in [
        "title: 2024-05-04",
        "title: posts.quay.title",
        "title: https://quay.test/a",
        "description: quay.md",
        "alt: images/quay.jpg",
        "title: \"{{ page.title }}\"",
        "title: 1984",
        "title: true",
        "title: ''",
        "title:",
        "slug: The quay",
        "tags: [the quay, the ferry]",
    ] {
        assert_eq!(told(&format!("---\n{field}\n---\n")), [], "{field}");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let cases = [
        ("title: Ferry: back\nsummary: It sails.", 2, "colon", "Ferry: back"),
        ("title: @quay is open\nsummary: It sails.", 2, "`@`", "@quay is open"),
        (
            "title: \"The ferry\" is back\nsummary: It sails.",
            2,
            "closing quotation mark",
            "The ferry\" is back",
        ),
        ("title: \"The ferry is back\nsummary: It sails.", 2, "never closed", "The ferry is back"),
        ("title: *really* back\nsummary: It sails.", 2, "`*`", "*really* back"),
        ("title: [Update] Ferry\nsummary: It sails.", 2, "", "[Update] Ferry"),
        ("summary: It sails.\ntitle: The ferry\nnow and here\nlayout: x", 4, "no field", "The ferry"),
    ];
    for (fields, line, message, title) in cases {
        let text = format!("---\n{fields}\n---\nBody.\n");
        let source = Source::new("post.md", text.as_str());
        let document = Document::parse(&source, Format::Markdown, None);
        let [problem] = document.metadata().problems.as_slice() else {
            panic!("{fields}: {:?}", document.metadata().problems)
        };
        assert!(problem.message.contains(message), "{fields}: {}", problem.message);
        assert_eq!(source.position(problem.span.start).line, line, "{fields}");
        assert_eq!(document.metadata().text("title"), Some(title), "{fields}");
        assert_eq!(document.metadata().text("summary"), Some("It sails."), "{fields}");
        assert_eq!(document.text(document.blocks().last().unwrap().text), "Body.");
    }
}

#[test]
fn an_end_that_is_missing_costs_no_story() {
    let text =
        "---\ntitle: The quay\nlayout: post\n\nThe first paragraph.\n\n---\n\nThe second: a new one.\n";
    let source = Source::new("post.md", text);
    let document = Document::parse(&source, Format::Markdown, None);
    assert_eq!(document.metadata().problems.len(), 1);
    assert_eq!(document.metadata().text("title"), Some("The quay"));
    let body: Vec<&str> = document
        .blocks()
        .iter()
        .filter(|block| !block.is_metadata())
        .map(|block| document.text(block.text))
        .collect();
    assert_eq!(body, ["The first paragraph.", "The second: a new one."]);
}

#[test]
fn running_text_between_rules_is_no_front_matter() {
    for text in [
        "---\n\nOnly text here.\n\n---\n\nMore text.\n",
        "---\nOnly text here.\n---\n\nMore text.\n",
        "\n---\n\nA note: it rains.\n\n---\n\nMore.\n",
    ] {
        let source = Source::new("post.md", text);
        let document = Document::parse(&source, Format::Markdown, None);
        assert_eq!(document.metadata().span, None, "{text}");
        assert!(document.prose().contains("More"), "{text}");
        assert!(document.prose().contains("text here.") || document.prose().contains("it rains"), "{text}");
    }
}

/// A value and its text, in each notation.
fn quoted(text: &str) -> Vec<String> {
    let double = serde_json::to_string(text).unwrap();
    let single = text.replace('\'', "''");
    vec![
        format!("---\nx: 1\ntitle: {double}\n---\nBody.\n"),
        format!("---\ntitle: '{single}'\n---\nBody.\n"),
        format!("---\ntitle: |\n  {text}\n---\nBody.\n"),
        format!("---\ntitle: {text}\n---\nBody.\n"),
        format!("+++\ntitle = {double}\n+++\nBody.\n"),
        format!("{{\"title\": {double}}}\n\nBody.\n"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A replacement that is offered changes this text in this way and nothing else.
    #[test]
    fn an_edit_changes_what_it_should_and_nothing_else(
        text in "[A-Z][a-z'\"“”:# ]{2,12}[a-z]", start in 0usize..12, length in 0usize..4, replacement in "[a-z'\"“:#\\\\ -]{0,3}",
    ) {
        for written in quoted(&text) {
            let source = Source::new("post.md", written.as_str());
            let document = Document::parse(&source, Format::Markdown, None);
            let Some(block) = document.headline().map(|id| document.block(id)).filter(|block| block.kind == BlockKind::Headline) else { continue };
            let shown = document.text(block.text).to_owned();
            let offsets: Vec<usize> = shown.char_indices().map(|(at, _)| at).chain([shown.len()]).collect();
            let (from, to) = (offsets[start.min(offsets.len() - 1)], offsets[(start + length).min(offsets.len() - 1)]);
            let span = TextSpan::from_range(from..to).shift(block.text.start);
            if !span.is_empty() && !document.is_verbatim(span) {
                continue;
            }
            let edit = Edit { span: document.locate(span), replacement: replacement.clone() };
            let Some(edit) = document.spelt(edit) else { continue };
            let mut changed = written.clone();
            changed.replace_range(edit.span.range(), &edit.replacement);
            let changed_source = Source::new("post.md", changed.as_str());
            let after = Document::parse(&changed_source, Format::Markdown, None);
            let wanted = format!("{}{replacement}{}", &shown[..from], &shown[to..]);
            let wanted: Vec<&str> = wanted.split_whitespace().collect();
            let said = after.metadata().text("title").unwrap_or_default();
            let said: Vec<&str> = said.split_whitespace().collect();
            prop_assert_eq!(said, wanted, "{} became {}", written, changed);
            prop_assert_eq!(after.metadata().fields.len(), document.metadata().fields.len());
            prop_assert_eq!(after.text(after.blocks().last().unwrap().text), "Body.");
        }
    }

    #[test]
    fn any_front_matter_is_read_without_losing_the_rest(inner in "[a-c:'\"|>\\[\\]{}#&* \\n-]{0,40}", fence in "(---|\\+\\+\\+|;;;)") {
        let text = format!("{fence}\ntitle{inner}\n{fence}\nThe last line.\n");
        let source = Source::new("post.md", text.as_str());
        let document = Document::parse(&source, Format::Markdown, None);
        prop_assert!(document.prose().ends_with("The last line."), "{}", text);
        for problem in &document.metadata().problems {
            prop_assert!(source.text().get(problem.span.range()).is_some());
        }
        for field in &document.metadata().fields {
            prop_assert!(source.text().get(field.value_span.range()).is_some());
            prop_assert!(source.text().get(field.name_span.range()).is_some());
        }
    }
}

#[test]
fn an_edit_outside_a_value_is_not_made_in_front_matter() {
    let source = Source::new("post.md", "---\ntitle: The quay\n---\nBody.\n");
    let document = Document::parse(&source, Format::Markdown, None);
    let edit =
        |start, end| document.spelt(Edit { span: SourceSpan::new(start, end), replacement: String::new() });
    assert!(edit(0, 20).is_none());
    assert!(edit(4, 9).is_none());
    assert!(edit(11, 15).is_some());
    assert!(edit(24, 28).is_some());
}

#[test]
fn a_house_names_its_fields_in_the_configuration() {
    let here = folder(&[
        (
            ".copydesk.yml",
            b"extends: base.yml\nfront-matter:\n  standfirst: [vorspann, box.text]\n  hidden: summary\n",
        ),
        ("base.yml", b"front-matter:\n  caption: Bild-Text\n  headline: summary\n"),
        (
            "post.md",
            b"---\nvorspann: Of the the harbour\nbox:\n  text: The end of of May\ntext: The end of of June\nbildText: By by night\nsummary: On on\n---\nBody.\n",
        ),
    ]);
    let output = copydesk(here.path())
        .args(["check", "--output-format", "concise", "--select", "words.doubled", "post.md"])
        .output()
        .unwrap();
    let lines: Vec<String> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| line.strip_prefix("post.md:")?.split(':').next().map(str::to_owned))
        .collect();
    assert_eq!(lines, ["2", "4", "6"], "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn some_files_have_names_of_their_own_for_fields() {
    let post = b"---\nvorspann: Of the the harbour\n---\nBody.\n";
    let here = folder(&[
        (
            ".copydesk.yml",
            b"overrides:\n- paths: [\"blog/**\"]\n  front-matter: {standfirst: [vorspann]}\n".as_slice(),
        ),
        ("blog/post.md", post),
        ("post.md", post),
    ]);
    let arguments = ["check", "--no-cache", "--output-format", "concise", "--select", "words.doubled"];
    let output = copydesk(here.path()).args(arguments).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.starts_with("blog/post.md:2:"), "{told}");
}

#[test]
fn a_misspelt_part_is_told_of() {
    let here =
        folder(&[(".copydesk.yml", b"front-matter:\n  standfrist: [vorspann]\n"), ("post.md", b"Body.\n")]);
    let output = copydesk(here.path()).args(["check", "post.md"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("standfirst"), "{told}");
}
