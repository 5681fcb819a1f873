//! The rule reference: pages in Markdown made from packs.

mod kinds;
mod markdown;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Evidence, Example, Facts, Pack, Rule, stored_packs};
use crate::document::Format;
pub use kinds::{kinds, subject_note};
use markdown::{anchor, escaped, fence, visible};

/// A page of the reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferencePage {
    /// Its file's name.
    pub name: String,
    /// Its text in Markdown.
    pub text: String,
}

/// The pages of the reference: an index called `README.md`, and a page for each pack in order of name.
///
/// Packs of the same name share a page.
pub fn reference(packs: &[Pack]) -> Vec<ReferencePage> {
    let mut chapters: BTreeMap<&str, Chapter<'_>> = BTreeMap::new();
    for pack in packs {
        let chapter = chapters.entry(&pack.name).or_default();
        chapter.packs.push(pack);
        chapter.rules.extend(&pack.rules);
    }
    let index = ReferencePage { name: "README.md".to_owned(), text: index(&chapters) };
    let pages = chapters
        .iter()
        .map(|(name, chapter)| ReferencePage { name: format!("{name}.md"), text: page(name, chapter) });
    std::iter::once(index).chain(pages).collect()
}

/// The address of the page about a built-in rule, in the version at hand; none for other rules, and where the package names
/// no repository.
pub fn page_of(id: &str) -> Option<String> {
    let (repository, version) = (env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_VERSION"));
    let pack = id.split_once('.')?.0;
    let is_builtin = !repository.is_empty() && stored_packs().iter().any(|stored| stored.name == pack);
    is_builtin.then(|| format!("{repository}/blob/v{version}/docs/rules/{pack}.md#{}", anchor(id)))
}

/// The packs of one name.
#[derive(Default)]
struct Chapter<'p> {
    packs: Vec<&'p Pack>,
    rules: Vec<&'p Rule>,
}

impl Chapter<'_> {
    fn description(&self) -> String {
        let all: Vec<&str> = self.packs.iter().map(|pack| pack.description.trim()).collect();
        all.join(" ")
    }
}

/// What stands in each page's first line.
const NOTICE: &str =
    "<!-- Made from the packs by `UPDATE=1 cargo test --test generated`. Edit the packs, not this. -->\n";

// Writing to a string cannot fail, here and below.
fn index(chapters: &BTreeMap<&str, Chapter<'_>>) -> String {
    let rules = chapters.values().map(|chapter| chapter.rules.len()).sum::<usize>();
    let mut text = format!(
        "{NOTICE}\n# The rules\n\n{rules} rules in {} packs. `copydesk rules` lists those in force in a folder, \
         `copydesk explain RULE` tells of one; [writing rules](../writing-rules.md) tells how to add your own.\n",
        chapters.len()
    );
    for (name, chapter) in chapters {
        let _ = write!(text, "\n## [{name}]({name}.md)\n\n{}\n\n", chapter.description());
        text.push_str(
            "| rule | severity | by default | fix | right of those read | what it flags |\n| --- | --- | --- | --- | --- | --- |\n",
        );
        for rule in &chapter.rules {
            text.push_str(&row(name, rule));
        }
    }
    text
}

fn row(page: &str, rule: &Rule) -> String {
    let facts = Facts::new(rule);
    let state = if rule.enabled { "on" } else { "off" };
    let fix = if rule.head.fix.is_some() { "yes" } else { "" };
    let summary = escaped(&facts.summary).replace('|', "\\|");
    let severity = rule.head.severity.as_str();
    let evidence = Evidence::of(facts.id).filter(|evidence| evidence.read > 0);
    let readings =
        evidence.map(|evidence| format!("{} of {}", evidence.right, evidence.read)).unwrap_or_default();
    format!(
        "| [`{}`]({page}.md#{}) | {severity} | {state} | {fix} | {readings} | {summary} |\n",
        facts.id,
        anchor(facts.id)
    )
}

fn page(name: &str, chapter: &Chapter<'_>) -> String {
    let mut text = format!("{NOTICE}\n# {name}\n\n{}\n\n[All packs](README.md)\n", chapter.description());
    for rule in &chapter.rules {
        section(&mut text, &Facts::new(rule));
    }
    text
}

/// What there is to tell of a rule, as a page of its own.
pub fn explained(rule: &Rule) -> String {
    let mut text = String::new();
    section(&mut text, &Facts::new(rule));
    text.trim_start().to_owned()
}

fn section(text: &mut String, facts: &Facts<'_>) {
    let _ = write!(text, "\n## {}\n\n{} ({})\n\n", facts.id, escaped(&facts.summary), facts.state);
    for (title, note) in &facts.notes {
        let note = if note.starts_with('`') { note.clone() } else { escaped(note) };
        let _ = writeln!(text, "- **{title}:** {note}");
    }
    examples(text, "Flagged", &facts.flags);
    examples(text, "Left alone", &facts.passes);
    let verb = if facts.switch.ends_with("off\n") { "off" } else { "on" };
    let _ = write!(text, "\nTo turn it {verb}, in `.copydesk.yml`:\n\n```yaml\n{}```\n", facts.switch);
    let _ = write!(
        text,
        "\nTo silence it once, on the line above:\n\n```html\n<!-- {} -->\n```\n",
        facts.comment
    );
}

fn examples(text: &mut String, title: &str, examples: &[&Example]) {
    if examples.is_empty() {
        return;
    }
    let marked = if examples.iter().any(|example| !example.marked.is_empty()) {
        "; `[[` and `]]` mark the words it points at"
    } else {
        ""
    };
    let _ = writeln!(text, "\n{title}{marked}:");
    for example in examples {
        for earlier in &example.before {
            let _ = writeln!(text, "\nAfter an article with:");
            block(text, earlier, example.format);
        }
        if !example.beside.is_empty() {
            let _ = writeln!(text, "\nBeside {}:", example.beside.join(", "));
        }
        block(text, &example.written(), example.format);
    }
}

fn block(text: &mut String, written: &str, format: Format) {
    let written = visible(written.trim_matches('\n'));
    let fence = fence(&written);
    let _ = write!(text, "\n{fence}{}\n{written}\n{fence}\n", language(format));
}

/// The word after a fence for texts of a format: its name in packs.
fn language(format: Format) -> String {
    let name = serde_json::to_value(format).ok();
    name.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}
