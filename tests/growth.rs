//! Texts whose cost once grew faster than their length: one place was looked through again for each match
//! in it. Each is so long that it would take minutes if that came back. Nothing here measures time.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(clippy::format_collect, reason = "short beats quick here")]

use std::path::Path;
use std::sync::Arc;

use copydesk::document::{Document, Format, InlineKind};
use copydesk::engine::{Choice, Linter, RuleSetBuilder};
use copydesk::finding::Finding;
use copydesk::language::Language;
use copydesk::source::Source;

/// What one of the built-in rules, or of a pack's, finds in a text of Markdown.
fn found(pack: &str, rule: &str, text: &str) -> Vec<Finding> {
    let builder = RuleSetBuilder::new().builtin();
    let builder = if pack.is_empty() { builder } else { builder.pack(Path::new("house.yml"), pack) };
    let (rules, mistakes) = builder.build();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let choice = Choice { only: Some(vec![rule.to_owned()]), ..Choice::default() };
    // What is no prose may be taken for any language.
    let language = Some(Language::ENGLISH);
    Linter::new(Arc::new(rules), &choice).lint(&Source::new("long.md", text), Format::Markdown, language)
}

/// A name of its own for each number, such as `Babaab`.
fn name(number: usize) -> String {
    let syllable = |part: usize| ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi"][number / part % 8];
    let name = [1, 8, 64, 512, 4096, 32768].map(syllable).concat();
    name[..1].to_uppercase() + &name[1..]
}

#[test]
fn exceptions_are_looked_for_once_in_a_paragraph() {
    let pack = "pack: house\ndescription: D.\nrules:\n  pairs: {check: existence, severity: warning, \
                message: M., tokens: [ab], exceptions: [ab c], unless: [nowhere]}\n";
    let found = found(pack, "house.pairs", &format!("{}ab c.", "ab, ".repeat(50_000)));
    assert_eq!(found.len(), 50_000);
    let term = "pack: house\ndescription: D.\nrules:\n  line: {check: term, severity: warning, message: '{advice}', \
                preferred: Island Line, banned: [Isle Line, Line]}\n";
    assert_eq!(self::found(term, "house.line", &"Isle Line and Island Line, ".repeat(5_000)).len(), 10_000);
}

#[test]
fn names_are_compared_with_those_that_are_alike() {
    let names: String = (0..10_000).map(|number| format!("It was Ann {} there. ", name(number))).collect();
    let text = format!("{names}Rosa Kortzel and Rosa Kortzel, not Rosa Kortezl, then Rosa Kortzel. ");
    let found = found("", "names.near-miss", &text);
    assert_eq!(found.iter().map(|finding| &text[finding.span.range()]).collect::<Vec<_>>(), ["Kortezl"]);
}

#[test]
fn a_paragraph_is_read_for_its_numbers_once() {
    let text = "It rose 25 percent from 4,000 to 4,800 cars, and ".repeat(5_000);
    assert!(!found("", "numbers.percent-change", &text).is_empty());
    let counts: String = (0..5_000).map(|number| format!("{number} boats and ")).collect();
    found("", "numbers.value-conflict", &format!("# Storm takes 7 boats\n\n{counts}\n"));
}

#[test]
fn a_line_is_not_measured_for_each_finding_in_it() {
    let text = "Sign up for our morning newsletter today. ".repeat(10_000);
    let found = found("", "boilerplate.newsletter", &text);
    // One block holds them all, so one finding tells of it.
    assert_eq!(found.len(), 1);
}

#[test]
fn addresses_are_not_held_against_every_link() {
    let text = "[a](http://b.example/c) or http://b.example/c ".repeat(10_000);
    assert_eq!(found("", "links.bare-url", &text).len(), 10_000);
}

#[test]
fn a_paragraph_of_pictures_is_not_read_again_for_each() {
    found("", "captions.duplicate", &"![a](b) ".repeat(100_000));
}

#[test]
fn what_a_paragraph_begins_with_is_not_read_again_for_each_mark() {
    found("", "quotes.unbalanced", &format!("{}{}", "…".repeat(50_000), " “a".repeat(20_000)));
}

#[test]
fn a_block_is_looked_through_once_for_signs_of_a_program() {
    let text = "She called it “a gift”, and left. ".repeat(50_000);
    assert_eq!(found("", "quotes.punctuation", &text).len(), 50_000);
}

