//! What readers see of the syntax that sites add to Markdown, as blocks.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use copydesk::document::{Document, Format, InlineKind, OPAQUE};
use copydesk::source::Source;

/// A text and its blocks: each as its kind and its text, with `◦` for what is seen and not read.
const OUTLINES: &[(&str, &[&str])] = &[
    ("!!! note \"A `b`\"\n\n    Text.\n\nAfter.", &["Label A ◦", "Paragraph Text.", "Paragraph After."]),
    ("!!! note\n\tText.", &["Paragraph Text."]),
    ("- one\n\n    !!! note\n        Two.\n\n- three", &["ListItem one", "ListItem Two.", "ListItem three"]),
    ("=== \"One\"\n\n    1. a\n    2. b\n", &["Label One", "ListItem a", "ListItem b"]),
    ("a\n::: tip B *c*\nd\n:::\ne", &["Paragraph a", "Label B c", "Paragraph d", "Paragraph e"]),
    (":::note[A]{.wide}\nb\n:::", &["Label A", "Paragraph b"]),
    ("::: {.callout-tip title=\"A b\"}\nc\n:::", &["Label A b", "Paragraph c"]),
    ("> - a\n>\n>   ::: tip B\n>   c\n>   :::", &["ListItem a", "Label B", "ListItem c"]),
    ("> [!TIP]+ A\n> b", &["Label A", "Paragraph b"]),
    ("```{note} A\nb\n```\n\n```{r}\nc\n```", &["Label A", "Paragraph b", "Code c"]),
    ("````{note}\n```py\nb\n```\n````", &["Code b"]),
    ("*[HTML]: Hyper\n\nText.", &["Title Hyper", "Paragraph Text."]),
    ("A ![[b.png|c|200]] d ![[e]].", &["Paragraph A ◦ d ◦.", "Alt c"]),
    ("[[A b|c]] and [[d]], [[e]](f)", &["Paragraph c and d, [e]"]),
    ("A :smile: and :material-map:{ .big } b:c:d", &["Paragraph A ◦ and ◦ b:c:d"]),
    ("x^2^, H~2~O, ==a b==, ++c++", &["Paragraph x2, H2O, a b, c"]),
    ("a == b == c; i++ and j++; ~100", &["Paragraph a == b == c; i++ and j++; ~100"]),
    ("A^[b [c](d)] e", &["Paragraph A◦ e", "Footnote b c"]),
    ("[a](b){.c} [d]{.e} `f`{.g}", &["Paragraph a d ◦"]),
    ("f(x){ return 1 } and (a){b c}", &["Paragraph f(x){ return 1 } and (a){b c}"]),
    ("A\n: b\n\n: c", &["ListItem A", "ListItem b", "ListItem c"]),
    ("A\n:smile: b", &["Paragraph A ◦ b"]),
    ("A\n:b c", &["Paragraph A :b c"]),
    ("[gallery ids=\"1\"]\n\na [b] c", &["Paragraph a [b] c"]),
    ("[tab title=\"A\"]b[/tab]", &["Metadata A", "Paragraph b"]),
];

#[test]
fn outlines() {
    for (text, expected) in OUTLINES {
        let source = Source::new("draft", *text);
        let document = Document::parse(&source, Format::Markdown, None);
        let block = |block: &copydesk::document::Block| {
            let kind = format!("{:?}", block.kind);
            format!("{kind} {}", document.text(block.text).trim().replace(OPAQUE, "◦"))
        };
        let found: Vec<String> = document.blocks().iter().map(block).collect();
        assert_eq!(&found, expected, "{text}");
    }
}

#[test]
fn a_wiki_link_is_a_link_with_its_place() {
    let source = Source::new("draft", "See **[[Harbour plan|the plan]]**.");
    let document = Document::parse(&source, Format::Markdown, None);
    let is_link = |kind: &InlineKind| matches!(kind, InlineKind::Link { .. });
    let link = document.inlines().iter().find(|inline| is_link(&inline.kind)).unwrap();
    assert_eq!(document.text(link.text), "the plan");
    assert_eq!(source.slice(link.span), "[[Harbour plan|the plan]]");
    let InlineKind::Link { target, target_span } = &link.kind else { panic!("{link:?}") };
    assert_eq!((target.as_str(), source.slice(target_span.unwrap())), ("Harbour plan", "Harbour plan"));
}
