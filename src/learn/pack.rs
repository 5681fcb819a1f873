//! Proposals as a pack of rules with their examples, of which every one holds.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

use super::block::Proposal;
use super::cluster::Recurring;
use crate::checking::Parameters as _;
use crate::checks::Existence;
use crate::engine::RuleSetBuilder;
use crate::rules::stored_packs;

/// The pack's name where nothing else says one, or where what says one is the name of a built-in pack.
const PACK: &str = "site-furniture";
/// A rule is named after so many words.
const NAME_WORDS: usize = 4;
/// Words of fewer letters (“of”, “the”) tell little.
const TELLING: usize = 4;
/// No rule's name is longer, in bytes.
const NAME_LENGTH: usize = 40;

/// A pack, and what it is made of.
pub struct WrittenPack {
    /// The pack as YAML.
    pub text: String,
    /// The proposals in it, in order, each with the name of its rule.
    pub rules: Vec<(String, Proposal)>,
}

/// Writes a pack of the first `limit` proposals that make a rule, named after its `file`. `archive` is what it was learnt
/// from, and `articles` how many articles that holds.
pub fn write(
    proposals: Vec<Proposal>,
    limit: usize,
    file: Option<&Path>,
    archive: &str,
    articles: usize,
) -> WrittenPack {
    let mut names = RuleNames::default();
    let mut text = head(&pack_name(file), archive, articles);
    let mut rules = Vec::new();
    for proposal in proposals {
        if rules.len() == limit {
            break;
        }
        let name = names.of(&proposal);
        let Some(rule) = Rule::new(&name, &proposal, articles).tested() else { continue };
        names.taken.insert(name.clone());
        text.push_str(&rule.text());
        rules.push((name, proposal));
    }
    if rules.is_empty() {
        text.push_str("  {}\n");
    }
    WrittenPack { text, rules }
}

/// A pack's name: its file's, as far as that can be one.
fn pack_name(file: Option<&Path>) -> String {
    let stem =
        file.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name = stem.replace(|other: char| !other.is_ascii_alphanumeric(), "-");
    let name = name.trim_matches('-');
    let is_free = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && stored_packs().iter().all(|pack| pack.name != name);
    if is_free { name.to_owned() } else { PACK.to_owned() }
}

fn head(pack: &str, archive: &str, articles: usize) -> String {
    format!(
        "# Proposed by `copydesk learn {archive}` from {articles} articles, most certain first. Take out what is
# part of your stories, then name this file under `packs` in .copydesk.yml.
pack: {pack}
description: Text of our own site, learnt from our archive.
rules:
"
    )
}

/// Names of rules, each given once.
#[derive(Default)]
struct RuleNames {
    taken: HashSet<String>,
}

impl RuleNames {
    /// A name out of the first common words that tell something.
    fn of(&self, proposal: &Proposal) -> String {
        let words = proposal.lines().iter().flat_map(|line| line.template.bare());
        let plain = words.map(|word| word.replace(|other: char| !other.is_ascii_alphanumeric(), ""));
        let plain = plain.filter(|word| word.starts_with(|first: char| first.is_ascii_alphabetic()));
        let all: Vec<String> = plain.collect();
        let telling = all.iter().filter(|word| word.len() >= TELLING);
        let mut name = telling.take(NAME_WORDS).cloned().collect::<Vec<_>>().join("-");
        if name.is_empty() {
            name = all.into_iter().take(NAME_WORDS).collect::<Vec<_>>().join("-");
        }
        while name.len() > NAME_LENGTH {
            let shorter = name.rfind('-').unwrap_or(NAME_LENGTH);
            name.truncate(shorter);
        }
        let name = if name.is_empty() { "line".to_owned() } else { name };
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut free =
            std::iter::once(name.clone()).chain(numbered).filter(|name| !self.taken.contains(name));
        free.next().unwrap_or(name)
    }
}

/// A rule being written.
struct Rule<'p> {
    name: &'p str,
    proposal: &'p Proposal,
    articles: usize,
    tokens: Vec<String>,
    flag: Vec<&'p str>,
    pass: Vec<&'p str>,
}

impl<'p> Rule<'p> {
    fn new(name: &'p str, proposal: &'p Proposal, articles: usize) -> Self {
        let (mut tokens, mut flag, mut pass) = (Vec::new(), Vec::new(), Vec::new());
        for line in proposal.lines() {
            tokens.push(line.template.pattern());
            flag.extend(line.examples.iter().map(String::as_str));
            pass.extend(line.near_misses.iter().map(String::as_str));
        }
        Self { name, proposal, articles, tokens, flag, pass }
    }

    /// The rule with those examples only that hold; none if none of a line's forms is flagged.
    fn tested(mut self) -> Option<Self> {
        let flag = std::mem::take(&mut self.flag);
        let pass = std::mem::take(&mut self.pass);
        self.flag =
            flag.into_iter().filter(|text| !text.contains("[[") && self.holds(&[text], &[])).collect();
        self.pass = pass.into_iter().filter(|text| self.holds(&[], &[text])).collect();
        let is_flagged =
            |line: &Recurring| line.examples.iter().any(|text| self.flag.contains(&text.as_str()));
        self.proposal.lines().iter().any(is_flagged).then_some(self)
    }

    /// Whether the rule is sound and does with some examples what it must.
    fn holds(&self, flag: &[&str], pass: &[&str]) -> bool {
        let text = format!("pack: {PACK}\nrules:\n{}", self.with(flag, pass));
        let (rules, errors) = RuleSetBuilder::new().pack(Path::new("learnt.yml"), &text).build();
        errors.is_empty() && rules.test().1.is_empty()
    }

    fn text(&self) -> String {
        self.with(&self.flag, &self.pass)
    }

    fn with(&self, flag: &[&str], pass: &[&str]) -> String {
        let (count, articles) = (self.proposal.articles(), self.articles);
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  # {}", places(self.proposal));
        let _ = writeln!(text, "  {}:\n    check: {}\n    role: furniture", self.name, Existence::KIND);
        let _ = writeln!(text, "    message: Text of the site left in the story.");
        let _ = writeln!(text, "    why: It stood in {count} of {articles} articles of the archive.");
        let _ = writeln!(text, "    help: Take it out; what belongs to every page is for the page template.");
        let _ = writeln!(text, "    whole: true\n    tokens:");
        self.tokens.iter().for_each(|token| {
            let _ = writeln!(text, "      - '{}'", token.replace('\'', "''"));
        });
        let _ = writeln!(text, "    fix: remove-block");
        if !flag.is_empty() || !pass.is_empty() {
            let _ = writeln!(text, "    examples:");
            list(&mut text, "flag", flag);
            list(&mut text, "pass", pass);
        }
        text
    }
}

fn list(text: &mut String, key: &str, examples: &[&str]) {
    if examples.is_empty() {
        return;
    }
    let _ = writeln!(text, "      {key}:");
    for example in examples {
        // A JSON string is a YAML string. Plain text, so that no sign in it is markup.
        let _ = writeln!(text, "        - text: {}\n          format: text", serde_json::json!(example));
    }
}

/// Where a proposal stands, for a comment.
fn places(proposal: &Proposal) -> String {
    let places: Vec<String> = proposal.places().iter().map(ToString::to_string).collect();
    let forms = if proposal.forms() > 1 { format!(" in {} forms", proposal.forms()) } else { String::new() };
    format!("in {} articles{forms}: {}", proposal.articles(), places.join(", ")).replace(['\n', '\r'], " ")
}
