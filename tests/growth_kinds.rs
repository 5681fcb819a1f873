//! Kinds of hostile text, each at a length and at six times that: what is allocated grows as the text does. Where an
//! allocation grows by the square of the length, so does time; loops that allocate nothing are held by `growth.rs`,
//! whose texts are so long that they would take minutes. Nothing here measures time.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use std::sync::{Arc, LazyLock};

use allocation_counter::{AllocationInfo, measure};
use copydesk::document::Format;
use copydesk::engine::{Choice, Linter, RuleSetBuilder};
use copydesk::language::Language;
use copydesk::source::Source;

/// The shorter length, in bytes, and how many times as long the longer one is.
const SHORT: usize = 320;
const TIMES: usize = 6;
/// Nothing allocates more at once than this, for each byte of the text. The worst are blocks of one letter each, each
/// with findings of its own.
const MOST: u64 = 900;

/// What is repeated, a kind on each line of a group; `\n` and the like are written as in Rust.
const UNITS: &[&str] = &[
    // Brackets, quotation marks and apostrophes.
    "(",
    "[",
    "{",
    ")",
    "]",
    "}",
    "([{",
    "[(",
    "[]",
    "()",
    "((",
    "[[",
    "]]",
    "[[a]]",
    "'",
    "''",
    "\"",
    "\"'",
    "\"a",
    "'a ",
    "“",
    "“‘",
    "“a",
    "“a” ",
    "”",
    "’",
    "‘",
    "«",
    "»",
    "„",
    "「",
    "」",
    "a' ",
    "a'b ",
    "It is “a” ‘b’ (c) [d]. ",
    "“No,” he said. ",
    "(a ",
    "a) ",
    "1) ",
    // Markdown.
    "![](",
    "![",
    "[](",
    "[a](",
    "[^a]",
    "[a]: b\n",
    "[a]: <",
    "[a]: b 'c\n",
    "[a][b] ",
    "![a][",
    "[a](b \"",
    "[a](<",
    "`",
    "`a",
    "``a`",
    "``` \n",
    "~~~\n",
    "*",
    "**",
    "*a",
    "*a*",
    "**a",
    "_a",
    "__a",
    "***a_",
    "~~a",
    "~a~",
    "==a==",
    "^a^",
    "\\",
    "\\(",
    "$a$",
    "$$",
    "|",
    "|a",
    "|a|\n",
    "|a|\n|-|\n",
    "a|b\n-|-\nc|d\n\n",
    "- ",
    "- a\n",
    "  - a\n",
    "1. ",
    "1. a\n",
    ">",
    "> ",
    "> a\n",
    "# ",
    "# a\n",
    "#a ",
    "a\n===\n",
    "---\n",
    "+++\n",
    "***\n",
    ":::\n",
    ":::note\n",
    ":a[",
    ":smile:",
    "{.a",
    "{.a}",
    "{a=\"",
    "{: .a}\n",
    "- [ ] a\n",
    "term\n: def\n\n",
    "!!! note\n    a\n",
    ".. note::\n",
    "\\begin{a}",
    "[^1]: a\n",
    "*[a]: b\n",
    "    a\n",
    "a  \n",
    // Entities, templates, shortcodes, components.
    "&",
    "&amp;",
    "&#",
    "&#x41;",
    "&nope;",
    "&a",
    "{{",
    "}}",
    "{{ a }}",
    "{%",
    "{% raw %}",
    "{% a %}b{% enda %}",
    "{{<",
    "{{< a >}}b{{< /a >}}",
    "{{% a %}}",
    "${a} ",
    "{name} ",
    "%s ",
    "<%",
    "<?a",
    "{a}",
    "{/*",
    "{`",
    "<A>",
    "<A/>",
    "<A b={",
    "import a from 'b'\n",
    "export const a = {\n",
    // HTML.
    "<",
    "<b>",
    "<b>a",
    "</b>",
    "<p>",
    "<p>a",
    "<p class=share>a",
    "<p hidden>a",
    "<p lang=fr>a",
    "<div>",
    "<div><p>a",
    "<div>\n\n",
    "</div>\n\n",
    "<figure>",
    "<figure><img src=a>",
    "<figure><figcaption>a",
    "<img ",
    "<img src=a alt=b>",
    "<a ",
    "<a href=b>",
    "<a href=b>c</a>",
    "<table><tr><td>",
    "<td>a",
    "<ul><li>",
    "<li>a",
    "<blockquote>",
    "<q>",
    "<script>",
    "<style>",
    "<pre>",
    "<code>a</code>",
    "<section>",
    "<article>",
    "<aside>",
    "<nav>",
    "<h1>a",
    "<br>",
    "<hr>",
    "<!a>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<!-- a -->",
    "<!--[if",
    "<a b=\"",
    "<a b='",
    "<svg>",
    "<template>",
    "<details><summary>a",
    "<dl><dt>a<dd>b",
    "<ruby>a<rt>b",
    "<select><option>a",
    "<textarea>",
    "<title>a",
    // Comments that silence.
    "<!-- copydesk-disable a -->\n",
    "<!-- copydesk-enable -->\n",
    "// copydesk-disable a\n",
    "<!-- vale off -->\n\n",
    // Line ends, white space, and characters that are none.
    "\r",
    "a\r",
    "a\r\n",
    "\n",
    "\t",
    " ",
    "The boat left.\r\r",
    "\u{a0}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\u{fffd}",
    "\u{fffc}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{2028}",
    "\u{85}",
    "\u{c}",
    "a\u{ad}",
    // Letters, emoji, accents, scripts.
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈",
    "👍🏽",
    "🇩🇪",
    "é",
    "a\u{301}",
    "\u{301}",
    "ﬁ",
    "あ",
    "漢字。",
    "العربية ",
    "שלום ",
    "ไทย",
    "한국어 ",
    "İ",
    "ß",
    "Ã©",
    "â€œ",
    "a",
    "A",
    "a ",
    "Ab ",
    "A. ",
    "a. ",
    "A B ",
    "the the ",
    "Ann Lee said. ",
    "Aaa Bbb Ccc ",
    // Numbers, dates, addresses.
    "1",
    "1,",
    "1.",
    "1/",
    "1-",
    "12:",
    "12 May 2024 ",
    "$5 ",
    "5 percent ",
    "http://",
    "http://a.b ",
    "www.a.b ",
    "a@b.c ",
    "@a ",
    "a/b/",
    "a-b-",
    "a--",
    "…",
    "...",
    "—",
    " - ",
    "!?",
    // What rules look for.
    "TK ",
    "[TK] ",
    "XXX ",
    "lorem ipsum dolor ",
    "Read more: a\n\n",
    "Sign up for our newsletter. ",
    "By Ann Lee\n",
    "(Adds details) ",
    "Photo: A B\n",
    "LONDON (AP) — ",
    "NATO ",
    "Mr. Smith ",
    "e.g. i.e. U.S. ",
];

