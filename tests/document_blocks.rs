//! What each format's constructs become.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use copydesk::document::{BlockKind, Document, Format, InlineKind};
use copydesk::source::Source;

/// The blocks of a text, each as its kind and visible text.
fn blocks(text: &str, format: Format) -> Vec<(BlockKind, String)> {
    let source = Source::new("draft", text);
    let document = Document::parse(&source, format, None);
    document.blocks().iter().map(|block| (block.kind, document.text(block.text).to_owned())).collect()
}

/// The alternative text and the caption of the first picture.
fn figure(text: &str, format: Format) -> (Option<String>, Option<String>) {
    let source = Source::new("draft", text);
    let document = Document::parse(&source, format, None);
    let figure = &document.figures()[0];
    let text = |id| document.text(document.block(id).text).to_owned();
    (figure.alt.map(text), figure.caption.map(text))
}

fn both(alt: &str, caption: &str) -> (Option<String>, Option<String>) {
    (Some(alt.to_owned()), Some(caption.to_owned()))
}

#[test]
fn captions_in_the_ways_editors_write_them() {
    let markdown = [
        "![Boats](a.jpg \"The port\")",
        "![Boats](a.jpg)\n*The port*",
        "![Boats](a.jpg)\n\n*The port*\n\nText.",
        "<figure>\n<img src=\"a.jpg\" alt=\"Boats\">\n<figcaption>The port</figcaption>\n</figure>",
        "{{< figure src=\"a.jpg\" alt=\"Boats\" caption=\"The port\" >}}",
        "{% include image.html src=\"a.jpg\" alt=\"Boats\" caption=\"The port\" %}",
    ];
    for text in markdown {
        assert_eq!(figure(text, Format::Markdown), both("Boats", "The port"), "{text}");
    }
    let html = "<figure><img src=a.jpg alt='Boats'>\n<figcaption>The <b>port</b></figcaption></figure>";
    assert_eq!(figure(html, Format::Html), both("Boats", "The port"));
}

#[test]
fn markdown_blocks() {
    let text = "# Head\n\nOne *two*\nthree.\n\n- item `code`\n  - inner\n\n> said\n\n| a | b |\n|---|---|\n| c | d |\n";
    let expected = [
        (BlockKind::Heading(1), "Head"),
        (BlockKind::Paragraph, "One two three."),
        (BlockKind::ListItem, "item \u{fffc}"),
        (BlockKind::ListItem, "inner"),
        (BlockKind::Paragraph, "said"),
        (BlockKind::TableHeader, "a"),
        (BlockKind::TableHeader, "b"),
        (BlockKind::TableCell, "c"),
        (BlockKind::TableCell, "d"),
    ];
    let expected: Vec<_> = expected.map(|(kind, text)| (kind, text.to_owned())).to_vec();
    assert_eq!(blocks(text, Format::Markdown), expected);
}

#[test]
fn html_blocks_fold_white_space_and_decode_entities() {
    let text = "<h1>Caf&eacute;\n news</h1><p>A <a href=x>link</a>,\n\n and more<br>still.<br><br>New.<script>no</script>";
    let expected = [
        (BlockKind::Heading(1), "Café news"),
        (BlockKind::Paragraph, "A link, and more still."),
        (BlockKind::Paragraph, "New."),
    ];
    let expected: Vec<_> = expected.map(|(kind, text)| (kind, text.to_owned())).to_vec();
    assert_eq!(blocks(text, Format::Html), expected);
}

#[test]
fn plain_text_is_read_wrapped_or_one_paragraph_a_line() {
    let wrapped = "A headline here\n\nThe harbour bridge will close to all traffic on\nWednesday for repairs that the county expects\nto last a year.\n\n• first\n• second\nRead more:\n";
    let expected = [
        (BlockKind::Heading(1), "A headline here"),
        (
            BlockKind::Paragraph,
            "The harbour bridge will close to all traffic on Wednesday for repairs that the county expects to last a year.",
        ),
        (BlockKind::ListItem, "first"),
        (BlockKind::ListItem, "second"),
        (BlockKind::Label, "Read more:"),
    ];
    let expected: Vec<_> = expected.map(|(kind, text)| (kind, text.to_owned())).to_vec();
    assert_eq!(blocks(wrapped, Format::Text), expected);
}

#[test]
fn front_matter_is_read_with_its_places() {
    for text in [
        "---\ntitle: The port\nempty:\n---\nBody.\n",
        "+++\ntitle = \"The port\"\nempty = \"\"\n+++\nBody.\n",
    ] {
        let source = Source::new("draft.md", text);
        let document = Document::parse(&source, Format::Markdown, None);
        let title = document.metadata().field("title").unwrap();
        assert_eq!(source.slice(title.name_span), "title");
        assert_eq!(source.slice(title.value_span).trim_matches('"'), "The port");
        assert_eq!(document.metadata().field("empty").unwrap().value, copydesk::document::Value::Empty);
    }
}

#[test]
fn addresses_keep_the_tags_of_templates_in_them() {
    let target = |text: &str, format| {
        let source = Source::new("draft", text);
        let document = Document::parse(&source, format, None);
        let links = document.inlines().iter().filter_map(|inline| match &inline.kind {
            InlineKind::Link { target, .. } => Some(target.clone()),
            _ => None,
        });
        let images = document.figures().iter().filter_map(|figure| figure.image.clone());
        links.chain(images).collect::<Vec<_>>()
    };
    let html = "<p>See <a href=\"{{< ref \"x.md\" >}}\">it</a>. <img src=\"{{ site.url }}/a&amp;b.jpg\" alt=\"A\"></p>";
    assert_eq!(target(html, Format::Html), ["{{< ref \"x.md\" >}}", "{{ site.url }}/a&b.jpg"]);
    let markdown = "See [it]({{ site.url }}/x \"{{ y }}\").\n\n![A]({% link a.jpg %})\n";
    assert_eq!(target(markdown, Format::Markdown), ["{{ site.url }}/x", "{% link a.jpg %}"]);
}
