//! What may be written at a place of a configuration or a pack, with what it means.

use super::rule_file::RuleFile;
use crate::checking::{Kind, SCOPE_WORDS};
use crate::checks::{self, KINDS};
use crate::config::{Config, FrontMatter, GENRES, Level, Override};
use crate::engine::RuleSet;
use crate::finding::Severity;
use crate::rules::{Facts, PACK_KEYS, RuleFields};
use crate::yaml::{Cursor, Described, Parameter, words_of};

/// Something that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposal {
    /// The word.
    pub(super) word: String,
    /// What kind of word it is, or what may stand behind it, in a few words.
    pub(super) detail: String,
    /// What it means.
    pub(super) about: String,
    /// Whether a value goes behind it.
    pub(super) is_key: bool,
}

impl Proposal {
    fn key(word: &str, detail: &str, about: &str) -> Self {
        Self { word: word.to_owned(), detail: detail.to_owned(), about: about.to_owned(), is_key: true }
    }

    fn word((word, about): (String, String)) -> Self {
        Self { word, detail: String::new(), about, is_key: false }
    }
}

/// What may be written at a place.
pub(super) fn proposals(file: RuleFile, cursor: &Cursor, rules: &RuleSet) -> Vec<Proposal> {
    match file {
        RuleFile::Configuration => in_configuration(cursor, rules),
        RuleFile::Pack => in_pack(cursor),
        RuleFile::Part => Vec::new(),
    }
}

fn in_configuration(cursor: &Cursor, rules: &RuleSet) -> Vec<Proposal> {
    let above: Vec<&str> = cursor.above.iter().map(String::as_str).collect();
    match (above.as_slice(), cursor.value_of.as_deref()) {
        ([], Some("extends")) => {
            let about = |name: &str| (name.to_owned(), format!("What suits {name}."));
            GENRES.iter().map(|(name, _)| Proposal::word(about(name))).collect()
        }
        ([] | ["overrides"], None) => keys(&settings(above.is_empty())),
        ([] | ["overrides"], Some(key)) => values(&settings(above.is_empty()), key),
        ([.., "front-matter"], None) => keys(&Described::of::<FrontMatter>().parameters),
        (["rules"] | ["overrides", "rules"], None) => names(rules),
        (["rules"] | ["overrides", "rules"], Some(_))
        | ([.., "rules", _], Some("severity" | "level" | "enabled")) => {
            words_of::<Level>().into_iter().map(Proposal::word).collect()
        }
        (["rules", id] | ["overrides", "rules", id], None) => {
            let about = "Whether the rule runs, and how much its findings matter.";
            std::iter::once(Proposal::key("severity", "a word", about))
                .chain(keys(&options(rules, id)))
                .collect()
        }
        ([.., "rules", id], Some(key)) => values(&options(rules, id), key),
        _ => Vec::new(),
    }
}

fn in_pack(cursor: &Cursor) -> Vec<Proposal> {
    let above: Vec<&str> = cursor.above.iter().map(String::as_str).collect();
    match (above.as_slice(), cursor.value_of.as_deref()) {
        ([], None) => PACK_KEYS.map(|(key, about)| Proposal::key(key, "", about)).to_vec(),
        (["rules", _], None) => keys(&of_rule(cursor)),
        (["rules", _], Some("check")) => {
            KINDS.iter().map(|kind| Proposal::word((kind.name.to_owned(), kind.about()))).collect()
        }
        (["rules", _], Some("scope")) => {
            SCOPE_WORDS.iter().map(|word| Proposal::word(((*word).to_owned(), String::new()))).collect()
        }
        (["rules", _], Some("severity" | "level")) => {
            words_of::<Severity>().into_iter().map(Proposal::word).collect()
        }
        (["rules", _], Some(key)) => values(&of_rule(cursor), key),
        _ => Vec::new(),
    }
}

fn settings(of_all: bool) -> Vec<Parameter> {
    let described = if of_all { Described::of::<Config>() } else { Described::of::<Override>() };
    described.parameters
}

/// The rules by their ids, and the packs.
fn names(rules: &RuleSet) -> Vec<Proposal> {
    let packs = rules.packs().iter().map(|pack| Proposal::key(&pack.name, "a pack", pack.description.trim()));
    let rules = rules.rules().map(|rule| {
        let facts = Facts::new(rule);
        Proposal::key(facts.id, &facts.state, &format!("{}\n\n{}", facts.summary, rule.why.trim()))
    });
    rules.chain(packs).collect()
}

/// The options of a rule.
fn options(rules: &RuleSet, id: &str) -> Vec<Parameter> {
    let kind = rules.rule(id).and_then(|rule| checks::kind(rule.kind));
    kind.map(Kind::parameters).unwrap_or_default()
}

/// The keys of a rule of a pack: those of all rules, and those of its kind.
fn of_rule(cursor: &Cursor) -> Vec<Parameter> {
    let check = cursor.siblings.iter().find(|(key, _)| key == "check");
    let kind = check.and_then(|(_, name)| checks::kind(name));
    let own = kind.map(Kind::parameters).unwrap_or_default();
    let common = Described::of::<RuleFields>().parameters.into_iter();
    own.iter().cloned().chain(common.filter(|key| own.iter().all(|own| own.name != key.name))).collect()
}

fn keys(parameters: &[Parameter]) -> Vec<Proposal> {
    parameters.iter().map(|key| Proposal::key(&key.name, &key.shape.replace('`', ""), &key.about)).collect()
}

/// The words that may stand behind a key.
fn values(parameters: &[Parameter], key: &str) -> Vec<Proposal> {
    let Some(parameter) = parameters.iter().find(|parameter| parameter.name == key) else {
        return Vec::new();
    };
    if parameter.shape.contains("`true`") {
        return ["true", "false"].map(|word| Proposal::word((word.to_owned(), String::new()))).to_vec();
    }
    parameter.choices.iter().cloned().map(Proposal::word).collect()
}