/// A kind by its name, and a text of it of about a length in bytes.
type Kind = (&'static str, fn(usize) -> String);

/// What is more than one thing repeated.
const BUILT: &[Kind] = &[
    ("attributes", |n| format!("<p {}>x</p>", "a=1 b ".repeat(n / 6))),
    ("an attribute", |n| format!("<img src=x alt=\"{}\">", "a the the ".repeat(n / 10))),
    ("front matter: keys", |n| format!("---\n{}---\nx\n", many(n, 8, |number| format!("k{number}: v\n")))),
    ("front matter: a title", |n| format!("---\ntitle: {}\n---\nx\n", "the the ".repeat(n / 8))),
    ("front matter: a list", |n| format!("---\ntags: [{}]\n---\nx\n", "a, ".repeat(n / 3))),
    ("front matter: open", |n| format!("---\n{}", "a: b\n".repeat(n / 5))),
    ("front matter: TOML", |n| {
        format!("+++\n{}+++\nx\n", many(n, 10, |number| format!("k{number} = \"v\"\n")))
    }),
    ("nested brackets", |n| format!("{}x{}", "[".repeat(n / 2), "]".repeat(n / 2))),
    ("nested quotations", |n| format!("{}x{}", "“‘".repeat(n / 12), "’”".repeat(n / 12))),
    ("nested links", |n| format!("{}b{}", "[a](".repeat(n / 5), ")".repeat(n / 5))),
    ("nested emphasis", |n| format!("{}a{}", "*".repeat(n / 2), "*".repeat(n / 2))),
    ("nested elements", |n| format!("{}x{}", "<div>".repeat(n / 11), "</div>".repeat(n / 11))),
    ("lazy lines", |n| format!("> a\n{}", "b\n".repeat(n / 2))),
    ("names of links", |n| {
        let names = |end: &str| many(n, 22, |number| format!("[a{number}]{end}"));
        names(": b\n") + &names(" ")
    }),
    ("notes", |n| {
        many(n, 24, |number| format!("[^{number}]: b\n\n")) + &many(n, 24, |number| format!("[^{number}] "))
    }),
    ("words of their own", |n| many(n, 8, |number| format!("w{number:x}q "))),
    ("headings of their own", |n| many(n, 12, |number| format!("# Head {number}\n\n"))),
    ("paragraphs of their own", |n| {
        many(n, 45, |number| format!("Paragraph number {number} says little today.\n\n"))
    }),
    ("captions of their own", |n| {
        many(n, 40, |number| format!("![](a{number}.jpg)\n*Boats at quay {number}*\n\n"))
    }),
    ("the same caption", |n| {
        many(n, 40, |number| format!("![](a{number}.jpg)\n*Boats at the quay today*\n\n"))
    }),
    ("comments of their own", |n| {
        many(n, 55, |number| format!("<!-- copydesk-disable a.b{number} -->\n\nThe the boat.\n\n"))
    }),
    ("a table", |n| format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(n / 6))),
    ("a wide table", |n| {
        format!("|{}\n|{}\n|{}\n", "a|".repeat(n / 6), "-|".repeat(n / 6), "c|".repeat(n / 6))
    }),
    ("one word", |n| "a".repeat(n)),
    ("one heading", |n| format!("# {}\n", "word ".repeat(n / 5))),
];