#[test]
fn first_names_are_not_gone_through_for_each_bearer() {
    let names: String =
        (0..50_000).map(|number| format!("It was {} Kortzel there. ", name(number))).collect();
    found("", "names.near-miss", &format!("{names}It was {} Kortezl. ", name(7)));
}

#[test]
fn initials_are_read_once_for_all_acronyms() {
    let letter = |part: usize, number: usize| char::from(b'A' + u8::try_from(number / part % 26).unwrap());
    let acronym =
        |number: usize| [17_576, 676, 26, 1].map(|part| letter(part, number)).iter().collect::<String>();
    let text =
        |around: &dyn Fn(String) -> String| (0..40_000).map(|number| around(acronym(number * 7))).collect();
    let pairs: String = text(&|name| format!("the {name} and {name} came. "));
    assert!(!found("", "names.acronym-undefined", &pairs).is_empty());
    let pack = "pack: house\ndescription: D.\nrules:\n  short: {check: first-use, find: acronym, uses: 1, severity: \
                warning, message: M.}\n";
    for text in [text(&|name| format!("the {name} (boat ")), text(&|name| format!("{name}(a,"))] {
        let _: String = text;
        found(pack, "house.short", &text);
    }
}

#[test]
fn suppressions_are_not_held_against_every_finding() {
    let comments = |comment: &dyn Fn(usize) -> String| -> String {
        (0..15_000).map(|number| format!("<!-- {} -->\n\nThe the boat.\n\n", comment(number))).collect()
    };
    for text in [
        comments(&|number| format!("copydesk-disable a.b{number}")),
        comments(&|number| format!("copydesk-disable a.b{number} -->\n\n<!-- copydesk-enable a.c{number}")),
        comments(&|number| format!("vale styles = S{number}")),
        format!(
            "{}{}The the boat.\n",
            "<!-- copydesk-disable-next-line -->".repeat(20_000),
            "\n".repeat(300_000)
        ),
    ] {
        found("", "words.doubled", &text);
    }
}

#[test]
fn long_words_and_long_texts_are_not_compared_letter_by_letter() {
    let long = "a".repeat(500_000);
    let caption = |end: &str| format!("![](a.jpg)\n*Boats at the quay {long}{end} today*\n\n");
    found("", "captions.duplicate", &format!("{}{}", caption("xy"), caption("zzz")));
    let words =
        |from: usize| (from..from + 30_000).map(|number| format!("w{} ", name(number))).collect::<String>();
    let caption = |from: usize| format!("![](a.jpg)\n*{}*\n\n", words(from).trim_end());
    found("", "captions.duplicate", &format!("{}{}", caption(0), caption(30_000)));
}

#[test]
fn a_headline_may_be_full_of_numbers_or_quotations() {
    let body = "word ".repeat(100);
    for counts in ["boats and ", "of 9 boats ", "and of "] {
        let text: String = (3..6_000).map(|number| format!("{number} {counts}")).collect();
        found("", "numbers.value-conflict", &format!("# Storm takes {text}\n\n{body}{text}\n"));
    }
    let quoted = |from: usize| -> String {
        (from..from + 3_000).map(|number| format!("“said {} words” and ", name(number))).collect()
    };
    let text = format!("# {}\n\n{body}{}\n\n# “{body}{body}”\n", quoted(0), quoted(7));
    found("", "quotes.headline-not-in-body", &text);
    let text = format!("# “{}”\n\n{body}{}\n", "word ".repeat(20_000), quoted(7));
    found("", "quotes.headline-not-in-body", &text);
}

#[test]
fn what_stands_before_a_placeholder_is_not_read_again_for_each() {
    for text in ["TKTK,".repeat(200_000), "We came to the harbour with TK, and ".repeat(40_000)] {
        assert!(!found("", "leftovers.placeholder", &text).is_empty());
    }
}

