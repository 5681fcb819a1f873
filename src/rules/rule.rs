//! What a rule and a pack are.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::Value;

use super::{Example, Role};
use crate::checking::{Check, FixAction, RuleHead, Scope, Template};
use crate::document::Document;
use crate::files::Inputs;
use crate::finding::{Applicability, Severity};
use crate::language::Language;
use crate::yaml::Problem;

/// A named set of rules, from one file.
pub struct Pack {
    /// Its name, the first part of its rules' ids.
    pub name: String,
    /// What its rules are about.
    pub description: String,
    /// How its rules are written.
    pub form: PackForm,
    /// Where it was read from; built-in packs say `rules/NAME.yml`.
    pub origin: PathBuf,
    /// Its rules in the order in which they stand.
    pub rules: Vec<Rule>,
}

/// How the rules of a pack are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackForm {
    /// As rules.
    Rules,
    /// As a house's terms, of which each becomes a rule.
    Terms,
    /// As a Vale style, with a file for each rule.
    Style,
}

/// A check configured in YAML.
pub struct Rule {
    /// Id, severity, message and scope.
    pub head: RuleHead,
    /// The pack's name.
    pub pack: String,
    /// The kind of check.
    pub kind: &'static str,
    /// Whether it runs without being asked for.
    pub enabled: bool,
    /// What it flags, in a few words.
    pub summary: String,
    /// Why it matters to readers.
    pub why: String,
    /// The languages it knows; empty for all.
    pub languages: Vec<Language>,
    /// Whether it still speaks about text inside site furniture.
    pub in_furniture: bool,
    /// What it does for the other rules.
    pub role: Option<Role>,
    /// Rules that tell more of the same place.
    pub yields_to: Vec<String>,
    /// Where to read more.
    pub link: Option<String>,
    /// What it must flag and what it must leave alone.
    pub examples: Vec<Example>,
    /// What was read of the files that it names, such as word lists.
    pub inputs: Inputs,
    /// What it goes without, told once.
    pub notices: Vec<Problem>,
    /// The parameters of its check, as they are in force.
    pub parameters: WrittenParameters,
    /// The keys whose values a configuration gave, each with its file.
    pub origins: Vec<(String, PathBuf)>,
    /// The compiled test; none where nobody asked for the rule, so that not even the rest of it was read.
    pub check: Option<Box<dyn Check>>,
}

impl Rule {
    /// A rule of which nothing is read but its name and kind, as nobody asked for it.
    pub(super) fn idle(id: String, pack: &str, kind: &'static str) -> Self {
        Self {
            head: RuleHead {
                id: id.into(),
                severity: Severity::Warning,
                message: Template::default(),
                help: None,
                scope: Scope::default(),
                skips_quotations: false,
                skips_code: true,
                limit: 0,
                fix: None,
                proposes: true,
                rewrite: None,
            },
            pack: pack.to_owned(),
            kind,
            enabled: false,
            summary: String::new(),
            why: String::new(),
            languages: Vec::new(),
            in_furniture: false,
            role: None,
            yields_to: Vec::new(),
            link: None,
            examples: Vec::new(),
            inputs: Inputs::default(),
            notices: Vec::new(),
            parameters: WrittenParameters::Read(Value::Null),
            origins: Vec::new(),
            check: None,
        }
    }

    /// A rule as its fields say, still without what its check needs, and without examples.
    pub(super) fn new(
        (pack, id): (&str, String),
        kind: &'static str,
        fields: RuleFields,
        (message, scope, languages): (Template, Scope, Vec<Language>),
    ) -> Self {
        let applicability = if fields.safe { Applicability::Safe } else { Applicability::Unsafe };
        let idle = Self::idle(id, pack, kind);
        Self {
            head: RuleHead {
                severity: fields.severity,
                message,
                help: fields.help,
                scope,
                skips_quotations: !fields.quotations,
                limit: fields.limit,
                fix: fields.fix.map(|fix| (fix, applicability)),
                ..idle.head
            },
            enabled: fields.enabled,
            summary: fields.summary.unwrap_or(fields.message),
            why: fields.why,
            languages,
            in_furniture: fields.furniture,
            role: fields.role,
            yields_to: fields.yields_to,
            link: fields.link,
            ..idle
        }
    }