/// Many parts of about a size, by their numbers.
fn many(length: usize, size: usize, part: impl Fn(usize) -> String) -> String {
    (0..length / size).map(part).collect()
}

/// All rules that run by default.
static LINTER: LazyLock<Linter> = LazyLock::new(|| {
    let (rules, mistakes) = RuleSetBuilder::new().builtin().build();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    Linter::new(Arc::new(rules), &Choice::default())
});

fn taken(text: &str, format: Format) -> AllocationInfo {
    let source = Source::new("long", text);
    measure(|| drop(LINTER.lint(&source, format, Some(Language::ENGLISH))))
}

/// What is wrong with how a kind of text grows, if anything.
fn wrong(name: &str, text: impl Fn(usize) -> String, format: Format) -> Option<String> {
    let (short, long) = (text(SHORT), text(SHORT * TIMES));
    // Patterns are made when they are first needed, and kept.
    taken(&short, format);
    let (short, long) =
        ((short.len() as u64, taken(&short, format)), (long.len() as u64, taken(&long, format)));
    // Six times as long takes 36 times as much where it goes by the square. A text with few fixes has more of them
    // tried one by one than a long one.
    let allowed = |bytes: u64| bytes * long.0 / short.0 * 5 / 2 + 400_000;
    let grows = long.1.bytes_total > allowed(short.1.bytes_total);
    let is_heavy = long.1.bytes_max > MOST * long.0 + 400_000;
    let told = |(length, info): &(u64, AllocationInfo)| {
        format!("{length} bytes take {} in all, {} at once", info.bytes_total, info.bytes_max)
    };
    (grows || is_heavy).then(|| format!("{name:?} as {format:?}: {}; {}", told(&short), told(&long)))
}

fn all(format: Format) {
    let repeated = |unit: &'static str| move |length: usize| unit.repeat(length / unit.len());
    let units = UNITS.iter().filter_map(|unit| wrong(unit, repeated(unit), format));
    let built = BUILT.iter().filter_map(|(name, text)| wrong(name, text, format));
    let found: Vec<String> = units.chain(built).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn markdown_of_any_kind_takes_memory_in_proportion() {
    all(Format::Markdown);
}

#[test]
fn html_of_any_kind_takes_memory_in_proportion() {
    all(Format::Html);
}

#[test]
#[ignore = "as long again; Markdown and HTML have nearly all of it"]
fn plain_text_of_any_kind_takes_memory_in_proportion() {
    all(Format::Text);
}

#[test]
#[ignore = "as long again; Markdown and HTML have nearly all of it"]
fn mdx_of_any_kind_takes_memory_in_proportion() {
    all(Format::Mdx);
}