#[test]
fn front_matter_is_read_once() {
    let long = "`a` &amp; [b](c) ] [ {{ d }} ''e \\ the the and ".repeat(4_000);
    let fields: String =
        (0..8_000).map(|number| format!("k{number}: v\npicture_{number}_alt: A mast\n")).collect();
    let pictures = "  - src: a.jpg\n    alt: A mast\n    caption: A mast at the the quay\n".repeat(4_000);
    for inner in [
        format!("title: '{long}'\n"),
        format!("title: x {}\n", "the the and ".repeat(8_000)),
        format!("description: >\n{}", "  one of the the lines\n".repeat(4_000)),
        format!("title: x\n{fields}"),
        format!("title: x\ngallery:\n{pictures}"),
        "a: b: c\n".repeat(8_000),
        "a: \"b\n".repeat(8_000),
        "a: [b\n".repeat(8_000),
        format!("title: {}\n", "[".repeat(40_000)),
    ] {
        for text in [format!("---\n{inner}---\nBody.\n"), format!("---\n{inner}\nBody.\n")] {
            found("", "words.doubled", &text);
        }
    }
    for text in
        ["<!-- a -->\n".repeat(20_000), format!("{{{}", "\"a\": {".repeat(20_000)), "[".repeat(20_000)]
    {
        Document::parse(&Source::new("front.md", text), Format::Markdown, None);
    }
    let tables = format!("+++\n{}+++\nBody.\n", "[[a]]\nalt = \"A mast\"\n".repeat(4_000));
    Document::parse(&Source::new("front.md", tables), Format::Markdown, None);
}

#[test]
fn an_end_that_is_missing_is_looked_for_once() {
    for text in ["{% raw %} ".repeat(100_000), format!("{{% raw %}}{}", "{%".repeat(500_000)), {
        format!("{{% raw %}}{}", "{% endraw ".repeat(100_000))
    }] {
        Document::parse(&Source::new("tags.md", text), Format::Markdown, None);
    }
    let document = "<!--a--!>".repeat(300_000);
    let source = Source::new("comments.html", document);
    let document = Document::parse(&source, Format::Html, None);
    assert_eq!(document.comments().len(), 300_000);
    assert_eq!(source.slice(document.comments()[1].content), "a");
}

#[test]
fn tokens_of_other_syntax_are_read_once() {
    let texts = [
        "{{ a }} x ",
        "{{",
        "{{< a >}} ",
        "{% a %}\n",
        "{% enda %}",
        "{#",
        "%% a",
        "<?",
        "$a",
        "\\\\(",
        "<A>",
        "<A b={",
        "<p>\n{{ a }}\n{% a %}\n",
        "``a`",
        "```\n",
    ];
    for text in texts {
        Document::parse(&Source::new("tags.md", text.repeat(20_000)), Format::Markdown, None);
    }
    let texts = [
        "{",
        "{a} x ",
        "{`",
        "{\"",
        "{/*",
        "<A>",
        "<A>x",
        "<A b={",
        "<A/> x",
        "</A>",
        "  <A>\n    ",
        "- <A>\n  ",
        "<Code>",
        "<li>",
        "export const a = {\n\n",
        "import a from\n\n",
    ];
    for text in texts {
        Document::parse(&Source::new("tags.mdx", text.repeat(20_000)), Format::Mdx, None);
    }
    for text in ["{{ a }} x", "<p a=\"{{", "$a", "\\(", "<a href=\"{{ a }}\">x"] {
        Document::parse(&Source::new("tags.html", text.repeat(20_000)), Format::Html, None);
    }
}

#[test]
fn a_link_ends_where_another_begins() {
    let source = Source::new("links.html", "<a href=http://localhost><i>y ".repeat(50_000));
    let linter = {
        let (rules, _) = RuleSetBuilder::new().builtin().build();
        let choice = Choice { only: Some(vec!["links.dead-form".to_owned()]), ..Choice::default() };
        Linter::new(Arc::new(rules), &choice)
    };
    linter.lint(&source, Format::Html, None);
    let source = Source::new("links.html", "<p><a href=x>one <b>two <a href=y>three</a> four");
    let document = Document::parse(&source, Format::Html, None);
    let links = document.inlines().iter().filter(|inline| matches!(inline.kind, InlineKind::Link { .. }));
    assert_eq!(links.map(|link| document.text(link.text)).collect::<Vec<_>>(), ["one two ", "three"]);
}

#[test]
fn open_elements_are_not_counted_again_for_each_text() {
    for text in
        ["<p>a".repeat(20_000), "<div><p>a".repeat(20_000), "<b>a<p>".repeat(20_000), "<!a>".repeat(20_000)]
    {
        Document::parse(&Source::new("deep.html", text), Format::Html, None);
    }
}