    /// Whether the rule judges documents in a language (or in one that is not known).
    pub fn speaks(&self, language: Option<Language>) -> bool {
        self.languages.is_empty() || language.is_none_or(|language| self.languages.contains(&language))
    }

    /// Whether it speaks about a document, or about a part of it in a language of its own.
    pub fn speaks_in(&self, document: &Document<'_>) -> bool {
        let passages = document.passages().iter();
        self.speaks(document.language())
            || passages.into_iter().any(|passage| self.languages.contains(&passage.language))
    }
}

/// The parameters of a rule's check.
#[derive(Debug, Clone)]
pub enum WrittenParameters {
    /// As they were read from a file.
    Read(Value),
    /// As JSON of the build, which was read straight into the check.
    Stored(&'static str),
}

impl WrittenParameters {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<Value> {
        match self {
            Self::Read(value) => value.get(key).cloned(),
            Self::Stored(text) => serde_json::from_str::<Value>(text).ok()?.get(key).cloned(),
        }
    }
}

/// The keys that every rule has, whatever its check.
#[derive(Debug, Deserialize, JsonSchema)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the rule file")]
pub struct RuleFields {
    /// The kind of check.
    pub check: String,
    /// How much its findings matter.
    #[serde(alias = "level", default = "warning")]
    pub severity: Severity,
    /// Whether it runs without being asked for (default true).
    #[serde(default = "yes")]
    pub enabled: bool,
    /// What its findings say, in one sentence. Names in braces are filled in.
    pub message: String,
    /// What it flags, in a few words; the message if left out.
    #[serde(default)]
    pub summary: Option<String>,
    /// Why it matters to readers.
    #[serde(default)]
    pub why: String,
    /// What to do about it.
    #[serde(default)]
    pub help: Option<String>,
    /// The blocks it looks at: one selector or a list of them.
    #[serde(default)]
    pub scope: Option<OneOrMany>,
    /// The languages it knows, as tags such as `en`; all if left out.
    #[serde(default)]
    pub lang: Option<OneOrMany>,
    /// Whether it also reads direct quotations and block quotations (default true).
    #[serde(default = "yes")]
    pub quotations: bool,
    /// Whether it still speaks about text inside site furniture (default false).
    #[serde(default)]
    pub furniture: bool,
    /// What it does besides reporting what its check finds.
    #[serde(default)]
    pub role: Option<Role>,
    /// Rules that tell more of the same place: where one of them speaks, this one is silent.
    #[serde(default)]
    pub yields_to: Vec<String>,
    /// At most so many findings of one document are listed, with a word on the others; 0 for any number.
    #[serde(default)]
    pub limit: usize,
    /// What its fix does.
    #[serde(default)]
    pub fix: Option<FixAction>,
    /// Whether `--fix` may apply the fix unseen (default false).
    #[serde(default)]
    pub safe: bool,
    /// Where to read more.
    #[serde(default)]
    pub link: Option<String>,
    /// What it must flag and what it must leave alone.
    #[serde(default)]
    pub examples: ExampleFields,
}

fn yes() -> bool {
    true
}

fn warning() -> Severity {
    Severity::Warning
}

/// One text, or a list of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "this must be text, or a list of texts")]
pub enum OneOrMany {
    /// One.
    One(String),
    /// A list.
    Many(Vec<String>),
}

impl OneOrMany {
    /// The texts.
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts,
        }
    }
}

/// A rule's examples.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExampleFields {
    /// Texts in which the rule must speak; `[[` and `]]` may mark the words it must point at.
    #[serde(default)]
    pub flag: Vec<ExampleText>,
    /// Texts in which it must not.
    #[serde(default)]
    pub pass: Vec<ExampleText>,
}

/// An example: a text in the example's format, Markdown if not said otherwise.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "an example is text, or a mapping of `text` with `format` and `lang`")]
pub enum ExampleText {
    /// Markdown.
    Text(String),
    /// A text with its format and language.
    Full {
        /// The text.
        text: String,
        /// Its format.
        #[serde(default)]
        format: Option<crate::document::Format>,
        /// Its language, as a tag such as `en`.
        #[serde(default)]
        lang: Option<String>,
        /// Articles that are read before it, for rules about what recurs in an archive.
        #[serde(default)]
        before: Vec<String>,
        /// Files that lie in its folder, by their names with slashes, for rules about files that are missing.
        #[serde(default)]
        beside: Vec<String>,
    },
}
