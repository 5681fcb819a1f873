//! However a text is stored and however a run is made, the findings are the same.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::path::Path;
use std::sync::LazyLock;

use copydesk::desk::{Configuration, Desk};
use proptest::prelude::*;
use support::{copydesk, folder, stdout};

static DESK: LazyLock<Desk> = LazyLock::new(|| Desk::builder().configuration(Configuration::None).build());

/// What articles are put together from, a line or more each.
const PARTS: [&str; 16] = [
    "# The quay opens again\n\n",
    "By Ann Lee\n\n",
    "“The quay is safe,” said Ann Lee, who runs it. The the ferry left.\n\n",
    "He said: “Never again.\n\n",
    "Sign up for our morning newsletter and never miss a story.\n\n",
    "On Monday, 12 May 2024, 5 percent of 1,000 boats came (and went.\n\n",
    "![A mast](mast.jpg)\n*Boats at the quay*\n\n",
    "- one one\n- [two](http://example.org/a_(b) \"c\")\n\n",
    "| a | b |\n|---|---|\n| the the | `x` |\n\n",
    "> A quotation that that runs\n> over two lines.\n\n",
    "<figure><img src=\"a.jpg\" alt=\"\"><figcaption>Boats at the quay</figcaption></figure>\n\n",
    "<!-- copydesk-disable-next-line words.doubled -- as sung -->\nThe the end.\n\n",
    "```\nthe the code\n```\n\n",
    "A line  with two blanks and trailing ones  \nand a TK in the next.\n\n",
    "café café 🙂 naïve naïve. 港が開く。\n\n",
    "Read more: The boat\n\n",
];

/// What is found in some bytes: rules, places and messages.
fn found(bytes: Vec<u8>) -> Vec<String> {
    let article = DESK.take_bytes(Path::new("draft.md"), bytes).unwrap();
    let checked = article.check(None).unwrap();
    let told = checked.iter().flat_map(|checked| {
        let source = &checked.report.source;
        checked.report.findings.iter().map(|finding| {
            let (start, end) = (source.position(finding.span.start), source.position(finding.span.end));
            format!("{start:?} {end:?} {} {}", finding.rule, finding.message)
        })
    });
    told.collect()
}

fn utf16(text: &str, to_bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(to_bytes).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn storage_does_not_matter(parts in prop::collection::vec(0..PARTS.len(), 1..9)) {
        let text: String = parts.iter().map(|&part| PARTS[part]).collect();
        let plain = found(text.clone().into_bytes());
        prop_assert_eq!(&found(text.replace('\n', "\r\n").into_bytes()), &plain, "Windows line ends");
        prop_assert_eq!(&found(format!("\u{feff}{text}").into_bytes()), &plain, "a byte order mark");
        prop_assert_eq!(&found(utf16(&text, u16::to_le_bytes)), &plain, "UTF-16, low byte first");
        prop_assert_eq!(&found(utf16(&text, u16::to_be_bytes)), &plain, "UTF-16, high byte first");
        prop_assert_eq!(&found(text.trim_end().as_bytes().to_vec()), &plain, "no line end at the end");
    }
}

#[test]
fn neither_jobs_nor_the_cache_matter() {
    let text = |number: usize| -> String {
        (0..6).map(|part| PARTS[(number * (part + 1) + part) % PARTS.len()]).collect()
    };
    let texts: Vec<(String, String)> = (0..40).map(|number| (format!("{number}.md"), text(number))).collect();
    let files: Vec<(&str, &[u8])> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let here = folder(&files);
    let run = |arguments: &[&str]| {
        let mut command = copydesk(here.path());
        command.env_remove("COPYDESK_NO_CACHE").args(["check", "--output-format", "jsonl"]).args(arguments);
        stdout(command.arg("."))
    };
    let one = run(&["--no-cache", "--jobs", "1"]);
    assert!(one.lines().count() > 40);
    assert_eq!(run(&["--no-cache", "--jobs", "8"]), one);
    for _ in ["writes the cache", "reads it"] {
        assert_eq!(run(&["--cache-dir", "cache"]), one);
    }
}
