//! Every visible character of any document maps back to the bytes that made it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use copydesk::document::{Document, Format, SegmentKind};
use copydesk::source::{Source, TextSpan};
use proptest::prelude::*;

fn check(text: &str) {
    let source = Source::new("draft", text);
    for &(_, format) in Format::EXTENSIONS {
        let document = Document::parse(&source, format, None);
        check_segments(&document);
        check_blocks(&document);
    }
}

fn check_segments(document: &Document<'_>) {
    let (source, prose) = (document.source().text(), document.prose());
    let mut end = 0;
    for segment in document.segments() {
        assert!(segment.text.start >= end, "segments overlap");
        end = segment.text.end;
        let made = source.get(segment.source.range()).expect("a source span on character boundaries");
        let shown = prose.get(segment.text.range()).expect("a text span on character boundaries");
        if segment.kind == SegmentKind::Verbatim {
            assert_eq!(made, shown);
        }
    }
}

fn check_blocks(document: &Document<'_>) {
    let mut end = 0;
    for block in document.blocks() {
        assert!(block.text.start >= end, "blocks overlap");
        end = block.text.end;
        assert!(document.source().text().get(block.span.range()).is_some());
        let text = document.prose().get(block.text.range()).expect("a block on character boundaries");
        assert!(!text.is_empty());
        for (at, character) in text.char_indices() {
            let span = TextSpan::from_range(at..at + character.len_utf8()).shift(block.text.start);
            let place = document.locate(span);
            let made = document.source().text().get(place.range());
            let made = made.unwrap_or_else(|| panic!("{place:?} cuts a character"));
            assert!(!made.is_empty(), "{character:?} was made by nothing");
            if document.is_verbatim(span) {
                assert!(made.starts_with(character));
            }
        }
    }
}

#[test]
fn constructs_of_all_formats() {
    let texts = [
        "",
        "\u{feff}",
        "# A *head* &amp; more\n\nText with `code`, \\*escape\\*, &ldquo;entity&rdquo; and [link](x \"t\").\n",
        "---\ntitle: \"A — B\"\nempty:\n---\n\n![alt](a.jpg \"Title & more\")\n*A caption.*\n",
        "+++\ntitle = \"T\"\n+++\nbody\n",
        "- one\n  - nested\n- [ ] task\n\n> quote\n> goes on\n\n| a | b |\n|---|---|\n| c | d |\n",
        "<figure><img src=a alt='A &amp; B'><figcaption>Cap&shy;tion</figcaption></figure><p>x<br><br>y",
        "Line one\r\nline two\r\n\r\n• item\r\n",
        "a <b>bold <i>x</b> y</i> &notanentity; &#x1F600; <!-- copydesk-disable -- x -->",
        "text[^1]\n\n[^1]: note\n\n<div>raw *not md*</div>\n",
    ];
    for text in texts {
        check(text);
    }
}

fn any_markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("  ".to_owned()),
        Just("![a](b \"c\")".to_owned()),
        Just("&amp;".to_owned()),
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<img alt='x' src=y>".to_owned()),
        Just("<figcaption>".to_owned()),
        Just("<br>".to_owned()),
        Just("*".to_owned()),
        Just("`".to_owned()),
        Just("> ".to_owned()),
        Just("- ".to_owned()),
        Just("| a |".to_owned()),
        Just("---\n".to_owned()),
        Just("{{< x >}}".to_owned()),
        Just("{{< figure src=\"a\" alt=\"é x\" >}}".to_owned()),
        Just("{{< /x >}}".to_owned()),
        Just("{{ v }}".to_owned()),
        Just("{% if a %}".to_owned()),
        Just("{% raw %}".to_owned()),
        Just("{% endraw %}".to_owned()),
        Just("{# é #}".to_owned()),
        Just("%% n\n%%".to_owned()),
        Just("<%= v\n %>".to_owned()),
        Just("\n```\n".to_owned()),
        Just("\n    ".to_owned()),
        Just("{/* é */}".to_owned()),
        Just("{\"é\"}".to_owned()),
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just("<A b=\"é\" title='x' c={`}`}>".to_owned()),
        Just("</A>".to_owned()),
        Just("<I />".to_owned()),
        Just("\n\nimport a from 'é'\n".to_owned()),
        Just("$x^é$".to_owned()),
        Just("“é文🙂”".to_owned()),
        "[a-z ]{0,8}",
        "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_mix_of_markup(text in any_markup()) {
        check(&text);
    }
}
