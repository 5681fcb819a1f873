//! Fixes keep all that was not found, in every format: in texts put together from what rules find and from markup that
//! stands in its way.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "support/kept.rs"]
mod kept;

use std::sync::{Arc, LazyLock};

use copydesk::document::Format;
use copydesk::engine::{Choice, Linter, RuleSetBuilder};
use copydesk::finding::Applicability;
use copydesk::source::Source;
use proptest::prelude::*;
use proptest::sample::select;

static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let (rules, mistakes) = RuleSetBuilder::new().builtin().build();
    assert!(mistakes.is_empty());
    Linter::new(Arc::new(rules), &Choice::default())
});

/// What rules find, whatever stands around it.
const FOUND: &[&str] = &[
    ".",
    "Advertisement",
    "the the lamp",
    "boats , nets",
    "two  spaces  apart",
    "Sign up for our morning newsletter and never miss a story.",
    "Read more: Ferry is late again",
    "Follow us on Twitter and Facebook",
    "\u{200b}",
    "She said: “It is late.",
    "6 PM",
    "See https://ferry.example/times?gclid=a1b2c3",
    "[times](https://ferry.example/times?gclid=a1b2c3)",
    "The ferry came back on Monday, the harbour office said in a short statement to the island's newspaper.",
    "could of been late",
    "ferry.Late",
];
/// What a story is made of.
const STORY: &[&str] =
    &["The quay is open.", "The keeper of the lamp went home at nine.", "the", "boats", "and", "5"];
/// Markup that both Markdown and its relatives have.
const MARKDOWN: &[&str] = &[
    "\n\n",
    "\n",
    "\n\n",
    " ",
    " ",
    "\n- ",
    "\n1. ",
    "\n> ",
    "\n# ",
    "\n## ",
    "\n\n    ",
    "\n\n   ",
    "\n```\n",
    "**",
    "*",
    "_",
    "`the the`",
    "`",
    "![a lamp](a.png)",
    "[^1]",
    "\n[^1]: ",
    "|",
    "\n| a | b |\n|---|---|\n| ",
    "\n---\n",
    "\n***\n",
    "<!-- the the -->",
    "<kbd>A</kbd>",
    "<div>",
    "</div>",
    "<br>",
    "{{ lamp }}",
    "{% if lamp %}",
    "{% endif %}",
    "{{< figure src=\"a.png\" caption=\"the the lamp\" >}}",
    "\\*",
    "&amp;",
    "&nbsp;",
    "[a]",
    "(b)",
    "~~",
    "$",
    "$x$",
    "  \n",
    "\r\n",
    "---\ntitle: the the lamp\n---\n",
    "[caption id=1]",
    "[/caption]",
    ": ",
    "<p>",
    "</p>",
];
/// Markup of MDX alone.
const MDX: &[&str] = &[
    "<Note title=\"the the lamp\">",
    "</Note>",
    "{lamp}",
    "{/* the the */}",
    "\nimport Lamp from './lamp'\n",
    "\nexport const lamp = \"the the\"\n",
    "<Lamp />",
    "{",
    "}",
    "<",
    ">",
];
/// Markup of HTML.
const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<p>",
    "</p>\n",
    "<div class=\"ad\">",
    "</div>",
    "<ul><li>",
    "</li><li>",
    "</li></ul>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<b>",
    "</b>",
    "<a href=\"https://ferry.example/?gclid=a1\">",
    "</a>",
    "<img src=\"a.png\" alt=\"the the lamp\">",
    "<img src=\"b.png\">",
    "<code>the the</code>",
    "<kbd>A</kbd>",
    "<svg></svg>",
    "<script>the the</script>",
    "<!-- the the -->",
    "<br>",
    "<br><br>",
    "<table><tr><td>",
    "</td><td>",
    "</td></tr></table>",
    "<figure>",
    "<figcaption>",
    "</figcaption>",
    "</figure>",
    "<blockquote>",
    "</blockquote>",
    "&amp;",
    "&ldquo;",
    "&nbsp;",
    "<",
    ">",
    "{{ lamp }}",
    "\n",
    " ",
    "  ",
    "\n  ",
    "<aside>",
    "</aside>",
    "<i class=\"icon\"></i>",
    "<my-lamp></my-lamp>",
    "<title>the the lamp</title>",
    "<pre>the the</pre>",
    "<span lang=\"fr\">",
    "</span>",
    "<section>",
    "</section>",
    "<footer>",
    "</footer>",
];
/// What lines of plain text are parted by.
const TEXT: &[&str] =
    &["\n", "\n\n", "\n\n", " ", " ", "\n- ", "\n• ", "\n1. ", "\n    ", "\t", "\r\n", "\r\n\r\n", ":\n"];

fn pieces(format: Format) -> Vec<&'static str> {
    let markup: &[&[&str]] = match format {
        Format::Markdown => &[MARKDOWN],
        Format::Mdx => &[MARKDOWN, MDX],
        Format::Html => &[HTML],
        _ => &[TEXT],
    };
    // As much text as markup.
    let mut pieces = markup.concat();
    let mut texts = [FOUND, FOUND, STORY].concat().into_iter().cycle();
    (0..pieces.len()).for_each(|_| pieces.extend(texts.next()));
    pieces
}

fn draft() -> impl Strategy<Value = (Format, String)> {
    select(&[Format::Markdown, Format::Mdx, Format::Html, Format::Text][..]).prop_flat_map(|format| {
        let between = select(&["", "", " "][..]);
        let pieces = prop::collection::vec((select(pieces(format)), between), 1..24);
        pieces.prop_map(move |pieces| {
            (format, pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_that_is_not_found_is_kept(
        (format, draft) in draft(),
        lowest in select(&[Applicability::Safe, Applicability::Unsafe][..]),
    ) {
        let source = Source::new("draft", draft);
        let (fixed, wrong) = kept::check(&source, format, &LINTER.proofreader(format, None), lowest);
        prop_assert!(wrong.is_empty(), "{format:?} {:?}: {:?} became {:?}: {wrong:#?}", fixed.mended, source.text(), fixed.text);
    }
}
